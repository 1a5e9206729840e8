"""The card that says what the month still waits for.

    card = TodoCard(make)
    card.show_todo(todo)
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.ui.today.todo import Todo
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, clear, lay
from hubdesk.words.marker import N_

_MOST = 12


class TodoCard(Card):
    """Signals:
    wanted(): go to the costs.
    """

    wanted = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("Month close"), icon="coins")
        self.make = make
        self._todo: Todo | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._go = make.button(N_("To the costs"), small=True, on=self._on_go_clicked)
        foot = QWidget()
        lay(QHBoxLayout(foot), None, self._go, margins=(12, 8, 12, 8))
        self.body.addLayout(self._lines)
        self.body.addWidget(foot)

    def show_todo(self, todo: Todo | None) -> None:
        self._todo = todo
        clear(self._lines)
        words = self.make.front.words
        if todo is None:
            self.note.clear()
            self._add("circle-check", "good", words.t("Every month is closed."), "")
            return
        self.note.setText(words.month(todo.month))
        for finding in todo.findings[:_MOST]:
            icon = ("circle-alert", "bad") if finding.blocks else ("triangle-alert", "warning")
            self._add(*icon, words.sentence(finding.code, finding.details), "")
        for pool in todo.pools[:_MOST]:
            self._add("circle-check", "good", pool.name.get(words.lang),
                      words.amount(pool.allocable_minor))  # fmt: skip
        if not todo.pools:
            self._add("info", "muted", words.t("No bills have been entered yet."), "")

    def retranslate(self) -> None:
        self.show_todo(self._todo)

    def _add(self, icon: str, colour: str, text: str, amount: str) -> None:
        line = QWidget()
        line.setMinimumHeight(self.make.front.theme.size("row"))
        box = lay(QHBoxLayout(line), gap=8, margins=(14, 4, 12, 4))
        box.addWidget(self.make.icon(icon, colour, 16))
        if amount:
            box.addWidget(self.make.elided(text, role="table"), 1)
            box.addWidget(self.make.label(text=amount, role="small", tone="muted"))
        else:
            box.addWidget(self.make.label(text=text, role="table", wrap=True), 1)
        self._lines.addWidget(line)
        self._lines.addWidget(self.make.rule())

    @Slot()
    def _on_go_clicked(self) -> None:
        self.wanted.emit()
