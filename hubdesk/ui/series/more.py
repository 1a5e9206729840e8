"""What else is done with a series: cancel a range, copy it, confirm it anew.

    more = MorePart(make)
    more.show_whole(whole)
    more.copy_ready.connect(self._on_copy_ready)
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from hubdesk.booking import service
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking.cancelwords import cancel_said, foreseen
from hubdesk.ui.series import wholeops
from hubdesk.ui.series.wholeload import Whole
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.flow import Flow
from hubdesk.ui.widgets.make import Make, column, lay, row
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.costs.queries.cancelling import Cancelling

_STEPS = (0, 1, 3, 6, 12)
#: Widths: of the days' part at most, of the choice of months at least and at most.
_RANGED_MOST, _EVERY_LEAST, _EVERY_MOST = 320, 140, 180


class MorePart(QWidget):
    """Signals:
    copy_ready(BookingRequest): what the copy would book.
    """

    copy_ready = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make, self._front = make, make.front
        self._whole: Whole | None = None
        self.first = DateField(make, N_("First day"))
        self.last = DateField(make, N_("Last day"))
        self.reason = make.line_edit(N_("Reason"), hint=N_("Reason, if any"))
        self.cancel = make.button(N_("Cancel these days"), kind="danger", icon="calendar-x",
                                  on=self._on_cancel_clicked)  # fmt: skip
        self.copy_day = DateField(make, N_("First day of the copy"))
        self.copy = make.button(N_("Copy the series \u2026"), icon="copy", on=self._on_copy_clicked)
        self.every = Combo(make, N_("To be confirmed"))
        self.every.activated.connect(self._on_every_activated)
        self.confirm = make.button(N_("Confirm now"), icon="calendar-check",
                                   on=self._on_confirm_clicked)  # fmt: skip
        self._until = make.label(role="small", tone="muted", wrap=True)
        self.change = make.label(role="small", tone="accent", wrap=True)
        self.change.hide()
        for field in (self.first, self.last):
            field.changed.connect(self._on_range_changed)
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self._problem.hide()
        for field in (self.first, self.last, self.copy_day):
            field.setFixedWidth(150)
        self.every.setMinimumWidth(_EVERY_LEAST)
        self.every.setMaximumWidth(_EVERY_MOST)
        def head(msgid: str) -> QLabel:
            return make.label(msgid, role="small", tone="muted")

        days = Flow(gap=4)
        for field in (self.first, self.last):
            days.addWidget(field)
        ranged = QWidget()
        ranged.setMaximumWidth(_RANGED_MOST)
        lay(
            QVBoxLayout(ranged), head(N_("Cancel from \u2013 to")), days, self.reason,
            row(self.cancel, None), self.change, self._problem, None, gap=6,
        )  # fmt: skip
        copied = column(
            head(N_("Again from this day on")), self.copy_day, row(self.copy, None), None, gap=6
        )
        standing = column(
            head(N_("To be confirmed")), self.every, row(self.confirm, None), self._until, None,
            gap=6,
        )  # fmt: skip
        parts = lay(QHBoxLayout(self), ranged, 16, copied, 16, standing, None)
        parts.setStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_whole(self, whole: Whole) -> None:
        """Show what can be done with a series; what was typed for it stays."""
        other = self._whole is None or self._whole.details.id != whole.details.id
        self._whole = whole
        words = self._front.words
        if other:
            ahead = [x for x in whole.details.dates if x.starts_at > whole.now]
            day = self._day(ahead[0].starts_at) if ahead else self._front.today()
            self.first.set_day(day)
            self.last.set_day(day + timedelta(days=6))
            dates = whole.details.dates
            last = self._day(dates[-1].starts_at) if dates else day
            self.copy_day.set_day(last + timedelta(days=7))
            self.reason.clear()
        self.every.clear()
        months = 0 if whole.standing is None else whole.standing.every_months
        for step in sorted({*_STEPS, months}):
            text = words.n("every month", "every {n} months", step) if step else (
                words.t("reconfirm|never")
            )
            self.every.addItem(text, step)
        self.every.setCurrentIndex(self.every.findData(months))
        self.confirm.setEnabled(whole.standing is not None)
        self._until.setText("" if whole.standing is None else words.t(
            "Confirmed until {day}", day=words.date_short(whole.standing.confirmed_until)
        ))  # fmt: skip

    def _day(self, moment: datetime) -> date:
        assert self._whole is not None
        return moment.astimezone(self._whole.zone).date()

    def _complain(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    @Slot()
    def _on_cancel_clicked(self) -> None:
        whole, first, last = self._whole, self.first.day(), self.last.day()
        problem = self.first.problem() or self.last.problem()
        self._complain(problem)
        if whole is not None and first is not None and last is not None and not problem:
            wholeops.cancel_range(
                self._front, whole.details.id, first, last, self.reason.text(), owner=self,
                done=self._on_cancelled, failed=self._on_failed,
            )  # fmt: skip

    def _on_cancelled(self, _changed: object) -> None:
        self.reason.clear()
        self._foretell("")

    @Slot(object)
    def _on_range_changed(self, _day: object) -> None:
        """Say before anything is written which dates go, which stay, and what hangs on them."""
        whole, first, last = self._whole, self.first.day(), self.last.day()
        self._foretell("")
        if whole is None or first is None or last is None or last < first:
            return
        number = whole.details.id
        self._front.read(
            lambda session: foreseen(session, service.range_of(session, number, first, last)),
            self._on_range_seen, owner=self, key="series range", failed=self._on_range_unseen,
        )  # fmt: skip

    @Slot(object)
    def _on_range_seen(self, seen: Cancelling) -> None:
        self._foretell(cancel_said(self._front.words, seen, self._front.house))

    def _on_range_unseen(self, error: KnownError) -> None:
        self._foretell(self._front.words.error(error))

    def _foretell(self, text: str) -> None:
        self.change.setText(text)
        self.change.setVisible(bool(text))

    def _on_failed(self, error: KnownError) -> None:
        self._complain(self._front.words.error(error))

    @Slot()
    def _on_copy_clicked(self) -> None:
        whole, day = self._whole, self.copy_day.day()
        if whole is None or day is None or not whole.details.dates:
            return
        first = whole.details.dates[0].starts_at.astimezone(whole.zone)
        starts = datetime.combine(day, time(first.hour, first.minute))
        self._front.read(
            wholeops.copy_of(whole.details.id, starts, None), self.copy_ready.emit, owner=self,
            key="series copy", failed=self._on_failed,
        )  # fmt: skip

    @Slot(int)
    def _on_every_activated(self, _at: int) -> None:
        if self._whole is not None:
            months = int(self.every.currentData())
            wholeops.set_standing(self._front, self._whole.details.id, months, owner=self)

    @Slot()
    def _on_confirm_clicked(self) -> None:
        if self._whole is not None:
            wholeops.confirm(self._front, self._whole.details.id, owner=self)
