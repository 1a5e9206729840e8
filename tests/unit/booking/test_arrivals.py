"""When a room stops waiting, codes, and how slow guessing gets: pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.booking.arrivals import (
    ArrivalRule,
    ArrivalRules,
    Expected,
    Strikes,
    code_of,
    due_for,
    release_time,
    same_code,
    wait_after,
    walk_in_end,
)
from hubdesk.booking.model import Status

NINE = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
RULE = ArrivalRule(15, 30)


def date(status: Status = Status.BOOKED, *, minutes: int = 60, **more: datetime) -> Expected:
    return Expected(1, status, NINE, NINE + timedelta(minutes=minutes), **more)


def after(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("expected", "minutes", "due"),
    [
        (date(), 14, None),
        (date(), 15, "warn"),
        (date(Status.HELD), 15, "warn"),
        (date(Status.REQUESTED), 15, None),
        (date(Status.CHECKED_IN), 59, None),
        (date(Status.CHECKED_IN), 60, Status.DONE),
        (date(warned_at=after(15), releases_at=after(30)), 29, None),
        (date(warned_at=after(15), releases_at=after(30)), 30, Status.RELEASED),
        (date(warned_at=after(15)), 59, None),
        (date(warned_at=after(15)), 60, Status.NO_SHOW),
        (date(), 60, Status.DONE),
        (date(warned_at=after(-10), releases_at=after(-5)), 10, None),  # of another time
        (date(Status.CANCELLED), 60, None),
    ],
)
def test_what_is_due_for_a_date(expected: Expected, minutes: int, due: object) -> None:
    assert due_for(expected, RULE, after(minutes)) == due


def test_a_house_that_never_warns_releases_nothing() -> None:
    assert due_for(date(), ArrivalRule(), after(59)) is None
    assert due_for(date(), ArrivalRule(), after(60)) is Status.DONE


@pytest.mark.parametrize(
    ("warned", "minutes", "released"),
    [(15, 60, 30), (16, 60, 31), (40, 60, 55), (50, 60, None), (15, 30, None), (15, 31, 30)],
)
def test_the_release_leaves_time_after_the_warning(
    warned: int, minutes: int, released: int | None
) -> None:
    found = release_time(date(minutes=minutes), RULE, after(warned))
    assert found == (None if released is None else after(released))


def test_the_narrowest_rule_counts() -> None:
    own, kind, house = ArrivalRule(1, 2), ArrivalRule(3, 4), ArrivalRule(5, 6)
    rules = ArrivalRules(house, {"desk": kind}, {7: own})
    assert rules.of(7, "desk") == own
    assert rules.of(8, "desk") == kind
    assert rules.of(9, "room") == house


def test_codes_tell_nothing_of_each_other_and_are_read_in_any_script() -> None:
    codes = {code_of("secret", number) for number in range(1000)}
    assert len(codes) > 990
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert code_of("secret", 1) != code_of("other", 1)
    assert same_code("๑๔๖ 666", "146666")
    assert not same_code("", "146666")
    assert not same_code("1466661", "146666")


def test_a_code_is_guessed_in_years_not_in_minutes() -> None:
    """A day of guessing at one door, against one code of a million."""
    seconds, tries = 0, 0
    while seconds < 24 * 3600:
        tries += 1
        seconds += wait_after(tries) or 1
    assert tries < 120


@pytest.mark.parametrize(
    ("now", "minutes", "end"),
    [((13, 42), 30, (14, 15)), ((13, 42), 60, (14, 45)), ((13, 0), 15, (13, 15))],
)
def test_walk_ins_end_on_round_minutes(
    now: tuple[int, int], minutes: int, end: tuple[int, int]
) -> None:
    day = datetime(2026, 10, 22, tzinfo=UTC)
    found = walk_in_end(day.replace(hour=now[0], minute=now[1]), minutes)
    assert (found.hour, found.minute) == end


@pytest.mark.parametrize(
    ("now", "minutes", "step", "end"),
    [((13, 42), 60, 30, (15, 0)), ((13, 30), 60, 30, (14, 30)), ((13, 42), 30, 60, (15, 0))],
)
def test_walk_ins_end_on_the_grid_of_the_house(
    now: tuple[int, int], minutes: int, step: int, end: tuple[int, int]
) -> None:
    day = datetime(2026, 10, 22, tzinfo=UTC)
    found = walk_in_end(day.replace(hour=now[0], minute=now[1]), minutes, step)
    assert (found.hour, found.minute) == end


def test_missed_dates_warn_before_they_make_ask() -> None:
    states = [Strikes(count, 90, NINE, warn_at=2, ask_at=3).state for count in range(5)]
    assert states == ["", "", "warn", "ask", "ask"]
    assert Strikes(99, 90, NINE).state == ""
