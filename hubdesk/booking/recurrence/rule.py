"""One RFC 5545 recurrence rule as a frozen value, and the strict reader of its text.

The reader refuses before anything is expanded: an unknown part, a number outside the ranges of
the RFC, a part given twice, COUNT together with UNTIL, INTERVAL=0.  What it accepts is therefore
safe to walk.  This file knows nothing of DTSTART, zones or dates of the calendar, and imports
only the standard library and ``hubdesk.booking.errors``.

    >>> parse_rules("RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3")[0].count
    3
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from hubdesk.booking.errors import InvalidRuleError

MAX_TEXT_LENGTH: Final = 16_384
MAX_RULES: Final = 20

# 10**12 seconds are more than the years 1 to 9999: larger numbers cannot mean anything else.
_NUMBER_CAP: Final = 10**12
_QUOTED_LENGTH: Final = 200

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_DAY = re.compile(r"([+-]?)(\d{0,2})(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"([+-]?)(\d+)", re.ASCII)
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_PROPERTY = re.compile(r"RRULE(?:;[^:]*)?:", re.IGNORECASE)


class Freq(StrEnum):
    """How often a rule repeats, from the longest period to the shortest."""

    YEARLY = "YEARLY"
    MONTHLY = "MONTHLY"
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"
    HOURLY = "HOURLY"
    MINUTELY = "MINUTELY"
    SECONDLY = "SECONDLY"

    @property
    def is_below_a_day(self) -> bool:
        return self in (Freq.HOURLY, Freq.MINUTELY, Freq.SECONDLY)


@dataclass(frozen=True, slots=True, order=True)
class ByDay:
    """A weekday (0 is Monday); ``ordinal`` 0 means every one, -1 the last of month or year."""

    weekday: int
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as written; tuples are sorted and free of duplicates, empty when not given.

    Attributes:
        until: a date, a naive datetime (local or floating), or an aware one in UTC.
        wkst: first day of the week, 0 is Monday.
    """

    freq: Freq
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    by_month: tuple[int, ...] = ()
    by_week_no: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[ByDay, ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    wkst: int = 0


class _RefusedPartError(Exception):
    """Carries the reason word out of a part's reader."""


@lru_cache(maxsize=256)
def parse_rules(text: str) -> tuple[Rule, ...]:
    """Read one or several rules, one a line, each with or without ``RRULE:``.

    Args:
        text: RFC 5545 text, folded or not, in any case.

    Returns:
        The rules in the order written; at least one.

    Raises:
        InvalidRuleError: with ``rule`` (the line, shortened) and ``reason``.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise _refusal(text, "too_long")
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    lines = [line.strip() for line in unfolded.splitlines() if line.strip()]
    if not lines:
        raise _refusal(text, "empty")
    if len(lines) > MAX_RULES:
        raise _refusal(text, "too_many_rules")
    return tuple(_parse_rule(line) for line in lines)


def _refusal(text: str, reason: str) -> InvalidRuleError:
    shown = text if len(text) <= _QUOTED_LENGTH else text[: _QUOTED_LENGTH - 1] + "…"
    return InvalidRuleError(rule=shown, reason=reason)


def _parse_rule(line: str) -> Rule:
    body = _PROPERTY.sub("", line, count=1) if _PROPERTY.match(line) else line
    try:
        return _rule_of(body.upper())
    except _RefusedPartError as error:
        raise _refusal(line, str(error)) from None


def _rule_of(body: str) -> Rule:
    fields: dict[str, Any] = {}
    seen: set[str] = set()
    for part in body.removesuffix(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or "=" in value:
            raise _RefusedPartError("malformed_part")
        if name in seen:
            raise _RefusedPartError("part_twice")
        seen.add(name)
        if name.startswith("X-"):
            continue
        if name in ("RSCALE", "SKIP"):
            _require_plain_calendar(name, value)
            continue
        if name not in _PARTS:
            raise _RefusedPartError("unknown_part")
        field, read = _PARTS[name]
        fields[field] = read(value)
    if "freq" not in fields:
        raise _RefusedPartError("no_freq")
    if "count" in fields and "until" in fields:
        raise _RefusedPartError("count_and_until")
    return Rule(**fields)


def _require_plain_calendar(name: str, value: str) -> None:
    # RFC 7529 with its default values means what RFC 5545 means; other calendars do not.
    if (name, value) not in (("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")):
        raise _RefusedPartError("other_calendar")


def _number(text: str) -> int:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _RefusedPartError("not_a_number")
    sign, digits = match.groups()
    digits = digits.lstrip("0") or "0"
    size = int(digits) if len(digits) <= len(str(_NUMBER_CAP)) else _NUMBER_CAP
    return -size if sign == "-" else min(size, _NUMBER_CAP)


def _freq(text: str) -> Freq:
    try:
        return Freq(text)
    except ValueError:
        raise _RefusedPartError("unknown_freq") from None


def _positive(text: str) -> int:
    if text.startswith(("+", "-")):
        raise _RefusedPartError("out_of_range")
    value = _number(text)
    if value < 1:
        raise _RefusedPartError("out_of_range")
    return value


def _weekday(text: str) -> int:
    if text not in WEEKDAYS:
        raise _RefusedPartError("unknown_weekday")
    return WEEKDAYS.index(text)


def _until(text: str) -> date | datetime:
    match = _UNTIL.fullmatch(text)
    if match is None:
        raise _RefusedPartError("bad_until")
    day, clock, zulu = match.groups()
    try:
        if clock is None:
            return datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007
        # A leap second ends a day like the second before it (RFC 5545 3.3.5).
        clock = clock[:4] + "59" if clock.endswith("60") else clock
        moment = datetime.strptime(day + clock, "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        raise _RefusedPartError("bad_until") from None
    return moment.replace(tzinfo=UTC) if zulu else moment


def _days(text: str) -> tuple[ByDay, ...]:
    found: set[ByDay] = set()
    for item in text.split(","):
        match = _DAY.fullmatch(item)
        if match is None:
            raise _RefusedPartError("unknown_weekday")
        sign, digits, name = match.groups()
        if not digits:
            if sign:
                raise _RefusedPartError("unknown_weekday")
            found.add(ByDay(WEEKDAYS.index(name)))
            continue
        ordinal = int(digits)
        if not 1 <= ordinal <= 53:
            raise _RefusedPartError("out_of_range")
        found.add(ByDay(WEEKDAYS.index(name), -ordinal if sign == "-" else ordinal))
    return tuple(sorted(found))


def _numbers(low: int, high: int, *, signed: bool = False) -> Callable[[str], tuple[int, ...]]:
    def read(text: str) -> tuple[int, ...]:
        found: set[int] = set()
        for item in text.split(","):
            value = _number(item)
            size = abs(value) if signed else value
            if not low <= size <= high or (not signed and item[:1] in "+-"):
                raise _RefusedPartError("out_of_range")
            found.add(value)
        return tuple(sorted(found))

    return read


def _seconds(text: str) -> tuple[int, ...]:
    # Clocks here have no leap second: 60 means 59 (RFC 5545 3.3.5).
    return tuple(sorted({min(second, 59) for second in _numbers(0, 60)(text)}))


_PARTS: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "FREQ": ("freq", _freq),
    "INTERVAL": ("interval", _positive),
    "COUNT": ("count", _positive),
    "UNTIL": ("until", _until),
    "WKST": ("wkst", _weekday),
    "BYMONTH": ("by_month", _numbers(1, 12)),
    "BYWEEKNO": ("by_week_no", _numbers(1, 53, signed=True)),
    "BYYEARDAY": ("by_year_day", _numbers(1, 366, signed=True)),
    "BYMONTHDAY": ("by_month_day", _numbers(1, 31, signed=True)),
    "BYDAY": ("by_day", _days),
    "BYHOUR": ("by_hour", _numbers(0, 23)),
    "BYMINUTE": ("by_minute", _numbers(0, 59)),
    "BYSECOND": ("by_second", _seconds),
    "BYSETPOS": ("by_set_pos", _numbers(1, 366, signed=True)),
}
