"""The painted use of the house: free time of this month, and hours booked in the last months.

usage = UsageChart(front)
usage.show_use(found)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.kernel.month import Month
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.load import Free, MonthUse, OrgLoad
from hubdesk.ui.organisations.wording import hours
from hubdesk.ui.widgets.texts import Texts

_PAD = 14
_FREE, _BAR = 62, 22
_MONTHS = 128
_LINE = 20


class UsageChart(QWidget):
    """See the module; the same in words is its accessible description."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self._texts = Texts(front.theme)
        self._free: tuple[Free, ...] = ()
        self._months: tuple[MonthUse, ...] = ()
        self._hue = 0
        self._today = front.today()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        front.look_changed.connect(self._on_look_changed)

    def show_use(self, found: OrgLoad) -> None:
        """Show an organisation's free time and its last months."""
        self._free, self._months, self._hue = found.free, found.months, found.hue
        self._today = found.today
        self._texts.clear()
        self.setFixedHeight(self.sizeHint().height())
        words = self.front.words
        self.setAccessibleName(words.t("Use of the house"))
        self.setAccessibleDescription("; ".join(self._said()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 8 + _FREE * len(self._free) + _MONTHS)

    def _said(self) -> list[str]:
        words = self.front.words
        free = [
            words.t(
                "{what}: {used} h used, {ahead} h booked ahead, {left} h left of {free} h",
                what=self._named(one), used=hours(words, one.allowance.used_minutes),
                ahead=hours(words, one.allowance.ahead_minutes),
                left=hours(words, one.allowance.left_minutes),
                free=hours(words, one.allowance.free_minutes),
            )
            for one in self._free
        ]  # fmt: skip
        return free + [
            f"{words.month(one.month, short=True)}: {hours(words, _sum(one))}"
            for one in self._months
        ]

    def _named(self, one: Free) -> str:
        words = self.front.words
        return words.t("Free room hours") if one.names is None else one.names.get(words.lang)

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 8
        for one in self._free:
            self._paint_free(painter, one, top)
            top += _FREE
        self._paint_months(painter, top)

    def _paint_free(self, painter: QPainter, one: Free, top: int) -> None:
        theme, words, spent = self.front.theme, self.front.words, one.allowance
        width = self.width() - 2 * _PAD
        painter.setPen(theme.colour("text_soft"))
        self._texts.draw(painter, "small", self._named(one), _PAD, top, width - 90, _LINE)
        painter.setPen(theme.colour("bad" if spent.over_minutes else "muted"))
        said = (
            words.t("{hours} h over", hours=hours(words, spent.over_minutes))
            if spent.over_minutes
            else words.t("of {hours} h", hours=hours(words, spent.free_minutes))
        )
        self._texts.draw_right(painter, "small", said, self.width() - _PAD, top, 120, _LINE)
        scale = width / max(spent.free_minutes, spent.used_minutes + spent.ahead_minutes, 1)
        area = QRectF(_PAD + 0.5, top + _LINE + 0.5, width - 1, _BAR - 1)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(area)
        left = float(_PAD)
        for minutes, brush, ink, text in (
            (spent.used_minutes, QBrush(theme.hue(self._hue).bar), "surface",
             words.t("{hours} h used")),
            (spent.ahead_minutes, self._stripes(), "text", words.t("{hours} h ahead")),
            (spent.left_minutes, QBrush(Qt.BrushStyle.NoBrush), "text", words.t("{hours} h left")),
        ):  # fmt: skip
            span = minutes * scale
            painter.fillRect(QRectF(left, top + _LINE, span, _BAR), brush)
            said = self._fitting(text, minutes, span - 14)
            if said and brush.style() is Qt.BrushStyle.TexturePattern:
                wide = self._texts.width("small", said)
                plate = QRectF(left + 4, top + _LINE + 2, wide + 6, _BAR - 4)
                painter.fillRect(plate, theme.hue(self._hue).fill)
            painter.setPen(theme.colour(ink))
            self._texts.draw(painter, "small", said, left + 7, top + _LINE, span - 8, _BAR)
            left += span
        days = Month.of(self._today).days
        mark = _PAD + (self._today.day / days) * min(width, spent.free_minutes * scale)
        self._paint_mark(painter, mark, top + _LINE + _BAR + 2)

    def _fitting(self, text: str, minutes: int, room: float) -> str:
        """The words, only the number, or nothing, as there is room."""
        if not minutes:
            return ""
        number = hours(self.front.words, minutes)
        for said in (text.format(hours=number), number):
            if self._texts.width("small", said) <= room:
                return said
        return ""

    def _stripes(self) -> QBrush:
        """Stripes of the hue, as booked-ahead time is drawn everywhere."""
        hue = self.front.theme.hue(self._hue)
        tile = QPixmap(9, 9)
        tile.fill(hue.fill)
        painter = QPainter(tile)
        painter.setPen(QPen(QColor(hue.edge), 2))
        for start in (-9, 0, 9):
            painter.drawLine(start, 9, start + 9, 0)
        painter.end()
        return QBrush(tile)

    def _paint_mark(self, painter: QPainter, x: float, y: float) -> None:
        """The day of the month, as a triangle under the bar."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.front.theme.colour("now"))
        corners = (QPointF(x, y), QPointF(x - 4, y + 6), QPointF(x + 4, y + 6))
        painter.drawPolygon(QPolygonF(corners))

    def _paint_months(self, painter: QPainter, top: int) -> None:
        theme, words, hue = self.front.theme, self.front.words, self.front.theme.hue(self._hue)
        painter.setPen(theme.colour("text_soft"))
        width = self.width() - 2 * _PAD
        title = words.t("Hours booked each month")
        self._texts.draw(painter, "small", title, _PAD, top, width, _LINE)
        if not self._months:
            return
        step = width / len(self._months)
        base, high = top + _MONTHS - 22, _MONTHS - 22 - 2 * _LINE - 4
        most = max((_sum(one) for one in self._months), default=0) or 1
        for at, one in enumerate(self._months):
            left, total = _PAD + at * step, _sum(one)
            tall = max(1.0 if total else 0.0, high * total / most)
            rooms = high * one.rooms / most
            bar = QRectF(left + 2.5, base - tall + 0.5, step - 5, tall)
            painter.setPen(QPen(hue.edge if total else theme.colour("line"), 1))
            painter.setBrush(self._stripes() if total > one.rooms else hue.fill)
            painter.drawRect(bar)
            painter.fillRect(QRectF(left + 2.5, base - rooms + 0.5, step - 5, rooms), hue.bar)
            painter.setPen(theme.colour("text_soft" if total else "muted"))
            said = words.number(round(total / 60))
            wide = self._texts.width("caption", said)
            self._texts.draw(
                painter, "caption", said, left + (step - wide) / 2, base - tall - _LINE + 2,
                step + 8, _LINE,
            )  # fmt: skip
            name = words.month(one.month, short=True).rpartition(" ")[0]
            short = name.rstrip(".") if words.lang != "th" else name
            wide = min(step - 1, self._texts.width("caption", short))
            painter.setPen(theme.colour("muted"))
            self._texts.draw(
                painter, "caption", _initial(short, words.lang, self._texts, step), left + max(
                    0.5, (step - wide) / 2), base + 2, step, _LINE,
            )  # fmt: skip
        painter.fillRect(_PAD, base, width, 1, theme.colour("line_strong"))

    @Slot()
    def _on_look_changed(self) -> None:
        self._texts = Texts(self.front.theme)
        self.update()


def _sum(one: MonthUse) -> int:
    return one.rooms + one.desks + one.equipment


def _initial(name: str, lang: str, texts: Texts, room: float) -> str:
    """A month's short name where it fits, else its first letter; Thai short names have dots."""
    if texts.width("caption", name) <= room - 2:
        return name
    return name.partition(".")[0] if lang == "th" else name[:1]
