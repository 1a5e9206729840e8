"""What is to be seen to between booking and money: deposits, and what late or missed dates cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import bindparam, func, or_, select

from hubdesk.booking.tables import OccurrenceRow
from hubdesk.costs.model import Deposit, DepositDue, Dues, LateFee, UsageCharge
from hubdesk.costs.queries import dated, frozen, late
from hubdesk.costs.queries.deposits import deposits
from hubdesk.costs.queries.hours import hours_of
from hubdesk.costs.queries.used import used
from hubdesk.costs.usage import COUNTED, BookedDate, use_of
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import is_locked
from hubdesk.orgs.tables import AgreementRow
from hubdesk.rules.pricing import PriceRule, rule_for, together
from hubdesk.rules.queries import price_rules
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id

#: How far ahead deposits are asked for.
_AHEAD = timedelta(days=60)
_OPEN = or_(*(OccurrenceRow.status == one for one in ("requested", "held", "booked", "checked_in")))
_LAST_DATE = Prepared(
    select(func.max(OccurrenceRow.ends_at)).where(
        OccurrenceRow.booking_id == bindparam("booking_id", type_=Id), _OPEN
    )
)
_AGREED_UNTIL = Prepared(
    select(AgreementRow.ends_on).where(AgreementRow.id == bindparam("agreement_id", type_=Id))
)
_FEES = ("cancelled", "no_show", "waived")


def dues(session: Session, month: Month) -> Dues:
    """Deposits to take, held and to return, and a month's fees for late or missed dates."""
    known = deposits(session)
    return Dues(
        month,
        deposits_due(session, known),
        tuple(one for one in known if one.state == "held"),
        to_return(session, known),
        late_fees(session, month),
    )


def to_return(session: Session, known: Iterable[Deposit]) -> frozenset[int]:
    """Ids of deposits that are held though their booking or agreement is over."""
    return frozenset(one.id for one in known if one.state == "held" and _is_over(session, one))


def deposits_due(session: Session, known: Iterable[Deposit]) -> tuple[DepositDue, ...]:
    """Bookings to come for which a price rule wants a deposit that nobody has paid yet.

    Args:
        known: all deposits.
    """
    rules = [one for one in price_rules(session) if one.tariff.deposit_minor]
    if not rules:
        return ()
    held: dict[int, int] = {}
    for deposit in known:
        if deposit.booking_id is not None and deposit.state != "returned":
            held[deposit.booking_id] = held.get(deposit.booking_id, 0) + deposit.amount_minor
    found: dict[int, DepositDue] = {}
    for dates, amount in _wanted(session, rules):
        first = dates[0]
        missing = amount - held.get(first.booking_id, 0)
        before = found.get(first.booking_id)
        if missing > 0 and (before is None or missing > before.amount_minor):
            place = first if before is None else before
            found[first.booking_id] = DepositDue(
                first.org_id, first.org, first.booking_id, place.resource, place.starts_at, missing
            )
    return tuple(sorted(found.values(), key=lambda one: (one.starts_at, one.booking_id)))


def _wanted(
    session: Session, rules: list[PriceRule]
) -> Iterable[tuple[list[BookedDate], int]]:
    """Dates to come, with the deposit their price rule wants."""
    zone, now = settings(session).zone, session.clock.now()
    every = price_rules(session)
    ahead = _ahead(session, now, now + _AHEAD)
    for _, group in groupby(ahead, lambda one: one.occurrence_id):
        dates = list(group)
        uses = [use_of(one, zone) for one in dates]
        combined = together(uses, every)
        speaking = [combined] if combined else [rule_for(one, every) for one in uses]
        amount = max((one.tariff.deposit_minor for one in speaking if one), default=0)
        if amount and any(one in rules for one in speaking):
            yield dates, amount


def _ahead(session: Session, first: datetime, before: datetime) -> list[BookedDate]:
    zone = settings(session).zone
    month, last = late.month_of(first, zone), late.month_of(before, zone)
    found: list[BookedDate] = []
    while month <= last:
        found += [
            one for one in dated.booked_dates(session, month)
            if first <= one.starts_at < before and one.status in COUNTED
        ]  # fmt: skip
        month = month.next
    return found


def _is_over(session: Session, deposit: Deposit) -> bool:
    """Whether what it was held for has come to its end."""
    now = session.clock.now()
    if deposit.booking_id is not None:
        row = session.first(_LAST_DATE, booking_id=deposit.booking_id)
        return row is None or row[0] is None or row[0] <= now
    if deposit.agreement_id is None:
        return False
    row = session.first(_AGREED_UNTIL, agreement_id=deposit.agreement_id)
    today = now.astimezone(settings(session).zone).date()
    return row is not None and row[0] is not None and row[0] < today


def late_fees(session: Session, month: Month) -> tuple[LateFee, ...]:
    """What late and missed dates cost in a month, and those that somebody waived."""
    charges: list[UsageCharge] = (
        frozen.usage(session, month)
        if is_locked(session, month)
        else [*late.late_in(session, month), *used(session, month).charges]
    )
    forgiven = dated.waived_reasons(session, month)
    found = [_fee(one, forgiven) for one in charges if one.kind in _FEES]
    charged = {one.occurrence_id for one in found}
    found += [
        _waived(one, forgiven)
        for one in dated.waived_dates(session, month)
        if one.occurrence_id not in charged
    ]
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.occurrence_id)))


def fee_of(session: Session, occurrence_id: int) -> LateFee | None:
    """What a date costs that was cancelled late or missed; None where it costs nothing.

    Raises:
        NotFoundError: no such date.
    """
    row = session.row(OccurrenceRow, occurrence_id)
    if row is None:
        raise NotFoundError(kind="occurrence", key=str(occurrence_id))
    month = late.month_of(row["starts_at"], settings(session).zone)
    lines = hours_of(session, row["org_id"], month).lines
    forgiven = {occurrence_id: row["waived"] or ""}
    found = [
        _fee(one, forgiven) for one in lines
        if one.occurrence_id == occurrence_id and one.kind in _FEES
    ]  # fmt: skip
    if found:
        return replace(
            found[0], net_minor=sum(one.net_minor for one in found),
            plan_minutes=sum(one.plan_minutes for one in found),
        )  # fmt: skip
    waived = [
        one for one in dated.waived_dates(session, month, row["org_id"])
        if one.occurrence_id == occurrence_id
    ]  # fmt: skip
    return _waived(waived[0], forgiven) if waived else None


def _fee(one: UsageCharge, forgiven: dict[int, str]) -> LateFee:
    reason = one.reason or forgiven.get(one.occurrence_id, "")
    return LateFee(
        one.occurrence_id, one.booking_id, one.org, one.resource, one.starts_at, one.ends_at,
        one.kind, one.net_minor, one.plan_minutes, reason,
    )  # fmt: skip


def _waived(one: BookedDate, forgiven: dict[int, str]) -> LateFee:
    return LateFee(
        one.occurrence_id, one.booking_id, one.org, one.resource, one.starts_at, one.ends_at,
        one.what, 0, 0, forgiven[one.occurrence_id],
    )  # fmt: skip
