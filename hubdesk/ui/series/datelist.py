"""Every date of a series with what became of it, and what can be done with the selected one.

    dates = DateList(make)
    dates.show_whole(whole)
    dates.deed_wanted.connect(self._on_deed_wanted)     # "accept", occurrence
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hubdesk.booking.offers import WaitingState
from hubdesk.booking.queries.listing import DateLine
from hubdesk.ui.booking.pastlist import said_reason
from hubdesk.ui.series.wholeload import Whole
from hubdesk.ui.series.wording import day_said
from hubdesk.ui.widgets.cells import Cell, CellModel, CellView, Row
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.table import Column
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_COLUMNS = (
    Column("", 44, right=True), Column(N_("Date"), 140), Column(N_("Time"), 116),
    Column(N_("Room"), 150), Column(N_("State")),
)  # fmt: skip
_LOOKS = {
    "booked": ("good", "check"), "checked_in": ("good", "user-check"), "done": ("muted", "check"),
    "held": ("warning", "clock"), "requested": ("warning", "hourglass"),
    "skipped": ("warning", "circle-minus"), "cancelled": ("bad", "x"),
    "released": ("bad", "log-out"), "no_show": ("bad", "user-x"),
}  # fmt: skip
_OPEN = ("booked", "held", "requested")


class DateList(QWidget):
    """Signals:
    deed_wanted(str, int): what is to be done with which date; see ``wholeops.do``.
    date_chosen(int): another date is the current one.
    """

    deed_wanted = Signal(str, object)
    date_chosen = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self._whole: Whole | None = None
        self.model = CellModel(make.front, _COLUMNS)
        self.view = CellView(make, self.model, N_("Dates of the series"))
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        deeds = (
            ("accept", N_("Accept the offer"), "check", "primary"),
            ("decline", N_("Give it up"), "x", ""),
            ("put_back", N_("Put back"), "undo-2", ""),
            ("wait", N_("Wait for the room"), "hourglass", ""),
            ("stop", N_("Stop waiting"), "x", ""),
            ("restore", N_("Restore"), "undo-2", ""),
            ("skip", N_("Leave out"), "circle-minus", ""),
        )
        self.buttons: dict[str, QPushButton] = {}
        for deed, msgid, icon, kind in deeds:
            button = make.button(msgid, icon=icon, kind=kind, on=self._on_deed_clicked)
            button.setProperty("deed", deed)
            button.hide()
            self.buttons[deed] = button
        self._bar = QWidget()
        bar = lay(QHBoxLayout(), *self.buttons.values(), None, gap=6, margins=(14, 8, 14, 8))
        lay(QVBoxLayout(self._bar), make.rule(), bar)
        lay(QVBoxLayout(self), self.view, self._bar)

    def show_whole(self, whole: Whole) -> None:
        """Show the dates; the selected one stays selected."""
        self._whole = whole
        words = self._front.words
        self.model.show_rows([
            _row(words, whole, at, line) for at, line in enumerate(whole.details.dates, 1)
        ])  # fmt: skip
        self._show_buttons()

    def choose(self, occurrence_id: int) -> None:
        """Make a date the current one."""
        self.view.choose(occurrence_id)
        self.view.scrollTo(self.view.currentIndex())

    def current(self) -> DateLine | None:
        """The selected date."""
        key = self.view.key()
        return self._whole.line(key) if self._whole and isinstance(key, int) else None

    def _show_buttons(self) -> None:
        line, whole = self.current(), self._whole
        wanted = set() if line is None or whole is None else deeds_for(whole, line)
        for deed, button in self.buttons.items():
            button.setVisible(deed in wanted)
        self._bar.setVisible(bool(wanted))

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._show_buttons()
        line = self.current()
        if line is not None:
            self.date_chosen.emit(line.occurrence_id)

    @Slot()
    def _on_deed_clicked(self) -> None:
        line = self.current()
        if line is not None:
            self.deed_wanted.emit(self.sender().property("deed"), line.occurrence_id)


def deeds_for(whole: Whole, line: DateLine) -> set[str]:
    """What can be done with a date that has not begun."""
    if line.starts_at <= whole.now:
        return set()
    waiting = whole.waiting.get(line.occurrence_id)
    state = None if waiting is None else waiting.state
    if state is WaitingState.OFFERED and line.status == "held":
        return {"accept", "decline"}
    if line.status == "skipped":
        return {"put_back", "stop" if state is WaitingState.WAITING else "wait"}
    if line.status in ("cancelled", "released"):
        return {"restore"}
    return {"skip"} if line.status in _OPEN else set()


def _row(words: Words, whole: Whole, at: int, line: DateLine) -> Row:
    past = line.starts_at <= whole.now
    tone = "muted" if past else ""
    place = whole.rooms.get(line.resource)
    room = line.resource if place is None else place.names.get(words.lang)
    look, icon = _LOOKS.get(line.status, ("", ""))
    return Row(
        line.occurrence_id,
        (
            Cell(str(at), "muted"),
            Cell(day_said(words, words.local(line.starts_at).date()), tone, strong=not past),
            Cell(words.times(line.starts_at, line.ends_at), tone),
            Cell(room, tone or ("accent" if line.moved else "")),
            Cell(state_said(words, whole, line), tone or look, icon),
        ),
    )


def state_said(words: Words, whole: Whole, line: DateLine) -> str:
    """``skipped: the room was taken · waiting, first in line``."""
    waiting = whole.waiting.get(line.occurrence_id)
    if waiting is not None and waiting.state is WaitingState.OFFERED and waiting.offer_until:
        return words.t("offered until {moment}", moment=words.moment(waiting.offer_until))
    said = words.name("status", line.status)
    if line.reason:
        said = f"{said}: {said_reason(words, line.reason)}"
    if waiting is not None and waiting.state is WaitingState.WAITING and waiting.position:
        place = words.t("waiting, number {n} in line", n=waiting.position)
        said = f"{said} \u00b7 {place}"
    if line.moved and line.status in _OPEN:
        said = f"{said} \u00b7 {words.t('exception')}"
    return said
