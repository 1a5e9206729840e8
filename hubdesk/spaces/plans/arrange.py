"""A first plan for a floor: rooms along the walls, desks in benches of two rows.  Pure.

The same floor gives the same plan; a person then moves things to where they are.

    plan = arranged(floor_id, [Wanted(7, "desk", 1), …])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from hubdesk.spaces.model import Resource
from hubdesk.spaces.plans.model import Plan, Shape

#: In centimetres.
DESK = (140, 80)
AISLE, MARGIN, CORRIDOR = 160, 60, 200
_BENCH = 6
#: Benches beside each other for one below another, so that a floor is half as wide again as high.
_FLAT = 0.48
_LEAST_ROOM, _ROOM_DEEP = 320, 460
#: Above the parts of a room stands its name.
_NAME = 130
#: A room without a known area: so many square metres a seat.
_M2_A_SEAT = 2.2


@dataclass(frozen=True, slots=True)
class Wanted:
    """A room or desk to be placed.

    Attributes:
        parts: the rooms directly within a room; they are placed in it side by side.
    """

    resource_id: int
    kind: str
    capacity: int
    area_m2: float = 0.0
    parts: tuple[int, ...] = ()


def wanted_of(found: Iterable[Resource], floor: str) -> list[Wanted]:
    """The rooms and desks of a floor; a room stands in the smallest one that has all its units."""
    here = [
        one for one in found if one.floor == floor and one.active and one.kind in ("room", "desk")
    ]
    units = {one.id: frozenset(one.unit_ids) for one in here}
    inside: dict[int, list[int]] = {}
    for one in here:
        around = [other for other in here if units[one.id] < units[other.id]]
        if around:
            smallest = min(around, key=lambda other: len(units[other.id]))
            inside.setdefault(smallest.id, []).append(one.id)
    return [
        Wanted(one.id, one.kind, one.capacity or 1, float(one.area_m2 or 0),
               tuple(inside.get(one.id, ())))
        for one in here
    ]  # fmt: skip


def arranged(floor_id: int, wanted: Sequence[Wanted]) -> Plan:
    """Place everything on a new plan."""
    inside = {part for one in wanted for part in one.parts}
    rooms = [one for one in wanted if one.kind == "room" and one.resource_id not in inside]
    desks = [one for one in wanted if one.kind == "desk"]
    benches = [desks[at : at + 2 * _BENCH] for at in range(0, len(desks), 2 * _BENCH)]
    across = max(1, round(sqrt(len(benches) * _FLAT)))
    desk_width = across * (_BENCH * DESK[0] + AISLE) if benches else 0
    total = sum(_width(room) for room in rooms)
    inner = max(desk_width, ceil(total / 2 / 100) * 100, 800)
    shapes: list[Shape] = []
    upper, lower = _in_rows(rooms, inner)
    by_id = {one.resource_id: one for one in wanted}
    top = MARGIN
    if upper:
        shapes += _row(upper, top, by_id)
        top += max(map(_deep, upper)) + CORRIDOR
    shapes += _benches(benches, top, across)
    if benches:
        top += ceil(len(benches) / across) * (2 * DESK[1] + AISLE) - AISLE + CORRIDOR
    if lower:
        shapes += _row(lower, top, by_id)
        top += max(map(_deep, lower))
    right = max((shape.x + shape.width for shape in shapes), default=inner)
    bottom = max((shape.y + shape.height for shape in shapes), default=top)
    width, height = _up(right + MARGIN), _up(bottom + MARGIN)
    return Plan(floor_id, width, height, shapes=(*_walls(width, height), *shapes))


def placed(plan: Plan, wanted: Sequence[Wanted]) -> Plan:
    """Place what is not on a plan yet, in rows below what is there; the plan grows."""
    there = plan.resource_ids
    missing = [one for one in wanted if one.resource_id not in there]
    if not missing:
        return plan
    if not plan.shapes:
        return Plan(plan.floor_id, *_size(arranged(plan.floor_id, missing)), grid=plan.grid,
                    shapes=arranged(plan.floor_id, missing).shapes, picture=plan.picture,
                    version=plan.version)  # fmt: skip
    x, top, deep, shapes = MARGIN, plan.height, 0, []
    for one in missing:
        width, height = DESK if one.kind == "desk" else (_width(one), _deep(one))
        if x + width > max(plan.width, width + MARGIN) - MARGIN and x > MARGIN:
            x, top, deep = MARGIN, top + deep + 40, 0
        shapes.append(Shape(one.kind, x, top, width, height, resource_id=one.resource_id))
        x, deep = x + width + 40, max(deep, height)
    width = max(plan.width, _up(max(shape.x + shape.width for shape in shapes) + MARGIN))
    return Plan(plan.floor_id, width, _up(top + deep + MARGIN), plan.grid,
                (*plan.shapes, *shapes), plan.picture, plan.version)  # fmt: skip


def _size(plan: Plan) -> tuple[int, int]:
    return plan.width, plan.height


def _up(value: int) -> int:
    return ceil(value / 20) * 20


def _width(room: Wanted) -> int:
    return max(_LEAST_ROOM, round(_area(room) / _deep(room) / 20) * 20)


def _deep(room: Wanted) -> int:
    """Usual rooms are alike; a hall is twice as wide as it is deep."""
    return max(_ROOM_DEEP, _up(round(sqrt(_area(room) / 2))))


def _area(room: Wanted) -> float:
    """In square centimetres."""
    return (room.area_m2 or max(1, room.capacity) * _M2_A_SEAT) * 10_000


def _in_rows(rooms: Sequence[Wanted], inner: int) -> tuple[list[Wanted], list[Wanted]]:
    """The first row as far as it goes, the rest below."""
    upper: list[Wanted] = []
    used = 0
    for at, room in enumerate(rooms):
        if upper and used + _width(room) > inner:
            return upper, list(rooms[at:])
        upper.append(room)
        used += _width(room)
    return upper, []


def _row(rooms: Sequence[Wanted], top: int, by_id: dict[int, Wanted]) -> list[Shape]:
    x, found = MARGIN, []
    for room in rooms:
        width = _width(room)
        found += _room(room, x, top, width, _deep(room), by_id)
        x += width
    return found


def _room(
    room: Wanted, x: int, y: int, width: int, height: int, by_id: dict[int, Wanted]
) -> list[Shape]:
    """A room, and the rooms it consists of within it, each a little smaller."""
    found = [Shape("room", x, y, width, height, resource_id=room.resource_id)]
    parts = [by_id[part] for part in room.parts if part in by_id]
    if parts:
        each, deep = (width - 40) // len(parts), height - _NAME - 20
        for at, part in enumerate(parts):
            found += _room(part, x + 20 + at * each, y + _NAME, each - 10, deep, by_id)
    return found


def _benches(benches: Sequence[Sequence[Wanted]], top: int, across: int) -> list[Shape]:
    found = []
    for number, bench in enumerate(benches):
        left = MARGIN + number % across * (_BENCH * DESK[0] + AISLE)
        y = top + number // across * (2 * DESK[1] + AISLE)
        for at, desk in enumerate(bench):
            row, column = divmod(at, _BENCH)
            found.append(
                Shape("desk", left + column * DESK[0], y + row * DESK[1], *DESK,
                      turn=180 if row else 0, resource_id=desk.resource_id)
            )  # fmt: skip
    return found


def _walls(width: int, height: int) -> tuple[Shape, ...]:
    thick = 20
    return (
        Shape("area", 0, 0, width, thick),
        Shape("area", 0, height - thick, width, thick),
        Shape("area", 0, thick, thick, height - 2 * thick),
        Shape("area", width - thick, thick, thick, height - 2 * thick),
    )
