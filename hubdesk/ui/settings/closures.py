"""The card of a room's closures: those to come, a new one, and lifting one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Slot

from hubdesk.booking.errors import ClosureInTheWayError
from hubdesk.booking.model import Fate
from hubdesk.booking.queries.in_the_way import InTheWay, assigned_in_the_way, in_the_way
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Closure, ResourceLine
from hubdesk.spaces.queries import closures_of, resources
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.settings import ops, roomops
from hubdesk.ui.settings.fates import FatesPart
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
    Field("reach", N_("What is closed"), kind="choice",
          choices={"one": N_("Only this"), "floor": N_("All rooms of its floor"),
                   "house": N_("All rooms of the house")}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be closed, when and why."""

    line: ResourceLine
    reach: str
    times: tuple[datetime, datetime]
    reason: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a closure would hit, and what rooms are called.

    Attributes:
        desks: that are somebody's then, and whose: ``D1 (ACT), D2 (BUD)``.
    """

    dates: tuple[InTheWay, ...]
    rooms: dict[int, Names]
    desks: str = ""


def load_hit(session: Session, wish: _Wish) -> Hit:
    """The bookings in the way of a closure."""
    ids = roomops.reached(session, wish.line, wish.reach)
    return Hit(
        in_the_way(session, ids, *wish.times),
        {place.id: place.names for place in resources(session)},
        ", ".join(
            f"{one.desk} ({one.org})" for one in assigned_in_the_way(session, ids, *wish.times)
        ),
    )


class ClosuresCard(Card):
    """See the module."""

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__(make, N_("Closed for works or holidays"), icon="calendar-x")
        self.front = front
        self._line: ResourceLine | None = None
        self._closures: tuple[Closure, ...] = ()
        self.model = TableModel(front, _COLUMNS)
        self.view = table_view(
            make, self.model, N_("Closures"),
            nothing=N_("Nothing is closed."),
        )  # fmt: skip
        self.lift = make.button(N_("Open again"), icon="door-open", on=self._on_lift_clicked)
        self.form = Form(make, _FIELDS, save=N_("Close it"), adds=True)
        self.form.saved.connect(self._on_saved)
        self.body.addWidget(self.view)
        self.body.addLayout(lay(row(self.lift, None), margins=(14, 8, 14, 8)))
        self.body.addWidget(make.rule())
        self.body.addWidget(self.form)
        self.fates = FatesPart(front, make)
        self.fates.decided.connect(self._on_decided)
        self.fates.left.connect(self._on_fates_left)
        self.body.addWidget(self.fates)
        self._wish: _Wish | None = None
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        front.words_changed.connect(self.retranslate)
        self.lift.setEnabled(False)

    def show_resource(self, line: ResourceLine) -> None:
        """Show the closures of a resource that have not ended."""
        other = self._line is None or self._line.id != line.id
        self._line = line
        if other:
            self._on_fates_left()
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
                         "to_minute": DAY, "reason": "", "reach": "one"})  # fmt: skip

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
        values, line = self.form.read(), self._line
        if values is None or line is None:
            return
        starts = _moment(values["first"], values["from_minute"])
        ends = _moment(values["last"], values["to_minute"])
        wish = self._wish = _Wish(line, values["reach"], (starts, ends), values["reason"])
        if starts >= ends:
            self._close({})  # is refused in the service's words
            return
        self.front.read(partial(load_hit, wish=wish), self._on_hit, owner=self,
                        key="settings-closing", failed=self.form.refuse)  # fmt: skip

    @Slot(object)
    def _on_hit(self, hit: Hit) -> None:
        """Ask about what is in the way; close at once where nothing is."""
        if hit.dates:
            self.form.hide()
            self.fates.show_dates(hit.dates, hit.rooms)
            if hit.desks:
                error = ClosureInTheWayError(desks=hit.desks)
                self.fates.complain(self.front.words.error(error))
        else:
            self._close({})

    @Slot(object)
    def _on_decided(self, fates: dict[int, Fate]) -> None:
        self._close(fates)

    @Slot()
    def _on_fates_left(self) -> None:
        self._wish = None
        self.fates.hide()
        self.form.show()

    def _close(self, fates: dict[int, Fate]) -> None:
        wish, words = self._wish, self.front.words
        if wish is None:
            return

        def saved(_result: object, changes: Changes) -> None:
            self._on_fates_left()
            self._clear()
            self.front.tell(
                words.t("{code} is closed {times}.", code=wish.line.code,
                        times=words.times(*wish.times)),
                change=changes.history_seq,
            )  # fmt: skip

        def failed(error: KnownError) -> None:
            if self.fates.isHidden():
                self.form.refuse(error)
            else:
                self.fates.complain(words.error(error))

        roomops.close(self.front, wish.line, wish.reach, wish.times, wish.reason, fates, saved,
                      failed, owner=self)  # fmt: skip

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
