"""The plan as a drawing board: shapes are chosen, moved, stretched and turned by mouse or keys.

Everything is measured in centimetres of the plan and snaps to its grid; Shift while dragging lets
go of the grid, Shift with an arrow moves by one centimetre.  It changes a ``Drawing`` and writes
nothing itself.

    editor = PlanEditor(front)
    editor.open(plan, names)
    editor.changed.connect(self._on_changed)
"""

from __future__ import annotations

from math import atan2, degrees

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from hubdesk.spaces.plans import editing
from hubdesk.spaces.plans.geometry import nearest, shape_at, snapped
from hubdesk.spaces.plans.model import Plan, Shape
from hubdesk.ui.booking.access import announce
from hubdesk.ui.front import Front
from hubdesk.ui.plan.editpaint import HANDLE, EditPainter, EditState, handles
from hubdesk.ui.widgets.keys import latin
from hubdesk.words.marker import N_

_MARGIN, _SLACK = 12, 4
TURN_STEP = 15
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0, "left"), Qt.Key.Key_Right: (1, 0, "right"),
    Qt.Key.Key_Up: (0, -1, "up"), Qt.Key.Key_Down: (0, 1, "down"),
}  # fmt: skip
_OWN = frozenset({Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_Delete,
                  Qt.Key.Key_Backspace, *_ARROWS})  # fmt: skip


class PlanEditor(QWidget):
    """See the module.

    Attributes:
        drawing: the plan with its steps.

    Signals:
        changed(): the plan is another one.
        selected(): other shapes are chosen.
    """

    changed = Signal()
    selected = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.drawing = editing.Drawing(Plan(0))
        self.state = EditState(self.drawing.plan)
        self._painter = EditPainter(front)
        self._pressed: QPointF | None = None
        self._grip = ""
        self._before: Plan | None = None
        self.setMinimumSize(QSize(320, 260))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        front.speech.say(self, N_("Drawing of the floor"), part="name")
        front.look_changed.connect(self._on_look_changed)

    # -- what is shown --------------------------------------------------------------------------

    def open(
        self, plan: Plan, names: dict[int, tuple[str, str]], picture: bytes | None = None
    ) -> None:
        """Draw on a plan as it is kept; steps on another one are forgotten."""
        self.drawing.keep(plan)
        image = None if picture is None else QImage.fromData(picture)
        self.state = EditState(plan, names, picture=image)
        self._show()
        self.selected.emit()

    def rename(self, names: dict[int, tuple[str, str]]) -> None:
        """Rooms and desks are called otherwise, or in another language."""
        self.state.names = names
        self.update()

    def show_picture(self, picture: bytes | None) -> None:
        """Another picture to draw over, or none."""
        self.state.picture = None if picture is None else QImage.fromData(picture)
        self.update()

    @property
    def plan(self) -> Plan:
        return self.drawing.plan

    def chosen(self) -> list[Shape]:
        """The chosen shapes, in the order of painting."""
        return [shape for shape in self.plan.shapes if shape.id in self.state.chosen]

    def choose(self, ids: frozenset[int]) -> None:
        """Choose shapes; tells."""
        if ids != self.state.chosen:
            self.state.chosen = ids
            self._describe()
            self.update()
            self.selected.emit()

    def do(self, plan: Plan) -> None:
        """Take a step."""
        self.drawing.do(plan)
        self._show()

    def add(self, shape: Shape, at: QPointF | None = None) -> None:
        """Put a new shape on the plan, its middle at a point of the widget or in the middle."""
        x, y = self.to_plan(at or QPointF(self.rect().center()))
        x, y = min(max(x, 0), self.plan.width), min(max(y, 0), self.plan.height)
        (new,) = self.drawing.numbered([editing.placed_at(shape, x, y, self.plan.grid)])
        self.do(editing.added(self.plan, [new]))
        self.choose(frozenset({new.id}))

    def undo(self) -> None:
        self.drawing.undo()
        self._show()

    def redo(self) -> None:
        self.drawing.redo()
        self._show()

    def remove(self) -> None:
        """Take the chosen shapes off the plan."""
        self.do(editing.removed(self.plan, self.state.chosen))

    def turn(self, by: int) -> None:
        """Turn the chosen shapes by degrees, clockwise."""
        self.do(editing.turned(self.plan, self.state.chosen, by))

    def saved(self, plan: Plan) -> None:
        """The plan was kept; the chosen ones stay chosen where they are."""
        places = {(one.x, one.y, one.kind) for one in self.chosen()}
        self.drawing.keep(plan)
        self.state.chosen = frozenset(
            one.id for one in plan.shapes if (one.x, one.y, one.kind) in places
        )
        self._show()

    def _show(self) -> None:
        self.state.plan = self.plan
        there = {shape.id for shape in self.plan.shapes}
        gone = self.state.chosen - there
        self.state.chosen &= there
        self._describe()
        self.update()
        self.changed.emit()
        if gone:
            self.selected.emit()

    # -- where ----------------------------------------------------------------------------------

    def scale(self) -> float:
        """Pixels a centimetre."""
        across = (self.width() - 2 * _MARGIN) / self.plan.width
        down = (self.height() - 2 * _MARGIN) / self.plan.height
        return max(0.005, min(across, down))

    def origin(self) -> QPointF:
        """Where the plan's upper left corner is in the widget."""
        scale = self.scale()
        return QPointF(
            (self.width() - self.plan.width * scale) / 2,
            (self.height() - self.plan.height * scale) / 2,
        )

    def to_plan(self, point: QPointF) -> tuple[float, float]:
        """A point of the widget in centimetres of the plan."""
        at, scale = point - self.origin(), self.scale()
        return at.x() / scale, at.y() / scale

    def to_widget(self, x: float, y: float) -> QPointF:
        """A point of the plan in the widget."""
        return self.origin() + QPointF(x, y) * self.scale()

    def _handle_at(self, point: QPointF) -> str:
        chosen = self.chosen()
        if len(chosen) != 1:
            return ""
        for name, (x, y) in handles(chosen[0], self.scale()).items():
            away = self.to_widget(x, y) - point
            if abs(away.x()) <= HANDLE and abs(away.y()) <= HANDLE:
                return name
        return ""

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.front.theme.colour("background"))
        painter.translate(self.origin())
        self.state.focused = self.hasFocus()
        self._painter.paint(painter, self.state, self.scale())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @Slot()
    def _on_look_changed(self) -> None:
        self._painter = EditPainter(self.front)
        self.update()

    # -- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        self._pressed, self._before = point, None
        self._grip = self._handle_at(point)
        if self._grip:
            return
        found = shape_at(self.plan.shapes, *self.to_plan(point))
        more = bool(event.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        ))  # fmt: skip
        if found is None:
            self._grip = "band"
            if not more:
                self.choose(frozenset())
        elif more:
            self.choose(self.state.chosen ^ {found.id})
        elif found.id not in self.state.chosen:
            self.choose(frozenset({found.id}))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is None:
            self._show_grip(point)
            return
        if self._before is None and (point - self._pressed).manhattanLength() < _SLACK:
            return
        if self._before is None:
            self._before = self.plan
        free = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._drag(point, grid=1 if free else self.plan.grid)

    def _drag(self, point: QPointF, *, grid: int) -> None:
        """Show what letting go here would give; the step is only taken then."""
        assert self._pressed is not None
        assert self._before is not None
        if self._grip == "band":
            self.state.band = QRectF(self._pressed, point).normalized().translated(-self.origin())
            self.update()
            return
        by = (point - self._pressed) / self.scale()
        before, chosen = self._before, self.state.chosen
        if self._grip == "turn":
            shown = self._turned(point, grid)
        elif self._grip:
            (number,) = chosen
            shown = editing.resized(before, number, self._grip, by.x(), by.y(), grid=grid)
        else:
            shown = editing.moved(before, chosen, by.x(), by.y(), grid=grid)
        self.drawing.plan = self.state.plan = shown
        self.update()
        self.selected.emit()

    def _turned(self, point: QPointF, grid: int) -> Plan:
        assert self._before is not None
        (number,) = self.state.chosen
        shape = editing.shape_of(self._before, number)
        assert shape is not None
        x, y = self.to_plan(point)
        middle_x, middle_y = shape.middle
        angle = degrees(atan2(y - middle_y, x - middle_x)) + 90
        turn = snapped(angle, 1 if grid == 1 else TURN_STEP)
        return editing.set_values(self._before, number, turn=int(turn) % 360)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        before, self._before, self._pressed = self._before, None, None
        if before is None:
            return
        if self._grip == "band" and self.state.band is not None:
            scale, band = self.scale(), self.state.band
            self.state.band = None
            found = editing.within(self.plan, band.left() / scale, band.top() / scale,
                                   band.right() / scale, band.bottom() / scale)  # fmt: skip
            self.choose(self.state.chosen | found)
            self.update()
            return
        after, self.drawing.plan = self.plan, before
        self.do(after)

    def _show_grip(self, point: QPointF) -> None:
        shapes = {
            "n": Qt.CursorShape.SizeVerCursor, "s": Qt.CursorShape.SizeVerCursor,
            "e": Qt.CursorShape.SizeHorCursor, "w": Qt.CursorShape.SizeHorCursor,
            "nw": Qt.CursorShape.SizeFDiagCursor, "se": Qt.CursorShape.SizeFDiagCursor,
            "ne": Qt.CursorShape.SizeBDiagCursor, "sw": Qt.CursorShape.SizeBDiagCursor,
            "turn": Qt.CursorShape.CrossCursor,
        }  # fmt: skip
        over = shape_at(self.plan.shapes, *self.to_plan(point)) is not None
        grip = self._handle_at(point)
        self.setCursor(shapes.get(
            grip, Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor
        ))  # fmt: skip

    def _give_up(self) -> None:
        """Esc during a drag: everything is where it was."""
        if self._before is not None:
            self.drawing.plan = self.state.plan = self._before
        self._pressed = self._before = self.state.band = None
        self.update()
        self.selected.emit()

    # -- keyboard -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys of the drawing are not those of the window while the keyboard is here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and latin(event.key()) in _OWN
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = latin(event.key()), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key in _ARROWS:
            alt = bool(held & Qt.KeyboardModifier.AltModifier)
            self._arrow(*_ARROWS[key], control=control, shift=shift, alt=alt)
        elif control and key is Qt.Key.Key_Z and not shift:
            self.undo()
        elif control and key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            self.redo()
        elif control and key is Qt.Key.Key_A:
            self.choose(frozenset(shape.id for shape in self.plan.shapes))
        elif key is Qt.Key.Key_R and not control:
            self.turn(-TURN_STEP if shift else TURN_STEP)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key is Qt.Key.Key_Escape and self._pressed is not None:
            self._give_up()
        elif key is Qt.Key.Key_Escape and self.state.chosen:
            self.choose(frozenset())
        else:
            super().keyPressEvent(event)

    def _arrow(
        self, dx: int, dy: int, direction: str, *, control: bool, shift: bool, alt: bool
    ) -> None:
        """Move, or with Ctrl stretch, what is chosen; with Alt, or nothing chosen, choose."""
        step = 1 if shift else self.plan.grid
        chosen = self.chosen()
        if alt or not chosen:
            self._choose_next(direction)
        elif control and len(chosen) == 1:
            # In the shape's own directions, however it is turned.
            one = chosen[0]
            sides = {"width": one.width + dx * step, "height": one.height + dy * step}
            self.do(editing.set_values(self.plan, one.id, **sides))
        elif not control:
            self.do(editing.moved(self.plan, self.state.chosen, dx * step, dy * step, grid=1))

    def _choose_next(self, direction: str) -> None:
        points = {shape.id: shape.middle for shape in self.plan.shapes}
        if not points:
            return
        chosen = self.chosen()
        if not chosen:
            first = min(self.plan.shapes, key=lambda shape: (shape.y, shape.x))
            self.choose(frozenset({first.id}))
            return
        found = nearest(points, chosen[-1].middle, direction)
        if found is not None:
            self.choose(frozenset({found}))

    def _describe(self) -> None:
        """What screen readers hear: what is chosen, where it is, how large."""
        words, chosen = self.front.words, self.chosen()
        if len(chosen) != 1:
            text = words.n("{n} shape chosen", "{n} shapes chosen", len(chosen))
        else:
            one = chosen[0]
            text = words.t(
                "{name}: {x}, {y} cm; {width} by {height} cm, turned by {turn}\u00b0",
                name=self.name_of(one), x=one.x, y=one.y, width=one.width, height=one.height,
                turn=one.turn,
            )  # fmt: skip
        announce(self, text)

    def name_of(self, shape: Shape) -> str:
        """What a shape is called."""
        code, name = self.state.names.get(shape.resource_id or 0, ("", ""))
        if code:
            return f"{name} \u00b7 {code}" if name else code
        return shape.label or self.front.words.name("plan_shape", shape.kind)
