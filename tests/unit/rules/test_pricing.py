"""What a booked date costs: most specific line, free minutes in order of time, one rounding."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.rules.pricing import RateLine, Use, price_month

ALL_ROOMS = RateLine(1, "resident", None, 50_000, 120, "7", date(2026, 1, 1), None)
HALL = RateLine(2, "resident", 9, 150_001, 0, "exempt", date(2026, 1, 1), None)


def _use(minutes: int, *, resource: int = 5, day: int = 1, kind: str = "room", org: int = 1) -> Use:
    return Use(day, org, "resident", resource, kind, date(2026, 10, day), minutes)


def test_free_minutes_are_used_up_in_order_of_time() -> None:
    priced = price_month([_use(90), _use(60, day=2), _use(60, day=3)], [ALL_ROOMS])
    assert [(one.free_minutes, one.charged_minutes, one.net_minor) for one in priced] == [
        (90, 0, 0), (30, 30, 25_000), (0, 60, 50_000),
    ]  # fmt: skip
    assert [one.list_minor for one in priced] == [75_000, 50_000, 50_000]


def test_free_minutes_belong_to_each_organisation() -> None:
    priced = price_month([_use(120), _use(120, org=2)], [ALL_ROOMS])
    assert [one.net_minor for one in priced] == [0, 0]


def test_a_line_for_the_very_room_comes_first_and_rounds_half_up() -> None:
    (priced,) = price_month([_use(30, resource=9)], [ALL_ROOMS, HALL])
    assert (priced.net_minor, priced.vat_rate, priced.free_minutes) == (75_001, "exempt", 0)


def test_what_no_line_speaks_of_costs_nothing() -> None:
    later = RateLine(3, "resident", None, 1, 0, "7", date(2026, 11, 1), None)
    outside = RateLine(4, "outside", None, 1, 0, "7", date(2026, 1, 1), None)
    assert price_month([_use(60)], [later, outside]) == []
    assert price_month([_use(60, kind="desk")], [ALL_ROOMS]) == []


def test_the_line_valid_on_the_day_counts() -> None:
    old = RateLine(1, "resident", None, 100, 0, "7", date(2026, 1, 1), date(2026, 10, 14))
    new = RateLine(2, "resident", None, 200, 0, "7", date(2026, 10, 15), None)
    priced = price_month([_use(60, day=14), _use(60, day=15)], [old, new])
    assert [one.net_minor for one in priced] == [100, 200]


@given(st.lists(st.integers(1, 600), max_size=20))
def test_free_minutes_never_exceed_the_allowance(minutes: list[int]) -> None:
    priced = price_month([_use(one) for one in minutes], [ALL_ROOMS])
    assert sum(one.free_minutes for one in priced) == min(120, sum(minutes))
    assert all(0 <= one.free_minutes <= one.use.minutes for one in priced)
