"""The inspector of the board: the selected date with facts, actions and history.

It writes nothing; what a person wants is told by signals (``actions`` does it).

    inspector.show_detail(detail)
    inspector.cancel_confirmed.connect(self._on_cancel_confirmed)
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from hubdesk.ui.booking.hints import Hints
from hubdesk.ui.front import Front
from hubdesk.ui.later import Later
from hubdesk.ui.widgets.inspector import Facts, Inspector
from hubdesk.ui.widgets.make import retone, row
from hubdesk.ui.widgets.packing import Pairs
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.ui.booking import (
        cancelform,
        known,
        moveform,
        ordered,
        pastlist,
        waitpart,
        waivepart,
    )
    from hubdesk.ui.booking.facts import Detail
else:
    cancelform = Later("hubdesk.ui.booking.cancelform")
    known = Later("hubdesk.ui.booking.known")
    moveform = Later("hubdesk.ui.booking.moveform")
    ordered = Later("hubdesk.ui.booking.ordered")
    pastlist = Later("hubdesk.ui.booking.pastlist")
    waitpart = Later("hubdesk.ui.booking.waitpart")
    waivepart = Later("hubdesk.ui.booking.waivepart")

_TONES = {
    "checked_in": "good", "done": "good", "held": "warning", "requested": "warning",
    "no_show": "bad", "cancelled": "bad", "released": "bad", "booked": "accent",
}  # fmt: skip
_OPEN = ("held", "booked", "requested")
_IN_LINE = ("skipped", "held")
_ENDED = ("cancelled", "released", "no_show", "skipped")


class BookingInspector(Inspector):
    """Signals:
    check_in_wanted(int), undo_check_in_wanted(int), no_show_wanted(int), restore_wanted(int),
        release_wanted(int), edit_wanted(int), repeat_wanted(int), wait_wanted(int): occurrence.
    series_wanted(int, int), confirm_wanted(int, int): show the whole series, book for good what
        is held; booking and occurrence.
    end_wanted(int), excuse_wanted(int), extend_wanted(int, int): occurrence; minutes, 0 = as long
        as the rooms are free.
    cancel_confirmed(int, reason, scope): occurrence, ``this`` | ``following`` | ``all``.
    move_confirmed(int, Move, scope), copy_confirmed(int, Move): occurrence and where to.
    furnished(): the forms that show a date were made, before the first is shown.
    left(): close what is shown.
    """

    check_in_wanted = Signal(object)
    undo_check_in_wanted = Signal(object)
    no_show_wanted = Signal(object)
    restore_wanted = Signal(object)
    release_wanted = Signal(object)
    confirm_wanted = Signal(object, object)
    edit_wanted = Signal(object)
    repeat_wanted = Signal(object)
    wait_wanted = Signal(object)
    series_wanted = Signal(object, object)
    end_wanted = Signal(object)
    excuse_wanted = Signal(object)
    extend_wanted = Signal(object, int)
    cancel_confirmed = Signal(object, str, str)
    move_confirmed = Signal(object, object, str)
    copy_confirmed = Signal(object, object)
    furnished = Signal()
    left = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._detail: Detail | None = None
        self.hints = Hints(self.make)
        self._hints_part = self.section(self.hints)
        self._furnished = False

    def _furnish(self) -> None:
        """Make what shows a date: nothing of it is seen before the first is selected."""
        self._furnished = True
        self._build_head()
        self._build_actions()
        self.cancel_form = cancelform.CancelForm(self.make)
        self.cancel_form.confirmed.connect(self._on_cancel_confirmed)
        self.cancel_form.kept.connect(self._on_form_left)
        self._cancel_part = self.section(self.cancel_form)
        self.cancel_form.told.connect(self._on_told)
        self.move_form = moveform.MoveForm(self.make)
        self.move_form.move_confirmed.connect(self._on_move_confirmed)
        self.move_form.copy_confirmed.connect(self._on_copy_confirmed)
        self.move_form.left.connect(self._on_form_left)
        self._move_part = self.section(self.move_form)
        self.waiting = waitpart.WaitPart(self.front, self.make)
        self._waiting_part = self.section(self.waiting)
        self.waiting.filled.connect(self._waiting_part.setVisible)
        self._waiting_part.hide()
        self.waive = waivepart.WaivePart(self.front, self.make)
        self._waive_part = self.section(self.waive)
        self.waive.filled.connect(self._waive_part.setVisible)
        self._waive_part.hide()
        self.extras = ordered.ExtrasPart(self.front, self.make)
        self._extras_part = self.section(self.extras)
        self.extras.filled.connect(self._extras_part.setVisible)
        self._past = pastlist.PastList(self.make)
        self._past_part = self.section(
            self.make.label(N_("History"), role="table_strong"), self._past
        )

    def _build_head(self) -> None:
        make = self.make
        self._chip = make.chip("", 0)
        self._org = make.elided(role="small", tone="muted")
        close = make.icon_button(
            N_("Close"), "x", kind="quiet", side="button_small", on=self._on_close_clicked
        )
        self._title = make.label(role="heading", wrap=True)
        self._state = make.pill()
        self._facts = Facts(make)
        head = row(self._chip, self._org, close)
        head.setStretchFactor(self._org, 1)
        self._moving = make.label(role="small", tone="accent", wrap=True)
        self._moving.hide()
        self._head = self.section(head, self._title, row(self._state, None), self._moving)
        self._facts_section = self.section(self._facts)

    def _build_actions(self) -> None:
        make = self.make
        self.check_in = make.button(N_("Check in"), icon="check", on=self._on_check_in_clicked)
        self.undo_check_in = make.button(N_("Undo check-in"), icon="undo-2",
                                         on=self._on_undo_check_in_clicked)  # fmt: skip
        self.no_show = make.button(N_("Nobody came"), icon="user-x", on=self._on_no_show_clicked)
        self.release = make.button(N_("Release"), icon="log-out", on=self._on_release_clicked)
        self.confirm = make.button(N_("Book for good"), icon="calendar-check",
                                   on=self._on_confirm_clicked)  # fmt: skip
        self.restore = make.button(N_("Restore"), icon="undo-2", on=self._on_restore_clicked)
        self.edit = make.button(N_("Edit"), icon="pencil", on=self._on_edit_clicked, tip="F2")
        self.repeat = make.button(N_("Repeat \u2026"), icon="repeat", on=self._on_repeat_clicked)
        self.series = make.button(N_("Whole series \u2026"), icon="list",
                                  on=self._on_series_clicked)  # fmt: skip
        self.wait = make.button(N_("Wait for it \u2026"), icon="hourglass",
                                on=self._on_wait_clicked)  # fmt: skip
        self.move_button = make.button(N_("Move \u2026"), icon="move", on=self._on_move_clicked)
        self.cancel = make.button(N_("Cancel \u2026"), icon="x", kind="danger",
                                  on=self._on_cancel_clicked, tip=N_("key|Delete"))  # fmt: skip
        self.end = make.button(N_("End now"), icon="door-open", on=self._on_end_clicked)
        self.extend = make.button(N_("Longer \u2026"), icon="clock")
        self.longer = QMenu(self.extend)
        self.longer.triggered.connect(self._on_longer_chosen)
        self.extend.setMenu(self.longer)
        self.excuse = make.button(N_("Does not count"), icon="check", on=self._on_excuse_clicked)
        self._buttons: tuple[QPushButton, ...] = (
            self.check_in, self.confirm, self.undo_check_in, self.end, self.extend, self.restore,
            self.excuse, self.no_show, self.release,
            self.edit, self.move_button, self.series, self.repeat, self.wait, self.cancel,
        )  # fmt: skip
        grid = QWidget()
        pairs = Pairs(grid, gap=6)
        for button in self._buttons:
            pairs.addWidget(button)
        self._actions = self.section(make.label(N_("Actions"), role="table_strong"), grid)

    # -- what is shown --------------------------------------------------------------------------

    def detail(self) -> Detail | None:
        return self._detail

    def show_detail(self, detail: Detail | None) -> None:
        """Show a date; None shows what can be done.

        A form that was opened for the same date stays as it is.
        """
        before, self._detail = self._detail, detail
        shown = detail is not None
        if not self._furnished:
            if not shown:
                return
            self._furnish()
            self.furnished.emit()
        self._hints_part.setVisible(not shown)
        for part in (self._head, self._facts_section, self._actions):
            part.setVisible(shown)
        if not shown:  # these show themselves where they have something to say
            for part in (self._extras_part, self._past_part, self._waiting_part,
                         self._waive_part):  # fmt: skip
                part.hide()
        same = before is not None and detail is not None and (
            before.block.occurrence_id == detail.block.occurrence_id
            and before.block.status == detail.block.status
        )  # fmt: skip
        if not same:
            self.close_forms()
        if detail is not None:
            self._fill(detail)

    def retranslate(self) -> None:
        """Write again what comes from data."""
        if self._detail is not None:
            self._fill(self._detail)

    def show_moving(self, text: str, *, copying: bool = False) -> None:
        """While the date is dragged: from where to where; empty = it is not, or not any more."""
        if not self._furnished:
            return
        self._moving.setText(text)
        self._moving.setVisible(bool(text))
        if self._detail is not None:
            words, status = self.front.words, self._detail.block.status
            going = N_("Copying, not saved") if copying else N_("Moving, not saved")
            self._state.setText(words.t(going) if text else words.name("status", status))
            retone(self._state, "accent" if text else _TONES.get(status, ""))

    def tick(self) -> None:
        """A minute has passed: a check-in may be due by now."""
        if self._detail is not None:
            self._show_actions(self._detail)

    def ask_cancel(self) -> None:
        """Open the question that goes before a cancellation."""
        if self._detail is None or self.cancel.isHidden():
            return
        self._move_part.hide()
        self._cancel_part.show()
        self.cancel_form.ask(series=self._detail.block.series)
        self._bring(self._cancel_part)

    def ask_move(self) -> None:
        """Open the form that moves or copies."""
        if self._detail is None or self.move_button.isHidden():
            return
        self._cancel_part.hide()
        self._move_part.show()
        self.move_form.ask(self._detail, self.front.zone)
        self._bring(self._move_part)

    def _bring(self, part: QWidget) -> None:
        """Scroll to a part that was just opened; its place is known once it is laid out."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.ensureWidgetVisible(part, 0, 0)

    def close_forms(self) -> None:
        """Close the forms that cancel, move and copy."""
        if not self._furnished:
            return
        self._cancel_part.hide()
        self._move_part.hide()

    def _fill(self, detail: Detail) -> None:
        block, words = detail.block, self.front.words
        self._chip.show_code(block.org, block.hue)
        self._chip.setVisible(bool(block.org))
        self._org.set_whole(detail.org_names.get(words.lang))
        private = words.t("Private booking") if block.private else words.t("Without a title")
        self._title.setText(block.title or private)
        self._state.setText(words.name("status", block.status))
        retone(self._state, _TONES.get(block.status, ""))
        self._facts.show_facts(known.facts_of(self.front.words, detail))
        self._fill_longer(detail)
        self._show_actions(detail)
        missed = block.status in ("cancelled", "released", "no_show")
        self.waiting.show_date(block.occurrence_id if block.status in _IN_LINE else 0)
        self.waive.show_date(block.occurrence_id if missed else 0)
        self.extras.show_date(block.occurrence_id, orderable=block.status not in _ENDED)
        self._past_part.setVisible(bool(detail.history))
        self._past.show_past(detail.history)

    def _show_actions(self, detail: Detail) -> None:
        status, now = detail.block.status, self.front.clock.now()
        begun = detail.starts_at is not None and detail.starts_at <= now
        over = detail.ends_at is not None and detail.ends_at <= now
        missed = status == "no_show" or (status == "released" and detail.reason == "no_show")
        shown = {
            self.check_in: status in ("booked", "held") or (missed and not over),
            self.confirm: status == "held" and detail.reason != "offered",
            self.undo_check_in: status == "checked_in",
            self.no_show: status in ("booked", "held") and begun,
            self.release: status == "no_show" or (status in _OPEN and begun),
            self.restore: status in _ENDED,
            self.series: detail.block.series,
            self.repeat: not detail.block.series,
            self.wait: status in (*_OPEN, "checked_in") and not begun,
            self.end: status == "checked_in" and not over,
            self.extend: status == "checked_in" and not over and self._may_last(detail),
            self.excuse: missed,
            self.move_button: status in _OPEN,
            self.cancel: status in _OPEN or status == "checked_in",
        }
        self.check_in.setEnabled(detail.due(now))
        self.check_in.setToolTip(self._window(detail, now))
        for button in self._buttons:
            button.setVisible(shown.get(button, True))

    @staticmethod
    def _may_last(detail: Detail) -> bool:
        """Whether there is room behind it; nothing behind it at all is room, too."""
        until = detail.arrival.free_until
        return bool(detail.arrival.longer) or (
            until is not None and detail.ends_at is not None and until > detail.ends_at
        )

    def _fill_longer(self, detail: Detail) -> None:
        """By how much it can be made longer."""
        words = self.front.words
        self.longer.clear()
        for minutes in detail.arrival.longer:
            text = words.n("{n} minute longer", "{n} minutes longer", minutes)
            self.longer.addAction(text).setData(minutes)
        if detail.arrival.free_until is not None:
            until = words.time(detail.arrival.free_until)
            self.longer.addAction(words.t("As long as it is free, until {time}", time=until)
                                  ).setData(0)  # fmt: skip

    def _window(self, detail: Detail, now: datetime) -> str:
        """Why it cannot be checked in now."""
        if detail.check_in_from is None or detail.due(now):
            return ""
        words = self.front.words
        if now < detail.check_in_from:
            return words.t("From {moment} on", moment=words.moment(detail.check_in_from))
        return words.t("It is over.")

    # -- what a person wants --------------------------------------------------------------------

    def _occurrence(self) -> int:
        assert self._detail is not None
        return self._detail.block.occurrence_id

    @Slot()
    def _on_close_clicked(self) -> None:
        self.left.emit()

    @Slot()
    def _on_check_in_clicked(self) -> None:
        self.check_in_wanted.emit(self._occurrence())

    @Slot()
    def _on_undo_check_in_clicked(self) -> None:
        self.undo_check_in_wanted.emit(self._occurrence())

    @Slot()
    def _on_no_show_clicked(self) -> None:
        self.no_show_wanted.emit(self._occurrence())

    @Slot()
    def _on_restore_clicked(self) -> None:
        self.restore_wanted.emit(self._occurrence())

    @Slot()
    def _on_confirm_clicked(self) -> None:
        detail = self.detail()
        if detail is not None:
            self.confirm_wanted.emit(detail.block.booking_id, self._occurrence())

    @Slot()
    def _on_release_clicked(self) -> None:
        self.release_wanted.emit(self._occurrence())

    @Slot()
    def _on_end_clicked(self) -> None:
        self.end_wanted.emit(self._occurrence())

    @Slot()
    def _on_excuse_clicked(self) -> None:
        self.excuse_wanted.emit(self._occurrence())

    @Slot(QAction)
    def _on_longer_chosen(self, action: QAction) -> None:
        self.extend_wanted.emit(self._occurrence(), int(action.data()))

    @Slot()
    def _on_edit_clicked(self) -> None:
        self.edit_wanted.emit(self._occurrence())

    @Slot()
    def _on_repeat_clicked(self) -> None:
        self.repeat_wanted.emit(self._occurrence())

    @Slot()
    def _on_wait_clicked(self) -> None:
        self.wait_wanted.emit(self._occurrence())

    @Slot()
    def _on_series_clicked(self) -> None:
        assert self._detail is not None
        self.series_wanted.emit(self._detail.block.booking_id, self._occurrence())

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.ask_cancel()

    @Slot()
    def _on_move_clicked(self) -> None:
        self.ask_move()

    @Slot()
    def _on_told(self) -> None:
        """What a cancellation would do takes room of its own."""
        if not self._cancel_part.isHidden():
            self._bring(self._cancel_part)

    @Slot()
    def _on_form_left(self) -> None:
        self.close_forms()
        self.setFocus()

    @Slot(str, str)
    def _on_cancel_confirmed(self, reason: str, scope: str) -> None:
        self._cancel_part.hide()
        self.cancel_confirmed.emit(self._occurrence(), reason, scope)

    @Slot(object, str)
    def _on_move_confirmed(self, to: object, scope: str) -> None:
        self.move_confirmed.emit(self._occurrence(), to, scope)

    @Slot(object)
    def _on_copy_confirmed(self, to: object) -> None:
        self.copy_confirmed.emit(self._occurrence(), to)
