"""The page *Bookings*: the boards of the day, the week and a room, or a list; and the inspector.

    page = BookingsPage(front)
    page.show_day(date(2026, 10, 22))
    page.show_view("week")
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.ui.booking.ahead import Ahead
from hubdesk.ui.booking.board import Board
from hubdesk.ui.booking.commands import commands_of, context_menu
from hubdesk.ui.booking.datebar import DateBar
from hubdesk.ui.booking.faces import Faces
from hubdesk.ui.booking.filterbar import FilterBar
from hubdesk.ui.booking.findpart import FindPart
from hubdesk.ui.booking.hands import Hands
from hubdesk.ui.booking.inspector import BookingInspector
from hubdesk.ui.booking.keyingsheet import KeyingSheet
from hubdesk.ui.booking.legend import Legend
from hubdesk.ui.booking.load import DayLoad, load_day, load_week
from hubdesk.ui.booking.scene import DAY, WEEK, Block, Scene
from hubdesk.ui.booking.selection import Selection
from hubdesk.ui.booking.seriespart import SeriesPart
from hubdesk.ui.booking.zooms import Zooms
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.places import Command, Place
from hubdesk.ui.widgets.make import lay
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.ui.booking.facts import Detail
    from hubdesk.ui.booking.listing import BookingList
    from hubdesk.ui.booking.popover import BookPopover
    from hubdesk.ui.booking.tip import ClashTip
    from hubdesk.ui.plan.part import PlanPart


class BookingsPage(Page):
    """Attributes:
    board: the board; ``list`` the same days as a table, ``plan`` the same day on a floor's plan;
        ``inspector`` the selected date.
    hands: what gestures lead to; it has the ``popover`` that books.
    day: the day shown, or one of the week shown.
    view: ``day``, ``week``, ``room``, ``list`` or ``plan``.
    """

    name = "bookings"
    msgid = N_("Bookings")
    kinds = ("occurrence", "booking", "claim", "closure", "resource", "unit", "floor",
             "organisation", "hub",
             "assignment", "away", "floor_plan", "plan_shape")  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.day = front.today()
        self.view = "day"
        self._room_id: int | None = None
        self._bring_id: int | None = None
        self.board = Board(front)
        self.inspector = BookingInspector(front)
        self.hands = Hands(self, self.board, self.inspector)
        self.selection = Selection(self, self.board, self.inspector, self.hands)
        self.legend = Legend(front)
        self._legends = QWidget()
        self.bar = DateBar(front)
        self.today_button, self.book_button = self.bar.today, self.bar.book
        self.filters = FilterBar(front)
        self._ahead = Ahead(front, self)
        self._zooms = Zooms(front, self)
        self._legend_row = lay(QHBoxLayout(self._legends), self.legend)
        self._faces = Faces(self)
        left = lay(QVBoxLayout(), self.bar, self.filters, self._faces.stack)
        work = QWidget()
        lay(QHBoxLayout(work), left, self.inspector)
        whole = QStackedLayout(self)
        whole.addWidget(work)
        self.series = SeriesPart(self, whole, self.hands)
        self.finder = FindPart(self, whole)
        self.keying = KeyingSheet(self, whole)
        self._connect()
        self._keep_zoom()
        self._name_days()

    @property
    def list(self) -> BookingList:
        return self._faces.list

    @property
    def plan(self) -> PlanPart:
        return self._faces.plan

    def add_legend(self, legend: QWidget) -> None:
        """Let another view's marks be told where the board's are."""
        self._legend_row.addWidget(legend)

    @property
    def popover(self) -> BookPopover:
        return self.hands.popover

    @property
    def tip(self) -> ClashTip:
        return self.hands.tip

    def _connect(self) -> None:
        board, bar = self.board, self.bar
        board.room_wanted.connect(self._on_room_wanted)
        board.menu_wanted.connect(self._on_menu_wanted)
        board.zoomed.connect(self._on_zoomed)
        self.selection.placed.connect(self._on_placed)
        self.selection.booking_placed.connect(self.show_occurrence)
        bar.stepped.connect(self.turn)
        bar.day_chosen.connect(self.show_day)
        bar.view_chosen.connect(self.show_view)
        bar.room_chosen.connect(self._on_room_wanted)
        bar.book_wanted.connect(self.book)
        self.filters.changed.connect(self._apply_filter)
        self.filters.sheet_wanted.connect(self.show_sheet)
        self.filters.find_wanted.connect(self.find_time)
        self.filters.entered.connect(self._on_found)

    # -- what is shown --------------------------------------------------------------------------

    def scene(self) -> Scene:
        return self.board.state.scene

    @Slot(object)
    def show_day(self, day: date) -> None:
        """Show another day, or the week it is in."""
        self.day = day
        self.hands.dismiss()
        known = self._ahead.get(day, self._days)
        if known is not None:
            self.show_load(known)
        else:
            self._name_days()
            self._read()

    @Slot(str)
    def show_view(self, view: str) -> None:
        """Show another board, or the list; the day stays."""
        if view == "room":
            self._room_id = self._room_of(self.board.cell()[0]) or self._room_id
        self.view = view
        self.inspector.hints.show_for(view)
        self._keep_zoom()
        self.show_day(self.day)
        self.focus_first()

    def show_room(self, resource_id: int) -> None:
        """Show the week of a room."""
        self._room_id = resource_id
        self.view = "room"
        self._keep_zoom()
        self.show_day(self.day)

    @Slot(object)
    def show_occurrence(self, occurrence_id: int) -> None:
        """Select a date and bring it into view, on whatever day it is."""
        if self.scene().block(occurrence_id) is not None:
            self._bring(occurrence_id)
        else:
            self.selection.find(occurrence_id)

    def open_place(self, place: Place) -> None:
        key = place.key
        if place.kind == "occurrence" and isinstance(key, int):
            self.show_occurrence(key)
        elif place.kind == "booking" and isinstance(key, int):
            self.selection.find_booking(key)
        elif place.kind == "room" and isinstance(key, int):
            self.show_room(key)
        elif place.kind == "day" and isinstance(key, date):
            self.show_day(key)
        elif place.kind == "plan":
            self.show_view("plan")
        elif place.kind == "new":
            self.book()
        elif place.kind == "find":
            self.find_time()

    def focus_first(self) -> None:
        if self.series.reviewing():
            self.series.focus()
        elif self.finder.finding():
            self.finder.focus()
        elif self.keying.in_front():
            self.keying.focus()
        elif self.view == "list":
            self.list.focus_row()
        elif self.view == "plan":
            self.plan.view.setFocus()
        else:
            self._faces.focus()

    def topic(self) -> str:
        if self.keying.in_front():
            return "keying"
        if self.finder.finding():
            return "find"
        return "series" if self.series.reviewing() else self.name

    def commands(self) -> tuple[Command, ...]:
        return commands_of(self)

    def load(self) -> None:
        self._ahead.forget()
        self._read()
        self.series.load()
        self.finder.load()
        self.keying.load()
        self.selection.load()

    def retranslate(self) -> None:
        self._name_days()
        self._apply_filter()
        self.inspector.retranslate()
        if self._planned:
            self.plan.retranslate()

    def tick(self) -> None:
        self.board.show_now(self._now_minute())
        self.inspector.tick()
        if self._planned:
            self.plan.tick(self._now_minute())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._zooms.write()

    def aside(self) -> QWidget | None:
        return self._legends

    @property
    def _planned(self) -> bool:
        """Whether the plan was ever wanted."""
        return self._faces.made("plan")

    @property
    def _days(self) -> int:
        return WEEK if self.view in ("week", "room") else 1

    def _read(self) -> None:
        read, day, zone = self.front.glance, self.day, self.front.zone
        if self.view == "week" and not self._shows(day):
            # The bars of a week are too narrow for words, which can come a moment later.
            bars = partial(load_week, day=day, zone=zone, texts=False)
            read(bars, self._on_bars, owner=self, key="bars")
        load = load_week if self._days == WEEK else load_day
        read(partial(load, day=day, zone=zone), self._on_read, owner=self, key="board")

    def _shows(self, day: date) -> bool:
        """Whether the days on the board have a day among them."""
        scene = self.scene()
        return scene.days == self._days and scene.day <= day < scene.day + timedelta(scene.days)

    @Slot(object)
    def _on_bars(self, loaded: DayLoad) -> None:
        if self.view == "week" and not self._shows(loaded.scene.day):
            self.show_load(loaded)

    @Slot(object)
    def _on_read(self, loaded: DayLoad) -> None:
        self._ahead.keep(loaded)
        self.show_load(loaded)

    def show_load(self, loaded: DayLoad) -> None:
        """Show days that were read."""
        scene = loaded.scene
        self.hands.orgs = loaded.orgs
        lane = self._lane_of_room(scene) if self.view == "room" else None
        self.board.show_scene(scene, self._now_minute(scene), lane)
        self.filters.show_scene(scene, loaded.orgs)
        if self.view == "plan":
            self.plan.show_scene(
                scene, self._now_minute(scene), loaded.orgs, self.filters.filter.lanes(scene)
            )
        self._apply_filter()
        if not self.series.reviewing():
            self._faces.show(self.view, rooms=bool(scene.lanes))
        for part in (self.filters, self.inspector):
            part.setVisible(bool(scene.lanes))
        self.book_button.setEnabled(bool(scene.lanes and loaded.orgs.choices))
        self._name_days()
        self._ahead.read_around(scene.day, scene.days)
        if self._bring_id is not None and scene.block(self._bring_id) is not None:
            self._bring(self._bring_id)

    def _bring(self, occurrence_id: int) -> None:
        self._bring_id = None
        block = self.scene().block(occurrence_id)
        assert block is not None
        if self.board.state.room not in (None, block.lane):
            self._room_id = self._room_of(block.lane)
            self.board.show_scene(self.scene(), self._now_minute(), block.lane)
        if not self.board.reveal(block.lane):
            self.filters.clear_all()
        self.board.choose(occurrence_id)
        self.board.bring(block.lane, block.span)
        if self._faces.made("list"):
            self.list.select(occurrence_id)

    def _lane_of_room(self, scene: Scene) -> int | None:
        lanes = [at for at, lane in enumerate(scene.lanes) if lane.resource_id == self._room_id]
        return lanes[0] if lanes else (0 if scene.lanes else None)

    def _room_of(self, lane: int) -> int | None:
        lanes = self.scene().lanes
        return lanes[lane].resource_id if lane < len(lanes) else None

    def _now_minute(self, scene: Scene | None = None) -> int | None:
        """The present as a minute of the scene; None if it is not among its days."""
        shown, now = scene or self.scene(), self.front.now()
        day = (now.date() - shown.day).days
        return day * DAY + now.hour * 60 + now.minute if 0 <= day < shown.days else None

    @Slot()
    def _apply_filter(self) -> None:
        wanted, scene = self.filters.filter, self.scene()
        fitting, faint = wanted.lanes(scene), wanted.faint(scene)
        self.board.show_filter(fitting, faint, hiding=self.filters.hiding)
        if self.view == "list":
            self.list.show_scene(scene, fitting, faint, self.board.state.chosen)
        if self._planned:
            self.plan.apply(fitting)

    def _name_days(self) -> None:
        self.bar.show_days(self.day, self.view, self.scene().day)
        self.bar.show_rooms(self.scene(), self.board.state.room)

    def _keep_zoom(self) -> None:
        """Take up the zoom that this board had last."""
        self.board.set_zoom(self._zooms.of(self.view))

    @Slot(float)
    def _on_zoomed(self, zoom: float) -> None:
        self._zooms.keep(self.view, zoom)

    # -- going ----------------------------------------------------------------------------------

    @Slot(int)
    def turn(self, steps: int) -> None:
        """So many days or weeks on; 0 = today."""
        if steps:
            self.show_day(self.day + timedelta(days=steps * self._days))
        else:
            self.show_today()

    def turn_floor(self, steps: int) -> None:
        """So many floors up on the plan, if that is what is shown."""
        if self.view == "plan":
            self.plan.turn_floor(steps)

    @Slot()
    def show_today(self) -> None:
        self.show_day(self.front.today())

    def ask_day(self) -> None:
        """Open a month to choose a day from."""
        self.bar.field.open_month()

    @Slot()
    def book(self) -> None:
        """Propose the next free hour in the room of the cell cursor."""
        if self.view == "list":
            self.show_view("day")
        self.hands.book_next(self._now_minute())

    @Slot()
    def find_time(self) -> None:
        """Look for a room and a time for several organisations."""
        self.finder.start()

    @Slot()
    def show_sheet(self) -> None:
        """Bring the day's sheet to the front."""
        self.front.go(Place("reports", "day-sheet", self.day))

    @Slot(int)
    def _on_room_wanted(self, lane: int) -> None:
        room = self._room_of(lane)
        if room is not None:
            self.show_room(room)

    @Slot(QPoint, object)
    def _on_menu_wanted(self, at: QPoint, block: Block | None) -> None:
        context_menu(self, block).popup(at)

    @Slot()
    def _on_found(self) -> None:
        """Enter in the field for text: to the first booking it means."""
        state = self.board.state
        found = [
            block for block in state.scene.blocks
            if block.occurrence_id not in state.faint and not state.greyed(block.lane)
        ]  # fmt: skip
        if found:
            self._bring(min(found, key=lambda block: (block.lane, block.span)).occurrence_id)
        self.focus_first()

    @Slot(object)
    def _on_placed(self, detail: Detail) -> None:
        self._bring_id = detail.block.occurrence_id
        if self.view == "room":
            self._room_id = detail.resource_id
        self.show_day(detail.day)
