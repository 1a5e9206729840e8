"""A panel over the window: it leaves the pages as they are and closes on Esc or a click outside.

    overlay = Overlay(window, front)
    overlay.body.addWidget(content)
    overlay.show_over()
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from hubdesk.ui.frame.dressing import dress
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import lay

_MARGIN = 24
#: What lies over the page: the darker of ink and ground, of 255; a light veil would glow.
_SHADE, _SHADE_DARK = 48, 150


class Overlay(QWidget):
    """See the module.

    Signals:
        closed(): by Esc, a click outside, or :meth:`dismiss`.

    Attributes:
        body: where the content goes.
    """

    closed = Signal()

    def __init__(self, window: QWidget, front: Front, *, width: int, side: bool) -> None:
        """Args:
        width: of the panel, in logical pixels.
        side: at the right edge and as high as the window, instead of in the middle.
        """
        super().__init__(window)
        self.front = front
        self._width = width
        self._side = side
        self._back: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("kind", "panel")
        self.body = lay(QVBoxLayout(self.panel), gap=10, margins=(20, 16, 20, 16))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        front.look_changed.connect(self._dress)
        self.hide()
        self._dress()

    def show_over(self, focus: QWidget) -> None:
        """Show the panel and put the keyboard into it; it goes back where it was afterwards."""
        if not self.isVisible():
            self._back = QApplication.focusWidget()
        self.panel.installEventFilter(self)  # not before: who inherits is whole only now
        self._lay_out()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def dismiss(self) -> None:
        """Close; tells."""
        if not self.isVisible():
            return
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self._back = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._lay_out()
        elif watched is self.panel and event.type() is QEvent.Type.LayoutRequest:
            self._lay_out()  # what it says became longer or shorter
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            event.accept()  # keys of the page below do nothing while the panel is open

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.front.theme
        ink, ground = theme.colour("text"), theme.colour("background")
        dark = ground.lightnessF() < ink.lightnessF()
        shade = QColor(ground if dark else ink)
        shade.setAlpha(_SHADE_DARK if dark else _SHADE)
        painter.fillRect(self.rect(), shade)

    def _lay_out(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        width = min(self._width, parent.width() - 2 * _MARGIN)
        if self._side:
            self.panel.setGeometry(parent.width() - width, 0, width, parent.height())
            return
        wanted = self.panel.sizeHint().height()
        if self.panel.hasHeightForWidth():
            wanted = self.panel.heightForWidth(width)
        height = min(wanted, parent.height() - 2 * _MARGIN)
        left, top = (parent.width() - width) // 2, (parent.height() - height) // 2
        self.panel.setGeometry(QRect(left, top, width, height))

    @Slot()
    def _dress(self) -> None:
        dress(self, self.front.theme)
        self.update()
