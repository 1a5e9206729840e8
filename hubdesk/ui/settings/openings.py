"""The section *Opening hours*: dated rows for a room or all, a class or everybody, weekdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QLabel

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.names import Names
from hubdesk.spaces.glances import openings, resources
from hubdesk.spaces.model import Opening
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.settings import roomops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import lay, row
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.ui.widgets.timefield import text_of_minute
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_CLASSES = {
    "": N_("Everybody"), "resident": N_("class|resident"), "affiliate": N_("class|affiliate"),
    "partner": N_("class|partner"), "outside": N_("class|outside"),
}  # fmt: skip
_COLUMNS = (
    Column(N_("Where"), 150), Column(N_("For"), 130), Column(N_("Weekdays"), 150),
    Column(N_("Open"), 120), Column(N_("Days"), 210), Column(N_("Season")),
)  # fmt: skip
_FIELDS = (
    Field("resource_id", N_("Where"), kind="choice", optional=True),
    Field("org_class", N_("For"), kind="choice", choices=_CLASSES),
    Field("weekdays", N_("Weekdays"), kind="days", hint=N_("none = every day")),
    Field("open_minute", N_("Opens"), kind="time", optional=True, hint=N_("empty = closed")),
    Field("close_minute", N_("Closes"), kind="time", optional=True, hint=N_("empty = closed")),
    Field("valid_from", N_("First day"), kind="day"),
    Field("valid_to", N_("Last day"), kind="day", optional=True),
    Field("reason", N_("Season"), hint=N_("such as: school holidays")),
)  # fmt: skip


_NOTE = N_(
    "The most specific row counts: a room before all, a class before everybody, a season before "
    "open-ended hours, named weekdays before every day. Without a row, the hours of the room hold."
)
_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Every row, and the rooms and desks they can be for."""

    rows: tuple[Opening, ...]
    places: dict[int, Names]


def load_hours(session: Session) -> Hours:
    """Rows and places, as the section shows them."""
    places = {
        place.id: Names(
            f"{place.code} \u00b7 {place.names.get('th')}",
            f"{place.code} \u00b7 {place.names.get('en')}",
        )
        for place in resources(session)
        if place.kind != "equipment" and place.active
    }
    return Hours(openings(session), places)


def days_text(words: Words, weekdays: frozenset[int]) -> str:
    """``Mon, Tue``, or that it is every day."""
    if not weekdays:
        return words.t("every day")
    days = (_MONDAY + timedelta(day) for day in sorted(weekdays))
    return ", ".join(words.weekday(day, short=True) for day in days)


def padded(label: QLabel) -> QLabel:
    """A note that stands as far from the card's edge as its fields do."""
    label.setContentsMargins(14, 10, 14, 10)
    return label


class OpeningsSection(Section):
    """See the module."""

    msgid = N_("Opening hours")
    kinds: ClassVar[tuple[str, ...]] = ("opening", "resource")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        self._hours = Hours((), {})
        self._chosen: Opening | None = None
        self.model = TableModel(front, _COLUMNS)
        self.view = table_view(
            make, self.model, N_("Opening hours"),
            nothing=N_("No hours of their own: each room is open as its card says."),
        )  # fmt: skip
        self.listed = Card(make, N_("Opening hours"), icon="clock")
        self.listed.body.addWidget(
            padded(make.label(_NOTE, role="small", tone="muted", wrap=True))
        )
        self.listed.body.addWidget(self.view)
        self.new = make.button(N_("New row"), icon="plus", on=self._on_new_clicked)
        self.drop = make.button(N_("Remove the row"), icon="trash-2", on=self._on_drop_clicked)
        self.listed.body.addLayout(
            lay(row(self.new, self.drop, None), gap=8, margins=(14, 10, 14, 12))
        )
        self.form = Form(make, _FIELDS, adds=True)
        self.form.saved.connect(self._on_saved)
        self.edited = Card(make, N_("Hours of a season"), icon="pencil")
        self.edited.body.addWidget(self.form)
        for card in (self.listed, self.edited):
            self.column.addWidget(card)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.start_new()

    def load(self) -> None:
        self.front.read(load_hours, self._on_read, owner=self, key="settings-openings")

    def retranslate(self) -> None:
        words = self.front.words
        places = {"": words.t("All rooms and desks")}
        places |= {str(key): names.get(words.lang) for key, names in self._hours.places.items()}
        self.form.set_choices("resource_id", places)
        self.listed.count(len(self._hours.rows))
        fit_height(self.view, len(self._hours.rows))
        self.model.show_rows([self._row(words, one) for one in self._hours.rows])
        self.drop.setEnabled(self._chosen is not None)

    def _row(self, words: Words, one: Opening) -> tuple[str, ...]:
        place = self._hours.places.get(one.resource_id or 0)
        hours = words.t("closed")
        if one.open_minute is not None and one.close_minute is not None:
            hours = f"{text_of_minute(one.open_minute)}\u2013{text_of_minute(one.close_minute)}"
        first = words.date_short(one.valid_from)
        last = "" if one.valid_to is None else words.date_short(one.valid_to)
        return (
            words.t("All rooms and desks") if place is None else place.get(words.lang),
            words.t(_CLASSES[one.org_class]),
            days_text(words, one.weekdays),
            hours,
            f"{first} \u2013 {last}" if last else words.t("from {day} on", day=first),
            one.reason,
        )

    def start_new(self) -> None:
        """Empty the form for a new row."""
        self._chosen = None
        self.drop.setEnabled(False)
        self.form.start({
            "resource_id": "", "org_class": "", "weekdays": frozenset(), "open_minute": 8 * 60,
            "close_minute": 20 * 60, "valid_from": self.front.today(), "valid_to": None,
            "reason": "",
        })  # fmt: skip

    # -- signals --------------------------------------------------------------------------------

    @Slot(object)
    def _on_read(self, hours: Hours) -> None:
        self._hours = hours
        self.retranslate()

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not 0 <= current.row() < len(self._hours.rows):
            return
        one = self._chosen = self._hours.rows[current.row()]
        self.drop.setEnabled(True)
        self.form.start({
            "resource_id": "" if one.resource_id is None else str(one.resource_id),
            "org_class": one.org_class, "weekdays": one.weekdays,
            "open_minute": one.open_minute, "close_minute": one.close_minute,
            "valid_from": one.valid_from, "valid_to": one.valid_to, "reason": one.reason,
        })  # fmt: skip

    @Slot()
    def _on_new_clicked(self) -> None:
        self.view.selectionModel().clear()
        self.start_new()
        self.form.inputs["resource_id"].widget.setFocus()

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values, words = self.form.read(), self.front.words
        if values is None:
            return
        resource = values["resource_id"]
        values = {**values, "resource_id": int(resource) if resource else None}

        def saved(_result: object, changes: Changes) -> None:
            self.start_new()
            self.told(changes, words.t("The opening hours are saved."))

        roomops.save_opening(self.front, self._chosen.id if self._chosen else 0, values, saved,
                             self.form.refuse, owner=self)  # fmt: skip

    @Slot()
    def _on_drop_clicked(self) -> None:
        words = self.front.words
        if self._chosen is None:
            return

        def saved(_result: object, changes: Changes) -> None:
            self.start_new()
            self.told(changes, words.t("The opening hours are removed."))

        roomops.drop_opening(self.front, self._chosen.id, saved, owner=self)
