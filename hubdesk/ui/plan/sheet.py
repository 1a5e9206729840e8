"""A plan laid out for a size on the screen: boxes, turns and rooms for texts, worked out once.

    sheet = Sheet(plan, zoom=0.4)
    for piece in sheet.pieces: painter.drawPolygon(piece.polygon)
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPolygonF

from hubdesk.spaces.plans.geometry import bounds, corners
from hubdesk.spaces.plans.model import Plan, Shape


@dataclass(frozen=True, slots=True)
class Piece:
    """A shape in pixels of the sheet.

    Attributes:
        inner: where texts go, upright, within the shape.
        bounds: the smallest upright box around it.
        rect: the shape in whole pixels, a little apart from its neighbours, where it is an
            upright box; else None.
    """

    shape: Shape
    polygon: QPolygonF
    inner: QRectF
    bounds: QRectF
    rect: QRect | None


class Sheet:
    """Attributes:
    plan, zoom: pixels a centimetre.
    pieces: in the order of painting: areas, rooms, labels, desks, each as the plan has them;
        ``places`` those that can be booked.
    """

    def __init__(self, plan: Plan, zoom: float) -> None:
        self.plan = plan
        self.zoom = zoom
        order = {"area": 0, "room": 1, "label": 2, "desk": 3}
        shapes = sorted(plan.shapes, key=lambda shape: order[shape.kind])
        self.pieces = [piece_of(shape, zoom) for shape in shapes]
        self.places = [piece for piece in self.pieces if piece.shape.resource_id is not None]
        self.by_resource = {piece.shape.resource_id: piece for piece in self.places}

    @property
    def width(self) -> float:
        return self.plan.width * self.zoom

    @property
    def height(self) -> float:
        return self.plan.height * self.zoom


def piece_of(shape: Shape, zoom: float) -> Piece:
    """One shape in pixels."""
    points = [QPointF(x * zoom, y * zoom) for x, y in corners(shape)]
    left, top, right, bottom = bounds((point.x(), point.y()) for point in points)
    around = QRectF(left, top, right - left, bottom - top)
    upright = not shape.outline and shape.turn % 90 == 0
    inner = around
    if not upright:
        # A turned box has room for texts as wide as its shorter side.
        middle_x, middle_y = shape.middle
        side = min(shape.width, shape.height) * zoom
        wide = side if shape.turn % 180 else shape.width * zoom
        inner = QRectF(middle_x * zoom - wide / 2, middle_y * zoom - side / 2, wide, side)
    box = around.toRect().adjusted(1, 1, -2, -2) if upright else None
    return Piece(shape, QPolygonF(points), inner, around, box)
