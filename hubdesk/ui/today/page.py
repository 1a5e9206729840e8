"""The page *Today*: the counter at a glance, and walk-in bookings by keyboard.

    page = TodayPage(front)
    page.appear()
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.ui.booking import ops as booking_ops
from hubdesk.ui.booking.load import DayLoad
from hubdesk.ui.booking.scene import Block
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.imports import ask_and_import
from hubdesk.ui.outbox.panel import OutboxPanel
from hubdesk.ui.places import Command, Place
from hubdesk.ui.today.arrivals import Arrivals
from hubdesk.ui.today.closed import ClosedCard
from hubdesk.ui.today.columns import Columns
from hubdesk.ui.today.counter import EARLY, GRACE, Counter, Waiting, count
from hubdesk.ui.today.counterday import load_counter_day
from hubdesk.ui.today.desk.card import KINDS, DeskCard
from hubdesk.ui.today.desk.figures import desk_figures
from hubdesk.ui.today.desk.load import DeskLoad
from hubdesk.ui.today.duelist import DueList
from hubdesk.ui.today.figures import Figures
from hubdesk.ui.today.lower import LowerCard
from hubdesk.ui.today.rooms import RoomList
from hubdesk.ui.today.slots import RIGHT
from hubdesk.ui.today.todo import Todo, load_todo
from hubdesk.ui.today.todocard import TodoCard
from hubdesk.ui.today.waiting import load_waiting
from hubdesk.ui.today.walkin import WalkInLine
from hubdesk.ui.today.walkingin import WalkingIn
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import lay
from hubdesk.words.marker import N_

#: Kinds of rows that the card of the month follows from.
_OF_MONTH = ("bill", "period", "pool_rule", "occupancy")
#: Which figures jump to check-ins, and which to a tab of the counter.
_DUE = (1, 2)
_TABS = {3: "visitors", 4: "parcels", 5: "tickets"}
#: The key that puts the keyboard into the line of each tab.
_KEYS = {"visitors": "F4", "parcels": "F5", "keys": "F6", "tickets": "F7", "note": "F9"}
_TAB_ICONS = {"visitors": "users", "parcels": "package", "keys": "key-round", "tickets": "wrench",
              "note": "pencil"}  # fmt: skip
_COMMANDS = {
    "visitors": N_("New visitor"), "parcels": N_("New parcel"), "keys": N_("Key out or back"),
    "tickets": N_("New ticket"), "note": N_("Shift note"),
}  # fmt: skip


class TodayPage(Page):
    """Attributes:
    loaded: the day as read last; None before.
    """

    name = "today"
    msgid = N_("Today")
    kinds = ("occurrence", "booking", "claim", "closure", "resource", "organisation",
             "arrival_rule", "waiting", "reconfirmation", *KINDS, *_OF_MONTH)  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.loaded: DayLoad | None = None
        self._todo_old = True
        self._waiting = Waiting()
        self._outbox: OutboxPanel | None = None
        self.line = WalkInLine(self.make)
        self.walking_in = WalkingIn(self, self.line)
        self.figures = Figures(self.make, (
            N_("rooms free"), N_("waiting to check in"), N_("not come"),
            N_("visitors expected"), N_("parcels waiting"), N_("tickets open"),
        ))  # fmt: skip
        self.rooms = RoomList(front)
        self.due = DueList(self.make)
        self.desk = DeskCard(self, self.make)
        self.arrivals = Arrivals(self.make)
        self.below = LowerCard(self.make, self.due, self.arrivals)
        self.added = [made(self.make) for made in RIGHT]
        self.closed = ClosedCard(self.make)
        self.todo = TodoCard(self.make)
        self._stack = QStackedLayout()
        lay(QVBoxLayout(self), self._build_header(), self._stack)
        # Not before: a stack that belongs to nobody yet shows its first widget as a window.
        self._stack.addWidget(self._build_content())
        self._stack.addWidget(self._build_empty())
        self._connect()
        self._name_day()

    def _build_header(self) -> QWidget:
        header = QWidget()
        header.setFixedHeight(self.front.theme.size("page_header"))
        self._date = self.make.label(role="date")
        lay(
            QHBoxLayout(header),
            self.make.label(self.msgid, role="title"), 12, self._date, None,
            self.make.icon_button(N_("Outbox"), "mail", on=self.open_outbox), 8,
            self.make.button(N_("Sign-in sheet"), icon="pencil", on=self._on_sign_in_clicked), 8,
            self.make.button(N_("Who is inside"), icon="users", on=self._on_inside_clicked), 8,
            self.make.button(N_("Day sheet"), icon="printer", on=self._on_day_sheet_clicked),
            margins=(16, 0, 16, 0),
        )  # fmt: skip
        return header

    def _build_content(self) -> QWidget:
        make = self.make
        self._rooms_card = Card(make, N_("Free now"), icon="door-open", tone="good")
        self._rooms_card.body.addWidget(self.rooms)
        left, middle, right = QWidget(), QWidget(), QWidget()
        lay(QVBoxLayout(middle), self.desk)
        beside = QWidget()
        lay(QVBoxLayout(beside), self.closed, *self.added, self.todo, None, gap=12)
        lay(QVBoxLayout(right), make.scroll(beside, N_("Closed, waiting, month close")))
        stack = lay(QVBoxLayout(left), self._rooms_card, self.below, gap=12)
        stack.setStretch(0, 3)
        stack.setStretch(1, 2)
        self.columns = Columns(make, left, middle, right)
        content = QWidget()
        lay(
            QVBoxLayout(content), self.line, self.figures, self.columns, gap=12,
            margins=(16, 0, 16, 16),
        ).setStretch(2, 1)  # fmt: skip
        return content

    def _build_empty(self) -> QWidget:
        return EmptyPage(
            self.make, "sun", N_("The day begins here"),
            N_("Rooms free now, check-ins, walk-ins and today\u2019s bookings stand here as soon "
               "as the hub has rooms and organisations. Read both from spreadsheets, or add "
               "them one by one."),
            self.make.button(N_("Read organisations \u2026"), icon="upload", kind="primary",
                             on=self._on_orgs_clicked),
            self.make.button(N_("Read rooms \u2026"), icon="upload", on=self._on_rooms_clicked),
            self.make.button(N_("Add a room \u2026"), icon="plus", on=self._on_add_room_clicked),
        )  # fmt: skip

    def _connect(self) -> None:
        self.line.stuck.connect(self._on_stuck)
        self.rooms.taken.connect(self.line.choose_lane)
        self.due.check_in_wanted.connect(self._on_check_in_wanted)
        self.due.release_wanted.connect(self._on_release_wanted)
        self.arrivals.opened.connect(self._on_opened)
        self.desk.counted.connect(self._on_desk_counted)
        self.figures.chosen.connect(self._on_figure_chosen)
        self.todo.wanted.connect(self._on_costs_wanted)
        self.front.look_changed.connect(self._on_look_changed)

    # -- what is shown --------------------------------------------------------------------------

    def focus_first(self) -> None:
        self.line.org.setFocus()

    def open_place(self, place: Place) -> None:
        if place.kind == "outbox":
            self.open_outbox()
        elif place.kind == "counter":
            self.desk.begin(str(place.key))

    def open_outbox(self) -> None:
        """Show the letters over the window."""
        if self._outbox is None:
            self._outbox = OutboxPanel(self.window(), self.front)
        self._outbox.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.todo.fit(self.height())

    def load(self) -> None:
        day, zone = self.front.today(), self.front.zone
        self.front.read(
            lambda session: load_counter_day(session, day, zone), self._on_day, owner=self,
            key="today",
        )  # fmt: skip
        self.front.read(
            lambda session: load_waiting(session, day, zone), self._on_waiting, owner=self,
            key="waiting",
        )  # fmt: skip
        self.desk.load()
        for card in self.added:
            card.load()
        if self._todo_old:
            self._todo_old = False
            self.front.read(load_todo, self._on_todo, owner=self, key="todo")

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        # A month is counted through for the card; a booking alone changes nothing on it.
        self._todo_old = self._todo_old or changes.touches(*_OF_MONTH)
        super()._on_hub_changed(changes)

    def tick(self) -> None:
        if self.loaded is not None and self.loaded.scene.day == self.front.today():
            self._show(self.loaded)
            self.desk.show_again()
        else:
            self.load()

    def retranslate(self) -> None:
        self._name_day()
        self.arrivals.renew()
        self.desk.renew()
        for card in self.added:
            card.retranslate()
        self.line.retranslate()
        self.todo.retranslate()
        if self.loaded is not None:
            self._show(self.loaded)
        self.columns.widen()

    def counter(self) -> Counter | None:
        """The day as counted last."""
        if self.loaded is None:
            return None
        return count(self.loaded.scene, self._now(), self._waiting)

    @Slot(object)
    def _on_day(self, loaded: DayLoad) -> None:
        self.loaded = loaded
        self._name_day()
        self._stack.setCurrentIndex(0 if loaded.scene.lanes else 1)
        self._show(loaded)

    @Slot(object)
    def _on_waiting(self, waiting: Waiting) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            if self.loaded is not None:
                self._show(self.loaded)

    @Slot(object)
    def _on_todo(self, todo: Todo | None) -> None:
        self.todo.show_todo(todo)

    def _now(self) -> int:
        now = self.front.now()
        return now.hour * 60 + now.minute

    def _show(self, loaded: DayLoad) -> None:
        scene = loaded.scene
        counter = count(scene, self._now(), self._waiting)
        self.line.offer(scene, counter, loaded.orgs, loaded.steps)
        self.rooms.show_rooms(scene, counter)
        self._rooms_card.count(len(counter.free))
        self.due.show_due(scene, counter)
        self.below.count("due", len(counter.due))
        self.arrivals.show_counter(scene, counter)
        self.below.count("arrivals", self.arrivals.total)
        self.below.settle(len(counter.due))
        self.closed.show_closed(scene, counter)
        self._tell_figures(counter)

    def _grace(self) -> int:
        """Minutes after which the house counts a date as late, where a room has no rule."""
        return self._waiting.rules.house.warn_after or GRACE

    def _tell_figures(self, counter: Counter) -> None:
        words = self.front.words
        of = words.t("of {total}", total=counter.rooms)
        if counter.desks:
            desks = words.t("desks {free} of {total}", free=counter.desks_free, total=counter.desks)
            of = f"{of} \u00b7 {desks}"
        self.figures.show_figures([
            (str(counter.rooms_free), of, "good" if counter.rooms_free else "bad"),
            (str(len(counter.due)), words.t("{n} min before the start", n=EARLY),
             "warning" if counter.due else "text"),
            (str(len(counter.late)), words.t("over {n} min late", n=self._grace()),
             "bad" if counter.late else "text"),
            *desk_figures(self.desk.loaded, words, self.front.now()),
        ])  # fmt: skip

    @Slot(object)
    def _on_desk_counted(self, _loaded: DeskLoad) -> None:
        counter = self.counter()
        if counter is not None:
            self._tell_figures(counter)
        self.columns.widen()  # the counts stand beside the words of the tabs

    def _name_day(self) -> None:
        self._date.setText(self.front.words.full_date(self.front.today()))

    # -- what a person does ---------------------------------------------------------------------

    @Slot(str)
    def _on_stuck(self, text: str) -> None:
        self.front.tell(text, tone="warning")

    @Slot(object)
    def _on_check_in_wanted(self, occurrence_id: int) -> None:
        booking_ops.check_in(self.front, occurrence_id, owner=self)

    @Slot(object)
    def _on_release_wanted(self, occurrence_id: int) -> None:
        booking_ops.release(self.front, occurrence_id, owner=self)

    @Slot(object)
    def _on_opened(self, block: Block) -> None:
        self.front.go(Place("bookings", "occurrence", block.occurrence_id))

    @Slot(int)
    def _on_figure_chosen(self, at: int) -> None:
        if at == 0:
            self.rooms.setFocus()
        elif at in _DUE:
            self.focus_due(late=at == _DUE[1])
        else:
            self.desk.focus_list(_TABS[at])

    def show_arrivals(self, side: str) -> None:
        """Jump to who is expected (``coming``), here (``present``) or has left (``gone``)."""
        self.below.show_tab("arrivals")
        self.arrivals.show_side(side)
        self.arrivals.focus_list()

    def focus_due(self, *, late: bool) -> None:
        """Put the keyboard on the first check-in that is due, or on the first that is late."""
        self.below.show_tab("due")
        self.due.focus_first(late=late)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("walk_in", N_("Walk-in booking"), self.focus_first, "Ctrl+N", "user-plus"),
            Command("rooms", N_("Rooms free now"), self.rooms.setFocus, "Ctrl+R", "door-open"),
            Command("due", N_("Check-ins due"), partial(self.focus_due, late=False),
                    "Ctrl+I", "user-check"),
            Command("expected", N_("Who is expected"), partial(self.show_arrivals, "coming"),
                    "Ctrl+L", "users"),
            Command("present", N_("Who is in the house"), partial(self.show_arrivals, "present"),
                    "", "users"),
            Command("gone", N_("Who has left"), partial(self.show_arrivals, "gone"), "",
                    "log-out"),
            *(Command(name, _COMMANDS[name], partial(self.desk.begin, name), keys,
                      _TAB_ICONS[name]) for name, keys in _KEYS.items()),
            Command("visitors_here", N_("Visitors in the house"),
                    partial(self.desk.focus_list, "visitors", "arrived"), "", "users"),
            Command("outbox", N_("Outbox"), self.open_outbox, "", "mail"),
            Command("sign_in", N_("Sign-in sheet"), self._on_sign_in_clicked, "", "printer"),
            Command("inside", N_("Evacuation list"), self._on_inside_clicked, "Ctrl+E", "users"),
            Command("sheet", N_("Day sheet"), self._on_day_sheet_clicked, "Ctrl+P", "printer"),
            Command("board", N_("Today on the board"), self._on_board_wanted, "Ctrl+B",
                    "calendar-days"),
        )  # fmt: skip

    @Slot()
    def _on_board_wanted(self) -> None:
        self.front.go(Place("bookings", "day", self.front.today()))

    @Slot()
    def _on_day_sheet_clicked(self) -> None:
        self.front.go(Place("reports", "day-sheet", self.front.today()))

    @Slot()
    def _on_sign_in_clicked(self) -> None:
        self.front.go(Place("reports", "sign-in", self.front.today()))

    @Slot()
    def _on_inside_clicked(self) -> None:
        self.front.go(Place("reports", "evacuation", self.front.today()))

    @Slot()
    def _on_orgs_clicked(self) -> None:
        ask_and_import(self.front, "organisations", self)

    @Slot()
    def _on_rooms_clicked(self) -> None:
        ask_and_import(self.front, "resources", self)

    @Slot()
    def _on_add_room_clicked(self) -> None:
        self.front.go(Place("settings", "section", "rooms"))

    @Slot()
    def _on_costs_wanted(self) -> None:
        self.front.go(Place("costs"))

    @Slot()
    def _on_look_changed(self) -> None:
        self.arrivals.renew()
        self.desk.renew()
