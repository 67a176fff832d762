"""`kam show ID --brief`: a customer in about eight lines."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.cli.named import Names
from kamcli.cli.show_story import owner, status
from kamcli.cli.story_tables import dates
from kamcli.cli.story_words import Told
from kamcli.model.money import grouped

if TYPE_CHECKING:
    from kamcli.views.card import Card
    from kamcli.views.card_open import OpenContract
    from kamcli.views.card_tiers import TierLine

BRIEF = {
    "zh": {
        "tier": "等级",
        "computed": "{level}（测算）",
        "both": "{assigned}（评定）；测算 {computed}",
        "up": "离{level}还差 {amount}",
        "sales": "本年销售 {amount}",
        "talk": "最近联系",
        "promises": "承诺",
        "needs": "需求",
        "late": "逾期事项",
        "contracts": "在手合同",
        "owed": "应收账款",
        "debt": "{currency} {outstanding}，逾期 {overdue}，最长 {days} 天",
        "limit": "占信用限度额 {pct} %",
        "next": "下一件",
        "more": "{first}，等 {n} 项",
    },
    "en": {
        "tier": "tier",
        "computed": "{level} (computed)",
        "both": "{assigned} (assigned); computed {computed}",
        "up": "{amount} to {level}",
        "sales": "sales of the year {amount}",
        "talk": "last contact",
        "promises": "promises",
        "needs": "needs",
        "late": "late",
        "contracts": "open contracts",
        "owed": "receivables",
        "debt": "{currency} {outstanding}, overdue {overdue}, oldest {days} days",
        "limit": "{pct} % of the credit limit",
        "next": "next",
        "more": "{first} ({n} in all)",
    },
}


def brief(card: "Card", names: Names, lang: str) -> None:
    """The lines; what there is none of keeps its line, so that the same thing always stands at the same place."""
    told = Told(card, names, lang)
    show.told(f"  {status(told)}")
    show.fact(told.words["owner"], owner(told), lang)
    for name, text in _facts(told, BRIEF[lang]):
        show.fact(name, text or told.words["nothing"], lang)


def _facts(told: Told, words: dict[str, str]) -> Iterator[tuple[str, str]]:
    card, stop = told.card, told.words["stop"]
    missed = [each for each in card.tasks if each.days_over > 0]
    yield words["tier"], stop.join(_worth(told, words))
    yield words["talk"], _talk(told)
    yield words["promises"], _counted(words, [f"{each.due} {each.text}" for each in card.promises])
    yield words["late"], _counted(words, [f"{each.title.read(told.lang)} {each.due}" for each in missed])
    yield words["contracts"], _counted(words, [_contract(told, each) for each in card.contracts])
    yield words["owed"], stop.join(_owed(told, words))
    yield words["needs"], _counted(words, [f"{told.say(each.text)} {told.say(each.stage)}" for each in card.needs])
    yield words["next"], "  ".join(next(iter(dates(told)), ()))


def _counted(words: dict[str, str], texts: Sequence[str]) -> str:
    """The first one, and how many there are."""
    return "" if not texts else texts[0] if len(texts) == 1 else words["more"].format(first=texts[0], n=len(texts))


def _worth(told: Told, words: dict[str, str]) -> Iterator[str]:
    """The tier under the primary scheme, and the sales of the year."""
    for each in told.card.tiers:
        if each.primary:
            yield from _tier(told, each, words)
    if told.card.sales is not None and told.card.sales.to_date.now is not None:
        yield words["sales"].format(amount=grouped(told.card.sales.to_date.now))


def _tier(told: Told, each: "TierLine", words: dict[str, str]) -> Iterator[str]:
    computed = each.computed.read(told.lang)
    if each.assigned is None:
        yield words["computed"].format(level=computed)
    else:
        yield words["both"].format(assigned=told.say(each.assigned), computed=computed)
    if each.next_level is not None and each.up_by is not None:
        yield words["up"].format(level=each.next_level.read(told.lang), amount=grouped(each.up_by))


def _talk(told: Told) -> str:
    if not told.card.talks:
        return ""
    last = told.card.talks[0]
    return "  ".join((str(last.on), told.say(last.channel), told.staff(last.people), told.say(last.what)))


def _contract(told: Told, each: "OpenContract") -> str:
    return f"{each.id} {told.say(each.state)} {each.approval.read(told.lang)}"


def _owed(told: Told, words: dict[str, str]) -> Iterator[str]:
    for each in told.card.owed or ():
        debt = each.debt
        amounts = {"outstanding": grouped(debt.outstanding), "overdue": grouped(debt.overdue), "days": debt.max_days}
        office = f"{told.words['office']} " if each.office else ""
        yield office + words["debt"].format(currency=each.currency, **amounts)
    found = told.card.exposure
    if found is not None and found.share_pct is not None:
        yield words["limit"].format(pct=found.share_pct)
