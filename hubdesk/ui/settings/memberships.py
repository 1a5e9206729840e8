"""The section *Membership plans*: what a plan costs and includes, from which day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Slot

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.orgs.plans import Plan, PlanTerms, terms_from
from hubdesk.orgs.queries.agreements import plans
from hubdesk.orgs.service import set_plan
from hubdesk.rules.policies.examples import examples
from hubdesk.rules.terms_text import windows_from, windows_text
from hubdesk.rules.vat import RATES
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.priceforms import VAT_WORDS
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

_COLUMNS = (
    Column(N_("Plan"), 190),
    Column(N_("Fee a month"), 110, right=True),
    Column(N_("Seats"), 70, right=True),
    Column(N_("Includes")),
    Column(N_("Valid"), 190),
)
_FIELDS = (
    Field("code", N_("Short name")),
    Field("name_en", N_("Name in English")),
    Field("name_th", N_("Name in Thai")),
    Field("fee_minor", N_("Fee a month, without VAT"), kind="amount"),
    Field("seats", N_("Seats"), kind="whole"),
    Field("hours", N_("Hours a month"), kind="whole"),
    Field("carry_hours", N_("Hours that may go on to the next month"), kind="whole"),
    Field("credit_minor", N_("Credit a month"), kind="amount", optional=True),
    Field("carry_minor", N_("Credit that may go on"), kind="amount", optional=True),
    Field("over_hour_minor", N_("An hour beyond it; empty: as the price rules say"),
          kind="amount", optional=True),
    Field("peaks", N_("Hours that count more or less"), hint=N_("1-5 18:00-24:00 150%")),
    Field("desks", N_("Also for desks"), kind="yes"),
    Field("vat_rate", N_("VAT"), kind="choice",
          choices={kind: VAT_WORDS[kind] for kind in RATES}),
    Field("valid_from", N_("Valid from"), kind="day"),
)  # fmt: skip


class MembershipsSection(Section):
    """See the module."""

    msgid = N_("Membership plans")
    kinds: ClassVar[tuple[str, ...]] = ("plan",)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._plans: tuple[Plan, ...] = ()
        self._started = False
        self.model = TableModel(front, _COLUMNS)
        self.listed = Card(self.make, N_("Membership plans"), icon="receipt-text")
        self.view = table_view(
            self.make, self.model, N_("Membership plans"),
            nothing=N_("No plan yet. Take those of the real hub, or define one below."),
        )  # fmt: skip
        self.view.clicked.connect(self._on_row)
        self.view.activated.connect(self._on_row)
        self.listed.body.addWidget(self.view)
        self.begin = self.make.button(
            N_("Enter the plans of a real house"), small=True, on=self._on_example
        )
        self.listed.act(self.begin)
        self.form = Form(self.make, _FIELDS, save=N_("Set this plan"), adds=True)
        self.form.saved.connect(self._on_saved)
        added = Card(self.make, N_("Set a plan"), icon="plus")
        added.act(self.make.button(N_("A new plan"), small=True, on=self._on_new))
        note = self.make.label(
            N_("It holds from its first day on; months that are closed stay as they were."),
            role="small", tone="muted", wrap=True,
        )  # fmt: skip
        note.setContentsMargins(14, 10, 14, 0)
        added.body.addWidget(note)
        added.body.addWidget(self.form)
        self.column.addWidget(self.listed)
        self.column.addWidget(added)

    def load(self) -> None:
        self.front.read(plans, self._on_read, owner=self, key="settings-plans")

    @Slot(object)
    def _on_read(self, found: tuple[Plan, ...]) -> None:
        self._plans = tuple(sorted(found, key=lambda one: (one.code, -one.valid_from.toordinal())))
        self.retranslate()
        if not self._started:
            self._started = True
            self._show(None)

    def retranslate(self) -> None:
        self.listed.count(len(self._plans))
        fit_height(self.view, len(self._plans))
        self.begin.setVisible(not self._plans)
        self.model.show_rows([self._row(one) for one in self._plans])

    def _row(self, plan: Plan) -> tuple[str, ...]:
        words, digits = self.front.words, self.front.house.digits
        valid = (
            words.t("from {day}", day=words.date_short(plan.valid_from))
            if plan.valid_to is None
            else words.period(plan.valid_from, plan.valid_to, short=True)
        )
        return (
            plan.names.get(words.lang), words.amount(plan.fee_minor, digits),
            words.number(plan.seats), self._includes(plan.terms), valid,
        )  # fmt: skip

    def _includes(self, terms: PlanTerms) -> str:
        words, digits = self.front.words, self.front.house.digits
        said = []
        if terms.allowance_minutes:
            said.append(words.t(N_("plan|{hours} h"), hours=terms.allowance_minutes // 60))
        if terms.carry_minutes:
            said.append(words.t(N_("plan|up to {hours} h go on"), hours=terms.carry_minutes // 60))
        if terms.credit_minor:
            said.append(words.t(
                N_("plan|credit {amount}"), amount=words.amount(terms.credit_minor, digits)
            ))  # fmt: skip
        if terms.over_hour_minor is not None:
            said.append(words.t(
                N_("plan|then {amount} an hour"),
                amount=words.amount(terms.over_hour_minor, digits),
            ))  # fmt: skip
        if terms.peaks:
            said.append(windows_text(terms.peaks))
        return " \u00b7 ".join(said)

    def _show(self, plan: Plan | None) -> None:
        terms = plan.terms if plan else PlanTerms()
        day: date = self.front.today().replace(day=1)
        self.form.start({
            "code": plan.code if plan else "",
            "name_en": plan.names.en if plan else "",
            "name_th": plan.names.th if plan else "",
            "fee_minor": plan.fee_minor if plan else 0,
            "seats": plan.seats if plan else 0,
            "hours": terms.allowance_minutes // 60,
            "carry_hours": terms.carry_minutes // 60,
            "credit_minor": terms.credit_minor or None,
            "carry_minor": terms.carry_minor or None,
            "over_hour_minor": terms.over_hour_minor,
            "peaks": windows_text(terms.peaks),
            "desks": "desk" in terms.kinds,
            "vat_rate": plan.vat_rate if plan else "7",
            "valid_from": max(day, plan.valid_from) if plan else day,
        })  # fmt: skip

    # -- what a person does ---------------------------------------------------------------------

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        self._show(self._plans[index.row()])

    @Slot()
    def _on_new(self) -> None:
        self._show(None)
        self.form.inputs["code"].widget.setFocus()

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values = self.form.read()
        if values is None:
            return
        try:
            terms = _terms(values)
        except InvalidInputError as error:
            self.form.refuse(error)
            return

        def saved(_result: object, changes: Changes) -> None:
            words = self.front.words
            self.told(changes, words.t(
                N_("{plan} holds from {day}."), plan=values["name_en"] or values["name_th"],
                day=words.date_short(values["valid_from"]),
            ))  # fmt: skip
            self.form.accept()

        self.front.write(
            lambda uow: set_plan(
                uow, values["code"], name_en=values["name_en"], name_th=values["name_th"],
                fee_minor=values["fee_minor"], seats=values["seats"], terms=terms,
                vat_rate=values["vat_rate"], valid_from=values["valid_from"],
            ),
            saved, owner=self, failed=self.form.refuse,
        )  # fmt: skip

    @Slot()
    def _on_example(self) -> None:
        found = [plan for one in examples() for plan in one.document.get("plans", ())]
        day = self.front.today().replace(day=1)

        def action(uow: UnitOfWork) -> int:
            for plan in found:
                set_plan(
                    uow, plan["code"], name_en=plan["name"]["en"], name_th=plan["name"]["th"],
                    fee_minor=plan["fee_minor"], seats=plan["seats"],
                    terms=terms_from(plan["terms"]), vat_rate=plan["vat_rate"], valid_from=day,
                )  # fmt: skip
            return len(found)

        def entered(count: object, changes: Changes) -> None:
            assert isinstance(count, int)
            words = self.front.words
            self.told(changes, words.n("{n} plan entered.", "{n} plans entered.", count))

        self.front.write(action, entered, owner=self, failed=self.front.refuse)


def _terms(values: Mapping[str, Any]) -> PlanTerms:
    """What a plan includes, from the fields."""
    try:
        peaks = windows_from(values["peaks"])
    except InvalidInputError as error:
        details = error.details
        raise InvalidInputError(
            field="peaks", value=str(details["value"]), reason=str(details["reason"])
        ) from error
    return terms_from({
        "allowance_minutes": values["hours"] * 60,
        "carry_minutes": values["carry_hours"] * 60,
        "credit_minor": values["credit_minor"] or 0,
        "carry_minor": values["carry_minor"] or 0,
        "over_hour_minor": values["over_hour_minor"],
        "peaks": peaks,
        "kinds": ["room", "desk"] if values["desks"] else ["room"],
    })  # fmt: skip
