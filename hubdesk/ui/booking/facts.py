"""What the inspector shows of one date, as a frozen value.  Pure.

    Detail(block, room=Names("มูล", "Mun"), day=date(2026, 10, 22))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from hubdesk.booking.model import Wanted
from hubdesk.kernel.names import Names
from hubdesk.ui.booking.scene import Block


@dataclass(frozen=True, slots=True)
class Times:
    """From when until when, as instants."""

    starts_at: datetime
    ends_at: datetime


#: What a history line can show in either language.
Value = Names | Times | str | int | bool | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change did to one thing people look at.

    Attributes:
        field: message id of its name.
    """

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Past:
    """One line of a booking's history.

    Attributes:
        action: machine word, ``booking.moved``.
    """

    at: datetime
    actor: str
    action: str
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A room or desk a date can be moved to."""

    id: int
    names: Names
    capacity: int


@dataclass(frozen=True, slots=True)
class ArrivalFacts:
    """What the day of use has to say of a date.

    Attributes:
        code: by which its people check in at a kiosk; empty = none yet.
        releases_at: its people were told that the room is given free then.
        longer: minutes by which it can be made longer.
        free_until: the last end it could have; None = nothing comes after it that day.
        missed: dates its organisation missed within ``days``.
        state: ``warn`` or ``ask`` where that has consequences.
    """

    code: str = ""
    releases_at: datetime | None = None
    longer: tuple[int, ...] = ()
    free_until: datetime | None = None
    missed: int = 0
    days: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """A date with everything the inspector tells.

    Attributes:
        title: as it was typed; the block has none where the reader may not see it.
        people: how many come; 0 = not known.
        extras: further rooms and equipment of the date, with how many.
        reason: why it was cancelled, skipped or released.
        check_in_from: the first instant at which it can be checked in.
        rule: RFC 5545 text of a series.
        rooms: where it could stand instead.
        wanted: what its booking asks for, the main room first.
        layout: how the main room is set; empty = as it stands.
        around: minutes its booking asks for before and after; the room's own may be longer.
        movable: its people may be asked to go elsewhere.
    """

    block: Block
    org_names: Names
    room: Names
    day: date
    capacity: int = 0
    project: str = ""
    extras: tuple[tuple[Names, int], ...] = ()
    created_at: datetime | None = None
    created_by: str = ""
    reason: str = ""
    history: tuple[Past, ...] = field(default=())
    title: str = ""
    people: int = 0
    resource_id: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    check_in_from: datetime | None = None
    rule: str = ""
    rooms: tuple[Room, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    layout: str = ""
    around: tuple[int, int] = (0, 0)
    movable: bool = True

    arrival: ArrivalFacts = field(default_factory=ArrivalFacts)

    def due(self, now: datetime) -> bool:
        """Whether it can be checked in at an instant."""
        return (
            self.check_in_from is not None
            and self.ends_at is not None
            and self.check_in_from <= now < self.ends_at
        )
