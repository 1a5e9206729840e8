"""When a room is open on a day, and for whom: the most specific dated row counts.  Pure.

A row for the room comes before one for all, a row for the class before one for everybody, a
season with an end before hours without, named weekdays before every day, the newer before the
older.  Rows alike in all of that add up (a morning and an afternoon).  Without any row the room's
own hours hold.

    >>> winter = Opening(1, None, "", frozenset(), 540, 960, date(2026, 12, 1), date(2026, 12, 31))
    >>> hours_on(date(2026, 12, 24), [winter], "outside", (480, 1200))
    ((540, 960),)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hubdesk.spaces.model import Opening

#: Times of a day in minutes, ascending, half-open.
Hours = tuple[tuple[int, int], ...]
DAY_MINUTES = 1440
ALL_DAY: Hours = ((0, DAY_MINUTES),)
CLASSES = ("resident", "affiliate", "partner", "outside")


def own_hours(open_minute: int | None, close_minute: int | None) -> tuple[int, int]:
    """The hours that stand on a room; those of one without are the whole day."""
    if open_minute is None or close_minute is None:
        return 0, DAY_MINUTES
    return open_minute, close_minute


def concerning(openings: Iterable[Opening], resource_id: int) -> tuple[Opening, ...]:
    """The rows that may concern one room."""
    return tuple(one for one in openings if one.resource_id in (None, resource_id))


def hours_on(day: date, openings: Sequence[Opening], org_class: str, own: tuple[int, int]) -> Hours:
    """When a room is open on a local day.

    Args:
        openings: rows that concern the room.
        org_class: for whom; empty = only rows for everybody count.
        own: the room's own hours.

    Returns:
        The times, empty = closed all day.
    """
    rows = [one for one in openings if _holds(one, day, org_class)]
    if not rows:
        return (own,)
    best = max(map(_rank, rows))
    chosen = [one for one in rows if _rank(one) == best]
    return _joined(
        (one.open_minute, one.close_minute)
        for one in chosen
        if one.open_minute is not None and one.close_minute is not None
    )


def widest_on(day: date, openings: Sequence[Opening], own: tuple[int, int]) -> Hours:
    """When a room is open on a day for anybody at all, as the board shows it."""
    if not openings:
        return (own,)
    return _joined(
        span for org_class in ("", *CLASSES) for span in hours_on(day, openings, org_class, own)
    )


def reason_on(day: date, openings: Sequence[Opening], org_class: str) -> str:
    """The name of the season whose hours count on a day; empty if it has none."""
    rows = [one for one in openings if _holds(one, day, org_class)]
    return max(rows, key=_rank).reason if rows else ""


def _holds(one: Opening, day: date, org_class: str) -> bool:
    return (
        one.valid_from <= day
        and (one.valid_to is None or day <= one.valid_to)
        and one.org_class in ("", org_class)
        and (not one.weekdays or day.weekday() in one.weekdays)
    )


def _rank(one: Opening) -> tuple[bool, bool, bool, bool, date]:
    return (
        one.resource_id is not None, bool(one.org_class), one.valid_to is not None,
        bool(one.weekdays), one.valid_from,
    )  # fmt: skip


def _joined(spans: Iterable[tuple[int, int]]) -> Hours:
    """Times in order; those that touch are one."""
    found: list[tuple[int, int]] = []
    for starts, ends in sorted(spans):
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((starts, ends))
    return tuple(found)
