"""Parameters in the reader's words: a key with its label, a value on one line with the labels of its own keys."""

from typing import TYPE_CHECKING, Any

from kamcli.cli import show
from kamcli.cli.list import cell
from kamcli.model.finding import Say
from kamcli.model.kinds import KINDS

if TYPE_CHECKING:
    from kamcli.model.policy import Policy
    from kamcli.model.spelling import Spelling

NOT_CONFIGURED = Say("未配置", "not configured")
BRACKETS = {"zh": ("【", "】", "；", "，"), "en": ("{", "}", "; ", ", ")}


def key_word(key: str, lang: str) -> str:
    """A parameter's key; in Chinese its label before it."""
    from kamcli.model.spelling import label, spelling

    if lang != "zh":
        return key
    told = label(spelling(KINDS["policy"].model), tuple(key.split(".")), "zh")
    return f"{told}（{key}）"


def parameter_line(key: str, policy: "Policy", lang: str) -> str:
    """`approval.bands = …`."""
    return f"{key_word(key, lang)} = {value_of(key, policy, lang)}"


def value_of(key: str, policy: "Policy", lang: str) -> str:
    """The value of a parameter, of a part of a table (`approval.bands.max`) that of the whole table."""
    from kamcli.model.parameters import NotConfigured, parameter

    while True:
        try:
            return spoken(parameter(policy, key), lang, _spelt(key))
        except NotConfigured:
            return NOT_CONFIGURED.read(lang)
        except AttributeError:
            key = key.rpartition(".")[0]


def _spelt(key: str) -> "Spelling":
    from kamcli.model.spelling import spelling

    table = spelling(KINDS["policy"].model)
    for word in key.split("."):
        table = table.below(word)
    return table


def spoken(value: Any, lang: str, table: "Spelling | None" = None) -> str:
    """A value on one line; the keys of a group by their labels."""
    if value in (None, ()):
        return NOT_CONFIGURED.read(lang)
    if isinstance(value, tuple):
        parts = show.JOIN[lang] if not _is_group(value[:1]) else BRACKETS[lang][2]
        return parts.join(spoken(each, lang, table) for each in value)
    pairs = _pairs(value)
    if pairs is None:
        return cell(value, lang)
    opening, closing, _, comma = BRACKETS[lang]
    told = (
        f"{_word(key, lang, table)}{show.COLON[lang]}{spoken(each, lang, table.below(str(key)) if table else None)}"
        for key, each in pairs
        if each is not None and each != ()
    )
    return opening + comma.join(told) + closing


def _is_group(values: tuple[Any, ...]) -> bool:
    return any(_pairs(each) is not None for each in values)


def _pairs(value: Any) -> list[tuple[Any, Any]] | None:
    """The keys and values of a group or a mapping; None for anything else."""
    if hasattr(type(value), "model_fields"):
        return list(value.__dict__.items())
    return list(value.items()) if hasattr(value, "items") else None


def _word(key: Any, lang: str, table: "Spelling | None") -> str:
    if lang == "zh" and table is not None and str(key) in table.terms:
        return table.terms[str(key)].zh
    return cell(key, lang)
