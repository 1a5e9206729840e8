"""The forms of an agreement and of deposits.

form = DealForm(page, make)
form.ask_new(button, sheet)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from hubdesk.costs.model import Deposit, DepositDue
from hubdesk.costs.queries.agreements import AgreementSheet
from hubdesk.orgs.plans import RENEWALS, Agreement, earliest_end
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.moneyfield import MoneyField
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_

_SEATS, _MONTHS, _DAYS = 9999, 120, 730


class DealForm(FormPopover):
    """A new agreement, or another plan, fee or number of seats from a day on.

    Attributes:
        deal: what is changed; None for a new one.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Agreement"), N_("Save"))
        self.deal: Agreement | None = None
        self._sheet: AgreementSheet | None = None
        self.plan = Combo(make, N_("Plan"))
        self.day = DateField(make, N_("From"))
        self.fee = MoneyField(make, N_("Fee a month"))
        self.seats = NumberField(make, N_("Seats"), 0, _SEATS)
        self.term = NumberField(make, N_("Months at least"), 0, _MONTHS)
        self.notice = NumberField(make, N_("Days of notice"), 0, _DAYS)
        self.renewal = Combo(make, N_("After that"))
        self.announced = DateField(make, N_("Day of the letter"))
        self.add(N_("Plan"), self.plan)
        self.add(N_("From"), self.day)
        self.add(N_("Fee a month"), self.fee, unit=self.front.house.currency)
        self.add(N_("Seats"), self.seats)
        self._new = [
            (self.add(N_("Months at least"), self.term), self.term),
            (self.add(N_("Days of notice"), self.notice), self.notice),
            (self.add(N_("After that"), self.renewal), self.renewal),
        ]
        self._old = [(self.add(N_("Day of the letter"), self.announced), self.announced)]
        self.plan.activated.connect(self._on_plan_chosen)

    def ask_new(self, target: QWidget | QRect, sheet: AgreementSheet) -> None:
        """Open for an organisation that has none."""
        self._open(sheet, None)
        self.term.setValue(6)
        self.notice.setValue(30)
        self.day.set_day(sheet.today.replace(day=1))
        self.front.speech.say(self.heading, N_("New agreement"))
        self._on_plan_chosen()
        self.open_at(target)

    def ask(self, target: QWidget | QRect, sheet: AgreementSheet, deal: Agreement) -> None:
        """Open to change what is agreed from a day on."""
        self._open(sheet, deal)
        term = sheet.term_on(sheet.today) or sheet.terms[-1]
        self.plan.setCurrentIndex(max(0, self.plan.findData(term.plan)))
        self.fee.set_amount(term.fee_minor)
        self.seats.setValue(term.seats)
        month_end = sheet.today.replace(day=28)
        self.day.set_day(earliest_end(deal, month_end))
        self.announced.set_day(sheet.today)
        self.front.speech.say(self.heading, N_("Another fee or plan"))
        self.open_at(target)

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        values: dict[str, Any] = {
            "plan": self.plan.currentData(), "seats": self.seats.value(),
            "fee_minor": self.fee.amount(),
        }  # fmt: skip
        if self.deal is not None:
            return values | {"valid_from": self.day.day(), "announced_on": self.announced.day()}
        sheet = self._sheet
        assert sheet is not None
        return values | {
            "starts_on": self.day.day(), "charged_from": sheet.open_from,
            "term_months": self.term.value(), "notice_days": self.notice.value(),
            "renewal": self.renewal.currentData(),
        }  # fmt: skip

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        front = self.front
        if self.plan.currentData() is None:
            self.blame(lambda: front.words.t("Make a plan in Settings first."), self.plan)
            return False
        return self.filled(self.day, self.fee)

    def _open(self, sheet: AgreementSheet, deal: Agreement | None) -> None:
        self.deal, self._sheet = deal, sheet
        words = self.front.words
        self.plan.clear()
        newest = {one.code: one for one in sheet.plans}
        for code, plan in newest.items():
            self.plan.addItem(plan.names.get(words.lang), code)
        self.renewal.clear()
        for one in RENEWALS:
            self.renewal.addItem(words.name("renewal", one), one)
        for rows, shown in ((self._new, deal is None), (self._old, deal is not None)):
            for label, field in rows:
                label.setVisible(shown)
                field.setVisible(shown)

    def _on_plan_chosen(self) -> None:
        sheet = self._sheet
        chosen = self.plan.currentData()
        if sheet is None:
            return
        for plan in sheet.plans:
            if plan.code == chosen:
                self.fee.set_amount(plan.fee_minor)
                self.seats.setValue(plan.seats)


class NoticeForm(FormPopover):
    """The day notice was given, with the day the agreement then ends told before."""

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Notice"), N_("Note it"))
        self._deal: Agreement | None = None
        self.day = DateField(make, N_("Notice given on"))
        self.add(N_("Notice given on"), self.day)
        self.day.changed.connect(self._tell)

    def ask(self, target: QWidget | QRect, sheet: AgreementSheet, deal: Agreement) -> None:
        """Open with today filled in."""
        self._deal = deal
        self.day.set_day(sheet.today)
        self.open_at(target, self.day)
        self._tell()

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        return self.filled(self.day)

    def _tell(self) -> None:
        day, deal, front = self.day.day(), self._deal, self.front
        if day is None or deal is None:
            return
        last = earliest_end(deal, day)
        self.say(lambda: front.words.t(
            "The agreement then ends on {day}.", day=front.words.date_short(last)
        ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class DepositWish:
    """What a person filled in: the day, and what came or is kept."""

    day: date
    amount_minor: int
    reason: str


class DepositForm(FormPopover):
    """Money that is held, or what becomes of it.

    Attributes:
        deposit: what is settled; None while one is taken.
        due: the booking it is taken for; None where it is for none.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Deposit"), N_("Save"))
        self.deposit: Deposit | None = None
        self.due: DepositDue | None = None
        self.amount = MoneyField(make, N_("Amount"))
        self.day = DateField(make, N_("Day"))
        self.reason = make.line_edit(N_("Reason"))
        self._amount_label = self.add(N_("Amount"), self.amount, unit=self.front.house.currency)
        self.add(N_("Day"), self.day)
        self.add(N_("Reason"), self.reason)

    def ask_new(self, target: QWidget | QRect, today: date) -> None:
        """Open for money that came."""
        self._ask_taking(target, today, None)

    def ask_due(self, target: QWidget | QRect, today: date, due: DepositDue) -> None:
        """Open for the deposit of a booking, with what is missing filled in."""
        self._ask_taking(target, today, due)

    def _ask_taking(self, target: QWidget | QRect, today: date, due: DepositDue | None) -> None:
        self.deposit, self.due = None, due
        self.amount.set_amount(None if due is None else due.amount_minor)
        self.reason.clear()
        self.day.set_day(today)
        self.front.speech.say(self.heading, N_("Take a deposit"))
        self.front.speech.say(self._amount_label, N_("Amount"))
        self.say("")
        self.open_at(target, self.amount)

    def ask(self, target: QWidget | QRect, today: date, deposit: Deposit) -> None:
        """Open for what becomes of a deposit."""
        self.deposit, self.due = deposit, None
        front = self.front
        self.amount.set_amount(0)
        self.reason.clear()
        self.day.set_day(today)
        front.speech.say(self.heading, N_("Settle a deposit"))
        front.speech.say(self._amount_label, N_("What is kept"))
        self.say(lambda: front.words.t(
            "{amount} are held; what is not kept is returned.",
            amount=front.words.amount(
                deposit.amount_minor, front.house.digits, front.house.currency),
        ))  # fmt: skip
        self.open_at(target, self.amount)

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        return self.filled(self.amount, self.day)

    def wish(self) -> DepositWish:
        """What is filled in; only after :meth:`check`."""
        day, amount = self.day.day(), self.amount.amount()
        assert day is not None
        assert amount is not None
        return DepositWish(day, amount, self.reason.text())
