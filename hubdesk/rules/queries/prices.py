"""Reads of price rules, past versions included."""

from __future__ import annotations

from sqlalchemy import select

from hubdesk.kernel.names import Names
from hubdesk.rules.priceable import Priceable, PriceRule
from hubdesk.rules.queries.rates import rates
from hubdesk.rules.tables import PriceRuleRow
from hubdesk.rules.tariff import tariff_from
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

_RULES = Prepared(
    select(
        PriceRuleRow.id,
        PriceRuleRow.code,
        PriceRuleRow.name_th,
        PriceRuleRow.name_en,
        PriceRuleRow.org_class,
        PriceRuleRow.org_id,
        PriceRuleRow.resource_kind,
        PriceRuleRow.resource_id,
        PriceRuleRow.terms,
        PriceRuleRow.vat_rate,
        PriceRuleRow.valid_from,
        PriceRuleRow.valid_to,
    ).order_by(PriceRuleRow.code, PriceRuleRow.valid_from)
)


def price_rules(session: Session) -> list[PriceRule]:
    """All price rules with all their versions, by code and first day."""
    return [
        PriceRule(
            row_id, code, Names(name_th, name_en), org_class, org_id, resource_kind, resource_id,
            tariff_from(terms), vat_rate, valid_from, valid_to,
        )
        for row_id, code, name_th, name_en, org_class, org_id, resource_kind, resource_id, terms,
            vat_rate, valid_from, valid_to in session.all(_RULES)
    ]  # fmt: skip


def price_list(session: Session) -> list[Priceable]:
    """Everything that can price a use: the rate card and the price rules."""
    return [*rates(session), *price_rules(session)]
