"""Between the caller's dates and the wall clock on which rules are walked.

A series is a date, a floating time or a time in a zone; the walk knows only naive wall-clock
times.  A wall time that the zone's clock skips is shown as the clock shows it after a round trip
through UTC (02:30 becomes 03:30); a time the clock shows twice means the first, except near a
DTSTART that names the second.  Standard library only.

    >>> Frame(datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))).shown_start
    datetime.datetime(2026, 3, 29, 3, 30)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from heapq import heappop, heappush
from typing import Final, Generic, TypeVar, cast
from zoneinfo import ZoneInfo

MomentT = TypeVar("MomentT", bound=date)

# No clock is set back by more; a time this close after a second 02:30 is a second time, too.
_LONGEST_FOLD: Final = timedelta(hours=3)
# Pacific/Apia left out a whole day in 2011.
_BEYOND_ANY_GAP: Final = timedelta(hours=25)
_LAST_SECOND: Final = time(23, 59, 59)


def _never(_wall: datetime) -> bool:
    return False


def _is_steady(zone: ZoneInfo, wall: datetime) -> bool:
    """No change of the zone's offset in the next day: much cheaper than the round trip."""
    return _steady_month(zone, wall.year, wall.month) or _steady_after(zone, wall)


def _steady_after(zone: ZoneInfo, wall: datetime) -> bool:
    return zone.utcoffset(wall) == zone.utcoffset(wall + _BEYOND_ANY_GAP)


@lru_cache(maxsize=1 << 12)
def _steady_month(zone: ZoneInfo, year: int, month: int) -> bool:
    """Whether the zone's offset stays what it is from the first of a month to the next one's."""
    first = datetime(year, month, 1)  # noqa: DTZ001 - a wall time
    return all(_steady_after(zone, first + number * _BEYOND_ANY_GAP) for number in range(30))


class Frame(Generic[MomentT]):
    """The kind, zone and first date of a series; every overflow at the ends of Python's calendar
    (years 1 and 9999) keeps the wall time as it is.

    Attributes:
        is_date: an all-day series.
        zone: None for all-day and floating series.
        start: DTSTART on the wall clock, naive, as given.
        shown_start: the same as the zone's clock shows it.
    """

    __slots__ = ("_fold", "_has_gaps", "_iana", "is_date", "shown_start", "start", "zone")

    def __init__(self, start: MomentT) -> None:
        self.is_date: bool = not isinstance(start, datetime)
        self.zone: tzinfo | None = None
        self.start: datetime
        self._fold = 0
        if isinstance(start, datetime):
            self.zone = start.tzinfo
            self._fold = start.fold
            self.start = start.replace(tzinfo=None, fold=0)
        else:
            self.start = datetime.combine(start, time.min)
        self._has_gaps = self.zone is not None and not isinstance(self.zone, timezone)
        self._iana = self.zone if isinstance(self.zone, ZoneInfo) else None
        self.shown_start = self.shown(self.start)

    def shown(self, wall: datetime) -> datetime:
        """The wall time as the zone's clock shows it, which differs only in a gap."""
        if not self._has_gaps or self.zone is None:
            return wall
        try:
            if self._iana is not None and _is_steady(self._iana, wall):
                return wall
            instant = wall.replace(tzinfo=self.zone).astimezone(UTC)
            return instant.astimezone(self.zone).replace(tzinfo=None, fold=0)
        except OverflowError:
            return wall

    def outward(self, wall: datetime) -> MomentT:
        """A shown wall time as the caller's kind of date."""
        if self.is_date:
            return cast("MomentT", wall.date())
        if self.zone is None and not self._fold:
            return cast("MomentT", wall)
        if self._fold and wall - self.shown_start < _LONGEST_FOLD:
            return cast("MomentT", wall.replace(tzinfo=self.zone, fold=1))
        return cast("MomentT", datetime.combine(wall, wall.time(), self.zone))

    def inward(self, moment: date | datetime) -> datetime:
        """An EXDATE or RDATE as a shown wall time of this series.

        A date alone takes the series' time of day; a zone is converted where the series has one
        and otherwise dropped.
        """
        if self.is_date:
            return datetime.combine(moment, time.min)
        if not isinstance(moment, datetime):
            return self.shown(datetime.combine(moment, self.start.time()))
        if moment.tzinfo is not None and self.zone is not None:
            try:
                return moment.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None, fold=0)
            except OverflowError:
                return moment.replace(tzinfo=None, fold=0)
        return self.shown(moment.replace(tzinfo=None, fold=0))

    def exact_until(self, until: date | datetime | None) -> date | datetime | None:
        """UNTIL as this kind of series writes it (RFC 5545 3.3.10).

        A date on a timed series ends with that local day; a floating time on a series in a zone is
        local time as written; a UTC time on a floating series is read as written.

        Returns:
            A date for an all-day series, a naive time for a floating one, UTC for one in a zone.
        """
        if until is None:
            return None
        if self.is_date:
            return until.date() if isinstance(until, datetime) else until
        if not isinstance(until, datetime):
            until = datetime.combine(until, _LAST_SECOND)
        if self.zone is None:
            return until.replace(tzinfo=None)
        if until.tzinfo is not None:
            return until
        try:
            return until.replace(tzinfo=self.zone).astimezone(UTC)
        except OverflowError:
            return until.replace(tzinfo=UTC)

    def past_until(self, until: date | datetime | None) -> Callable[[datetime], bool]:
        """A test whether a shown wall time lies after UNTIL, which is inclusive."""
        exact = self.exact_until(until)
        if exact is None:
            return _never
        if not isinstance(exact, datetime):
            return lambda wall: wall.date() > exact
        if self.zone is None:
            return lambda wall: wall > exact
        return self._past_instant(exact, self.zone)

    def _past_instant(self, until: datetime, zone: tzinfo) -> Callable[[datetime], bool]:
        try:
            local = until.astimezone(zone)
        except OverflowError:
            local = until.replace(tzinfo=zone)
        if local.fold:
            # In the hour the clock shows twice only instants tell the order.
            return lambda wall: wall.replace(tzinfo=zone).astimezone(UTC) > until
        wall_limit = local.replace(tzinfo=None)
        return lambda wall: wall > wall_limit

    def shown_in_order(
        self, walls: Iterable[datetime], past: Callable[[datetime], bool]
    ) -> Iterator[datetime]:
        """The shown times of a walk, ascending, not before DTSTART, up to UNTIL.

        DTSTART itself is kept even when UNTIL lies before it.
        """
        yield self.shown_start
        moved: list[datetime] = []
        for wall in walls:
            shown = self.shown(wall)
            if shown <= self.shown_start:
                continue
            if past(shown):
                if shown == wall:
                    break
                continue
            if shown != wall:
                # Moved out of a gap, it may come after times that are still to be walked.
                heappush(moved, shown)
                continue
            while moved and moved[0] <= shown:
                yield heappop(moved)
            yield shown
        yield from sorted(moved)
