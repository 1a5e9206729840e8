"""The part of the inspector for a date that waits for its room: its place in line, its offer.

    part = WaitPart(front, make)
    part.show_date(occurrence_id)       # 0 = the date is not one that could wait
    part.wanted.connect(self._on_wait_deed)     # "accept", occurrence
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.front import Front
from hubdesk.ui.later import Later
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.booking.queries import waiting
    from hubdesk.booking.queries.waiting import WaitingLine
else:  # the first board is painted without SQLAlchemy
    waiting = Later("hubdesk.booking.queries.waiting")


class WaitPart(QWidget):
    """Hidden while the date waits for nothing.

    Attributes:
        line: what is shown; None while the date has no place in line.
        accept, decline: answer the offer; ``stop`` leaves the line.

    Signals:
        filled(bool): whether there is something to show.
        wanted(str, int): what is to be done with which date; see ``wholeops.do``.
    """

    filled = Signal(bool)
    wanted = Signal(str, object)

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__()
        self.front = front
        self.line: WaitingLine | None = None
        self._occurrence_id = 0
        self._said = make.label(role="small", wrap=True)
        self.accept = make.button(N_("Accept"), icon="check", small=True,
                                  on=self._on_accept_clicked)  # fmt: skip
        self.decline = make.button(N_("Give it up"), kind="danger", small=True,
                                   on=self._on_decline_clicked)  # fmt: skip
        self.stop = make.button(N_("Stop waiting"), small=True, on=self._on_stop_clicked)
        lay(
            QVBoxLayout(self), make.label(N_("Waiting list"), role="table_strong"), self._said,
            row(self.accept, self.decline, self.stop, None, gap=6), gap=8,
        )  # fmt: skip
        self._show(None)
        front.hub_changed.connect(self._on_hub_changed)

    def show_date(self, occurrence_id: int) -> None:
        """Show the place in line of a date; 0 shows nothing."""
        if occurrence_id != self._occurrence_id or not occurrence_id:
            self._show(None)
        self._occurrence_id = occurrence_id
        if occurrence_id:
            self.front.read(
                partial(waiting.place_in_line, occurrence_id=occurrence_id), self._show,
                owner=self, key="place in line", failed=self._on_failed,
            )  # fmt: skip

    @Slot(object)
    def _show(self, line: WaitingLine | None) -> None:
        self.line = line
        offered = line is not None and line.offer_until is not None
        self.accept.setVisible(offered)
        self.decline.setVisible(offered)
        self.stop.setVisible(line is not None and not offered)
        self.setVisible(line is not None)
        self.filled.emit(line is not None)
        if line is not None:
            self._said.setText(self._text(line))

    def _text(self, line: WaitingLine) -> str:
        words = self.front.words
        if line.offer_until is not None:
            return words.t("offered until {moment}", moment=words.moment(line.offer_until))
        return words.t("waiting, number {n} in line", n=line.position)

    def _on_failed(self, _error: KnownError) -> None:
        """A date that is gone waits for nothing."""
        self._show(None)

    @Slot(object)
    def _on_hub_changed(self, _changes: Changes) -> None:
        """Leaving the line changes nothing of the date itself."""
        if self.line is not None:
            self.show_date(self._occurrence_id)

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.wanted.emit("accept", self._occurrence_id)

    @Slot()
    def _on_decline_clicked(self) -> None:
        self.wanted.emit("decline", self._occurrence_id)

    @Slot()
    def _on_stop_clicked(self) -> None:
        self.wanted.emit("stop", self._occurrence_id)
