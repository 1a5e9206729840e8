"""What may be booked beside a room, read on the worker's thread: rooms, equipment, layouts.

    front.read(partial(load_extras, where=Where(7, nine, ten)), self._on_extras, owner=self)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hubdesk.kernel.names import Names

if TYPE_CHECKING:
    from hubdesk.spaces.model import Layout
    from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Where:
    """A room and a time, as wall time of the house or as instants.

    Attributes:
        occurrence_id: the date that is edited; what it holds itself counts as free.
    """

    resource_id: int
    starts: datetime
    ends: datetime
    occurrence_id: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of equipment and how many of it the house has."""

    id: int
    names: Names
    count: int


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A further room; ``free`` says whether it can be had at the time."""

    id: int
    names: Names
    capacity: int
    free: bool = True


@dataclass(frozen=True, slots=True)
class Extras:
    """Attributes:
    setup_minutes, cleanup_minutes: the room's own.
    ways: how the room can be set.
    rooms: others that share no wall with it, the free ones first.
    """

    setup_minutes: int = 0
    cleanup_minutes: int = 0
    ways: tuple[Layout, ...] = ()
    kinds: tuple[Kind, ...] = ()
    rooms: tuple[RoomChoice, ...] = ()


def load_extras(session: Session, where: Where) -> Extras:
    """What goes with a room at a time."""
    from hubdesk.booking.queries.beside import free_beside
    from hubdesk.spaces.queries import layouts, resources

    known = resources(session)
    main = next((place for place in known if place.id == where.resource_id), None)
    if main is None:
        return Extras()
    free = free_beside(session, where.starts, where.ends, where.occurrence_id)
    walls = set(main.unit_ids)
    rooms = [
        RoomChoice(place.id, place.names, place.capacity or 0, place.id in free)
        for place in known
        if place.kind == "room" and place.active and not walls & set(place.unit_ids)
    ]
    return Extras(
        main.setup_minutes,
        main.cleanup_minutes,
        layouts(session).get(main.id, ()),
        tuple(
            Kind(place.id, place.names, len(place.unit_ids))
            for place in known
            if place.kind == "equipment" and place.active
        ),
        tuple(sorted(rooms, key=lambda room: not room.free)),
    )
