"""The import map that somebody names: a file, or a name under records/imports/."""

from pathlib import Path

from kamcli.model.finding import Exit, KamError, Say, Severity, refuse
from kamcli.model.import_map import ImportMap
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.store.importing.source import contents
from kamcli.store.records import Located, parse_page

KIND = KINDS["import_map"]


def read_map(records: Path, name: str, policy: Policy, lang: str) -> ImportMap:
    """The map; KamError with its findings where it is no map, or where there is none of that name."""
    path = _path(records, name)
    page = parse_page(contents(path), Located(_shown(records, path), KIND, path.stem, policy, lang))
    wrong = tuple(each for each in page.findings if each.severity is Severity.error)
    if wrong or not isinstance(page.record, ImportMap):
        say = Say(f"导入对照 {path.name} 有错", f"the import map {path.name} has faults")
        raise KamError(say, code=Exit.CONFIGURATION, findings=wrong)
    return page.record


def _path(records: Path, name: str) -> Path:
    for path in (Path(name), records / KIND.folder / f"{name}.yaml", records / KIND.folder / name):
        if path.is_file():
            return path
    known = tuple(sorted(path.stem for path in (records / KIND.folder).glob("*.yaml")))
    raise refuse(
        "没有导入对照 {name}；账簿里有：{known}",
        "there is no import map {name}; the book has: {known}",
        code=Exit.ASKED_WRONGLY,
        name=name,
        known=known or Say("（没有）", "(none)"),
    )


def _shown(records: Path, path: Path) -> str:
    full = path.resolve()
    return full.relative_to(records).as_posix() if full.is_relative_to(records) else str(path)
