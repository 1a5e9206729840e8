"""The page *Today*: the counter at a glance, and walk-in bookings by keyboard.

    page = TodayPage(front)
    page.appear()
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.ui.booking import ops as booking_ops
from hubdesk.ui.booking.load import DayLoad, load_day
from hubdesk.ui.booking.scene import Block
from hubdesk.ui.booking.wording import clock
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.imports import ask_and_import
from hubdesk.ui.places import Place
from hubdesk.ui.today import ops
from hubdesk.ui.today.counter import Counter, count
from hubdesk.ui.today.daylist import BLOCK_ROLE, DayDelegate, DayModel
from hubdesk.ui.today.duelist import DueList
from hubdesk.ui.today.figures import Figures
from hubdesk.ui.today.rooms import RoomList
from hubdesk.ui.today.todo import Todo, load_todo
from hubdesk.ui.today.todocard import TodoCard
from hubdesk.ui.today.walkin import WalkIn, WalkInLine
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import lay
from hubdesk.words.marker import N_

#: Widths of the middle and right columns: the least, the most, and their part of the page.
_MIDDLE, _RIGHT = (300, 420, 0.28), (260, 304, 0.22)


class TodayPage(Page):
    """See the module."""

    name = "today"
    msgid = N_("Today")
    icon = "sun"
    kinds = ("occurrence", "booking", "claim", "closure", "resource", "organisation", "bill",
             "period", "pool_rule", "occupancy")  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._loaded: DayLoad | None = None
        self.line = WalkInLine(self.make)
        self.figures = Figures(self.make, (
            N_("rooms free"), N_("waiting to check in"), N_("not come"), N_("in the house"),
            N_("still to come"), N_("desks free"),
        ))  # fmt: skip
        self.rooms = RoomList(front)
        self.due = DueList(self.make)
        self.model = DayModel(front)
        self.delegate = DayDelegate(front, self.model)
        self.list = QListView()
        self.todo = TodoCard(self.make)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._build_content())
        self._stack.addWidget(self._build_empty())
        lay(QVBoxLayout(self), self._build_header(), self._stack)
        self._connect()
        self._name_day()

    def _build_header(self) -> QWidget:
        header = QWidget()
        header.setFixedHeight(self.front.theme.size("page_header"))
        self._date = self.make.label(role="date")
        lay(
            QHBoxLayout(header),
            self.make.label(self.msgid, role="title"), 12, self._date, None,
            self.make.button(N_("Day sheet"), icon="printer", on=self._on_day_sheet_clicked),
            margins=(16, 0, 16, 0),
        )  # fmt: skip
        return header

    def _build_content(self) -> QWidget:
        make = self.make
        self._rooms_card = Card(make, N_("Free now"), icon="door-open", tone="good")
        self._rooms_card.body.addWidget(self.rooms)
        self._due_card = Card(make, N_("Check-ins due"), icon="user-check", tone="warning")
        self._due_card.body.addWidget(make.scroll(self.due, N_("Check-ins due")))
        self._day_card = Card(make, N_("Today\u2019s bookings"), icon="calendar-days")
        self._day_card.body.addWidget(self.list)
        self._no_day = make.label(N_("Nothing is booked for today."), tone="muted", wrap=True)
        self._no_day.setContentsMargins(14, 14, 14, 14)
        self._day_card.body.addWidget(self._no_day)
        self._day_card.body.addStretch()
        self._day_card.body.setStretchFactor(self.list, 1)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(False)
        self.list.setProperty("kind", "list")
        self.front.speech.say(self.list, N_("Today\u2019s bookings"), part="name")
        middle, right = self._middle, self._right = QWidget(), QWidget()
        lay(QVBoxLayout(middle), self._day_card)
        lay(QVBoxLayout(right), self.todo, None)
        left = lay(QVBoxLayout(), self._rooms_card, self._due_card, gap=12)
        left.setStretch(0, 3)
        left.setStretch(1, 2)
        columns = lay(QHBoxLayout(), left, middle, right, gap=12)
        content = QWidget()
        outer = lay(
            QVBoxLayout(content), self.line, self.figures, columns, gap=12,
            margins=(16, 0, 16, 16),
        )  # fmt: skip
        outer.setStretchFactor(columns, 1)
        return content

    def _build_empty(self) -> QWidget:
        return EmptyPage(
            self.make, "sun", N_("The day begins here"),
            N_("Rooms free now, check-ins, walk-ins and today\u2019s bookings stand here as soon "
               "as the hub has rooms and organisations. Read both from spreadsheets."),
            self.make.button(N_("Read organisations \u2026"), icon="upload", kind="primary",
                             on=self._on_orgs_clicked),
            self.make.button(N_("Read rooms \u2026"), icon="upload", on=self._on_rooms_clicked),
        )  # fmt: skip

    def _connect(self) -> None:
        self.line.wished.connect(self._on_walk_in_wished)
        self.line.stuck.connect(self._on_stuck)
        self.rooms.taken.connect(self.line.choose_lane)
        self.due.check_in_wanted.connect(self._on_check_in_wanted)
        self.due.release_wanted.connect(self._on_release_wanted)
        self.list.activated.connect(self._on_activated)
        self.figures.chosen.connect(self._on_figure_chosen)
        self.todo.wanted.connect(self._on_costs_wanted)
        self.front.look_changed.connect(self._on_look_changed)

    # -- what is shown --------------------------------------------------------------------------

    def focus_first(self) -> None:
        self.line.org.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for widget, (least, most, part) in ((self._middle, _MIDDLE), (self._right, _RIGHT)):
            widget.setFixedWidth(max(least, min(most, round(self.width() * part))))

    def load(self) -> None:
        day, zone = self.front.today(), self.front.zone
        self.front.read(
            lambda session: load_day(session, day, zone), self._on_day, owner=self, key="today"
        )
        self.front.read(load_todo, self._on_todo, owner=self, key="todo")

    def tick(self) -> None:
        if self._loaded is not None and self._loaded.scene.day == self.front.today():
            self._show(self._loaded)
        else:
            self.load()

    def retranslate(self) -> None:
        self._name_day()
        self.delegate.renew()
        self.line.retranslate()
        self.todo.retranslate()
        if self._loaded is not None:
            self._show(self._loaded)

    def counter(self) -> Counter | None:
        """The day as counted last."""
        return None if self._loaded is None else count(self._loaded.scene, self._now())

    @Slot(object)
    def _on_day(self, loaded: DayLoad) -> None:
        self._loaded = loaded
        self._stack.setCurrentIndex(0 if loaded.scene.lanes else 1)
        self._show(loaded)

    @Slot(object)
    def _on_todo(self, todo: Todo | None) -> None:
        self.todo.show_todo(todo)

    def _now(self) -> int:
        now = self.front.now()
        return now.hour * 60 + now.minute

    def _show(self, loaded: DayLoad) -> None:
        scene, counter = loaded.scene, count(loaded.scene, self._now())
        self.line.offer(scene, counter, loaded.orgs)
        self.rooms.show_rooms(scene, counter)
        self._rooms_card.count(len(counter.free))
        self.due.show_due(scene, counter)
        self._due_card.count(len(counter.due))
        self.model.show_day(scene, counter)
        self._day_card.count(len(counter.day))
        self.list.setVisible(bool(counter.day))
        self._no_day.setVisible(not counter.day)
        self.list.scrollTo(
            self.model.index(self.model.first_after(counter.now)),
            QListView.ScrollHint.PositionAtTop,
        )
        self._tell_figures(counter)

    def _tell_figures(self, counter: Counter) -> None:
        words = self.front.words
        first = counter.coming[0].span.starts if counter.coming else None
        soonest = next((room.free_at for room in counter.busy if room.free_at), None)
        self.figures.show_figures([
            (str(len(counter.free)), words.t("of {total}", total=counter.rooms), "good"),
            (str(len(counter.due)), words.t("from 15 minutes before the start"),
             "warning" if counter.due else "text"),
            (str(len(counter.late)), words.t("more than 15 minutes late"),
             "bad" if counter.late else "text"),
            (str(len(counter.present)),
             words.t("next room free at {time}", time=clock(soonest)) if soonest else "", "text"),
            (str(len(counter.coming)),
             words.t("next at {time}", time=clock(first)) if first is not None else "", "text"),
            (str(counter.desks_free), words.t("of {total}", total=counter.desks), "text"),
        ])  # fmt: skip

    def _name_day(self) -> None:
        self._date.setText(self.front.words.full_date(self.front.today()))

    # -- what a person does ---------------------------------------------------------------------

    @Slot(object)
    def _on_walk_in_wished(self, wish: WalkIn) -> None:
        if self._loaded is not None:
            ops.walk_in(self.front, self._loaded.scene, wish, owner=self)

    @Slot(str)
    def _on_stuck(self, text: str) -> None:
        self.front.tell(text, tone="warning")

    @Slot(object)
    def _on_check_in_wanted(self, occurrence_id: int) -> None:
        booking_ops.check_in(self.front, occurrence_id, owner=self)

    @Slot(object)
    def _on_release_wanted(self, occurrence_id: int) -> None:
        booking_ops.release(self.front, occurrence_id, owner=self)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        block = index.data(BLOCK_ROLE)
        if isinstance(block, Block):
            self.front.go(Place("bookings", "occurrence", block.occurrence_id))

    @Slot(int)
    def _on_figure_chosen(self, at: int) -> None:
        (self.rooms, self.due, self.due, self.list, self.list, self.rooms)[at].setFocus()

    @Slot()
    def _on_day_sheet_clicked(self) -> None:
        self.front.go(Place("reports", "day-sheet", self.front.today()))

    @Slot()
    def _on_orgs_clicked(self) -> None:
        ask_and_import(self.front, "organisations", self)

    @Slot()
    def _on_rooms_clicked(self) -> None:
        ask_and_import(self.front, "resources", self)

    @Slot()
    def _on_costs_wanted(self) -> None:
        self.front.go(Place("costs"))

    @Slot()
    def _on_look_changed(self) -> None:
        self.delegate.renew()
        self.list.viewport().update()
