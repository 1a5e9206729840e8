"""What the sheets for walls and doors print: rooms over the days of a week;
and a room's month for the files.

Sheets for the wall hang where strangers pass, so they say which organisation has a room and never
why: no title is in their values.  Times are minutes after midnight of the bar's own day.  Values
survive ``kernel.plain``.  Imports only ``kernel``.

    >>> WallBar("R1", date(2026, 10, 12), 780, 960, "internal", "GOV").label
    'GOV'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class WallRoom:
    """A row of the sheet; ``joins`` are names of the rooms it can be joined with or consists of."""

    code: str
    name: Names
    floor: Names
    capacity: int = 0
    joins: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class WallDay:
    """A day; ``closed`` says why every room is closed all day, empty if any is open."""

    day: date
    closed: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class WallBar:
    """Something that holds a room on a day.

    Attributes:
        starts, ends: 0 to 1,440; what reaches over midnight has a bar on each day.
        kind: ``internal``, ``private``, ``held`` or ``closed``.
        label: code of the organisation, or the reason of a closure.
        via: the room that was really booked, where this one is only a part of it or holds it.
    """

    room: str
    day: date
    starts: int
    ends: int
    kind: str
    label: str = ""
    via: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class WallPaper:
    """Rooms over the days of a week.

    Attributes:
        opens, closes: of the widest day, whole hours in minutes after midnight.
        week_start: 0 = Monday; of the house.
        as_of: instant of the data, in the house's zone; ``printed_at`` of the print.
    """

    house: Names
    days: tuple[WallDay, ...]
    rooms: tuple[WallRoom, ...]
    bars: tuple[WallBar, ...]
    opens: int
    closes: int
    week_start: int
    as_of: datetime
    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True)
class RoomUse:
    """A date in one room; ``title`` is empty where it is private, ``minutes`` what was booked."""

    day: date
    starts: int
    ends: int
    minutes: int
    org: str
    title: str = ""
    private: bool = False
    people: int = 0
    status: str = "booked"


@dataclass(frozen=True, slots=True)
class RoomUser:
    """What an organisation used of a room in a month; dates that did not take place apart."""

    org: str
    name: Names
    dates: int
    minutes: int
    no_shows: int = 0


@dataclass(frozen=True, slots=True)
class RoomMonthPaper:
    """A room's month: every date with its organisation, and what each used in all."""

    house: Names
    room: WallRoom
    month: Month
    uses: tuple[RoomUse, ...]
    users: tuple[RoomUser, ...]
    minutes: int
    as_of: datetime
    printed_at: datetime
    printed_by: str
