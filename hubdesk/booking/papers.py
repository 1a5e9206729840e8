"""What the day sheet prints: one day of the house, as the caretaker and the desk need it.

A private booking comes without its title, so that the title cannot be in the file at all.  Times
are wall time of the house as minutes after midnight of ``day`` (what goes past midnight has more
than 1,440).  Values survive ``kernel.plain``.  Imports only ``kernel``.

    >>> DayEntry(number=1, starts=510, ends=720, room=Names("ห้อง A", "Room A"), org="CIV").private
    False
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class DayRoom:
    """A row of the strip; ``group`` is the floor, a heavier rule stands between groups."""

    code: str
    name: Names
    capacity: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class DayBar:
    """A bar of the strip.

    Attributes:
        room: code of its row.
        kind: ``public``, ``internal``, ``setup`` (set-up or clean-up time), ``held``
            or ``closed``.
        number: of the entry in the list below, 0 for none.
        label: organisation code, or the reason of a closure.
        private: printed with a lock.
    """

    room: str
    starts: int
    ends: int
    kind: str
    label: str = ""
    number: int = 0
    private: bool = False


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A row of the list, in order of time.

    Attributes:
        kind: ``booking``, or ``setup`` for a change of the room before the next booking.
        number: as on the bar; 0 for a set-up row.
        contact, phone: the person to ask; phones as far as the desk may print them.
        people: expected, 0 if unknown.
        layout: how the room is set, in words.
        equipment: what is wanted, each as text with its count.
        notes: access, catering, public title …; one line each.  Never a private title.
        private: prints the lock and "do not ask, do not announce".
    """

    number: int
    starts: int
    ends: int
    room: Names
    org: str = ""
    kind: str = "booking"
    contact: str = ""
    phone: str = ""
    people: int = 0
    layout: Names = field(default_factory=Names)
    equipment: tuple[Names, ...] = ()
    notes: tuple[Names, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class DayTask:
    """Something to tick off when opening and closing the house; ``at`` None for any time."""

    at: int | None
    text: Names


@dataclass(frozen=True, slots=True)
class DaySheetPaper:
    """One day of the house.

    Attributes:
        opens, closes: minutes after midnight; both None when the house is closed all day.
        strip_from, strip_to: ends of the time strip, whole hours in minutes.
        bookings, room_changes, people: the counts at the top; people 0 if unknown.
        staff: who is on duty, one text each.
        closures: what is closed today, in words.
        as_of: instant of the data, in the house's zone; ``printed_at`` of the print.
    """

    house: Names
    day: date
    opens: int | None
    closes: int | None
    strip_from: int
    strip_to: int
    rooms: tuple[DayRoom, ...]
    bars: tuple[DayBar, ...]
    entries: tuple[DayEntry, ...]
    as_of: datetime
    printed_at: datetime
    printed_by: str
    bookings: int = 0
    room_changes: int = 0
    people: int = 0
    staff: tuple[Names, ...] = ()
    closures: tuple[Names, ...] = ()
    tasks: tuple[DayTask, ...] = ()
