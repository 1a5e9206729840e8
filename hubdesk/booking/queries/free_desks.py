"""Which desks are free for a time, and which of them stand next to each other.

    team_desks(session, Interval(nine, noon), 4)
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate
from hubdesk.booking.conflicts import fits, needs_of
from hubdesk.booking.errors import TooFewTogetherError
from hubdesk.booking.queries.house import as_bookable, as_held, held_between
from hubdesk.booking.together import Place, together
from hubdesk.kernel.interval import Interval
from hubdesk.spaces.model import Resource
from hubdesk.spaces.plans.glances import plans
from hubdesk.spaces.queries import openings, resources, zones
from hubdesk.store.session import Session

#: Desks of a floor without a plan stand side by side, so far apart.
_STEP = 140.0


def free_desks(
    session: Session, interval: Interval, *, floor: str = "", org_class: str = ""
) -> tuple[Resource, ...]:
    """Desks that could be booked for the whole interval, by floor, position and code.

    Args:
        floor: code of the only floor that counts; empty = all.
        org_class: for whom, where opening hours differ.
    """
    zone_of, hours = zones(session), openings(session)
    held = as_held(held_between(session, interval.starts_at, interval.ends_at, desks=True))
    starts_s, ends_s = int(interval.starts_at.timestamp()), int(interval.ends_at.timestamp())
    candidate = Candidate(starts_s, starts_s, ends_s)
    found = []
    for desk in resources(session):
        if desk.kind != "desk" or not desk.active or (floor and desk.floor != floor):
            continue
        room = as_bookable(desk, zone_of[desk.id], hours, org_class)
        if fits(candidate, needs_of([room], [1], 0, 0), held, ZoneInfo(room.timezone)):
            found.append(desk)
    return tuple(found)


def team_desks(
    session: Session, interval: Interval, count: int, *, floor: str = "", org_class: str = ""
) -> tuple[Resource, ...]:
    """Free desks next to each other, all on one floor; the floor with the closest ones.

    Raises:
        TooFewTogetherError: no floor has so many.
    """
    by_floor: dict[str, list[Resource]] = {}
    for desk in free_desks(session, interval, floor=floor, org_class=org_class):
        by_floor.setdefault(desk.floor, []).append(desk)
    place_of = _in_a_row(session) | {
        shape.resource_id: shape.middle
        for plan in plans(session)
        for shape in plan.shapes
        if shape.resource_id is not None
    }
    best: tuple[float, tuple[Resource, ...]] | None = None
    for desks in by_floor.values():
        places = {desk.id: place_of[desk.id] for desk in desks}
        chosen = together(places, count)
        if not chosen:
            continue
        spread = sum(
            abs(places[one][0] - places[chosen[0]][0]) + abs(places[one][1] - places[chosen[0]][1])
            for one in chosen
        )
        if best is None or spread < best[0]:
            best = spread, tuple(desk for desk in desks if desk.id in chosen)
    if best is None:
        most = max((len(desks) for desks in by_floor.values()), default=0)
        raise TooFewTogetherError(wanted=count, free=most)
    return best[1]


def _in_a_row(session: Session) -> dict[int, Place]:
    """Where desks stand as long as nobody drew them: side by side, above the plan."""
    desks = [one for one in resources(session) if one.kind == "desk"]
    return {desk.id: (at * _STEP, -_STEP) for at, desk in enumerate(desks)}
