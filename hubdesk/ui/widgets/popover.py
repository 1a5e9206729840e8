"""A small window inside the window: a frameless box whose arrow points at what it is about.

Below it or above it; where neither has room, beside it and without an arrow, so that what it is
about stays in sight.  On a page that is too low for it, what is inside scrolls.

It is a child of the page, so it moves with it and needs no window manager.  Esc closes it.

    popover = Popover(page, front, tone="line_strong")
    popover.point_at(rect)
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hubdesk.ui.front import Front

ARROW = 9
_HALF = 8
#: Distance from the edges of the page, and from what a box without an arrow stands beside.
_RIM, _LEAST_RIM, _BESIDE = 8, 4, 6


def keeps_key(event: QEvent) -> bool:
    """Whether a key asks to be kept from shortcuts and has neither Ctrl, Alt nor is it help's."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return not event.modifiers() & strong and event.key() != Qt.Key.Key_F1


class _Growth(QObject):
    """Tells a box that what is inside wants more room, or less.

    Not the box itself: those made of it filter the keys of their fields, and would get the keys
    that a field leaves to what is around it a second time.
    """

    def __init__(self, box: Popover) -> None:
        super().__init__(box)
        self._box = box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._box.fit_again()
        return super().eventFilter(watched, event)


class Popover(QFrame):
    """See the module.

    Signals:
        closed(): by Esc or :meth:`dismiss`.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, front: Front, *, tone: str = "line_strong") -> None:
        super().__init__(parent)
        self.front = front
        self._tone = tone
        self._arrow = "top"
        self._tip_x = 30.0
        self._pointed = QRect()
        self.setProperty("kind", "popover")
        body = QWidget()
        body.setProperty("kind", "plain")
        self.inside = QVBoxLayout(body)
        self.inside.setContentsMargins(13, 9, 13, 11)
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        body.installEventFilter(_Growth(self))
        self._around = QVBoxLayout(self)
        self._around.addWidget(area)
        self._keep_room_for_arrow()
        self.hide()
        front.words_changed.connect(self._fit_words)

    def _keep_room_for_arrow(self) -> None:
        top, bottom = (ARROW if self._arrow == edge else 0 for edge in ("top", "bottom"))
        self._around.setContentsMargins(1, 1 + top, 1, 1 + bottom)

    def sizeHint(self) -> QSize:
        """As large as what is inside, but never higher than the page."""
        wanted, parent = self.wanted(), self.parentWidget()
        if parent is not None:
            wanted.setHeight(min(wanted.height(), parent.height() - 2 * _LEAST_RIM))
        return wanted

    def wanted(self) -> QSize:
        """As large as what is inside; lines wrap at the box's width if it has one of its own."""
        rim, inside = self._around.contentsMargins(), self.inside
        wide, high = rim.left() + rim.right(), rim.top() + rim.bottom()
        hint = inside.totalSizeHint()
        if self.minimumWidth() == self.maximumWidth():
            hint.setWidth(self.width() - wide)
            if inside.hasHeightForWidth():
                hint.setHeight(inside.totalHeightForWidth(hint.width()))
        return hint + QSize(wide, high)

    def point_at(self, target: QRect) -> None:
        """Show the box where there is room around ``target`` (parent's coordinates)."""
        parent = self.parentWidget()
        assert parent is not None
        self._pointed = target
        self._arrow = "top"
        self._fit()
        middle = target.center().x()
        left = middle - 60
        top = target.bottom() + 2
        if top + self.height() > parent.height() - 2:
            if target.top() > self.height():
                self._arrow = "bottom"
                top = target.top() - self.height() - 1
            else:
                self._arrow = ""
                left, top = self._left_beside(target, parent.width()), target.top() - 60
            self._fit()
        left = min(max(_RIM, left), max(_RIM, parent.width() - self.width() - _RIM))
        lowest = max(_LEAST_RIM, parent.height() - self.height() - _LEAST_RIM)
        top = min(max(_LEAST_RIM, top), lowest)
        self._tip_x = float(min(max(18, middle - left), self.width() - 18))
        self.move(left, top)
        self.show()
        self.raise_()
        self.update()

    def _fit(self) -> None:
        """Be as large as what is inside asks for."""
        self._keep_room_for_arrow()
        self.inside.invalidate()
        self.inside.activate()
        # A bar makes lines wrap that fit without it: it comes only where it has to.
        low = self.sizeHint().height() < self.wanted().height()
        shown = Qt.ScrollBarPolicy.ScrollBarAsNeeded if low else (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )  # fmt: skip
        self._area.setVerticalScrollBarPolicy(shown)
        self.adjustSize()

    def _left_beside(self, target: QRect, room: int) -> int:
        """Where the box begins at the right of a target, or at its left if only that has room."""
        right = target.right() + _BESIDE
        left = target.left() - _BESIDE - self.width()
        return left if right + self.width() > room - _RIM and left >= _RIM else right

    def fit_again(self) -> None:
        """What is inside has grown or shrunk."""
        if self.isVisible() and self.size() != self.sizeHint().boundedTo(self.maximumSize()):
            self.point_at(self._pointed)

    @Slot()
    def _fit_words(self) -> None:
        """Another language may need more room."""
        if self.isVisible():
            self._fit()

    def dismiss(self) -> None:
        """Close; tells."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Plain keys are for what is typed here, not for the page's commands behind it."""
        if keeps_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.front.theme.colour(self._tone), 1))
        painter.setBrush(self.front.theme.colour("raised"))
        painter.drawPath(self._outline())

    def _outline(self) -> QPainterPath:
        top = ARROW if self._arrow == "top" else 0
        rest = ARROW if self._arrow else 0
        box = QRectF(0.5, top + 0.5, self.width() - 1, self.height() - rest - 1)
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        if not self._arrow:
            return path
        edge = box.top() if top else box.bottom()
        tip = 0.5 if top else self.height() - 0.5
        arrow = QPainterPath(QPointF(self._tip_x - _HALF, edge))
        arrow.lineTo(self._tip_x, tip)
        arrow.lineTo(self._tip_x + _HALF, edge)
        arrow.closeSubpath()
        return path.united(arrow)
