"""The one waiting list: skipped dates of series and single wishes, in the order they were asked.

    for line in waiting_list(session, org_id=7):
        line.position, line.room, line.offer_until
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, text

from hubdesk.booking.offers import WaitingState
from hubdesk.booking.tables import BookingRow, OccurrenceRow, WaitingRow
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session, table_of
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

# As written in the index of open ones, so that both engines see that it serves.
_IS_WAITING = text("waiting.status = 'waiting'")
_IS_OFFERED = text("waiting.status = 'offered'")
_IS_OPEN = text("(waiting.status = 'waiting' OR waiting.status = 'offered')")


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Somebody who waits for a room.

    Attributes:
        id: of the place in line.
        position: among those whose wish touches the same room and time, from 1; 0 = it is over.
        room: code of the main resource.
        series: a date of a series; else a single wish.
        offer_until: how long the date is held for it; None = not offered.
    """

    id: int
    occurrence_id: int
    booking_id: int
    org_id: int
    org: str
    org_names: Names
    title: str
    private: bool
    series: bool
    room_id: int
    room: str
    room_names: Names
    starts_at: datetime
    ends_at: datetime
    state: WaitingState
    asked_at: datetime
    asked_by: str
    offer_until: datetime | None
    position: int = 0


_LINES: Any = (
    select(
        WaitingRow.id, OccurrenceRow.id, OccurrenceRow.booking_id, WaitingRow.org_id,
        OrganisationRow.code, OrganisationRow.name_th, OrganisationRow.name_en, BookingRow.title,
        BookingRow.private, BookingRow.rrule.is_not(None), OccurrenceRow.resource_id,
        ResourceRow.code, ResourceRow.name_th, ResourceRow.name_en, OccurrenceRow.starts_at,
        OccurrenceRow.ends_at, WaitingRow.status, WaitingRow.asked_at, WaitingRow.asked_by,
        WaitingRow.offer_until,
    )
    .select_from(WaitingRow)
    .join(OccurrenceRow, OccurrenceRow.id == WaitingRow.occurrence_id)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .join(OrganisationRow, OrganisationRow.id == WaitingRow.org_id)
    .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
    .order_by(WaitingRow.asked_at, WaitingRow.id)
)  # fmt: skip
_NOW = bindparam("now", type_=Instant)
_OPEN = Prepared(_LINES.where(_IS_OPEN, OccurrenceRow.starts_at > _NOW))
_OF_BOOKING = Prepared(
    _LINES.where(OccurrenceRow.booking_id == bindparam("booking_id", type_=Id))
)


def _in_line(*conditions: Any) -> Select[Any]:
    return (
        select(WaitingRow.occurrence_id)
        .join(OccurrenceRow, OccurrenceRow.id == WaitingRow.occurrence_id)
        .where(*conditions)
        .order_by(WaitingRow.asked_at, WaitingRow.id)
    )


_WAITING_BETWEEN = Prepared(
    _in_line(
        _IS_WAITING,
        OccurrenceRow.starts_at > _NOW,
        OccurrenceRow.starts_at < bindparam("to_at", type_=Instant),
        OccurrenceRow.ends_at > bindparam("from_at", type_=Instant),
    )
)
_WAITING = Prepared(_in_line(_IS_WAITING, OccurrenceRow.starts_at > _NOW))
_OVER = Prepared(
    select(WaitingRow.occurrence_id)
    .join(OccurrenceRow, OccurrenceRow.id == WaitingRow.occurrence_id)
    .where(_IS_WAITING, OccurrenceRow.starts_at <= _NOW)
)
_LAPSED = Prepared(
    select(WaitingRow.occurrence_id).where(_IS_OFFERED, WaitingRow.offer_until <= _NOW)
)
_OF_DATE = Prepared(
    select(table_of(WaitingRow)).where(
        WaitingRow.occurrence_id == bindparam("occurrence_id", type_=Id)
    )
)
_NAMES = tuple(table_of(WaitingRow).columns.keys())


def waiting_list(
    session: Session, *, org_id: int | None = None, offered: bool = False
) -> tuple[WaitingLine, ...]:
    """Everybody who waits for a date to come, in order, with their place in line.

    Args:
        org_id: only those of one organisation; their place is among all.
        offered: only those who have an offer to answer.
    """
    lines = _placed(_line(row) for row in session.all(_OPEN, now=session.clock.now()))
    return tuple(
        line
        for line in lines
        if org_id in (None, line.org_id)
        and (not offered or line.state is WaitingState.OFFERED)
    )


def waiting_of_booking(session: Session, booking_id: int) -> tuple[WaitingLine, ...]:
    """What waits or waited among a booking's dates, in the order it was asked."""
    return tuple(_line(row) for row in session.all(_OF_BOOKING, booking_id=booking_id))


def place_in_line(session: Session, occurrence_id: int) -> WaitingLine | None:
    """Where one date stands; None if it waits for nothing any more."""
    return next((x for x in waiting_list(session) if x.occurrence_id == occurrence_id), None)


def waiting_dates(
    session: Session, from_at: datetime | None = None, to_at: datetime | None = None
) -> list[int]:
    """Ids of the dates to come that wait and have no offer, the first in line first."""
    now = session.clock.now()
    if from_at is None or to_at is None:
        rows = session.all(_WAITING, now=now)
    else:
        rows = session.all(_WAITING_BETWEEN, now=now, from_at=from_at, to_at=to_at)
    return [row[0] for row in rows]


def lapsed_dates(session: Session) -> tuple[list[int], list[int]]:
    """Ids of dates whose offer nobody answered in time, and of those that are over."""
    now = session.clock.now()
    return (
        [row[0] for row in session.all(_LAPSED, now=now)],
        [row[0] for row in session.all(_OVER, now=now)],
    )


def waiting_row(session: Session, occurrence_id: int) -> dict[str, Any] | None:
    """The row of a date's place in line, or None if it never waited."""
    found = session.first(_OF_DATE, occurrence_id=occurrence_id)
    return None if found is None else dict(zip(_NAMES, found, strict=True))


def _line(row: tuple[Any, ...]) -> WaitingLine:
    values: list[Any] = [
        *row[:5], Names(row[5], row[6]), row[7], bool(row[8]), bool(row[9]), row[10], row[11],
        Names(row[12], row[13]), row[14], row[15], WaitingState(row[16]), *row[17:],
    ]  # fmt: skip
    return WaitingLine(*values)


def _placed(lines: Iterable[WaitingLine]) -> list[WaitingLine]:
    """Each with its place among those before it that want the same room at the same time."""
    found: list[WaitingLine] = []
    for line in lines:
        before = sum(
            other.room_id == line.room_id
            and other.starts_at < line.ends_at
            and line.starts_at < other.ends_at
            for other in found
        )
        found.append(replace(line, position=before + 1))
    return found
