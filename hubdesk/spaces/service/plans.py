"""Saving plans of floors: the whole plan at once, as rows that differ.

    plan = plan_of(uow, floor_id) or Plan(floor_id)
    save_plan(uow, plan.with_shapes((*plan.shapes, Shape("desk", 40, 40, 140, 80, resource_id=7))))
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
from hubdesk.spaces.errors import PlanChangedError, PlanShapeError
from hubdesk.spaces.glances import resources
from hubdesk.spaces.plans.glances import plan_id_of, plan_of
from hubdesk.spaces.plans.model import (
    BOOKABLE,
    KINDS,
    LEAST_SHAPE,
    LEAST_SIDE,
    MOST_CORNERS,
    MOST_LABEL,
    MOST_SHAPES,
    MOST_SIDE,
    PICTURES,
    Picture,
    Plan,
    Shape,
)
from hubdesk.spaces.tables import FloorRow, PlanRow, PlanShapeRow
from hubdesk.store.blobs import put_file
from hubdesk.store.session import Session, UnitOfWork


def save_plan(uow: UnitOfWork, plan: Plan) -> int:
    """Keep a plan as it is now.

    Args:
        plan: with the ``version`` that was read; 0 for a floor that had none.

    Returns:
        Its new version; the old one if nothing differs.

    Raises:
        PlanChangedError: somebody else saved the plan meanwhile.
        PlanShapeError: a shape that cannot be, a room or desk that is not on this floor or
            stands twice.
        InvalidInputError: the plan's size; NotFoundError: no such floor.
    """
    access.require(uow, "spaces.edit")
    floor = uow.row(FloorRow, plan.floor_id)
    if floor is None:
        raise NotFoundError(kind="floor", key=str(plan.floor_id))
    before = plan_of(uow, plan.floor_id)
    if plan.version != (0 if before is None else before.version):
        raise PlanChangedError(floor=floor["code"])
    _check(uow, plan)
    plan_id = plan_id_of(uow, plan.floor_id)
    if before is not None and _bare(before) == _bare(plan):
        return before.version
    values = {**_sheet(plan), "version": plan.version + 1}
    if plan_id is None:
        plan_id = uow.insert(PlanRow, floor_id=plan.floor_id, **values)
    else:
        uow.update(PlanRow, plan_id, **values)
    _save_shapes(uow, plan_id, () if before is None else before.shapes, plan.shapes)
    uow.record("plan.saved", "floor_plan", plan_id)
    return plan.version + 1


def keep_picture(uow: UnitOfWork, name: str, data: bytes) -> str:
    """Keep a picture to draw over; the key that a plan's ``Picture`` names.

    Raises:
        FileTooLargeError, FileTypeRefusedError: as every file.
        InvalidInputError: it is not a picture.
    """
    access.require(uow, "spaces.edit")
    require_picture(name, data)
    return put_file(uow, name, data)


def require_picture(name: str, data: bytes) -> None:
    """Refuse what is no PNG or JPEG.

    Raises:
        InvalidInputError: reason ``not_a_picture``.
    """
    if not data.startswith(PICTURES):
        raise InvalidInputError(field="picture", value=name, reason="not_a_picture")


def _save_shapes(
    uow: UnitOfWork, plan_id: int, before: Iterable[Shape], after: Iterable[Shape]
) -> None:
    """Rows that go, then those that change, then new ones: a desk is never on the plan twice."""
    old = {shape.id: (at, shape) for at, shape in enumerate(before)}
    kept = {shape.id for shape in after if shape.id}
    for number in old.keys() - kept:
        uow.delete(PlanShapeRow, number)
    added: list[dict[str, Any]] = []
    for at, shape in enumerate(after):
        known = old.get(shape.id)
        if known is None:
            added.append({"plan_id": plan_id, **_row(shape, at)})
        elif known != (at, shape):
            uow.update(PlanShapeRow, shape.id, **_row(shape, at))
    uow.insert_many(PlanShapeRow, added)


def _row(shape: Shape, position: int) -> dict[str, Any]:
    return {
        "kind": shape.kind,
        "resource_id": shape.resource_id,
        "x_cm": shape.x,
        "y_cm": shape.y,
        "width_cm": shape.width,
        "height_cm": shape.height,
        "turn": shape.turn,
        "outline": [list(corner) for corner in shape.outline],
        "label": clean(shape.label),
        "position": position,
    }


def _sheet(plan: Plan) -> dict[str, Any]:
    place = plan.picture or Picture("")
    return {
        "width_cm": plan.width,
        "height_cm": plan.height,
        "grid_cm": plan.grid,
        "picture": place.sha256,
        "picture_x_cm": place.x,
        "picture_y_cm": place.y,
        "picture_width_cm": place.width,
        "picture_height_cm": place.height,
        "picture_pct": place.pct,
    }


def _bare(plan: Plan) -> tuple[Any, ...]:
    """What is kept of a plan, without what only tells its rows apart."""
    return (_sheet(plan), [(shape.id, _row(shape, at)) for at, shape in enumerate(plan.shapes)])


def _check(session: Session, plan: Plan) -> None:
    for field, side in (("width", plan.width), ("height", plan.height)):
        if not LEAST_SIDE <= side <= MOST_SIDE:
            raise InvalidInputError(field=field, value=str(side), reason="out_of_range")
    if not 1 <= plan.grid <= LEAST_SIDE:
        raise InvalidInputError(field="grid", value=str(plan.grid), reason="out_of_range")
    if len(plan.shapes) > MOST_SHAPES:
        raise PlanShapeError(reason="svg_too_many")
    known = {one.id: one for one in resources(session)}
    floor = session.row(FloorRow, plan.floor_id)
    code = "" if floor is None else floor["code"]
    seen: set[int] = set()
    for shape in plan.shapes:
        _check_shape(shape)
        if shape.kind not in BOOKABLE:
            continue
        one = known.get(shape.resource_id or 0)
        if one is None or one.kind != shape.kind or one.floor != code:
            raise PlanShapeError(reason="not_of_this_floor", unit="" if one is None else one.code)
        if one.id in seen:
            raise PlanShapeError(reason="on_the_plan_twice", unit=one.code)
        seen.add(one.id)


def _check_shape(shape: Shape) -> None:
    sound = (
        shape.kind in KINDS
        and (shape.kind in BOOKABLE) == (shape.resource_id is not None)
        and LEAST_SHAPE <= shape.width <= 2 * MOST_SIDE
        and LEAST_SHAPE <= shape.height <= 2 * MOST_SIDE
        and abs(shape.x) <= 2 * MOST_SIDE
        and abs(shape.y) <= 2 * MOST_SIDE
        and 0 <= shape.turn < 360
        and len(shape.outline) <= MOST_CORNERS
        and len(shape.label) <= MOST_LABEL
    )
    if not sound:
        raise PlanShapeError(reason="shape_beyond_limits")
