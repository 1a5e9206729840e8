"""A small window inside the window: a frameless box whose arrow points at what it is about.

It is a child of the page, so it moves with it and needs no window manager.  Esc closes it.

    popover = Popover(page, front, tone="line_strong")
    popover.point_at(rect)
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hubdesk.ui.front import Front

ARROW = 9
_HALF = 8


def keeps_key(event: QEvent) -> bool:
    """Whether a key asks to be kept from shortcuts and has neither Ctrl, Alt nor is it help's."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return not event.modifiers() & strong and event.key() != Qt.Key.Key_F1


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
        self._below = True
        self._tip_x = 30.0
        self.setProperty("kind", "popover")
        self.inside = QVBoxLayout(self)
        self._keep_room_for_arrow()
        self.hide()
        front.words_changed.connect(self._fit_words)

    def _keep_room_for_arrow(self) -> None:
        top, bottom = (ARROW, 0) if self._below else (0, ARROW)
        self.inside.setContentsMargins(14, 10 + top, 14, 12 + bottom)

    def point_at(self, target: QRect) -> None:
        """Show the box below ``target`` (parent's coordinates), or above where room is short."""
        parent = self.parentWidget()
        assert parent is not None
        self._below = True
        self._keep_room_for_arrow()
        self.inside.invalidate()
        self.inside.activate()
        self.adjustSize()
        if target.bottom() + self.height() > parent.height() - 4 and target.top() > self.height():
            self._below = False
            self._keep_room_for_arrow()
        middle = target.center().x()
        left = min(max(8, middle - 60), max(8, parent.width() - self.width() - 8))
        top = target.bottom() + 2 if self._below else target.top() - self.height() - 1
        top = min(max(4, top), max(4, parent.height() - self.height() - 4))
        self._tip_x = float(min(max(18, middle - left), self.width() - 18))
        self.move(left, top)
        self.show()
        self.raise_()
        self.update()

    @Slot()
    def _fit_words(self) -> None:
        """Another language may need more room."""
        if self.isVisible():
            self.inside.activate()
            self.adjustSize()

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
        top = ARROW if self._below else 0
        box = QRectF(0.5, top + 0.5, self.width() - 1, self.height() - ARROW - 1)
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        edge = box.top() if self._below else box.bottom()
        tip = 0.5 if self._below else self.height() - 0.5
        arrow = QPainterPath(QPointF(self._tip_x - _HALF, edge))
        arrow.lineTo(self._tip_x, tip)
        arrow.lineTo(self._tip_x + _HALF, edge)
        arrow.closeSubpath()
        return path.united(arrow)
