"""The whole house as questions about free time see it: rooms and equipment with their rules, read
once, and what is held of each unit.

    house = look_at_house(session)
    spans = held_between(session, nine, ten)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from hubdesk.booking.conflicts import Held
from hubdesk.booking.fitting import missing_equipment
from hubdesk.booking.model import BookingRequest
from hubdesk.kernel.errors import NotFoundError
from hubdesk.spaces.errors import LayoutMissingError
from hubdesk.spaces.glances import layouts, openings, resources
from hubdesk.spaces.model import Bookable, Layout, Opening, Resource
from hubdesk.spaces.opening import concerning
from hubdesk.spaces.queries import bookable, in_layout, zones
from hubdesk.store.session import Session
from hubdesk.store.written import Written

# Desks are many and seldom asked for.
_UNITS = """
    SELECT DISTINCT resource_unit.unit_id AS id
    FROM resource JOIN resource_unit ON resource_unit.resource_id = resource.id
    WHERE resource.active AND resource.kind <> 'desk'
"""
# A unit's claims are disjoint, so of those that start before a moment only the last can reach
# over it.
_HELD = """
SELECT claim.unit_id, seconds(claim.starts_at), seconds(claim.ends_at)
FROM {units} AS unit JOIN claim ON claim.unit_id = unit.id
    AND claim.starts_at >= coalesce((
        SELECT max(earlier.starts_at) FROM claim AS earlier
        WHERE earlier.unit_id = unit.id AND earlier.starts_at <= :from_at
    ), :from_at)
    AND claim.starts_at < :to_at AND claim.ends_at > :from_at
    AND (claim.source_id <> :own OR claim.source_kind <> 'occurrence')
"""
# The same with whose it is.
_TAKEN = _HELD.replace(
    "seconds(claim.ends_at)",
    "seconds(claim.ends_at), claim.org_id, claim.source_kind, claim.source_id",
    1,
)
_HELD_ANYWHERE = Written(_HELD.format(units="unit"))
_NEXT = """
SELECT following.unit_id, seconds(following.starts_at) FROM (
    SELECT unit.id AS unit_id, (
        SELECT min(claim.starts_at) FROM claim
        WHERE claim.unit_id = unit.id AND claim.starts_at >= :from_at AND claim.starts_at < :to_at
    ) AS starts_at
    FROM {units} AS unit
) AS following WHERE following.starts_at IS NOT NULL
"""

_HELD_IN_ROOMS, _TAKEN_IN_ROOMS, _NEXT_IN_ROOMS = (
    Written(text.format(units=f"({_UNITS})")) for text in (_HELD, _TAKEN, _NEXT)
)

#: Unit → (starts, ends) in UTC seconds.
Spans = Mapping[int, list[tuple[int, int]]]


class TakenSpan(NamedTuple):
    """What holds a unit, buffers included, in UTC seconds; a tuple because they are many."""

    starts_s: int
    ends_s: int
    org_id: int | None
    kind: str
    source_id: int


@dataclass(frozen=True, slots=True)
class Place:
    """A resource as lists show it, and as booking's rules see it."""

    resource: Resource
    room: Bookable


@dataclass(frozen=True, slots=True)
class House:
    """Attributes:
    places: active rooms and equipment, by id.
    stock: equipment by its code and its English name, without case: who asks for a projector
        gets one that stands in the room, or one that is carried in.
    """

    places: Mapping[int, Place]
    stock: Mapping[str, Place]
    ways: Mapping[int, tuple[Layout, ...]]

    def rooms(self, layout: str = "") -> Iterator[Place]:
        """The rooms, in the order of the house; with a layout those that can be set so."""
        for place in self.places.values():
            if place.resource.kind != "room":
                continue
            try:
                room = in_layout(place.room, self.ways.get(place.resource.id, ()), layout)
            except LayoutMissingError:
                continue
            yield place if room is place.room else Place(place.resource, room)

    def require_known(self, wanted: Mapping[str, int]) -> None:
        """Refuse equipment that is neither counted nor stands in any room.

        Raises:
            NotFoundError
        """
        features = {
            word.casefold() for place in self.places.values() for word in place.resource.features
        }
        for code in wanted:
            if code.casefold() not in self.stock and code.casefold() not in features:
                raise NotFoundError(kind="equipment", key=code)

    def to_fetch(self, place: Place, wanted: Mapping[str, int]) -> dict[int, int] | None:
        """Equipment to be brought into a room, id → how many; None if the house has none."""
        found: dict[int, int] = {}
        for code, count in missing_equipment(wanted, place.resource.features).items():
            kind = self.stock.get(code.casefold())
            if kind is None or len(kind.room.unit_ids) < count:
                return None
            found[kind.resource.id] = count
        return found


def look_at_house(session: Session, *, org_class: str = "") -> House:
    """Every active room and kind of equipment.

    Args:
        org_class: for whom; opening hours may differ.
    """
    zone_of, hours = zones(session), openings(session)
    places = {
        resource.id: Place(resource, as_bookable(resource, zone_of[resource.id], hours, org_class))
        for resource in resources(session)
        if resource.active and resource.kind != "desk"
    }
    kinds = [place for place in places.values() if place.resource.kind == "equipment"]
    named = {place.resource.names.en.casefold(): place for place in kinds}
    coded = {place.resource.code.casefold(): place for place in kinds}
    return House(places, named | coded, layouts(session))


def as_bookable(
    resource: Resource, timezone: str, hours: tuple[Opening, ...] = (), org_class: str = ""
) -> Bookable:
    """A resource of a list as booking's rules see it."""
    room = Bookable(
        resource.id, resource.code, resource.kind, resource.capacity, resource.open_minute,
        resource.close_minute, resource.setup_minutes, resource.cleanup_minutes, resource.active,
        timezone, resource.unit_ids,
    )  # fmt: skip
    if not hours or room.is_pool:
        return room
    return replace(room, openings=concerning(hours, resource.id), org_class=org_class)


def wanted_rooms(session: Session, request: BookingRequest) -> list[Bookable]:
    """What a request wants, the first as it is when it is set as asked.

    Raises:
        NotFoundError: a resource does not exist.
        LayoutMissingError: the main one cannot be set that way.
    """
    layouts = (request.layout, *[""] * len(request.wanted))
    return [
        bookable(session, wanted.resource_id, org_id=request.org_id, layout=layout)
        for wanted, layout in zip(request.wanted, layouts, strict=False)
    ]


def held_between(
    session: Session,
    from_at: datetime,
    to_at: datetime,
    *,
    desks: bool = False,
    without: int | None = None,
) -> Spans:
    """What is held of rooms and equipment within ``[from_at, to_at)``, each unit's ascending.

    Args:
        desks: of desks, too.
        without: id of a date whose claims do not count.
    """
    statement = _HELD_ANYWHERE if desks else _HELD_IN_ROOMS
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    own = -1 if without is None else without
    for unit_id, starts_s, ends_s in session.all(statement, from_at=from_at, to_at=to_at, own=own):
        held[unit_id].append((starts_s, ends_s))
    for spans in held.values():
        spans.sort()
    return held


def taken_between(
    session: Session, from_at: datetime, to_at: datetime
) -> dict[int, list[TakenSpan]]:
    """As :func:`held_between`, with whose it is and what for."""
    taken: dict[int, list[TakenSpan]] = defaultdict(list)
    for row in session.all(_TAKEN_IN_ROOMS, from_at=from_at, to_at=to_at, own=-1):
        taken[row[0]].append(TakenSpan(*row[1:]))
    for spans in taken.values():
        spans.sort()
    return taken


def next_held(session: Session, from_at: datetime, to_at: datetime) -> dict[int, int]:
    """Unit → start of its first claim within ``[from_at, to_at)``; UTC seconds."""
    return dict(session.all(_NEXT_IN_ROOMS, from_at=from_at, to_at=to_at))


def as_held(spans: Spans) -> Held:
    """The same for the judge of candidates."""
    held = Held()
    for unit, rows in spans.items():
        held.load(unit, rows)
    return held
