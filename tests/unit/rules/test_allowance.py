"""Free time used up: by line of the rate card, gone and ahead, left and over."""

from __future__ import annotations

from datetime import date

from hubdesk.rules.allowance import allowances
from hubdesk.rules.pricing import RateLine, Use

FROM = date(2026, 1, 1)
ROOMS = RateLine(1, "resident", None, 20_000, 600, "7", FROM, None)
HALL = RateLine(2, "resident", 9, 90_000, 120, "7", FROM, None)
OTHERS = RateLine(3, "outside", None, 50_000, 0, "7", FROM, None)
TODAY = date(2026, 10, 22)


def use(number: int, minutes: int, resource: int = 5, kind: str = "room") -> Use:
    return Use(number, 3, "resident", resource, kind, date(2026, 10, number), minutes)


def test_every_line_has_its_own_free_time() -> None:
    uses = [use(1, 240), use(2, 60, resource=9), use(25, 90)]
    rooms, hall = allowances(uses, [HALL, ROOMS, OTHERS], "resident", on=TODAY, gone={1, 2})
    assert (rooms.resource_id, rooms.used_minutes, rooms.ahead_minutes) == (None, 240, 90)
    assert (rooms.left_minutes, rooms.over_minutes) == (270, 0)
    assert (hall.resource_id, hall.used_minutes, hall.left_minutes) == (9, 60, 60)


def test_more_than_free_is_over() -> None:
    (rooms,) = allowances([use(1, 700)], [ROOMS], "resident", on=TODAY, gone={1})
    assert (rooms.left_minutes, rooms.over_minutes) == (0, 100)


def test_desks_use_no_room_hours_and_no_rate_gives_nothing() -> None:
    (rooms,) = allowances([use(1, 480, kind="desk")], [ROOMS], "resident", on=TODAY, gone={1})
    assert rooms.used_minutes == 0
    assert allowances([use(1, 60)], [OTHERS], "outside", on=TODAY, gone=()) == ()


def test_a_newer_line_replaces_an_older_one() -> None:
    newer = RateLine(4, "resident", None, 20_000, 900, "7", date(2026, 10, 1), None)
    (rooms,) = allowances([], [newer, ROOMS], "resident", on=TODAY, gone=())
    assert rooms.free_minutes == 900
