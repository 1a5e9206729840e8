"""Paints a plan that is being drawn: grid, picture, shapes, what is chosen with its handles.

    EditPainter(front).paint(painter, state, scale)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from hubdesk.spaces.plans.geometry import corners, to_plan
from hubdesk.spaces.plans.model import Plan, Shape
from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.texts import Texts

#: Half the side of a handle, and how far the one that turns stands off; in pixels.
HANDLE, _OFF = 6, 22
#: Lines of the grid nearer than that are not painted.
_LEAST_GRID = 7
_EDGES = {
    "nw": (0.0, 0.0), "n": (0.5, 0.0), "ne": (1.0, 0.0), "e": (1.0, 0.5), "se": (1.0, 1.0),
    "s": (0.5, 1.0), "sw": (0.0, 1.0), "w": (0.0, 0.5),
}  # fmt: skip
_ORDER = {"area": 0, "room": 1, "label": 2, "desk": 3}


@dataclass
class EditState:
    """What the drawing board shows.

    Attributes:
        chosen: ids of shapes.
        band: the box that is drawn to choose, in pixels from the plan's corner.
    """

    plan: Plan
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    chosen: frozenset[int] = frozenset()
    band: QRectF | None = None
    picture: QImage | None = None
    focused: bool = False


def handles(shape: Shape, scale: float) -> dict[str, tuple[float, float]]:
    """Where a shape is taken to stretch or turn it, in centimetres of the plan."""
    found = {
        name: to_plan(shape, shape.width * x, shape.height * y) for name, (x, y) in _EDGES.items()
    }
    found["turn"] = to_plan(shape, shape.width / 2, -_OFF / scale)
    return found


class EditPainter:
    """See the module; one per look."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.theme = front.theme
        self.inks = Inks(front.theme)
        self.texts = Texts(front.theme)

    def paint(self, painter: QPainter, state: EditState, scale: float) -> None:
        """The plan with its corner at the painter's origin."""
        plan, theme = state.plan, self.theme
        sheet = QRectF(0, 0, plan.width * scale, plan.height * scale)
        painter.fillRect(sheet, theme.colour("surface"))
        place = plan.picture
        if place is not None and state.picture is not None:
            painter.setOpacity(place.pct / 100)
            painter.drawImage(
                QRectF(place.x * scale, place.y * scale, place.width * scale,
                       place.height * scale), state.picture,
            )  # fmt: skip
            painter.setOpacity(1.0)
        self._grid(painter, plan, scale)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in sorted(plan.shapes, key=lambda one: _ORDER[one.kind]):
            self._shape(painter, state, shape, scale)
        chosen = [shape for shape in plan.shapes if shape.id in state.chosen]
        for shape in chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus" if state.focused else "accent"), 2))
            painter.drawPolygon(_polygon(shape, scale))
        if len(chosen) == 1:
            self._handles(painter, chosen[0], scale)
        if state.band is not None:
            painter.setPen(self.inks.dashed(theme.colour("accent"), 1))
            painter.drawRect(state.band)

    def _grid(self, painter: QPainter, plan: Plan, scale: float) -> None:
        step = plan.grid
        while step * scale < _LEAST_GRID:
            step *= 5
        painter.setPen(QPen(self.inks.half, 1))
        lines = [
            QLineF(x * scale, 0, x * scale, plan.height * scale)
            for x in range(step, plan.width, step)
        ]
        lines += [
            QLineF(0, y * scale, plan.width * scale, y * scale)
            for y in range(step, plan.height, step)
        ]
        painter.drawLines(lines)

    def _shape(self, painter: QPainter, state: EditState, shape: Shape, scale: float) -> None:
        theme = self.theme
        polygon = _polygon(shape, scale)
        if shape.kind != "label":
            edge = "line_strong" if shape.kind == "area" else "text_soft"
            painter.setPen(QPen(theme.colour(edge), 1.2))
            painter.setBrush(theme.colour(
                {"area": "sunken", "room": "accent_soft", "desk": "raised"}[shape.kind]
            ))  # fmt: skip
            painter.drawPolygon(polygon)
        code, name = state.names.get(shape.resource_id or 0, ("", ""))
        text = (name or code) if shape.kind == "room" else code or shape.label
        box = polygon.boundingRect()
        if shape.kind == "room":
            box = QRectF(box.left() + 5, box.top() + 3, box.width() - 8, 15)
        if not text or (shape.kind != "label" and (box.width() < 14 or box.height() < 9)):
            return
        if shape.kind == "desk" and self.texts.width("caption", text) > box.width() - 4:
            text = text.rpartition("-")[2]
        painter.setPen(theme.colour("text" if shape.kind != "area" else "muted"))
        role = "small" if shape.kind in ("room", "label") else "caption"
        room = box.width() - 2 if shape.kind != "label" else 4000
        width = min(room, self.texts.width(role, text))
        left = box.left() if shape.kind == "room" else box.center().x() - width / 2
        self.texts.draw(painter, role, text, left, box.top(), width + 2, box.height())

    def _handles(self, painter: QPainter, shape: Shape, scale: float) -> None:
        theme = self.theme
        places = handles(shape, scale)
        painter.setPen(QPen(theme.colour("accent"), 1.4))
        top, turn = (QPointF(x * scale, y * scale) for x, y in (places["n"], places["turn"]))
        painter.drawLine(QLineF(top, turn))
        painter.setBrush(theme.colour("raised"))
        for name, (x, y) in places.items():
            at = QPointF(x * scale, y * scale)
            if name == "turn":
                painter.drawEllipse(at, HANDLE - 1, HANDLE - 1)
            else:
                painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7))


def _polygon(shape: Shape, scale: float) -> QPolygonF:
    return QPolygonF([QPointF(x * scale, y * scale) for x, y in corners(shape)])
