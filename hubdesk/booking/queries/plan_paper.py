"""Reads what the printed plans of the floors say.

    floor_plans(session, date(2026, 10, 14))
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from hubdesk.booking.plan_paper import FloorPlansPaper, PlanFloor, PlanShape
from hubdesk.booking.queries.desks import assignments
from hubdesk.hub.queries import settings
from hubdesk.kernel.names import Names
from hubdesk.orgs.queries import organisations
from hubdesk.spaces.model import Resource
from hubdesk.spaces.plans.geometry import corners
from hubdesk.spaces.plans.glances import plans
from hubdesk.spaces.plans.model import Shape
from hubdesk.spaces.queries import floors, resources
from hubdesk.store.session import Session


def floor_plans(session: Session, day: date) -> FloorPlansPaper:
    """All floors with a plan, and whose the desks are on a day."""
    hub = settings(session)
    now = session.clock.now().astimezone(ZoneInfo(hub.timezone))
    places = {place.id: place for place in resources(session)}
    owners = {
        one.resource_id: one.org
        for one in assignments(session, from_day=day)
        if day in one.days
    }
    names = {floor.id: floor.names for floor in floors(session)}
    orgs = {org.code: org.names for org in organisations(session)}
    drawn = []
    for plan in plans(session):
        shapes = tuple(_shape(shape, places, owners) for shape in plan.shapes)
        counts = Counter(shape.org for shape in shapes if shape.org)
        seats = tuple((code, orgs[code], count) for code, count in sorted(counts.items()))
        drawn.append(PlanFloor(names[plan.floor_id], plan.width, plan.height, shapes, seats))
    return FloorPlansPaper(
        house=hub.names,
        day=day,
        floors=tuple(drawn),
        as_of=now,
        printed_at=now,
        printed_by=session.actor,
    )


def _shape(shape: Shape, places: dict[int, Resource], owners: dict[int, str]) -> PlanShape:
    place = places.get(shape.resource_id or 0)
    label = Names(shape.label, shape.label)
    if place is None:
        return PlanShape(shape.kind, corners(shape), name=label)
    return PlanShape(
        shape.kind, corners(shape), place.code, label if shape.label else place.names,
        place.capacity or 0, owners.get(place.id, ""),
    )  # fmt: skip
