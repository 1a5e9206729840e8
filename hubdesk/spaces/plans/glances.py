"""Reads of plans; loads nothing of SQLAlchemy, so the plan of a floor is there with the board.

    for plan in plans(reader): ...
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from hubdesk.spaces.plans.model import Picture, Plan, Shape
from hubdesk.store.written import Reader, Written

_PLAN = """
SELECT floor_plan.id, floor_id, width_cm, height_cm, grid_cm, picture, picture_x_cm, picture_y_cm,
    picture_width_cm, picture_height_cm, picture_pct, version
FROM floor_plan JOIN floor ON floor.id = floor_plan.floor_id
"""
_PLANS = Written(f"{_PLAN} ORDER BY floor.level, floor.code")
_PLAN_OF = Written(f"{_PLAN} WHERE floor_id = :floor_id")
_SHAPE = """
SELECT plan_id, kind, x_cm, y_cm, width_cm, height_cm, turn, outline, label, resource_id, id
FROM plan_shape
"""
_SHAPES = Written(f"{_SHAPE} ORDER BY plan_id, position, id")
_SHAPES_OF = Written(f"{_SHAPE} WHERE plan_id = :plan_id ORDER BY position, id")


def plans(reader: Reader) -> tuple[Plan, ...]:
    """The plans of all floors that have one, from the lowest up."""
    shapes: dict[int, list[Shape]] = defaultdict(list)
    for row in reader.all(_SHAPES):
        shapes[row[0]].append(_shape(row))
    return tuple(_plan(row, tuple(shapes[row[0]])) for row in reader.all(_PLANS))


def plan_of(reader: Reader, floor_id: int) -> Plan | None:
    """The plan of one floor; None if it has none."""
    row = reader.first(_PLAN_OF, floor_id=floor_id)
    if row is None:
        return None
    return _plan(row, tuple(_shape(one) for one in reader.all(_SHAPES_OF, plan_id=row[0])))


def plan_id_of(reader: Reader, floor_id: int) -> int | None:
    """The row of a floor's plan."""
    row = reader.first(_PLAN_OF, floor_id=floor_id)
    return None if row is None else int(row[0])


def _plan(row: tuple[Any, ...], shapes: tuple[Shape, ...]) -> Plan:
    picture = Picture(*row[5:11]) if row[5] else None
    return Plan(row[1], row[2], row[3], row[4], shapes, picture, row[11])


def _shape(row: tuple[Any, ...]) -> Shape:
    outline = tuple((corner[0], corner[1]) for corner in json.loads(row[7]))
    return Shape(
        row[1], row[2], row[3], row[4], row[5], row[6], outline, row[8], row[9], row[10]
    )  # fmt: skip
