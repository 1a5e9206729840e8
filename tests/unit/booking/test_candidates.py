"""How long a wish is, also on the two days a year on which the clock changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hubdesk.booking.candidates import candidates_of, duration
from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.kernel.errors import InvalidInputError

BERLIN = ZoneInfo("Europe/Berlin")


def wall(text: str) -> datetime:
    """A wall time, as a person means it."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("starts", "minutes", "expected"),
    [
        (wall("2027-03-27T09:00"), 90, 90),
        (wall("2027-03-28T01:00"), 360, 300),  # 01:00 to 07:00, one hour does not exist
        (wall("2027-10-31T01:00"), 360, 420),  # one hour comes twice
        (wall("2027-03-28T02:30"), 60, 60),  # starts in the hour that does not exist
    ],
)
def test_a_wish_lasts_as_long_as_it_really_does(
    starts: datetime, minutes: int, expected: int
) -> None:
    assert duration(starts, starts + timedelta(minutes=minutes), BERLIN) == expected * 60


def test_a_start_in_the_skipped_hour_is_what_the_clock_shows() -> None:
    starts = wall("2027-03-28T02:30")
    request = BookingRequest(1, (Wanted(1),), starts, starts + timedelta(hours=1))
    (only,) = candidates_of(request, BERLIN)
    shown = [datetime.fromtimestamp(at, BERLIN) for at in (only.starts_s, only.ends_s)]
    assert [moment.strftime("%H:%M") for moment in shown] == ["03:30", "04:30"]


@pytest.mark.parametrize("minutes", [0, -30])
def test_an_end_that_is_not_after_the_start_is_refused(minutes: int) -> None:
    starts = wall("2027-03-28T02:30")
    with pytest.raises(InvalidInputError):
        duration(starts, starts + timedelta(minutes=minutes), BERLIN)
