"""What's on in the house today: where, when, whose, and which way.

    view = FoyerView(front, level=0)
    view.show_day(day, now, lost=False)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from hubdesk.booking.doors import HouseDay, OnLine, whats_on
from hubdesk.ui.front import Front
from hubdesk.ui.kiosk.bigbutton import BigButton
from hubdesk.ui.kiosk.canvas import Canvas
from hubdesk.ui.kiosk.sheet import FOOT, LEFT, Sheet, paint_head, sheet_of
from hubdesk.ui.kiosk.wording import Pair, time_of, title_of, under_title
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_TOP, _ROW = 236, 82
#: Where the lines of a row begin: marks above and below Thai letters need room of their own.
_FIRST, _SECOND = 4, 45
_ARROWS = {
    "up": ("arrow-up", N_("kiosk|upstairs")),
    "down": ("arrow-down", N_("kiosk|downstairs")),
    "here": ("arrow-right", N_("kiosk|on this floor")),
}
_WHEN, _WHERE = 190, 430


class FoyerView(QWidget):
    """See the module.

    Signals:
        code_wanted(): somebody wants to type a check-in code.

    Attributes:
        lines: what is on, in order of time.
        part: which screenful of them is shown, where one does not hold them all.
        shown: every text of the last painting.
    """

    code_wanted = Signal()

    def __init__(self, front: Front, level: int = 0) -> None:
        super().__init__()
        self.front = front
        self.level = level
        self.lines: tuple[OnLine, ...] = ()
        self.part = 0
        self.shown: list[str] = []
        self._known = False
        self._now = front.now()
        self.check_in = BigButton(front, "plain", self, size=24)
        self.check_in.clicked.connect(self.code_wanted)
        self._place()

    def show_day(self, day: HouseDay | None, now: datetime, *, lost: bool) -> None:
        """Show what is known at a moment; while the hub is lost nothing can be written."""
        self._now = now
        self._known = day is not None and day.day == now.date()
        self.lines = whats_on(day, now, self.level) if day is not None and self._known else ()
        self.part = min(self.part, self.parts() - 1)
        self.check_in.setEnabled(not lost)
        self._place()
        self.update()

    def room_id(self) -> int | None:
        """The foyer takes codes of all rooms."""
        return 0

    def parts(self) -> int:
        """How many screenfuls there are."""
        return max(1, -(-len(self.lines) // self._rows()))

    def turn(self) -> None:
        """Show the next screenful."""
        self.part = (self.part + 1) % self.parts()
        self.update()

    def _rows(self) -> int:
        return max(1, int((sheet_of(self).height - FOOT - 20 - _TOP) // _ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        sheet = sheet_of(self)
        self.check_in.say(*Pair.of(self.front).both(N_("Check in by code")))
        self.check_in.place(sheet.scale, sheet.width - LEFT - 420 - 290, 40, 270, 84)

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = sheet_of(self)
        canvas = Canvas(painter, self.front.theme, self.front.icons, sheet.scale)
        pair = Pair.of(self.front)
        painter.fillRect(self.rect(), self.front.theme.colour("background"))
        first, second = pair.both(N_("On today"))
        used = canvas.text(first, LEFT, 22, 460, 62, weight=700)
        canvas.text(second, LEFT + used + 20, 44, 460 - used, 30, tone="muted")
        house = self.front.house.name.get(pair.first.lang)
        canvas.text(house, LEFT, 116, sheet.width - 2 * LEFT - 740, 26, tone="text_soft")
        paint_head(canvas, pair, sheet, self._now)
        self._paint_columns(canvas, pair, sheet)
        rows = self._rows()
        shown = self.lines[self.part * rows : (self.part + 1) * rows]
        self._paint_lines(canvas, pair, sheet, shown)
        if self.parts() > 1:
            part = f"{self.part + 1} / {self.parts()}"
            canvas.text(part, sheet.width / 2 - 60, sheet.height - FOOT - 34, 120, 20,
                        tone="muted", align="centre")  # fmt: skip
        painter.end()
        self.shown = canvas.shown
        self.setAccessibleName(f"{first} \u00b7 {second}")
        self.setAccessibleDescription("; ".join(self.shown))

    def _paint_columns(self, canvas: Canvas, pair: Pair, sheet: Sheet) -> None:
        y = _TOP - 46
        for x, msgid in (
            (LEFT, N_("kiosk|When")), (LEFT + _WHEN, N_("kiosk|Where")),
            (LEFT + _WHEN + _WHERE, N_("kiosk|What")),
        ):  # fmt: skip
            canvas.text(pair.line(msgid), x, y, 380, 20, tone="muted")
        canvas.rule(LEFT, _TOP - 8, sheet.width - 2 * LEFT, "line_strong")

    def _paint_lines(
        self, canvas: Canvas, pair: Pair, sheet: Sheet, lines: Sequence[OnLine]
    ) -> None:
        if not lines:
            msgid = N_("Nothing else today") if self._known else N_("kiosk|Not known")
            first, second = pair.both(msgid)
            canvas.text(first, LEFT, _TOP + 40, sheet.width - 2 * LEFT, 48, weight=600)
            canvas.text(second, LEFT, _TOP + 116, sheet.width - 2 * LEFT, 30, tone="muted")
        for at, line in enumerate(lines):
            y = _TOP + at * _ROW
            if line.on:
                canvas.painter.fillRect(
                    canvas.rect(LEFT - 24, y, sheet.width - 2 * LEFT + 48, _ROW - 4),
                    canvas.colour("good_soft"),
                )
                canvas.painter.fillRect(
                    canvas.rect(LEFT - 24, y, 6, _ROW - 4), canvas.colour("good")
                )
            self._paint_line(canvas, pair, sheet, line, y)
            canvas.rule(LEFT, y + _ROW - 4, sheet.width - 2 * LEFT)

    def _paint_line(
        self, canvas: Canvas, pair: Pair, sheet: Sheet, line: OnLine, y: float
    ) -> None:
        words, date, room = pair.first, line.date, line.room
        starts, ends = (time_of(words, moment) for moment in (date.starts_at, date.ends_at))
        canvas.text(f"{starts}\u2013{ends}", LEFT, y + _FIRST + 1, _WHEN - 14, 26, weight=700)
        if line.on:
            canvas.text(words.t("kiosk|now"), LEFT, y + _SECOND, _WHEN - 14, 19, weight=600,
                        tone="good", height=28)  # fmt: skip
        x = LEFT + _WHEN
        icon, way = _ARROWS.get(line.arrow, ("", ""))
        if icon:
            canvas.icon(icon, x, y + 21, 36, "accent")
        name, other = room.names.get(words.lang) or room.code, room.names.get(pair.second.lang)
        both = name if not other or other == name else f"{name} \u00b7 {other}"
        canvas.text(both, x + 52, y + _FIRST, _WHERE - 70, 27, weight=600)
        canvas.text(_place_words(words, room.floor.get(words.lang), way), x + 52, y + _SECOND,
                    _WHERE - 70, 19, tone="text_soft", height=28)  # fmt: skip
        x += _WHERE
        used = max(canvas.chip(date.org, date.hue, x, y + 21, 21), 78)
        left, space = x + used + 18, sheet.width - LEFT - x - used - 18
        under = under_title(words, date)
        canvas.text(title_of(words, date), left, y + _FIRST, space, 26, weight=600,
                    height=_ROW - 4 - 2 * _FIRST if not under else 40)  # fmt: skip
        canvas.text(under, left, y + _SECOND, space, 20, tone="text_soft", height=28)


def _place_words(words: Words, floor: str, way: str) -> str:
    """``Floor 2 · upstairs``."""
    return " \u00b7 ".join(part for part in (floor, words.t(way) if way else "") if part)
