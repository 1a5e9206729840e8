"""What gestures on the board lead to: the popover, the tip, and the operations of ``ops``.

    hands = Hands(page, board, inspector)
    hands.orgs = loaded.orgs
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking.actions import Actions
from hubdesk.ui.booking.board import Board
from hubdesk.ui.booking.gesture import Draft, Kind
from hubdesk.ui.booking.inspector import BookingInspector
from hubdesk.ui.booking.load import wall
from hubdesk.ui.booking.scene import DAY, Block, Scene, Span
from hubdesk.ui.booking.wording import advice, blame, times
from hubdesk.ui.frame.page import Page
from hubdesk.ui.later import Later
from hubdesk.ui.orgs import OrgBook

if TYPE_CHECKING:
    from hubdesk.booking.model import BookingResult, Wanted
    from hubdesk.ui.booking import extras, letpass, ops, popover, tip
    from hubdesk.ui.booking.facts import Detail
    from hubdesk.ui.booking.popover import Wish
else:
    extras = Later("hubdesk.ui.booking.extras")
    letpass = Later("hubdesk.ui.booking.letpass")
    ops = Later("hubdesk.ui.booking.ops")
    popover, tip = Later("hubdesk.ui.booking.popover"), Later("hubdesk.ui.booking.tip")

_HOUR, _STEP = 60, 15


class Hands(QObject):
    """What floats over the board is made when it is first wanted.

    Attributes:
    orgs: whom one can book for.
    copied: what Ctrl+C took.

    Signals:
        series_wanted(BookingRequest, Wish): check the dates of a wish that repeats.
        repeat_wanted(Detail, Wish): the same for a single booking that becomes a series.
    """

    series_wanted = Signal(object, object)
    repeat_wanted = Signal(object, object)

    def __init__(self, page: Page, board: Board, inspector: BookingInspector) -> None:
        super().__init__(page)
        self._page = page
        self.front = page.front
        self.board = board
        self.inspector = inspector
        self.actions = Actions(page.front, inspector, self._attempt, self._near_chosen)
        self.orgs = OrgBook()
        self.copied: Block | None = None
        #: Where a lane is shown, if not on the board; and what is booked with the main resource.
        self.locate: Callable[[int], QRect] | None = None
        self.beside: tuple[Wanted, ...] = ()
        self._asked: Draft | None = None
        self._editing: Detail | None = None
        self._repeating: Detail | None = None
        self._waiting: Detail | None = None
        self._open_next: int | None = None
        self._about: int | None = None
        board.chosen.connect(self._on_chosen)
        board.dragging.connect(self._on_dragging)
        board.drafted.connect(self._on_drafted)
        board.dropped.connect(self._on_dropped)
        board.refused.connect(self._on_refused)
        board.immovable.connect(self._on_immovable)
        board.open_wanted.connect(self.open)
        inspector.edit_wanted.connect(self.open)
        inspector.repeat_wanted.connect(self._on_repeat_wanted)
        inspector.wait_wanted.connect(self._on_wait_wanted)

    @cached_property
    def popover(self) -> popover.BookPopover:
        """Asks whom a new booking is for, and what is written on an old one."""
        made = popover.BookPopover(self._page, self._page.make)
        made.booked.connect(self._on_booked)
        made.closed.connect(self._on_popover_closed)
        return made

    @cached_property
    def tip(self) -> tip.ClashTip:
        """Says during a drag what is in its way."""
        return tip.ClashTip(self._page, self._page.make)

    @cached_property
    def let_pass(self) -> letpass.LetPass:
        """Asks why something passes that the rules refuse."""
        return letpass.LetPass(self._page, self._page.make)

    def _attempt(self, deed: letpass.Deed, near: Callable[[], QRect]) -> None:
        self.let_pass.attempt(deed, near)

    @Slot(object)
    def _on_chosen(self, occurrence_id: int | None) -> None:
        """A question about another date must not stay over the one that is looked at now."""
        if occurrence_id != self._about and "let_pass" in self.__dict__:
            self.let_pass.dismiss()
        self._about = occurrence_id

    def dismiss(self) -> None:
        """Put the popover away, if there ever was one."""
        if "popover" in self.__dict__:
            self.popover.dismiss()

    @property
    def scene(self) -> Scene:
        return self.board.state.scene

    def chosen(self) -> Block | None:
        """The selected date, if it is among the days that are shown."""
        return self.scene.block(self.board.state.chosen)

    # -- drags ----------------------------------------------------------------------------------

    @Slot(object)
    def _on_dragging(self, draft: Draft | None) -> None:
        copying = draft is not None and draft.kind is Kind.COPY
        self.inspector.show_moving("" if draft is None else self._from_to(draft), copying=copying)
        if draft is None or draft.clash is None:
            if "tip" in self.__dict__:
                self.tip.hide()
        else:
            self.tip.tell(self.scene, draft, self._target(draft.lane, draft.span))

    def _from_to(self, draft: Draft) -> str:
        """``Yom 13:30–15:00`` and below ``→ Mun 14:00–15:30``; with the days where they differ."""
        block, scene, words = draft.block, self.scene, self.front.words
        if block is None:
            return ""
        other_day = block.span.starts // DAY != draft.span.starts // DAY
        parts = []
        for lane, span in ((block.lane, block.span), (draft.lane, draft.span)):
            day = words.weekday_date(scene.date_of(span.starts)) if other_day else ""
            room = scene.lanes[lane].names.get(words.lang)
            parts.append(f"{room} {day} {times(words, span)}".replace("  ", " "))
        return "\n\u2192 ".join(parts)

    @Slot(object)
    def _on_drafted(self, draft: Draft) -> None:
        self._asked, self._editing, self._repeating = draft, None, None
        self._waiting = None
        lane, words = self.scene.lanes[draft.lane], self.front.words
        place = lane.names.get(words.lang)
        if self.beside:
            place = words.n("{place} and {n} more", "{place} and {n} more", len(self.beside),
                            place=place)  # fmt: skip
        self.popover.ask(
            self._target(draft.lane, draft.span), place,
            times(words, draft.span), self.orgs, day=self.scene.date_of(draft.span.starts),
            capacity=lane.capacity, where=self._where(draft),
        )  # fmt: skip

    def _where(self, draft: Draft) -> extras.Where:
        scene = self.scene
        return extras.Where(
            scene.lanes[draft.lane].resource_id, wall(scene.day, draft.span.starts),
            wall(scene.day, draft.span.ends),
        )  # fmt: skip

    @Slot(object)
    def _on_dropped(self, draft: Draft) -> None:
        assert draft.block is not None
        place = ops.Place.of(self.scene, draft)
        deed = ops.copy if draft.kind is Kind.COPY else ops.move
        self.let_pass.attempt(
            partial(deed, self.front, draft.block, place, owner=self),
            partial(self._target, draft.lane, draft.span),
        )

    @Slot(object)
    def _on_refused(self, draft: Draft) -> None:
        assert draft.clash is not None
        words = self.front.words
        what = blame(words, self.scene, draft.clash)
        by = draft.clash.block.org if draft.clash.block is not None else ""
        fits = advice(words, self.scene, draft)
        text = words.t("Not free: {what}.", what=f"{by} {what}".strip())
        self.front.tell(f"{text} {fits}".strip(), tone="bad")

    @Slot(object)
    def _on_immovable(self, block: Block) -> None:
        words = self.front.words
        state = words.name("status", block.status)
        text = words.t("{org} is \u201c{state}\u201d and cannot be moved; Ctrl + drag copies it.",
                       org=block.org, state=state)  # fmt: skip
        self.front.tell(text, tone="warning")

    def draft(self, draft: Draft) -> None:
        """Ask whom a time is booked for, wherever it was pointed at."""
        self._on_drafted(draft)

    def refuse(self, draft: Draft) -> None:
        """Say why a time cannot be had."""
        self._on_refused(draft)

    def _target(self, lane: int, span: Span) -> QRect:
        if self.locate is not None:
            return self.locate(lane)
        corner = self.board.viewport().mapTo(self._page, QPoint(0, 0))
        return self.board.rect_of(lane, span).translated(corner)

    # -- booking --------------------------------------------------------------------------------

    def book_next(self, now: int | None) -> None:
        """Propose the next free hour of the room the cell cursor is in.

        Args:
            now: minute of the scene; None if the present is not shown.
        """
        scene = self.scene
        lane, span = self.board.cell()
        if not scene.lanes or not self.board.reveal(lane):
            return
        starts = span.starts
        if now is not None and starts // DAY == now // DAY:
            starts = max(starts, now // _STEP * _STEP)
        wish = Span(starts, starts + max(_HOUR, span.minutes))
        if scene.clash(lane, wish) is not None:
            later = scene.next_free(lane, wish)
            if later is not None:
                wish = Span(later, later + wish.minutes)
        self.board.propose(lane, wish)

    @Slot(object)
    def _on_booked(self, wish: Wish) -> None:
        if self.beside and self._editing is None:
            wish = replace(wish, extras=(*self.beside, *wish.extras))
        if self._editing is not None:
            ops.edit(self.front, self._editing.block, wish, owner=self,
                     done=self._on_edit_done, failed=self._on_book_failed)  # fmt: skip
        elif self._waiting is not None:
            ops.wait(self.front, self._waiting, wish, owner=self, done=self._on_book_done,
                     failed=self._on_book_failed)  # fmt: skip
        elif self._repeating is not None and wish.repeat is not None:
            if self._repeating.block.series:
                request = ops.request_again(self._repeating, wish, self.front.zone)
                self.series_wanted.emit(request, wish)
            else:
                self.repeat_wanted.emit(self._repeating, wish)
        elif self._asked is not None and wish.repeat is not None:
            place = ops.Place.of(self.scene, self._asked)
            self.series_wanted.emit(ops.request_of(place, wish), wish)
        elif self._asked is not None:
            place = ops.Place.of(self.scene, self._asked)
            ops.book(self.front, place, wish, owner=self, done=self._on_book_done,
                     failed=self._on_book_failed)  # fmt: skip

    def _on_book_done(self, result: BookingResult, _changes: Changes) -> None:
        self.popover.dismiss()
        self._page.focus_first()
        self.board.choose(result.dates[0].occurrence_id)

    def _on_edit_done(self, _outcome: object, _changes: Changes) -> None:
        self.popover.dismiss()

    def series_booked(self, occurrence_id: int) -> None:
        """The dates of a series are written; the first is selected."""
        self._on_popover_closed()
        self.board.choose(occurrence_id)

    def _on_book_failed(self, error: KnownError) -> None:
        self.popover.complain(self.front.words.error(error))
        if error.details.get("overridable"):
            self.popover.rules.begin_reason()

    @Slot()
    def _on_popover_closed(self) -> None:
        self._asked = self._editing = self._repeating = self._waiting = None
        self.board.show_draft(None)
        self._page.focus_first()

    # -- the selected date ----------------------------------------------------------------------

    @Slot(object)
    def open(self, occurrence_id: int) -> None:
        """Open what is written on a booking, now or when its facts have come."""
        detail = self.inspector.detail()
        if detail is not None and detail.block.occurrence_id == occurrence_id:
            self._edit(detail)
        else:
            self._open_next = occurrence_id

    def facts_came(self, detail: Detail) -> None:
        """The inspector knows the selected date now."""
        wanted, self._open_next = self._open_next, None
        if wanted == detail.block.occurrence_id:
            self._edit(detail)

    def _edit(self, detail: Detail) -> None:
        self._asked, self._editing, self._repeating = None, detail, None
        self._waiting = None
        self.popover.edit(self._near(detail), detail, times(self.front.words, detail.block.span),
                          self.orgs)  # fmt: skip

    @Slot(object)
    def _on_repeat_wanted(self, occurrence_id: int) -> None:
        """Book the same again as a series."""
        detail = self.inspector.detail()
        if detail is None or detail.block.occurrence_id != occurrence_id:
            return
        self._asked, self._editing, self._repeating = None, None, detail
        self._waiting = None
        self.popover.ask_series(
            self._near(detail), detail, times(self.front.words, detail.block.span), self.orgs,
            detail.day,
        )  # fmt: skip

    @Slot(object)
    def _on_wait_wanted(self, occurrence_id: int) -> None:
        """Ask who waits for the room and time of a date."""
        detail = self.inspector.detail()
        if detail is None or detail.block.occurrence_id != occurrence_id:
            return
        self._asked = self._editing = self._repeating = None
        self._waiting = detail
        self.popover.ask(
            self._near(detail), detail.room.get(self.front.words.lang),
            times(self.front.words, detail.block.span), self.orgs, capacity=detail.capacity,
            waits=True,
        )  # fmt: skip

    def _near(self, detail: Detail) -> QRect:
        """Where the date stands on the board, or the middle of the page."""
        block = self.scene.block(detail.block.occurrence_id)
        if block is not None and (self.board.isVisible() or self.locate is not None):
            return self._target(block.lane, block.span)
        return QRect(self._page.rect().center(), self._page.rect().center())

    def _near_chosen(self) -> QRect:
        detail = self.inspector.detail()
        middle = self._page.rect().center()
        return QRect(middle, middle) if detail is None else self._near(detail)

    @Slot()
    def edit(self) -> None:
        """What F2 does."""
        if self.board.state.chosen is not None:
            self.open(self.board.state.chosen)

    @Slot()
    def cancel(self) -> None:
        """What Delete does: ask, with a reason."""
        if self.chosen() is not None:
            self.inspector.ask_cancel()

    @Slot()
    def check_in(self) -> None:
        """Note that somebody came to the selected date."""
        if (block := self.chosen()) is not None:
            ops.check_in(self.front, block.occurrence_id, owner=self)

    @Slot()
    def copy(self) -> None:
        """What Ctrl+C does."""
        self.copied = self.chosen()
        if self.copied is not None:
            words = self.front.words
            said = words.t("Ctrl + V copies {org} to the cell cursor.", org=self.copied.org)
            self.front.tell(said, tone="info")

    @Slot()
    def paste(self) -> None:
        """What Ctrl+V does."""
        if self.copied is not None and self.scene.lanes:
            self.board.paste(self.copied)
