"""What can be said of a field wherever it is shown: how its value is written, and from when on it is required."""

from kamcli.model.base import Term
from kamcli.model.described import Described
from kamcli.model.finding import Say
from kamcli.model.kinds import KINDS
from kamcli.rules.references import INSIDE
from kamcli.states.process import ALSO_CALLED, LINES
from kamcli.views.field_words import CONDITIONS, FORMS, LATER_KINDS, REQUIRED


def written(found: Described, lang: str) -> str:
    """How the value is written: its sort, bounds, number; the kind or the list that it comes from."""
    form, table = found.form, found.table
    kinds = tuple(_reference(kind) for kind in table.ref)
    text = FORMS[form.sort].read(lang, {"kinds": kinds, "list": table.listed})
    if form.least is not None:
        text += FORMS["least" if form.most is None else "bounds"].read(lang, {"least": form.least, "most": form.most})
    return text + "".join(FORMS[each].read(lang) for each in ("many", "keyed") if getattr(form, each))


def _reference(kind: str) -> Say:
    return INSIDE.get(kind) or (KINDS[kind].label if kind in KINDS else LATER_KINDS[kind])


def required(told: Term, kind: str, lang: str) -> str:
    """From which state on, or on which condition, a field of a kind has to be filled."""
    if told.derived:
        return REQUIRED["computed"].read(lang)
    parts = []
    if told.since:
        parts.append(REQUIRED["always"] if told.since == "always" else _state(kind, told.since))
    if told.when:
        parts.append(CONDITIONS[told.when])
    return {"zh": "；", "en": "; "}[lang].join(each.read(lang) for each in parts) or REQUIRED["optional"].read(lang)


def _state(kind: str, since: str) -> Say:
    """The words `from … on` for a state of the kind's main line."""
    if since in CONDITIONS:
        return CONDITIONS[since]
    lines = [LINES[name][0] for name in (kind, "ka_status") if name in LINES]
    named = {str(state): state for line in lines for state in line} | dict(ALSO_CALLED.get(kind, {}))
    return Say(*(REQUIRED["from"].read(lang, {"state": named[since]}) for lang in ("zh", "en")))
