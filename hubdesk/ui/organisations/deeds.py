"""The forms of the organisations' page, and what happens when they are saved.

A form that is refused stays open with the reason in it; one that is saved closes, and the message
bar says what was done, with Undo.

    deeds = Deeds(page)
    deeds.edit()
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.month import Month
from hubdesk.ui.organisations import ops
from hubdesk.ui.organisations.bars import MEMBERSHIP, Bar
from hubdesk.ui.organisations.factforms import DatedForm, FactForm, PlanForm
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.organisations.orgform import OrgForm
from hubdesk.ui.organisations.smallforms import LeaveForm, PaymentForm, PersonForm, VoidForm
from hubdesk.ui.places import Place
from hubdesk.ui.widgets.cells import CellView
from hubdesk.ui.widgets.formpop import FormPopover

if TYPE_CHECKING:
    from hubdesk.ui.organisations.page import OrganisationsPage
    from hubdesk.ui.organisations.view import OrgView


class Deeds(QObject):
    """Signals:
    added(int): an organisation was taken in; its id.
    """

    added = Signal(int)

    def __init__(self, page: OrganisationsPage) -> None:
        super().__init__(page)
        self._page = page
        self._front = page.front

    def serve(self, view: OrgView) -> None:
        """Open forms and other pages where a person asks for them."""
        view.tabs.chosen.connect(self.close_forms)
        view.edit.clicked.connect(self.edit)
        view.leave.clicked.connect(self.leave)
        overview = view.overview
        overview.bars.opened.connect(self._on_bar_opened)
        overview.change.clicked.connect(self.change_facts)
        overview.plan.clicked.connect(self.change_plan)
        for button in (overview.book, view.dates.book):
            button.clicked.connect(self._on_book_clicked)
        for button in (overview.pay, view.money.pay):
            button.clicked.connect(self.pay)
        for button in (overview.add_person, view.people.add):
            button.clicked.connect(self.add_person)
        overview.dates_view.opened.connect(self._on_date_opened)
        view.dates.opened.connect(self._on_date_opened)
        for table in (overview.documents_view, view.money.documents_view):
            table.opened.connect(self._on_statement_opened)
        for table in (overview.people_view, view.people.view):
            table.opened.connect(self._on_person_opened)
        view.money.payments_view.opened.connect(self._on_payment_opened)

    @Slot()
    def close_forms(self) -> None:
        """What is in front has changed: a form about something else is not left behind."""
        for form in self._page.findChildren(FormPopover):
            form.dismiss()

    # -- forms, made when they are first wanted -------------------------------------------------

    @cached_property
    def org_form(self) -> OrgForm:
        form = OrgForm(self._page, self._page.make)
        form.submitted.connect(self._on_org_submitted)
        return form

    @cached_property
    def fact_form(self) -> FactForm:
        form = FactForm(self._page, self._page.make)
        form.submitted.connect(self._on_facts_submitted)
        form.removed.connect(self._on_fact_removed)
        return form

    @cached_property
    def plan_form(self) -> PlanForm:
        form = PlanForm(self._page, self._page.make)
        form.submitted.connect(self._on_plan_submitted)
        form.removed.connect(self._on_plan_removed)
        return form

    @cached_property
    def person_form(self) -> PersonForm:
        form = PersonForm(self._page, self._page.make)
        form.submitted.connect(self._on_person_submitted)
        form.turned.connect(self._on_person_turned)
        return form

    @cached_property
    def payment_form(self) -> PaymentForm:
        form = PaymentForm(self._page, self._page.make)
        form.submitted.connect(self._on_payment_submitted)
        return form

    @cached_property
    def void_form(self) -> VoidForm:
        form = VoidForm(self._page, self._page.make)
        form.submitted.connect(self._on_void_submitted)
        return form

    @cached_property
    def leave_form(self) -> LeaveForm:
        form = LeaveForm(self._page, self._page.make)
        form.submitted.connect(self._on_leave_submitted)
        return form

    # -- opening them ---------------------------------------------------------------------------

    def add(self, target: QWidget) -> None:
        """Open the form for a new organisation."""
        self.org_form.ask_new(target)

    @Slot()
    def edit(self) -> None:
        """Open the form for the organisation in front."""
        found = self._page.org()
        if found is not None:
            self.org_form.ask(self._page.view.edit, found.org)

    @Slot()
    def change_facts(self) -> None:
        """Open the form for seats, people and area from a day on."""
        found = self._page.org()
        if found is not None:
            self._page.view.show_tab("overview")
            self.fact_form.ask_new(self._page.view.overview.change, found)

    @Slot()
    def change_plan(self) -> None:
        """Open the form for a plan from a day on."""
        found = self._page.org()
        if found is not None:
            self._page.view.show_tab("overview")
            self.plan_form.ask_new(self._page.view.overview.plan, found)

    @Slot()
    def add_person(self) -> None:
        """Open the form for a new person of the organisation in front."""
        view = self._page.view
        if self._page.org() is not None:
            on_people = view.tab() == "people"
            if not on_people:
                view.show_tab("overview")
            self.person_form.ask_new(view.people.add if on_people else view.overview.add_person)

    @Slot()
    def pay(self) -> None:
        """Open the form for a payment of the organisation in front."""
        view, found = self._page.view, self._page.org()
        if found is not None:
            on_money = view.tab() == "money"
            if not on_money:
                view.show_tab("overview")
            self.payment_form.ask(view.money.pay if on_money else view.overview.pay, found)

    @Slot()
    def leave(self) -> None:
        """Open the form for the last day; one that left comes back at once."""
        found = self._page.org()
        if found is None:
            return
        if found.here:
            self.leave_form.ask(self._page.view.leave, found)
        else:
            ops.come_back(self._front, found.org, owner=self)

    @Slot(object)
    def _on_bar_opened(self, bar: Bar) -> None:
        found = self._page.org()
        if found is None:
            return
        target = self._bar_target(bar)
        if bar.kind == MEMBERSHIP:
            plan = next(one for one in found.plans if one.id == bar.fact_id)
            self.plan_form.bar = bar
            self.plan_form.ask(target, found, plan)
        else:
            fact = next(one for one in found.facts if one.id == bar.fact_id)
            self.fact_form.bar = bar
            self.fact_form.ask(target, found, fact)

    def _bar_target(self, bar: Bar) -> QRect:
        bars = self._page.view.overview.bars
        rect = bars.rect_of(bar)
        return QRect(bars.mapTo(self._page, rect.topLeft()), rect.size())

    @Slot(object)
    def _on_person_opened(self, person_id: int) -> None:
        found, view = self._page.org(), self._page.view
        if found is None:
            return
        table = view.people.view if view.tab() == "people" else view.overview.people_view
        person = next(one for one in found.people if one.id == person_id)
        self.person_form.ask(self._row_target(table), person)

    @Slot(object)
    def _on_payment_opened(self, payment_id: int) -> None:
        found = self._page.org()
        if found is not None:
            payment = next(one for one in found.account.payments if one.id == payment_id)
            self.void_form.ask(self._row_target(self._page.view.money.payments_view), payment)

    def _row_target(self, table: CellView) -> QRect:
        rect = table.visualRect(table.currentIndex())
        return QRect(table.viewport().mapTo(self._page, rect.topLeft()), rect.size())

    # -- saving them ----------------------------------------------------------------------------

    @Slot()
    def _on_org_submitted(self) -> None:
        form = self.org_form
        if not form.check():
            return
        if form.org is not None:
            ops.change_organisation(
                self._front, form.org, form.values(), owner=self, failed=self._refuse(form),
                done=self._close(form),
            )  # fmt: skip
            return

        def taken_in(org_id: int) -> None:
            form.dismiss()
            form.forget()
            self.added.emit(org_id)

        ops.add_organisation(
            self._front, form.values(), form.first.day(), form.facts(), taken_in, owner=self,
            failed=self._refuse(form),
        )  # fmt: skip

    @Slot()
    def _on_facts_submitted(self) -> None:
        form, found = self.fact_form, self._page.org()
        if found is None or not form.check() or self._ended(form, found):
            return
        ops.set_facts(
            self._front, found.org, *form.days(), form.facts(), owner=self,
            failed=self._refuse(form), done=self._close(form),
        )  # fmt: skip

    @Slot()
    def _on_plan_submitted(self) -> None:
        form, found = self.plan_form, self._page.org()
        if found is None or not form.check() or self._ended(form, found):
            return
        ops.set_plan(
            self._front, found.org, form.plan.text(), *form.days(), owner=self,
            failed=self._refuse(form), done=self._close(form),
        )  # fmt: skip

    def _ended(self, form: DatedForm, found: OrgLoad) -> bool:
        """Whether nothing but the last day was changed; the entry then ends on it."""
        bar, last = form.bar, form.last.day()
        if bar is None or last is None or not form.only_end_changed():
            return False
        ops.end_fact(
            self._front, found.org, bar, last, owner=self, failed=self._refuse(form),
            done=self._close(form),
        )  # fmt: skip
        return True

    @Slot()
    def _on_fact_removed(self) -> None:
        self._remove(self.fact_form)

    @Slot()
    def _on_plan_removed(self) -> None:
        self._remove(self.plan_form)

    def _remove(self, form: DatedForm) -> None:
        found, bar = self._page.org(), form.bar
        if found is not None and bar is not None:
            ops.remove_fact(
                self._front, found.org, bar, owner=self, failed=self._refuse(form),
                done=self._close(form),
            )  # fmt: skip

    @Slot()
    def _on_person_submitted(self) -> None:
        form, found = self.person_form, self._page.org()
        if found is not None and form.check():
            ops.save_person(
                self._front, found.org, form.person, form.values(), owner=self,
                failed=self._refuse(form), done=self._close(form),
            )  # fmt: skip

    @Slot(bool)
    def _on_person_turned(self, here: bool) -> None:
        form = self.person_form
        if form.person is not None:
            ops.set_person_active(
                self._front, form.person, active=here, owner=self, failed=self._refuse(form),
                done=self._close(form),
            )  # fmt: skip

    @Slot()
    def _on_payment_submitted(self) -> None:
        form, found = self.payment_form, self._page.org()
        if found is None or not form.check():
            return
        amount, day = form.amount.amount(), form.day.day()
        assert amount is not None
        assert day is not None
        ops.record_payment(
            self._front, found.org, day, amount, form.reference.text(), owner=self,
            failed=self._refuse(form), done=self._close(form),
        )  # fmt: skip

    @Slot()
    def _on_void_submitted(self) -> None:
        form = self.void_form
        if form.payment is not None and form.check():
            ops.take_payment_back(
                self._front, form.payment, form.reason.text(), owner=self,
                failed=self._refuse(form), done=self._close(form),
            )  # fmt: skip

    @Slot()
    def _on_leave_submitted(self) -> None:
        form, found = self.leave_form, self._page.org()
        day = form.day.day()
        if found is not None and form.check() and day is not None:
            ops.leave(
                self._front, found.org, day, owner=self, failed=self._refuse(form),
                done=self._close(form),
            )  # fmt: skip

    def _refuse(self, form: FormPopover) -> ops.Failed:
        def refused(error: KnownError) -> None:
            form.blame(lambda: self._front.words.error(error))

        return refused

    def _close(self, form: FormPopover) -> ops.Done:
        def saved(_result: Any) -> None:
            form.dismiss()

        return saved

    # -- other pages ----------------------------------------------------------------------------

    @Slot()
    def _on_book_clicked(self) -> None:
        self._front.go(Place("bookings", "new"))

    @Slot(object)
    def _on_date_opened(self, occurrence_id: int) -> None:
        self._front.go(Place("bookings", "occurrence", occurrence_id))

    @Slot(object)
    def _on_statement_opened(self, key: tuple[Month, int]) -> None:
        found: OrgLoad | None = self._page.org()
        if found is not None:
            self._front.go(Place("reports", "statement", (key[0], found.org.id)))
