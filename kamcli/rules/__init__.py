"""Every rule of kam, in the order in which `kam rules` lists them; the table is written by hand."""

from kamcli.rules import (
    completeness,
    data,
    deadlines,
    families,
    ledgers,
    policy,
    privacy,
    receivables,
    references,
    tier,
)
from kamcli.rules.base import Rule

RULES: tuple[Rule, ...] = (
    *families.TEXT,
    *families.SCHEMA,
    *families.BOOK,
    references.dangling_reference,
    references.value_not_listed,
    policy.parameter_missing,
    policy.weights_off,
    completeness.incomplete,
    data.duplicate_customer,
    *tier.TIER,
    *ledgers.LEDGER_FAMILY,
    *receivables.RECEIVABLES,
    *deadlines.DEADLINES,
    privacy.profile_without_basis,
)
