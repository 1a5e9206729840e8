"""Blocks, hours of the week and cancellation tiers as people write them in one line; pure.

Imports only ``kernel`` and ``tariff``.

    >>> blocks_from("5 h 0; 1 h 15; 100", 2)
    [[300, 0], [60, 1500], [None, 10000]]
    >>> windows_from("1-5 18:00-24:00 150%")
    [{'weekdays': [0, 1, 2, 3, 4], 'from': 1080, 'to': 1440, 'percent': 150}]
    >>> tiers_from("24 h 100%; 7 d 50%")
    [[1440, 100], [10080, 50]]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import format_minor, parse_minor
from hubdesk.kernel.weektime import EVERY_DAY, Window
from hubdesk.rules.tariff import Block, Tier

_BLOCK = re.compile(r"(?:(\d{1,3})(?::(\d\d))?\s*(?:h|ชม\.?)\s+)?(\S+)")
_WINDOW = re.compile(
    r"(?:(\d)(?:-(\d))?\s+)?(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)(?:\s+(\d{1,4})\s*%?)?"
)
_TIER = re.compile(r"(\d{1,4})\s*(h|d|ชม\.?|วัน)\s+(\d{1,3})\s*%?")
_DAY_MINUTES = 1440
_Found = TypeVar("_Found")


def blocks_from(text: str, digits: int) -> list[list[int | None]]:
    """Hour blocks: ``hours h price``, divided by ``;``; the last may be the price alone.

    Raises:
        InvalidInputError: ``reason`` = ``not_blocks``.
    """

    def one(_part: str, match: re.Match[str]) -> list[int | None]:
        hours, minutes, price = match.groups()
        length = None if hours is None else int(hours) * 60 + int(minutes or 0)
        return [length, parse_minor(price, digits)]

    return _read("blocks", text, _BLOCK, one, "not_blocks")


def blocks_text(blocks: Sequence[Block], digits: int, *, hour: str = "h") -> str:
    """As :func:`blocks_from` reads it; ``hour`` is ``h`` or ``ชม.``."""
    return "; ".join(
        ("" if one.minutes is None else f"{hours_text(one.minutes)} {hour} ")
        + format_minor(one.hour_minor, digits)
        for one in blocks
    )


def windows_from(text: str) -> list[dict[str, Any]]:
    """Hours of the week: ``1-5 18:00-24:00 150%``, divided by ``;``; 1 = Monday, else every day.

    Raises:
        InvalidInputError: ``reason`` = ``not_week_hours``.
    """

    def one(part: str, match: re.Match[str]) -> dict[str, Any]:
        first, last, *times, percent = match.groups()
        days = list(EVERY_DAY)
        if first is not None:
            begins, ends = int(first) - 1, int(last or first) - 1
            if not 0 <= begins <= ends <= 6:
                raise InvalidInputError(field="hours", value=part, reason="not_week_hours")
            days = list(range(begins, ends + 1))
        starts, stops = (int(times[at]) * 60 + int(times[at + 1]) for at in (0, 2))
        return {"weekdays": days, "from": starts, "to": stops, "percent": int(percent or 100)}

    return _read("hours", text, _WINDOW, one, "not_week_hours")


def windows_text(windows: Sequence[Window]) -> str:
    """As :func:`windows_from` reads it; weekdays that do not follow each other are told apart."""
    parts = []
    for one in windows:
        percent = "" if one.percent == 100 else f" {one.percent}%"
        hours = f"{_clock(one.from_minute)}-{_clock(one.to_minute)}{percent}"
        if one.weekdays == EVERY_DAY:
            parts.append(hours)
        else:
            parts += [f"{days} {hours}" for days in _runs(one.weekdays)]
    return "; ".join(parts)


def tiers_from(text: str) -> list[list[int]]:
    """What cancelling late costs: ``24 h 100%; 7 d 50%``: less than 24 hours before all of it.

    Raises:
        InvalidInputError: ``reason`` = ``not_tiers``.
    """

    def one(_part: str, match: re.Match[str]) -> list[int]:
        number, unit, percent = match.groups()
        minutes = _DAY_MINUTES if unit in ("d", "วัน") else 60
        return [int(number) * minutes, int(percent)]

    return _read("cancel", text, _TIER, one, "not_tiers")


def tiers_text(tiers: Sequence[Tier], *, hour: str = "h", day: str = "d") -> str:
    """As :func:`tiers_from` reads it; ``hour`` and ``day`` are ``h`` and ``d`` or Thai."""
    return "; ".join(
        f"{one.notice_minutes // 60} {hour} {one.percent}%"
        if one.notice_minutes % _DAY_MINUTES or one.notice_minutes == _DAY_MINUTES
        else f"{one.notice_minutes // _DAY_MINUTES} {day} {one.percent}%"
        for one in tiers
    )


def _read(
    field: str, text: str, shape: re.Pattern[str],
    read: Callable[[str, re.Match[str]], _Found], reason: str,
) -> list[_Found]:  # fmt: skip
    found = []
    for part in text.replace("\n", ";").split(";"):
        if not part.strip():
            continue
        match = shape.fullmatch(part.strip())
        if match is None:
            raise InvalidInputError(field=field, value=part.strip(), reason=reason)
        found.append(read(part.strip(), match))
    return found


def _runs(weekdays: Sequence[int]) -> list[str]:
    runs: list[list[int]] = []
    for day in weekdays:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [str(run[0] + 1) if len(run) == 1 else f"{run[0] + 1}-{run[-1] + 1}" for run in runs]


def hours_text(minutes: int) -> str:
    """``4``, ``4:30``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02d}" if rest else str(hours)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
