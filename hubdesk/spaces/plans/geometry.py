"""Boxes that are turned: their corners, what is inside, how they are moved and stretched.  Pure.

Turning is clockwise as it is seen, because y grows downwards.

    >>> corners(Shape("desk", 0, 0, 200, 100, turn=90))[0]
    (150.0, -50.0)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import cos, hypot, radians, sin

from hubdesk.spaces.plans.model import LEAST_SHAPE, Shape

Point = tuple[float, float]


def corners(shape: Shape) -> tuple[Point, ...]:
    """The outline on the plan, as it is seen; rounded to a thousandth of a centimetre."""
    whole = ((0, 0), (1000, 0), (1000, 1000), (0, 1000))
    return tuple(
        to_plan(shape, shape.width * x / 1000, shape.height * y / 1000)
        for x, y in shape.outline or whole
    )


def to_plan(shape: Shape, x: float, y: float) -> Point:
    """Where a point within the box (from its upper left corner) is on the plan."""
    middle_x, middle_y = shape.middle
    turned_x, turned_y = turned(x - shape.width / 2, y - shape.height / 2, shape.turn)
    return round(middle_x + turned_x, 3), round(middle_y + turned_y, 3)


def to_shape(shape: Shape, x: float, y: float) -> Point:
    """Where a point of the plan is within the box, from its upper left corner before turning."""
    middle_x, middle_y = shape.middle
    back_x, back_y = turned(x - middle_x, y - middle_y, -shape.turn)
    return back_x + shape.width / 2, back_y + shape.height / 2


def turned(x: float, y: float, degrees: float) -> Point:
    """A vector turned clockwise."""
    if degrees % 90 == 0:  # exact where it can be, so that walls stay straight
        for _ in range(int(degrees // 90) % 4):
            x, y = -y, x
        return x, y
    angle = radians(degrees)
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of points."""
    found = tuple(points)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return min(xs), min(ys), max(xs), max(ys)


def holds(shape: Shape, x: float, y: float) -> bool:
    """Whether a point of the plan lies in a shape."""
    if not shape.outline:
        inner_x, inner_y = to_shape(shape, x, y)
        return 0 <= inner_x <= shape.width and 0 <= inner_y <= shape.height
    inside = False
    points = corners(shape)
    for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def shape_at(shapes: Iterable[Shape], x: float, y: float) -> Shape | None:
    """The uppermost shape under a point: desks lie over rooms, rooms over areas."""
    found = None
    for shape in shapes:
        if holds(shape, x, y) and (found is None or _over(shape) >= _over(found)):
            found = shape
    return found


def _over(shape: Shape) -> int:
    return {"area": 0, "room": 1, "label": 2, "desk": 3}[shape.kind]


def snapped(value: float, grid: int) -> int:
    """The nearest line of the grid; a half goes up."""
    return int((value + grid / 2) // grid) * grid


def stretched(shape: Shape, edges: str, dx: float, dy: float, *, grid: int = 1) -> Shape:
    """A shape with one of its edges or corners drawn elsewhere; the opposite one stays.

    Args:
        edges: some of ``nesw`` of the box before it is turned, such as ``se``.
        dx, dy: how far on the plan.
        grid: new sides are multiples of it.
    """
    inner_x, inner_y = turned(dx, dy, -shape.turn)
    width, height = shape.width, shape.height
    if "e" in edges or "w" in edges:
        grown = width + (inner_x if "e" in edges else -inner_x)
        width = max(LEAST_SHAPE, snapped(max(grown, 0), grid) or grid)
    if "s" in edges or "n" in edges:
        grown = height + (inner_y if "s" in edges else -inner_y)
        height = max(LEAST_SHAPE, snapped(max(grown, 0), grid) or grid)
    # The middle goes half as far as the edge that moves, along the turned axes.
    across = (width - shape.width) / 2 * (-1 if "w" in edges else 1)
    down = (height - shape.height) / 2 * (-1 if "n" in edges else 1)
    shift_x, shift_y = turned(across, down, shape.turn)
    middle_x, middle_y = shape.middle
    return replace(
        shape, x=round(middle_x + shift_x - width / 2), y=round(middle_y + shift_y - height / 2),
        width=width, height=height,
    )  # fmt: skip


def nearest(points: dict[int, Point], at: Point, direction: str) -> int | None:
    """The key of the nearest point in a direction (``left``, ``right``, ``up``, ``down``).

    What lies straight ahead is nearer than what lies aside; nothing is found behind.
    """
    ahead = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}[direction]
    best: tuple[float, int] | None = None
    for key, (x, y) in points.items():
        dx, dy = x - at[0], y - at[1]
        along = dx * ahead[0] + dy * ahead[1]
        if along <= 0.5:
            continue
        aside = abs(dx * ahead[1]) + abs(dy * ahead[0])
        distance = hypot(along, 3 * aside)
        if aside <= 2 * along and (best is None or distance < best[0]):
            best = distance, key
    return None if best is None else best[1]
