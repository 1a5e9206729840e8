"""A bank's file before it is taken: its accounts, balances, what is odd, and how much is new.

    preview.show_file(path, accounts, maps)     # reads and tries it
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.billing.bankimport import BankOutcome, StatementOutcome
from hubdesk.billing.model import BankAccount
from hubdesk.exchange.bankfile import Finding
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.costs.bank import ops
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import Cell, CellModel, CellView, Row
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.table import Column
from hubdesk.words.marker import N_

_COLUMNS = (
    Column(N_("Account"), 150),
    Column(N_("Lines"), 70, right=True),
    Column(N_("New"), 70, right=True),
    Column(N_("Opening"), 130, right=True),
    Column(N_("Movements"), 130, right=True),
    Column(N_("Closing"), 130, right=True),
    Column(N_("What is odd")),
)


class Preview(QWidget):
    """Signals:
    left(): it was taken, or is not wanted.
    """

    left = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make, self.front = make, make.front
        self.path = Path()
        self.outcome: BankOutcome | None = None
        self.model = CellModel(make.front, _COLUMNS)
        self.view = CellView(make, self.model, N_("The file"))
        self.account = Combo(make, N_("Account"))
        self.columns = Combo(make, N_("Columns"))
        self.told = make.label(wrap=True)
        self.take = make.button(N_("Take the lines"), kind="primary", on=self.take_lines)
        self.leave = make.button(N_("Leave it"), on=self._on_leave)
        card = self._card = Card(make, N_("The file of the bank"), icon="upload")
        card.body.addWidget(self.view, 1)
        choose = row(
            make.label(N_("Account"), role="small", tone="muted"), self.account,
            make.label(N_("Columns"), role="small", tone="muted"), self.columns, None, self.leave,
            self.take,
        )  # fmt: skip
        lay(QVBoxLayout(self), card, self.told, choose, gap=12).setStretch(0, 1)
        self.account.activated.connect(self._on_chosen)
        self.columns.activated.connect(self._on_chosen)

    def show_file(
        self, path: Path, accounts: tuple[BankAccount, ...], maps: tuple[str, ...]
    ) -> None:
        """Read a file and say what it holds."""
        self.path = path
        words = self.front.words
        for combo, first, names in (
            (self.account, words.t("as the file says"), [one.code for one in accounts]),
            (self.columns, words.t("as its header says"), list(maps)),
        ):
            combo.clear()
            combo.addItem(first, None)
            for name in names:
                combo.addItem(name, name)
        self._try()

    def _try(self) -> None:
        self.outcome = None
        self.model.show_rows([])
        self.take.setEnabled(False)
        self._card.note.setText(self.path.name)
        ops.try_file(
            self.front, self.path, account=self.account.currentData(),
            columns=self.columns.currentData(), owner=self, tried=self._on_tried,
            failed=self._on_refused,
        )  # fmt: skip

    @Slot(object)
    def _on_tried(self, outcome: BankOutcome) -> None:
        self.outcome = outcome
        words = self.front.words
        rejected = outcome.file.rejected
        statements = outcome.statements or [
            StatementOutcome(one, "") for one in outcome.file.statements
        ]
        self.model.show_rows([self._row(at, one) for at, one in enumerate(statements)])
        self.take.setEnabled(not rejected and outcome.created > 0)
        if rejected:
            self.told.setText(" \u00b7 ".join(
                f"{one.line}: {self._sentence(one)}" for one in rejected[:5]
            ))  # fmt: skip
        elif outcome.created:
            self.told.setText(words.n(
                "{n} line is new.", "{n} lines are new.", outcome.created
            ))  # fmt: skip
        else:
            self.told.setText(words.t("Every line of it is known already."))
        (self.take if self.take.isEnabled() else self.leave).setFocus()

    def _on_refused(self, error: KnownError) -> None:
        self.told.setText(self.front.words.error(error))
        self.leave.setFocus()

    def _row(self, at: int, one: StatementOutcome) -> Row:
        words, digits = self.front.words, self.front.house.digits
        said = one.statement

        def amount(minor: int | None) -> str:
            return "" if minor is None else words.amount(minor, digits)

        odd = " \u00b7 ".join(self._sentence(found) for found in said.warnings)
        return Row(at, (
            Cell(one.account or said.account), Cell(words.number(len(said.entries))),
            Cell(words.number(one.created)), Cell(amount(said.opening_minor)),
            Cell(amount(said.sum_minor)), Cell(amount(said.closing_minor)),
            Cell(odd, "warning", "triangle-alert") if odd else Cell(words.t("nothing"), "muted"),
        ))  # fmt: skip

    def _sentence(self, found: Finding) -> str:
        return self.front.words.sentence(found.reason, found.details)

    @Slot()
    def take_lines(self) -> None:
        """Keep what is new."""
        self.take.setEnabled(False)
        ops.take_file(
            self.front, self.path, account=self.account.currentData(),
            columns=self.columns.currentData(), owner=self, taken=self._on_leave,
            failed=self._on_refused,
        )  # fmt: skip

    @Slot()
    def _on_leave(self) -> None:
        self.left.emit()

    @Slot(int)
    def _on_chosen(self, _at: int) -> None:
        self._try()
