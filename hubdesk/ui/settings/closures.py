"""The card of a room's closures: those to come, a new one, and lifting one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, Slot

from hubdesk.kernel.changes import Changes
from hubdesk.spaces.model import Closure, ResourceLine
from hubdesk.spaces.queries import closures_of
from hubdesk.ui.front import Front
from hubdesk.ui.settings import ops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.ui.widgets.timefield import DAY
from hubdesk.words.marker import N_

_COLUMNS = (Column(N_("From"), 210), Column(N_("To"), 210), Column(N_("Reason")))
_FIELDS = (
    Field("first", N_("First day"), kind="day"),
    Field("from_minute", N_("From"), kind="time", hint="00:00"),
    Field("last", N_("Last day"), kind="day"),
    Field("to_minute", N_("To"), kind="time", hint="24:00"),
    Field("reason", N_("Reason"), hint=N_("shown on the board")),
)


class ClosuresCard(Card):
    """See the module."""

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__(make, N_("Closed for works or holidays"), icon="calendar-x")
        self.front = front
        self._line: ResourceLine | None = None
        self._closures: tuple[Closure, ...] = ()
        self.model = TableModel(front, _COLUMNS)
        self.view = table_view(make, self.model, N_("Closures"))
        self.lift = make.button(N_("Open again"), icon="door-open", on=self._on_lift_clicked)
        self.form = Form(make, _FIELDS, save=N_("Close it"), adds=True)
        self.form.saved.connect(self._on_saved)
        self.body.addWidget(self.view)
        self.body.addLayout(lay(row(self.lift, None), margins=(14, 8, 14, 8)))
        self.body.addWidget(make.rule())
        self.body.addWidget(self.form)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        front.words_changed.connect(self.retranslate)
        self.lift.setEnabled(False)

    def show_resource(self, line: ResourceLine) -> None:
        """Show the closures of a resource that have not ended."""
        other = self._line is None or self._line.id != line.id
        self._line = line
        self.show()
        if other:
            self._clear()
        self.load()

    def load(self) -> None:
        line = self._line
        if line is None:
            return
        after = self.front.clock.now()
        self.front.read(
            lambda session: closures_of(session, line.id, after), self._on_read, owner=self,
            key="settings-closures",
        )  # fmt: skip

    @Slot()
    def retranslate(self) -> None:
        words = self.front.words
        self.count(len(self._closures))
        fit_height(self.view, len(self._closures))
        self.model.show_rows([
            (words.moment(one.starts_at), words.moment(one.ends_at), one.reason)
            for one in self._closures
        ])  # fmt: skip

    def _clear(self) -> None:
        today = self.front.today()
        self.form.start({"first": today, "from_minute": 0, "last": today,
                         "to_minute": DAY, "reason": ""})  # fmt: skip

    @Slot(object)
    def _on_read(self, closures: tuple[Closure, ...]) -> None:
        self._closures = closures
        self.retranslate()
        self.lift.setEnabled(self.view.currentIndex().isValid())

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.lift.setEnabled(current.isValid())

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values, line, words = self.form.read(), self._line, self.front.words
        if values is None or line is None:
            return
        starts = _moment(values["first"], values["from_minute"])
        ends = _moment(values["last"], values["to_minute"])

        def saved(_result: object, changes: Changes) -> None:
            self._clear()
            self.front.tell(
                words.t("{code} is closed {times}.", code=line.code,
                        times=words.times(starts, ends)),
                change=changes.history_seq,
            )  # fmt: skip

        ops.close_resource(self.front, line.id, (starts, ends), values["reason"], saved,
                           self.form.refuse, owner=self)  # fmt: skip

    @Slot()
    def _on_lift_clicked(self) -> None:
        row_at, line, words = self.view.currentIndex().row(), self._line, self.front.words
        if not 0 <= row_at < len(self._closures) or line is None:
            return
        closure = self._closures[row_at]

        def saved(_result: object, changes: Changes) -> None:
            self.front.tell(
                words.t("{code} is open again from {moment}.", code=line.code,
                        moment=words.moment(closure.starts_at)),
                change=changes.history_seq,
            )  # fmt: skip

        ops.open_resource(self.front, closure.id, saved, owner=self)


def _moment(day: date, minute: int) -> datetime:
    """Wall time of the house; 24:00 is the next midnight."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)
