"""The card of standing bookings that are to be confirmed by now, the most urgent first.

    card = StandingCard(make)
    card.load()
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.booking.queries.reconfirming import StandingLine, reconfirmations_due
from hubdesk.booking.standing import Standing
from hubdesk.ui.orgs import OrgBook, load_orgs
from hubdesk.ui.series import wholeops
from hubdesk.ui.today.slotcard import SlotCard
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, clear, column, lay, row
from hubdesk.words.marker import N_

#: So many are shown; the others follow when these are confirmed.
_MOST = 4


class StandingCard(SlotCard):
    """Hidden while nothing is due.

    Attributes:
        lines: what is shown.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make, self.front = make, make.front
        self.lines: tuple[StandingLine, ...] = ()
        self._orgs = OrgBook()
        self.card = Card(make, N_("Standing bookings to confirm"), icon="calendar-check",
                         tone="warning")  # fmt: skip
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.card.body.addLayout(self._rows)
        lay(QVBoxLayout(self), self.card)
        self.hide()

    def load(self) -> None:
        today = self.front.today()
        self.front.read(
            lambda session: (reconfirmations_due(session, today), load_orgs(session)),
            self._on_read, owner=self, key="standing bookings",
        )  # fmt: skip

    @Slot(object)
    def _on_read(self, found: tuple[tuple[StandingLine, ...], OrgBook]) -> None:
        self.lines, self._orgs = found
        self.retranslate()

    def retranslate(self) -> None:
        clear(self._rows)
        self.card.count(len(self.lines))
        for line in self.lines[:_MOST]:
            self._rows.addWidget(self._row(line))
            self._rows.addWidget(self.make.rule())
        self.setVisible(bool(self.lines))

    def _row(self, line: StandingLine) -> QWidget:
        make, words = self.make, self.front.words
        room = line.room_names.get(words.lang)
        title = "" if line.private else line.title
        late = line.standing is Standing.LATE
        until = words.date_short(line.confirmed_until)
        said = words.t("Confirmed until {day}", day=until)
        lost = words.n("{n} date would be released", "{n} dates would be released",
                       line.open_dates)  # fmt: skip
        texts = column(
            make.elided(f"{room} \u00b7 {title}" if title else room, role="table_strong"),
            make.elided(said, role="small", tone="bad" if late else "muted"),
            make.elided(lost, role="small", tone="muted"),
        )
        confirm = make.button(N_("Confirm now"), icon="check", small=True,
                              on=self._on_confirm_clicked)  # fmt: skip
        confirm.setProperty("booking", line.booking_id)
        confirm.setAccessibleName(f"{confirm.text()}: {line.org} {room}, {until}")
        head = row(make.chip(line.org, self._orgs.hue(line.org)), texts, gap=8)
        head.setStretch(1, 1)
        whole = QWidget()
        lay(QVBoxLayout(whole), head, row(None, confirm), gap=4, margins=(14, 8, 12, 8))
        return whole

    @Slot()
    def _on_confirm_clicked(self) -> None:
        wholeops.confirm(self.front, self.sender().property("booking"), owner=self)
