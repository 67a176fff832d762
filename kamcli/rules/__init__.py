"""Every rule of kam, in the order in which `kam rules` lists them; the table is written by hand."""

from kamcli.rules import (
    approval,
    completeness,
    contract,
    data,
    deadlines,
    documents,
    families,
    ledgers,
    policy,
    privacy,
    receivables,
    references,
    required,
    signoffs,
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
    required.field_missing,
    required.always_missing,
    *tier.TIER,
    *documents.DOCUMENTS,
    *approval.APPROVAL,
    *signoffs.SIGNOFFS,
    *contract.CONTRACT,
    *ledgers.LEDGER_FAMILY,
    *receivables.RECEIVABLES,
    *deadlines.DEADLINES,
    privacy.profile_without_basis,
)
