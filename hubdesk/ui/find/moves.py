"""When nothing is free: single bookings that could go elsewhere; their people are asked first.

    part = MovesPart(front, make)
    part.show_moves(answer.moves, rooms)
    part.agreed.connect(self._on_agreed)    # a person says that they agree
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.booking.queries.moves import SingleMove
from hubdesk.kernel.names import Names
from hubdesk.outbox.service import moving
from hubdesk.ui.find import ops
from hubdesk.ui.find.wording import offer_of, question_of, thing_in_the_way
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, clear, lay, row
from hubdesk.words.marker import N_


class MovesPart(Card):
    """Signals:
    agreed(SingleMove): the people were asked and agree; move and book.
    """

    agreed = Signal(object)

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__(make, N_("One booking elsewhere would make room"), icon="move")
        self.front, self._make = front, make
        self.moves: tuple[SingleMove, ...] = ()
        self._rooms: dict[int, Names] = {}
        self._asking: SingleMove | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._lines.setContentsMargins(14, 10, 14, 12)
        self.question = QWidget()
        self._about = make.label(role="label", wrap=True)
        self._text = make.label(wrap=True)
        self.send = make.button(N_("Ask by mail"), icon="mail", on=self._on_send_clicked)
        self.copy = make.button(N_("Copy the question"), icon="copy", on=self._on_copy_clicked)
        self.agree = make.button(
            N_("They agree: move and book"), icon="check", kind="primary", on=self._on_agree_clicked
        )
        self.leave = make.button(N_("Not now"), kind="quiet", on=self._on_leave_clicked)
        lay(
            QVBoxLayout(self.question), self._about, self._text,
            row(self.send, self.copy, None, self.leave, self.agree), gap=8,
            margins=(14, 10, 14, 12),
        )  # fmt: skip
        self.body.addLayout(self._lines)
        self.body.addWidget(make.rule())
        self.body.addWidget(self.question)
        front.words_changed.connect(self.retranslate)
        self.show_moves((), {})

    def show_moves(self, moves: tuple[SingleMove, ...], rooms: dict[int, Names]) -> None:
        """Offer moves; none of them is made by this."""
        self.moves, self._rooms, self._asking = moves, rooms, None
        self.setVisible(bool(moves))
        self.count(len(moves))
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        words, make = self.front.words, self._make
        clear(self._lines)
        for at, move in enumerate(self.moves):
            button = make.button(N_("Ask them \u2026"), small=True, on=self._on_ask_clicked)
            button.setProperty("at", at)
            text = offer_of(words, move, self._rooms)
            button.setAccessibleDescription(text)
            line = row(make.label(text=text, wrap=True), button)
            line.setStretch(0, 1)
            self._lines.addLayout(line)
        self._say_question()

    def _say_question(self) -> None:
        move, words = self._asking, self.front.words
        self.question.setVisible(move is not None)
        if move is not None:
            self._about.setText(
                words.t("Ask first: {thing}", thing=thing_in_the_way(words, move))
            )
            self._text.setText(question_of(words, move, self._rooms))

    @Slot()
    def _on_ask_clicked(self) -> None:
        move = self._asking = self.moves[self.sender().property("at")]
        self._say_question()
        self.send.hide()
        self.copy.setFocus()
        self.front.read(
            lambda session: moving.can_ask(session, move.occurrence_id), self._on_known,
            owner=self, key="ask by mail",
        )  # fmt: skip

    @Slot(object)
    def _on_known(self, by_mail: bool) -> None:
        """Ask by mail where that can be done, else with a copy of the question."""
        self.send.setVisible(by_mail)
        if by_mail:
            self.send.setFocus()

    @Slot()
    def _on_send_clicked(self) -> None:
        if self._asking is not None:
            ops.ask(self.front, self._asking, owner=self, unsent=self._on_copy_clicked)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._text.text())
        self.front.tell(self.front.words.t("The question is copied."), tone="info")

    @Slot()
    def _on_agree_clicked(self) -> None:
        if self._asking is not None:
            self.agreed.emit(self._asking)

    @Slot()
    def _on_leave_clicked(self) -> None:
        self._asking = None
        self._say_question()
