"""How `kam show` tells the story of a customer: the card's facts as short lines and tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.cli.named import Names
from kamcli.cli.story_tables import TABLES
from kamcli.cli.story_words import HEADS, RIGHT, Rows, Told
from kamcli.model.money import grouped

if TYPE_CHECKING:
    from kamcli.views.card import Card
    from kamcli.views.card_facts import Fact
    from kamcli.views.card_open import OpenContract
    from kamcli.views.dealings import Assigned


def head(card: "Card", names: Names, lang: str) -> None:
    """What the customer is, and who answers for it."""
    told = Told(card, names, lang)
    show.told(f"  {status(told)}")
    show.fact(told.words["owner"], owner(told), lang)
    if card.header.service_specialist:
        show.fact(told.words["specialist"], told.staff((card.header.service_specialist,)), lang)
    for each in card.assignments[1:]:
        show.told(f"    {told.staff((each.assignee,))}  {_since(told, each)}")


def story(card: "Card", names: Names, lang: str) -> None:
    """What goes on, then the file in brief; what a customer has nothing of is named in one line."""
    told = Told(card, names, lang)
    empty = [name for name, rows in TABLES if not _table(told, name, rows(told))]
    if empty:
        show.line()
        show.told(f"{told.words['nothing']}{show.COLON[lang]}{told.joined(*(told.words[name] for name in empty))}")
    _file(told)
    show.line()
    if card.withheld:
        show.told(told.words["withheld"].format(n=card.withheld, most=told.say(card.most)))
    show.told(told.words["more"].format(id=card.customer_id))


def status(told: Told) -> str:
    """What the customer is, in one line."""
    row = told.card.header
    account = told.words["ka"].format(state=told.say(row.ka_status)) if row.ka_status not in (None, "none") else None
    parts = (row.code, row.lifecycle_status, account, row.nature, row.industry, row.region, row.office)
    return " · ".join(told.say(part) for part in parts if part) or told.card.name


def owner(told: Told) -> str:
    """Who answers for the customer, since when, and where ownership stands."""
    name = told.staff((told.card.header.owner,)) or told.words["nothing"]
    parts = [_since(told, told.card.assignments[0])] if told.card.assignments else []
    parts += [told.say(told.card.ownership)] if told.card.ownership else []
    if not parts:
        return name
    inside = told.words["stop"].join(parts)
    return f"{name}（{inside}）" if told.lang == "zh" else f"{name} ({inside})"


def _since(told: Told, given: "Assigned") -> str:
    return told.words["since"].format(on=given.on, by=told.staff((given.by,)), reason=told.say(given.reason))


def _file(told: Told) -> None:
    """The four categories and the terms, a paragraph each."""
    for each in told.card.categories:
        done = told.words["complete"].format(filled=each.filled, required=each.required) if each.required else ""
        _paragraph(told, f"{each.label.read(told.lang)}{done}", each.facts)
    _paragraph(told, told.words["terms"], told.card.terms)


def _paragraph(told: Told, title: str, facts: "Sequence[Fact]") -> None:
    if facts:
        show.line()
        show.heading(show.capital(title))
        pairs = (f"{each.label.read(told.lang)}{show.COLON[told.lang]}{told.say(each.value)}" for each in facts)
        show.told(f"  {told.words['stop'].join(pairs)}")


def _table(told: Told, name: str, rows: Rows) -> bool:
    """A table under its name; False where it has no rows."""
    if not rows:
        return False
    show.line()
    show.heading(show.capital(told.words[name]) + (_exposure(told) if name == "owed" else ""))
    if name == "contracts":
        for each in told.card.contracts:
            _contract(told, each)
    else:
        show.table(HEADS[told.lang][name], rows, right=RIGHT.get(name, ()))
    if name == "tiers":
        _unknown(told)
    return True


def _unknown(told: Told) -> None:
    """The schemes that give this customer nothing."""
    none = [told.say(each.scheme) for each in told.card.tiers if not each.computable and each.assigned is None]
    if none:
        show.told(f"{told.words['unknown']}{show.COLON[told.lang]}{told.joined(*none)}")


def _exposure(told: Told) -> str:
    found = told.card.exposure
    if found is None:
        return ""
    taken = f"{found.share_pct} %" if found.share_pct else grouped(found.outstanding)
    return "  " + told.words["exposure"].format(limit=grouped(found.limit), taken=taken)


def _contract(told: Told, each: "OpenContract") -> None:
    """What it is; below, where it stands, who has signed and whose turn it is."""
    show.told(f"  {each.id}  {each.title or ''}".rstrip())
    amount = grouped(each.amount) if each.amount is not None else "—"
    ends = f"→ {each.effective_to}" if each.effective_to else ""
    parts = (amount, told.say(each.state), each.approval.read(told.lang), ends)
    show.told("    " + "  ".join(part for part in parts if part))
    if each.signers.zh:
        show.told(f"    ✓ {each.signers.read(told.lang)}")
    if each.turn is not None and each.turn.names:
        show.told(f"    → {told.words['turn']}{show.COLON[told.lang]}{told.joined(*each.turn.names)}")
