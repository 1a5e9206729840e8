"""A drawing as a plan: shapes of SVG become rooms, desks and what gives bearings.  Pure.

A shape whose ``data-resource``, ``id``, label or title is the code of a room or desk becomes that
room or desk; every other shape becomes an area, every text a label.  What is not taken is noted.

    read = read_svg(data, floor_id=2, codes={"D4-01": (7, "desk")})
    read.plan, read.notes, read.picture
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, hypot, pi, sin

from hubdesk.spaces.errors import PlanFileRefusedError
from hubdesk.spaces.plans.affine import (
    Affine,
    UnreadableError,
    applied,
    as_turn,
    joined,
    numbers,
    parsed,
)
from hubdesk.spaces.plans.geometry import bounds
from hubdesk.spaces.plans.model import (
    DEFAULT_GRID,
    DEFAULT_SIZE,
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
from hubdesk.spaces.plans.svg_parse import Element, elements

#: A drawing smaller than that in its own units is not drawn in centimetres.
_SMALL = 400
_CIRCLE = 16
_LINE = 10
_PATH = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_TAKEN = frozenset(
    {"rect", "polygon", "polyline", "line", "path", "circle", "ellipse", "text", "image"}
)
_AROUND = frozenset({"svg", "g", "title", "desc", "tspan"})


@dataclass(frozen=True, slots=True)
class DrawnPlan:
    """What a drawing gives.

    Attributes:
        notes: (reason, element, line) of what was left out or assumed.
        picture: media type and bytes of the picture that lies under the plan, if there is one.
    """

    plan: Plan
    notes: tuple[tuple[str, str, int], ...]
    picture: tuple[str, bytes] | None = None


def read_svg(
    data: bytes, *, floor_id: int, codes: Mapping[str, tuple[int, str]], width_cm: int = 0
) -> DrawnPlan:
    """Read a drawing.

    Args:
        codes: code of a room or desk → its id and kind.
        width_cm: how wide the whole drawing is; 0 = one unit is one centimetre, or the usual
            width if it is drawn too small for that.

    Raises:
        PlanFileRefusedError: it is not taken; ``reason`` says why.
    """
    found = elements(data)
    sheet = _sheet(found[0], width_cm)
    reading = _Reading(sheet, {code.casefold(): known for code, known in codes.items()})
    for element in found[1:]:
        reading.take(element)
    if not reading.shapes and reading.picture is None:
        raise PlanFileRefusedError(reason="svg_empty")
    grid = numbers(found[0].attributes.get("data-grid", ""), 4)
    plan = Plan(
        floor_id, sheet.width, sheet.height,
        int(grid[0]) if grid and 1 <= grid[0] <= 200 else DEFAULT_GRID,
        tuple(reading.shapes), reading.picture_place,
    )  # fmt: skip
    return DrawnPlan(plan, tuple(reading.notes), reading.picture)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The drawing's own area as a plan: its size, and how its units become centimetres."""

    width: int
    height: int
    scale: Affine
    assumed: bool


def _sheet(root: Element, width_cm: int) -> _Sheet:
    try:
        box = numbers(root.attributes.get("viewBox", ""), 4)
        sides = [numbers(root.attributes.get(side, ""), 4) for side in ("width", "height")]
    except UnreadableError:
        raise PlanFileRefusedError(reason="svg_size", line=root.line) from None
    if len(box) != 4:
        if not all(sides) or "%" in root.attributes.get("width", ""):
            raise PlanFileRefusedError(reason="svg_size", line=root.line)
        box = [0, 0, sides[0][0], sides[1][0]]
    if box[2] <= 0 or box[3] <= 0:
        raise PlanFileRefusedError(reason="svg_size", line=root.line)
    scale, assumed = 1.0, False
    if width_cm:
        scale = width_cm / box[2]
    elif root.attributes.get("data-unit") != "cm" and (
        max(box[2], box[3]) < _SMALL or max(box[2], box[3]) > MOST_SIDE
    ):
        scale, assumed = DEFAULT_SIZE[0] / box[2], True
    width, height = round(box[2] * scale), round(box[3] * scale)
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in (width, height)):
        raise PlanFileRefusedError(reason="svg_size", line=root.line)
    return _Sheet(width, height, (scale, 0, 0, scale, -box[0] * scale, -box[1] * scale), assumed)


class _Reading:
    """Takes one element after the other.

    Attributes:
        shapes: in the order of the drawing.
        notes, picture: as in :class:`DrawnPlan`; ``picture_place`` where it lies.
    """

    def __init__(self, sheet: _Sheet, codes: Mapping[str, tuple[int, str]]) -> None:
        self._sheet = sheet
        self._codes = codes
        self._used: set[int] = set()
        self._transforms: dict[str, Affine] = {}
        self.shapes: list[Shape] = []
        self.notes: list[tuple[str, str, int]] = []
        self.picture: tuple[str, bytes] | None = None
        self.picture_place: Picture | None = None
        if sheet.assumed:
            self.notes.append(("svg_scale_assumed", "svg", 1))

    def take(self, element: Element) -> None:
        """Make what an element shows a shape, or note why not."""
        if element.name in _AROUND or element.attributes.get("data-kind") == "caption":
            return
        if element.name not in _TAKEN:
            self._note("svg_element_skipped", element)
            return
        try:
            shape = self._shape(element)
        except UnreadableError:
            raise PlanFileRefusedError(
                reason="svg_number", line=element.line, element=element.name
            ) from None
        if shape is None:
            return
        if len(self.shapes) >= MOST_SHAPES:
            raise PlanFileRefusedError(reason="svg_too_many", line=element.line)
        self.shapes.append(shape if shape.kind == "label" else self._known(shape, element))

    def _note(self, reason: str, element: Element) -> None:
        self.notes.append((reason, element.name, element.line))

    def _shape(self, element: Element) -> Shape | None:
        transform = joined([self._sheet.scale, *map(self._parsed, element.transforms)])
        if element.name == "text":
            return self._label(element, transform)
        if element.name == "image":
            self._take_picture(element, transform)
            return None
        if element.name == "rect":
            x, y, width, height = _values(element, "x", "y", "width", "height")
            if width <= 0 or height <= 0:
                return None
            turn = as_turn(transform)
            if turn is not None:
                return _turned_box(applied(transform, x + width / 2, y + height / 2),
                                   width * turn[0], height * turn[1], turn[2])  # fmt: skip
            return _outlined(
                [(x, y), (x + width, y), (x + width, y + height), (x, y + height)], transform
            )
        if element.name in ("line", "polyline"):
            return self._lines(element, transform)
        return self._outline(element, transform)

    def _parsed(self, text: str) -> Affine:
        """A group says its transform once, however much stands in it."""
        known = self._transforms.get(text)
        if known is None:
            known = self._transforms[text] = parsed(text)
        return known

    def _outline(self, element: Element, transform: Affine) -> Shape | None:
        kept = _kept(element)
        if kept is not None:
            return kept
        if element.name in ("circle", "ellipse"):
            x, y, across, down, both = _values(element, "cx", "cy", "rx", "ry", "r")
            across, down = across or both, down or both
            points = [
                (x + across * cos(2 * pi * at / _CIRCLE), y + down * sin(2 * pi * at / _CIRCLE))
                for at in range(_CIRCLE)
            ]
        elif element.name == "path":
            drawn = path_points(element.attributes.get("d", ""))
            if drawn is None:
                self._note("svg_curve_skipped", element)
                return None
            points = drawn
        else:
            points = _pairs(element.attributes.get("points", ""))
        if len(points) > 1 and points[0] == points[-1]:
            points = points[:-1]
        if len(points) > MOST_CORNERS:
            self._note("svg_too_many_corners", element)
            return None
        return _outlined(points, transform) if len(points) >= 3 else None

    def _lines(self, element: Element, transform: Affine) -> Shape | None:
        """A line is a thin area; the last piece of several is given back, the others are kept."""
        if element.name == "line":
            x1, y1, x2, y2 = _values(element, "x1", "y1", "x2", "y2")
            points = [(x1, y1), (x2, y2)]
        else:
            points = _pairs(element.attributes.get("points", ""))
        placed = [applied(transform, x, y) for x, y in points[: MOST_CORNERS + 1]]
        pieces = [
            _turned_box(((ax + bx) / 2, (ay + by) / 2), hypot(bx - ax, by - ay), _LINE,
                        as_degrees(bx - ax, by - ay))
            for (ax, ay), (bx, by) in pairwise(placed)
            if hypot(bx - ax, by - ay) >= LEAST_SHAPE
        ]  # fmt: skip
        self.shapes += [self._known(piece, element) for piece in pieces[:-1]]
        return pieces[-1] if pieces else None

    def _label(self, element: Element, transform: Affine) -> Shape | None:
        text = (element.attributes.get("data-label") or element.title)[:MOST_LABEL]
        if not text:
            return None
        turn = as_turn(transform)
        degrees = 0 if turn is None else round(turn[2]) % 360
        box = numbers(element.attributes.get("data-box", ""), 8)
        if len(box) == 4 and box[2] >= LEAST_SHAPE and box[3] >= LEAST_SHAPE:
            x, y, width, height = (round(value) for value in box)
            return Shape("label", x, y, width, height, degrees, label=text)
        left, top, size = _values(element, "x", "y", "font-size")
        tall = (size or 20.0) * (1 if turn is None else turn[1])
        at_x, at_y = applied(transform, left, top)
        width, height = max(20, round(len(text) * tall * 0.6)), max(10, round(tall * 1.25))
        return Shape("label", round(at_x - width / 2), round(at_y - height / 2), width, height,
                     degrees, label=text)  # fmt: skip

    def _take_picture(self, element: Element, transform: Affine) -> None:
        if self.picture is not None:
            self._note("svg_element_skipped", element)
            return
        head, _, text = element.attributes.get("href", "").partition(",")
        try:
            data = b64decode(text, validate=False)
        except (binascii.Error, ValueError):
            raise PlanFileRefusedError(reason="svg_picture", line=element.line) from None
        if not data.startswith(PICTURES):
            raise PlanFileRefusedError(reason="svg_picture", line=element.line)
        x, y, width, height = _values(element, "x", "y", "width", "height")
        left, top, right, bottom = bounds(
            [applied(transform, x, y), applied(transform, x + width, y + height)]
        )
        opacity = numbers(element.attributes.get("opacity", "0.5"), 4)
        self.picture = head.strip()[5:].partition(";")[0].lower(), data
        self.picture_place = Picture(
            "", round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top)),
            min(100, max(0, round(100 * (opacity[0] if opacity else 0.5)))),
        )  # fmt: skip

    def _known(self, shape: Shape, element: Element) -> Shape:
        """The room or desk that a shape is, or an area with its name."""
        for name in _names(element):
            known = self._codes.get(name.casefold())
            if known is not None and known[0] not in self._used:
                self._used.add(known[0])
                return replace(shape, kind=known[1], resource_id=known[0], label="")
        label = element.attributes.get("data-label", "")[:MOST_LABEL]
        return replace(shape, kind="area", label=label)


def _names(element: Element) -> list[str]:
    """What a shape may be called, the surest first; a group's name counts for what is in it."""
    found = []
    for one in (element, element.group):
        if one is not None and one.name != "svg":
            found += [one.attributes.get(key, "") for key in ("data-resource", "id", "label")]
            found.append(one.title)
    return [name.strip() for name in found if name.strip()]


def _kept(element: Element) -> Shape | None:
    """The box and outline that HubDesk wrote beside the corners, unless somebody moved them."""
    box = numbers(element.attributes.get("data-box", ""), 8)
    flat = numbers(element.attributes.get("data-outline", ""), 2 * MOST_CORNERS)
    if len(box) != 5 or len(flat) < 6 or len(flat) % 2 or element.transforms:
        return None
    outline = tuple((round(flat[at]), round(flat[at + 1])) for at in range(0, len(flat), 2))
    x, y, width, height, turn = (round(value) for value in box)
    if width < LEAST_SHAPE or height < LEAST_SHAPE:
        return None
    return Shape("area", x, y, width, height, turn % 360, outline)


def _values(element: Element, *names: str) -> tuple[float, ...]:
    found = []
    for name in names:
        values = numbers(element.attributes.get(name, "0"), 4)
        found.append(values[0] if values else 0.0)
    return tuple(found)


def _pairs(text: str) -> list[tuple[float, float]]:
    flat = numbers(text, 2 * MOST_CORNERS + 200)
    return [(flat[at], flat[at + 1]) for at in range(0, len(flat) - 1, 2)]


def _turned_box(
    middle: tuple[float, float], width: float, height: float, degrees: float
) -> Shape:
    wide, high = max(LEAST_SHAPE, round(width)), max(LEAST_SHAPE, round(height))
    x, y = round(middle[0] - wide / 2), round(middle[1] - high / 2)
    return Shape("area", x, y, wide, high, round(degrees) % 360)


def _outlined(points: list[tuple[float, float]], transform: Affine) -> Shape:
    placed = [applied(transform, x, y) for x, y in points]
    left, top, right, bottom = bounds(placed)
    width, height = max(LEAST_SHAPE, round(right - left)), max(LEAST_SHAPE, round(bottom - top))
    outline = tuple(
        (round(1000 * (x - left) / max(right - left, 1e-9)),
         round(1000 * (y - top) / max(bottom - top, 1e-9)))
        for x, y in placed
    )  # fmt: skip
    return Shape("area", round(left), round(top), width, height, 0, outline)


def as_degrees(dx: float, dy: float) -> float:
    """The direction of a vector, clockwise from the right."""
    turn = as_turn((dx, dy, -dy, dx, 0, 0))
    return 0.0 if turn is None else turn[2]


def path_points(text: str) -> list[tuple[float, float]] | None:
    """The corners of a path's first closed part; None if it has curves.

    Raises:
        UnreadableError: a number that is none.
    """
    points: list[tuple[float, float]] = []
    x = y = 0.0
    for command, rest in _PATH.findall(text):
        low, relative = command.lower(), command.islower()
        values = numbers(rest, 4 * MOST_CORNERS)
        if low == "z" or (low == "m" and points):
            return points
        if low not in "mlhv":
            return None
        step = 2 if low in "ml" else 1
        for at in range(0, len(values) - step + 1, step):
            if low == "h":
                x = values[at] + (x if relative else 0)
            elif low == "v":
                y = values[at] + (y if relative else 0)
            else:
                x = values[at] + (x if relative else 0)
                y = values[at + 1] + (y if relative else 0)
            points.append((x, y))
    return points
