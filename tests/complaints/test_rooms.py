"""Rooms: what users of other systems complain about, each complaint a test.

Divider rooms (MRBS #1295), buffers (MRBS #3032), closures (MRBS #2202), capacity (MRBS #1055);
the quota (MRBS #1236) has a file of its own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.booking.checks import claims_follow
from hubdesk.booking.errors import (
    ClosureInTheWayError,
    EquipmentShortError,
    OutsideHoursError,
    RoomClosedError,
    RoomTakenError,
    TooManyPeopleError,
)
from hubdesk.booking.model import Arrangement, Fate, Move, Target, Wanted
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.booking.queries.in_the_way import in_the_way
from hubdesk.booking.queries.targets import needs_of_dates, select_dates
from hubdesk.booking.service import arrange, book, close_rooms, move
from hubdesk.bootstrap import Hub, undo
from hubdesk.kernel.errors import RefusedError
from hubdesk.orgs.service import add_organisation
from hubdesk.spaces import service as spaces
from hubdesk.spaces.errors import LayoutMissingError
from tests.support.hub import (
    NOW,
    House,
    at,
    book_room,
    claims,
    furnish,
    make_hub,
    request_for,
    set_clock,
)


@pytest.fixture
def house(hub: Hub) -> Iterator[House]:
    """The house on the first of October; afterwards claims must still follow from what blocks."""
    set_clock(hub, NOW)
    yield furnish(hub)
    with hub.read() as session:
        assert claims_follow(session) == []


# -- divider rooms ------------------------------------------------------------------------------


def test_a_room_that_is_two_rooms_and_its_halves_exclude_each_other(
    hub: Hub, house: House
) -> None:
    """MRBS #1295: A = A1 + A2; whoever has a half keeps the whole from being booked."""
    book_room(hub, house, "HALL-A", at(5, 9))
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "HALL", at(5, 9))
    book_room(hub, house, "HALL-B", at(5, 9))
    book_room(hub, house, "HALL", at(5, 11))
    for half in ("HALL-A", "HALL-B"):
        with pytest.raises(RoomTakenError):
            book_room(hub, house, half, at(5, 11, 30))


BANGKOK = ZoneInfo("Asia/Bangkok")

#: A floor that is two halls, each of two rooms, each of two booths; and one that is one wall less.
_TREE = {"FLOOR": ("EAST", "WEST"), "EAST": ("E1", "E2"), "WEST": ("W1", "W2"), "MID": ("E2", "W1"),
         **{room: (f"{room}a", f"{room}b") for room in ("E1", "E2", "W1", "W2")}}  # fmt: skip
_BOOTHS = [f"{room}{side}" for room in ("E1", "E2", "W1", "W2") for side in "ab"]
_WISHES = st.lists(
    st.tuples(st.sampled_from([*_TREE, *_BOOTHS]), st.integers(0, 9), st.integers(1, 4)),
    min_size=4, max_size=14,
)  # fmt: skip


def _booths(room: str) -> set[str]:
    return {booth for part in _TREE[room] for booth in _booths(part)} if room in _TREE else {room}


@pytest.fixture(scope="module")
def divided() -> Iterator[tuple[Hub, House]]:
    """A floor of rooms in rooms, three walls deep."""
    with tempfile.TemporaryDirectory() as folder:
        hub = make_hub(Path(folder) / "hub.hubdesk")
        house = furnish(hub)
        with hub.write() as uow:
            for booth in _BOOTHS:
                house.rooms[booth] = spaces.add_room(uow, code=booth, name_en=booth)
            for room in ("E1", "E2", "W1", "W2", "EAST", "WEST", "MID", "FLOOR"):
                parts = [house.rooms[part] for part in _TREE[room]]
                house.rooms[room] = spaces.add_room(uow, code=room, name_en=room, parts=parts)
        yield hub, house
        hub.close()


@settings(max_examples=40, deadline=None)
@given(wishes=_WISHES)
def test_rooms_in_rooms_three_deep_are_never_had_twice(
    divided: tuple[Hub, House], wishes: list[tuple[str, int, int]]
) -> None:
    """MRBS #1295, at any depth: exactly those wishes are refused that share a booth."""
    hub, house = divided
    day = at(1, 8, month=11) + timedelta(days=len(claims(hub)) * 7 + 400)
    had: list[tuple[set[str], int, int]] = []
    for room, quarter, length in wishes:
        starts, ends = quarter, quarter + length
        clash = any(
            booths & _booths(room) and first < ends and starts < last
            for booths, first, last in had
        )  # fmt: skip
        try:
            book_room(hub, house, room, day + timedelta(minutes=15 * starts), hours=length / 4)
        except RoomTakenError:
            assert clash
        else:
            assert not clash
            had.append((_booths(room), starts, ends))
    with hub.read() as session:
        assert claims_follow(session) == []


def test_several_rooms_and_equipment_are_had_all_or_not_at_all(hub: Hub, house: House) -> None:
    """MRBS #1295: what belongs together is one booking; without one part nothing is held."""
    book_room(hub, house, "R2", at(5, 9))
    before = claims(hub)
    rooms = house.rooms
    together = (Wanted(rooms["R1"]), Wanted(rooms["R2"]), Wanted(rooms["PROJ"], 2))
    with pytest.raises(RoomTakenError) as refused:
        book_room(hub, house, "R1", at(5, 9), wanted=together)
    assert refused.value.details["unit"] == "R2"
    assert claims(hub) == before
    result = book_room(hub, house, "R1", at(5, 10), wanted=together, people=20)
    held = [claim for claim in claims(hub) if claim[4] == result.dates[0].occurrence_id]
    assert len(held) == 4
    with pytest.raises(EquipmentShortError):
        book_room(hub, house, "HALL", at(5, 10), wanted=(Wanted(rooms["HALL"]),
                                                         Wanted(rooms["PROJ"], 4)))  # fmt: skip


# -- buffers ------------------------------------------------------------------------------------


def test_set_up_and_clean_up_keep_neighbours_away_and_the_longer_counts(
    hub: Hub, house: House
) -> None:
    """MRBS #3032: time before and after, of the room and of the booking."""
    with hub.write() as uow:
        spaces.update_resource(uow, house.rooms["R1"], setup_minutes=15, cleanup_minutes=10)
    book_room(hub, house, "R1", at(5, 9), setup_minutes=5, cleanup_minutes=30)
    with pytest.raises(RoomTakenError):  # 10:00 + 30 of the booking + 15 of the room
        book_room(hub, house, "R1", at(5, 10, 44))
    book_room(hub, house, "R1", at(5, 10, 45))
    with pytest.raises(RoomTakenError):  # 8:45 begins the set-up, 10 minutes clean up before it
        book_room(hub, house, "R1", at(5, 8), ends=at(5, 8, 36))
    book_room(hub, house, "R1", at(5, 8), ends=at(5, 8, 35))


def test_buffers_of_a_booking_can_be_changed_later_and_taken_back(hub: Hub, house: House) -> None:
    """MRBS #3032: what was forgotten at booking is added, unless a neighbour needs the time."""
    result = book_room(hub, house, "R1", at(5, 9))
    book_room(hub, house, "R1", at(5, 10, 30))
    before = claims(hub)
    assert result.booking_id is not None
    with pytest.raises(RoomTakenError), hub.write() as uow:
        arrange(uow, result.booking_id, Arrangement(cleanup_minutes=31))
    assert claims(hub) == before
    with hub.write() as uow:
        arrange(uow, result.booking_id, Arrangement(setup_minutes=20, cleanup_minutes=30))
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "R1", at(5, 8), ends=at(5, 8, 41))
    seq = uow.changes.history_seq
    assert seq is not None
    undo(hub, seq)
    assert claims(hub) == before


def test_a_room_and_equipment_are_added_to_a_booking_later(hub: Hub, house: House) -> None:
    """MRBS #1295: a second room for a booking that stands, and undo gives it back."""
    result = book_room(hub, house, "R1", at(5, 9), rrule="FREQ=DAILY;COUNT=3")
    before = claims(hub)
    extras = (Wanted(house.rooms["R2"]), Wanted(house.rooms["PROJ"], 3))
    assert result.booking_id is not None
    with hub.write() as uow:
        changed = arrange(uow, result.booking_id, Arrangement(extras=extras))
    assert len(changed.changed) == 3
    assert len(claims(hub)) == 3 * 5
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "R2", at(7, 9))
    first = uow.changes.history_seq
    assert first is not None
    taken_back = undo(hub, first)
    assert claims(hub) == before
    again = taken_back.changes.history_seq
    assert again is not None
    undo(hub, again)
    assert len(claims(hub)) == 3 * 5
    with hub.read() as session:
        dates = select_dates(session, Target(booking_id=result.booking_id)).dates
        assert [len(needs) for needs in needs_of_dates(session, dates).values()] == [3, 3, 3]


# -- closures -----------------------------------------------------------------------------------


def test_a_closure_names_what_is_in_its_way_and_each_meets_its_fate(
    hub: Hub, house: House
) -> None:
    """MRBS #2202: a room under repair; nobody's booking disappears without a decision."""
    first = book_room(hub, house, "HALL-A", at(5, 9), title="Training")
    second = book_room(hub, house, "HALL", at(5, 13), org="BUD", title="Secret", private=True)
    third = book_room(hub, house, "HALL-A", at(6, 9), title="Book talk")
    before = claims(hub)
    hall, times = house.rooms["HALL"], (at(5, 8), at(7, 0))
    with hub.read() as session:
        named = in_the_way(session, [hall], *times)
    assert [(one.org, one.title, one.private) for one in named] == [
        ("ACT", "Training", False), ("BUD", "", True), ("ACT", "Book talk", False),
    ]  # fmt: skip
    for way in named[0].ways:  # none of them lies in the closure itself
        hours = way.starts_at.astimezone(BANGKOK), way.ends_at.astimezone(BANGKOK)
        starts, ends = (moment.replace(tzinfo=None) for moment in hours)
        assert way.resource_id == house.rooms["R1"] or ends <= times[0] or starts >= times[1]
    assert {way.kind for way in named[0].ways} >= {"time", "day"}
    ids = [result.dates[0].occurrence_id or 0 for result in (first, second, third)]
    with pytest.raises(ClosureInTheWayError) as refused, hub.write() as uow:
        close_rooms(uow, [hall], *times, "floor polish", {ids[0]: Fate(cancel=True)})
    assert set(refused.value.details["occurrences"]) == set(ids[1:])
    assert claims(hub) == before
    fates = {
        ids[0]: Fate(resource_id=house.rooms["R1"]),
        ids[1]: Fate(cancel=True),
        ids[2]: Fate(starts=at(8, 9)),
    }
    with hub.write() as uow:
        close_rooms(uow, [hall, house.rooms["HALL-A"]], *times, "floor polish", fates)
    with pytest.raises(RoomClosedError):
        book_room(hub, house, "HALL-B", at(6, 12))
    with hub.read() as session:
        dates = [select_dates(session, Target(occurrence_id=number)).dates[0] for number in ids]
    assert [date["status"] for date in dates] == ["booked", "cancelled", "booked"]
    assert dates[0]["resource_id"] == house.rooms["R1"]
    seq = uow.changes.history_seq
    assert seq is not None
    undone = undo(hub, seq)
    assert claims(hub) == before
    again = undone.changes.history_seq
    assert again is not None
    undo(hub, again)
    with pytest.raises(RoomClosedError):
        book_room(hub, house, "HALL-B", at(6, 12))


def test_what_is_suggested_for_two_bookings_is_never_the_same_place(
    hub: Hub, house: House
) -> None:
    """MRBS #2202: two meetings of one hour are not both sent to the one room that is left."""
    book_room(hub, house, "HALL-A", at(5, 9), people=8)
    book_room(hub, house, "HALL-B", at(5, 9), people=8)
    with hub.read() as session:
        named = in_the_way(session, [house.rooms["HALL"]], at(5, 0), at(6, 0))
    fates = {
        one.occurrence_id: Fate(
            resource_id=one.suggested.resource_id, starts=one.suggested.starts_at
        )
        for one in named
        if one.suggested is not None
    }
    assert len(fates) == 2
    with hub.write() as uow:
        close_rooms(uow, [house.rooms["HALL"]], at(5, 0), at(6, 0), "works", fates)


# -- capacity and layouts -----------------------------------------------------------------------


def test_more_people_than_seats_are_refused_and_rooms_add_up(hub: Hub, house: House) -> None:
    """MRBS #1055: capacity is not a note on the wall."""
    with pytest.raises(TooManyPeopleError) as refused:
        book_room(hub, house, "R2", at(5, 9), people=9)
    assert refused.value.details["capacity"] == 8
    both = (Wanted(house.rooms["R1"]), Wanted(house.rooms["R2"]))
    book_room(hub, house, "R1", at(5, 9), wanted=both, people=20)
    with pytest.raises(TooManyPeopleError):
        book_room(hub, house, "R1", at(5, 11), wanted=both, people=21)


def test_a_layout_has_its_own_size_and_set_up_time(hub: Hub, house: House) -> None:
    """MRBS #1055: sixty in rows, sixteen round a table; turning the room takes half an hour."""
    hall = house.rooms["HALL"]
    with hub.write() as uow:
        spaces.set_layout(uow, hall, "theatre", capacity=60, setup_minutes=30)
        spaces.set_layout(uow, hall, "board", capacity=16, setup_minutes=10)
    with pytest.raises(TooManyPeopleError):
        book_room(hub, house, "HALL", at(5, 10), layout="board", people=17)
    with pytest.raises(LayoutMissingError):
        book_room(hub, house, "R1", at(5, 10), layout="theatre")
    result = book_room(hub, house, "HALL", at(5, 10), layout="theatre", people=60)
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "HALL-A", at(5, 9), ends=at(5, 9, 31))
    assert result.booking_id is not None
    with pytest.raises(TooManyPeopleError), hub.write() as uow:
        arrange(uow, result.booking_id, Arrangement(layout="board"))
    with pytest.raises(LayoutMissingError), hub.write() as uow:
        move(uow, Target(booking_id=result.booking_id), Move(resource_id=house.rooms["R1"]))
    with hub.read() as session:
        sheet = day_sheet(session, date(2026, 10, 5))
    entry = next(entry for entry in sheet.entries if entry.kind == "booking")
    assert entry.layout.en == "theatre"
    assert any(one.kind == "setup" and one.ends - one.starts == 30 for one in sheet.entries)


# -- opening hours ------------------------------------------------------------------------------


def test_opening_hours_differ_by_class_weekday_and_season(hub: Hub, house: House) -> None:
    """MRBS #2202: closed on Sundays, short days in December, evenings for residents only."""
    with hub.write() as uow:
        add_opening = partial(spaces.add_opening, uow, valid_from=date(2026, 1, 1))
        add_opening(open_minute=480, close_minute=1080)
        add_opening(weekdays={6}, reason="Sundays")
        add_opening(org_class="resident", open_minute=420, close_minute=1320, weekdays=range(5))
        add_opening(
            open_minute=540, close_minute=960, valid_from=date(2026, 12, 1),
            valid_to=date(2026, 12, 31), reason="December",
        )  # fmt: skip
        add_opening(resource_id=house.rooms["R2"], open_minute=0, close_minute=1440)
        house.orgs["OUT"] = add_organisation(
            uow, code="OUT", name_en="Outsiders", org_class="outside"
        )

    def refused(room: str, org: str, starts: datetime) -> bool:
        try:
            with hub.write() as uow:
                book(uow, request_for(house, room, starts, org=org))
        except OutsideHoursError:
            return True
        return False

    assert refused("R1", "OUT", at(5, 18))  # a Monday evening
    assert not refused("R1", "ACT", at(5, 18))  # a resident
    assert refused("R1", "ACT", at(4, 10))  # a Sunday
    assert not refused("R2", "OUT", at(4, 10))  # the room's own row comes first
    assert refused("R1", "OUT", at(2, 16, month=12))
    assert not refused("R1", "OUT", at(2, 15, month=12))
    assert not refused("R1", "ACT", at(2, 18, month=12))  # the class comes before the season


def test_a_refusal_leaves_nothing_behind(hub: Hub, house: House) -> None:
    """MRBS #2202: what was not closed, moved or booked has left no trace."""
    book_room(hub, house, "R1", at(5, 9))
    before = claims(hub)
    with pytest.raises(RefusedError), hub.write() as uow:
        close_rooms(uow, [house.rooms["R2"], house.rooms["R1"]], at(5, 8), at(5, 12), "works")
    assert claims(hub) == before
