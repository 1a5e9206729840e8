"""The question before a month is closed, in the page; or what stands in the way, by name.

    ask = ClosingAsk(make)
    ask.ask(loaded)
    ask.confirmed.connect(self._on_close_confirmed)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.widgets.make import Make, clear, column, lay
from hubdesk.words.marker import N_

_MOST = 8


class ClosingAsk(QFrame):
    """Signals:
    confirmed(): close the month.
    """

    confirmed = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self._title = make.label(role="label")
        self._text = make.label(wrap=True, tone="soft")
        self._findings = QVBoxLayout()
        self._findings.setSpacing(2)
        self.confirm = make.button(
            N_("Close the month"), icon="lock", kind="primary", on=self._on_confirm_clicked
        )
        self.leave = make.button(N_("Not yet"), on=self.hide)
        buttons = lay(QHBoxLayout(), self.confirm, self.leave, gap=8)
        buttons.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = column(self._title, self._text, self._findings, gap=4)
        box = lay(QHBoxLayout(self), words, buttons, gap=16, margins=(14, 12, 14, 12))
        box.setStretch(0, 1)
        self.hide()

    def ask(self, loaded: CostsLoad) -> None:
        """Ask, or say what has to be done first."""
        words, preview = self.make.front.words, loaded.preview
        month = words.month(loaded.info.month)
        blocked = not preview.ready
        self.setProperty("kind", "wrong" if blocked else "ask")
        self.style().unpolish(self)
        self.style().polish(self)
        if blocked:
            self._title.setText(words.t("{month} cannot be closed yet.", month=month))
            self._text.setText(words.t("Mend what is named here; nothing has been changed."))
        else:
            orgs = words.n("{n} organisation", "{n} organisations", len(loaded.matrix.rows))
            amount = words.amount(
                loaded.matrix.net_minor, self.make.front.house.digits,
                self.make.front.house.currency,
            )  # fmt: skip
            self._title.setText(words.t("Close {month}?", month=month))
            self._text.setText(words.t(
                "{organisations}, {amount} net. The shares are frozen, one numbered statement is "
                "issued to each organisation, and nothing of the month can be changed any more.",
                organisations=orgs, amount=amount,
            ))  # fmt: skip
        self._name(loaded)
        self.confirm.setEnabled(not blocked)
        self.show()
        (self.leave if blocked else self.confirm).setFocus()

    def _name(self, loaded: CostsLoad) -> None:
        clear(self._findings)
        words = self.make.front.words
        for finding in loaded.preview.findings[:_MOST]:
            text = words.sentence(finding.code, finding.details)
            label = self.make.label(text=f"\u2022 {text}", role="table", wrap=True)
            label.setProperty("tone", "bad" if finding.blocks else "warning")
            self._findings.addWidget(label)

    @Slot()
    def _on_confirm_clicked(self) -> None:
        self.hide()
        self.confirmed.emit()
