"""The plan of a floor under a hand: moved, zoomed, walked by the arrows, booked by a click.

It tells by signals what a person did and writes nothing itself.

    view = PlanView(front)
    view.show_plan(plan, names)
    view.show_seats(seats)
    view.picked.connect(self._on_picked)
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from hubdesk.spaces.plans.geometry import nearest, shape_at
from hubdesk.spaces.plans.model import BOOKABLE, Plan
from hubdesk.ui.booking.access import announce
from hubdesk.ui.booking.scene import Scene
from hubdesk.ui.front import Front
from hubdesk.ui.plan.canvas import PlanCanvas, PlanState
from hubdesk.ui.plan.seats import Seat
from hubdesk.ui.plan.sheet import Sheet
from hubdesk.ui.plan.wording import seat_in_words
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.words.marker import N_

MARGIN = 16
#: How far beyond fitting the view one can zoom, and by how much at a time.
_MOST_ZOOM, STEP = 8.0, 1.15
_SLACK = 6
_REFINE_MS = 80
_ARROWS = {
    Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}  # fmt: skip


class PlanView(QWidget):
    """See the module.

    Signals:
        picked(int): a room or desk was clicked or taken by Enter; its resource.
        chosen(int | None): the keyboard or the pointer chose another one.
        menu_wanted(QPoint, int): the menu of a room or desk; the point is global.
    """

    picked = Signal(object)
    chosen = Signal(object)
    menu_wanted = Signal(QPoint, object)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.canvas = PlanCanvas(front)
        self.state = PlanState(Sheet(Plan(0), 1.0))
        self._scene = Scene(front.today())
        self._zoom = 1.0
        self._origin = QPointF(MARGIN, MARGIN)
        self._pressed: QPointF | None = None
        self._dragged = False
        # While the wheel turns, the picture there is is stretched; it is painted anew after.
        self._refining = QTimer(self)
        self._refining.setObjectName("refining")
        self._refining.setSingleShot(True)
        self._refining.setInterval(_REFINE_MS)
        self._refining.timeout.connect(self._refine)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(240, 160))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        front.speech.say(self, N_("Floor plan"), part="name")
        front.look_changed.connect(self._on_paint_changed)
        front.words_changed.connect(self._on_paint_changed)

    # -- what is shown --------------------------------------------------------------------------

    @property
    def plan(self) -> Plan:
        return self.state.sheet.plan

    def show_plan(
        self, plan: Plan, names: dict[int, tuple[str, str]], picture: bytes | None = None
    ) -> None:
        """Show another plan, or the same one drawn anew; zoom and place stay for the same floor."""
        other = plan.floor_id != self.plan.floor_id
        self.state.names = names
        if plan == self.plan and not other:
            self.update()
            return
        image = QImage.fromData(picture) if picture is not None else None
        self.state.picture = None if image is None or image.isNull() else image
        self.state.sheet = Sheet(plan, self.scale())
        self.canvas.forget()
        if other:
            self.state.chosen = None
            self._zoom = 1.0
        self._fit()

    def show_seats(self, seats: dict[int, Seat], scene: Scene) -> None:
        """What everything is at the moment."""
        self.state.seats, self._scene = seats, scene
        self._describe()
        self.update()

    def show_faint(self, faint: frozenset[int]) -> None:
        """What a filter does not mean."""
        if faint != self.state.faint:
            self.state.faint = faint
            self.update()

    def mark(self, marked: frozenset[int]) -> None:
        """Frame what is proposed together."""
        if marked != self.state.marked:
            self.state.marked = marked
            self.update()

    def choose(self, resource_id: int | None) -> None:
        """Put the keyboard's frame on a room or desk; tells."""
        if resource_id == self.state.chosen:
            return
        self.state.chosen = resource_id
        self._reveal()
        self._describe()
        self.update()
        self.chosen.emit(resource_id)

    def rect_of(self, resource_id: int) -> QRect:
        """Where a room or desk is in the widget; for popovers and tests."""
        if self._refining.isActive():
            self._refine()
        piece = self.state.sheet.by_resource.get(resource_id)
        if piece is None:
            return QRect(self.rect().center(), QSize(1, 1))
        return piece.bounds.translated(self._origin).toAlignedRect()

    def resource_at(self, point: QPointF) -> int | None:
        """The room or desk under a point of the widget."""
        scale, at = self.scale(), point - self._origin
        bookable = (shape for shape in self.plan.shapes if shape.kind in BOOKABLE)
        found = shape_at(bookable, at.x() / scale, at.y() / scale)
        return None if found is None else found.resource_id

    # -- where ----------------------------------------------------------------------------------

    def scale(self) -> float:
        """Pixels a centimetre now."""
        plan = self.plan
        across = (self.width() - 2 * MARGIN) / plan.width
        down = (self.height() - 2 * MARGIN) / plan.height
        return max(0.01, min(across, down)) * self._zoom

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Come nearer or go away; what is under ``at`` (the chosen one by default) stays."""
        if at is None:
            piece = self.state.sheet.by_resource.get(self.state.chosen or 0)
            at = QPointF(self.rect().center()) if piece is None else (
                piece.bounds.center() + self._origin)  # fmt: skip
        before, place = self.scale(), at - self._origin
        self._zoom = min(_MOST_ZOOM, max(1.0, self._zoom * factor))
        ratio = self.scale() / before
        self._origin = at - place * ratio
        self._fit(coarsely=True)

    def fit(self) -> None:
        """Show the whole floor."""
        self._zoom = 1.0
        self._fit()

    def _fit(self, *, coarsely: bool = False) -> None:
        """Lay the plan for its scale, now or when the wheel has come to rest."""
        scale, plan = self.scale(), self.plan
        self._origin = QPointF(
            _kept(self._origin.x(), plan.width * scale, self.width()),
            _kept(self._origin.y(), plan.height * scale, self.height()),
        )
        if self.state.sheet.zoom != scale:
            if coarsely:
                self._refining.start()
            elif not self._refining.isActive():
                self._refine()
        self.update()

    @Slot()
    def _refine(self) -> None:
        self._refining.stop()
        self.state.sheet = Sheet(self.plan, self.scale())
        self.update()

    def _pan(self, by: QPointF) -> None:
        self._origin += by
        self._fit()

    def _reveal(self) -> None:
        if self._refining.isActive():
            self._refine()
        piece = self.state.sheet.by_resource.get(self.state.chosen or 0)
        if piece is None:
            return
        box = piece.bounds.translated(self._origin)
        inside = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        dx = max(0.0, inside.left() - box.left()) - max(0.0, box.right() - inside.right())
        dy = max(0.0, inside.top() - box.top()) - max(0.0, box.bottom() - inside.bottom())
        if dx or dy:
            self._pan(QPointF(dx, dy))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.front.theme.colour("background"))
        painter.translate(self._origin)
        painter.setClipRect(QRectF(event.rect()).translated(-self._origin))
        stretch = self.scale() / self.state.sheet.zoom
        if stretch != 1.0:
            painter.scale(stretch, stretch)
        self.state.focused = self.hasFocus()
        self.canvas.paint(painter, self.state, self.devicePixelRatioF())
        painter.end()

    def texts(self) -> list[str]:
        """Every text painted so far, as shown."""
        return self.canvas.texts.shown

    @Slot()
    def _on_paint_changed(self) -> None:
        self.canvas = PlanCanvas(self.front)
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.state.chosen is None and self._bookable():
            self.choose(self._bookable()[0])
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            over = self.resource_at(event.position()) is not None
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            )
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() >= _SLACK:
            self._dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(moved)
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._dragged or event.button() is not Qt.MouseButton.LeftButton:
            return
        found = self.resource_at(event.position())
        if found is not None:
            self.choose(found)
            self.picked.emit(found)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        else:
            self._pan(QPointF(event.angleDelta()) / 2)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        found = self.state.chosen if by_key else self.resource_at(QPointF(event.pos()))
        if found is None:
            return
        self.choose(found)
        at = self.mapToGlobal(self.rect_of(found).bottomLeft()) if by_key else event.globalPos()
        self.menu_wanted.emit(at, found)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            found = self.resource_at(QPointF(event.pos()))
            text = "" if found is None else self.in_words(found)
            QToolTip.showText(event.globalPos(), f"<qt>{escape(text)}</qt>" if text else "", self)
            return True
        return super().event(event)

    # -- keyboard -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and not held:
            self.step(_ARROWS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._bookable():
            self.choose(self._bookable()[0 if key is Qt.Key.Key_Home else -1])
        elif key in ENTER and self.state.chosen is not None:
            self.picked.emit(self.state.chosen)
        else:
            super().keyPressEvent(event)

    def step(self, direction: str) -> None:
        """Go to the next room or desk in a direction."""
        points = {
            shape.resource_id: shape.middle
            for shape in self.plan.shapes
            if shape.resource_id is not None
        }
        if self.state.chosen not in points:
            self.choose(self._bookable()[0] if points else None)
            return
        found = nearest(points, points[self.state.chosen], direction)
        if found is not None:
            self.choose(found)

    def _bookable(self) -> list[int]:
        """Rooms and desks in reading order: desks by desks, from the top left."""
        shapes = [shape for shape in self.plan.shapes if shape.resource_id is not None]
        shapes.sort(key=lambda shape: (round(shape.middle[1] / 60), shape.middle[0]))
        return [shape.resource_id for shape in shapes if shape.resource_id is not None]

    def in_words(self, resource_id: int) -> str:
        """A room or desk as a line of text."""
        seat = self.state.seats.get(resource_id)
        if seat is None:
            return self.state.names.get(resource_id, ("", ""))[1]
        return seat_in_words(self.front.words, self._scene, seat)

    def _describe(self) -> None:
        """What screen readers hear of the chosen one."""
        if self.state.chosen is not None:
            announce(self, self.in_words(self.state.chosen))


def _kept(origin: float, size: float, room: int) -> float:
    """Where the sheet begins so that it is in the middle, or at least fills the room."""
    if size <= room - 2 * MARGIN + 1:
        return (room - size) / 2
    return min(float(MARGIN), max(origin, room - size - MARGIN))
