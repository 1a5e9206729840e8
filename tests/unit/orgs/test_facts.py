"""Where a dated fact fits: never two on one day, whatever the order they come in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.orgs.errors import OverlappingFactsError
from hubdesk.orgs.facts import Fit, fit

DAY = date(2026, 1, 1)
DAYS = st.integers(0, 60).map(lambda number: DAY + timedelta(days=number))


def test_an_open_fact_is_ended_by_the_next() -> None:
    assert fit(date(2026, 7, 1), None, [(1, DAY, None)]) == Fit(None, None, 1)


def test_an_earlier_fact_lasts_until_the_known_one() -> None:
    assert fit(DAY, None, [(1, date(2026, 7, 1), None)]) == Fit(date(2026, 6, 30), None, None)


def test_the_same_first_day_replaces() -> None:
    assert fit(DAY, None, [(7, DAY, None)]) == Fit(None, 7, None)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2026, 1, 10), None), (date(2025, 12, 1), date(2026, 1, 1))]
)
def test_days_with_a_fixed_end_are_not_taken_away(first: date, last: date | None) -> None:
    with pytest.raises(OverlappingFactsError):
        fit(first, last, [(1, DAY, date(2026, 1, 31))])


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 20)), max_size=8))
def test_facts_never_share_a_day(wishes: list[tuple[date, int | None]]) -> None:
    known: dict[int, tuple[date, date | None]] = {}
    for number, (first, length) in enumerate(wishes):
        last = None if length is None else first + timedelta(days=length)
        try:
            found = fit(first, last, [(key, *days) for key, days in known.items()])
        except OverlappingFactsError:
            continue
        if found.ends_before is not None:
            known[found.ends_before] = (known[found.ends_before][0], first - timedelta(days=1))
        known[number if found.same_id is None else found.same_id] = (first, found.valid_to)
    for day in (DAY + timedelta(days=offset) for offset in range(90)):
        assert sum(a <= day and (b is None or day <= b) for a, b in known.values()) <= 1
