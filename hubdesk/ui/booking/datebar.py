"""The head of the board: which days, which room, which of the boards; and *Book*.

    bar = DateBar(front)
    bar.show_days(date(2026, 10, 22), view="day")
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.ui.booking.scene import WEEK, Scene
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.giveway import GiveWay
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

VIEWS = {
    "day": N_("Day"), "week": N_("Week"), "room": N_("Room week"), "list": N_("List"),
    "plan": N_("view|Plan"),
}  # fmt: skip
#: Below these widths the days are told in fewer words, and the boards stand in a list.
_WIDE, _NARROW, _SHORT, _TIGHT = 1160, 980, 900, 760
_ROOM_MOST = 260


class DateBar(QWidget):
    """See the module.

    Attributes:
        before, today, after: the buttons; ``field`` the day; ``views`` the boards.

    Signals:
        stepped(int): so many steps on; 0 = today.
        day_chosen(date), view_chosen(str), room_chosen(lane).
        book_wanted().
    """

    stepped = Signal(int)
    day_chosen = Signal(object)
    view_chosen = Signal(str)
    room_chosen = Signal(int)
    book_wanted = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        make = Make(front)
        self._day, self._first, self._view = front.today(), front.today(), "day"
        self.setFixedHeight(front.theme.size("page_header"))
        self.before = make.icon_button(
            N_("The day before"), "chevron-left", on=self._on_before_clicked
        )
        self.today = make.button(N_("Today"), on=self._on_today_clicked)
        self.after = make.icon_button(
            N_("The day after"), "chevron-right", on=self._on_after_clicked
        )
        self.field = DateField(make, N_("Day"))
        self.field.setFixedHeight(front.theme.size("button"))
        self.field.changed.connect(self._on_day_changed)
        self._words = make.elided(role="date")
        self.room = Combo(make, N_("Room"))
        self.room.setFixedHeight(front.theme.size("button"))
        self.room.setMaximumWidth(_ROOM_MOST)
        self.room.activated.connect(self.room_chosen)
        self.views = Segments(make, N_("Board"), VIEWS)
        self.views.choose("day")
        self.views.chosen.connect(self.view_chosen)
        self._views = Combo(make, N_("Board"))
        self._views.setFixedHeight(front.theme.size("button"))
        self._views.setMinimumContentsLength(6)
        self._views.activated.connect(self._on_view_activated)
        self._title = make.label(N_("Bookings"), role="title")
        self.book = make.button(
            N_("Book"), icon="plus", kind="primary", on=self._on_book_clicked,
            tip=N_("Also by Ctrl+N"),
        )
        box = lay(
            QHBoxLayout(self), self._title, 4, self.before, self.today, self.after, self.field,
            self._words, self.room, self.views, self._views, self.book, gap=6,
            margins=(16, 0, 16, 0),
        )  # fmt: skip
        for part in (self._words, self.room):
            box.setStretchFactor(part, 1)
        GiveWay(front, self, (self.book, self.today))
        front.words_changed.connect(self._name)
        self._name()

    def show_days(self, day: date, view: str, first: date | None = None) -> None:
        """Tell which days are shown.

        Args:
            first: of the week.
        """
        self._day, self._view, self._first = day, view, first or day
        self.views.choose(view)
        self._name()

    def show_rooms(self, scene: Scene, lane: int | None) -> None:
        """Offer the rooms of a scene; ``lane`` is the one whose week is shown."""
        lang = self.front.words.lang
        plain = [one.names.get(lang) for one in scene.lanes]
        names = [
            name if plain.count(name) == 1 else f"{name} \u00b7 {one.code}"
            for name, one in zip(plain, scene.lanes, strict=True)
        ]
        self.room.blockSignals(True)
        if names != [self.room.itemText(at) for at in range(self.room.count())]:
            self.room.clear()
            self.room.addItems(names)
        self.room.setCurrentIndex(-1 if lane is None else lane)
        self.room.blockSignals(False)
        self.room.setVisible(lane is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name()

    @Slot()
    def _name(self) -> None:
        words = self.front.words
        self.field.set_day(self._day)
        week = self._view in ("week", "room")
        if week:
            last = self._first + timedelta(days=WEEK - 1)
            text = words.period(self._first, last, short=True)
        elif self.width() < _NARROW:
            text = words.weekday(self._day, short=self.width() < _SHORT)
        else:
            text = words.full_date(self._day)
        self._words.set_whole(text)
        # The board of a week tells the dates itself.
        room = self._view == "room"
        self._words.setVisible(self.width() >= (_WIDE if room else _NARROW if week else _TIGHT))
        self._title.setVisible(self.width() >= (_NARROW if room else _TIGHT))
        self._list_views()
        self._show_views()
        say = self.front.speech.say
        for button, msgids in (
            (self.before, (N_("The day before"), N_("The week before"))),
            (self.after, (N_("The day after"), N_("The week after"))),
        ):
            say(button, msgids[week], part="tip")
            say(button, msgids[week], part="name")

    def _show_views(self) -> None:
        """The boards beside each other, or in a list where their names have no room."""
        box = self.layout()
        assert box is not None
        self.views.setVisible(self.width() >= _TIGHT)
        self._views.hide()
        box.invalidate()
        if self.views.isHidden() or box.minimumSize().width() > self.width():
            self.views.hide()
            self._views.show()

    def _list_views(self) -> None:
        names = [self.front.words.t(msgid) for msgid in VIEWS.values()]
        self._views.blockSignals(True)
        if names != [self._views.itemText(at) for at in range(self._views.count())]:
            self._views.clear()
            self._views.addItems(names)
        self._views.setCurrentIndex(list(VIEWS).index(self._view))
        self._views.blockSignals(False)

    @Slot(int)
    def _on_view_activated(self, at: int) -> None:
        self.view_chosen.emit(list(VIEWS)[at])

    @Slot()
    def _on_before_clicked(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on_after_clicked(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _on_today_clicked(self) -> None:
        self.stepped.emit(0)

    @Slot()
    def _on_book_clicked(self) -> None:
        self.book_wanted.emit()

    @Slot(object)
    def _on_day_changed(self, day: date | None) -> None:
        if day is not None:
            self.day_chosen.emit(day)
