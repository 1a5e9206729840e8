"""What a wish would cost an organisation, as its month stands now.

quote_for(session, org_id, [(room_id, 1)], starts, ends).net_minor
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hubdesk.costs.queries import dated
from hubdesk.costs.queries.holidays import holidays_in
from hubdesk.costs.queries.used import entitlements
from hubdesk.costs.usage import use_of
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.orgs.queries import organisation
from hubdesk.rules.entitlements import Entitlement
from hubdesk.rules.pricing import Priceable, PriceRule, Use
from hubdesk.rules.queries import price_list
from hubdesk.rules.quoting import Quote, quote
from hubdesk.rules.tariff import PER_MONTH
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import Session


def quote_for(
    session: Session,
    org_id: int,
    wanted: Sequence[tuple[int, int]],
    starts: datetime,
    ends: datetime,
    *,
    without_booking: int = 0,
) -> Quote:
    """Price one date of a wish.

    Args:
        wanted: (resource, quantity); the first is the main room.
        starts, ends: aware.
        without_booking: a booking that would take place elsewhere instead.

    Raises:
        NotFoundError: no such organisation or resource.
    """
    zone = settings(session).zone
    org, local = organisation(session, org_id), starts.astimezone(zone)
    minutes = int((ends - starts).total_seconds()) // 60
    month = Month.of(local.date())
    rules = price_list(session)
    given = entitlements(session, month, org_id=org_id, rules=rules)
    wished = [
        Use(
            0, org_id, org.org_class, resource_id, bookable(session, resource_id).kind,
            local.date(), minutes, local.hour * 60 + local.minute, quantity,
        )
        for resource_id, quantity in sorted(wanted)
    ]  # fmt: skip
    if not rules and not given:
        return quote(wished, [], [])
    booked: list[Use] = []
    if _depends(rules, given):
        booked = [
            use_of(one, zone)
            for one in dated.priced_dates(session, month, org_id)
            if one.booking_id != without_booking
        ]
    return quote(wished, booked, rules, given, holidays_in(session, month, rules))


def _depends(rules: Sequence[Priceable], given: dict[int, Entitlement]) -> bool:
    """Whether a price depends on the other dates of the month."""
    return bool(given) or any(
        (
            rule.tariff.free_minutes
            or rule.tariff.day_cap_minor is not None
            or rule.tariff.blocks_per == PER_MONTH
        )
        if isinstance(rule, PriceRule)
        else rule.free_minutes
        for rule in rules
    )
