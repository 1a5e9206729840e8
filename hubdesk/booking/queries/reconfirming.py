"""Standing bookings that wait to be confirmed anew.

    for line in reconfirmations_due(session, today):
        line.title, line.confirmed_until, line.open_dates
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, literal_column, select

from hubdesk.booking.queries.of_org import OPEN
from hubdesk.booking.standing import Reconfirmation, Standing
from hubdesk.booking.tables import BookingRow, OccurrenceRow, ReconfirmationRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.names import Names
from hubdesk.orgs.queries import organisation
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.rules.policies.model import Asker, Place, Policy
from hubdesk.rules.queries.policies import policies
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session, table_of
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id, Instant


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A standing booking to be confirmed.

    Attributes:
        open_dates: dates after ``confirmed_until`` that would be released.
        first_at: the first of them.
        room: code of the room it takes place in then.
    """

    booking_id: int
    org_id: int
    org: str
    org_names: Names
    title: str
    private: bool
    rrule: str
    every_months: int
    confirmed_until: date
    standing: Standing
    open_dates: int
    first_at: datetime
    occurrence_id: int
    room: str
    room_names: Names


_OPEN: list[Any] = [literal_column(f"'{status}'") for status in OPEN]
_DUE = Prepared(
    select(
        ReconfirmationRow.booking_id, ReconfirmationRow.org_id, OrganisationRow.code,
        OrganisationRow.name_th, OrganisationRow.name_en, BookingRow.title, BookingRow.private,
        BookingRow.rrule, ReconfirmationRow.every_months, ReconfirmationRow.confirmed_until,
        BookingRow.timezone,
    )
    .select_from(ReconfirmationRow)
    .join(BookingRow, BookingRow.id == ReconfirmationRow.booking_id)
    .join(OrganisationRow, OrganisationRow.id == ReconfirmationRow.org_id)
    .where(
        ReconfirmationRow.active.is_(True),
        ReconfirmationRow.confirmed_until <= bindparam("last", type_=Day),
    )
    .order_by(ReconfirmationRow.confirmed_until, ReconfirmationRow.id)
)  # fmt: skip
_AFTER: Any = (
    OccurrenceRow.booking_id == bindparam("booking_id", type_=Id),
    OccurrenceRow.starts_at >= bindparam("from_at", type_=Instant),
    OccurrenceRow.status.in_(_OPEN),
)
_FIRST = Prepared(
    select(
        OccurrenceRow.id, OccurrenceRow.starts_at, ResourceRow.code, ResourceRow.name_th,
        ResourceRow.name_en,
    )
    .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
    .where(*_AFTER)
    .order_by(OccurrenceRow.starts_at)
    .limit(literal_column("1"))
)  # fmt: skip
_COUNT = Prepared(select(func.count(OccurrenceRow.id)).where(*_AFTER))
_OF_BOOKING = Prepared(
    select(table_of(ReconfirmationRow)).where(
        ReconfirmationRow.booking_id == bindparam("booking_id", type_=Id)
    )
)
_NAMES = tuple(table_of(ReconfirmationRow).columns.keys())


def reconfirmations_due(session: Session, today: date) -> tuple[StandingLine, ...]:
    """Standing bookings to be confirmed by now that have dates to lose, the most urgent first.

    How long before is said by the rule for standing bookings that concerns one, else by the house.
    """
    usual, rules = settings(session).reconfirm_days, _rules(session)
    most = max((usual, *(rule.terms["remind_days"] for rule in rules)))
    found = []
    for row in session.all(_DUE, last=today + timedelta(days=most)):
        rule = Reconfirmation(row[8], row[9])
        days = _reminded(session, rules, row, usual)
        if rule.standing(today, days) is Standing.CONFIRMED:
            continue
        from_at = unconfirmed_from(session, rule, row[10])
        first = session.first(_FIRST, booking_id=row[0], from_at=from_at)
        if first is not None:
            (count,) = session.first(_COUNT, booking_id=row[0], from_at=from_at) or (0,)
            found.append(StandingLine(
                row[0], row[1], row[2], Names(row[3], row[4]), row[5], bool(row[6]), row[7] or "",
                row[8], row[9], rule.standing(today, days), count, first[1], first[0], first[2],
                Names(first[3], first[4]),
            ))  # fmt: skip
    return tuple(found)


def _rules(session: Session) -> list[Policy]:
    return [policy for policy in policies(session) if policy.kind == "reconfirm"]


def _reminded(session: Session, rules: list[Policy], row: Any, usual: int) -> int:
    """So many days before its end a standing booking is to be confirmed."""
    if not rules:
        return usual
    booking = session.row(BookingRow, row[0]) or {}
    wanted = booking.get("wanted") or [{}]
    room = session.row(ResourceRow, wanted[0].get("resource", 0)) or {}
    place = Place(room.get("id", 0), room.get("kind", ""), room.get("capacity"))
    asker = Asker(row[1], organisation(session, row[1]).org_class, purpose=booking["purpose"])
    found = [
        rule.terms["remind_days"]
        for rule in rules
        if rule.holds_on(row[9]) and rule.scope.concerns_place(place)
        and (rule.scope.plans or rule.scope.concerns_asker(asker))
    ]  # fmt: skip
    return int(found[-1]) if found else usual


def reconfirmation_row(session: Session, booking_id: int) -> dict[str, Any] | None:
    """The row of a standing booking, None if it never was one."""
    found = session.first(_OF_BOOKING, booking_id=booking_id)
    return None if found is None else dict(zip(_NAMES, found, strict=True))


def reconfirmation_of(session: Session, booking_id: int) -> Reconfirmation | None:
    """How often a booking is confirmed anew; None if it need not be."""
    row = reconfirmation_row(session, booking_id)
    if row is None or not row["active"]:
        return None
    return Reconfirmation(row["every_months"], row["confirmed_until"])


def unconfirmed_from(session: Session, rule: Reconfirmation, timezone: str) -> datetime:
    """The first instant that is not confirmed, and never one that has passed."""
    midnight = datetime.combine(
        rule.confirmed_until + timedelta(days=1), time(), ZoneInfo(timezone)
    )
    return max(midnight, session.clock.now())
