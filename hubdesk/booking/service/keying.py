"""Bookings written on paper while the program was away, keyed in and judged line by line.

    outcomes = judge_lines(session, day, lines)     # nothing is written
    outcomes = book_lines(uow, day, lines)          # what still fits is booked, as one change
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.model import BookingRequest, Status, Wanted
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.service.admission import refusal
from hubdesk.booking.service.book import book, preview_booking
from hubdesk.booking.service.planning import refuse
from hubdesk.booking.typed import TypedLine
from hubdesk.kernel.errors import RefusedError
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import Session, UnitOfWork


@dataclass(frozen=True, slots=True)
class Keyed:
    """What becomes, or became, of a line.

    Attributes:
        outcome: ``free``, ``booked``, ``known`` (it is in the books already), ``twin`` (an
            earlier line takes the time) or ``refused``.
        error: why it is refused; a clash names who holds the room, as far as one may know.
        occurrence_id: once it is booked.
    """

    outcome: str
    error: RefusedError | None = None
    occurrence_id: int | None = None


def judge_lines(session: Session, day: date, lines: Sequence[TypedLine]) -> tuple[Keyed, ...]:
    """What becomes of each line; of two that clash with each other the later one is refused.

    Args:
        day: the day of the sheet, in the time of each room's location.
    """
    found: list[Keyed] = []
    wanted: list[TypedLine] = []
    for line in lines:
        keyed = _judge(session, day, line)
        if keyed.outcome == "free" and any(_clash(line, earlier) for earlier in wanted):
            keyed = Keyed("twin")
        if keyed.outcome == "free":
            wanted.append(line)
        found.append(keyed)
    return tuple(found)


def _clash(line: TypedLine, other: TypedLine) -> bool:
    same_room = line.resource_id == other.resource_id
    return same_room and line.starts < other.ends and other.starts < line.ends


def _judge(session: Session, day: date, line: TypedLine) -> Keyed:
    zone = ZoneInfo(bookable(session, line.resource_id).timezone)
    request = _request(day, line)
    if _is_known(session, request, zone):
        return Keyed("known")
    try:
        preview = preview_booking(session, request)
        refuse(preview.dates, zone, refusal(preview.answers))
    except RefusedError as error:
        return Keyed("refused", error)
    return Keyed("free")


def book_lines(uow: UnitOfWork, day: date, lines: Sequence[TypedLine]) -> tuple[Keyed, ...]:
    """Book every line that can be had, in their order and as one change; the rest says why not."""
    return tuple(_book(uow, day, line) for line in lines)


def _book(uow: UnitOfWork, day: date, line: TypedLine) -> Keyed:
    request = _request(day, line)
    if _is_known(uow, request, ZoneInfo(bookable(uow, line.resource_id).timezone)):
        return Keyed("known")
    try:
        result = book(uow, request, action="booking.keyed_in")
    except RefusedError as error:
        # ``book`` refuses before it writes anything.
        return Keyed("refused", error)
    return Keyed("booked", occurrence_id=result.dates[0].occurrence_id)


def _request(day: date, line: TypedLine) -> BookingRequest:
    midnight = datetime.combine(day, time())
    return BookingRequest(
        org_id=line.org_id,
        wanted=(Wanted(line.resource_id),),
        starts=midnight + timedelta(minutes=line.starts),
        ends=midnight + timedelta(minutes=line.ends),
        title=line.title,
    )


def _is_known(session: Session, request: BookingRequest, zone: ZoneInfo) -> bool:
    """Whether the organisation has the room for exactly that time already."""
    starts, ends = (moment.replace(tzinfo=zone) for moment in (request.starts, request.ends))
    return any(
        (date.org_id, date.resource_id, date.starts_at, date.ends_at)
        == (request.org_id, request.wanted[0].resource_id, starts, ends)
        and Status(date.status).blocks
        for date in bookings(session, from_at=starts, to_at=ends)
    )
