"""Shows the pages of a paper or a scan, one below the other; only those in sight are drawn.

Pages are drawn by the papers worker; until one arrives, the sheet is white, or shows the picture
of another zoom.  Page Up and Page Down turn pages, Ctrl+wheel, ``+``, ``-`` and ``0`` zoom.

    view = PaperView(front)
    view.show_pages(pages)
    view.fit("page")
"""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from hubdesk.ui.front import Front
from hubdesk.ui.tasks import Progress
from hubdesk.ui.widgets.pages import Pages, picture
from hubdesk.words.marker import N_

WIDTH, PAGE = "width", "page"
_GAP = 14
#: Logical pixels per point: 96 dpi on screen are a zoom of 100 %.
_NATURAL = 96 / 72
_LEAST, _MOST = 0.2, 6.0
#: Fitted to the width, a page grows to this and no further: beyond it, it is harder to read.
_WIDEST = 1.15
_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
#: Pages before and after those in sight that stay drawn, and the pixels (of four bytes) each side
#: may take for it: enlarged, a page is as large as fifteen.
_NEAR, _NEAR_PIXELS = 3, 8_000_000
_numbers = count(1)


class PaperView(QAbstractScrollArea):
    """See the module.

    Signals:
        turned(int): index of the page that fills most of the view.
        zoomed(float): how large pages are now; 1.0 is their natural size.
    """

    turned = Signal(int)
    zoomed = Signal(float)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self._pages: Pages | None = None
        self._mode: str | float = WIDTH
        self._scale = 1.0
        self._rects: list[QRect] = []
        self._images: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}
        self._paper = 0
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        front.speech.say(self, N_("Preview"), part="name")

    # -- what is shown --------------------------------------------------------------------------

    def show_pages(self, pages: Pages | None, *, keep: bool = False) -> None:
        """Show a paper from its first page on.

        Args:
            keep: it is the same paper with other words: stay at the page.
        """
        at = self.verticalScrollBar().value() if keep else 0
        self._pages = pages
        self._paper = next(_numbers)
        self._images.clear()
        self._asked.clear()
        self._lay()
        self.verticalScrollBar().setValue(at)
        self._page = -1
        self._turn()
        self._want()
        self.viewport().update()

    def pages(self) -> Pages | None:
        return self._pages

    def page_count(self) -> int:
        return 0 if self._pages is None else len(self._pages.sizes)

    def page(self) -> int:
        """Index of the page that fills most of the view."""
        return max(0, self._page)

    def drawn(self, at: int) -> QImage | None:
        """The picture of a page, once it has been drawn."""
        found = self._images.get(at)
        return None if found is None else found[1]

    def zoom(self) -> float:
        return self._scale / _NATURAL

    def mode(self) -> str | float:
        """``width``, ``page``, or a zoom."""
        return self._mode

    def fit(self, mode: str | float) -> None:
        """Make pages as wide as the view, as large as fits, or of a zoom (1.0 is natural)."""
        page = self.page()
        self._mode = mode
        self._lay()
        self.turn_to(page)
        self._want()
        self.viewport().update()

    def zoom_in(self) -> None:
        self.fit(next((step for step in _STEPS if step > self.zoom() + 0.01), _STEPS[-1]))

    def zoom_out(self) -> None:
        self.fit(next((step for step in _STEPS[::-1] if step < self.zoom() - 0.01), _STEPS[0]))

    def turn_to(self, page: int) -> None:
        """Bring a page's top to the top."""
        if self._rects:
            rect = self._rects[max(0, min(page, len(self._rects) - 1))]
            self.verticalScrollBar().setValue(rect.top() - _GAP)

    # -- geometry -------------------------------------------------------------------------------

    def _lay(self) -> None:
        self._rects = []
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if self._pages is None:
            across.setRange(0, 0)
            down.setRange(0, 0)
            return
        self._scale = self._fitting(self._pages)
        view, top = self.viewport(), _GAP
        widest = 0
        for width, height in self._pages.sizes:
            size = (round(width * self._scale), round(height * self._scale))
            left = max(_GAP, (view.width() - size[0]) // 2)
            self._rects.append(QRect(left, top, *size))
            widest = max(widest, size[0])
            top += size[1] + _GAP
        across.setRange(0, max(0, widest + 2 * _GAP - view.width()))
        across.setPageStep(max(1, view.width()))
        across.setSingleStep(32)
        down.setRange(0, max(0, top - view.height()))
        down.setPageStep(max(1, view.height()))
        down.setSingleStep(48)
        self.zoomed.emit(self.zoom())

    def _fitting(self, pages: Pages) -> float:
        width = max(size[0] for size in pages.sizes)
        height = max(size[1] for size in pages.sizes)
        view = self.viewport()
        wide = (view.width() - 2 * _GAP) / width
        if self._mode == WIDTH:
            wanted = min(wide, _WIDEST * _NATURAL)
        elif self._mode == PAGE:
            wanted = min(wide, (view.height() - 2 * _GAP) / height)
        else:
            wanted = float(self._mode) * _NATURAL
        return max(_LEAST * _NATURAL, min(_MOST * _NATURAL, wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self.page()
        was = self._scale
        self._lay()
        if self._scale != was:
            self.turn_to(page)
        self._want()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        self._turn()
        self._want()

    def _turn(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max((at for at, rect in enumerate(self._rects) if rect.top() <= middle), default=0)
        if page == self._page:
            return
        self._page = page
        self.setAccessibleDescription(self.front.words.t(
            "Page {page} of {count}", page=page + 1, count=self.page_count()
        ))  # fmt: skip
        self.turned.emit(page)

    def _seen(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [
            at for at, rect in enumerate(self._rects) if rect.bottom() >= top
            and rect.top() <= bottom
        ]  # fmt: skip

    # -- pictures on their way ------------------------------------------------------------------

    def _want(self) -> None:
        """Ask for the pages in sight that are not drawn in this size yet."""
        pages = self._pages
        if pages is None or not self.isVisible():
            return
        seen = self._seen()
        scale = self._scale * self.devicePixelRatioF()
        for at in seen:
            if self._asked.get(at) != scale:
                self._asked[at] = scale
                self._draw(pages, at, scale)
        if seen:
            self._forget(seen, scale)

    def _forget(self, seen: list[int], scale: float) -> None:
        """Drop pages far away, so that a long paper needs no more room than a short one."""
        assert self._pages is not None
        width, height = self._pages.sizes[seen[0]]
        near = min(_NEAR, int(_NEAR_PIXELS / (width * height * scale**2)))
        first, last = seen[0] - near, seen[-1] + near
        for far in [at for at in self._asked if not first <= at <= last]:
            del self._asked[far]
            self._images.pop(far, None)

    def _draw(self, pages: Pages, at: int, scale: float) -> None:
        paper = self._paper

        def job(_progress: Progress) -> QImage | None:
            # The person may have gone on: what nobody looks at is not drawn.
            if paper != self._paper or self._asked.get(at) != scale:
                return None
            return picture(pages, at, scale)

        def arrived(image: QImage | None) -> None:
            if image is not None and paper == self._paper and self._asked.get(at) == scale:
                self._images[at] = (scale, image)
                self.viewport().update()

        self.front.papers.submit(job, arrived, owner=self)

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self.front.theme
        painter.fillRect(event.rect(), theme.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        offset = (-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for at in self._seen():
            rect = self._rects[at].translated(*offset)
            if not rect.adjusted(-2, -2, 2, 2).intersects(event.rect()):
                continue
            found = self._images.get(at)
            if found is None:
                painter.fillRect(rect, Qt.GlobalColor.white)
            else:
                painter.drawImage(rect, found[1])
            painter.setPen(QPen(theme.colour("line_strong"), 1))
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    # -- keyboard and wheel ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = self.verticalScrollBar()
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            self._page_on(1)
        elif key == Qt.Key.Key_PageUp:
            self._page_on(-1)
        elif key == Qt.Key.Key_Home:
            down.setValue(0)
        elif key == Qt.Key.Key_End:
            down.setValue(down.maximum())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit(WIDTH)
        elif not self._scroll_by_arrow(key):
            super().keyPressEvent(event)

    def _scroll_by_arrow(self, key: int) -> bool:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        bar, sign = {
            Qt.Key.Key_Down: (down, 1), Qt.Key.Key_Up: (down, -1),
            Qt.Key.Key_Right: (across, 1), Qt.Key.Key_Left: (across, -1),
        }.get(Qt.Key(key), (None, 0))  # fmt: skip
        if bar is None:
            return False
        bar.setValue(bar.value() + sign * bar.singleStep())
        return True

    def _page_on(self, sign: int) -> None:
        """Read on: the next screen of a page that is not read to its end, else the next page."""
        down, rects = self.verticalScrollBar(), self._rects
        if not rects:
            return
        now, height = down.value(), self.viewport().height()
        if sign > 0:
            rect = rects[self.page()]
            wanted = now + height - 2 * _GAP if rect.bottom() > now + height + _GAP else (
                rects[min(self.page() + 1, len(rects) - 1)].top() - _GAP
            )  # fmt: skip
        else:
            rect = rects[self.page()]
            wanted = now - height + 2 * _GAP if rect.top() - _GAP < now - 4 else (
                rects[max(self.page() - 1, 0)].top() - _GAP
            )  # fmt: skip
        down.setValue(wanted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)
