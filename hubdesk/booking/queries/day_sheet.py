"""Reads what the day sheet prints.

paper = day_sheet(session, date(2026, 10, 14))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from hubdesk.booking.model import Status
from hubdesk.booking.papers import DaySheetPaper
from hubdesk.booking.queries.board import Block, board
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.sheet import (
    Minutes,
    SheetBlock,
    SheetDate,
    bars_of,
    entries_of,
    hours_of,
    layout_names,
    rooms_of,
    strip_of,
)
from hubdesk.booking.tables import BookingRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.names import Names
from hubdesk.orgs.queries import organisations
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import closures, openings, resources
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Instant

_FIRST, _BEFORE = bindparam("first", type_=Instant), bindparam("before", type_=Instant)
_DAY_SPAN = (
    in_span(_FIRST, _BEFORE),
    OccurrenceRow.starts_at >= _FIRST,
    OccurrenceRow.starts_at < _BEFORE,
)
_EXTRAS = Prepared(
    select(
        OccurrenceExtraRow.occurrence_id,
        OccurrenceExtraRow.resource_id,
        OccurrenceExtraRow.quantity,
    )
    .join(OccurrenceRow, OccurrenceRow.id == OccurrenceExtraRow.occurrence_id)
    .where(*_DAY_SPAN)
)
_SETUP = Prepared(
    select(OccurrenceRow.id, OccurrenceRow.setup_minutes, BookingRow.layout)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .where(*_DAY_SPAN)
)


def day_sheet(session: Session, day: date) -> DaySheetPaper:
    """One day of the house: a strip of its rooms and the list of what happens.

    Args:
        session: any; its actor is printed.
        day: a day of the hub's own zone.

    Returns:
        The paper; private titles are not in it.
    """
    hub = settings(session)
    zone = ZoneInfo(hub.timezone)
    minutes = Minutes(day, zone)
    known = resources(session)
    places = {place.id: place for place in known}
    rooms = [place for place in known if place.kind == "room" and place.active]
    dates = _dates(session, minutes)
    bars = bars_of(_blocks(session, minutes, rooms), dates, places, minutes)
    entries = entries_of(dates, places, minutes)
    opens, closes = hours_of(rooms, day, openings(session))
    strip_from, strip_to = strip_of(opens, closes, bars)
    now = session.clock.now().astimezone(zone)
    return DaySheetPaper(
        house=hub.names,
        day=day,
        opens=opens,
        closes=closes,
        strip_from=strip_from,
        strip_to=strip_to,
        rooms=rooms_of(rooms),
        bars=bars,
        entries=entries,
        as_of=now,
        printed_at=now,
        printed_by=session.actor,
        bookings=len(dates),
        room_changes=sum(entry.kind == "setup" for entry in entries),
        people=sum(entry.people for entry in entries),
        closures=_closures(session, minutes, places),
    )


def _dates(session: Session, minutes: Minutes) -> list[SheetDate]:
    starts_at, ends_at = minutes.bounds()
    lines = [
        line
        for line in bookings(session, from_at=starts_at, to_at=ends_at)
        if Status(line.status).blocks
    ]
    # A date that began before midnight is in the list, so its extras are wanted as well.
    span = {"first": min((line.starts_at for line in lines), default=starts_at), "before": ends_at}
    extras: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, resource_id, quantity in session.all(_EXTRAS, **span):
        extras[number].append((resource_id, quantity))
    setup = {row[0]: row[1:] for row in session.all(_SETUP, **span)}
    return [
        SheetDate(
            line.occurrence_id, line.resource_id, line.quantity, line.org, line.title,
            line.private, line.people, line.starts_at, line.ends_at,
            setup.get(line.occurrence_id, (0, ""))[0], tuple(extras[line.occurrence_id]),
            layout_names(setup.get(line.occurrence_id, (0, ""))[1]),
        )
        for line in lines
    ]  # fmt: skip


def _blocks(session: Session, minutes: Minutes, rooms: Sequence[Resource]) -> list[SheetBlock]:
    codes = {organisation.id: organisation.code for organisation in organisations(session)}
    found = board(session, *minutes.bounds(), {room.id for room in rooms})
    return [_sheet_block(block, codes) for block in found.blocks]


def _sheet_block(block: Block, codes: dict[int, str]) -> SheetBlock:
    closure = block.source_kind == "closure"
    return SheetBlock(
        block.resource_id, block.source_id, block.from_s, block.to_s, block.starts_s,
        block.ends_s, codes.get(block.org_id or 0, ""), block.title if closure else "",
        block.private, block.divider or block.status == Status.HELD, closure,
    )  # fmt: skip


def _closures(session: Session, minutes: Minutes, places: dict[int, Resource]) -> tuple[Names, ...]:
    texts = []
    for closure in closures(session, *minutes.bounds()):
        if closure.active:
            names = places[closure.resource_id].names
            texts.append(
                Names(
                    f"{names.get('th')}: {closure.reason}", f"{names.get('en')}: {closure.reason}"
                )
            )
    return tuple(texts)
