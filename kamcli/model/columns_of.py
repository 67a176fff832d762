"""Which values of each kind are kept as summary columns: column name -> dotted path of English names."""

from collections.abc import Mapping


def _same(*paths: str) -> dict[str, str]:
    """Columns named as the last word of their path."""
    return {path.rpartition(".")[2]: path for path in paths}


COLUMNS: Mapping[str, Mapping[str, str]] = {
    "customer": {
        **_same("name", "short_name", "code", "owner", "office", "region", "industry", "nature", "lifecycle_status"),
        **_same("ka_status", "parent_customer", "tiers", "revisions", "verified_on", "recorded_at", "source_channel"),
        **_same(
            "collected_on", "collected_by", "reviewed_by", "reviewed_on", "sent_to_marketing_on", "marketing_filed_on"
        ),
        **_same(
            "file_keeper",
            "nature",
            "route",
            "first_contact_on",
            "service_specialist",
            "programmes",
            "groups",
            "assignments",
            "roster_kind",
            "is_end_consumer",
        ),
        **_same("basics.uscc", "basics.trading_since", "basics.phones", "basics.email", "basics.website"),
        **_same("basics.legal_representative", "recorded_by"),
        **_same("characteristics.growth_potential", "characteristics.enterprise_scale", "characteristics.loyalty"),
        **_same("characteristics.loyalty_kind", "characteristics.industry_influence", "characteristics.brand_effect"),
        **_same("characteristics.line_contributions", "business.demand_size", "business.demand_urgency"),
        **_same("business.logistics_demand", "business.business_situation", "access_level"),
        **_same("transactions.reputation", "transactions.credit_limit", "transactions.trade_terms"),
        **_same("transactions.credit_handling", "transactions.countermeasures", "transactions.problems"),
        "licence_no": "basics.business_licence.licence_no",
        "licence_until": "basics.business_licence.valid_until",
        "tax_no": "basics.tax_registration.registration_no",
        "tax_merged": "basics.tax_registration.merged",
        "addresses": "basics.addresses.text",
        "recharge_total": "basics.recharge.total",
    },
    "people": _same("persons", "departments"),
    "application": {
        **_same("customer", "revision", "office", "applicant", "applied_on", "contract", "contract_amount"),
        **_same(
            "capital_needed", "existing_business", "existing_business_amount", "reconciliation", "owes_us_declared"
        ),
        **_same("office_assessment", "documents", "proposed_tiers", "state", "recorded_at", "recorded_by"),
        "floor_products": "floor_prices.product",
    },
    "contract": {
        **_same("customer", "revision", "contract_no", "title", "amount", "state"),
        **_same("signed_on", "effective_from", "effective_to", "payment_terms", "obligations", "paired_contract"),
        **_same("amends", "our_signatory", "their_signatory", "recorded_at", "recorded_by"),
        "contract_kind": "kind",
        "item_products": "items.product",
        "floor_products": "floor_prices.product",
        "floors": "floor_prices.floor_price",
        "prices": "floor_prices.contract_price",
    },
    "document": _same(
        "customer", "title", "doc_type", "issued_on", "valid_until", "signed_by_us", "signed_by_them", "sealed_by_them"
    ),
    "reconciliation": _same(
        "customer",
        "period_from",
        "period_to",
        "closing",
        "signed_by_us_on",
        "signed_by_them_on",
        "sealed_by_them",
        "state",
    ),
    "credit_investigation": _same("customer", "investigated_on", "scores", "valid_until"),
    "value_assessment": {
        **_same("customer", "assessed_on", "loyalty_influence"),
        "current_score": "current_value.score",
        "potential_score": "potential_value.score",
        "lifetime_score": "lifetime_value.score",
        "loyalty_score": "loyalty_influence.score",
    },
    "visit": {
        **_same(
            "customer",
            "slip_no",
            "visitors",
            "objectives",
            "planned_at",
            "visit_kind",
            "state",
            "approved_by",
            "approved_at",
        ),
        **_same("handed_to_attendance_at", "departed_at", "returned_at", "note_taker", "materials", "recorded_by"),
        **_same("attendance_clerk", "project", "objectives", "result"),
        "introducer_kind": "introducer.kind",
        "next_text": "next_step.text",
        "next_due": "next_step.due",
        "next_done_on": "next_step.done_on",
        **_same("hosts"),
    },
    "minutes": _same(
        *("customer", "visit", "met_on", "ours", "drafted_by", "drafted_on", "reviewed_by", "reviewed_on"),
        *("sent_on", "receipt_confirmed_on", "agreements", "state"),
    ),
    "contact_log": {
        **_same("customer", "person", "at", "by", "channel", "direction", "purpose", "duration_minutes", "project"),
        "follow_text": "follow_up.text",
        "follow_due": "follow_up.due",
        "follow_done_on": "follow_up.done_on",
        **_same("person", "content"),
    },
    "callback": _same("customer", "period", "channel", "done_on", "by", "issues", "state"),
    "visit_plan": _same(
        *("period", "theme", "goal_metric", "goal_value", "target_units", "lines", "activities", "support_needed"),
        *("made_by", "made_on", "state"),
    ),
    "executive_visit": _same(
        *("customer", "purpose", "planned_on", "place", "our_participants", "their_participants", "visit_direction"),
        *("cycle_months", "state", "done_on", "result"),
    ),
    "need": _same(
        *("customer", "text", "kind", "clarity", "found_on", "found_in", "response_stage", "value_estimate", "owner"),
        "due",
    ),
    "material": _same("code", "name", "version", "valid_to"),
    "greeting_plan": _same("festival", "date", "audience_rule", "channel", "template", "recorded_by"),
    "signoff": _same(
        *("version", "book", "subject", "revision", "digest", "amount", "band", "act", "role", "by", "on_behalf_of"),
        *("delegation", "at", "policy", "after", "comment", "file_no", "signature"),
    ),
    "delegation": {
        **_same("grantor", "delegate", "role", "max_amount", "valid_from", "valid_to", "document", "reason"),
        "office": "scope.office",
        "customers": "scope.customers",
    },
    "revocation": _same("delegation", "by", "at", "reason"),
    "organisation": _same("units", "staff"),
    "company_figures": _same("year", "total_sales", "rates"),
    "import_map": {},
}
