"""The card of the waiting list: offers to be answered, and who waits behind them.

    card = OffersCard(make)
    card.load()
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import QPoint, QRect, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hubdesk.booking.offers import WaitingState
from hubdesk.booking.queries.waiting import WaitingLine, waiting_list
from hubdesk.ui.booking.letpass import LetPass
from hubdesk.ui.orgs import OrgBook, load_orgs
from hubdesk.ui.series import wholeops
from hubdesk.ui.today.slotcard import SlotCard
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, clear, column, lay, row
from hubdesk.words.marker import N_

#: So many are shown; the others move up.
_MOST = 3


def wishes_of(lines: Sequence[WaitingLine]) -> list[list[WaitingLine]]:
    """Lines by wish: dates of one series that wait in the same place stand together."""
    found: dict[tuple[object, ...], list[WaitingLine]] = {}
    for line in lines:
        alone = line.state is not WaitingState.WAITING
        key = (line.booking_id, line.room_id, line.position, line.id if alone else None)
        found.setdefault(key, []).append(line)
    return list(found.values())


class OffersCard(SlotCard):
    """Hidden while nobody waits.

    Attributes:
        lines: those who wait, offers first.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make, self.front = make, make.front
        self.lines: tuple[WaitingLine, ...] = ()
        self._orgs = OrgBook()
        self.card = Card(make, N_("Waiting list"), icon="hourglass")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.card.body.addLayout(self._rows)
        lay(QVBoxLayout(self), self.card)
        self.hide()

    def load(self) -> None:
        self.front.read(
            lambda session: (waiting_list(session), load_orgs(session)), self._on_read,
            owner=self, key="waiting list",
        )  # fmt: skip

    @Slot(object)
    def _on_read(self, found: tuple[tuple[WaitingLine, ...], OrgBook]) -> None:
        lines, self._orgs = found
        self.lines = tuple(sorted(lines, key=lambda line: line.state is WaitingState.WAITING))
        self.retranslate()

    def retranslate(self) -> None:
        clear(self._rows)
        self.card.count(len(self.lines))
        wishes = wishes_of(self.lines)
        for wish in wishes[:_MOST]:
            self._rows.addWidget(self._row(wish[0], len(wish) - 1))
            self._rows.addWidget(self.make.rule())
        if len(wishes) > _MOST:
            rest = sum(len(wish) for wish in wishes[_MOST:])
            more = self.front.words.n("and {n} more", "and {n} more", rest)
            label = self.make.label(text=more, role="small", tone="muted")
            label.setContentsMargins(14, 5, 12, 6)
            self._rows.addWidget(label)
        self.setVisible(bool(self.lines))

    def _row(self, line: WaitingLine, more: int) -> QWidget:
        """A wish with the first of its dates; ``more`` follow it."""
        make, words = self.make, self.front.words
        day = words.date_short(words.local(line.starts_at).date())
        when = f"{day} {words.times(line.starts_at, line.ends_at)}"
        room = line.room_names.get(words.lang)
        title = "" if line.private else line.title
        offered = line.state is WaitingState.OFFERED and line.offer_until is not None
        if offered and line.offer_until is not None:
            state = words.t("offered until {moment}", moment=words.moment(line.offer_until))
        else:
            state = words.t("waiting, number {n} in line", n=line.position)
        if more:
            dates = words.n("and {n} more date", "and {n} more dates", more)
            place = words.t("no. {n}", n=line.position)
            state = f"{dates} \u00b7 {place}"
        texts = column(
            make.elided(f"{room} \u00b7 {title}" if title else room, role="table_strong"),
            make.elided(when, role="small", tone="muted"),
            make.elided(state, role="small", tone="warning" if offered else "muted"),
        )
        head = row(make.chip(line.org, self._orgs.hue(line.org)), texts, gap=8)
        head.setStretch(1, 1)
        whole = QWidget()
        box = lay(QVBoxLayout(whole), head, gap=4, margins=(14, 8, 12, 8))
        if offered:
            box.addLayout(row(None, *self._buttons(line, f"{line.org} {room}, {when}"), gap=6))
        return whole

    def _buttons(self, line: WaitingLine, said: str) -> tuple[QPushButton, QPushButton]:
        accept = self.make.button(N_("Accept"), icon="check", small=True,
                                  on=self._on_clicked)  # fmt: skip
        decline = self.make.button(N_("Give it up"), kind="danger", small=True,
                                   on=self._on_clicked)  # fmt: skip
        for button, deed in ((accept, "accept"), (decline, "decline")):
            button.setProperty("deed", deed)
            button.setProperty("occurrence", line.occurrence_id)
            button.setAccessibleName(f"{button.text()}: {said}")
        return accept, decline

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QWidget)
        deed, number = sender.property("deed"), sender.property("occurrence")
        over = self.window()
        # By now, since the card may be drawn anew while the question stands.
        near = QRect(sender.mapTo(over, QPoint(0, 0)), sender.size())
        self.let_pass.attempt(
            partial(wholeops.do, self.front, deed, number, owner=self), lambda: near
        )

    @cached_property
    def let_pass(self) -> LetPass:
        """Asks why an offer is accepted although the rules refuse it."""
        return LetPass(self.window(), self.make)
