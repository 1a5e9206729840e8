"""Hours of the week: which minutes of a stretch of time lie in which windows.  Pure.

Minutes count on the wall clock from the start; a night in which the clock is put back is not a
longer night here.  Imports nothing of the house.

    >>> evening = Window((0, 1, 2, 3, 4), 18 * 60, 24 * 60, 150)
    >>> pieces(date(2026, 10, 22), 17 * 60, 120, (evening,))
    [Piece(day=datetime.date(2026, 10, 22), minutes=60, window=None), \
Piece(day=datetime.date(2026, 10, 22), minutes=60, window=Window(weekdays=(0, 1, 2, 3, 4), \
from_minute=1080, to_minute=1440, percent=150))]
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.written import listed, mapped, whole

DAY_MINUTES = 1440
EVERY_DAY = tuple(range(7))
SUNDAY = 6
_MOST_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class Window:
    """Minutes of certain weekdays.

    Attributes:
        weekdays: 0 = Monday.
        from_minute, to_minute: of the local day; the last is not inside.
        percent: what a minute in it counts, 100 = as it is.
    """

    weekdays: tuple[int, ...]
    from_minute: int
    to_minute: int
    percent: int = 100

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "weekdays": list(self.weekdays), "from": self.from_minute, "to": self.to_minute,
            "percent": self.percent,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Minutes of one day that lie in one window, or in none."""

    day: date
    minutes: int
    window: Window | None

    @property
    def percent(self) -> int:
        return 100 if self.window is None else self.window.percent


def window_from(plain: Mapping[str, Any]) -> Window:
    """A window as JSON keeps it.

    Raises:
        InvalidInputError: a weekday, minute or percentage that cannot be, or something else.
    """
    plain = mapped("hours", plain)
    days = listed("weekdays", plain.get("weekdays")) or EVERY_DAY
    weekdays = tuple(sorted({whole("weekdays", day) for day in days}))
    first, last = whole("hours", plain.get("from")), whole("hours", plain.get("to"))
    percent = whole("percent", plain.get("percent", 100))
    if not set(weekdays) <= set(EVERY_DAY):
        raise InvalidInputError(field="weekdays", value=str(list(weekdays)), reason="not_one_of")
    if not 0 <= first < last <= DAY_MINUTES:
        raise InvalidInputError(field="hours", value=f"{first}-{last}", reason="end_before_start")
    if not 0 <= percent <= _MOST_PERCENT:
        raise InvalidInputError(field="percent", value=str(percent), reason="too_large")
    return Window(weekdays, first, last, percent)


def pieces(
    day: date,
    start_minute: int,
    minutes: int,
    windows: Sequence[Window],
    sundays: Container[date] = (),
) -> list[Piece]:
    """Cut a stretch of time at midnights and at the edges of windows.

    Args:
        day: of its first minute.
        start_minute: wall clock, minutes after midnight.
        windows: where two overlap, the first counts.
        sundays: days that count as Sundays, whatever they are.

    Returns:
        The pieces in order of time; their minutes add up to ``minutes``.
    """
    found: list[Piece] = []
    while minutes > 0:
        within = min(minutes, DAY_MINUTES - start_minute)
        weekday = SUNDAY if day in sundays else day.weekday()
        today = [one for one in windows if weekday in one.weekdays]
        found += _of_day(day, start_minute, start_minute + within, today)
        minutes -= within
        day, start_minute = day + timedelta(days=1), 0
    return found


def _of_day(day: date, first: int, last: int, today: Sequence[Window]) -> list[Piece]:
    if not today:
        return [Piece(day, last - first, None)]
    edges = {edge for one in today for edge in (one.from_minute, one.to_minute)}
    cuts = [first, *sorted(edge for edge in edges if first < edge < last), last]
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        inside = next((one for one in today if one.from_minute <= start < one.to_minute), None)
        if found and found[-1].window == inside:
            found[-1] = Piece(day, found[-1].minutes + end - start, inside)
        else:
            found.append(Piece(day, end - start, inside))
    return found
