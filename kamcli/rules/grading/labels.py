"""How a level is printed: with the word of its scheme wherever a bare letter would be ambiguous (R-GRD-22)."""

from functools import cache

from kamcli.model.choices import Level, Scheme
from kamcli.model.finding import Say

_STANDING = {  # words that carry their scheme already
    Level.strategic: Say("战略客户", "strategic account"),
    Level.key: Say("重点客户", "key account"),
    Level.ordinary: Say("普通客户", "ordinary account"),
    Level.none: Say("非大客户", "not a key account"),
    Level.vip: Say("VIP客户", "VIP customer"),
    Level.small: Say("小客户", "small customer"),
    Level.top: Say("最佳客户", "best customers"),
    Level.middle: Say("中间客户", "middle customers"),
    Level.bottom: Say("末位客户", "last customers"),
}
_WORDS = {  # the word in front of a letter or number
    Scheme.demand: Say("需求", "demand "),
    Scheme.credit: Say("信用", "credit "),
    Scheme.value: Say("价值", "value "),
    Scheme.sales_band: Say("销售额", "sales "),
}
_VIP_ORDINARY = Say("普通客户", "ordinary customer (VIP scheme)")


@cache  # few levels, asked for every customer
def label(scheme: Scheme, level: str, name: str = "") -> Say:
    """The printed form of a level; `name` is the company's own word for it in policy.yaml, if it has one."""
    known = next((each for each in Level if each == level), None)
    if name and (known is None or name != known.zh):
        return Say(name, name)
    if scheme == Scheme.vip and known == Level.ordinary:
        return _VIP_ORDINARY
    if known in _STANDING and known is not None:
        return _STANDING[known]
    word = _WORDS.get(scheme, Say("", ""))
    return Say(f"{word.zh}{known.zh if known else level}", f"{word.en}{known.value if known else level}")
