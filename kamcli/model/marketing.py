"""What goes out to many: promotional material (宣传资料, MT) and greetings at festivals (问候计划, GP)."""

from kamcli.model.base import Date, Line, Maybe, Text, about, internal, pub
from kamcli.model.choices import Channel
from kamcli.model.entry import Entry
from kamcli.model.refs import FestivalName


class Material(Entry):
    """Promotional material (宣传资料)."""

    code: Maybe[Line] = pub("MT-01", "资料代码", since="always")
    about(code, "制度的走访资料清单按它核对 | the policy's visit kit names it", "R-CON-04")
    name: Maybe[Line] = pub("MT-01", "资料名称", since="always")
    version: Maybe[Line] = pub("MT-01", "版本", since="always")
    valid_to: Maybe[Date] = pub("MT-01", "有效期止")


class GreetingPlan(Entry):
    """Greeting plan (问候计划)."""

    festival: Maybe[FestivalName] = internal("GP-01", "节日", since="always")
    date: Maybe[Date] = internal("GP-01", "日期", since="always")
    about(date, "节日当天，提前几天准备见制度 | the festival's day; the policy says how early to prepare", "CK-34")
    audience_rule: Maybe[Text] = internal("GP-01", "对象范围", since="always")
    about(audience_rule, "筛选条件，写法同 kam list | a filter, written as for kam list", "R-CON-07")
    channel: Maybe[Channel] = internal("GP-01", "方式", since="always")
    template: Maybe[Text] = internal("GP-01", "问候模板", since="always")
    about(template, "问候信的名字，kam 只排出文字不发送 | name of the letter; kam prints the text and sends nothing")
