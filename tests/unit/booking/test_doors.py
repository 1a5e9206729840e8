"""What a door and the foyer say at a moment: pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.doors import DoorDate, DoorRoom, HouseDay, door_of, whats_on
from hubdesk.kernel.names import Names

ZONE = ZoneInfo("Asia/Bangkok")
DAY = date(2026, 10, 22)
EARLY = timedelta(minutes=15)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, 22, hour, minute, tzinfo=ZONE)


def room(number: int, *units: int, level: int = 0, closes: int = 20 * 60) -> DoorRoom:
    return DoorRoom(
        number, f"R{number}", Names("", f"Room {number}"), Names(), level, 10, (), 8 * 60, closes,
        frozenset(units or (number,)),
    )  # fmt: skip


def booked(number: int, room_id: int, starts: datetime, ends: datetime, **more: object) -> DoorDate:
    held = {"from_at": starts, "to_at": ends, "status": "booked"} | more
    return DoorDate(number, room_id, starts, ends, **held)  # type: ignore[arg-type]


def house(*dates: DoorDate, rooms: tuple[DoorRoom, ...] = (), **more: object) -> HouseDay:
    rooms = rooms or (room(1), room(2, level=2))
    by_room: dict[int, tuple[DoorDate, ...]] = {}
    for one in dates:
        by_room[one.room_id] = (*by_room.get(one.room_id, ()), one)
    return HouseDay(
        DAY, ZONE, Names(), "en", "ce", at(9), rooms, by_room, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def state(day: HouseDay, now: datetime) -> str:
    door = door_of(day, 1, now, EARLY)
    assert door is not None
    return door.state


def test_a_door_through_the_day() -> None:
    day = house(booked(1, 1, at(10), at(11)), booked(2, 1, at(11), at(12)))
    shown = [state(day, at(*when)) for when in ((7, 0), (9, 0), (9, 50), (10, 0), (12, 0), (20, 0))]
    assert shown == ["closed", "free", "soon", "busy", "free", "closed"]
    door = door_of(day, 1, at(10, 30), EARLY)
    assert door is not None
    assert door.until == at(12)  # one after the other
    assert [one.occurrence_id for one in door.next] == [2]
    assert [near.code for near, _ in door.near] == ["R2"]


def test_buffers_hold_the_room_and_offers_fit_before_them() -> None:
    day = house(booked(1, 1, at(10), at(11), from_at=at(9, 40), to_at=at(11, 10)))
    door = door_of(day, 1, at(9), EARLY)
    assert door is not None
    assert door.until == at(9, 40)
    assert door.minutes == (15, 30)
    assert state(day, at(11, 5)) == "busy"


def test_a_closure_says_why() -> None:
    day = house(closed={1: ((at(9), at(10), "painting"),)})
    door = door_of(day, 1, at(9, 30), EARLY)
    assert door is not None
    assert (door.state, door.reason, door.until) == ("closed", "painting", at(10))
    assert door_of(day, 99, at(9), EARLY) is None


def test_who_may_check_in_is_known_a_quarter_of_an_hour_before() -> None:
    day = house(booked(1, 1, at(10), at(11)))
    for when, arriving in ((at(9, 44), False), (at(9, 45), True), (at(10, 59), True)):
        door = door_of(day, 1, when, EARLY)
        assert door is not None
        assert (door.arriving is not None) is arriving


def test_a_house_without_walk_ins_offers_none() -> None:
    door = door_of(house(walk_in=False), 1, at(9), EARLY)
    assert door is not None
    assert door.minutes == ()


def test_the_foyer_lists_each_date_once_with_its_way() -> None:
    hall = booked(3, 1, at(14), at(15))
    day = house(
        booked(1, 1, at(9), at(10)), booked(2, 2, at(11), at(12)), hall,
        booked(4, 2, at(9), at(10), status="done"),
    )  # fmt: skip
    shared = HouseDay(
        DAY, ZONE, Names(), "en", "ce", at(9), day.rooms, {**day.dates, 9: (hall,)}
    )
    lines = whats_on(shared, at(9, 30))
    assert [line.date.occurrence_id for line in lines] == [1, 2, 3]
    assert [line.arrow for line in lines] == ["here", "up", "here"]
    assert [line.on for line in lines] == [True, False, False]
    assert [line.arrow for line in whats_on(shared, at(9, 30), level=3)] == ["down"] * 3
    assert whats_on(shared, at(15)) == ()
