"""Properties of expanded series, over rules drawn at random.

The reference is a day-by-day reading of the rule, written without the engine's tables: slow,
plain, and used for the date parts of DAILY, WEEKLY, MONTHLY and YEARLY rules.
"""

# ruff: noqa: DTZ001 - floating series are naive by definition
from __future__ import annotations

import calendar
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.booking.recurrence import (
    ByDay,
    Freq,
    InvalidRuleError,
    Rule,
    divide,
    expand,
    expand_with_state,
    format_rule,
    normalise,
    parse_rules,
)

ZONES = ["Asia/Bangkok", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]


def numbers(low: int, high: int, *, signed: bool = False) -> st.SearchStrategy[tuple[int, ...]]:
    positive = st.integers(low, high)
    both = st.one_of(positive, positive.map(lambda n: -n)) if signed else positive
    return st.one_of(
        st.just(()), st.sets(both, min_size=1, max_size=4).map(lambda s: tuple(sorted(s)))
    )


def weekdays(ordinals: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[ByDay, ...]]:
    items = st.sets(st.builds(ByDay, st.integers(0, 6), ordinals), max_size=4)
    return items.map(lambda s: tuple(sorted(s)))


@st.composite
def rules(draw: st.DrawFn, freqs: tuple[Freq, ...] = tuple(Freq)) -> Rule:
    freq = draw(st.sampled_from(freqs))
    long = freq in (Freq.YEARLY, Freq.MONTHLY)
    return Rule(
        freq=freq,
        interval=draw(st.sampled_from([1, 1, 1, 2, 3, 7, 25])),
        count=draw(st.sampled_from([None, 1, 2, 10, 40])),
        by_month=draw(numbers(1, 12)),
        by_month_day=draw(numbers(1, 31, signed=True)),
        by_year_day=draw(numbers(1, 366, signed=True)) if draw(st.booleans()) else (),
        by_week_no=draw(numbers(1, 53, signed=True)) if freq is Freq.YEARLY else (),
        by_day=draw(weekdays(st.sampled_from([0, 1, 2, 5, -1, -2] if long else [0]))),
        by_hour=draw(numbers(0, 23)),
        by_minute=draw(numbers(0, 59)),
        by_set_pos=draw(numbers(1, 5, signed=True)),
        wkst=draw(st.integers(0, 6)),
    )


starts = st.datetimes(datetime(1999, 1, 1), datetime(2035, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(rules(), starts, st.sampled_from(ZONES))
@settings(max_examples=150, deadline=None)
def test_ascending_unique_and_dtstart_first(rule: Rule, wall: datetime, zone: str) -> None:
    start = wall.replace(tzinfo=ZoneInfo(zone))
    for first in (wall, start, wall.date()):
        dates = expand(first, format_rule(rule), limit=60)
        assert all(a < b for a, b in pairwise(dates))
        if first is not start:
            assert dates[0] == first
        assert rule.count is None or len(dates) <= rule.count
    instants = [moment.astimezone(UTC) for moment in expand(start, format_rule(rule), limit=60)]
    assert all(a < b for a, b in pairwise(instants))


@given(rules(), starts, st.sampled_from(ZONES))
@settings(max_examples=150, deadline=None)
def test_a_zone_keeps_the_wall_clock_of_the_floating_series(
    rule: Rule, wall: datetime, zone: str
) -> None:
    place = ZoneInfo(zone)
    floating = expand(wall, format_rule(rule), limit=40)
    shown = [
        moment.replace(tzinfo=place).astimezone(UTC).astimezone(place).replace(tzinfo=None)
        for moment in floating
    ]
    aware = expand(wall.replace(tzinfo=place), format_rule(rule), limit=40)
    walls = [moment.replace(tzinfo=None) for moment in aware]
    if shown == floating:
        assert walls[: len(floating)] == floating
    else:
        # A gap may lay dates on each other or before DTSTART; nothing else changes.
        kept = sorted({moment.replace(fold=0) for moment in shown if moment >= shown[0]})
        assert walls[: len(kept) - 2] == kept[: len(kept) - 2]


@given(rules(), starts, st.data())
@settings(max_examples=100, deadline=None)
def test_exdate_takes_out_and_adds_nothing(
    rule: Rule, start: datetime, data: st.DataObject
) -> None:
    dates = expand(start, format_rule(rule), limit=40)
    taken = data.draw(st.sets(st.sampled_from(dates)))
    left = expand(start, format_rule(rule), exdates=taken, limit=40)
    expected = [moment for moment in dates if moment not in taken]
    assert left[: len(expected)] == expected
    if rule.count is not None:
        assert left == expected


@given(rules(), starts, st.sampled_from([None, *ZONES]))
@settings(max_examples=150, deadline=None)
def test_normalised_text_means_the_same_and_is_final(
    rule: Rule, wall: datetime, zone: str | None
) -> None:
    start = wall.replace(tzinfo=ZoneInfo(zone)) if zone else wall
    text = format_rule(rule)
    assert parse_rules(text) == (rule,) or rule.wkst
    normal = normalise(start, text)
    assert normalise(start, normal) == normal
    assert expand(start, normal, limit=30) == expand(start, text, limit=30)


@given(rules(), starts, st.data())
@settings(max_examples=100, deadline=None)
def test_a_divided_series_has_the_same_dates(
    rule: Rule, start: datetime, data: st.DataObject
) -> None:
    text = format_rule(rule)
    dates = expand(start, text, limit=30)
    if len(dates) < 2:
        return
    position = data.draw(st.integers(1, len(dates) - 1))
    earlier, later = divide(start, text, dates[position])
    assert expand(start, earlier, limit=30) == dates[:position]
    assert expand(dates[position], later, limit=30 - position) == dates[position:]


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.builds(
                "{}={}".format,
                st.sampled_from(["FREQ", "INTERVAL", "COUNT", "BYDAY", "BYSETPOS", "BYMONTH", "X"]),
                st.sampled_from(
                    ["DAILY", "SECONDLY", "0", "1", "-1", "5", "MO", "2MO,TU", "99999"]
                ),
            ),
            max_size=6,
        ).map(";".join),
    )
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_refused_or_walked_in_time(text: str) -> None:
    begun = time.thread_time()
    try:
        expand_with_state(datetime(2026, 1, 5, 9), text)
    except InvalidRuleError:
        assert time.thread_time() - begun < 0.1
    assert time.thread_time() - begun < 2


# A day-by-day reading --------------------------------------------------------------------------


def _nth(day: date, low: date, high: date) -> tuple[int, int]:
    """Which of its weekday a day is between two days, from either end."""
    return (day - low).days // 7 + 1, -((high - day).days // 7 + 1)


def _day_fits(rule: Rule, start: date, day: date) -> bool:
    last = calendar.monthrange(day.year, day.month)[1]
    length = 366 if calendar.isleap(day.year) else 365
    of_year = day.timetuple().tm_yday
    month_days, months = rule.by_month_day, rule.by_month
    if not (month_days or rule.by_day or rule.by_year_day):
        if rule.freq in (Freq.YEARLY, Freq.MONTHLY):
            month_days = (start.day,)
        elif rule.freq is Freq.WEEKLY and day.weekday() != start.weekday():
            return False
    if rule.freq is Freq.YEARLY and month_days and not months and not rule.by_year_day:
        months = (start.month,)
    return (
        (not months or day.month in months)
        and (not month_days or day.day in month_days or day.day - last - 1 in month_days)
        and (
            not rule.by_year_day
            or of_year in rule.by_year_day
            or of_year - length - 1 in rule.by_year_day
        )
        # A month that DTSTART implies counts ordinals as a written one does.
        and (
            not rule.by_day
            or any(
                _weekday_fits(item, day, in_month=rule.freq is Freq.MONTHLY or bool(months))
                for item in rule.by_day
            )
        )
    )


def _weekday_fits(item: ByDay, day: date, *, in_month: bool) -> bool:
    if item.weekday != day.weekday():
        return False
    if in_month:
        last = calendar.monthrange(day.year, day.month)[1]
        bounds = day.replace(day=1), day.replace(day=last)
    else:
        bounds = date(day.year, 1, 1), date(day.year, 12, 31)
    return item.ordinal == 0 or item.ordinal in _nth(day, *bounds)


def _period(rule: Rule, start: date, day: date) -> int:
    if rule.freq is Freq.YEARLY:
        return day.year - start.year
    if rule.freq is Freq.MONTHLY:
        return (day.year - start.year) * 12 + day.month - start.month
    if rule.freq is Freq.WEEKLY:
        week_start = start - timedelta(days=(start.weekday() - rule.wkst) % 7)
        return (day - week_start).days // 7
    return (day - start).days


def _read_day_by_day(rule: Rule, start: date, until: date) -> list[date]:
    periods: dict[int, list[date]] = {}
    day = date(start.year, 1, 1) - timedelta(days=7)
    while day <= until + timedelta(days=366):
        if _day_fits(rule, start, day):
            periods.setdefault(_period(rule, start, day), []).append(day)
        day += timedelta(days=1)
    found = {start}
    for number, days in periods.items():
        if number < 0 or number % rule.interval:
            continue
        for index, day in enumerate(days):
            positions = {index + 1, index - len(days)}
            if not rule.by_set_pos or positions & set(rule.by_set_pos):
                found.add(day)
    dates = sorted(day for day in found if start <= day)
    return [day for day in dates[: rule.count] if day <= until]


@given(rules((Freq.YEARLY, Freq.MONTHLY, Freq.WEEKLY, Freq.DAILY)), starts)
@settings(max_examples=150, deadline=None)
def test_dates_agree_with_a_day_by_day_reading(rule: Rule, moment: datetime) -> None:
    rule = replace(rule, by_week_no=(), by_hour=(), by_minute=())
    start = moment.date()
    until = start + timedelta(days=1200)
    # The text leaves WKST out where it does not matter.
    dates = expand(start, format_rule(rule), limit=1300)
    assert [day for day in dates if day <= until] == _read_day_by_day(rule, start, until)
