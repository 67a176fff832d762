"""Policy parameters: what is missing in policy.yaml is an unconfigured feature with a name, never a silent default."""

from typing import Any, ClassVar

from kamcli.model.base import Part, internal
from kamcli.model.finding import Exit, KamError, Say


class _Missing:
    """Stands for a parameter that policy.yaml does not give."""


MISSING = _Missing()


_LOOK = Say("用 kam check policy.yaml 看要补的那一行", "kam check policy.yaml shows the line to paste")


class NotConfigured(KamError):  # noqa: N818 it is a state of the policy, not a mistake of the caller
    """A parameter was needed that policy.yaml does not give; `parameter` is its key, as `tier.pareto.top_pct`."""

    def __init__(self, parameter: str, hint: Say | None = None) -> None:
        super().__init__(
            Say(f"policy.yaml 缺少参数 {parameter}", f"policy.yaml lacks the parameter {parameter}"),
            code=Exit.CONFIGURATION,
            hint=hint or _LOOK,
        )
        self.parameter = parameter


def param(spec: str, zh: str, en: str = "", **limits: Any) -> Any:
    """A required parameter: declared like a field, but its absence is noticed when it is used, not when it is read."""
    return internal(spec, zh, en, since="always", default_factory=lambda: MISSING, **limits)


class Parameters(Part):
    """A group of policy parameters; reading one that the file does not give raises NotConfigured with its key."""

    at: ClassVar[str] = ""

    def __init_subclass__(cls, at: str = "", **rest: Any) -> None:
        super().__init_subclass__(**rest)
        cls.at = at

    def model_post_init(self, _: Any) -> None:
        """Take out what was not given, so that using it is noticed."""
        for name in [name for name, value in self.__dict__.items() if value is MISSING]:
            del self.__dict__[name]

    def __getattr__(self, name: str) -> Any:
        """Called only for what is not there."""
        if name in type(self).model_fields:
            raise NotConfigured(f"{self.at}.{name}".lstrip("."))
        raise AttributeError(name)


def parameter(policy: Parameters, key: str) -> Any:
    """The value of a parameter by its key; raises NotConfigured, also where a whole optional group is absent."""
    value: Any = policy
    for name in key.split("."):
        if value is None:
            raise NotConfigured(key)
        value = getattr(value, name)
    return value
