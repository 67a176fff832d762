"""The schemas of a book are current, and kam check says when they are not."""

import json
import os
from pathlib import Path

import pytest

from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.store.modeline import FOLDER, file_of, modeline, with_modeline
from kamcli.store.records import read_page
from kamcli.store.schemas import STAMP, outdated, schemas
from kamcli.store.source import Disk

BOOK = Path(__file__).parents[2] / "records"


def policy_of(root: Path) -> Policy:
    record = read_page(root, "policy.yaml", KINDS["policy"], None, "zh").record
    assert isinstance(record, Policy)
    return record


def installed(folder: Path, policy: Policy) -> Path:
    (folder / FOLDER).mkdir()
    for path, text in schemas(policy).items():
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return folder


def test_the_bundled_book_has_the_schemas_of_this_kam(request: pytest.FixtureRequest) -> None:
    made = schemas(policy_of(BOOK))
    if request.config.getoption("--golden"):
        (BOOK / FOLDER).mkdir(exist_ok=True)
        for path, text in made.items():
            (BOOK / path).write_text(text, encoding="utf-8", newline="")

    for path, text in made.items():
        assert (BOOK / path).read_bytes() == text.encode(), f"{path} is out of date: make schemas"
    assert {f"{FOLDER}/{each.name}" for each in (BOOK / FOLDER).iterdir()} == set(made)


def test_schemas_are_made_the_same_every_time() -> None:
    assert schemas(policy_of(BOOK)) == schemas(policy_of(BOOK))


def test_nothing_is_said_where_none_were_installed(tmp_path: Path) -> None:
    assert list(outdated(Disk(tmp_path), policy_of(BOOK), "zh")) == []


def test_one_that_is_missing_is_named(tmp_path: Path) -> None:
    policy = policy_of(BOOK)
    root = installed(tmp_path, policy)
    assert list(outdated(Disk(root), policy, "zh")) == []

    (root / file_of(KINDS["people"])).unlink()

    assert [(each.rule, each.file, each.hint) for each in outdated(Disk(root), policy, "zh")] == [
        ("BOOK-14", f"{FOLDER}/people.schema.json", "kam schema --install")
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"industries": ["化工"]}},
        {"clauses": {"R-DAT-04": {"title": "办法", "article": "第一条"}}},
        {"company": {"language": "en"}},
    ],
)
def test_a_policy_that_changed_makes_them_out_of_date(tmp_path: Path, change: dict[str, object]) -> None:
    root = installed(tmp_path, policy_of(BOOK))

    assert [each.file for each in outdated(Disk(root), Policy.model_validate(change), "en")] == [STAMP]


def test_another_kam_makes_them_out_of_date(tmp_path: Path) -> None:
    policy = policy_of(BOOK)
    root = installed(tmp_path, policy)
    made_of = json.loads((root / STAMP).read_text(encoding="utf-8"))
    (root / STAMP).write_text(json.dumps(made_of | {"kam": "0.0.1"}), encoding="utf-8")

    assert [each.rule for each in outdated(Disk(root), policy, "en")] == ["BOOK-14"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_first_line_of_a_file_leads_to_its_schema(kind: "object") -> None:
    for path in ("policy.yaml", "customers/C0001.yaml", "contracts/2026/CN-1.yaml"):
        line = modeline(path, kind)  # type: ignore[arg-type]
        way = line.removeprefix("# yaml-language-server: $schema=").removesuffix("\n")

        assert os.path.normpath(Path("records", path).parent / way) == f"records/{file_of(kind)}"  # type: ignore[arg-type]


def test_a_book_without_schemas_gets_files_without_that_line(tmp_path: Path) -> None:
    assert with_modeline(tmp_path, "customers/C1.yaml", KINDS["customer"], "客户名称: 甲\n") == "客户名称: 甲\n"
