"""Reads what sheets for walls and doors print.

week_of_rooms(session, date(2026, 10, 14))          # the house's week around a day
month_of_room(session, Month(2026, 10), "R1")
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.model import Status
from hubdesk.booking.queries.board import Block, board
from hubdesk.booking.queries.listing import DateLine, bookings
from hubdesk.booking.sheet import Minutes, hours_of, strip_of, users_of
from hubdesk.booking.wall import RoomMonthPaper, RoomUse, WallBar, WallDay, WallPaper, WallRoom
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.orgs.queries import organisations
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import floors, resource_by_code, resources
from hubdesk.store.session import Session

_DAY = 1440


def week_of_rooms(session: Session, day: date) -> WallPaper:
    """All rooms of the week in which a day lies; the week begins as the house's settings say."""
    first = day - timedelta(days=(day.weekday() - settings(session).week_start) % 7)
    rooms = [place for place in resources(session) if place.kind == "room" and place.active]
    return _wall(session, [first + timedelta(days=at) for at in range(7)], rooms)


def month_of_room(session: Session, month: Month, code: str) -> RoomMonthPaper:
    """One room's month: dates that began in it, cancelled ones left out.

    Raises:
        NotFoundError: no resource has that code.
    """
    place = resource_by_code(session, code)
    hub = settings(session)
    zone = ZoneInfo(hub.timezone)
    first, last = (Minutes(day, zone) for day in (month.first_day, month.last_day))
    lines = [
        line
        for line in bookings(session, from_at=first.bounds()[0], to_at=last.bounds()[1], room=code)
        if Status(line.status).blocks
    ]
    uses = tuple(_use(line, zone) for line in lines)
    names = {organisation.code: organisation.names for organisation in organisations(session)}
    now = session.clock.now().astimezone(zone)
    (room,) = _rooms(session, [place], {one.id: one for one in resources(session)})
    return RoomMonthPaper(
        house=hub.names,
        room=room,
        month=month,
        uses=uses,
        users=users_of(uses, names),
        minutes=sum(use.minutes for use in uses),
        as_of=now,
        printed_at=now,
        printed_by=session.actor,
    )


def _use(line: DateLine, zone: ZoneInfo) -> RoomUse:
    day = line.starts_at.astimezone(zone).date()
    minutes = Minutes(day, zone)
    return RoomUse(
        day, minutes.of(line.starts_at), minutes.of(line.ends_at),
        int((line.ends_at - line.starts_at).total_seconds()) // 60, line.org,
        "" if line.private else line.title, line.private, line.people or 0, str(line.status),
    )  # fmt: skip


def _wall(session: Session, dates: Sequence[date], rooms: Sequence[Resource]) -> WallPaper:
    hub = settings(session)
    zone = ZoneInfo(hub.timezone)
    days = [Minutes(day, zone) for day in dates]
    places = {place.id: place for place in resources(session)}
    codes = {organisation.id: organisation.code for organisation in organisations(session)}
    span = days[0].bounds()[0], days[-1].bounds()[1]
    found = board(session, *span, {room.id for room in rooms})
    bars = [
        bar
        for block in found.blocks
        for bar in _bars(block, places, codes.get(block.org_id or 0, ""), days)
    ]
    bars.sort(key=lambda bar: (bar.day, bar.room, bar.starts, bar.label))
    opens, closes = hours_of(rooms)
    opens, closes = strip_of(opens, closes, bars)
    now = session.clock.now().astimezone(zone)
    return WallPaper(
        house=hub.names,
        days=tuple(WallDay(day, _closed(day, rooms, bars, (opens, closes))) for day in dates),
        rooms=_rooms(session, rooms, places),
        bars=tuple(bars),
        opens=opens,
        closes=closes,
        week_start=hub.week_start,
        as_of=now,
        printed_at=now,
        printed_by=session.actor,
    )


def _rooms(
    session: Session, rooms: Sequence[Resource], places: dict[int, Resource]
) -> tuple[WallRoom, ...]:
    floor_names = {floor.code: floor.names for floor in floors(session)}
    shared = {
        room.id: tuple(
            other.names
            for other in places.values()
            if other.id != room.id and other.kind == "room" and other.active
            and set(other.unit_ids) & set(room.unit_ids)
        )
        for room in rooms
    }  # fmt: skip
    return tuple(
        WallRoom(
            room.code,
            room.names,
            floor_names.get(room.floor, Names()),
            room.capacity or 0,
            shared[room.id],
        )
        for room in rooms
    )


def _bars(
    block: Block, places: dict[int, Resource], org: str, days: Sequence[Minutes]
) -> list[WallBar]:
    """A block's bars, one for each day it touches."""
    closure = block.source_kind == "closure"
    if closure:
        kind = "closed"
    elif block.private:
        kind = "private"
    else:
        kind = "held" if block.status == Status.HELD else "internal"
    via = places[block.via_id].names if block.via_id is not None else Names()
    bars = []
    for day in days:
        starts, ends = max(0, day.at(block.starts_s)), min(_DAY, day.at(block.ends_s))
        if starts < ends:
            label = block.title if closure else org
            code = places[block.resource_id].code
            bars.append(WallBar(code, day.day, starts, ends, kind, label, via))
    return bars


def _closed(
    day: date, rooms: Sequence[Resource], bars: Sequence[WallBar], hours: tuple[int, int]
) -> Names:
    """Why all rooms are closed all day; empty if any is open."""
    opens, closes = hours
    shut = [
        bar
        for bar in bars
        if (bar.day, bar.kind) == (day, "closed") and bar.starts <= opens and bar.ends >= closes
    ]
    if not rooms or {bar.room for bar in shut} != {room.code for room in rooms}:
        return Names()
    return Names(shut[0].label, shut[0].label)
