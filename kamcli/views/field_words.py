"""The words in which fields are described: ways of writing, when they are required, kinds still to come."""

from collections.abc import Mapping

from kamcli.model.finding import Say

REQUIRED: Mapping[str, Say] = {
    "always": Say("总是", "always"),
    "optional": Say("可不填", "optional"),
    "computed": Say("由 kam 算出，不写", "computed, never written"),
    "from": Say("从“{state}”起", "from {state} on"),
}
FORMS: Mapping[str, Say] = {
    "text": Say("文字", "text"),
    "money": Say(
        "本币金额，最多两位小数：120000、120,000.00、12万、¥120,000",
        "an amount in the company's currency, two decimals at most: 120000, 120,000.00, 12万, ¥120,000",
    ),
    "number": Say("数字：12、12.5、1,200", "a number: 12, 12.5, 1,200"),
    "percent": Say("百分数：5 或 5%", "a percentage: 5 or 5%"),
    "count": Say("整数", "a whole number"),
    "flag": Say("是、否、true、false", "true, false, 是, 否"),
    "date": Say("日期：2026-03-09", "a date: 2026-03-09"),
    "partial_date": Say("年、月或日：2009、2009-05、2009-05-20", "a year, month or day: 2009, 2009-05, 2009-05-20"),
    "moment": Say("带时区的时刻：2026-03-09T14:30:00+08:00", "a time with its UTC offset: 2026-03-09T14:30:00+08:00"),
    "choice": Say("选项之一，中英文都可", "one of the choices, in either language"),
    "reference": Say("{kinds}的编号", "id of a {kinds}"),
    "listed": Say("制度清单 {list} 里的一个", "one of the policy's list {list}"),
    "field": Say("字段名，中英文都可", "the name of a field, in either language"),
    "group": Say("一组字段", "a group of fields"),
    "bounds": Say("，{least} 到 {most}", ", {least} to {most}"),
    "least": Say("，不小于 {least}", ", {least} or more"),
    "many": Say("；可列几个", "; several, as a list"),
    "keyed": Say("；每个键一个", "; one for each key"),
}
LATER_KINDS: Mapping[str, Say] = {  # kinds that a field refers to and that come with a later issue
    "competitor": Say("竞争对手", "competitor"),
    "equipment": Say("设备", "piece of equipment"),
    "gift": Say("礼品宴请", "gift or hospitality"),
    "project": Say("项目", "project"),
    "stock_report": Say("存货及欠货报告", "stock report"),
    "survey_answer": Say("调查答卷", "answer to a survey"),
    "ticket": Say("反馈单", "ticket"),
}
CONDITIONS: Mapping[str, Say] = {  # every `when`, and every `since` that no process has as a state yet
    "amount decides": Say("由金额定审批时", "where the amount decides"),
    "any of CT-15 to CT-21 filled": Say("填了任一项个人画像时", "where any part of the personal profile is filled"),
    "assets": Say("填了资产时", "where assets are given"),
    "at least one of phones, emails, im_accounts": Say(
        "电话、邮箱、即时通讯至少一项", "at least one of phones, emails, im_accounts"
    ),
    "band 1 approve": Say("第一档批准时", "where band 1 is approved"),
    "basis consent": Say("收集依据是本人同意时", "where the basis is consent"),
    "coded": Say("取得客户代码时", "once the customer is given its code"),
    "doc_type reconciliation": Say("资料类别是对账单时", "where doc_type is reconciliation"),
    "doc_type that expires": Say("这类资料会到期时", "where papers of this type run out"),
    "document of a customer": Say("资料属于某个客户时", "where the document is a customer's"),
    "large or hard customer, first leader meeting": Say(
        "大客户或难进的客户、初次见领导时", "of a large or hard customer, when its leaders are met first"
    ),
    "not on file": Say("不在账簿里时", "where it is not on file"),
    "on file": Say("在账簿里时", "where it is on file"),
    "person not on file": Say("人员表里没有他时", "where the people file does not have him"),
    "recording": Say("有录音时", "where there is a recording"),
    "visit_kind callback": Say("拜访类别为“回访”时", "where visit_kind is callback"),
    "existing_business exists": Say("已发生业务为“有”时", "where existing_business is exists"),
    "foreign amounts": Say("有外币金额时", "where there are foreign amounts"),
    "guarded block changed": Say("改了受控内容时", "where a guarded block was changed"),
    "instalments": Say("付款方式是分期付款时", "where payment_method is instalments"),
    "kind industry": Say("合同类别是行业合同时", "where kind is industry"),
    "kind supply": Say("合同类别是商品供应时", "where kind is supply"),
    "large": Say("贡献较大时", "where large is true"),
    "low-price programme or application": Say(
        "属低价产品或有大客户申请时", "in the low-price programme, or with an application"
    ),
    "neither by_band nor loosen and tighten": Say(
        "既不按金额分档、也不分放宽收紧时", "with neither by_band nor loosen and tighten"
    ),
    "not the first step": Say("不是第一步时", "where it is not the first step"),
    "open_account": Say("付款方式是赊销时", "where payment_method is open_account"),
    "project": Say("有项目时", "where there is a project"),
    "project open": Say("有项目在进行时", "while a project is open"),
    "proof level 1": Say("证明级别 1 起", "from proof level 1 on"),
    "reject or return": Say("驳回或退回时", "to reject or return"),
    "reputation": Say("填了信誉时", "where the reputation is given"),
    "service customer": Say("服务类客户", "for a service customer"),
    "service level 1": Say("服务级别一级", "at service level 1"),
    "significant": Say("作用显著时", "where significant is true"),
    "stance": Say("填了立场时", "where the stance is given"),
    "visited by tour": Say("按路线走访时", "where it is visited by tour"),
    "with delegation": Say("凭授权书签署时", "with a delegation"),
    "with on_behalf_of": Say("代人签署时", "with on_behalf_of"),
}
