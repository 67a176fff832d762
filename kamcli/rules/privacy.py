"""Personal profiles are off unless the policy opens them and a lawful basis is written down (R-PRV-03)."""

from collections.abc import Iterator

from kamcli.model.finding import Problem, Say
from kamcli.model.people import People, Person
from kamcli.model.policy import Policy
from kamcli.model.spelling import spelling
from kamcli.rules.base import record_rule

# CT-15 to CT-21: what describes a person beyond the business, by the parameter that opens it
PROFILE = ("character", "interests", "hobbies", "education", "birth_date", "ability")
FAMILY = ("family", "home_address")


@record_rule(
    "R-PRV-03",
    title=Say("个人画像有依据才登记", "personal profiles need a basis"),
    say={
        "closed": Say(
            "{name}的{field}：制度未开放登记（{parameter}）",
            "{field} of {name}: the policy has not opened it ({parameter})",
        ),
        "basis": Say(
            "{name}填了{field}，却没有收集依据和删除期限", "{name} has {field} but no basis and no date of erasure"
        ),
    },
    hint=Say(
        "删掉这一项，或开放该参数并写明收集依据和删除期限",
        "delete it, or open the parameter and give basis and erase_after",
    ),
    kinds=("people",),
    parameters=("privacy.allow_profile", "privacy.allow_family"),
)
def profile_without_basis(people: People, policy: Policy) -> Iterator[Problem]:
    """One problem a field: closed by policy first, then without basis."""
    opened = {
        "privacy.allow_profile": policy.privacy.allow_profile,
        "privacy.allow_family": policy.privacy.allow_family,
    }
    for position, person in enumerate(people.persons):
        for parameter, names in (("privacy.allow_profile", PROFILE), ("privacy.allow_family", FAMILY)):
            for name in names:
                if getattr(person, name):
                    yield from _problem(person, ("persons", position, name), parameter, is_open=opened[parameter])


def _problem(person: Person, at: tuple[str | int, ...], parameter: str, *, is_open: bool) -> Iterator[Problem]:
    told = spelling(Person).terms[str(at[-1])]
    figures = {"name": person.name, "field": Say(told.zh, told.en), "parameter": parameter}
    if not is_open:
        yield Problem(at, figures, variant="closed")
    elif person.basis is None or person.erase_after is None:
        yield Problem(at, figures, variant="basis")
