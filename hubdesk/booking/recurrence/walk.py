"""Walks one resolved rule: naive wall-clock times in order, DTSTART first.

Years come from :mod:`days`, so a year without a selected day costs one look-up.  Three bounds keep
every rule short: a BYSETPOS that no set can reach ends at once; after 400 years times the interval
without a date the Gregorian calendar has repeated itself and there will be none; and the watch is
asked every year.  Rules below a day never step through seconds: which units of a day the interval
meets depends only on the day's number modulo a fixed cycle, and that table is made once.

Must not know zones, UNTIL, EXDATE or RDATE: they belong to ``expand.py``.

    list(walk(resolved, datetime(2026, 1, 5, 9), is_date=False, watch=Watch(1.5)))
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, groupby, islice
from math import gcd
from typing import Final

from hubdesk.booking.recurrence.days import (
    DateParts,
    YearShape,
    days_by_month,
    days_of_year,
    week_year,
    week_year_start,
)
from hubdesk.booking.recurrence.resolve import date_parts
from hubdesk.booking.recurrence.rule import Freq, Rule
from hubdesk.booking.recurrence.watch import Watch

_LAST_ORDINAL: Final = date.max.toordinal()
_GREGORIAN_CYCLE_YEARS: Final = 400
_DAY_SECONDS: Final = 86_400
_UNIT_SECONDS: Final = {Freq.HOURLY: 3600, Freq.MINUTELY: 60, Freq.SECONDLY: 1}
_CHECK_EVERY: Final = 64
_LONGEST_PERIOD_DAYS: Final = {Freq.YEARLY: 371, Freq.MONTHLY: 31, Freq.WEEKLY: 7, Freq.DAILY: 1}

# A day's proleptic ordinal, and the second of that day.
_Moment = tuple[int, int]


def walk(rule: Rule, start: datetime, *, is_date: bool, watch: Watch) -> Iterator[datetime]:
    """The dates of a rule, ascending and each once, DTSTART first and counted.

    Args:
        rule: resolved against ``start``.
        start: DTSTART on the wall clock, naive; midnight for an all-day series.
        is_date: yield each day at most once.
        watch: asked at least once for every year walked.

    Raises:
        OutOfTimeError: from ``watch``.
    """
    later = _later(rule, start, is_date=is_date, watch=watch)
    wanted = None if rule.count is None else rule.count - 1
    return chain((start,), later if wanted is None else islice(later, wanted))


def _later(rule: Rule, start: datetime, *, is_date: bool, watch: Watch) -> Iterator[datetime]:
    watch.check()
    if (days := _plain_days(rule, start)) is not None:
        yield from _on_days(start, days, watch)
        return
    walker = _Walker(rule, start, watch)
    if not walker.selects_a_day():
        return
    below_a_day = rule.freq.is_below_a_day
    moments = walker.units(once_a_day=is_date) if below_a_day else walker.periods()
    first = walker.first_day, walker.first_second
    fraction = start.microsecond
    last_day = walker.first_day if is_date else 0
    for moment in moments:
        day, second = moment
        if moment <= first or day == last_day:
            continue
        if is_date:
            last_day, second = day, 0
        yield datetime.fromordinal(day) + timedelta(seconds=second, microseconds=fraction)


def _plain_days(rule: Rule, start: datetime) -> Iterator[int] | None:
    """Days after DTSTART, where a rule says no more than every so many days or days of a week.

    Most series are such.
    """
    if (
        rule.freq not in (Freq.DAILY, Freq.WEEKLY)
        or rule.by_month or rule.by_month_day or rule.by_year_day or rule.by_week_no
        or rule.by_hour or rule.by_minute or rule.by_second or rule.by_set_pos
    ):  # fmt: skip
        return None
    first = start.toordinal()
    if rule.freq is Freq.DAILY:
        steps = range(first + rule.interval, _LAST_ORDINAL + 1, rule.interval)
        return None if rule.by_day else iter(steps)
    base = first - (start.weekday() - rule.wkst) % 7
    offsets = sorted((item.weekday - rule.wkst) % 7 for item in rule.by_day)
    bases = range(base, _LAST_ORDINAL + 1, 7 * rule.interval)
    days_of_weeks = (base + offset for base in bases for offset in offsets)
    return (day for day in days_of_weeks if first < day <= _LAST_ORDINAL)


def _on_days(start: datetime, days: Iterable[int], watch: Watch) -> Iterator[datetime]:
    time = start.time()
    for number, day in enumerate(days):
        if number % _CHECK_EVERY == 0:
            watch.check()
        yield datetime.combine(date.fromordinal(day), time)


class _Walker:
    """One walk.

    Attributes:
        first_day: proleptic ordinal of DTSTART.
        first_second: its second of the day.
        last_hit: the last day that gave a date, to know when to give up.
    """

    __slots__ = (
        "_parts",
        "_rule",
        "_start",
        "_watch",
        "first_day",
        "first_second",
        "last_hit",
    )

    def __init__(self, rule: Rule, start: datetime, watch: Watch) -> None:
        self._rule = rule
        self._start = start
        self._watch = watch
        self._parts = date_parts(rule)
        self.first_day = start.toordinal()
        self.first_second = start.hour * 3600 + start.minute * 60 + start.second
        self.last_hit = self.first_day

    def selects_a_day(self) -> bool:
        """Whether the date parts fit any year at all; 30 February, for one, does not."""
        years = range(2000, 2000 + _GREGORIAN_CYCLE_YEARS)
        return any(days_of_year(self._parts, YearShape.of(year)) for year in years)

    # Periods of a day and more ---------------------------------------------------------------

    def periods(self) -> Iterator[_Moment]:
        """Moments of a YEARLY, MONTHLY, WEEKLY or DAILY rule; some may lie before DTSTART."""
        times = self._times_of_day()
        positions = self._rule.by_set_pos
        if positions and min(map(abs, positions)) > self._longest_period() * len(times):
            return
        for days in self._day_groups():
            if positions:
                moments = list(_pick(days, times, positions))
                if moments:
                    self.last_hit = moments[0][0]
                    yield from moments
            elif days:
                self.last_hit = days[0]
                yield from self._every_moment(days, times)

    def _every_moment(self, days: Sequence[int], times: Sequence[int]) -> Iterator[_Moment]:
        """Every time of every day from DTSTART's on: a year can hold 31 million of them."""
        for day in days:
            self._watch.check()
            if day >= self.first_day:
                for second in times:
                    yield day, second

    def _longest_period(self) -> int:
        if self._rule.freq is Freq.WEEKLY and self._rule.by_day:
            return len(self._rule.by_day)
        return _LONGEST_PERIOD_DAYS[self._rule.freq]

    def _times_of_day(self) -> Sequence[int]:
        rule, start = self._rule, self._start
        return [
            hour * 3600 + minute * 60 + second
            for hour in rule.by_hour or (start.hour,)
            for minute in rule.by_minute or (start.minute,)
            for second in rule.by_second or (start.second,)
        ]

    def _day_groups(self) -> Iterator[Sequence[int]]:
        rule = self._rule
        if rule.freq is Freq.YEARLY:
            return self._week_years() if rule.by_week_no else self._years()
        if rule.freq is Freq.MONTHLY:
            return self._months()
        if rule.freq is Freq.WEEKLY:
            return self._weeks()
        return self._days()

    def _calendar_years(self, first: int, step: int, cycle: int) -> Iterator[tuple[int, YearShape]]:
        """Years to look at, with their shapes, ending when ``cycle`` times 400 bring nothing."""
        patience = _GREGORIAN_CYCLE_YEARS * cycle
        for year in range(max(first, 1), 10_000, step):
            self._watch.check()
            if year - date.fromordinal(self.last_hit).year > patience:
                return
            yield year, YearShape.of(year)

    def _years(self) -> Iterator[Sequence[int]]:
        interval = self._rule.interval
        for year, shape in self._calendar_years(self._start.year, interval, interval):
            days = days_of_year(self._parts, shape)
            if days:
                base = date(year, 1, 1).toordinal()
                yield [base + day for day in days]

    def _week_years(self) -> Iterator[Sequence[int]]:
        wkst, interval = self._rule.wkst, self._rule.interval
        first = week_year(self.first_day, wkst)
        for year, _ in self._calendar_years(first, interval, interval):
            begin, end = week_year_start(year, wkst), week_year_start(year + 1, wkst)
            days = [
                day
                for around in range(max(year - 1, 1), min(year + 1, 9999) + 1)
                for day in self._days_in(around)
                if begin <= day < end
            ]
            if days:
                yield days

    def _days_in(self, year: int) -> Iterator[int]:
        base = date(year, 1, 1).toordinal()
        return (base + day for day in days_of_year(self._parts, YearShape.of(year)))

    def _months(self) -> Iterator[Sequence[int]]:
        interval = self._rule.interval
        first = self._start.year * 12 + self._start.month - 1
        for year, shape in self._calendar_years(self._start.year, 1, interval):
            base = date(year, 1, 1).toordinal()
            by_month = days_by_month(self._parts, shape)
            # The months since DTSTART must be a multiple of the interval.
            begin = max(first - year * 12, 0)
            begin += -(year * 12 + begin - first) % interval
            for month in range(begin, 12, interval):
                if by_month[month]:
                    yield [base + day for day in by_month[month]]

    def _weeks(self) -> Iterator[Sequence[int]]:
        interval = self._rule.interval
        week_start = self.first_day - (self._start.weekday() - self._rule.wkst) % 7

        def week_of(day: int) -> int:
            return (day - week_start) // 7

        if self._parts == DateParts(by_day=self._parts.by_day, wkst=self._parts.wkst):
            offsets = sorted((item.weekday - self._rule.wkst) % 7 for item in self._parts.by_day)
            for base in range(week_start, _LAST_ORDINAL + 1, 7 * interval):
                yield [d for o in offsets if 0 < (d := base + o) <= _LAST_ORDINAL]
            return
        first_year = date.fromordinal(max(week_start, 1)).year
        selected = self._selected_days(first_year, interval)
        wanted = (d for d in selected if d >= week_start and (d - week_start) // 7 % interval == 0)
        for _, days in groupby(wanted, key=week_of):
            yield list(days)

    def _days(self) -> Iterator[Sequence[int]]:
        interval = self._rule.interval
        if self._parts.selects_every_day:
            for day in range(self.first_day, _LAST_ORDINAL + 1, interval):
                yield (day,)
            return
        met = {self.first_day % interval}
        for day in self._selected_days(self._start.year, interval, met):
            if day >= self.first_day:
                yield (day,)

    def _selected_days(
        self, first_year: int, cycle: int, met: Container[int] | None = None
    ) -> Iterator[int]:
        """Days by the date parts; with ``met``, only those whose rest modulo ``cycle`` is in it."""
        for year, shape in self._calendar_years(first_year, 1, cycle):
            base = date(year, 1, 1).toordinal()
            days = days_of_year(self._parts, shape)
            if met is None:
                yield from [base + day for day in days]
            else:
                yield from [base + day for day in days if (base + day) % cycle in met]

    # Periods below a day ---------------------------------------------------------------------

    def units(self, *, once_a_day: bool) -> Iterator[_Moment]:
        """Moments of an HOURLY, MINUTELY or SECONDLY rule."""
        rule = self._rule
        size = _UNIT_SECONDS[rule.freq]
        within = self._times_of_unit(size)
        if rule.by_set_pos:
            picked = _pick((0,), within, rule.by_set_pos)
            within = [second for _, second in picked]
        cycle, table = self._units_by_day(size)
        if not within or not table:
            return
        if once_a_day:
            table = {remainder: units[:1] for remainder, units in table.items()}
        first_unit = self.first_second // size
        for day in self._selected_days(self._start.year, cycle, table):
            if day < self.first_day:
                continue
            units = table[day % cycle]
            self.last_hit = day
            begin = bisect_left(units, first_unit) if day == self.first_day else 0
            for unit in islice(units, begin, None):
                for second in within:
                    yield day, unit * size + second

    def _times_of_unit(self, size: int) -> list[int]:
        """Seconds within one hour, minute or second that the rule selects."""
        rule, start = self._rule, self._start
        if size == 1:
            return [0]
        seconds = rule.by_second or (start.second,)
        if size == 60:
            return list(seconds)
        minutes = rule.by_minute or (start.minute,)
        return [minute * 60 + second for minute in minutes for second in seconds]

    def _allowed_units(self, size: int) -> list[int]:
        """Units of a day that BYHOUR, BYMINUTE and BYSECOND leave."""
        rule = self._rule
        hours = rule.by_hour or range(24)
        if size == 3600:
            return list(hours)
        minutes = rule.by_minute or range(60)
        of_day = [hour * 60 + minute for hour in hours for minute in minutes]
        if size == 60:
            return of_day
        seconds = rule.by_second or range(60)
        return [minute * 60 + second for minute in of_day for second in seconds]

    def _units_by_day(self, size: int) -> tuple[int, dict[int, list[int]]]:
        """Which units the interval meets, by the day's ordinal modulo a cycle of days.

        A unit ``u`` of day ``d`` is met when ``d * per_day + u`` and DTSTART's own number are
        congruent modulo the interval: one linear congruence in ``d`` for each ``u``.
        """
        interval = self._rule.interval
        per_day = _DAY_SECONDS // size
        start_unit = self.first_day * per_day + self.first_second // size
        common = gcd(per_day, interval)
        cycle = interval // common
        inverse = pow(per_day // common, -1, cycle)
        table: dict[int, list[int]] = {}
        for unit in self._allowed_units(size):
            steps, rest = divmod(start_unit - unit, common)
            if rest == 0:
                table.setdefault(steps * inverse % cycle, []).append(unit)
        return cycle, table


def _pick(days: Sequence[int], times: Sequence[int], positions: Sequence[int]) -> Iterator[_Moment]:
    """BYSETPOS without building the set: it is every day with every time, in order."""
    total = len(days) * len(times)
    indexes = {p - 1 if p > 0 else total + p for p in positions if abs(p) <= total}
    for index in sorted(indexes):
        day, time = divmod(index, len(times))
        yield days[day], times[time]
