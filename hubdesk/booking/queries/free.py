"""Which rooms are free: for so many people, with such equipment, and until when.

find_free(session, Interval(three, four), people=12, equipment={"PROJ": 1})
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate
from hubdesk.booking.conflicts import Need, fits, needs_of
from hubdesk.booking.fitting import FreeRoom, best_first, closing_time, free_until, holds
from hubdesk.booking.queries.house import (
    House,
    Place,
    as_held,
    held_between,
    look_at_house,
    next_held,
)
from hubdesk.kernel.interval import Interval
from hubdesk.spaces.model import Bookable
from hubdesk.store.session import Session

#: How far ahead ``free_until`` looks.
SIGHT = timedelta(days=7)


def find_free(
    session: Session,
    interval: Interval,
    people: int | None = None,
    equipment: Mapping[str, int] | None = None,
    *,
    layout: str = "",
    org_class: str = "",
) -> list[FreeRoom]:
    """Rooms that could be booked now for the whole interval, best fit first.

    Args:
        interval: without buffers; each room's own are added.
        people: only rooms known to hold so many.
        equipment: code of equipment, or a word among a room's features → how many; what is not
            built in must be free as equipment.
        layout: only rooms that can be set so; their size and set-up time are the layout's.
        org_class: for whom, where opening hours differ.

    Raises:
        NotFoundError: equipment that is neither known nor a feature of any room.
    """
    wanted = dict(equipment or {})
    house = look_at_house(session, org_class=org_class)
    house.require_known(wanted)
    rooms = [place for place in house.rooms(layout) if holds(place.room, people)]
    before = max((place.room.setup_minutes for place in rooms), default=0)
    after = max((place.room.cleanup_minutes for place in rooms), default=0)
    held = as_held(
        held_between(
            session,
            interval.starts_at - timedelta(minutes=before),
            interval.ends_at + timedelta(minutes=after),
        )
    )
    starts_s, ends_s = int(interval.starts_at.timestamp()), int(interval.ends_at.timestamp())
    candidate = Candidate(starts_s, starts_s, ends_s)
    fitting = []
    for place in rooms:
        needs = needs_in(house, place, wanted)
        zone = ZoneInfo(place.room.timezone)
        if needs is not None and fits(candidate, needs, held, zone):
            fitting.append(place)
    later = next_held(session, interval.ends_at, interval.ends_at + SIGHT) if fitting else {}
    closing = _ClosingTimes(ends_s)
    return best_first(_free(place, ends_s, later, closing) for place in fitting)


def needs_in(
    house: House, place: Place, wanted: Mapping[str, int], setup: int = 0, cleanup: int = 0
) -> tuple[Need, ...] | None:
    """A room and what must be brought into it; None if the house has no such equipment."""
    fetched = house.to_fetch(place, wanted)
    if fetched is None:
        return None
    rooms = [place.room, *(house.places[number].room for number in fetched)]
    return needs_of(rooms, [1, *fetched.values()], setup, cleanup)


class _ClosingTimes:
    """When rooms close on a day; most rooms of a house keep the same hours."""

    def __init__(self, ends_s: int) -> None:
        self._ends_s = ends_s
        self._known: dict[tuple[object, ...], int | None] = {}

    def of(self, room: Bookable) -> int | None:
        hours = (room.open_minute, room.close_minute, room.openings, room.org_class, room.timezone)
        if hours not in self._known:
            self._known[hours] = closing_time(room, self._ends_s, ZoneInfo(room.timezone))
        return self._known[hours]


def _free(
    place: Place, ends_s: int, later: Mapping[int, int], closing: _ClosingTimes
) -> FreeRoom:
    room = place.room
    following = [later[unit] for unit in room.unit_ids if unit in later]
    until = free_until(room, ends_s, min(following, default=None), closing.of(room))
    return FreeRoom(room.id, room.code, place.resource.names, room.capacity, until)
