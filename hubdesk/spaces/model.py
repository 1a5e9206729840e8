"""What can be booked, as frozen values; imports only ``kernel``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening hours of a season, a class, a room or weekdays; see ``opening`` for which counts.

    Attributes:
        resource_id: None = all rooms, desks and equipment.
        org_class: empty = everybody.
        weekdays: 0 = Monday; empty = every day.
        open_minute, close_minute: minutes of the local day; both None = closed.
        valid_from, valid_to: days, inclusive; None = open.
        reason: the season's name, shown where it refuses.
    """

    id: int
    resource_id: int | None
    org_class: str
    weekdays: frozenset[int]
    open_minute: int | None
    close_minute: int | None
    valid_from: date
    valid_to: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way a room can be set: ``kind`` is ``board``, ``theatre`` … or the house's own word."""

    id: int
    resource_id: int
    kind: str
    capacity: int
    setup_minutes: int


@dataclass(frozen=True, slots=True)
class Bookable:
    """What booking must know of a resource.

    Attributes:
        capacity, setup_minutes: those of the layout, where one was asked for.
        unit_ids: in the order equipment is handed out; a room needs all of them.
        open_minute, close_minute: minutes of the local day, both None = always open.
        setup_minutes, cleanup_minutes: its own buffers.
        timezone: IANA name of its location's zone, or the hub's.
        openings: dated hours that may concern it; they come before its own.
        org_class: of whom it is to be booked for; empty = not known.
    """

    id: int
    code: str
    kind: str
    capacity: int | None
    open_minute: int | None
    close_minute: int | None
    setup_minutes: int
    cleanup_minutes: int
    active: bool
    timezone: str
    unit_ids: tuple[int, ...]
    openings: tuple[Opening, ...] = ()
    org_class: str = ""

    @property
    def is_pool(self) -> bool:
        """Equipment: some of the units are taken; else all."""
        return self.kind == "equipment"


@dataclass(frozen=True, slots=True)
class Resource:
    """A room, a desk or a kind of equipment as lists show it.

    ``parts`` are the ids of the rooms it consists of; ``floor`` a floor's code or empty.
    """

    id: int
    code: str
    kind: str
    names: Names
    floor: str
    capacity: int | None
    area_m2: Fraction | None
    open_minute: int | None
    close_minute: int | None
    setup_minutes: int
    cleanup_minutes: int
    count: int
    features: tuple[str, ...]
    position: int
    active: bool
    parts: tuple[int, ...]
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A line of the list of rooms, desks and equipment; fields as those of :class:`Resource`."""

    id: int
    code: str
    kind: str
    names: Names
    floor: str
    capacity: int | None
    open_minute: int | None
    close_minute: int | None
    setup_minutes: int
    cleanup_minutes: int
    count: int
    features: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor; ``level`` counts from the ground floor, 0."""

    id: int
    code: str
    names: Names
    level: int
    location_id: int


@dataclass(frozen=True, slots=True)
class Closure:
    """A time in which a resource cannot be used."""

    id: int
    resource_id: int
    resource: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    active: bool
