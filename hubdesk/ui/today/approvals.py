"""The card of bookings that wait for somebody's word: approve, or decline with a reason.

    card = ApprovalsCard(make)
    card.load()
"""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hubdesk.booking.queries.approvals import Waiting, waiting
from hubdesk.booking.service import approving
from hubdesk.booking.service.approving import Answered
from hubdesk.kernel.changes import Changes
from hubdesk.ui.orgs import OrgBook, load_orgs
from hubdesk.ui.today.slotcard import SlotCard
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make, clear, column, lay, row
from hubdesk.words.marker import N_

#: So many are shown; the others follow when these are answered.
_MOST = 6


class WhyForm(FormPopover):
    """Asks why; who asked for the room is told.

    Attributes:
        booking_id: what is declined.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Decline the request?"), N_("Decline"))
        self.booking_id = 0
        self.reason = make.line_edit(N_("Reason"), hint=N_("Reason, if any"))
        self.add(N_("Reason"), self.reason)

    def ask(self, booking_id: int, target: QWidget) -> None:
        """Begin with no reason; the keyboard goes to it."""
        self.booking_id = booking_id
        self.reason.clear()
        self.open_at(target, self.reason)


class ApprovalsCard(SlotCard):
    """Hidden while nothing waits.

    Attributes:
        waiting: what is shown, the most pressing first.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make, self.front = make, make.front
        self.waiting: tuple[Waiting, ...] = ()
        self._orgs = OrgBook()
        self.card = Card(make, N_("Waiting for an answer"), icon="user-check", tone="warning")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.card.body.addLayout(self._lines)
        lay(QVBoxLayout(self), self.card)
        self.hide()

    def load(self) -> None:
        now = self.front.clock.now()
        self.front.read(
            lambda session: (waiting(session, now), load_orgs(session)), self._on_read,
            owner=self, key="approvals",
        )  # fmt: skip

    @Slot(object)
    def _on_read(self, found: tuple[tuple[Waiting, ...], OrgBook]) -> None:
        self.waiting, self._orgs = found
        self.retranslate()

    def retranslate(self) -> None:
        clear(self._lines)
        self.card.count(len(self.waiting))
        for one in self.waiting[:_MOST]:
            self._lines.addWidget(self._line(one))
            self._lines.addWidget(self.make.rule())
        self.setVisible(bool(self.waiting))

    def _line(self, one: Waiting) -> QWidget:
        make, words = self.make, self.front.words
        when = f"{words.date_short(words.local(one.first_at).date())} "
        when += words.times(one.first_at, one.first_ends_at)
        room = one.room.get(words.lang)
        title = f"{room} \u00b7 {one.title}" if one.title else room
        texts: list[QWidget] = [
            make.elided(title, role="table_strong"),
            make.elided(when, role="small", tone="muted"),
        ]
        if said := self._small(one):
            texts.append(make.label(text=said, role="small", tone="muted", wrap=True))
        approve = make.button(N_("Approve"), icon="check", small=True, on=self._on_approve_clicked)
        decline = make.button(N_("Decline"), kind="danger", small=True,
                              on=self._on_decline_clicked)  # fmt: skip
        for button in (approve, decline):
            button.setProperty("booking", one.booking_id)
            button.setAccessibleName(f"{button.text()}: {one.org} {room}, {when}")
        head = row(make.chip(one.org, self._orgs.hue(one.org)), column(*texts), gap=8)
        head.setStretch(1, 1)
        line = QWidget()
        lay(QVBoxLayout(line), head, row(None, approve, decline, gap=6), gap=4,
            margins=(14, 8, 12, 8))  # fmt: skip
        return line

    def _small(self, one: Waiting) -> str:
        """How many dates, how many others want the room, and until when there is time."""
        words, parts = self.front.words, []
        if one.dates > 1:
            parts.append(words.n("{n} date", "{n} dates", one.dates))
        if one.rivals:
            parts.append(words.n("{n} other wants the room then",
                                 "{n} others want the room then", one.rivals))  # fmt: skip
        if one.answer_by is not None:
            parts.append(words.t("answer by {moment}", moment=words.moment(one.answer_by)))
        if one.approver:
            parts.append(words.t("asked: {who}", who=one.approver))
        return " \u00b7 ".join(parts)

    def focus_first(self) -> None:
        """Put the keyboard on the first that can be answered."""
        first = self.card.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    @Slot()
    def _on_approve_clicked(self) -> None:
        booking_id = self.sender().property("booking")
        self.front.write(
            partial(approving.approve, booking_id=booking_id), self._on_approved, owner=self
        )

    @cached_property
    def why(self) -> WhyForm:
        """What asks why a request is declined."""
        made = WhyForm(self.window(), self.make)
        made.submitted.connect(self._on_why_submitted)
        return made

    @Slot()
    def _on_decline_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self.why.ask(button.property("booking"), button)

    @Slot()
    def _on_why_submitted(self) -> None:
        self.front.write(
            partial(approving.decline, booking_id=self.why.booking_id,
                    reason=self.why.reason.text()),
            self._on_declined, owner=self,
        )  # fmt: skip
        self.why.dismiss()

    def _on_approved(self, answered: Answered, changes: Changes) -> None:
        words = self.front.words
        text = words.t("Approved; its rooms are booked.")
        if answered.others:
            text += " " + words.n("{n} other request was answered with it.",
                                  "{n} other requests were answered with it.",
                                  len(answered.others))  # fmt: skip
        self.front.tell(text, change=changes.history_seq)

    def _on_declined(self, _answered: Answered, changes: Changes) -> None:
        self.front.tell(self.front.words.t("Declined."), change=changes.history_seq)
