"""A booking typed in one line, as one reads it off a sheet of paper.

    201 9-10.30 ACT Council meeting

Room, times, organisation, and anything else as the title.  Rooms are known by their codes or
names, organisations by their codes, in any case; times are ``9``, ``930``, ``9.30`` or ``09:30``.
Imports only ``kernel`` and the names of ``spaces``.

    >>> read_line("r1 9-1030 act Council", {"R1": 1}, {"ACT": 7}).title
    'Council'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hubdesk.spaces.spoken import room_first

_TIME = r"(\d{1,2})[:.h]?(\d{2})?"
_LINE = re.compile(
    rf"{_TIME}\s*(?:[-\u2013\u2014]|\s)\s*{_TIME}\s+(?P<org>\S+)\s*(?P<title>.*)"
)
_DAY = 1440


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line that was understood; ``starts`` and ``ends`` are minutes after midnight."""

    resource_id: int
    org_id: int
    starts: int
    ends: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that was not: ``reason`` is ``shape``, ``room``, ``organisation`` or ``time``.

    ``part`` is what could not be read.
    """

    reason: str
    part: str = ""


def read_line(
    text: str, rooms: Mapping[str, int], orgs: Mapping[str, int]
) -> TypedLine | Misread:
    """What a line means.

    Args:
        rooms: what a room may be called → id.
        orgs: code → id.
    """
    text = text.strip()
    unknown, _, rest = text.partition(" ")
    room = room_first(text, {name.casefold(): number for name, number in rooms.items()})
    if room is not None:
        rest = room[1]
    found = _LINE.fullmatch(rest.strip())
    if found is None:
        return Misread("shape", text)
    if room is None:
        return Misread("room", unknown)
    resource_id, org = room[0], found["org"]
    org_id = _by_code(orgs, org)
    starts, ends = _minute(found[1], found[2]), _minute(found[3], found[4])
    if starts is None or ends is None or starts >= ends:
        return Misread("time", found[0][: found.end(4) if found[4] else found.end(3)])
    if org_id is None:
        return Misread("organisation", org)
    return TypedLine(resource_id, org_id, starts, ends, " ".join(found["title"].split()))


def _by_code(known: Mapping[str, int], typed: str) -> int | None:
    wanted = typed.casefold()
    return next((number for code, number in known.items() if code.casefold() == wanted), None)


def _minute(hour: str, minute: str | None) -> int | None:
    """Minutes after midnight; None for a time that no clock shows.  24:00 ends a day."""
    found = int(hour) * 60 + int(minute or 0)
    return found if found <= _DAY and int(minute or 0) < 60 else None
