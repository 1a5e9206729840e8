"""Reads what the statistics of a period are made from.

    statistics(session, date(2026, 10, 1), date(2026, 10, 31)).booked_minutes
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from hubdesk.booking.model import Status
from hubdesk.booking.queries.board import Block, board
from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.hub.queries import settings
from hubdesk.insight.statistics import (
    Asked,
    Held,
    Hours,
    Period,
    RoomDay,
    Statistics,
    statistics_of,
    without,
)
from hubdesk.orgs.queries import organisations
from hubdesk.orgs.tables import OccupancyRow
from hubdesk.spaces.glances import closures, openings
from hubdesk.spaces.model import Resource
from hubdesk.spaces.opening import concerning, own_hours, widest_on
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Instant

#: The hours of a working day that everybody wants, where no rule says otherwise.
PRIME = (10 * 60, 16 * 60)
_DAY = 1440
_FIRST, _BEFORE = bindparam("first", type_=Instant), bindparam("before", type_=Instant)
_SISTER = aliased(OccurrenceRow)
_ASKED = Prepared(
    select(
        OccurrenceRow.org_id,
        OccurrenceRow.resource_id,
        OccurrenceRow.status,
        OccurrenceRow.starts_at,
        BookingRow.created_at,
        OccurrenceRow.original_start
        == select(func.min(_SISTER.original_start))
        .where(_SISTER.booking_id == OccurrenceRow.booking_id)
        .scalar_subquery(),
    )
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .where(
        in_span(_FIRST, _BEFORE),
        OccurrenceRow.starts_at >= _FIRST,
        OccurrenceRow.starts_at < _BEFORE,
    )
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)
_HEADS = Prepared(
    select(OccupancyRow.org_id, OccupancyRow.headcount)
    .where(OccupancyRow.valid_from <= bindparam("last", type_=Day))
    .order_by(OccupancyRow.valid_from)
)


def statistics(
    session: Session,
    first: date,
    last: date,
    *,
    prime: tuple[int, int] = PRIME,
    only: Collection[str] | None = None,
) -> Statistics:
    """How the rooms were used, or are booked so far.

    Args:
        first, last: days of the hub's zone, inclusive.
        prime: hours everybody wants, minutes of working days.
        only: codes of the rooms that count; None = all of them.
    """
    zone = ZoneInfo(settings(session).timezone)
    span = (
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )
    rooms = [room for room in counted_rooms(session) if only is None or room.code in only]
    orgs = {org.id: (org.code, org.names) for org in organisations(session)}
    codes = {number: code for number, (code, _names) in orgs.items()}
    heads = {codes[org_id]: count for org_id, count in session.all(_HEADS, last=last)}
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    found = statistics_of(
        Period(
            first=first,
            last=last,
            prime=prime,
            rooms={room.code: room.names for room in rooms},
            orgs=dict(orgs.values()),
            heads=heads,
            days=_room_days(session, rooms, days, zone),
            held=list(_held(session, rooms, span, codes)),
            asked=_asked(session, span, codes, _sharing(session, rooms)),
        )
    )
    return replace(
        found,
        only=None if only is None else tuple(room.code for room in rooms),
        house=settings(session).names,
        as_of=session.clock.now().astimezone(zone),
        printed_by=session.actor,
    )


def counted_rooms(session: Session) -> list[Resource]:
    """The rooms in the order of lists; a hall counts by its parts."""
    return [
        room
        for room in resources(session)
        if room.kind == "room" and room.active and not room.parts
    ]


def _sharing(session: Session, rooms: Sequence[Resource]) -> frozenset[int]:
    """The ids of rooms and of what holds one of their units, such as the hall they are part of."""
    units = {unit for room in rooms for unit in room.unit_ids}
    return frozenset(
        place.id for place in resources(session) if not units.isdisjoint(place.unit_ids)
    )


def _room_days(
    session: Session, rooms: Sequence[Resource], days: Sequence[date], zone: ZoneInfo
) -> list[RoomDay]:
    rows = openings(session)
    closed = _closed(session, rooms, days, zone)
    found = []
    for room in rooms:
        concerned = concerning(rows, room.id)
        own = own_hours(room.open_minute, room.close_minute)
        for day in days:
            hours = widest_on(day, concerned, own)
            found.append(RoomDay(room.code, day, without(hours, closed[room.id, day])))
    return found


def _closed(
    session: Session, rooms: Sequence[Resource], days: Sequence[date], zone: ZoneInfo
) -> dict[tuple[int, date], Hours]:
    """Closures of rooms and of what shares their units, by day."""
    starts_at = datetime.combine(days[0], time(), zone)
    ends_at = datetime.combine(days[-1] + timedelta(days=1), time(), zone)
    units = {place.id: set(place.unit_ids) for place in resources(session)}
    found: dict[tuple[int, date], Hours] = defaultdict(tuple)
    for closure in closures(session, starts_at, ends_at):
        if not closure.active:
            continue
        for room in rooms:
            if units[closure.resource_id] & units[room.id]:
                for day, starts, ends in parts_of(closure.starts_at, closure.ends_at, zone):
                    found[room.id, day] += ((starts, ends),)
    return found


def _held(
    session: Session,
    rooms: Sequence[Resource],
    span: tuple[datetime, datetime],
    codes: dict[int, str],
) -> Iterator[Held]:
    """The dates that hold the rooms, cut at midnights."""
    names = {room.id: room.code for room in rooms}
    zone = span[0].tzinfo
    assert isinstance(zone, ZoneInfo)
    first, before = span[0].date(), span[1].date()
    for block in board(session, *span, set(names), texts=False).blocks:
        if block.source_kind != "occurrence" or block.status == Status.HELD:
            continue
        for day, starts, ends in parts_of(*_instants(block), zone):
            if first <= day < before:
                yield Held(
                    names[block.resource_id], codes.get(block.org_id or 0, ""), day, starts, ends,
                    block.status == Status.NO_SHOW,
                )  # fmt: skip


def _instants(block: Block) -> tuple[datetime, datetime]:
    return datetime.fromtimestamp(block.starts_s, UTC), datetime.fromtimestamp(block.ends_s, UTC)


def parts_of(
    starts_at: datetime, ends_at: datetime, zone: ZoneInfo
) -> Iterator[tuple[date, int, int]]:
    """A time as parts of local days: the day, and minutes after its midnight."""
    starts, ends = starts_at.astimezone(zone), ends_at.astimezone(zone)
    day = starts.date()
    while day <= ends.date():
        opens = starts.hour * 60 + starts.minute if day == starts.date() else 0
        closes = ends.hour * 60 + ends.minute if day == ends.date() else _DAY
        if opens < closes:
            yield day, opens, closes
        day += timedelta(days=1)


def _asked(
    session: Session,
    span: tuple[datetime, datetime],
    codes: dict[int, str],
    places: frozenset[int],
) -> list[Asked]:
    """The dates of the places with these ids; desks and equipment are not rooms."""
    zone = span[0].tzinfo
    assert isinstance(zone, ZoneInfo)
    rows = session.all(_ASKED, first=span[0], before=span[1])
    return [
        Asked(codes[org_id], str(status), _lead(starts_at, created_at, zone) if is_first else None)
        for org_id, resource_id, status, starts_at, created_at, is_first in rows
        if resource_id in places
    ]


def _lead(starts_at: datetime, created_at: datetime, zone: ZoneInfo) -> int:
    days = starts_at.astimezone(zone).date() - created_at.astimezone(zone).date()
    return max(0, days.days)
