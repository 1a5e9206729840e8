"""Read dates that people typed or files brought, in either era.

Rules (the contract of imports): ISO ``2026-10-22`` or ``d/m/yyyy``; a year of 2400 or later is
of the Buddhist era; any other order or separator needs a hint; two-digit years are refused.  The
543 years are taken off *before* a date is built, because the leap day follows the common-era
year: ``29/02/2567`` exists, ``29/02/2024`` as a Buddhist year does not.
Imports the standard library and ``kernel`` only.

    >>> parse_day("29/02/2567"), parse_day("10/22/2026", order="mdy")
    (datetime.date(2024, 2, 29), datetime.date(2026, 10, 22))
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.words.calendar_names import MONTHS, MONTHS_SHORT

Era = Literal["be", "ce"]
Order = Literal["dmy", "mdy"]

BE_OFFSET = 543
#: A written year from here on is of the Buddhist era unless a hint says otherwise.
FIRST_YEAR_READ_AS_BE = 2400
#: Before 1 January 2484 the Thai year began in April, so 543 would be wrong for some months.
#: **Source**: Calendar Year Act, B.E. 2483 (1940).
FIRST_EXACT_BE_YEAR = 2484
_CE_YEARS = range(1900, 2300)

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d+)")
_WORDED = re.compile(r"(\d{1,2})\s*([^\d\s]+)\s*(?:พ\.ศ\.|ค\.ศ\.)?\s*(\d+)(?:\s*BE)?")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*(?:/\s*(\d{1,2})|([^\d\s/]+))")
_MOMENT = re.compile(
    r"(?P<day>.+?)(?:[ T]+)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?"
    r"(?:\s*น\.?)?(?P<offset>Z|[+-]\d{2}:?\d{2})?"
)
_MONTH_NUMBERS = {
    name.casefold().rstrip("."): number
    for table in (MONTHS, MONTHS_SHORT)
    for names in table.values()
    for number, name in enumerate(names, start=1)
}


def _refusal(text: str, reason: str, field: str = "date") -> InvalidInputError:
    return InvalidInputError(field=field, value=text, reason=reason)


def parse_day(text: str, *, order: Order | None = None, era: Era | None = None) -> date:
    """Read a date as imports do.

    Args:
        text: ISO, or day, month and year with ``/`` (with ``.`` or ``-`` only under ``order``);
            Thai digits count as digits.
        order: which of the two small numbers comes first; None means day first.
        era: the era every year is meant in; None decides by the year itself.

    Raises:
        InvalidInputError: ``reason`` is ``not_a_date``, ``needs_dates_hint``,
            ``two_digit_year``, ``no_such_day``, ``before_be_2484`` or ``year_out_of_range``.
    """
    stripped = text.strip()
    if match := _ISO.fullmatch(stripped):
        return _build(text, int(match[1]), int(match[2]), int(match[3]), era)
    match = _NUMERIC.fullmatch(stripped)
    if match is None:
        raise _refusal(text, "not_a_date")
    first, separator, second, year = match.groups()
    if len(year) <= 2:
        raise _refusal(text, "two_digit_year")
    if order is None and (separator != "/" or int(second) > 12 >= int(first)):
        raise _refusal(text, "needs_dates_hint")
    day, month = (second, first) if order == "mdy" else (first, second)
    return _build(text, int(year), int(month), int(day), era)


def parse_typed_day(text: str, era: Era | None = None, near: date | None = None) -> date:
    """Read a date from a field on screen: as ``parse_day``, and with the month as a word.

    Args:
        text: also ``22 ตุลาคม 2569``, ``5 ต.ค. 2569``, ``22 Oct 2026``.
        era: the era the field shows; a year that plainly belongs to the other one is refused
            with ``reason`` ``era_mismatch``, so that the field can ask.
        near: a day without a year (``1/12``, ``1 ธ.ค.``) is the one next to it; None refuses it.

    Raises:
        InvalidInputError: as ``parse_day``, or ``era_mismatch``.
    """
    if near is not None and (short := _WITHOUT_YEAR.fullmatch(text.strip())):
        return _next_to(text, short, near)
    worded = _WORDED.fullmatch(text.strip())
    month = _MONTH_NUMBERS.get(worded[2].casefold().rstrip(".")) if worded else None
    if worded is not None and month is not None:
        text_year = worded[3]
        day_number = int(worded[1])
        if len(text_year) <= 2:
            raise _refusal(text, "two_digit_year")
        _check_era(text, int(text_year), era)
        return _build(text, int(text_year), month, day_number, era)
    years = re.findall(r"\d{4}", text)
    if len(years) == 1:
        _check_era(text, int(years[0]), era)
    return parse_day(text, era=era)


def _next_to(text: str, short: re.Match[str], near: date) -> date:
    """The day of a year before, of the same, or of one after that is next to another day."""
    month = int(short[2]) if short[2] else _MONTH_NUMBERS.get(short[3].casefold().rstrip("."), 0)
    if not month:
        raise _refusal(text, "not_a_date")
    found = []
    for year in range(near.year - 1, near.year + 2):
        try:
            found.append(date(year, month, int(short[1])))
        except ValueError:
            continue
    if not found:
        raise _refusal(text, "no_such_day")
    return min(reversed(found), key=lambda day: abs(day - near))


def _check_era(text: str, year: int, era: Era | None) -> None:
    if era is not None and (year >= FIRST_YEAR_READ_AS_BE) != (era == "be"):
        raise _refusal(text, "era_mismatch")


def parse_moment(text: str, *, order: Order | None = None, era: Era | None = None) -> datetime:
    """Read a date with a time: ISO or ``d/m/yyyy HH:MM``; 24:00 is the next midnight.

    Returns:
        A naive datetime (wall time of the hub's zone), or an aware one if the text has an offset.

    Raises:
        InvalidInputError: as ``parse_day``, or ``reason`` ``not_a_moment``.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise _refusal(text, "not_a_moment", "moment")
    day = parse_day(match["day"], order=order, era=era)
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    midnight_after = (hour, minute, second) == (24, 0, 0)
    if (hour > 23 and not midnight_after) or minute > 59 or second > 59:
        raise _refusal(text, "not_a_moment", "moment")
    wall = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute, seconds=second)
    if match["offset"] is None:
        return wall
    try:
        return wall.replace(tzinfo=datetime.strptime(match["offset"], "%z").tzinfo)
    except ValueError:
        raise _refusal(text, "not_a_moment", "moment") from None


def _build(text: str, year: int, month: int, day: int, era: Era | None) -> date:
    if era == "be" or (era is None and year >= FIRST_YEAR_READ_AS_BE):
        if year < FIRST_EXACT_BE_YEAR:
            raise _refusal(text, "before_be_2484")
        year -= BE_OFFSET
    if year not in _CE_YEARS:
        raise _refusal(text, "year_out_of_range")
    try:
        return date(year, month, day)
    except ValueError:
        raise _refusal(text, "no_such_day") from None
