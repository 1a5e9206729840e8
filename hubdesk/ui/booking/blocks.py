"""Paints one booked date: body, edge, code, title, marks; its buffers; what it does to others.

Colour is never the only cue: the code stands in every block, states have marks and patterns.

    BlockPainter(theme, icons, texts).paint(painter, block, left, top, width, look)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.scene import Block
from hubdesk.ui.theme import Hue, Theme
from hubdesk.ui.theme.icons import Icons
from hubdesk.ui.widgets.texts import Texts

HEIGHT = 26
TOP = 3
#: Below these widths a block says less: no title, one mark, nothing.
CODE_ONLY, ONE_MARK, NO_TEXT = 72, 64, 27


class BlockPainter:
    """Paints blocks in one look."""

    def __init__(self, theme: Theme, icons: Icons, texts: Texts, inks: Inks) -> None:
        self.theme = theme
        self.icons = icons
        self.texts = texts
        self.inks = inks

    def paint(
        self, painter: QPainter, block: Block, left: float, top: float, width: float, *,
        held_word: str, chosen: bool = False, alarmed: bool = False,
    ) -> None:  # fmt: skip
        """A block in a row that starts at ``top``.

        Args:
            held_word: "held" in the reader's language.
            chosen: it is selected.
            alarmed: it is in the way of a drag.
        """
        hue = self.theme.hue(block.hue)
        body = QRectF(left + 0.5, top + TOP + 0.5, max(3.0, width - 2), HEIGHT - 1)
        path = QPainterPath()
        path.addRoundedRect(body, 4, 4)
        self._fill(painter, path, body, block, hue)
        if chosen or alarmed:
            painter.setPen(QPen(self.theme.colour("bad" if alarmed else "accent"), 2))
            painter.drawPath(path)
        elif block.status == "no_show":
            painter.setPen(QPen(self.theme.colour("bad"), 1))
            painter.drawPath(path)
        if width >= NO_TEXT:
            self._write(painter, block, hue, body, held_word)

    def _fill(
        self, painter: QPainter, path: QPainterPath, body: QRectF, block: Block, hue: Hue
    ) -> None:
        held = block.status in ("held", "requested")
        if held:
            painter.setBrushOrigin(QPointF(body.left(), body.top()))
            painter.setBrush(self.inks.held(block.hue))
            painter.setPen(self.inks.dashed(hue.bar))
        else:
            painter.setBrush(hue.fill)
            painter.setPen(QPen(hue.edge, 1))
        painter.drawPath(path)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.fillRect(QRectF(body.left() - 0.5, body.top() - 0.5, 3, HEIGHT), hue.bar)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _write(
        self, painter: QPainter, block: Block, hue: Hue, body: QRectF, held_word: str
    ) -> None:
        texts = self.texts
        right = body.right() - 4
        least = body.left() + 9 + texts.width("code", block.org)
        for name, colour in self._marks(block, body.width()):
            if right - 13 < least:
                break
            right -= 13
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(
                QPointF(right, body.top() + (body.height() - 13) / 2),
                self.icons.pixmap(name, colour, 13, ratio),
            )
            right -= 3
        if block.status in ("held", "requested") and body.width() >= 130:
            painter.setPen(hue.ink)
            right -= texts.draw_right(
                painter, "caption", held_word, right, body.top(), 80, body.height()
            ) + 4
        narrow = body.width() < ONE_MARK
        left = body.left() + (5 if narrow else 7)
        painter.setPen(hue.ink)
        if block.org:
            room = 200.0 if narrow else right - left  # narrow codes are cut by the block, not "…"
            painter.save()
            painter.setClipRect(body.adjusted(0, 0, -1, 0), Qt.ClipOperation.IntersectClip)
            left += texts.draw(
                painter, "code", block.org, left, body.top(), room, body.height()
            ) + 4
            painter.restore()
        if body.width() >= CODE_ONLY and right - left > 14:
            painter.setPen(self.theme.colour("text"))
            texts.draw(painter, "board", block.title, left, body.top(), right - left, body.height())

    def _marks(self, block: Block, width: float) -> list[tuple[str, str]]:
        """Icons from right to left, the most telling first; narrow blocks keep one."""
        ink = self.theme.hue(block.hue).ink.name()
        marks: list[tuple[str, str]] = []
        if block.status == "no_show":
            marks.append(("clock-alert", "bad"))
        elif block.status in ("checked_in", "done"):
            marks.append(("check", "good"))
        elif block.status in ("held", "requested"):
            marks.append(("hourglass", ink))
        if block.private:
            marks.append(("lock", ink))
        if block.series:
            marks.append(("repeat", ink))
        return marks[:1] if width < ONE_MARK else marks

    def paint_buffer(self, painter: QPainter, block: Block, left: float, top: float,
                     width: float) -> None:  # fmt: skip
        """Set-up or clean-up time beside a block."""
        brush, pen = self.inks.buffer(block.hue)
        painter.setBrush(brush)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(left + 0.5, top + TOP + 0.5, width - 1, HEIGHT - 1), 4, 4)

    def paint_shadow(
        self, painter: QPainter, name: str, left: float, top: float, width: float
    ) -> None:
        """A lane that is blocked because ``name`` is taken."""
        body = QRectF(left + 0.5, top + TOP + 0.5, max(3.0, width - 2), HEIGHT - 1)
        path = QPainterPath()
        path.addRoundedRect(body, 4, 4)
        painter.setBrush(self.theme.colour("sunken"))
        painter.setPen(QPen(self.theme.colour("line"), 1))
        painter.drawPath(path)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.fillRect(
            QRectF(body.left() - 0.5, body.top() - 0.5, 3, HEIGHT), self.theme.colour("line_strong")
        )
        painter.restore()
        if width < NO_TEXT:
            return
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            QPointF(body.left() + 7, body.top() + (body.height() - 13) / 2),
            self.icons.pixmap("link", "muted", 13, ratio),
        )
        painter.setPen(self.theme.colour("muted"))
        self.texts.draw(
            painter, "board", name, body.left() + 24, body.top(), body.width() - 30, body.height()
        )
