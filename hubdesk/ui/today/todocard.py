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
#: On a page lower than this more pools than these are one line.
_TALL, _FEW = 900, 3


class TodoCard(Card):
    """Attributes:
    brief: the page is low, so pools that are ready share a line.

    Signals:
        wanted(): go to the costs.
    """

    wanted = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("Month close"), icon="coins")
        self.make = make
        self.brief = False
        self._todo: Todo | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.act(make.icon_button(
            N_("To the costs"), "arrow-right", kind="quiet", side="button_small",
            on=self._on_go_clicked,
        ))  # fmt: skip
        self.body.addLayout(self._lines)

    def show_todo(self, todo: Todo | None) -> None:
        self._todo = todo
        clear(self._lines)
        words = self.make.front.words
        if todo is None:
            self.note.clear()
            self._add("circle-check", "good", words.t("Every month is closed."), "")
            return
        self.note.setText(words.month(todo.month, short=True))
        for finding in todo.findings[:_MOST]:
            icon = ("circle-alert", "bad") if finding.blocks else ("triangle-alert", "warning")
            self._add(*icon, words.sentence(finding.code, finding.details), "")
        if self.brief and len(todo.pools) > _FEW:
            self._add_all(todo)
            return
        for pool in todo.pools[:_MOST]:
            self._add("circle-check", "good", pool.name.get(words.lang),
                      words.amount(pool.allocable_minor))  # fmt: skip
        if not todo.pools:
            self._add("info", "muted", words.t("No bills have been entered yet."), "")

    def _add_all(self, todo: Todo) -> None:
        words = self.make.front.words
        text = words.n("{n} pool is ready", "{n} pools are ready", len(todo.pools))
        total = sum(pool.allocable_minor for pool in todo.pools)
        self._add("circle-check", "good", text, words.amount(total))

    def fit(self, height: int) -> None:
        """Take little or much room, as the page is high."""
        brief = height < _TALL
        if brief != self.brief:
            self.brief = brief
            self.show_todo(self._todo)

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
