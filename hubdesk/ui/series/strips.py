"""A room on a day around a wish, painted: what is held, what is wished, where both meet.

    strip = StripPainter(front, texts)
    strip.paint(painter, QRectF(0, 0, 240, 20), item, wish_text="ACT", bad=True)
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from hubdesk.ui.booking.scene import DAY, Span
from hubdesk.ui.front import Front
from hubdesk.ui.series.load import Strip
from hubdesk.ui.widgets.texts import Texts

#: A strip shows so many minutes, the wish about in its middle.
SHOWN = 6 * 60


def window_of(wish: Span) -> Span:
    """The part of the day a strip shows: whole hours with the wish well inside."""
    length = max(SHOWN, -(-(wish.minutes + 120) // 60) * 60)
    first = (wish.starts - (length - wish.minutes) // 2) // 60 * 60
    first = max(0, min(first, DAY - length))
    return Span(first, first + length)


class StripPainter:
    """See the module."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self.texts = Texts(front.theme)

    def hours(self, painter: QPainter, rect: QRectF, strip: Strip) -> None:
        """The hours above a strip."""
        window = window_of(strip.wish)
        painter.setPen(self._front.theme.colour("muted"))
        for minute in range(window.starts, window.ends, 60):
            x = self._x(rect, window, minute)
            left = max(rect.left(), x - 6)
            self.texts.draw(
                painter, "caption", str(minute // 60), left, rect.top(), 40, rect.height()
            )

    def paint(self, painter: QPainter, rect: QRectF, strip: Strip, mine: str, *, bad: bool) -> None:
        """One strip; ``mine`` is the code of who wishes."""
        theme, window = self._front.theme, window_of(strip.wish)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        for minute in range(window.starts + 60, window.ends, 60):
            x = round(self._x(rect, window, minute)) + 0.5
            painter.drawLine(QLineF(x, rect.top() + 1, x, rect.bottom() - 1))
        for gap in strip.gaps:
            body = self._body(rect, window, gap.span)
            if body.width() > 1:
                painter.fillRect(body.adjusted(0, 1, 0, -1), theme.colour("hatch_ground"))
        for block in strip.blocks:
            body = self._body(rect, window, block.span)
            if body.width() < 2:
                continue
            hue = theme.hue(block.hue)
            painter.setPen(QPen(hue.edge, 1))
            painter.setBrush(hue.fill)
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            painter.fillRect(QRectF(body.left(), body.top(), 3, body.height()), hue.bar)
            if self.texts.width("code", block.org) > body.width() - 9:
                continue
            painter.setPen(hue.ink)
            self.texts.draw(
                painter, "code", block.org, body.left() + 7, body.top(), body.width() - 9,
                body.height(),
            )  # fmt: skip
        self._wish(painter, rect, window, strip, mine, bad=bad)

    def _wish(
        self, painter: QPainter, rect: QRectF, window: Span, strip: Strip, mine: str, *, bad: bool
    ) -> None:
        theme = self._front.theme
        body = self._body(rect, window, strip.wish)
        tone, fill = ("bad", "bad_soft") if bad else ("accent", "accent_soft")
        if bad:
            for block in strip.blocks:
                common = body.intersected(self._body(rect, window, block.claimed))
                if common.width() > 0:
                    self._hatch(painter, common)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(theme.colour(fill))
        painter.setPen(QPen(theme.colour(tone), 2))
        painter.drawRoundedRect(body.adjusted(1, 0, -1, 0), 4, 4)
        if not bad:
            used = self.texts.width("code", mine)
            self.texts.draw(
                painter, "code", mine, body.left() + max(5.0, (body.width() - used) / 2),
                body.top(), body.width() - 8, body.height(),
            )  # fmt: skip

    def _hatch(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._front.theme.colour("bad_soft"))
        painter.setPen(QPen(self._front.theme.colour("bad"), 1.3))
        x = rect.left() - rect.height()
        while x < rect.right():
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
            x += 6
        painter.restore()

    @staticmethod
    def _x(rect: QRectF, window: Span, minute: float) -> float:
        inside = min(max(minute, window.starts), window.ends)
        return rect.left() + (inside - window.starts) * rect.width() / window.minutes

    def _body(self, rect: QRectF, window: Span, span: Span) -> QRectF:
        left, right = self._x(rect, window, span.starts), self._x(rect, window, span.ends)
        return QRectF(left, rect.top(), right - left, rect.height())
