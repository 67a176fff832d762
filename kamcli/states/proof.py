"""What a signature shows: which key made it over these very bytes, or why it shows nothing (SG-11)."""

from typing import NamedTuple

from kamcli.model.finding import Say


class Proof(NamedTuple):
    """The outcome of checking one signature: `key` is its public key as `type base64`, "" where `fault` says why not.

    It is a fact about bytes and true for ever; whose key it is, and whether it counted then, the roster says.
    """

    key: str = ""
    fault: Say | None = None
