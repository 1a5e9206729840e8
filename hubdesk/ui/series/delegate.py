"""Paints a date of a series: number, day, time, room, what stands there, the four choices.

    view.setItemDelegate(DatesDelegate(front, model))
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.series.state import Pick, SeriesState
from hubdesk.ui.series.table import (
    AT_ROLE,
    DatesModel,
    below_facts,
    pick_rects,
    second_line,
    stands_there,
)
from hubdesk.ui.series.wording import PICKS, day_said
from hubdesk.ui.widgets.headed import Index
from hubdesk.ui.widgets.texts import Texts, broken
from hubdesk.words.marker import N_

ROW, TALL, HEAD = 43, 60, 28
#: What stands there may take a second line, which makes its row so much higher.
LINE = 20
#: Room for the sign before what stands there.
_ICON = 22
#: Left edges of the columns, as parts of what the choices leave, and the least of each.
_COLUMNS = ((0, 36), (0.22, 118), (0.17, 102), (0.12, 62))
_TONES = {
    Pick.BOOK: ("good_soft", "good"), Pick.ROOM: ("accent_soft", "accent"),
    Pick.TIME: ("accent_soft", "accent"), Pick.SKIP: ("sunken", "text"),
}  # fmt: skip


def _role(tone: str) -> str:
    return "table" if tone == "good" else "table_strong"


def column_lefts(row: QRect) -> tuple[int, ...]:
    """Left edges of number, day, time, room, what stands there, and its right end."""
    right = row.right() - 10 if below_facts(row) else pick_rects(row)[Pick.BOOK].left() - 10
    room = right - row.left()
    lefts, x = [row.left()], float(row.left())
    for part, least in _COLUMNS:
        x += max(least, min(part * room, least * 1.3))
        lefts.append(round(x))
    return (*lefts, right)


class DatesHead(QWidget):
    """The names of the columns, above the list and in line with it."""

    def __init__(self, front: Front, view: QListView) -> None:
        super().__init__()
        self._front = front
        self._view = view
        self._texts = Texts(front.theme)
        self.setFixedHeight(HEAD)
        front.words_changed.connect(self._on_changed)
        front.look_changed.connect(self._on_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, words = self._front.theme, self._front.words
        painter.fillRect(self.rect(), theme.colour("sunken"))
        painter.setPen(theme.colour("muted"))
        row = QRect(0, 0, self._view.viewport().width(), HEAD)
        lefts = column_lefts(row)
        names = (N_("Date"), N_("Time"), N_("Room"), N_("What stands there"))
        for name, left, right in zip(names, lefts[1:], lefts[2:], strict=False):
            self._texts.draw(painter, "caption", words.t(name), left, 0, right - left - 8, HEAD)
        if not below_facts(row):
            left = pick_rects(row)[Pick.BOOK].left() + 2
            self._texts.draw(painter, "caption", words.t("What to do"), left, 0, 300, HEAD)

    @Slot()
    def _on_changed(self) -> None:
        self._texts = Texts(self._front.theme)
        self.update()


class DatesDelegate(QStyledItemDelegate):
    """See the module."""

    def __init__(self, front: Front, model: DatesModel) -> None:
        super().__init__(front)
        self._front = front
        self._model = model
        self.texts = Texts(front.theme)

    def renew(self) -> None:
        """After another language or look."""
        self.texts = Texts(self._front.theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        at, state = index.data(AT_ROLE), self._model.state
        if not isinstance(at, int) or state is None:
            return QSize(400, ROW)
        below = second_line(self._front, state, at)[1]
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        row = QRect(0, 0, wide, ROW)
        more = LINE if self._lines(state, at, row) > 1 else 0
        return QSize(400, (TALL if below else ROW) + more + below_facts(row))

    def _lines(self, state: SeriesState, at: int, row: QRect) -> int:
        """How many lines what stands there takes, two at most."""
        left, right = column_lefts(row)[4:]
        tone, text = stands_there(self._front, state, at)[1:]
        return 1 if self.texts.width(_role(tone), text) <= right - left - _ICON else 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        at, state = index.data(AT_ROLE), self._model.state
        if not isinstance(at, int) or state is None:
            return
        theme, row = self._front.theme, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(row, theme.colour("accent_soft"))
        elif state.clashes(at) or state.picked(at) is not Pick.BOOK:
            painter.fillRect(row, theme.colour("background"))
        facts = row.adjusted(0, 0, 0, -below_facts(row))
        self._facts(painter, state, at, facts)
        self._what(painter, state, at, facts)
        self._picks(painter, state, at, row)
        painter.fillRect(
            QRectF(row.left(), row.bottom(), row.width(), 1), theme.colour("line")
        )
        if selected:
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), theme.colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(row).adjusted(1, 1, -1, -2))
        painter.restore()

    def _facts(self, painter: QPainter, state: SeriesState, at: int, row: QRect) -> None:
        theme, texts, words = self._front.theme, self.texts, self._front.words
        _, day_x, time_x, room_x, what_x, _ = column_lefts(row)
        asked, shown = state.dates[at], state.shown(at)
        top, height = row.top(), row.height()
        painter.setPen(theme.colour("muted"))
        texts.draw_right(painter, "table", str(at + 1), day_x - 8, top, 30, height)
        painter.setPen(theme.colour("text"))
        day = day_said(words, words.local(asked.asked_at).date())
        texts.draw(painter, "table_strong", day, day_x, top, time_x - day_x - 6, height)
        skipped = state.picked(at) is Pick.SKIP
        changed = (
            shown.outcome.starts_at != asked.asked_at,
            shown.resource_id != asked.resource_id,
        )
        values = (
            (words.times(shown.outcome.starts_at, shown.outcome.ends_at), time_x, room_x),
            (state.rooms[shown.resource_id].names.get(words.lang), room_x, what_x),
        )
        for (text, left, right), differs in zip(values, changed, strict=True):
            new = differs and not skipped
            painter.setPen(theme.colour("accent" if new else "muted" if skipped else "text"))
            role = "table_strong" if new else "table"
            used = texts.draw(painter, role, text, left, top, right - left - 8, height)
            if skipped:
                painter.drawLine(
                    QPointF(left, top + height / 2 + 0.5),
                    QPointF(left + used, top + height / 2 + 0.5),
                )

    def _what(self, painter: QPainter, state: SeriesState, at: int, row: QRect) -> None:
        theme, texts = self._front.theme, self.texts
        left, right = column_lefts(row)[4:]
        icon, tone, text = stands_there(self._front, state, at)
        tone2, below = second_line(self._front, state, at)
        lines = self._lines(state, at, row)
        under = 22 if below else 0
        height = min(row.height() - under, lines * LINE + 6)
        top = row.top() + (row.height() - under - height) / 2 + (2 if below else 0)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            QPointF(left, top + (height / lines - 15) / 2 + (1 if lines > 1 else 0)),
            self._front.icons.pixmap(icon, tone, 15, ratio),
        )
        painter.setPen(theme.colour(tone))
        said = QRectF(left + _ICON, top, right - left - _ICON, height)
        if lines == 1:
            texts.draw(painter, _role(tone), text, said.left(), top, said.width(), height)
        else:
            self._wrapped(painter, _role(tone), text, said)
        if below:
            painter.setPen(theme.colour(tone2))
            texts.draw(painter, "caption", below, said.left(), said.bottom() - 2, said.width(), 20)

    def _wrapped(self, painter: QPainter, role: str, text: str, box: QRectF) -> None:
        """A text over two lines, the second one cut where there is still more."""
        half = box.height() / 2
        for at, part in enumerate(broken(text, self._front.theme.font(role), box.width())):
            self.texts.draw(
                painter, role, part, box.left(), box.top() + at * half, box.width(), half
            )

    def _picks(self, painter: QPainter, state: SeriesState, at: int, row: QRect) -> None:
        theme, texts, words = self._front.theme, self.texts, self._front.words
        rects = pick_rects(row)
        picked = state.picked(at)
        first, last = rects[Pick.BOOK], rects[Pick.SKIP]
        whole = QRectF(first.united(last)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(whole, 6, 6)
        for pick, rect in rects.items():
            fill, ink = _TONES[pick]
            tone = "text_soft" if state.possible(at, pick) else "disabled"
            role = "small"
            if pick is picked:
                self._fill(painter, rect, theme.colour(fill))
                tone, role = ink, "pick"
            elif pick is not Pick.BOOK:
                painter.fillRect(
                    QRectF(rect.left(), rect.top() + 1, 1, rect.height() - 2), theme.colour("line")
                )
            painter.setPen(theme.colour(tone))
            text = words.t(PICKS[pick])
            role = "table_strong" if role == "pick" else "small"
            used = min(texts.width(role, text), rect.width() - 8.0)
            texts.draw(
                painter, role, text, rect.left() + (rect.width() - used) / 2, rect.top(),
                rect.width() - 6, rect.height(),
            )  # fmt: skip

    @staticmethod
    def _fill(painter: QPainter, rect: QRect, fill: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
