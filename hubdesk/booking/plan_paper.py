"""What the printed plan of a floor says: shapes, names, and whose the desks are.

Lengths are centimetres from the plan's upper left corner.  Values survive ``kernel.plain``.
Imports only ``kernel``.

    >>> PlanShape("desk", ((0, 0), (120, 0), (120, 60), (0, 60)), "D4-01", org="ACT").org
    'ACT'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class PlanShape:
    """Attributes:
    kind: ``room``, ``desk``, ``area`` or ``label``.
    corners: of its outline, as it is seen.
    code: of the room or desk, or empty.
    org: code of the organisation whose desk it is on the day.
    """

    kind: str
    corners: tuple[tuple[float, float], ...]
    code: str = ""
    name: Names = field(default_factory=Names)
    capacity: int = 0
    org: str = ""


@dataclass(frozen=True, slots=True)
class PlanFloor:
    """A floor; ``width`` and ``height`` of its plan.

    ``seats``: code and names of each organisation with desks here, and how many.
    """

    name: Names
    width: int
    height: int
    shapes: tuple[PlanShape, ...]
    seats: tuple[tuple[str, Names, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FloorPlansPaper:
    """Every floor that has a plan, as it is on a day."""

    house: Names
    day: date
    floors: tuple[PlanFloor, ...]
    as_of: datetime
    printed_at: datetime
    printed_by: str
