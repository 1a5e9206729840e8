"""What a month's dates cost, with the allowance of plans and what was carried into the month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.costs import agreed
from hubdesk.costs.model import DirectCharge, UsageCharge
from hubdesk.costs.queries import dated, frozen, late
from hubdesk.costs.queries.holidays import holidays_in
from hubdesk.costs.usage import BookedDate, allowance_uses, usage_charges
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import is_locked
from hubdesk.orgs.plans import Plan
from hubdesk.orgs.queries import organisations
from hubdesk.orgs.queries.agreements import agreement_terms, plans
from hubdesk.rules.entitlements import AllowanceUse, Entitlement
from hubdesk.rules.pricing import Priceable
from hubdesk.rules.queries import price_list
from hubdesk.store.session import Session

#: How far back allowance that is carried is followed through months that are not closed.
_MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Used:
    """The usage of a month.

    Attributes:
        dates: what it was priced from; None where nothing has a price.
    """

    dates: Sequence[BookedDate] | None
    charges: tuple[UsageCharge, ...]
    allowances: tuple[AllowanceUse, ...]


def used(session: Session, month: Month) -> Used:
    """Price a month's dates by the rules and plans as they stand now."""
    rules = price_list(session)
    given = entitlements(session, month, rules=rules)
    if not rules and not given:
        return Used(None, (), ())
    dates = late.dates_of_month(session, month)
    holidays = holidays_in(session, month, rules)
    charges = usage_charges(month, dates, rules, settings(session).zone, given, holidays)
    return Used(dates, tuple(charges), allowance_uses(given, charges))


def entitlements(
    session: Session,
    month: Month,
    *,
    org_id: int | None = None,
    rules: Sequence[Priceable] | None = None,
    months: int = _MOST_MONTHS,
) -> dict[int, Entitlement]:
    """Organisation → what its plan gives in a month, with what is carried into it.

    Args:
        org_id: only of this organisation.
        rules: all that price, where the caller has them.
        months: how many months back are looked at.
    """
    terms = [
        one
        for one in agreement_terms(session, month.first_day, month.last_day)
        if org_id in (None, one.org_id)
    ]
    if not terms:
        return {}
    known = plans(session)
    carried: dict[int, AllowanceUse] = {}
    if months and _carries(known):
        card = price_list(session) if rules is None else rules
        carried = _carried(session, month.previous, org_id, card, months - 1)
    return agreed.entitlements(month, terms, known, carried)


def _carries(known: Sequence[Plan]) -> bool:
    return any(one.terms.carry_minutes or one.terms.carry_minor for one in known)


def _carried(
    session: Session, month: Month, org_id: int | None, rules: Sequence[Priceable], months: int
) -> dict[int, AllowanceUse]:
    """What became of the allowance of a month: as it was closed, else as it would be now."""
    if is_locked(session, month):
        return {one.org_id: one for one in frozen.allowances(session, month)}
    given = entitlements(session, month, org_id=org_id, rules=rules, months=months)
    if not given:
        return {}
    charges = usage_charges(
        month, dated.priced_dates(session, month, org_id), rules, settings(session).zone, given,
        holidays_in(session, month, rules),
    )  # fmt: skip
    return {one.org_id: one for one in allowance_uses(given, charges)}


def fees(session: Session, month: Month) -> list[DirectCharge]:
    """The fees of agreements in a month, as they stand now."""
    terms = agreement_terms(session, month.first_day, month.last_day)
    if not terms:
        return []
    orgs = {one.id: one for one in organisations(session)}
    return agreed.fees(month, terms, plans(session), orgs)
