"""The dates of a series: rules walked, dates added and taken out, in order, within limits.

Must not know bookings or rooms; the caller adds durations (in UTC, so that an hour stays an hour
on the day the clock changes).

    >>> expand(date(2026, 1, 5), "FREQ=WEEKLY;COUNT=3", exdates=[date(2026, 1, 12)])
    [datetime.date(2026, 1, 5), datetime.date(2026, 1, 19)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from typing import Final, Generic

from hubdesk.booking.recurrence.frame import Frame, MomentT
from hubdesk.booking.recurrence.resolve import resolve
from hubdesk.booking.recurrence.rule import Rule, parse_rules
from hubdesk.booking.recurrence.walk import walk
from hubdesk.booking.recurrence.watch import OutOfTimeError, Watch

DEFAULT_LIMIT: Final = 1000
DEFAULT_SECONDS: Final = 1.5

_CHECK_EVERY: Final = 64


@dataclass(frozen=True, slots=True)
class Expansion(Generic[MomentT]):
    """The dates found, and whether they are all there are.

    Attributes:
        dates: ascending, each once, of DTSTART's kind.
        complete: False when the limit or the time ran out before the rules did.
        out_of_time: the time was the reason.
    """

    dates: list[MomentT]
    complete: bool
    out_of_time: bool = False


def expand(
    start: MomentT,
    rule: str | None,
    *,
    exdates: Iterable[date | datetime] = (),
    rdates: Iterable[date | datetime] = (),
    limit: int = DEFAULT_LIMIT,
) -> list[MomentT]:
    """The dates of a series, DTSTART first (unless excluded).

    Args:
        start: DTSTART; a date, a floating (naive) or an aware datetime.
        rule: RFC 5545 text, one or several rules, one a line; or None for no rule.
        exdates: dates taken out.  On a timed series a plain date takes out its whole day; a time
            in another zone is converted.  They never extend COUNT.
        rdates: dates added; those before DTSTART are left out (it is the first by definition).
        limit: the most dates to return, counted after ``exdates``.

    Returns:
        Dates of the same kind and zone as ``start``, ascending, without duplicates.

    Raises:
        InvalidRuleError: the rule cannot be read; nothing was expanded.
    """
    return expand_with_state(start, rule, exdates=exdates, rdates=rdates, limit=limit).dates


def expand_with_state(
    start: MomentT,
    rule: str | None,
    *,
    exdates: Iterable[date | datetime] = (),
    rdates: Iterable[date | datetime] = (),
    limit: int = DEFAULT_LIMIT,
    max_seconds: float = DEFAULT_SECONDS,
) -> Expansion[MomentT]:
    """The same as :func:`expand`, and whether more dates follow.

    Args:
        max_seconds: stop walking after this time and return what was found.

    Raises:
        InvalidRuleError: the rule cannot be read; nothing was expanded.
    """
    rules = () if rule is None else parse_rules(rule)
    watch = Watch(max_seconds)
    frame = Frame(start)
    added = sorted(frame.inward(moment) for moment in rdates)
    streams: list[Iterable[datetime]] = [stream_of(item, frame, watch) for item in rules]
    if added or not streams:
        streams.append([frame.shown_start, *(w for w in added if w > frame.shown_start)])
    taken_days: set[date] = set()
    taken: set[datetime] = set()
    for moment in exdates:
        if frame.is_date or isinstance(moment, datetime):
            taken.add(frame.inward(moment))
        else:
            taken_days.add(moment)
    walls = streams[0] if len(streams) == 1 else merge(*streams)
    return _collect(frame, _without(walls, taken, taken_days, watch), limit)


def stream_of(rule: Rule, frame: Frame[MomentT], watch: Watch) -> Iterator[datetime]:
    """The shown wall times of one rule, ascending; next to a gap one may come twice."""
    resolved = resolve(rule, frame.start, is_date=frame.is_date)
    walls = walk(resolved, frame.start, is_date=frame.is_date, watch=watch)
    return frame.shown_in_order(walls, frame.past_until(rule.until))


def _without(
    walls: Iterable[datetime], taken: set[datetime], taken_days: set[date], watch: Watch
) -> Iterator[datetime]:
    """Each wall time once, but for those taken out."""
    last: datetime | None = None
    for number, wall in enumerate(walls):
        if number % _CHECK_EVERY == 0:
            watch.check()
        if wall == last:
            continue
        last = wall
        if (taken and wall in taken) or (taken_days and wall.date() in taken_days):
            continue
        yield wall


def _collect(frame: Frame[MomentT], walls: Iterable[datetime], limit: int) -> Expansion[MomentT]:
    dates: list[MomentT] = []
    try:
        for wall in walls:
            # One more than wanted is looked for, to know whether these were all.
            if len(dates) >= limit:
                return Expansion(dates, complete=False)
            dates.append(frame.outward(wall))
    except OutOfTimeError:
        return Expansion(dates, complete=False, out_of_time=True)
    return Expansion(dates, complete=True)
