"""What people type on the command line, into values and back.

A value that cannot be read is wrong usage (exit code 2) and says which option it stood in; whether
it is allowed is decided by the use case.  Days, moments and months of the common or the Buddhist
era are read as imports read them.

    >>> month("2026-10"), minor("1,284.75", "--net", 2)
    (Month(year=2026, month=10), 128475)
"""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from pathlib import Path
from typing import Any

from hubdesk.cli.errors import BadUsageError
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.ids import parse_id
from hubdesk.kernel.interval import Interval
from hubdesk.kernel.money import format_minor, parse_minor
from hubdesk.kernel.month import Month
from hubdesk.words.reading import parse_day, parse_moment


def _unreadable(error: InvalidInputError, option: str, value: str) -> BadUsageError:
    return BadUsageError(reason=error.details["reason"], option=option, value=value)


def day(text: str, option: str) -> date:
    """A date: ISO or ``d/m/yyyy``.

    Raises:
        BadUsageError
    """
    try:
        return parse_day(text)
    except InvalidInputError as error:
        raise _unreadable(error, option, text) from None


def moment(text: str, option: str) -> datetime:
    """A date with a time; naive = wall time of the hub, aware if the text has an offset.

    Raises:
        BadUsageError
    """
    try:
        return parse_moment(text)
    except InvalidInputError as error:
        raise _unreadable(error, option, text) from None


def day_or_moment(text: str, option: str, zone: tzinfo | None = None) -> date | datetime:
    """Either; a plain day stays one.

    Args:
        zone: what a naive moment is wall time of; None leaves it naive.

    Raises:
        BadUsageError
    """
    if not any(sign in text.strip() for sign in ":T "):
        return day(text, option)
    found = moment(text, option)
    return found if zone is None else moment_at(found, zone)


def instant(text: str, option: str, zone: tzinfo) -> datetime:
    """An aware moment; a plain day means its first moment in ``zone``.

    Raises:
        BadUsageError
    """
    found = day_or_moment(text, option)
    if not isinstance(found, datetime):
        found = datetime.combine(found, time())
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def interval(start: str, end: str, zone: tzinfo) -> Interval:
    """``--start`` and ``--end`` as instants.

    Raises:
        BadUsageError: one cannot be read.
        InvalidInputError: the end is not after the start.
    """
    return Interval(
        moment_at(moment(start, "--start"), zone), moment_at(moment(end, "--end"), zone)
    )


def moment_at(value: datetime, zone: tzinfo) -> datetime:
    """A moment as an instant; naive ones are wall time of ``zone``."""
    return value if value.tzinfo is not None else value.replace(tzinfo=zone)


def month(text: str, option: str = "MONTH") -> Month:
    """``YYYY-MM`` of the common era.

    Raises:
        BadUsageError
    """
    try:
        return Month.parse(text)
    except InvalidInputError as error:
        raise _unreadable(error, option, text) from None


def minor(text: str, option: str, digits: int) -> int:
    """An amount in major units, as minor units.

    Raises:
        BadUsageError
    """
    try:
        return parse_minor(text, digits)
    except InvalidInputError as error:
        raise _unreadable(error, option, text) from None


def identifier(text: str, *kinds: str) -> tuple[str, int]:
    """``o345`` → ``("occurrence", 345)``.

    Args:
        kinds: those that are meant here.

    Raises:
        BadUsageError: no id, or one of another kind.
    """
    try:
        kind, number = parse_id(text)
    except InvalidInputError:
        kind, number = "", 0
    if kind not in kinds:
        raise BadUsageError(reason="not_an_id", option="ID", value=text)
    return kind, number


def location(text: str) -> str:
    """Where a hub is to be: a server's address, or a path that names a file.

    Raises:
        BadUsageError: a path without a file name, such as ``/`` or nothing.
    """
    if "://" not in text and not Path(text).name:
        raise BadUsageError(reason="folder" if text else "empty", option="LOCATION", value=text)
    return text


def choice(text: str, option: str, allowed: tuple[str, ...]) -> str:
    """One of a few words.

    Raises:
        BadUsageError
    """
    if text not in allowed:
        raise BadUsageError(reason="option_value", option=option, allowed=", ".join(allowed))
    return text


def wanted(text: str, option: str) -> tuple[str, int]:
    """``PROJ`` or ``PROJ=2``: a code and how many of it.

    Raises:
        BadUsageError
    """
    code, given, count = text.partition("=")
    if not given:
        return text, 1
    if not (count.isascii() and count.isdigit() and len(count) <= 4 and int(count) > 0):
        raise BadUsageError(reason="not_a_whole_number", option=option, value=text)
    return code, int(count)


def wall(at: datetime, zone: tzinfo) -> str:
    """An instant as wall time of a zone, ISO without offset."""
    return at.astimezone(zone).isoformat(timespec="seconds")[:19]


class Walls(dict[int, str]):
    """UTC seconds → wall time of a zone as :func:`wall` writes it; each moment is worked out once.

    A year of bookings has 30,000 dates but starts and ends at a few thousand moments.
    """

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, seconds: int) -> str:
        text = datetime.fromtimestamp(seconds, self._zone).isoformat()[:19]
        self[seconds] = text
        return text


def money(name: str, amount_minor: int, digits: int) -> dict[str, Any]:
    """An amount as answers show it: text in major units beside the integer of minor ones."""
    return {name: format_minor(amount_minor, digits), f"{name}_minor": amount_minor}
