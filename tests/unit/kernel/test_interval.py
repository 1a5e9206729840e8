"""Intervals are stretches of real time, whatever the wall clock shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.interval import Interval

LONDON = ZoneInfo("Europe/London")
#: Clocks go back from 02:00 to 01:00.
EARLY = datetime(2026, 10, 25, 1, 45, tzinfo=LONDON)
LATE = EARLY.replace(fold=1, minute=15)


def test_the_hour_that_comes_twice_counts_twice() -> None:
    assert Interval(EARLY, LATE).duration == timedelta(minutes=30)
    assert Interval(EARLY.replace(minute=0), LATE).duration == timedelta(minutes=75)


def test_an_end_that_only_looks_later_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        Interval(LATE, EARLY)


def test_neighbours_do_not_overlap_in_the_hour_that_comes_twice() -> None:
    first = Interval(EARLY.replace(minute=0), LATE)
    assert not first.overlaps(Interval(LATE, LATE.replace(minute=45)))
    assert first.overlaps(Interval(EARLY, LATE.replace(minute=30)))


def test_widening_is_by_real_time() -> None:
    hour = timedelta(hours=1)
    wide = Interval(LATE, LATE.replace(minute=45)).widened(hour, hour)
    assert wide.duration == timedelta(hours=2, minutes=30)
    assert wide.starts_at.astimezone(UTC) == datetime(2026, 10, 25, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize("ends_at", [datetime(2026, 10, 25, 3), EARLY])  # noqa: DTZ001 - naive
def test_naive_and_empty_ones_are_refused(ends_at: datetime) -> None:
    with pytest.raises(InvalidInputError):
        Interval(EARLY, ends_at)
