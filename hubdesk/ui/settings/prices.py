"""Price rules below the rate card: listed, set from a day on, ended, begun with an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.hub.queries.holidays import holidays_between
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import InvalidInputError, KnownError
from hubdesk.orgs.queries import organisations
from hubdesk.rules.policies.examples import examples
from hubdesk.rules.priceable import PriceRule
from hubdesk.rules.queries import price_rules
from hubdesk.rules.service import end_price_rule, enter_prices, set_price_rule
from hubdesk.rules.tariff import Tariff
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.settings.form import Form
from hubdesk.ui.settings.priceexample import PriceExample
from hubdesk.ui.settings.priceforms import KINDS, PRICE_FIELDS, form_values, terms_of
from hubdesk.ui.settings.pricewords import tariff_words
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, clear, column, lay, row
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

Saved = Callable[[object, Changes], None]
Failed = Callable[[KnownError], None]
_COLUMNS = (
    Column(N_("Rule"), 160),
    Column(N_("For"), 108),
    Column(N_("Where"), 122),
    Column(N_("Price")),
    Column(N_("Valid"), 132),
)


@dataclass(frozen=True, slots=True)
class PriceBook:
    """The rules, newest version first, what rooms and organisations are called, holidays."""

    rules: tuple[PriceRule, ...] = ()
    rooms: tuple[Resource, ...] = ()
    orgs: Mapping[int, str] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()


def read_price_book(session: Session) -> PriceBook:
    rules = sorted(price_rules(session), key=lambda one: (one.code, -one.valid_from.toordinal()))
    orgs = {one.id: one.code for one in organisations(session)}
    days = frozenset(one.day for one in holidays_between(session, date.min, date.max))
    return PriceBook(tuple(rules), tuple(resources(session)), orgs, days)


def save_price_rule(
    front: Front, values: Mapping[str, Any], tariff: Tariff, org_id: int | None, saved: Saved,
    failed: Failed, *, owner: QWidget,
) -> None:  # fmt: skip
    """Set a rule from a day on."""
    room = values["room"]
    front.write(
        lambda uow: set_price_rule(
            uow, values["code"], name_en=values["name_en"] or values["code"],
            name_th=values["name_th"], tariff=tariff, vat_rate=values["vat_rate"],
            valid_from=values["valid_from"], org_class=values["org_class"], org_id=org_id,
            resource_kind=room if room in KINDS else "room",
            resource_id=None if room in KINDS else int(room),
        ),
        saved, owner=owner, failed=failed,
    )  # fmt: skip


class PricesPart(QWidget):
    """See the module.

    Signals:
        told(Changes, str): something was done that the message bar should say.
    """

    told = Signal(object, str)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.front, self.make = make.front, make
        self._book = PriceBook()
        self._started = False
        self.model = TableModel(make.front, _COLUMNS)
        self.listed = Card(make, N_("Price rules"), icon="banknote")
        self.view = table_view(
            make, self.model, N_("Price rules"),
            nothing=N_("No price rule: the rate card holds."),
        )  # fmt: skip
        # A price is a sentence: it takes a second line where the first does not hold it.
        self.view.setWordWrap(True)
        self.view.verticalHeader().setDefaultSectionSize(make.front.theme.size("row_two_lines"))
        self.view.clicked.connect(self._on_row)
        self.view.activated.connect(self._on_row)
        note = make.label(
            N_("A price rule stands before the rate card. Choose one to set its next version."),
            role="small", tone="muted", wrap=True,
        )  # fmt: skip
        note.setContentsMargins(14, 10, 14, 0)
        self.listed.body.addWidget(note)
        self.listed.body.addWidget(self.view)
        self.form = Form(make, PRICE_FIELDS, save=N_("Set this price"), adds=True)
        self.form.saved.connect(self._on_saved)
        self.added = Card(make, N_("Set a price rule"), icon="plus")
        self.end = make.button(N_("End this rule"), small=True, on=self._on_end)
        self.new = make.button(N_("A new rule"), small=True, on=self._on_new)
        self.added.act(self.end)
        self.added.act(self.new)
        self.added.body.addWidget(self.form)
        self.example = PriceExample(make)
        for entry in self.form.inputs.values():
            entry.edited.connect(self._work)
        self._houses = QVBoxLayout()
        begin = Card(make, N_("Begin with the prices of a real house"), icon="building-2")
        begin.body.addLayout(self._houses)
        lay(QVBoxLayout(self), self.listed, self.added, self.example, begin, gap=12)

    def load(self) -> None:
        self.front.read(read_price_book, self._on_read, owner=self, key="settings-prices")

    @Slot(object)
    def _on_read(self, found: PriceBook) -> None:
        self._book = found
        self.retranslate()
        if not self._started:
            self._started = True
            self._show(None)

    def retranslate(self) -> None:
        words, book = self.front.words, self._book
        names = {one.id: f"{one.code} {one.names.get(words.lang)}" for one in book.rooms}
        places = {kind: words.t(msgid) for kind, msgid in KINDS.items()}
        self.form.set_choices("room", {**places, **{str(key): one for key, one in names.items()}})
        self.listed.count(len(book.rules))
        fit_height(self.view, len(book.rules))
        self.model.show_rows([self._row(rule, names, places) for rule in book.rules])
        clear(self._houses)
        for one in examples():
            prices = one.document.get("prices", ())
            if prices:
                self._houses.addWidget(self._house(one.key, one.names.get(words.lang), len(prices)))

    def _row(
        self, rule: PriceRule, names: Mapping[int, str], places: Mapping[str, str]
    ) -> tuple[str, ...]:
        words = self.front.words
        whom = words.name("class", rule.org_class) if rule.org_class else words.t(N_("everybody"))
        if rule.org_id is not None:
            whom = self._book.orgs.get(rule.org_id, "")
        where = (
            places[rule.resource_kind] if rule.resource_id is None
            else names.get(rule.resource_id, "")
        )  # fmt: skip
        valid = (
            words.t("from {day}", day=words.date_short(rule.valid_from))
            if rule.valid_to is None
            else words.period(rule.valid_from, rule.valid_to, short=True)
        )
        said = tariff_words(words, rule.tariff, self.front.house.digits)
        return rule.names.get(words.lang), whom, where, said, valid

    def _house(self, key: str, name: str, count: int) -> QWidget:
        said = self.front.words.n("Enter {n} price", "Enter {n} prices", count)
        enter = self.make.button("", small=True, on=self._on_example)
        enter.setText(said)
        enter.setProperty("example", key)
        enter.setAccessibleName(f"{said}: {name}")
        line = QWidget()
        text = column(self.make.label(text=name, role="label", wrap=True))
        box = row(text, enter, gap=12)
        box.setStretch(0, 1)
        lay(QVBoxLayout(line), box, margins=(14, 6, 12, 6))
        return line

    def _show(self, rule: PriceRule | None) -> None:
        codes = {one.id: one.code for one in self._book.rooms}
        day: date = self.front.today().replace(day=1)
        if rule is not None:
            day = max(day, rule.valid_from)
        self.form.start(
            form_values(rule, codes, self._book.orgs, day, self.front.house.digits)
        )
        self.end.setVisible(rule is not None)
        self._work()

    @Slot()
    def _work(self) -> None:
        """Work the example out anew, as far as the fields can be read."""
        ids = {one.code: one.id for one in self._book.rooms}
        tariff = None
        with suppress(InvalidInputError, KeyError):
            tariff = terms_of(self.form.glance(), ids, self.front.house.digits)
        self.example.show_terms(tariff, self._book.holidays)

    # -- what a person does ---------------------------------------------------------------------

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        self._show(self._book.rules[index.row()])

    @Slot()
    def _on_new(self) -> None:
        self._show(None)
        self.form.inputs["code"].widget.setFocus()

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values = self.form.read()
        if values is None:
            return
        ids = {one.code: one.id for one in self._book.rooms}
        by_code = {code: org_id for org_id, code in self._book.orgs.items()}
        try:
            tariff = terms_of(values, ids, self.front.house.digits)
            if values["org"] and values["org"] not in by_code:
                raise InvalidInputError(field="org", value=values["org"], reason="not_one_of")
        except InvalidInputError as error:
            self.form.refuse(error)
            return

        def saved(_result: object, changes: Changes) -> None:
            words = self.front.words
            self.told.emit(changes, words.t(
                N_("{rule} costs this from {day}."), rule=values["name_en"] or values["code"],
                day=words.date_short(values["valid_from"]),
            ))  # fmt: skip
            self.form.accept()

        save_price_rule(
            self.front, values, tariff, by_code.get(values["org"]), saved, self.form.refuse,
            owner=self,
        )  # fmt: skip

    @Slot()
    def _on_end(self) -> None:
        code, day = self.form.inputs["code"].value(), self.front.today()

        def ended(_result: object, changes: Changes) -> None:
            self.told.emit(changes, self.front.words.t(
                N_("{rule} ends on {day}."), rule=code, day=self.front.words.date_short(day)
            ))  # fmt: skip

        self.front.write(
            lambda uow: end_price_rule(uow, code, day), ended, owner=self,
            failed=self.front.refuse,
        )  # fmt: skip

    @Slot()
    def _on_example(self) -> None:
        key = self.sender().property("example")
        prices = next(one.document["prices"] for one in examples() if one.key == key)
        day = self.front.today().replace(day=1)

        def entered(count: object, changes: Changes) -> None:
            words = self.front.words
            assert isinstance(count, int)
            self.told.emit(changes, words.n(
                "{n} price entered.", "{n} prices entered.", count
            ))  # fmt: skip

        self.front.write(
            lambda uow: enter_prices(uow, prices, day), entered, owner=self,
            failed=self.front.refuse,
        )  # fmt: skip
