"""Which dated hours count on a day."""

from __future__ import annotations

from datetime import date

from hubdesk.spaces.model import Opening
from hubdesk.spaces.opening import ALL_DAY, hours_on, own_hours, reason_on, widest_on

MONDAY, SUNDAY = date(2026, 10, 5), date(2026, 10, 4)
OWN = (480, 1200)


def row(
    opens: int | None, closes: int | None, *, room: int | None = None, org_class: str = "",
    days: tuple[int, ...] = (), first: date = date(2026, 1, 1), last: date | None = None,
    reason: str = "",
) -> Opening:  # fmt: skip
    return Opening(1, room, org_class, frozenset(days), opens, closes, first, last, reason)


def test_without_a_row_the_rooms_own_hours_hold() -> None:
    assert hours_on(MONDAY, [], "", OWN) == (OWN,)
    assert own_hours(None, None) == ALL_DAY[0]


def test_the_more_specific_row_comes_first() -> None:
    every, sundays = row(540, 1020), row(None, None, days=(6,), reason="Sundays")
    evenings = row(540, 1320, org_class="resident")
    room = row(0, 1440, room=7)
    assert hours_on(MONDAY, [every, sundays], "outside", OWN) == ((540, 1020),)
    assert hours_on(SUNDAY, [every, sundays], "outside", OWN) == ()
    assert hours_on(SUNDAY, [every, sundays, evenings], "resident", OWN) == ((540, 1320),)
    assert hours_on(SUNDAY, [every, sundays, evenings, room], "outside", OWN) == ((0, 1440),)
    assert reason_on(SUNDAY, [every, sundays], "") == "Sundays"


def test_a_season_comes_before_open_ended_hours_and_ends_on_its_last_day() -> None:
    season = row(600, 960, first=date(2026, 10, 1), last=MONDAY)
    rows = [row(540, 1020), season]
    assert hours_on(MONDAY, rows, "", OWN) == ((600, 960),)
    assert hours_on(date(2026, 10, 6), rows, "", OWN) == ((540, 1020),)


def test_rows_alike_add_up_and_touching_ones_are_one() -> None:
    rows = [row(540, 720), row(780, 1020), row(720, 750)]
    assert hours_on(MONDAY, rows, "", OWN) == ((540, 750), (780, 1020))


def test_the_board_shows_the_hours_of_whoever_has_the_longest() -> None:
    partners = row(420, 600, org_class="partner")
    rows = [row(540, 1020), partners, row(900, 1320, org_class="resident")]
    assert widest_on(MONDAY, rows, OWN) == ((420, 1320),)
