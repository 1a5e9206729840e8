"""The demo's plans of floors, and whose its desks are.

Nothing here draws from the demo's chance: the rest of the year is told the same with or without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hubdesk.booking.service.assignments import add_away, assign_desk
from hubdesk.demo.house import Member, Place
from hubdesk.orgs.queries import people_of
from hubdesk.spaces.plans.arrange import arranged, wanted_of
from hubdesk.spaces.queries import floors, resources
from hubdesk.spaces.service.plans import save_plan
from hubdesk.store.session import UnitOfWork

#: Every sixth desk is free for whoever comes; so many of the others are somebody's.
HOT, ASSIGNED = 6, 64
_MOST_OF_ONE = 4
#: Every so many assigned desks, somebody is away around the last day.
_AWAY = 9


def draw_plans(uow: UnitOfWork) -> None:
    """A plan for every floor, with everything that is on it."""
    known = resources(uow)
    for floor in floors(uow):
        wanted = wanted_of(known, floor.code)
        if wanted:
            save_plan(uow, arranged(floor.id, wanted))


def seat_members(
    uow: UnitOfWork, members: Sequence[Member], places: Sequence[Place], last: date
) -> None:
    """Give residents with seats desks of their own, from when they came.

    Args:
        last: the day the demo ends on; some are away then.
    """
    today = uow.clock.now().date()
    for number, (member, desk) in enumerate(_seats(members, places)):
        people = people_of(uow, member.id)
        person = people[number % len(people)] if people and number % 3 else None
        first = max(member.joined, today)
        if first > last:
            continue
        found = assign_desk(
            uow, desk.id, member.id, first, person_id=None if person is None else person.id,
            idem_key=f"demo-{desk.code}",
        )  # fmt: skip
        if number % _AWAY == 4:
            begins = max(first, last - timedelta(days=number % 5))
            add_away(uow, found, begins, last + timedelta(days=2 + number % 7))


def _seats(
    members: Sequence[Member], places: Sequence[Place]
) -> Iterator[tuple[Member, Place]]:
    desks = [
        place
        for place in places
        if place.kind == "desk" and int(place.code.rpartition("-")[2]) % HOT
    ][:ASSIGNED]
    waiting = iter(desks)
    for member in members:
        if member.org_class != "resident":
            continue
        for _ in range(min(member.seats, _MOST_OF_ONE)):
            desk = next(waiting, None)
            if desk is None:
                return
            yield member, desk
