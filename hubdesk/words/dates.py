"""Write days, months and times in Thai or English, in the Buddhist or the common era.

The Buddhist era exists only in this package: it is added when a date is written and taken off
when one is read (``hubdesk.words.reading``, whose functions this module offers too); rows,
files and feeds hold common-era dates.  Imports the standard library and ``kernel`` only.

    >>> from datetime import date
    >>> long_date(date(2026, 10, 22), "th", "be"), weekday_date(date(2026, 10, 22), "en", "ce")
    ('22 ตุลาคม 2569', 'Thu 22 Oct 2026')
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

from hubdesk.kernel.month import Month
from hubdesk.words.calendar_names import (
    HALVES_OF_DAY,
    MONTHS,
    MONTHS_SHORT,
    WEEKDAYS,
    WEEKDAYS_SHORT,
)
from hubdesk.words.reading import BE_OFFSET, Era, Order, parse_day, parse_moment, parse_typed_day

__all__ = [
    "BE_OFFSET",
    "Clock",
    "Era",
    "Order",
    "clock_time",
    "day_range",
    "full_date",
    "hour_mark",
    "long_date",
    "month_year",
    "parse_day",
    "parse_moment",
    "parse_typed_day",
    "short_date",
    "time_range",
    "weekday_date",
    "weekday_name",
    "year_text",
]

#: Hours are counted to 24 or, with the half of the day, to 12.
Clock = Literal["24", "12"]

_EN_DASH = "\u2013"


def _language(lang: str) -> str:
    return "th" if lang == "th" else "en"


def year_text(year: int, lang: str, era: Era) -> str:
    """A common-era year in an era; in English a Buddhist year is marked ``BE``."""
    if era == "ce":
        return str(year)
    return f"{year + BE_OFFSET}" if lang == "th" else f"{year + BE_OFFSET} BE"


def _day_month(day: date, lang: str, *, short: bool) -> str:
    table = MONTHS_SHORT if short else MONTHS
    return f"{day.day} {table[_language(lang)][day.month - 1]}"


def long_date(day: date, lang: str, era: Era) -> str:
    """``22 ตุลาคม 2569``."""
    return f"{_day_month(day, lang, short=False)} {year_text(day.year, lang, era)}"


def short_date(day: date, lang: str, era: Era) -> str:
    """``5 ต.ค. 2569``; the year keeps its four digits, so a date is never ambiguous."""
    return f"{_day_month(day, lang, short=True)} {year_text(day.year, lang, era)}"


def weekday_name(day: date, lang: str, *, short: bool = False) -> str:
    """``ศุกร์`` or ``ศ.``."""
    return (WEEKDAYS_SHORT if short else WEEKDAYS)[_language(lang)][day.weekday()]


def weekday_date(day: date, lang: str, era: Era) -> str:
    """``ศ. 20 พฤศจิกายน 2569``; in English the month is short too: ``Fri 20 Nov 2026``."""
    written = long_date(day, lang, era) if lang == "th" else short_date(day, lang, era)
    return f"{weekday_name(day, lang, short=True)} {written}"


def full_date(day: date, lang: str, era: Era) -> str:
    """``วันศุกร์ที่ 20 พฤศจิกายน 2569``, ``Friday 20 November 2026``."""
    name = weekday_name(day, lang)
    written = long_date(day, lang, era)
    return f"วัน{name}ที่ {written}" if lang == "th" else f"{name} {written}"


def month_year(month: Month, lang: str, era: Era, *, short: bool = False) -> str:
    """``ตุลาคม 2569`` or ``ต.ค. 2569``."""
    name = (MONTHS_SHORT if short else MONTHS)[_language(lang)][month.month - 1]
    return f"{name} {year_text(month.year, lang, era)}"


def day_range(first: date, last: date, lang: str, era: Era, *, short: bool = False) -> str:
    """Days, both inclusive, with what they share written once.

    ``1–31 ตุลาคม 2569``, ``28 กันยายน – 3 ตุลาคม 2569``, ``30 ธันวาคม 2569 – 2 มกราคม 2570``.
    """
    if first == last:
        return short_date(first, lang, era) if short else long_date(first, lang, era)
    year = year_text(last.year, lang, era)
    end = f"{_day_month(last, lang, short=short)} {year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{_EN_DASH}{end}"
    start = _day_month(first, lang, short=short)
    if first.year != last.year:
        start = f"{start} {year_text(first.year, lang, era)}"
    return f"{start} {_EN_DASH} {end}"


def _time(hour: int, minute: int, lang: str, clock: Clock) -> str:
    if clock == "24":
        return f"{hour:02d}:{minute:02d}"
    half = HALVES_OF_DAY[_language(lang)][hour % 24 // 12]
    return f"{(hour - 1) % 12 + 1}:{minute:02d}\u00a0{half}"


def _o_clock(text: str, lang: str, clock: Clock) -> str:
    return f"{text} น." if lang == "th" and clock == "24" else text


def clock_time(moment: datetime | time, lang: str, clock: Clock = "24") -> str:
    """``13:42 น.``, ``13:42``; by twelve hours ``1:42 หลังเที่ยง``, ``1:42 pm``."""
    return _o_clock(_time(moment.hour, moment.minute, lang, clock), lang, clock)


def hour_mark(hour: int, lang: str, clock: Clock = "24") -> str:
    """An hour on the edge of a time line, 0–24: ``13:00``; by twelve hours ``1 pm``."""
    if clock == "24":
        return f"{hour:02d}:00"
    half = HALVES_OF_DAY[_language(lang)][hour % 24 // 12]
    return f"{(hour - 1) % 12 + 1}\u00a0{half}"


def time_range(
    starts_at: datetime, ends_at: datetime, lang: str, era: Era, clock: Clock = "24"
) -> str:
    """``13:00–15:30 น.`` on one day (an end at 24:00 counts to it); else with the end's date."""
    start = _time(starts_at.hour, starts_at.minute, lang, clock)
    at_midnight = (ends_at.hour, ends_at.minute) == (0, 0)
    next_midnight = at_midnight and (ends_at.date() - starts_at.date()).days == 1
    if next_midnight or ends_at.date() == starts_at.date():
        end = _time(24 if next_midnight else ends_at.hour, ends_at.minute, lang, clock)
        return _o_clock(f"{start}{_EN_DASH}{end}", lang, clock)
    end_day = short_date(ends_at.date(), lang, era)
    first, last = clock_time(starts_at, lang, clock), clock_time(ends_at, lang, clock)
    return f"{first} {_EN_DASH} {end_day} {last}"
