"""A plan while it is drawn: shapes are added, moved, stretched, turned, taken away – and back.

Every step gives a new plan, so taking back is going to an older one.  New shapes have negative
ids until they are saved.  Pure.

    drawing = Drawing(plan)
    drawing.do(moved(drawing.plan, {7}, 20, 0))
    drawing.undo()
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from hubdesk.spaces.plans.geometry import bounds, corners, snapped, stretched
from hubdesk.spaces.plans.model import LEAST_SHAPE, MOST_SIDE, Plan, Shape

_MOST_STEPS = 200


@dataclass
class Drawing:
    """Attributes:
    plan: as it is now; ``saved`` as it was read or last kept.
    """

    plan: Plan
    saved: Plan = field(init=False)
    _past: list[Plan] = field(default_factory=list)
    _future: list[Plan] = field(default_factory=list)
    _next: int = -1

    def __post_init__(self) -> None:
        self.saved = self.plan

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.plan != self.saved

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def do(self, plan: Plan) -> None:
        """Take a step; what was taken back before is forgotten."""
        if plan == self.plan:
            return
        self._past = [*self._past[-_MOST_STEPS:], self.plan]
        self._future = []
        self.plan = plan

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            self._future.append(self.plan)
            self.plan = self._past.pop()

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        if self._future:
            self._past.append(self.plan)
            self.plan = self._future.pop()

    def keep(self, plan: Plan) -> None:
        """The plan was saved, or read anew: there is nothing to take back any more."""
        self.plan = self.saved = plan
        self._past, self._future = [], []

    def numbered(self, shapes: Iterable[Shape]) -> tuple[Shape, ...]:
        """New shapes with ids of their own."""
        found = []
        for shape in shapes:
            found.append(replace(shape, id=self._next))
            self._next -= 1
        return tuple(found)

    def as_saved(self) -> Plan:
        """The plan as it is handed to be kept: new shapes without ids."""
        return self.plan.with_shapes(
            tuple(replace(shape, id=max(0, shape.id)) for shape in self.plan.shapes)
        )


def shape_of(plan: Plan, number: int) -> Shape | None:
    """The shape of an id."""
    return next((shape for shape in plan.shapes if shape.id == number), None)


def moved(plan: Plan, ids: Collection[int], dx: float, dy: float, *, grid: int = 1) -> Plan:
    """Shapes moved together; the upper left corner of the whole comes onto the grid.

    They stay on the plan at least by a grid's width.
    """
    chosen = [shape for shape in plan.shapes if shape.id in ids]
    if not chosen:
        return plan
    left, top = min(shape.x for shape in chosen), min(shape.y for shape in chosen)
    right = max(shape.x + shape.width for shape in chosen)
    bottom = max(shape.y + shape.height for shape in chosen)
    to_x = min(max(snapped(left + dx, grid), left - right + grid), plan.width - grid)
    to_y = min(max(snapped(top + dy, grid), top - bottom + grid), plan.height - grid)
    return _changed(
        plan, ids, lambda one: replace(one, x=one.x + to_x - left, y=one.y + to_y - top)
    )


def resized(plan: Plan, number: int, edges: str, dx: float, dy: float, *, grid: int = 1) -> Plan:
    """One shape with an edge or corner drawn elsewhere."""
    return _changed(
        plan, {number}, lambda one: _within(stretched(one, edges, dx, dy, grid=grid))
    )


def turned(plan: Plan, ids: Collection[int], degrees: int) -> Plan:
    """Shapes turned, each about its own middle."""
    return _changed(plan, ids, lambda one: replace(one, turn=(one.turn + degrees) % 360))


def removed(plan: Plan, ids: Collection[int]) -> Plan:
    """A plan without some shapes; rooms and desks themselves stay in the house."""
    return plan.with_shapes(tuple(shape for shape in plan.shapes if shape.id not in ids))


def added(plan: Plan, shapes: Iterable[Shape]) -> Plan:
    """A plan with further shapes, on top."""
    return plan.with_shapes((*plan.shapes, *shapes))


def placed_at(shape: Shape, x: float, y: float, grid: int) -> Shape:
    """A shape whose middle comes as near to a point as the grid lets it."""
    return replace(
        shape, x=snapped(x - shape.width / 2, grid), y=snapped(y - shape.height / 2, grid)
    )


def set_values(plan: Plan, number: int, **values: Any) -> Plan:
    """One shape with values that were typed: its place, size, turn or label."""
    return _changed(plan, {number}, lambda one: _within(replace(one, **values)))


def within(plan: Plan, left: float, top: float, right: float, bottom: float) -> frozenset[int]:
    """Ids of the shapes that lie wholly in a box."""
    found = set()
    for shape in plan.shapes:
        x1, y1, x2, y2 = bounds(corners(shape))
        if left <= x1 and top <= y1 and x2 <= right and y2 <= bottom:
            found.add(shape.id)
    return frozenset(found)


def _within(shape: Shape) -> Shape:
    return replace(
        shape, width=min(MOST_SIDE, max(LEAST_SHAPE, shape.width)),
        height=min(MOST_SIDE, max(LEAST_SHAPE, shape.height)), turn=shape.turn % 360,
    )  # fmt: skip


def _changed(plan: Plan, ids: Collection[int], change: Callable[[Shape], Shape]) -> Plan:
    return plan.with_shapes(
        tuple(change(shape) if shape.id in ids else shape for shape in plan.shapes)
    )
