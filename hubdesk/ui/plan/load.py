"""Reads the plans and whose the desks are, on the worker's thread.

    front.read(lambda session: load_plans(session, day), self._on_plans, owner=self)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hubdesk.booking.queries.desks import Assignment, assignments
from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Floor
from hubdesk.spaces.plans.glances import plans
from hubdesk.spaces.plans.model import Plan
from hubdesk.spaces.queries import floors
from hubdesk.store.blobs import read_file
from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class PlanLoad:
    """Attributes:
    floors: every floor from the lowest up.
    plans: floor → its plan, where it has one.
    pictures: key → bytes of the pictures under the plans.
    whose: desk → whose it is on the day.
    """

    day: date
    floors: tuple[Floor, ...] = ()
    plans: Mapping[int, Plan] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    whose: Mapping[int, Assignment] = field(default_factory=dict)

    def names(self, floor_id: int) -> Names:
        """What a floor is called."""
        return next((one.names for one in self.floors if one.id == floor_id), Names("", ""))


def load_plans(session: Session, day: date) -> PlanLoad:
    """Everything the plan view needs beside the board of the day."""
    found = {plan.floor_id: plan for plan in plans(session)}
    pictures = {
        plan.picture.sha256: read_file(session, plan.picture.sha256).data
        for plan in found.values()
        if plan.picture is not None
    }
    whose = {one.resource_id: one for one in assignments(session, from_day=day) if day in one.days}
    return PlanLoad(day, floors(session), found, pictures, whose)
