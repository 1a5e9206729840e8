"""Dated facts to weights: every driver, changes inside the month, days at both ends."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.costs.dividing import divide
from hubdesk.costs.sharing import Booked, Facts, Occupied, Weighed, clamped, weigh
from hubdesk.costs.weighing import Split
from hubdesk.kernel.month import Month

OCTOBER = Month(2026, 10)


def _days(org: str, first: int, last: int, **values: Any) -> Occupied:
    return Occupied(org, date(2026, 10, first), date(2026, 10, last), **values)


FACTS = Facts(
    OCTOBER,
    (
        _days("ANT", 1, 31, seats=14, headcount=16),
        _days("BEE", 16, 31, seats=4),
        _days("CAT", 1, 10, seats=9),
        _days("CAT", 11, 31, seats=7),
        _days("DOE", 1, 31),
    ),
    (
        Booked("ANT", date(2026, 10, 5), 90),
        Booked("ANT", date(2026, 10, 6), 60),
        Booked("BEE", date(2026, 10, 2), 600),
        Booked("BEE", date(2026, 10, 16), 30),
        Booked("OUT", date(2026, 10, 6), 60),
    ),
)


def test_value_times_days_both_ends_inclusive() -> None:
    weights = {one.org: (str(one.value), one.days, one.weight) for one in weigh("seats", FACTS)}
    assert weights == {
        "ANT": ("14", 31, Fraction(434)),
        "BEE": ("4", 16, Fraction(64)),
        "CAT": ("237/31", 31, Fraction(237)),
    }


def test_equal_counts_everybody_with_a_row_also_without_seats() -> None:
    assert {one.org: one.weight for one in weigh("equal", FACTS)} == {
        "ANT": 31, "BEE": 16, "CAT": 31, "DOE": 31,
    }  # fmt: skip


def test_fixed_weights_count_on_occupied_days_only() -> None:
    fixed = {"ANT": Fraction(5, 2), "BEE": Fraction(1), "OUT": Fraction(9)}
    assert {one.org: one.weight for one in weigh("weights", FACTS, fixed)} == {
        "ANT": Fraction(155, 2), "BEE": 16,
    }  # fmt: skip


def test_booked_hours_count_on_occupied_days_only() -> None:
    assert weigh("booked_hours", FACTS) == [
        Weighed("ANT", Fraction(5, 2), 1, Fraction(5, 2)),
        Weighed("BEE", Fraction(1, 2), 1, Fraction(1, 2)),
    ]


def test_an_unknown_driver_is_a_bug() -> None:
    with pytest.raises(ValueError, match="moon"):
        weigh("moon", FACTS)


def test_facts_are_cut_at_the_ends_of_the_month() -> None:
    rows = [
        (Occupied("ANT", date(2025, 1, 1), date(2025, 1, 1), seats=1), None),
        (Occupied("BEE", date(2026, 9, 1), date(2026, 9, 1), seats=1), date(2026, 9, 30)),
        (Occupied("CAT", date(2026, 10, 31), date(2026, 10, 31), seats=1), date(2027, 1, 5)),
    ]
    assert [(row.org, row.days) for row in clamped(OCTOBER, rows)] == [("ANT", 31), ("CAT", 1)]


def test_the_leap_day_is_a_day() -> None:
    february = Month(2028, 2)
    (row,) = clamped(february, [(Occupied("ANT", date(2028, 1, 1), date(2028, 1, 1)), None)])
    assert row.days == 29


def test_ties_go_to_the_earlier_code_whatever_order_rows_come_in() -> None:
    weighed = [Weighed(org, Fraction(1), 1, Fraction(1)) for org in ("CAT", "ANT", "BEE")]
    parts = divide(100, Split("equal", tuple(weighed))).parts
    assert {org: part.amount_minor for org, part in parts.items()} == {
        "ANT": 34, "BEE": 33, "CAT": 33,
    }  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCDE"), st.integers(1, 31), st.integers(0, 50)), max_size=12
    )
)
def test_value_times_days_is_always_the_weight(rows: list[tuple[str, int, int]]) -> None:
    occupied = []
    used: dict[str, int] = {}
    for org, length, seats in rows:
        first = used.get(org, 0) + 1
        last = min(31, first + length - 1)
        if first <= 31:
            occupied.append(_days(org, first, last, seats=seats))
            used[org] = last
    facts = Facts(OCTOBER, tuple(sorted(occupied, key=lambda row: (row.org, row.first))))
    by_day = {
        org: sum(
            row.seats
            for row in occupied
            for number in range(31)
            if row.org == org and row.first <= date(2026, 10, 1) + timedelta(number) <= row.last
        )
        for org in used
    }
    for one in weigh("seats", facts):
        assert one.value * one.days == one.weight == by_day[one.org]
