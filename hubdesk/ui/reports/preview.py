"""The preview: the pages of a PDF, one below the other, as wide as the window allows.

    preview = Preview(front)
    preview.show_pages(drawn.pages)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from hubdesk.ui.front import Front
from hubdesk.ui.reports.papers import SCALE
from hubdesk.words.marker import N_

_GAP = 16
#: Points become at most so many logical pixels: beyond it a page is harder to read, not easier.
_WIDEST = 1.5


class Preview(QAbstractScrollArea):
    """Signals:
    turned(int): index of the page that fills most of the view.
    """

    turned = Signal(int)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self._pages: tuple[QImage, ...] = ()
        self._tops: list[int] = []
        self._scale = 1.0
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        front.speech.say(self, N_("Preview"), part="name")

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show a printed paper from its first page on."""
        self._pages = tuple(pages)
        self._lay()
        self.verticalScrollBar().setValue(0)
        self._turn()
        self.viewport().update()

    def pages(self) -> tuple[QImage, ...]:
        return self._pages

    def _lay(self) -> None:
        self._tops = []
        if not self._pages:
            self.verticalScrollBar().setRange(0, 0)
            return
        widest = max(image.width() for image in self._pages) / SCALE
        room = self.viewport().width() - 2 * _GAP
        self._scale = max(0.3, min(_WIDEST, room / widest))
        top = _GAP
        for image in self._pages:
            self._tops.append(top)
            top += round(image.height() / SCALE * self._scale) + _GAP
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, top - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)
        self._turn()

    def _turn(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max((at for at, top in enumerate(self._tops) if top <= middle), default=0)
        self._page = page
        self.turned.emit(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        keys = {
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        wanted = keys.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme, rect = self.front.theme, event.rect()
        painter.fillRect(rect, theme.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        offset = self.verticalScrollBar().value()
        for top, image in zip(self._tops, self._pages, strict=True):
            width = image.width() / SCALE * self._scale
            height = image.height() / SCALE * self._scale
            target = QRectF((self.viewport().width() - width) / 2, top - offset, width, height)
            if target.bottom() < rect.top() or target.top() > rect.bottom():
                continue
            painter.drawImage(target, image)
            painter.setPen(QPen(theme.colour("line_strong"), 1))
            painter.drawRect(target)
        painter.end()
