"""Which rooms are free beside another one at a time, for a booking of several rooms.

free_beside(session, nine, ten, without=occurrence_id)
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate, in_zone
from hubdesk.booking.conflicts import fits, needs_of
from hubdesk.booking.queries.house import as_held, held_between, look_at_house
from hubdesk.hub.queries import settings
from hubdesk.store.session import Session


def free_beside(
    session: Session, starts: datetime, ends: datetime, without: int | None = None
) -> frozenset[int]:
    """Ids of the rooms that could be had, with their own buffers.

    Args:
        starts, ends: naive = wall time of the hub, or aware.
        without: id of a date whose own rooms count as free.
    """
    zone = settings(session).zone
    house = look_at_house(session)
    from_at, to_at = in_zone(starts, zone), in_zone(ends, zone)
    rooms = list(house.rooms())
    before = max((place.room.setup_minutes for place in rooms), default=0)
    after = max((place.room.cleanup_minutes for place in rooms), default=0)
    held = as_held(
        held_between(
            session, from_at - timedelta(minutes=before), to_at + timedelta(minutes=after),
            without=without,
        )
    )  # fmt: skip
    first, last = int(from_at.timestamp()), int(to_at.timestamp())
    candidate = Candidate(first, first, last)
    return frozenset(
        place.resource.id
        for place in rooms
        if fits(candidate, needs_of([place.room], [1], 0, 0), held, ZoneInfo(place.room.timezone))
    )
