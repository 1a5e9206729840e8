"""Paints booked dates: body, edge, code, title, marks; their buffers; what they do to others.

Colour is never the only cue: the code stands in every block with room for it, states have marks
and patterns.  Many narrow blocks at once are painted by ``paint_slivers``, hue by hue.

    BlockPainter(theme, icons, texts, inks).paint(painter, block, Box(left, top, width, 32), look)
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from hubdesk.ui.booking.grid import Box
from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.pieces import NO_TEXT, TOP, Slivers
from hubdesk.ui.booking.scene import Block
from hubdesk.ui.theme import Hue, Theme
from hubdesk.ui.theme.icons import Icons
from hubdesk.ui.widgets.texts import Texts

RADIUS = 4
#: Below these widths a block says less: no title, one mark, not the word for its state.
CODE_ONLY, ONE_MARK, NO_WORD = 72, 64, 95
#: A title that would be cut to less than this says nothing.
LEAST_TITLE = 34
#: A mark is so wide, and so far from what stands at its left.
MARK, MARK_GAP = 13, 3
#: From this height on, a second line tells the times.
TWO_LINES, LINE = 44, 20
_HELD = ("held", "requested")


@dataclass(frozen=True, slots=True)
class Look:
    """How a block is painted now.

    Attributes:
        chosen: it is selected.
        alarmed: it is in the way of a drag.
        left_behind: it is being dragged elsewhere; this is where it was.
        times: its second line where there is room for one.
        inset: pixels at its left that lie beyond the row's edge.
    """

    chosen: bool = False
    alarmed: bool = False
    left_behind: bool = False
    times: str = ""
    inset: float = 0


PLAIN = Look()


class BlockPainter:
    """Paints blocks in one look and language."""

    def __init__(
        self, theme: Theme, icons: Icons, texts: Texts, inks: Inks, held_word: str
    ) -> None:
        self.theme = theme
        self.icons = icons
        self.texts = texts
        self.inks = inks
        self._held_word = held_word
        self._bars: dict[int, QPainterPath] = {}

    def paint(self, painter: QPainter, block: Block, box: Box, look: Look = PLAIN) -> None:
        """A block in its piece of a row."""
        hue = self.theme.hue(block.hue)
        body = _body(box)
        radius = min(RADIUS, body.width() / 5)
        if look.left_behind:
            painter.setBrush(self.theme.colour("surface"))
            painter.setPen(self.inks.dashed(hue.bar))
            painter.drawRoundedRect(body, radius, radius)
        else:
            self._fill(painter, body, block, hue)
        if look.chosen or look.alarmed or block.status == "no_show":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            heavy = look.chosen or look.alarmed
            tone = "accent" if look.chosen and not look.alarmed else "bad"
            painter.setPen(QPen(self.theme.colour(tone), 2 if heavy else 1))
            painter.drawRoundedRect(body, radius, radius)
        if box.width >= NO_TEXT:
            self._write(painter, block, hue, body, look)

    def _fill(self, painter: QPainter, body: QRectF, block: Block, hue: Hue) -> None:
        if block.status in _HELD:
            painter.setBrushOrigin(body.topLeft())
            painter.setBrush(self.inks.held(block.hue))
            painter.setPen(self.inks.dashed(hue.bar))
        else:
            painter.setBrush(hue.fill)
            painter.setPen(self.inks.edge(block.hue))
        radius = min(RADIUS, body.width() / 5)
        painter.drawRoundedRect(body, radius, radius)
        self._bar(painter, body, hue)

    def _bar(self, painter: QPainter, body: QRectF, hue: Hue) -> None:
        height = round(body.height()) + 1
        path = self._bars.get(height)
        if path is None:
            path = self._bars[height] = _left_edge(height)
        corner = QPointF(body.left() - 0.5, body.top() - 0.5)
        painter.translate(corner)
        painter.fillPath(path, hue.bar)
        painter.translate(-corner)

    def _write(
        self, painter: QPainter, block: Block, hue: Hue, body: QRectF, look: Look
    ) -> None:
        texts = self.texts
        two = bool(look.times) and body.height() >= TWO_LINES
        height = float(LINE) if two else body.height()
        top = body.top() + (5 if two else 0)
        narrow = body.width() < ONE_MARK
        left = start = body.left() + (5 if narrow else 7) + look.inset
        least = left + texts.width("code", block.org) + (0 if narrow else MARK_GAP)
        right = self._marks(painter, block, body, least, top, height)
        painter.setPen(hue.ink)
        if block.org:
            # A narrow code is cut by its block, not by "…".
            if narrow:
                painter.save()
                painter.setClipRect(body.adjusted(0, 0, -1, 0), Qt.ClipOperation.IntersectClip)
            room = 200.0 if narrow else right - left
            left += texts.draw(painter, "code", block.org, left, top, room, height) + 4
            if narrow:
                painter.restore()
        if body.width() >= CODE_ONLY and self._worth_a_title(block, right - left):
            painter.setPen(self.theme.colour("muted" if look.left_behind else "text"))
            texts.draw(painter, "board", block.title, left, top, right - left, height)
        if two:
            painter.setPen(self.theme.colour("text_soft"))
            room = body.right() - start - 3
            fits = texts.width("board", look.times) <= room
            said = look.times if fits else look.times.partition("\u2013")[0]
            texts.draw(painter, "board", said, start, top + LINE, room, LINE)

    def _worth_a_title(self, block: Block, room: float) -> bool:
        return room >= LEAST_TITLE or (
            room > 14 and self.texts.width("board", block.title) <= room
        )

    def _marks(
        self, painter: QPainter, block: Block, body: QRectF, least: float, top: float,
        height: float,
    ) -> float:  # fmt: skip
        """Paint the marks right-aligned; returns where the text must end."""
        right = body.right() - (2 if body.width() < ONE_MARK else 4)
        ratio = painter.device().devicePixelRatioF()
        for name, colour in self._marks_of(block, body.width()):
            if right - MARK < least:
                break
            right -= MARK
            painter.drawPixmap(
                QPointF(right, top + (height - MARK) / 2),
                self.icons.pixmap(name, colour, MARK, ratio),
            )
            right -= MARK_GAP
        if block.status in _HELD and body.width() >= NO_WORD:
            room = right - least - 2
            if self.texts.width("caption", self._held_word) <= room:
                painter.setPen(self.theme.hue(block.hue).ink)
                right -= 4 + self.texts.draw_right(
                    painter, "caption", self._held_word, right, top, room + 1, height
                )
        return right

    def _marks_of(self, block: Block, width: float) -> list[tuple[str, str]]:
        """Icons from right to left, the most telling first; narrow blocks keep one."""
        marks: list[tuple[str, str]] = []
        ink = self.theme.hue(block.hue).ink.name()
        if block.status == "no_show":
            marks.append(("clock-alert", "bad"))
        elif block.status in ("checked_in", "done"):
            marks.append(("check", "good"))
        elif block.status in _HELD:
            marks.append(("hourglass", ink))
        if block.private:
            marks.append(("lock", ink))
        if block.series:
            marks.append(("repeat", ink))
        return marks[:1] if width < ONE_MARK else marks

    def paint_slivers(self, painter: QPainter, slivers: Slivers, *, faint: bool = False) -> None:
        """Blocks too narrow for text: they only say that they are there, and in whose hue."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, edges in slivers.edges.items():
            hue = self.theme.hue(number)
            for colour, rects in (
                (hue.edge, edges), (hue.fill, slivers.bodies[number]),
                (hue.bar, slivers.bars[number]),
            ):  # fmt: skip
                painter.setBrush(self.inks.fainter(colour) if faint else colour)
                painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_buffer(self, painter: QPainter, hue: int, box: Box) -> None:
        """Set-up or clean-up time beside a block."""
        brush, pen = self.inks.buffer(hue)
        painter.setBrush(brush)
        painter.setPen(pen)
        painter.drawRoundedRect(_body(box), RADIUS, RADIUS)

    def paint_shadow(self, painter: QPainter, name: str, box: Box) -> None:
        """A lane that is blocked because ``name`` is taken."""
        body = _body(box)
        painter.setBrush(self.theme.colour("sunken"))
        painter.setPen(self.inks.line)
        painter.drawRoundedRect(body, RADIUS, RADIUS)
        painter.fillRect(
            QRectF(body.left() - 0.5, body.top() + 0.5, 3, body.height() - 1),
            self.theme.colour("line_strong"),
        )
        if box.width < NO_TEXT:
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


def _body(box: Box) -> QRectF:
    """The rounded rectangle of a piece, on half pixels."""
    return QRectF(
        box.left + 0.5, box.top + TOP + 0.5, max(3.0, box.width - 2), box.height - 2 * TOP - 1
    )


def _left_edge(height: int) -> QPainterPath:
    """The bar of a block: the left three pixels of its rounded rectangle."""
    whole, edge = QPainterPath(), QPainterPath()
    whole.addRoundedRect(QRectF(0, 0, 40, height), RADIUS, RADIUS)
    edge.addRect(QRectF(0, 0, 3, height))
    return whole.intersected(edge)
