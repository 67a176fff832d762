"""`kam explain 逾期`, `kam explain customer.overdue`: a computed column, and what it is computed from."""

from kamcli.cli import show
from kamcli.cli.explain_words import SECRECY
from kamcli.model.finding import Say
from kamcli.views.column import folded
from kamcli.views.computed import BY_WORD, Computed
from kamcli.views.field_words import FORMS

WORDS = {
    "meaning": Say("说明", "meaning"),
    "sort": Say("值", "values"),
    "choices": Say("选项", "choices"),
    "secrecy": Say("密级", "sensitivity"),
    "rules": Say("规则", "rule"),
    "use": Say("用法", "use"),
}
HEAD = ("customer", "客户")


def computed_named(wanted: str) -> Computed | None:
    """The computed column of that name, with or without `customer.` before it; None where a field has the name."""
    head, _, rest = folded(wanted).partition(".")
    return BY_WORD.get(rest) if head in HEAD and rest else None if rest else BY_WORD.get(head)


def explain_computed(column: Computed, lang: str) -> None:
    """Print what a computed column is."""
    names = (f"客户.{column.zh}", f"customer.{column.name}")
    show.heading("  ".join(names if lang == "zh" else reversed(names)))
    rows = [("meaning", column.meaning), ("sort", FORMS[column.sort])]
    if column.choices:
        rows.append(("choices", Say(*(_choices(column, way) for way in ("zh", "en")))))
    rows.append(("secrecy", SECRECY[column.secrecy]))
    rows += [("rules", Say(rule, rule)) for rule in column.rules]
    rows.append(
        ("use", Say(f"kam list customer --columns name,{column.zh}", f"kam list customer --columns name,{column.name}"))
    )
    for name, text in rows:
        show.fact(WORDS[name].read(lang), text.read(lang), lang)


def _choices(column: Computed, lang: str) -> str:
    return show.JOIN[lang].join(f"{each.zh} {each}" if lang == "zh" else f"{each} {each.zh}" for each in column.choices)
