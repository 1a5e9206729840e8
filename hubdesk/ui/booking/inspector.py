"""The inspector of the board: the selected date with facts, actions and history.

It writes nothing; what a person wants is told by signals.

    inspector.show_detail(detail)
    inspector.cancel_confirmed.connect(self._on_cancel_confirmed)
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.ui.booking.facts import Detail, Past
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.inspector import Facts, Inspector
from hubdesk.ui.widgets.make import clear, retone, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

#: What the board understands, shown while nothing is selected.
HINTS = (
    (N_("Drag on free time"), N_("books")),
    (N_("Drag a booking"), N_("moves it")),
    (N_("Drag an edge"), N_("makes it longer or shorter")),
    (N_("Ctrl + drag"), N_("copies")),
    (N_("Arrows, Enter"), N_("choose a time, book")),
    (N_("key|Delete"), N_("cancels, with a reason")),
    (N_("Ctrl + wheel"), N_("widens the hours")),
    (N_("Ctrl + Z"), N_("takes back")),
)
_TONES = {
    "checked_in": "good", "done": "good", "held": "warning", "requested": "warning",
    "no_show": "bad", "cancelled": "bad", "released": "bad", "booked": "accent",
}  # fmt: skip
_ACTIONS = {
    "booking.booked": N_("booked"),
    "booking.created": N_("booked"),
    "booking.moved": N_("moved"),
    "booking.cancelled": N_("cancelled"),
    "booking.restored": N_("restored"),
    "booking.checked_in": N_("checked in"),
    "booking.released": N_("released"),
    "booking.no_show": N_("noted as no-show"),
    "booking.skipped": N_("left out"),
    "booking.changed": N_("rewritten"),
    "booking.readded": N_("put back"),
    "booking.repeated": N_("made a series"),
    "undone": N_("taken back"),
}
_MOST_PAST = 8


class BookingInspector(Inspector):
    """Signals:
    check_in_wanted(int), restore_wanted(int), release_wanted(int): occurrence.
    cancel_confirmed(int, reason, scope): occurrence, ``this`` | ``following`` | ``all``.
    left(): close what is shown.
    """

    check_in_wanted = Signal(object)
    restore_wanted = Signal(object)
    release_wanted = Signal(object)
    cancel_confirmed = Signal(object, str, str)
    left = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._detail: Detail | None = None
        self._build_hints()
        self._build_head()
        self._build_actions()
        self._build_cancel()
        self._build_past()
        self.show_detail(None)

    def _build_hints(self) -> None:
        make = self.make
        lines = QVBoxLayout()
        lines.setSpacing(9)
        for gesture, effect in HINTS:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(make.label(gesture, role="table_strong"))
            pair.addWidget(make.label(effect, role="small", tone="muted", wrap=True))
            lines.addLayout(pair)
        self._hints = self.section(
            make.label(N_("On the board"), role="heading"),
            make.label(N_("Select a booking to see it here."), role="small", tone="muted",
                       wrap=True),
            6, lines,
        )  # fmt: skip

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
        self._head = self.section(head, self._title, row(self._state, None))
        self._facts_section = self.section(self._facts)

    def _build_actions(self) -> None:
        make = self.make
        self.check_in = make.button(N_("Check in"), icon="check", on=self._on_check_in_clicked)
        self.cancel = make.button(N_("Cancel \u2026"), icon="x", kind="danger",
                                  on=self._on_cancel_clicked)  # fmt: skip
        self.restore = make.button(N_("Restore"), icon="undo-2", on=self._on_restore_clicked)
        self.release = make.button(N_("Release"), icon="log-out", on=self._on_release_clicked)
        self._actions = self.section(
            make.label(N_("Actions"), role="table_strong"),
            row(self.check_in, self.cancel),
            row(self.restore, self.release),
        )

    def _build_cancel(self) -> None:
        make = self.make
        self.reason = make.line_edit(N_("Reason"), hint=N_("Reason, if any"))
        self.reason.returnPressed.connect(self._on_cancel_confirmed)
        self.scope = Segments(
            make, N_("Which dates"),
            {"this": N_("This date"), "following": N_("And later"), "all": N_("scope|All")},
        )  # fmt: skip
        self.scope.choose("this")
        self._scope_value = "this"
        self.scope.chosen.connect(self._on_scope_chosen)
        self.confirm = make.button(
            N_("Cancel the booking"), kind="danger", on=self._on_cancel_confirmed
        )
        keep = make.button(N_("Keep it"), kind="quiet", on=self._on_keep_clicked)
        self._cancel_part = self.section(
            make.label(N_("Cancel the booking?"), role="table_strong"),
            self.scope, self.reason, row(self.confirm, keep),
        )  # fmt: skip

    def _build_past(self) -> None:
        self._past = QVBoxLayout()
        self._past.setSpacing(8)
        self._past_part = self.section(
            self.make.label(N_("History"), role="table_strong"), self._past
        )

    # -- what is shown --------------------------------------------------------------------------

    def detail(self) -> Detail | None:
        return self._detail

    def show_detail(self, detail: Detail | None) -> None:
        """Show a date; None shows what the board can do."""
        self._detail = detail
        known = detail is not None
        self._hints.setVisible(not known)
        for part in (self._head, self._facts_section, self._actions, self._past_part):
            part.setVisible(known)
        self._cancel_part.hide()
        if detail is not None:
            self._fill(detail)

    def retranslate(self) -> None:
        """Write again what comes from data."""
        if self._detail is not None:
            self._fill(self._detail)

    def ask_cancel(self) -> None:
        """Open the question that goes before a cancellation."""
        if self._detail is None or not self.cancel.isEnabled():
            return
        self.scope.setVisible(self._detail.block.series)
        self.reason.clear()
        self._cancel_part.show()
        self.reason.setFocus()

    def _fill(self, detail: Detail) -> None:
        block, words = detail.block, self.front.words
        self._chip.show_code(block.org, block.hue)
        self._chip.setVisible(bool(block.org))
        self._org.set_whole(detail.org_names.get(words.lang))
        private = words.t("Private booking") if block.private else words.t("Without a title")
        self._title.setText(block.title or private)
        self._state.setText(words.name("status", block.status))
        retone(self._state, _TONES.get(block.status, ""))
        self._facts.show_facts(self._known(detail))
        blocking = block.status in ("held", "booked", "requested")
        self.check_in.setEnabled(block.status == "booked")
        self.cancel.setEnabled(blocking or block.status == "checked_in")
        self.release.setVisible(block.status in ("booked", "checked_in", "no_show", "held"))
        self.restore.setVisible(block.status in ("cancelled", "released", "no_show", "skipped"))
        self._tell_past(detail.history)

    def _known(self, detail: Detail) -> list[tuple[str, str]]:
        block, words = detail.block, self.front.words
        buffers = ""
        if block.before or block.after:
            buffers = words.t("{before} min before, {after} min after",
                              before=block.before, after=block.after)  # fmt: skip
        booked_by = detail.created_by
        if detail.created_at is not None:
            booked_by = f"{booked_by}, {self._day(detail.created_at)}"
        return [
            (words.t("Room"), detail.room.get(words.lang)),
            (words.t("Day"), words.date_short(detail.day)),
            (words.t("Time"), times(words, block.span)),
            (words.t("Seats"), str(detail.capacity) if detail.capacity else ""),
            (words.t("Equipment"), ", ".join(name.get(words.lang) for name in detail.extras)),
            (words.t("Set-up"), buffers),
            (words.t("Series"), words.t("Yes") if block.series else words.t("No, one date")),
            (words.t("Project"), detail.project),
            (words.t("Title"), words.t("private") if block.private else ""),
            (words.t("Reason"), detail.reason),
            (words.t("Booked by"), booked_by),
        ]

    def _day(self, moment: datetime) -> str:
        return self.front.words.date_short(self.front.words.local(moment).date())

    def _tell_past(self, history: tuple[Past, ...]) -> None:
        clear(self._past)
        self._past_part.setVisible(bool(history))
        words = self.front.words
        for past in history[:_MOST_PAST]:
            when = f"{words.moment(past.at)} \u00b7 {past.actor}"
            lines = QWidget()
            column = QVBoxLayout(lines)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(self.make.elided(when, role="caption", tone="muted"))
            action = words.t(_ACTIONS.get(past.action, past.action))
            changes = "; ".join(
                f"{words.t(field)} {before} \u2192 {after}"
                for field, before, after in past.changes
            )
            text = f"{action}: {changes}" if changes else action
            column.addWidget(self.make.elided(text, role="small"))
            self._past.addWidget(lines)

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
    def _on_restore_clicked(self) -> None:
        self.restore_wanted.emit(self._occurrence())

    @Slot()
    def _on_release_clicked(self) -> None:
        self.release_wanted.emit(self._occurrence())

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.ask_cancel()

    @Slot()
    def _on_keep_clicked(self) -> None:
        self._cancel_part.hide()

    @Slot(str)
    def _on_scope_chosen(self, scope: str) -> None:
        self._scope_value = scope

    @Slot()
    def _on_cancel_confirmed(self) -> None:
        self._cancel_part.hide()
        scope = self._scope_value if self._detail and self._detail.block.series else "this"
        self.cancel_confirmed.emit(self._occurrence(), self.reason.text(), scope)
