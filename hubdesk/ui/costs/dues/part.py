"""The tab *Deposits and fees*: what is to be taken, held and returned, and what was missed.

    part = DuesPart(make, page)
    part.show_month(loaded)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QRect, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.booking.model import Target
from hubdesk.booking.service.waiving import waive
from hubdesk.costs.model import Deposit, DepositDue, Dues, LateFee
from hubdesk.costs.queries.dues import dues
from hubdesk.costs.service import settle_deposit, take_deposit
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.costs.dues.rows import (
    DUE_COLUMNS,
    FEE_COLUMNS,
    HELD_COLUMNS,
    due_row,
    fee_row,
    held_row,
    when,
)
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.organisations.dealforms import DepositForm
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import CellModel, CellView
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_


class WaiveForm(FormPopover):
    """Why a fee is not charged.

    Attributes:
        fee: which; None before the form was opened.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Waive the fee"), N_("Waive"))
        self.fee: LateFee | None = None
        self.reason = make.line_edit(N_("Reason"), hint=N_("Why it is not charged"))
        self.add(N_("Reason"), self.reason)

    def ask(self, target: QWidget | QRect, fee: LateFee, *, closed: bool) -> None:
        """Open for a fee.

        Args:
            closed: its month is closed.
        """
        self.fee = fee
        self.reason.clear()
        front = self.front

        def said() -> str:
            what = f"{fee.org} \u00b7 {when(front, fee.resource, fee.starts_at)}"
            if not closed:
                return what
            return f"{what}. {front.words.t('It is given back in the next open month.')}"

        self.say(said)
        self.open_at(target, self.reason)


class DuesPart(Part):
    """See the module.

    Attributes:
        found: what is shown; None before it was read.
        take, settle, waive: act on the chosen row.
    """

    def __init__(self, make: Make, page: QWidget) -> None:
        super().__init__(make)
        self._page = page
        self.found: Dues | None = None
        front = make.front
        self.due = CellModel(front, DUE_COLUMNS)
        self.held = CellModel(front, HELD_COLUMNS)
        self.fees = CellModel(front, FEE_COLUMNS)
        self.take = make.button(N_("Take it \u2026"), icon="plus", small=True, on=self._on_take)
        self.settle = make.button(N_("Return or keep \u2026"), icon="undo-2", small=True,
                                  on=self._on_settle)  # fmt: skip
        self.waive = make.button(N_("Waive \u2026"), icon="check", small=True, on=self._on_waive)
        self.due_view, due = self._listed(
            self.due, N_("Deposits to take"), N_("No booking to come lacks its deposit."),
            self.take, self._on_take,
        )  # fmt: skip
        self.held_view, held = self._listed(
            self.held, N_("Deposits held"), N_("No deposit is held."), self.settle,
            self._on_settle,
        )  # fmt: skip
        self.fees_view, fees = self._listed(
            self.fees, N_("Fees for late and missed dates"),
            N_("Nobody cancelled late or stayed away in this month."), self.waive, self._on_waive,
        )  # fmt: skip
        self._cards = (due, held, fees)
        top = QWidget()
        box = lay(QHBoxLayout(top), due, held, gap=12)
        box.setStretch(0, 5)
        box.setStretch(1, 6)
        whole = lay(QVBoxLayout(self), top, fees, gap=12)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)

    def _listed(
        self, model: CellModel, title: str, nothing: str, act: QWidget,
        opened: Callable[[], None],
    ) -> tuple[CellView, Card]:  # fmt: skip
        view = CellView(self.make, model, title, nothing=nothing)
        view.opened.connect(opened)
        card = Card(self.make, title, icon="banknote")
        card.act(act)
        card.body.addWidget(view, 1)
        return view, card

    @cached_property
    def deposit_form(self) -> DepositForm:
        form = DepositForm(self._page, self.make)
        form.submitted.connect(self._on_deposit_submitted)
        return form

    @cached_property
    def waive_form(self) -> WaiveForm:
        form = WaiveForm(self._page, self.make)
        form.submitted.connect(self._on_waive_submitted)
        return form

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        self.front.read(
            partial(dues, month=loaded.info.month), self._on_read, owner=self, key="costs-dues"
        )

    def retranslate(self) -> None:
        if self.found is not None:
            self._on_read(self.found)

    def focus_first(self) -> None:
        self.due_view.setFocus()

    @Slot(object)
    def _on_read(self, found: Dues) -> None:
        if self.loaded is None:
            return
        self.found = found
        front, orgs = self.front, self.loaded.orgs
        self.due.show_rows([due_row(front, orgs, one) for one in found.due])
        ordered = sorted(found.held, key=lambda one: one.id not in found.to_return)
        self.held.show_rows([held_row(front, orgs, one, found.to_return) for one in ordered])
        self.fees.show_rows([fee_row(front, orgs, one) for one in found.fees])
        for card, rows in zip(self._cards, (found.due, found.held, found.fees), strict=True):
            card.count(len(rows))
        self.take.setEnabled(bool(found.due))
        self.settle.setEnabled(bool(found.held))
        self.waive.setEnabled(any(not one.reason for one in found.fees))

    # -- what a person does ---------------------------------------------------------------------

    def _chosen_due(self) -> DepositDue | None:
        rows = self.found.due if self.found else ()
        key = self.due_view.key()
        return next((one for one in rows if key in (None, one.booking_id)), None)

    def _chosen_held(self) -> Deposit | None:
        key, found = self.held_view.key(), self.found
        if found is None:
            return None
        if key is None and self.held.rows:
            key = self.held.rows[0].key
        return next((one for one in found.held if one.id == key), None)

    def _chosen_fee(self) -> LateFee | None:
        rows = [one for one in self.found.fees if not one.reason] if self.found else []
        key = self.fees_view.key()
        return next((one for one in rows if key in (None, one.occurrence_id)), None)

    @Slot()
    def _on_take(self, _key: object = None) -> None:
        due = self._chosen_due()
        if due is not None:
            self.deposit_form.ask_due(self.take, self.front.today(), due)

    @Slot()
    def _on_settle(self, _key: object = None) -> None:
        deposit = self._chosen_held()
        if deposit is not None:
            self.deposit_form.ask(self.settle, self.front.today(), deposit)

    @Slot()
    def _on_waive(self, _key: object = None) -> None:
        fee = self._chosen_fee()
        if fee is not None and self.loaded is not None:
            self.waive_form.ask(self.waive, fee, closed=self.loaded.info.state == "locked")

    @Slot()
    def _on_deposit_submitted(self) -> None:
        form = self.deposit_form
        if not form.check():
            return
        due, deposit, wish = form.due, form.deposit, form.wish()

        def action(uow: UnitOfWork) -> None:
            if deposit is not None:
                settle_deposit(uow, deposit.id, on=wish.day, kept_minor=wish.amount_minor,
                               reason=wish.reason)  # fmt: skip
            elif due is not None:
                take_deposit(uow, due.org_id, on=wish.day, amount_minor=wish.amount_minor,
                             booking_id=due.booking_id, reason=wish.reason)  # fmt: skip

        org = deposit.org if deposit is not None else due.org if due is not None else ""
        self._write(form, action, N_("The deposit of {org} was entered."), org)

    @Slot()
    def _on_waive_submitted(self) -> None:
        form = self.waive_form
        fee, reason = form.fee, form.reason.text()
        if fee is not None:
            target = Target(occurrence_id=fee.occurrence_id)
            self._write(form, lambda uow: waive(uow, target, reason),
                        N_("The fee of {org} is waived."), fee.org)  # fmt: skip

    def _write(
        self, form: FormPopover, action: Callable[[UnitOfWork], object], said: str, org: str
    ) -> None:
        front = self.front

        def done(_result: object, changes: Changes) -> None:
            form.dismiss()
            front.tell(front.words.t(said, org=org), change=changes.history_seq)

        def refused(error: KnownError) -> None:
            form.blame(lambda: front.words.error(error))

        front.write(action, done, owner=self, failed=refused)
