"""The tab *Agreement* of an organisation: plan, fee, term and notice; what was, and deposits.

panel = AgreementPanel(make, view)
panel.show_org(found)
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from PySide6.QtCore import QRect, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hubdesk.costs.queries.agreements import AgreementSheet, agreement_sheet
from hubdesk.costs.service import settle_deposit, take_deposit
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.orgs.plans import Agreement, AgreementTerm, notice_by
from hubdesk.orgs.service import add_agreement, change_terms, give_notice, update_organisation
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.dealforms import DealForm, DepositForm, NoticeForm
from hubdesk.ui.organisations.letters import print_letter
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.organisations.orgpanel import OrgPanel
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import Cell, CellModel, CellView, Row
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.table import Column
from hubdesk.words.marker import N_

TERM_COLUMNS = (
    Column(N_("From"), 110),
    Column(N_("Until"), 110),
    Column(N_("Plan")),
    Column(N_("Seats"), 70, right=True),
    Column(N_("Fee a month"), 120, right=True),
    Column(N_("Letter of"), 110),
)
DEPOSIT_COLUMNS = (
    Column(N_("Held since"), 110),
    Column(N_("Amount"), 110, right=True),
    Column(N_("Reason")),
    Column(N_("State"), 150),
)
_FACTS = (
    ("plan", N_("Plan")),
    ("fee", N_("Fee a month")),
    ("seats", N_("Seats")),
    ("since", N_("Since")),
    ("term", N_("Term")),
    ("notice", N_("Notice")),
    ("ends", N_("Ends")),
)


class AgreementPanel(OrgPanel):
    """Attributes:
    make_deal, change, notice, letter: what can be done with the agreement.
    sheet: what is shown; None before it was read.
    """

    kinds = ("agreement", "agreement_term", "plan", "deposit", "organisation", "period")

    def __init__(self, make: Make, page: QWidget) -> None:
        super().__init__(make)
        self.sheet: AgreementSheet | None = None
        self._make, self._page = make, page
        lay(
            QHBoxLayout(self), self._build_facts(make), self._build_tables(make), gap=12,
            margins=(16, 12, 16, 16),
        )  # fmt: skip
        box = self.layout()
        assert isinstance(box, QHBoxLayout)
        box.setStretch(0, 2)
        box.setStretch(1, 3)

    # -- forms, made when they are first wanted -------------------------------------------------

    @cached_property
    def deal_form(self) -> DealForm:
        form = DealForm(self._page, self._make)
        form.submitted.connect(self._on_deal_submitted)
        return form

    @cached_property
    def notice_form(self) -> NoticeForm:
        form = NoticeForm(self._page, self._make)
        form.submitted.connect(self._on_notice_submitted)
        return form

    @cached_property
    def deposit_form(self) -> DepositForm:
        form = DepositForm(self._page, self._make)
        form.submitted.connect(self._on_deposit_submitted)
        return form

    def _build_facts(self, make: Make) -> QWidget:
        self.make_deal = make.button(N_("Make an agreement \u2026"), icon="plus", small=True,
                                     on=self._on_make_clicked)  # fmt: skip
        self.change = make.button(N_("Fee or plan \u2026"), small=True, on=self._on_change_clicked)
        self.notice = make.button(N_("Notice \u2026"), small=True, on=self._on_notice_clicked)
        self.letter = make.button(N_("Print the letter"), icon="printer", small=True,
                                  on=self._on_letter_clicked)  # fmt: skip
        self._card = Card(make, N_("Agreement"), icon="file-text")
        grid = QGridLayout()
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._values: dict[str, QLabel] = {}
        self._fact_labels: list[QLabel] = []
        for at, (name, msgid) in enumerate(_FACTS):
            caption = make.label(msgid, role="small", tone="muted")
            self._values[name] = make.label(wrap=True)
            grid.addWidget(caption, at, 0)
            grid.addWidget(self._values[name], at, 1)
            self._fact_labels += [caption, self._values[name]]
        self._none = make.label(
            N_("Nothing is agreed with this organisation yet. An agreement says its plan, fee, "
               "seats and notice; the fee is charged with each month."),
            tone="muted", wrap=True,
        )  # fmt: skip
        grid.addWidget(self._none, len(_FACTS), 0, 1, 2)
        self.project = make.check_box(N_("Bookings must name a project or grant code"))
        self.project.clicked.connect(self._on_project_clicked)
        inside = QWidget()
        buttons = QWidget()
        lay(QHBoxLayout(buttons), self.make_deal, self.change, self.notice, self.letter, None,
            gap=6)  # fmt: skip
        lay(QVBoxLayout(inside), grid, buttons, 6, self.project, None, gap=4,
            margins=(0, 0, 14, 12))  # fmt: skip
        inside.setContentsMargins(14, 0, 0, 0)
        grid.setContentsMargins(0, 12, 0, 12)
        self._card.body.addWidget(inside)
        return self._card

    def _build_tables(self, make: Make) -> QWidget:
        self.terms = CellModel(make.front, TERM_COLUMNS)
        self.terms_view = CellView(
            make, self.terms, N_("Plans and fees"), nothing=N_("Nothing has been agreed yet.")
        )
        self.deposits = CellModel(make.front, DEPOSIT_COLUMNS)
        self.deposits_view = CellView(
            make, self.deposits, N_("Deposits"), nothing=N_("No deposit is held.")
        )
        self.deposits_view.opened.connect(self._on_deposit_opened)
        self.take = make.button(N_("Take a deposit \u2026"), icon="plus", small=True,
                                on=self._on_take_clicked)  # fmt: skip
        first = Card(make, N_("Plans and fees"), icon="receipt-text")
        first.body.addWidget(self.terms_view)
        second = Card(make, N_("Deposits"), icon="banknote")
        second.act(self.take)
        second.body.addWidget(self.deposits_view)
        held = QWidget()
        lay(QVBoxLayout(held), first, second, gap=12)
        return held

    def show_org(self, found: OrgLoad) -> None:
        if self.found is None or self.found.org.id != found.org.id:
            self.sheet = None
        super().show_org(found)

    def read(self, found: OrgLoad) -> None:
        org_id = found.org.id
        self._front.read(
            lambda session: agreement_sheet(session, org_id), self._on_read, owner=self,
            key="agreement of organisation",
        )  # fmt: skip

    @Slot(object)
    def _on_read(self, sheet: AgreementSheet) -> None:
        self.sheet = sheet
        self.say()

    # -- what is shown --------------------------------------------------------------------------

    def say(self) -> None:
        sheet, found = self.sheet, self.found
        if sheet is None or found is None:
            return
        deal = sheet.running
        self.make_deal.setVisible(deal is None)
        self._none.setVisible(deal is None)
        for label in self._fact_labels:
            label.setVisible(deal is not None)
        for button in (self.change, self.notice):
            button.setVisible(deal is not None)
        self.notice.setEnabled(deal is not None and deal.ends_on is None)
        self.letter.setVisible(len(sheet.terms) > 1)
        self.project.setChecked(found.org.project_required)
        shown = _facts(self._front, sheet, deal)
        for name, label in self._values.items():
            label.setText(shown.get(name, "\u2013"))
        self.terms.show_rows([self._term_row(one) for one in reversed(sheet.terms)])
        self.deposits.show_rows(_deposit_rows(self._front, sheet))

    def _term_row(self, term: AgreementTerm) -> Row:
        words, digits = self._front.words, self._front.house.digits
        assert self.sheet is not None
        return Row(term.id, (
            Cell(words.date_short(term.valid_from)),
            Cell(words.date_short(term.valid_to) if term.valid_to else ""),
            Cell(_plan_name(self._front, self.sheet, term)),
            Cell(words.number(term.seats)),
            Cell(words.amount(term.fee_minor, digits)),
            Cell(words.date_short(term.announced_on) if term.announced_on else "", "muted"),
        ))  # fmt: skip

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def _on_make_clicked(self) -> None:
        if self.sheet is not None:
            self.deal_form.ask_new(self.make_deal, self.sheet)

    @Slot()
    def _on_change_clicked(self) -> None:
        if self.sheet is not None and (deal := self.sheet.running) is not None:
            self.deal_form.ask(self.change, self.sheet, deal)

    @Slot()
    def _on_notice_clicked(self) -> None:
        if self.sheet is not None and (deal := self.sheet.running) is not None:
            self.notice_form.ask(self.notice, self.sheet, deal)

    @Slot()
    def _on_letter_clicked(self) -> None:
        if self.found is not None:
            print_letter(self._front, self.found.org, owner=self)

    @Slot()
    def _on_take_clicked(self) -> None:
        if self.sheet is not None:
            self.deposit_form.ask_new(self.take, self.sheet.today)

    @Slot(object)
    def _on_deposit_opened(self, deposit_id: int) -> None:
        sheet, view = self.sheet, self.deposits_view
        if sheet is None:
            return
        deposit = next(one for one in sheet.deposits if one.id == deposit_id)
        if deposit.state == "held":
            rect = view.visualRect(view.currentIndex())
            place = QRect(view.viewport().mapTo(self._page, rect.topLeft()), rect.size())
            self.deposit_form.ask(place, sheet.today, deposit)

    @Slot()
    def _on_deal_submitted(self) -> None:
        form, found = self.deal_form, self.found
        if found is None or not form.check():
            return
        values, deal, org_id = form.values(), form.deal, found.org.id

        def action(uow: UnitOfWork) -> None:
            if deal is None:
                add_agreement(uow, org_id, **values)
            else:
                change_terms(uow, deal.id, **values)

        self._write(form, action, N_("The agreement of {org} was written down."))

    @Slot()
    def _on_notice_submitted(self) -> None:
        form, sheet = self.notice_form, self.sheet
        day = form.day.day()
        if sheet is None or sheet.running is None or day is None or not form.check():
            return
        deal_id = sheet.running.id
        self._write(form, lambda uow: give_notice(uow, deal_id, day), N_("Notice of {org} noted."))

    @Slot()
    def _on_deposit_submitted(self) -> None:
        form, found = self.deposit_form, self.found
        if found is None or not form.check():
            return
        deposit, org_id, wish = form.deposit, found.org.id, form.wish()

        def action(uow: UnitOfWork) -> None:
            if deposit is None:
                take_deposit(uow, org_id, on=wish.day, amount_minor=wish.amount_minor,
                             reason=wish.reason)  # fmt: skip
            else:
                settle_deposit(uow, deposit.id, on=wish.day, kept_minor=wish.amount_minor,
                               reason=wish.reason)  # fmt: skip

        self._write(form, action, N_("The deposit of {org} was entered."))

    @Slot()
    def _on_project_clicked(self) -> None:
        found, wanted = self.found, self.project.isChecked()
        if found is None:
            return
        org_id = found.org.id
        self._write(
            None, lambda uow: update_organisation(uow, org_id, project_required=wanted),
            N_("{org} was changed."),
        )  # fmt: skip

    def _write(self, form: FormPopover | None, action: Any, said: str) -> None:
        front, found = self._front, self.found
        assert found is not None

        def done(_result: object, changes: Changes) -> None:
            if form is not None:
                form.dismiss()
            front.tell(front.words.t(said, org=found.org.code), change=changes.history_seq)

        def refused(error: KnownError) -> None:
            if form is None:
                front.refuse(error)
            else:
                form.blame(lambda: front.words.error(error))

        front.write(action, done, owner=self, failed=refused)


def _plan_name(front: Front, sheet: AgreementSheet, term: AgreementTerm) -> str:
    plan = next((one for one in sheet.plans if one.code == term.plan), None)
    return plan.names.get(front.words.lang) if plan else term.plan


def _facts(front: Front, sheet: AgreementSheet, deal: Agreement | None) -> dict[str, str]:
    """What the agreement says today, or from its first day on."""
    if deal is None:
        return {}
    words = front.words
    term = sheet.term_on(max(sheet.today, deal.starts_on)) or next(
        (one for one in reversed(sheet.terms) if one.agreement_id == deal.id), None
    )
    facts = {
        "since": words.date_short(deal.starts_on),
        "term": words.t(
            N_("at least {months}, then {renewal}"),
            months=words.n("{n} month", "{n} months", deal.term_months),
            renewal=words.name("renewal", deal.renewal),
        ),
        "notice": words.t(
            N_("{days}, next by {day}"), days=words.n("{n} day", "{n} days", deal.notice_days),
            day=words.date_short(notice_by(deal, sheet.today)),
        ),
        "ends": words.t(N_("no end is known")),
    }  # fmt: skip
    if deal.ends_on is not None:
        facts["ends"] = words.date_short(deal.ends_on)
        facts["notice"] = (
            words.t(N_("given on {day}"), day=words.date_short(deal.notice_on))
            if deal.notice_on else "\u2013"
        )  # fmt: skip
    if term is not None:
        facts["plan"] = _plan_name(front, sheet, term)
        facts["fee"] = words.amount(term.fee_minor, front.house.digits, front.house.currency)
        facts["seats"] = words.number(term.seats)
    return facts


def _deposit_rows(front: Front, sheet: AgreementSheet) -> list[Row]:
    words, digits = front.words, front.house.digits
    rows = []
    for one in sheet.deposits:
        state = words.name("deposit", one.state)
        if one.state == "kept":
            state = words.t(N_("kept: {amount}"), amount=words.amount(one.kept_minor, digits))
        rows.append(Row(one.id, (
            Cell(words.date_short(one.held_on)), Cell(words.amount(one.amount_minor, digits)),
            Cell(one.reason), Cell(state, "" if one.state == "held" else "muted"),
        )))  # fmt: skip
    return rows
