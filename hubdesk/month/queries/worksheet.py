"""The worksheet of a month as the command line's JSON, and the data behind its package."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hubdesk.costs import queries as costs
from hubdesk.costs.model import MonthCosts, PoolMonth, PoolRule, Share
from hubdesk.costs.monthly import Borne, rule_for
from hubdesk.costs.sharing import Facts
from hubdesk.hub.model import HubSettings
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.ids import format_id
from hubdesk.kernel.month import Month
from hubdesk.ledger.model import Period
from hubdesk.ledger.queries import period
from hubdesk.month.keptrules import rules_told
from hubdesk.store.session import Session


def worksheet(session: Session, month: Month, org: str | None = None) -> dict[str, Any]:
    """Everything a month charges, as JSON: of a locked month as frozen, else as it would be now.

    Args:
        org: only this organisation's lines.

    Returns:
        ``month``, ``state``, ``rows`` (with ``service_month`` for late bills), ``direct``,
        ``usage`` and ``totals_minor`` (net, every organisation with any line); ``absorbed`` where
        the hub has a line of its own.  Numbers that are not money are exact decimals or fractions
        as text.

    Raises:
        NotFoundError: no such organisation.
    """
    if org is not None and org not in costs.organisations(session):
        raise NotFoundError(kind="organisation", key=org)
    charged = costs.costs_of(session, month)
    totals = charged.net_totals()
    absorbed = [_absorbed(one) for one in charged.pools] if org is None else []
    return {
        "month": str(month),
        "state": period(session, month).state,
        "rows": [_row(one) for one in charged.shares if org in (None, one.org)],
        "direct": [
            {"org": one.org, "description": one.description, "net_minor": one.net_minor}
            for one in charged.direct
            if org in (None, one.org)
        ],
        "usage": [
            {
                "org": one.org,
                "booking": format_id("booking", one.booking_id),
                "description": one.description,
                "net_minor": one.net_minor,
            }
            for one in charged.usage
            if org in (None, one.org)
        ],
        "totals_minor": {code: total for code, total in totals.items() if org in (None, code)},
        **({"absorbed": absorbed} if absorbed else {}),
    }


def _absorbed(line: PoolMonth) -> dict[str, Any]:
    return {
        "pool": line.pool,
        "driver": line.driver,
        "policy": line.policy,
        "weight": str(line.weight),
        "weight_sum": str(line.weight_sum),
        "allocable_minor": line.allocable_minor,
        "amount_minor": line.absorbed_minor,
        "service_month": str(line.service_month),
    }


def _row(share: Share) -> dict[str, Any]:
    return {
        "org": share.org,
        "pool": share.pool,
        "driver": share.driver,
        "value": str(share.value),
        "days": share.days,
        "weight": str(share.weight),
        "weight_sum": str(share.weight_sum),
        "allocable_minor": share.allocable_minor,
        "amount_minor": share.amount_minor,
        "service_month": str(share.service_month),
    }


@dataclass(frozen=True, slots=True)
class WorksheetSource:
    """What a worksheet package is written from.

    Attributes:
        rules: (service month, pool code) → the rule it was shared by.
        facts: service month → its dated facts.
        pool_order: all pools, in the order in which they hand on.
        year_ago: (service month, pool, organisation) → exactly what it bore in the same month of
            the year before, where a ceiling asks for it.
        borne: the same key → what it bore already of a month whose money came late, where there
            is a ceiling.
    """

    settings: HubSettings
    period: Period
    costs: MonthCosts
    rules: dict[tuple[Month, str], PoolRule | None]
    facts: dict[Month, Facts]
    pool_order: tuple[str, ...] = ()
    year_ago: dict[tuple[Month, str, str], Fraction] = field(default_factory=dict)
    borne: dict[tuple[Month, str, str], Fraction] = field(default_factory=dict)


def worksheet_source(session: Session, month: Month) -> WorksheetSource:
    """Load the month with its rules and facts."""
    charged = costs.costs_of(session, month)
    rules = costs.pool_rules(session)
    shared = {(one.service_month, one.pool_id) for one in charged.shares}
    by_hours = any(
        "booked_hours" in rule.drivers
        for month, pool_id in shared
        if (rule := rule_for(rules, pool_id, month)) is not None
    )
    service_months = {month, *(one.service_month for one in charged.money)}
    codes = {pool.id: pool.code for pool in costs.pools(session)}

    def by_code(exact: dict[Borne, Fraction]) -> dict[tuple[Month, str, str], Fraction]:
        return {(of, codes[pool_id], org): bore for (of, pool_id, org), bore in exact.items()}

    state = period(session, month)
    return WorksheetSource(
        settings(session),
        state,
        charged,
        rules_told(state, charged.money, rules),
        {
            one: costs.facts(session, one, with_bookings=by_hours, rules=rules)
            for one in sorted(service_months)
        },
        tuple(codes.values()),
        by_code(costs.year_ago(session, service_months, rules)),
        by_code(costs.borne_before(session, month, service_months, rules)),
    )
