"""The section *Rates*: the rate card by class and room, and price rules, from which day on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Slot

from hubdesk.kernel.changes import Changes
from hubdesk.orgs.model import CLASSES
from hubdesk.rules.pricing import RateLine
from hubdesk.rules.queries import rates
from hubdesk.rules.vat import RATES
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.settings import ops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.prices import PricesPart
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

_EVERY_ROOM = "0"
_COLUMNS = (
    Column(N_("Class"), 120),
    Column(N_("Room")),
    Column(N_("An hour"), 120, right=True),
    Column(N_("Free hours a month"), 150, right=True),
    Column(N_("VAT"), 90),
    Column(N_("Valid"), 240),
)
_VAT_WORDS = {"exempt": N_("vat|exempt"), "7": N_("vat|7 %"), "0": N_("vat|0 %")}


@dataclass(frozen=True, slots=True)
class RateCard:
    """The lines, newest first within their class and room, and what rooms are called."""

    lines: tuple[RateLine, ...]
    rooms: tuple[Resource, ...]


def read_rate_card(session: Session) -> RateCard:
    lines = sorted(
        rates(session),
        key=lambda line: (CLASSES.index(line.org_class), line.resource_id or 0,
                          -line.valid_from.toordinal()),
    )  # fmt: skip
    found = tuple(one for one in resources(session) if one.kind != "equipment")
    return RateCard(tuple(lines), found)


class RatesSection(Section):
    """See the module."""

    msgid = N_("Rates")
    kinds: ClassVar[tuple[str, ...]] = ("rate", "price_rule", "resource", "organisation")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._card = RateCard((), ())
        self.model = TableModel(front, _COLUMNS)
        self.listed = Card(self.make, N_("Rate card"), icon="banknote")
        self.view = table_view(
            self.make, self.model, N_("Rate card"),
            nothing=N_("No rate yet: rooms cost nothing."),
        )  # fmt: skip
        self.listed.body.addWidget(self.view)
        self.form = Form(
            self.make,
            (
                Field("org_class", N_("Class"), kind="choice",
                      choices={one: f"class|{one}" for one in CLASSES}),
                Field("room", N_("Room"), kind="choice"),
                Field("hour_minor", N_("An hour, without VAT"), kind="amount"),
                Field("free_hours", N_("Free hours a month"), kind="whole"),
                Field("vat_rate", N_("VAT"), kind="choice",
                      choices={kind: _VAT_WORDS[kind] for kind in RATES}),
                Field("valid_from", N_("Valid from"), kind="day"),
            ),
            save=N_("Set this rate"), adds=True,
        )  # fmt: skip
        self.form.saved.connect(self._on_saved)
        added = Card(self.make, N_("A new rate"), icon="plus")
        note = self.make.label(
            N_("It ends the rate before it on the day before; what is charged already stays."),
            role="small", tone="muted", wrap=True,
        )  # fmt: skip
        note.setContentsMargins(14, 10, 14, 0)
        added.body.addWidget(note)
        added.body.addWidget(self.form)
        self.prices = PricesPart(self.make)
        self.prices.told.connect(self.told)
        self.column.addWidget(self.listed)
        self.column.addWidget(added)
        self.column.addWidget(self.prices)

    def load(self) -> None:
        self.front.read(read_rate_card, self._on_read, owner=self, key="settings-rates")
        self.prices.load()

    @Slot(object)
    def _on_read(self, found: RateCard) -> None:
        first = not self._card.rooms
        self._card = found
        self.retranslate()
        if first and not self.form.typed():
            self._clear()

    def retranslate(self) -> None:
        words = self.front.words
        self.prices.retranslate()
        names = {one.id: f"{one.code} {one.names.get(words.lang)}" for one in self._card.rooms}
        every = words.t("every room")
        self.form.set_choices(
            "room", {_EVERY_ROOM: every, **{str(key): name for key, name in names.items()}}
        )
        self.listed.count(len(self._card.lines))
        fit_height(self.view, len(self._card.lines))
        self.model.show_rows([self._row(line, names, every) for line in self._card.lines])

    def _row(self, line: RateLine, names: dict[int, str], every: str) -> tuple[str, ...]:
        words = self.front.words
        room = every if line.resource_id is None else names.get(line.resource_id, "")
        valid = (
            words.t("from {day}", day=words.date_short(line.valid_from))
            if line.valid_to is None
            else words.period(line.valid_from, line.valid_to, short=True)
        )
        hours, minutes = divmod(line.free_minutes, 60)
        return (
            words.name("class", line.org_class), room,
            words.amount(line.hour_minor, self.front.house.digits),
            f"{hours}:{minutes:02d}" if minutes else str(hours),
            words.t(_VAT_WORDS[line.vat_rate]), valid,
        )  # fmt: skip

    def _clear(self) -> None:
        self.form.start({
            "org_class": CLASSES[0], "room": _EVERY_ROOM, "hour_minor": None, "free_hours": 0,
            "vat_rate": "7", "valid_from": self.front.today().replace(day=1),
        })  # fmt: skip

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values = self.form.read()
        if values is None:
            return
        words = self.front.words

        def saved(_result: object, changes: Changes) -> None:
            self.told(changes, words.t(
                "{org_class}: {amount} an hour from {day}.",
                org_class=words.name("class", values["org_class"]),
                amount=words.amount(values["hour_minor"], self.front.house.digits),
                day=words.date_short(values["valid_from"]),
            ))  # fmt: skip
            self._clear()

        room = int(values["room"])
        ops.save_rate(
            self.front, values["org_class"], room or None, values["hour_minor"],
            values["free_hours"] * 60, values["vat_rate"], values["valid_from"], saved,
            self.form.refuse, owner=self,
        )  # fmt: skip
