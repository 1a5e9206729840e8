"""The door of a room: free or taken in letters to be read from the end of the corridor.

    view = DoorView(front, "R1")
    view.show_day(day, now, lost=False)
    view.code_wanted.connect(self._on_code_wanted)
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from hubdesk.booking.arrivals import STEPS
from hubdesk.booking.doors import Door, DoorDate, HouseDay, door_of
from hubdesk.booking.service.states import CHECK_IN_EARLY
from hubdesk.ui.booking.features import FEATURE_ICONS
from hubdesk.ui.front import Front
from hubdesk.ui.kiosk.bigbutton import BigButton
from hubdesk.ui.kiosk.canvas import Canvas
from hubdesk.ui.kiosk.sheet import LEFT, Sheet, paint_head, sheet_of
from hubdesk.ui.kiosk.strip import paint_strip
from hubdesk.ui.kiosk.wording import (
    STATES,
    Pair,
    again_words,
    check_in_words,
    free_words,
    time_of,
    title_of,
    under_title,
)
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_CARD_TOP, _RIGHT = 186, 812
#: The middle of a line of text, in its size.
LINE_MIDDLE = 0.75


class DoorView(QWidget):
    """See the module.

    Signals:
        code_wanted(): somebody wants to type a check-in code.
        walk_in_wanted(int): somebody wants the room for so many minutes from now.

    Attributes:
        code: of the room.
        door: as shown now; None while nothing is known.
        shown: every text of the last painting.
    """

    code_wanted = Signal()
    walk_in_wanted = Signal(int)

    def __init__(self, front: Front, code: str) -> None:
        super().__init__()
        self.front = front
        self.code = code
        self.day: HouseDay | None = None
        self.door: Door | None = None
        self.shown: list[str] = []
        self._now = front.now()
        self.check_in = BigButton(front, "accent", self)
        self.check_in.clicked.connect(self.code_wanted)
        self.minutes = [BigButton(front, "good", self) for _ in STEPS]
        for button, minutes in zip(self.minutes, STEPS, strict=True):
            button.value = minutes
            button.clicked.connect(self._on_minutes_clicked)
        self._place()

    def show_day(self, day: HouseDay | None, now: datetime, *, lost: bool) -> None:
        """Show what is known at a moment; while the hub is lost nothing can be written."""
        self._now = now
        self.day = day if day is not None and day.day == now.date() else None
        room = None if self.day is None else self._room_id(self.day)
        self.door = (
            None if self.day is None or room is None
            else door_of(self.day, room, now, CHECK_IN_EARLY)
        )  # fmt: skip
        for button in (self.check_in, *self.minutes):
            button.setEnabled(not lost)
        self._place()
        self.update()

    def room_id(self) -> int | None:
        """The room at whose door this is."""
        return None if self.door is None else self.door.room.id

    def _room_id(self, day: HouseDay) -> int | None:
        return next((room.id for room in day.rooms if room.code == self.code), None)

    def state(self) -> str:
        """Of the door, as in ``STATES``."""
        return "unknown" if self.door is None else self.door.state

    # -- places ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the buttons where the sheet leaves room for them, and say what they do."""
        sheet, pair, door = sheet_of(self), Pair.of(self.front), self.door
        self.check_in.say(*pair.both(N_("Check in by code")))
        arriving = door is not None and door.arriving is not None
        self.check_in.setVisible(arriving)
        bottom = self._card_bottom(sheet)
        self.check_in.place(sheet.scale, LEFT + 34, bottom - 92, self._card_width(sheet) - 68, 74)
        width = (sheet.width - LEFT - self._right(sheet) - 28) / 3
        offered = () if door is None else door.minutes
        for at, (button, minutes) in enumerate(zip(self.minutes, STEPS, strict=True)):
            button.say(*(
                words.n("{n} minute", "{n} minutes", minutes)
                for words in (pair.first, pair.second)
            ))  # fmt: skip
            button.setVisible(minutes in offered)
            button.place(sheet.scale, self._right(sheet) + at * (width + 14), 526, width, 92)

    def _card_width(self, sheet: Sheet) -> float:
        return self._right(sheet) - LEFT - 40

    def _card_bottom(self, sheet: Sheet) -> float:
        return sheet.height - 284

    def _right(self, sheet: Sheet) -> float:
        return _RIGHT + (sheet.width - 1440) * 0.5

    @Slot()
    def _on_minutes_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, BigButton)
        self.walk_in_wanted.emit(int(str(button.value)))

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = sheet_of(self)
        canvas = Canvas(painter, self.front.theme, self.front.icons, sheet.scale)
        pair, door = Pair.of(self.front), self.door
        painter.fillRect(self.rect(), self.front.theme.colour("background"))
        _, tone, _ = STATES[self.state()]
        painter.fillRect(canvas.rect(0, 0, 16, sheet.height), self.front.theme.colour(tone))
        self._paint_name(canvas, pair, sheet)
        paint_head(canvas, pair, sheet, self._now)
        canvas.box(LEFT, _CARD_TOP, self._card_width(sheet), self._card_bottom(sheet) - _CARD_TOP,
                   f"{tone}_soft" if tone != "muted" else "surface", tone)  # fmt: skip
        if door is None:
            self._paint_state(canvas, pair, sheet, 76)
        elif door.state == "busy" and door.current is not None:
            self._paint_taken(canvas, pair, sheet, door, door.current)
        else:
            self._paint_open(canvas, pair, sheet, door)
        if door is not None and self.day is not None:
            self._paint_next(canvas, pair, sheet, door)
            self._paint_offer(canvas, pair, sheet, door)
            paint_strip(canvas, pair, sheet, self.day, door.room, self._now)
        painter.end()
        self.shown = canvas.shown
        self._describe(pair)

    def _describe(self, pair: Pair) -> None:
        names = [self.code] if self.door is None else [self.door.room.names.get(pair.first.lang)]
        self.setAccessibleName(" \u00b7 ".join([*names, *pair.both(STATES[self.state()][0])]))
        self.setAccessibleDescription("; ".join(self.shown))

    def _paint_name(self, canvas: Canvas, pair: Pair, sheet: Sheet) -> None:
        room = None if self.door is None else self.door.room
        first = self.code if room is None else room.names.get(pair.first.lang) or room.code
        second = "" if room is None else room.names.get(pair.second.lang)
        space = sheet.width - 2 * LEFT - 420
        x = LEFT + canvas.text(first, LEFT, 30, space, 66, weight=700) + 22
        if second and second != first:
            x += canvas.text(second, x, 58, LEFT + space - x, 32, tone="muted") + 30
        if room is None:
            return
        x, y = LEFT, 134.0
        if room.capacity:
            canvas.icon("users", x, y + 3, 25)
            seats = pair.first.n("{n} seat", "{n} seats", room.capacity)
            x += 34 + canvas.text(seats, x + 34, y, 240, 22, tone="text_soft") + 26
        for feature in room.features:
            if x > LEFT + space:
                return
            canvas.icon(FEATURE_ICONS.get(feature, "sparkles"), x, y + 3, 25)
            name = pair.first.name_or_text("equipment", feature)
            x += 34 + canvas.text(name, x + 34, y, 240, 22, tone="text_soft") + 26

    def _paint_state(self, canvas: Canvas, pair: Pair, sheet: Sheet, size: float) -> float:
        """The word for the state, as large as wanted; returns where the next line begins."""
        msgid, tone, icon = STATES[self.state()]
        first, second = pair.both(msgid)
        size = self._beside(canvas, pair, sheet, size)
        x, y = LEFT + 34, _CARD_TOP + (18 if size < 100 else 8)
        canvas.icon(icon, x, y + size * (LINE_MIDDLE - 0.36), size * 0.72, tone)
        room = self._card_width(sheet) - 68 - size
        used = canvas.text(first, x + size * 0.94, y, room, size, weight=700, tone=tone)
        beside = x + size * 0.94 + used + size * 0.22
        small = max(26, size * 0.38)
        left = LEFT + self._card_width(sheet) - 34 - beside
        if canvas.width(second, small, 600) <= left:
            canvas.text(second, beside, y, left, small, weight=600, tone=tone,
                        height=size * 1.62)  # fmt: skip
            return y + size * 1.5
        canvas.text(second, x + size * 0.94, y + size * 1.42, room, small, weight=600, tone=tone)
        return y + size * 1.42 + small * 1.5

    def _beside(self, canvas: Canvas, pair: Pair, sheet: Sheet, size: float) -> float:
        """The largest size, within reason, at which both languages of the state share a line."""
        first, second = pair.both(STATES[self.state()][0])
        room = self._card_width(sheet) - 68
        for part in (1.0, 0.9, 0.8, 0.7):
            tried = size * part
            small = max(26, tried * 0.38)
            used = canvas.width(first, tried, 700) + canvas.width(second, small, 600)
            if tried * 1.16 + used <= room:
                return tried
        return size

    def _paint_open(self, canvas: Canvas, pair: Pair, sheet: Sheet, door: Door) -> None:
        y = self._paint_state(canvas, pair, sheet, 172 if door.state == "free" else 84) + 2
        x, room = LEFT + 34, self._card_width(sheet) - 68
        if door.state == "closed":
            if door.reason:
                canvas.text(door.reason, x, y, room, 34, weight=600)
                y += 54
            lines = pair.say(lambda words: again_words(words, door.until, self._now))
        else:
            lines = pair.say(lambda words: free_words(words, door))
        canvas.text(lines[0], x, y, room, 36, weight=600)
        canvas.text(lines[1], x, y + 54, room, 25, tone="text_soft")
        if door.arriving is not None:
            words = pair.first
            when = words.times(door.arriving.starts_at, door.arriving.ends_at)
            bottom = self._card_bottom(sheet) - 136
            if y + 92 <= bottom:
                canvas.text(f"{when} \u00b7 {title_of(words, door.arriving)}", x, bottom, room, 25,
                            weight=600)  # fmt: skip

    def _paint_taken(
        self, canvas: Canvas, pair: Pair, sheet: Sheet, door: Door, date: DoorDate
    ) -> None:
        words = pair.first
        x, room = LEFT + 34, self._card_width(sheet) - 68
        y = self._paint_state(canvas, pair, sheet, 58) - 4
        canvas.text(title_of(words, date), x, y, room, 54, weight=700)
        y += 82
        used = canvas.chip(date.org, date.hue, x, y, 22)
        canvas.text(under_title(words, date) or title_of(pair.second, date), x + used + 18, y,
                    room - used - 18, 28, tone="text_soft", height=38)  # fmt: skip
        y += 60
        when = words.times(date.starts_at, date.ends_at)
        used = canvas.text(when, x, y, room, 30, weight=600)
        again = again_words(words, door.until, self._now)
        canvas.text(again, x + used + 20, y, room - used - 20, 28, weight=600, align="right",
                    height=45)  # fmt: skip
        y += 50
        if door.arriving is None:
            self._paint_progress(canvas, x, y, room, date)
            y += 30
        tone = "good" if date.checked_in_at is not None else "warning"
        canvas.icon("check" if tone == "good" else "clock-alert", x, y + 4, 26, tone)
        canvas.text(check_in_words(words, date), x + 38, y, room - 38, 23,
                    tone="text_soft" if tone == "good" else tone)  # fmt: skip

    def _paint_progress(
        self, canvas: Canvas, x: float, y: float, room: float, date: DoorDate
    ) -> None:
        whole = (date.ends_at - date.starts_at).total_seconds()
        part = min(1.0, max(0.0, (self._now - date.starts_at).total_seconds() / whole))
        canvas.box(x, y, room, 18, "background", "line_strong", radius=4)
        if part * room > 6:
            canvas.box(x, y, room * part, 18, "bad", radius=4)

    def _paint_next(self, canvas: Canvas, pair: Pair, sheet: Sheet, door: Door) -> None:
        x = self._right(sheet)
        width = sheet.width - LEFT - x
        canvas.text(pair.line(N_("Next in this room")), x, _CARD_TOP - 4, width, 24,
                    tone="text_soft")  # fmt: skip
        y = _CARD_TOP + 42.0
        canvas.rule(x, y, width, "line_strong")
        if not door.next:
            first, second = pair.both(N_("Nothing else today"))
            canvas.text(first, x, y + 14, width, 26)
            canvas.text(second, x, y + 50, width, 20, tone="muted")
        for date in door.next:
            self._paint_next_line(canvas, pair.first, date, x, y, width)
            y += 76
            canvas.rule(x, y, width)

    def _paint_next_line(
        self, canvas: Canvas, words: Words, date: DoorDate, x: float, y: float, width: float
    ) -> None:
        starts, ends = (time_of(words, moment) for moment in (date.starts_at, date.ends_at))
        canvas.text(f"{starts}\u2013{ends}", x, y, 172, 25, weight=600, height=76)
        used = canvas.chip(date.org, date.hue, x + 182, y + 21, 20)
        left = x + 182 + max(used, 66) + 16
        room = width - (left - x)
        under = under_title(words, date)
        height = 76 if not under else 38
        canvas.text(title_of(words, date), left, y + (0 if not under else 4), room, 25,
                    height=height)  # fmt: skip
        canvas.text(under, left, y + 39, room, 19, tone="muted", height=30)

    def _paint_offer(self, canvas: Canvas, pair: Pair, sheet: Sheet, door: Door) -> None:
        x = self._right(sheet)
        width = sheet.width - LEFT - x
        if door.minutes:
            canvas.text(pair.line(N_("Book this room now for")), x, 478, width, 24,
                        tone="text_soft")  # fmt: skip
            return
        if not door.near:
            return
        canvas.text(pair.line(N_("Rooms free near here")), x, 478, width, 24, tone="text_soft")
        tile = (width - 14) / 2
        for at, (room, until) in enumerate(door.near):
            left = x + at * (tile + 14)
            canvas.box(left, 526, tile, 92, "good_soft", "good")
            seats = str(room.capacity) if room.capacity else ""
            used = canvas.width(seats, 22) + 34 if seats else 0
            canvas.text(room.names.get(pair.first.lang) or room.code, left + 16, 530,
                        tile - 36 - used, 28, weight=700)  # fmt: skip
            if seats:
                canvas.icon("users", left + tile - used - 12, 541, 24, "muted")
                canvas.text(seats, left + tile - used + 16, 532, used, 22, tone="text_soft",
                            height=42)  # fmt: skip
            words = pair.first
            free = (
                words.t("free for the rest of the day") if until is None
                else words.t("free until {time}", time=words.time(until))
            )  # fmt: skip
            canvas.text(free, left + 16, 572, tile - 32, 22, weight=600, tone="good", height=40)
