"""Dates as they are written and read, in both eras."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.words import dates
from hubdesk.words.dates import Era, Order, parse_day, parse_moment, parse_typed_day


def _wall(*parts: int) -> datetime:
    """A naive moment: what stands on the wall, which is what files and fields mean."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def test_written_in_thai_and_the_buddhist_era() -> None:
    assert dates.long_date(date(2026, 10, 22), "th", "be") == "22 ตุลาคม 2569"
    assert dates.short_date(date(2026, 10, 5), "th", "be") == "5 ต.ค. 2569"
    assert dates.weekday_date(date(2026, 11, 20), "th", "be") == "ศ. 20 พฤศจิกายน 2569"
    assert dates.full_date(date(2026, 11, 20), "th", "be") == "วันศุกร์ที่ 20 พฤศจิกายน 2569"
    assert dates.clock_time(time(13, 42), "th") == "13:42 น."
    assert dates.month_year(Month(2026, 2), "th", "be", short=True) == "ก.พ. 2569"


def test_written_in_english() -> None:
    assert dates.long_date(date(2026, 10, 22), "en", "ce") == "22 October 2026"
    assert dates.weekday_date(date(2026, 10, 22), "en", "ce") == "Thu 22 Oct 2026"
    assert dates.full_date(date(2026, 11, 20), "en", "ce") == "Friday 20 November 2026"
    assert dates.clock_time(time(9, 5), "en") == "09:05"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), "1–31 ตุลาคม 2569"),
        (date(2026, 9, 28), date(2026, 10, 3), "28 กันยายน – 3 ตุลาคม 2569"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 ธันวาคม 2569 – 2 มกราคม 2570"),
        (date(2026, 10, 1), date(2026, 10, 1), "1 ตุลาคม 2569"),
    ],
)
def test_ranges_write_once_what_both_days_share(first: date, last: date, written: str) -> None:
    assert dates.day_range(first, last, "th", "be") == written


def test_times_of_a_booking() -> None:
    start = _wall(2026, 10, 22, 22, 0)
    day = timedelta(days=1)
    written = [
        dates.time_range(start, end, "en", "ce")
        for end in (
            start.replace(hour=23),
            start.replace(hour=0) + day,
            start.replace(hour=2) + day,
        )
    ]
    assert written == ["22:00–23:00", "22:00–24:00", "22:00 – 23 Oct 2026 02:00"]


@pytest.mark.parametrize(
    ("text", "order", "era", "day"),
    [
        ("2026-10-22", None, None, date(2026, 10, 22)),
        ("2569-10-22", None, None, date(2026, 10, 22)),
        ("1/10/2569", None, None, date(2026, 10, 1)),
        ("01/10/2026", None, None, date(2026, 10, 1)),
        ("29/02/2567", None, None, date(2024, 2, 29)),
        ("๑/๑๐/๒๕๖๙", None, None, date(2026, 10, 1)),
        ("1/1/2484", None, None, date(1941, 1, 1)),
        ("10/22/2026", "mdy", None, date(2026, 10, 22)),
        ("10/2/2026", "mdy", None, date(2026, 10, 2)),
        ("22.10.2569", "dmy", None, date(2026, 10, 22)),
        ("22-10-2026", "dmy", "ce", date(2026, 10, 22)),
        ("1/10/2569", None, "be", date(2026, 10, 1)),
    ],
)
def test_dates_of_imports(text: str, order: Order | None, era: Era | None, day: date) -> None:
    assert parse_day(text, order=order, era=era) == day


@pytest.mark.parametrize(
    ("text", "order", "era", "reason"),
    [
        ("1/10/69", None, None, "two_digit_year"),
        ("1/10/69", "dmy", "be", "two_digit_year"),
        ("10/22/2026", None, None, "needs_dates_hint"),
        ("22.10.2026", None, None, "needs_dates_hint"),
        ("22-10-2026", None, None, "needs_dates_hint"),
        ("29/02/2566", None, None, "no_such_day"),
        ("31/4/2569", None, None, "no_such_day"),
        ("13/13/2569", None, None, "no_such_day"),
        ("31/12/2483", None, None, "before_be_2484"),
        ("1/1/2026", None, "be", "before_be_2484"),
        ("1/1/2569", None, "ce", "year_out_of_range"),
        ("1/1/1569", None, None, "year_out_of_range"),
        ("22 ตุลาคม 2569", None, None, "not_a_date"),
        ("tomorrow", None, None, "not_a_date"),
        ("", None, None, "not_a_date"),
        ("1/10/25690", None, None, "year_out_of_range"),
    ],
)
def test_refused_dates_say_why(
    text: str, order: Order | None, era: Era | None, reason: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_day(text, order=order, era=era)
    assert refused.value.details["reason"] == reason


_DAYS = st.dates(date(1941, 1, 1), date(2299, 12, 31))


@given(_DAYS, st.sampled_from(["th", "en"]), st.sampled_from(["be", "ce"]))
def test_what_is_written_can_be_typed(day: date, lang: str, era: Era) -> None:
    assert parse_typed_day(dates.long_date(day, lang, era), era) == day
    assert parse_typed_day(dates.short_date(day, lang, era), era) == day


@given(_DAYS)
def test_numeric_dates_round_trip_in_both_eras(day: date) -> None:
    assert parse_day(f"{day.day}/{day.month}/{day.year + 543}") == day
    assert parse_day(f"{day.day}/{day.month}/{day.year}") == day
    assert parse_day(day.isoformat()) == day


@given(st.text(max_size=30))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    for read in (parse_day, parse_typed_day, parse_moment):
        with suppress(InvalidInputError):
            read(text)


def test_a_typed_year_of_the_other_era_is_asked_about() -> None:
    for text, era in (("22/10/2569", "ce"), ("22 Oct 2026", "be"), ("2026-10-22", "be")):
        with pytest.raises(InvalidInputError) as refused:
            parse_typed_day(text, era)  # type: ignore[arg-type]
        assert refused.value.details["reason"] == "era_mismatch"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-22T13:30", _wall(2026, 10, 22, 13, 30)),
        ("2026-10-22 13:30:00", _wall(2026, 10, 22, 13, 30)),
        ("22/10/2569 9:05", _wall(2026, 10, 22, 9, 5)),
        ("22/10/2569 13.30 น.", _wall(2026, 10, 22, 13, 30)),
        ("22/10/2569 24:00", _wall(2026, 10, 23)),
        (
            "2026-10-22T13:30+07:00",
            datetime(2026, 10, 22, 13, 30, tzinfo=timezone(timedelta(hours=7))),
        ),
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-22",
        "22/10/2569 25:00",
        "22/10/2569 24:01",
        "13:30",
        "2026-10-22 12:60",
        "2026-10-22T13:30+25:00",
        "2026-10-22T13:30+07:99",
    ],
)
def test_refused_moments(text: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_moment(text)


def test_hours_are_counted_to_twelve_where_a_reader_wants_it() -> None:
    nbsp = "\u00a0"
    assert dates.clock_time(time(13, 42), "en", "12") == f"1:42{nbsp}pm"
    assert dates.clock_time(time(0, 5), "en", "12") == f"12:05{nbsp}am"
    assert dates.clock_time(time(12, 0), "th", "12") == f"12:00{nbsp}หลังเที่ยง"
    assert dates.hour_mark(24, "en", "12") == f"12{nbsp}am"
    assert dates.hour_mark(13, "th") == "13:00"


@pytest.mark.parametrize(
    ("text", "near", "day"),
    [
        ("1/12", date(2026, 11, 27), date(2026, 12, 1)),
        ("5/1", date(2026, 11, 27), date(2027, 1, 5)),
        ("28/12", date(2027, 1, 5), date(2026, 12, 28)),
        ("1 ธ.ค.", date(2026, 11, 27), date(2026, 12, 1)),
        ("1 ธันวาคม", date(2026, 11, 27), date(2026, 12, 1)),
        ("3 Dec", date(2026, 11, 27), date(2026, 12, 3)),
        ("๑/๑๒", date(2026, 11, 27), date(2026, 12, 1)),
        ("29/2", date(2027, 11, 27), date(2028, 2, 29)),
    ],
)
def test_a_day_typed_without_its_year_is_the_next_to_another(
    text: str, near: date, day: date
) -> None:
    assert parse_typed_day(text, "be", near) == day


@pytest.mark.parametrize("text", ["31/4", "1/13", "0/1", "29/2", "1", "1/", "/12", "1 xyz"])
def test_what_is_no_day_of_any_year_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_typed_day(text, "be", date(2026, 11, 27))
