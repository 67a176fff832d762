"""How `kam show` draws where a record stands: its states in a row, each step with who takes it and what it lacks."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.model.finding import Say
from kamcli.output.width import width

if TYPE_CHECKING:
    from kamcli.changes.progress import Lack, Place, Progress, Signature, Way

ARROW = " → "
SIGNED = Say("已签", "signed")
NEXT, ASIDE = Say("下一步", "next"), Say("另可", "or")
LACKS = Say("还缺 {n} 项", "lacks {n}")
END = Say("流程到此为止，没有下一步", "the process ends here")
FEW = 3  # people that are named; of more only the role is


def block(progress: "Progress", lang: str) -> None:
    """The whole block."""
    show.heading(_title(progress, lang))
    for line in row(progress.places, lang, show.room(sys.stdout)):
        now = next((_state(each, lang) for each in progress.places if each.mark == "now"), "")
        show.raw(line.replace(now, show.paint(now, "1", sys.stdout)) if now else line)
    if progress.signed:
        show.fact(SIGNED.read(lang), ARROW.join(_signature(each, lang) for each in progress.signed), lang)
    if not progress.ways:
        show.line(f"  {END.read(lang)}")
    for way in progress.ways:
        _way(way, lang)


def _title(progress: "Progress", lang: str) -> str:
    title = show.capital(progress.title.read(lang))
    return f"{title}（{progress.process}）" if lang == "zh" else f"{title} ({progress.process})"


def row(places: "Iterable[Place]", lang: str, room: int | None) -> Iterator[str]:
    """The main line in as many lines as it needs; a state is never broken."""
    line = " "
    for n, place in enumerate(places):
        piece = f"{ARROW if n else ' '}{_state(place, lang)}"
        if room is not None and width(line) + width(piece) > room:
            yield line.rstrip()
            line = "   "
        line += piece
    yield line.rstrip()


def _state(place: "Place", lang: str) -> str:
    """`✓ passed`, `[now]` in bold where the terminal can, ahead as it is."""
    name = place.state.zh if lang == "zh" else place.state.en
    if place.mark == "now":
        return f"[{name}]"
    return f"✓{name}" if place.mark == "passed" else name


def _way(way: "Way", lang: str) -> None:
    from kamcli.states.chain import CLOSING

    named = way.act if way.act is not None and way.act in CLOSING else way.target
    name = named.zh if lang == "zh" else named.en
    count = f"  {LACKS.read(lang, {'n': len(way.lacks)})}" if way.lacks and not way.ahead else ""
    word = (NEXT if way.ahead else ASIDE).read(lang)
    show.told(f"  {word}{show.COLON[lang]}{name}  {_who(way, lang)}  {way.command.read(lang)}{count}")
    if way.ahead:
        for lack in way.lacks:
            show.told(f"    ✗ {_lack(lack, lang)}")
        for remark in way.remarks:
            show.told(f"    ! {_lack(remark, lang)}")
        for told in way.waived:
            show.told(f"    ? {told.read(lang)}")


def _signature(each: "Signature", lang: str) -> str:
    act = f"{each.role.zh}{each.act.zh}" if lang == "zh" else f"{each.act.en} by {each.role.en}"
    return f"{each.name} {act} {each.on}"


def _who(way: "Way", lang: str) -> str:
    roles = show.JOIN[lang].join(each.zh if lang == "zh" else each.en for each in way.roles)
    if not 0 < len(way.names) <= FEW:
        return roles
    names = show.JOIN[lang].join(way.names)
    return f"{roles}（{names}）" if lang == "zh" else f"{roles} ({names})"


def _lack(lack: "Lack", lang: str) -> str:
    return f"{lack.said.read(lang)} [{lack.rule}]"
