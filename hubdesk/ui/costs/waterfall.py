"""Why an organisation pays more or less than last month: a painted waterfall, outlined so that it
reads without colour, and the same in words.

    fall = Waterfall(front)
    fall.show_review(review, "ACT")
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.month.model import OrgReview, Review
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.texts import Texts
from hubdesk.words.marker import N_

PARTS = {
    "price": N_("Price"),
    "share": N_("Share"),
    "days": N_("Days"),
    "direct": N_("Direct"),
    "usage": N_("Usage"),
    "prior": N_("Late bills"),
}
_ROW = 27
_LABEL, _AMOUNT = 124, 104


def parts_of(one: OrgReview) -> list[tuple[str, int]]:
    """The parts that moved anything before tax, in their order."""
    return [(kind, amount) for kind, amount in one.parts() if amount and kind in PARTS]


def net_totals(one: OrgReview) -> tuple[int, int]:
    """The month before and the month itself, before tax; the parts lead from one to the other."""
    before = sum(was for kind, was, _is in one.others if kind == "vat")
    now = sum(is_now for kind, _was, is_now in one.others if kind == "vat")
    return one.previous_minor - before, one.current_minor - now


class Waterfall(QWidget):
    """See the module."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self._review: Review | None = None
        self._one: OrgReview | None = None
        self._row = _ROW
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(6 * _ROW)
        front.look_changed.connect(self._on_changed)
        front.words_changed.connect(self._on_changed)

    def show_review(self, review: Review, org: str) -> None:
        self._review = review
        self._one = next((one for one in review.organisations if one.org == org), None)
        if self._one is not None:
            words = self.front.words
            self.setAccessibleDescription(", ".join(
                f"{words.t(PARTS[kind])} {words.difference(amount)}"
                for kind, amount in parts_of(self._one)
            ))  # fmt: skip
        self.update()

    @Slot()
    def _on_changed(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        one, review = self._one, self._review
        if one is None or review is None or review.previous_month is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, texts = self.front.words, Texts(self.front.theme)
        parts = parts_of(one)
        self._row = min(_ROW, (self.height() - 8) // (len(parts) + 2))
        steps = [0]
        for _kind, amount in parts:
            steps.append(steps[-1] + amount)
        low, high = min(steps), max(steps)
        reach = max(high - low, 1)
        left, right = _LABEL, self.width() - _AMOUNT
        stub = (right - left) * 0.3

        def x(value: int) -> float:
            return left + stub + (value - low) * (right - left - stub) / reach

        before = words.month(review.previous_month, short=True)
        was, is_now = net_totals(one)
        self._total(painter, texts, 0, before, was, x(0))
        for at, (kind, amount) in enumerate(parts, start=1):
            self._part(painter, texts, at, words.t(PARTS[kind]), amount, x(steps[at - 1]),
                       x(steps[at]))  # fmt: skip
        after = words.month(review.month, short=True)
        self._total(painter, texts, len(parts) + 1, after, is_now, x(steps[-1]))
        painter.end()

    def _words(
        self, painter: QPainter, texts: Texts, y: float, label: str, amount: str, *, strong: bool
    ) -> None:
        painter.setPen(self.front.theme.colour("text"))
        role = "table_strong" if strong else "table"
        texts.draw(painter, role, label, 14, y, _LABEL - 20, self._row)
        texts.draw_right(painter, role, amount, self.width() - 14, y, _AMOUNT - 8, self._row)

    def _total(
        self, painter: QPainter, texts: Texts, at: int, label: str, amount: int, right: float
    ) -> None:
        theme, y = self.front.theme, 4 + at * self._row
        self._words(painter, texts, y, label, self.front.words.amount(amount), strong=True)
        painter.setPen(QPen(theme.colour("accent_line"), 1))
        painter.setBrush(theme.colour("accent_soft"))
        body = QRectF(_LABEL + 0.5, y + 4.5, max(2.0, right - _LABEL), self._row - 9)
        painter.drawRect(body)
        # The axis is cut: a zig-zag says that the bar does not begin at zero.
        painter.setPen(QPen(theme.colour("surface"), 5))
        zig = QPolygonF([
            QPointF(_LABEL + 20, body.top() - 2), QPointF(_LABEL + 16, body.center().y() - 2),
            QPointF(_LABEL + 23, body.center().y() + 2), QPointF(_LABEL + 19, body.bottom() + 2),
        ])  # fmt: skip
        painter.drawPolyline(zig)
        painter.setPen(QPen(theme.colour("accent_line"), 1))
        painter.drawPolyline(zig.translated(-3, 0))
        painter.drawPolyline(zig.translated(3, 0))

    def _part(
        self, painter: QPainter, texts: Texts, at: int, label: str, amount: int, start: float,
        end: float,
    ) -> None:  # fmt: skip
        theme, y = self.front.theme, 4 + at * self._row
        self._words(painter, texts, y, label, self.front.words.difference(amount), strong=False)
        tone = "bad" if amount > 0 else "good"
        painter.setPen(QPen(theme.colour("line_strong"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(start, y - 4), QPointF(start, y + 5))
        painter.setPen(QPen(theme.colour(tone), 1))
        painter.setBrush(theme.colour(f"{tone}_soft"))
        width = max(2.0, abs(end - start))
        painter.drawRect(QRectF(min(start, end), y + 4.5, width, self._row - 9))
