"""Whether single sign-offs and delegations count (R-APR-06, R-APR-07, R-APR-08, R-APR-12, R-AUD-03, R-AUD-04)."""

from collections.abc import Iterator, Mapping

from kamcli.model.columns import Columns
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.rules.approval import NEEDED
from kamcli.rules.base import Rule, book_rule
from kamcli.states.approval import standings
from kamcli.states.roster import delegation_faults, roster_of
from kamcli.states.verdict import Trouble

# which field of a sign-off a trouble is about; the subject's digest where nothing else is
PLACES: Mapping[tuple[str, str], str] = {
    ("R-AUD-04", "book"): "book",
    ("R-AUD-04", "version"): "version",
    ("R-AUD-04", "amount"): "amount",
    ("R-APR-06", "role"): "role",
    ("R-APR-06", "person"): "by",
    ("R-APR-06", "post"): "by",
    ("R-APR-06", "half"): "delegation",
    ("R-APR-06", "unknown"): "delegation",
    ("R-APR-06", "other"): "delegation",
    ("R-APR-06", "delegation"): "delegation",
    ("R-APR-07", "four_eyes"): "by",
    ("R-APR-07", "self"): "by",
    ("R-APR-08", "time"): "at",
    ("R-APR-08", "after"): "after",
    ("R-APR-08", "comment"): "act",
    ("R-APR-08", "future"): "revision",
    ("R-APR-12", ""): "act",
}


def troubles(rule: str, columns: Columns, policy: Policy) -> Iterator[Problem]:
    """The troubles of one rule in every sign-off of the book."""
    for standing in standings(columns, policy):
        for trouble in standing.troubles:
            if trouble.rule == rule:
                yield problem(trouble)


def problem(trouble: Trouble) -> Problem:
    """A trouble as a problem of its sign-off file."""
    field = PLACES.get((trouble.rule, trouble.variant), "act" if trouble.rule == "R-APR-08" else "digest")
    severity = Severity.information if trouble.variant == "tightened" else None
    return Problem((field,), trouble.figures, trouble.signoff.id, "signoff", severity, trouble.variant)


@book_rule(
    "R-APR-06",
    title=Say("只有角色在任人或书面被授权人可以签署", "only a holder of the role, or a delegate in writing, signs"),
    say={
        "role": Say(
            "{stage}不是这条审批链的步骤，应有：{needed}", "{stage} is no step of this chain; it has: {needed}"
        ),
        "person": Say("名册里没有 {by}", "the roster has no {by}"),
        "post": Say("{by} 在 {day} 不担任{role}", "{by} does not hold the role {role} on {day}"),
        "half": Say(
            "“代”和“授权书”要么都写，要么都不写", "on_behalf_of and delegation are written together or not at all"
        ),
        "unknown": Say("没有授权书 {delegation}", "there is no delegation {delegation}"),
        "other": Say(
            "授权书 {delegation} 的授权人、被授权人或角色不是这一次的",
            "grantor, delegate or role of {delegation} are others than here",
        ),
        "tightened": Say(
            "{subject} 只有在收紧时才可以这样签（文件本身看不出，kam approve 会比对）",
            "{subject} may be signed like this only where it tightens (files can't tell, kam approve compares)",
        ),
        "delegation": Say(
            "授权书 {delegation} 不适用：{reason}", "the delegation {delegation} does not cover this: {reason}"
        ),
    },
    kinds=("signoff",),
    parameters=NEEDED,
)
def signed_without_authority(columns: Columns, policy: Policy) -> Iterator[Problem]:
    yield from troubles("R-APR-06", columns, policy)


@book_rule(
    "R-APR-07",
    title=Say(
        "授权合规；一人只签一步，不签自己经办的",
        "delegations are clean; one person takes one step and signs nothing of his own",
    ),
    say={
        "": Say("授权书不合规：{reason}", "the delegation is not clean: {reason}"),
        "four_eyes": Say(
            "{by} 已经完成{stage}，一人只能签一步", "{by} already took the step {stage}; one person, one step"
        ),
        "self": Say("{by} 是 {subject} 的经办人，不能签自己经办的", "{by} prepared {subject} and may not sign it"),
    },
    kinds=("signoff", "delegation"),
    parameters=NEEDED,
)
def unclean(columns: Columns, policy: Policy) -> Iterator[Problem]:
    roster = roster_of(columns)
    for delegation in columns.rows("delegation"):
        for reason in delegation_faults(delegation, roster, policy):
            yield Problem((), {"reason": reason}, delegation.id, "delegation")
    yield from troubles("R-APR-07", columns, policy)


@book_rule(
    "R-APR-08",
    title=Say(
        "步骤依次进行；退回或驳回后从下一版次重来", "steps come in order; a return or rejection closes the revision"
    ),
    say={
        "order": Say("{stage}之前还缺：{missing}", "before {stage} these are missing: {missing}"),
        "twice": Say("{stage}重复", "{stage} is there twice"),
        "time": Say("时间 {at} 早于前一步", "its time {at} is before that of an earlier step"),
        "after": Say("“前序签署”没有列全它依据的签署", "after does not list every sign-off that it relies on"),
        "closed": Say(
            "这一版次已{act}，之后的签署无效",
            "the revision was already closed ({act}); a later sign-off does not count",
        ),
        "ended": Say("已经批准，不能再{act}", "it is approved already: {act} comes too late"),
        "comment": Say("{act}要写意见", "a {act} needs a comment"),
        "future": Say(
            "对象现在是版次 {revision}，签署的版次更高",
            "the subject is at revision {revision}, the sign-off is of a later one",
        ),
    },
    kinds=("signoff",),
    parameters=NEEDED,
)
def out_of_order(columns: Columns, policy: Policy) -> Iterator[Problem]:
    yield from troubles("R-APR-08", columns, policy)


@book_rule(
    "R-APR-12",
    title=Say("第一档批准要有备案号", "the approval of band 1 carries a filing number"),
    say=Say("{subject} 的批准没有备案号", "the approval of {subject} has no filing number"),
    severity=Severity.warning,
    kinds=("signoff",),
    parameters=NEEDED,
)
def not_filed(columns: Columns, policy: Policy) -> Iterator[Problem]:
    yield from troubles("R-APR-12", columns, policy)


# --- content and author ----------------------------------------------------------------------------------------------


@book_rule(
    "R-AUD-03",
    title=Say("签署由签署人本人提交", "a sign-off is committed by its signer"),
    say={
        "author": Say("{by} 的签署是由 {author} 提交的", "the sign-off of {by} was committed by {author}"),
        "uncommitted": Say(
            "{by} 的签署没有提交，或提交后被改动", "the sign-off of {by} is not committed, or was changed since"
        ),
        "grantor": Say(
            "授权书 {delegation} 不是授权人提交的", "the delegation {delegation} was not committed by its grantor"
        ),
        "signature": Say(
            "证明级别 {level} 要求签名，本版本无法核对",
            "proof level {level} asks for a signature, which this version can't check",
        ),
    },
    kinds=("signoff",),
    parameters=NEEDED,
)
def not_the_signers_own(columns: Columns, policy: Policy) -> Iterator[Problem]:
    """Commit authors are looked at by kam approve; reading files alone can't know them."""
    yield from troubles("R-AUD-03", columns, policy)


@book_rule(
    "R-AUD-04",
    title=Say("签署只对签署时的内容有效", "a sign-off is good for the content that was signed and no other"),
    say={
        "": Say(
            "{subject} 的内容在签署后变了，签署失效", "{subject} changed after it was signed; the sign-off is stale"
        ),
        "amount": Say(
            "签署写的是 {signed} 元第 {signed_band} 档，应为 {amount} 元第 {band} 档",
            "the sign-off says {signed} yuan and band {signed_band}, it is {amount} yuan and band {band}",
        ),
        "book": Say("签署属于另一本账簿 {book}", "the sign-off belongs to another book, {book}"),
        "version": Say(
            "签署格式版本 {version} 本版本不认识", "this version does not know the sign-off format {version}"
        ),
        "file": Say("文件名 {file} 与内容不符", "the file name {file} does not fit its content"),
        "subject": Say("没有 {subject} 这个审批对象", "there is nothing called {subject} that could be signed"),
    },
    hint=Say(
        "改了内容就把版次加 1，重新签署", "when the content changes, raise the revision by 1 and have it signed again"
    ),
    kinds=("signoff",),
    parameters=NEEDED,
)
def stale(columns: Columns, policy: Policy) -> Iterator[Problem]:
    yield from troubles("R-AUD-04", columns, policy)
    known = {standing.subject.id for standing in standings(columns, policy)}
    for row in columns.rows("signoff"):
        if row.subject not in known:
            yield Problem(("subject",), {"subject": row.subject}, row.id, "signoff", variant="subject")


SIGNOFFS = (signed_without_authority, unclean, out_of_order, not_filed, not_the_signers_own, stale)
BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in SIGNOFFS}
