"""The page *Bookings*: one day on the board, with its inspector.

    page = BookingsPage(front)
    page.show_day(date(2026, 10, 22))
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.booking.model import BookingResult
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking import ops
from hubdesk.ui.booking.board import Board
from hubdesk.ui.booking.facts import Detail
from hubdesk.ui.booking.gesture import Draft, Kind
from hubdesk.ui.booking.inspector import BookingInspector
from hubdesk.ui.booking.legend import Legend
from hubdesk.ui.booking.load import DayLoad, load_day, load_detail
from hubdesk.ui.booking.popover import BookPopover, Wish
from hubdesk.ui.booking.scene import Scene, Span
from hubdesk.ui.booking.tip import ClashTip
from hubdesk.ui.booking.wording import advice, blame, times
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.imports import ask_and_import
from hubdesk.ui.orgs import OrgBook
from hubdesk.ui.places import Place
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import lay
from hubdesk.words.marker import N_


class BookingsPage(Page):
    """Attributes:
    board: the board; ``popover`` the popover that books; ``inspector`` the selected date.
    day: the day shown.
    """

    name = "bookings"
    msgid = N_("Bookings")
    icon = "calendar-days"
    kinds = ("occurrence", "booking", "claim", "closure", "resource", "unit", "floor",
             "organisation")  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.day = front.today()
        self.orgs = OrgBook()
        self._asked: Draft | None = None
        self._editing: Detail | None = None
        self._wanted_id: int | None = None
        self.board = Board(front)
        self.inspector = BookingInspector(front)
        self.popover = BookPopover(self, self.make)
        self.tip = ClashTip(self, self.make)
        self.legend = Legend(front)
        self._empty = EmptyPage(
            self.make, "door-open", N_("No rooms yet"),
            N_("Rooms, desks and equipment belong here. Read them from a spreadsheet; then drag "
               "over free time to book."),
            self.make.button(N_("Read rooms \u2026"), icon="upload", kind="primary",
                             on=self._on_import_clicked),
        )  # fmt: skip
        self._stack = QStackedLayout()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self._empty)
        left = lay(QVBoxLayout(), self._build_header(), self._stack)
        lay(QHBoxLayout(self), left, self.inspector)
        self._connect()
        self._name_day()

    def _build_header(self) -> QWidget:
        make = self.make
        header = QWidget()
        header.setFixedHeight(self.front.theme.size("page_header"))
        self._date = make.label(role="date")
        self.today_button = make.button(N_("Today"), on=self._on_today_clicked)
        self.book_button = make.button(
            N_("Book"), icon="plus", kind="primary", on=self._on_book_clicked,
            tip=N_("Also by Ctrl+N"),
        )  # fmt: skip
        box = lay(
            QHBoxLayout(header),
            make.label(self.msgid, role="title"), 12,
            make.icon_button(N_("The day before"), "chevron-left", on=self._on_before_clicked),
            self.today_button,
            make.icon_button(N_("The day after"), "chevron-right", on=self._on_after_clicked), 4,
            self._date, None, self.book_button,
            gap=6, margins=(16, 0, 16, 0),
        )  # fmt: skip
        box.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return header

    def _connect(self) -> None:
        board, inspector, popover = self.board, self.inspector, self.popover
        board.chosen.connect(self._on_chosen)
        board.dragging.connect(self._on_dragging)
        board.drafted.connect(self._on_drafted)
        board.dropped.connect(self._on_dropped)
        board.refused.connect(self._on_refused)
        board.cancel_wanted.connect(self._on_cancel_wanted)
        board.edit_wanted.connect(self._on_edit_wanted)
        popover.booked.connect(self._on_booked)
        popover.closed.connect(self._on_popover_closed)
        inspector.left.connect(self._on_inspector_left)
        inspector.check_in_wanted.connect(self._on_check_in_wanted)
        inspector.restore_wanted.connect(self._on_restore_wanted)
        inspector.release_wanted.connect(self._on_release_wanted)
        inspector.cancel_confirmed.connect(self._on_cancel_confirmed)
        for keys, slot in (
            ("Ctrl+N", self._on_book_clicked),
            ("Ctrl+Left", self._on_before_clicked),
            ("Ctrl+Right", self._on_after_clicked),
            ("Ctrl+T", self._on_today_clicked),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- what is shown --------------------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.day = day
        self.popover.dismiss()
        self._name_day()
        self.load()

    def focus_first(self) -> None:
        self.board.setFocus()

    def show_occurrence(self, occurrence_id: int) -> None:
        """Select a date of the day that is shown, and bring it into view."""
        self.board.choose(occurrence_id)
        block = self.scene().block(occurrence_id)
        if block is not None:
            self.board.bring(block.lane, block.span)

    def open_place(self, place: Place) -> None:
        if place.kind == "occurrence" and isinstance(place.key, int):
            self.show_occurrence(place.key)

    def load(self) -> None:
        day, zone = self.day, self.front.zone
        self.front.read(
            lambda session: load_day(session, day, zone), self._on_day, owner=self, key="board"
        )
        if self._wanted_id is not None:
            self._load_detail(self._wanted_id)

    def scene(self) -> Scene:
        return self.board.state.scene

    def retranslate(self) -> None:
        self._name_day()
        self.inspector.retranslate()

    def tick(self) -> None:
        self.board.show_now(self._now_minute())

    def aside(self) -> QWidget | None:
        return self.legend

    @Slot(object)
    def _on_day(self, loaded: DayLoad) -> None:
        self.orgs = loaded.orgs
        self._stack.setCurrentIndex(0 if loaded.scene.lanes else 1)
        self.board.show_scene(loaded.scene, self._now_minute())
        self.book_button.setEnabled(bool(loaded.scene.lanes and loaded.orgs.choices))

    def _now_minute(self) -> int | None:
        now = self.front.now()
        return now.hour * 60 + now.minute if now.date() == self.day else None

    def _name_day(self) -> None:
        self._date.setText(self.front.words.full_date(self.day))

    def _load_detail(self, occurrence_id: int) -> None:
        zone = self.front.zone
        self.front.read(
            lambda session: load_detail(session, occurrence_id, zone),
            self._on_detail, owner=self, key="detail",
        )  # fmt: skip

    @Slot(object)
    def _on_detail(self, detail: Detail) -> None:
        if detail.block.occurrence_id == self._wanted_id:
            self.inspector.show_detail(detail)

    # -- the day --------------------------------------------------------------------------------

    @Slot()
    def _on_before_clicked(self) -> None:
        self.show_day(self.day - timedelta(days=1))

    @Slot()
    def _on_after_clicked(self) -> None:
        self.show_day(self.day + timedelta(days=1))

    @Slot()
    def _on_today_clicked(self) -> None:
        self.show_day(self.front.today())

    @Slot()
    def _on_import_clicked(self) -> None:
        ask_and_import(self.front, "resources", self)

    # -- gestures -------------------------------------------------------------------------------

    @Slot(object)
    def _on_chosen(self, occurrence_id: int | None) -> None:
        self._wanted_id = occurrence_id
        if occurrence_id is None:
            self.inspector.show_detail(None)
        else:
            self._load_detail(occurrence_id)

    @Slot(object)
    def _on_dragging(self, draft: Draft | None) -> None:
        if draft is None or draft.clash is None:
            self.tip.hide()
        else:
            self.tip.tell(self.scene(), draft, self._on_page(self.board.rect_of(
                draft.lane, draft.span)))  # fmt: skip

    @Slot(object)
    def _on_drafted(self, draft: Draft) -> None:
        self._asked, self._editing = draft, None
        room = self.scene().lanes[draft.lane].names.get(self.front.words.lang)
        target = self._on_page(self.board.rect_of(draft.lane, draft.span))
        self.popover.ask(target, room, times(self.front.words, draft.span), self.orgs)

    @Slot(object)
    def _on_dropped(self, draft: Draft) -> None:
        assert draft.block is not None
        place = ops.Place.of(self.scene(), draft)
        if draft.kind is Kind.COPY:
            ops.copy(self.front, draft.block, place, owner=self)
        else:
            ops.move(self.front, draft.block, place, owner=self)

    @Slot(object)
    def _on_refused(self, draft: Draft) -> None:
        assert draft.clash is not None
        words = self.front.words
        what = blame(words, self.scene(), draft.clash)
        by = draft.clash.block.org if draft.clash.block is not None else ""
        fits = advice(words, self.scene(), draft)
        text = words.t("Not free: {what}.", what=f"{by} {what}".strip())
        self.front.tell(f"{text} {fits}".strip(), tone="bad")

    def _on_page(self, rect: QRect) -> QRect:
        corner = self.board.viewport().mapTo(self, QPoint(0, 0))
        return rect.translated(corner)

    # -- booking --------------------------------------------------------------------------------

    @Slot()
    def _on_book_clicked(self) -> None:
        """Propose the next free hour of the room the cursor is in."""
        scene = self.scene()
        if not scene.lanes:
            return
        lane, span = self.board.cell()
        now = self._now_minute()
        wish = Span(max(span.starts, (now or 0) // 15 * 15), 0)
        wish = Span(wish.starts, wish.starts + 60)
        if scene.clash(lane, wish) is not None:
            later = scene.next_free(lane, wish)
            if later is not None:
                wish = Span(later, later + 60)
        self.board.propose(lane, wish)

    @Slot(object)
    def _on_booked(self, wish: Wish) -> None:
        if self._editing is not None:
            ops.edit(self.front, self._editing.block.booking_id, wish, owner=self)
            self.popover.dismiss()
        elif self._asked is not None:
            place = ops.Place.of(self.scene(), self._asked)
            ops.book(self.front, place, wish, owner=self, done=self._on_book_done,
                     failed=self._on_book_failed)  # fmt: skip

    def _on_book_done(self, result: BookingResult, _changes: Changes) -> None:
        self.popover.dismiss()
        self.board.setFocus()
        self.board.choose(result.dates[0].occurrence_id)

    def _on_book_failed(self, error: KnownError) -> None:
        self.popover.complain(self.front.words.error(error))

    @Slot()
    def _on_popover_closed(self) -> None:
        self._asked = self._editing = None
        self.board.show_draft(None)
        self.board.setFocus()

    # -- the selected date ----------------------------------------------------------------------

    @Slot(object)
    def _on_edit_wanted(self, occurrence_id: int) -> None:
        detail = self.inspector.detail()
        block = self.scene().block(occurrence_id)
        if detail is None or block is None or detail.block.occurrence_id != occurrence_id:
            return
        self._editing = detail
        target = self._on_page(self.board.rect_of(block.lane, block.span))
        self.popover.edit(target, detail, times(self.front.words, block.span), self.orgs)

    @Slot(object)
    def _on_cancel_wanted(self, _occurrence_id: int) -> None:
        self.inspector.ask_cancel()

    @Slot(object, str, str)
    def _on_cancel_confirmed(self, occurrence_id: int, reason: str, scope: str) -> None:
        self.board.setFocus()
        ops.cancel(self.front, occurrence_id, reason=reason, scope=scope, owner=self)

    @Slot(object)
    def _on_check_in_wanted(self, occurrence_id: int) -> None:
        ops.check_in(self.front, occurrence_id, owner=self)

    @Slot(object)
    def _on_restore_wanted(self, occurrence_id: int) -> None:
        ops.restore(self.front, occurrence_id, owner=self)

    @Slot(object)
    def _on_release_wanted(self, occurrence_id: int) -> None:
        ops.release(self.front, occurrence_id, owner=self)

    @Slot()
    def _on_inspector_left(self) -> None:
        self._wanted_id = None
        self.board.choose(None)
        self.inspector.show_detail(None)
