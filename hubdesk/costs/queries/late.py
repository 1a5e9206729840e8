"""Reads of what is charged, or was, in another month than that of its date."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from hubdesk.costs.late import Key, Settled
from hubdesk.costs.model import UsageCharge
from hubdesk.costs.queries import dated, frozen
from hubdesk.costs.tables import UsageChargeRow
from hubdesk.costs.usage import BookedDate
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import is_locked
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import MonthText

_LATER = Prepared(
    select(UsageChargeRow.id)
    .where(UsageChargeRow.accounting_month > bindparam("month", type_=MonthText()))
    .limit(1)
)


def late_in(session: Session, month: Month) -> tuple[UsageCharge, ...]:
    """What a month charges for dates of earlier ones, in order of time."""
    zone = settings(session).zone
    return tuple(
        one for one in frozen.usage(session, month) if month_of(one.starts_at, zone) != month
    )


def month_of(at: datetime, zone: ZoneInfo) -> Month:
    """The month a date belongs to: that of its start on the wall clock."""
    return Month.of(at.astimezone(zone).date())


def settled(session: Session, org_id: int, month: Month, *, before: Month) -> Settled:
    """What an organisation was charged for the dates of a month.

    Args:
        before: what stands in this month is left out: it can still change.
    """
    charges = frozen.usage_for(session, month, org_id)
    return Settled(tuple(one for one in charges if one.accounting_month != before))


def dates_of_month(session: Session, month: Month) -> list[BookedDate]:
    """The dates a month itself prices.

    A date that another month was charged with is not priced again, nor is one taken away that
    another month gave back: the month keeps it as it was closed.
    """
    dates = dated.priced_dates(session, month)
    closed = is_locked(session, month)
    if session.first(_LATER, month=month) is None and not closed:
        return dates
    waived = dated.waived_dates(session, month)
    own: dict[Key, UsageCharge] = {}
    elsewhere: set[Key] = set()
    for one in frozen.usage_for(session, month):
        key = one.occurrence_id, one.resource_id
        if one.accounting_month == month:
            own[key] = one
        else:
            elsewhere.add(key)
    reasons = {one.occurrence_id for one in waived}

    def stands(one: BookedDate) -> bool:
        key = one.occurrence_id, one.resource_id
        if key in elsewhere:
            return key in own
        if one.occurrence_id in reasons:
            return closed and key in own and not own[key].net_minor
        return True

    found = [one for one in (*dates, *waived) if stands(one)]
    return sorted(found, key=lambda one: (one.starts_at, one.occurrence_id, one.resource_id))

