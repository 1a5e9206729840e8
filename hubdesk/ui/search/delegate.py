"""Paints a line: icon, title with the found piece lit, facts below it, chip or keys at the end.

view.setItemDelegate(LineDelegate(front, model))
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hubdesk.kernel.folding import spans
from hubdesk.ui.front import Front
from hubdesk.ui.search.lines import Line
from hubdesk.ui.search.model import LINE_ROLE, LineModel
from hubdesk.ui.widgets.headed import Index

_HEAD, _NOTE = 28, 56
_LEFT, _TEXT, _END = 14, 42, 12
_ICON = 17
_CHIP = 18


class LineDelegate(QStyledItemDelegate):
    """See the module."""

    def __init__(self, front: Front, model: LineModel) -> None:
        super().__init__(model)
        self._front = front
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        height = self._front.theme.size("row")
        if isinstance(line, Line):
            if line.kind == "head":
                height = _HEAD
            elif line.kind == "note":
                height = _NOTE
            elif line.facts:
                height = self._front.theme.size("row_two_lines")
        return QSize(200, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.kind == "item":
            self._item(painter, option.rect, option.state, line)
        else:
            self._said(painter, option.rect, line)
        painter.restore()

    def _said(self, painter: QPainter, rect: QRect, line: Line) -> None:
        head = line.kind == "head"
        body = rect.adjusted(_LEFT, 6 if head else 0, -_END, 0)
        self._text(painter, "caption" if head else "body", "muted", line.text, QRectF(body))

    def _item(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, line: Line) -> None:
        theme = self._front.theme
        if state & QStyle.StateFlag.State_Selected:
            body = QRectF(rect).adjusted(4.5, 0.5, -4.5, -0.5)
            painter.setBrush(theme.colour("accent_soft"))
            painter.setPen(QPen(theme.colour("focus"), 1))
            painter.drawRoundedRect(body, 5, 5)
        tone = "muted" if line.dim else "text_soft"
        pixmap = self._front.icons.pixmap(
            line.icon, tone, _ICON, painter.device().devicePixelRatioF()
        )
        painter.drawPixmap(
            QPointF(rect.left() + _LEFT, rect.top() + (rect.height() - _ICON) / 2), pixmap
        )
        right = rect.right() - _END - self._end(painter, rect, line)
        room = QRectF(rect.left() + _TEXT, rect.top(), right - rect.left() - _TEXT, rect.height())
        title = "muted" if line.dim else "text"
        if not line.facts:
            self._text(painter, "table", title, line.text, room, lit=True)
            return
        half = room.height() / 2
        upper, lower = room.adjusted(0, 3, 0, -half + 3), room.adjusted(0, half - 3, 0, -3)
        self._text(painter, "table", title, line.text, upper, lit=True)
        self._text(painter, "small", "muted", line.facts, lower, lit=True)

    def _end(self, painter: QPainter, rect: QRect, line: Line) -> float:
        """The chip or the keys at the right end; how wide they are, with room before them."""
        said = line.code or line.keys
        if not said:
            return 0.0
        theme = self._front.theme
        role = "code" if line.code else "caption"
        width = QFontMetricsF(theme.font(role)).horizontalAdvance(said) + 12
        width = max(width, 38.0) if line.code else width
        box = QRectF(
            rect.right() - _END - width + 0.5, rect.top() + (rect.height() - _CHIP) / 2 + 0.5,
            width - 1, _CHIP - 1,
        )  # fmt: skip
        hue = theme.hue(line.hue)
        edge = hue.edge if line.code else theme.colour("line_strong")
        found = bool(spans(line.code, self._model.query))
        painter.setPen(QPen(theme.colour("accent") if found else edge, 1.5 if found else 1))
        painter.setBrush(hue.fill if line.code else theme.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(hue.ink if line.code else theme.colour("text_soft"))
        painter.setFont(theme.font(role))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        return width + 10

    def _text(
        self, painter: QPainter, role: str, tone: str, text: str, room: QRectF, *,
        lit: bool = False,
    ) -> None:  # fmt: skip
        """One line of text, cut with … where the room ends; found pieces stand out."""
        theme = self._front.theme
        font = theme.font(role)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 4)
        layout = QTextLayout(shown, font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        if lit:
            layout.setFormats(self._lit(shown))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width())
        layout.endLayout()
        painter.setPen(theme.colour(tone))
        top = room.top() + (room.height() - line.height()) / 2
        layout.draw(painter, QPointF(room.left(), top))

    def _lit(self, shown: str) -> list[QTextLayout.FormatRange]:
        ranges = []
        for start, end in spans(shown, self._model.query):
            look = QTextLayout.FormatRange()
            look.start, look.length = start, end - start
            look.format = QTextCharFormat()
            look.format.setForeground(self._front.theme.colour("accent"))
            look.format.setFontWeight(600)
            ranges.append(look)
        return ranges
