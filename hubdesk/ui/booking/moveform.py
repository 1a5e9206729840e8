"""Moving or copying a date by typing: day, from, to, room; for a series, which dates.

    form = MoveForm(make)
    form.ask(detail, zone)
    form.move_confirmed.connect(self._on_move_confirmed)
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.booking.model import Move
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking.cancelform import SCOPES
from hubdesk.ui.booking.facts import Detail
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.ui.widgets.timefield import TimeField
from hubdesk.words.marker import N_


class MoveForm(QWidget):
    """Signals:
    move_confirmed(Move, scope): wall times of the house.
    copy_confirmed(Move): book the same again there.
    left(): nothing is moved.
    looked(Move, scope): what would that change?  Asked while several dates are meant.
    """

    move_confirmed = Signal(object, str)
    copy_confirmed = Signal(object)
    left = Signal()
    looked = Signal(object, str)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self._series = False
        self._scope = "this"
        self.day = DateField(make, N_("Day"))
        self.starts = TimeField(make, N_("From"))
        self.ends = TimeField(make, N_("Until"))
        self.room = Combo(make, N_("Room"))
        self.scope = Segments(make, N_("Which dates"), SCOPES)
        self.scope.chosen.connect(self._on_scope_chosen)
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self._problem.hide()
        self._change = make.label(role="small", tone="accent", wrap=True)
        self._change.hide()
        self.day.changed.connect(self._on_changed)
        for field in (self.starts, self.ends):
            field.changed.connect(self._look)
        self.room.activated.connect(self._on_changed)
        self.reason = make.line_edit(
            N_("Let pass, because \u2026"), hint=N_("Let pass, because \u2026")
        )
        self.reason.hide()
        self.move_button = make.button(N_("Move"), kind="", icon="move", on=self._on_move)
        self.copy_button = make.button(N_("Copy"), kind="", icon="copy", on=self._on_copy)
        leave = make.button(N_("Leave"), kind="quiet", on=self._on_left)
        for widget in (self.day, self.starts, self.ends, self.room, self.reason):
            widget.installEventFilter(self)
        dash = make.label(text="\u2013", tone="muted")
        lay(
            QVBoxLayout(self), make.label(N_("Move or copy to"), role="table_strong"), self.day,
            row(self.starts, dash, self.ends), self.room, self.scope, self._change,
            self._problem, self.reason, row(self.move_button, self.copy_button, leave, gap=6),
            gap=8,
        )  # fmt: skip

    def ask(self, detail: Detail, zone: ZoneInfo) -> None:
        """Start with where and when a date is now."""
        assert detail.starts_at is not None
        assert detail.ends_at is not None
        starts, ends = detail.starts_at.astimezone(zone), detail.ends_at.astimezone(zone)
        self.day.set_day(starts.date())
        self.starts.set_minute(starts.hour * 60 + starts.minute)
        self.ends.set_minute((ends.hour * 60 + ends.minute) or 24 * 60)
        words = self._make.front.words
        self.room.clear()
        for place in detail.rooms:
            name = place.names.get(words.lang)
            if place.capacity:
                seats = words.n("{n} seat", "{n} seats", place.capacity)
                name = f"{name} \u00b7 {seats}"
            self.room.addItem(name, place.id)
        self.room.setCurrentIndex(max(0, self.room.findData(detail.resource_id)))
        self._series = detail.block.series
        self._scope = "this"
        self.scope.choose("this")
        self.scope.setVisible(self._series)
        self.complain("")
        self.foretell("")
        self.day.setFocus()
        self.day.selectAll()

    def foretell(self, text: str) -> None:
        """Say what a move of several dates would change; empty = nothing to say."""
        self._change.setText(text)
        self._change.setVisible(bool(text))

    @Slot(object)
    def _on_changed(self, _value: object) -> None:
        self._look()

    @Slot()
    def _look(self) -> None:
        """Ask what the move would change, if it is about several dates."""
        self.foretell("")
        if self._series and self._scope != "this":
            to = self._to()
            if to is not None:
                self.looked.emit(to, self._scope)

    def complain(self, text: str) -> None:
        """Say what is wrong; nothing typed is lost."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.reason.hide()

    def refuse(self, error: KnownError) -> None:
        """Say a refusal; where staff may let it pass, ask why."""
        self.complain(self._make.front.words.error(error))
        if error.details.get("overridable"):
            self.reason.clear()
            self.reason.show()
            self.reason.setFocus()

    def _to(self) -> Move | None:
        """Where it goes, or None after saying what is wrong."""
        self.day.take_text()
        for field in (self.day, self.starts, self.ends):
            if field.problem():
                self.complain(field.problem())
                field.setFocus()
                return None
        day, first, last = self.day.day(), self.starts.minute(), self.ends.minute()
        if day is None or first is None or last is None:
            return None
        if last <= first:
            last += 24 * 60
        midnight = datetime.combine(day, time())
        return Move(
            midnight + timedelta(minutes=first), midnight + timedelta(minutes=last),
            self.room.currentData(), "" if self.reason.isHidden() else self.reason.text().strip(),
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter moves."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
        ):
            self._on_move()
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _on_scope_chosen(self, scope: str) -> None:
        self._scope = scope
        self._look()

    @Slot()
    def _on_move(self) -> None:
        to = self._to()
        if to is not None:
            self.move_confirmed.emit(to, self._scope if self._series else "this")

    @Slot()
    def _on_copy(self) -> None:
        to = self._to()
        if to is not None:
            self.copy_confirmed.emit(to)

    @Slot()
    def _on_left(self) -> None:
        self.left.emit()
