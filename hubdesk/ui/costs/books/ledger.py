"""What the month moved on each account, and the postings behind the chosen one.

    part = LedgerPart(make)
    part.show_month(loaded)
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QHBoxLayout

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger import queries as ledger
from hubdesk.ledger.model import RegisterLine
from hubdesk.store.session import Session
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.table import Column, TableModel, table_view
from hubdesk.words.marker import N_

_ACCOUNTS = (
    Column(N_("Account"), 66),
    Column(N_("Name")),
    Column(N_("Moved"), 108, right=True),
    Column(N_("Balance"), 116, right=True),
)
_POSTINGS = (
    Column(N_("Date"), 102),
    Column(N_("Description")),
    Column(N_("Organisation")),
    Column(N_("Amount"), 106, right=True),
    Column(N_("Balance"), 112, right=True),
)


@dataclass(frozen=True, slots=True)
class _Account:
    code: str
    names: Names
    moved_minor: int
    balance_minor: int


def accounts(session: Session, month: Month) -> tuple[_Account, ...]:
    """Every account that was ever used, with what a month moved on it."""
    moved: dict[str, int] = {}
    for one in ledger.movements(session, month):
        moved[one.account] = moved.get(one.account, 0) + one.amount_minor
    return tuple(
        _Account(one.account, one.name, moved.get(one.account, 0), one.amount_minor)
        for one in ledger.trial_balance(session)
    )


class LedgerPart(Part):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self._accounts: tuple[_Account, ...] = ()
        self._postings: tuple[RegisterLine, ...] = ()
        self._chosen = ""
        self.accounts = TableModel(make.front, _ACCOUNTS)
        self.postings = TableModel(make.front, _POSTINGS)
        self.account_view = table_view(
            make, self.accounts, N_("Accounts"),
            nothing=N_("Nothing has been posted yet."),
        )  # fmt: skip
        left = Card(make, N_("Accounts"), icon="layers")
        left.body.addWidget(self.account_view, 1)
        self._left = left
        self._right = Card(make, N_("Postings of the month"), icon="list")
        self._right.body.addWidget(table_view(
            make, self.postings, N_("Postings"),
            nothing=N_("Nothing was posted on this account in this month."),
        ), 1)  # fmt: skip
        box = lay(QHBoxLayout(self), left, self._right, gap=12)
        box.setStretch(0, 4)
        box.setStretch(1, 5)
        self.account_view.selectionModel().currentRowChanged.connect(self._on_account_chosen)

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        month = loaded.info.month
        self.front.read(
            lambda session: accounts(session, month), self._on_accounts, owner=self, key="ledger"
        )

    def retranslate(self) -> None:
        self._show()
        self._show_postings()

    def focus_first(self) -> None:
        self.account_view.setFocus()

    @Slot(object)
    def _on_accounts(self, found: tuple[_Account, ...]) -> None:
        self._accounts = found
        if self._chosen not in [one.code for one in found]:
            moved = [one.code for one in found if one.moved_minor]
            self._chosen = (moved or [one.code for one in found] or [""])[0]
        self._show()
        self._read_postings()

    def _show(self) -> None:
        words, digits = self.front.words, self.front.house.digits
        chosen = self._chosen
        self.accounts.show_rows([
            (
                one.code, one.names.get(words.lang),
                words.amount(one.moved_minor, digits) if one.moved_minor else "\u2013",
                words.amount(one.balance_minor, digits),
            )
            for one in self._accounts
        ])  # fmt: skip
        self._left.count(len(self._accounts))
        self._chosen = chosen
        codes = [one.code for one in self._accounts]
        if chosen in codes:
            self.account_view.selectRow(codes.index(chosen))

    @Slot(QModelIndex, QModelIndex)
    def _on_account_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid() or current.row() >= len(self._accounts):
            return
        code = self._accounts[current.row()].code
        if code != self._chosen:
            self._chosen = code
            self._read_postings()

    def _read_postings(self) -> None:
        code, loaded = self._chosen, self.loaded
        if not code or loaded is None:
            return
        month = loaded.info.month
        self.front.read(
            lambda session: tuple(
                line for line in ledger.register(session, code) if line.month == month
            ),
            self._on_postings, owner=self, key="postings",
        )  # fmt: skip

    @Slot(object)
    def _on_postings(self, lines: tuple[RegisterLine, ...]) -> None:
        self._postings = lines
        self._show_postings()

    def _show_postings(self) -> None:
        words, digits, loaded = self.front.words, self.front.house.digits, self.loaded
        if loaded is None:
            return
        book = loaded.orgs.by_id
        self.postings.show_rows([
            (
                words.date_short(line.date), line.description,
                book[line.org_id].shown(words.lang) if line.org_id in book else "",
                words.amount(line.amount_minor, digits), words.amount(line.balance_minor, digits),
            )
            for line in self._postings
        ])  # fmt: skip
        self._right.note.setText(self._chosen)
        self._right.count(len(self._postings))
