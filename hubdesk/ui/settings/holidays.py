"""The section *Holidays*: the days series can leave out, and how long offers and promises hold."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QVBoxLayout

from hubdesk.hub.model import Holiday, HubSettings
from hubdesk.hub.proposals import COUNTRIES
from hubdesk.hub.queries import settings
from hubdesk.hub.queries.holidays import holidays_between
from hubdesk.kernel.changes import Changes
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.settings import holidayops, ops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import lay, row
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

_COLUMNS = (
    Column(N_("Day"), 150), Column(N_("Name in Thai")), Column(N_("Name in English")),
    Column(N_("Proposed for"), 110),
)  # fmt: skip
_FIELDS = (
    Field("day", N_("Day"), kind="day"),
    Field("name_th", N_("Name in Thai")),
    Field("name_en", N_("Name in English")),
)
_PROMISES = (
    Field("offer_hours", N_("Hours to answer an offer"), kind="whole"),
    Field("reconfirm_days", N_("Days before a standing booking is to be confirmed"), kind="whole"),
)
_SPAN = range(-1, 4)

_Loaded = tuple[tuple[Holiday, ...], HubSettings]


class HolidaysSection(Section):
    """See the module.

    Attributes:
        chosen: the holiday whose fields are shown; None = a new one.
    """

    msgid = N_("Holidays")
    kinds: ClassVar[tuple[str, ...]] = ("holiday", "hub")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.chosen: Holiday | None = None
        self._holidays: tuple[Holiday, ...] = ()
        self._build_list()
        self._build_form()
        self.promises = self.add_form(
            N_("Waiting list and standing bookings"), "hourglass", _PROMISES
        )
        self.promises.saved.connect(self._on_promises_saved)
        self._clear()

    def _build_list(self) -> None:
        make = self.make
        self.year = Combo(make, N_("Year"))
        self.year.currentIndexChanged.connect(self._on_year_changed)
        self.country = Combo(make, N_("Country"))
        for code in COUNTRIES:
            self.country.addItem(code, code)
        self.propose = make.button(
            N_("Add its public holidays"), icon="sparkles", on=self._on_propose_clicked
        )
        self.model = TableModel(self.front, _COLUMNS)
        self.view = table_view(
            make, self.model, N_("Holidays"),
            nothing=N_("No holiday yet. Take the public ones, or enter your own below."),
        )  # fmt: skip
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.remove = make.button(N_("Remove"), icon="trash-2", on=self._on_remove_clicked)
        note = make.label(
            N_("Series that leave out holidays skip these days by themselves. Proposals are what "
               "was known when this program was made: the table has the last word."),
            role="small", tone="muted", wrap=True,
        )  # fmt: skip
        note.setContentsMargins(14, 8, 14, 4)
        self.card = Card(make, N_("Holidays"), icon="calendar-x")
        for box in (self.year, self.country):
            box.setFixedWidth(110)
        self.card.body.addLayout(
            lay(
                row(self.year, 8, self.country, self.propose, None), margins=(14, 8, 14, 8)
            )
        )
        self.card.body.addWidget(self.view)
        self.card.body.addWidget(note)
        self.card.body.addLayout(lay(row(self.remove, None), margins=(14, 4, 14, 10)))
        self.column.addWidget(self.card)
        self._fill_years()

    def _build_form(self) -> None:
        self.form = Form(self.make, _FIELDS, save=N_("Save"), adds=True)
        self.form.saved.connect(self._on_saved)
        self.new = self.make.button(N_("New holiday"), icon="plus", on=self._on_new_clicked)
        card = Card(self.make, N_("A day of our own"), icon="calendar-plus")
        box = QVBoxLayout()
        box.addWidget(self.form)
        card.body.addLayout(box)
        card.body.addLayout(lay(row(self.new, None), margins=(14, 0, 14, 12)))
        self.column.addWidget(card)

    def _fill_years(self) -> None:
        this, words = self.front.today().year, self.front.words
        kept = self.year.currentData() or this
        self.year.blockSignals(True)
        self.year.clear()
        for ahead in _SPAN:
            self.year.addItem(words.year(this + ahead), this + ahead)
        self.year.setCurrentIndex(max(0, self.year.findData(kept)))
        self.year.blockSignals(False)

    # -- shown ----------------------------------------------------------------------------------

    def load(self) -> None:
        year = int(self.year.currentData())

        def query(session: Session) -> _Loaded:
            found = holidays_between(session, date(year, 1, 1), date(year, 12, 31))
            return found, settings(session)

        self.front.read(query, self._on_read, owner=self, key="settings-holidays")

    @Slot(object)
    def _on_read(self, found: _Loaded) -> None:
        self._holidays = found[0]
        self.promises.show_values(
            {"offer_hours": found[1].offer_hours, "reconfirm_days": found[1].reconfirm_days}
        )
        self._show()

    def retranslate(self) -> None:
        self._fill_years()
        self._show()

    def _show(self) -> None:
        words = self.front.words
        self.card.count(len(self._holidays))
        fit_height(self.view, len(self._holidays), most=14)
        self.model.show_rows([
            (words.weekday_date(one.day), one.names.th, one.names.en,
             one.source or words.t("our own"))
            for one in self._holidays
        ])  # fmt: skip
        self.remove.setEnabled(self.view.currentIndex().isValid())

    def _clear(self) -> None:
        self.chosen = None
        self.form.start({"day": self.front.today(), "name_th": "", "name_en": ""})

    # -- done -----------------------------------------------------------------------------------

    @Slot(int)
    def _on_year_changed(self, _at: int) -> None:
        self._clear()
        self.load()

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.remove.setEnabled(current.isValid())
        if current.isValid() and current.row() < len(self._holidays):
            one = self.chosen = self._holidays[current.row()]
            self.form.start({"day": one.day, "name_th": one.names.th, "name_en": one.names.en})

    @Slot()
    def _on_new_clicked(self) -> None:
        self.view.clearSelection()
        self.view.setCurrentIndex(QModelIndex())
        self._clear()
        self.form.inputs["day"].widget.setFocus()

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values = self.form.read()
        if values is None:
            return
        chosen = self.chosen

        def saved(_result: object, changes: Changes) -> None:
            self.form.accept()
            name = values["name_th"] or values["name_en"]
            self.told(changes, self.front.words.t("Holiday saved: {name}", name=name))
            self._clear()

        if chosen is None:
            holidayops.add(self.front, values, saved, self.form.refuse, owner=self)
        else:
            holidayops.change(
                self.front, chosen.id, values, saved, self.form.refuse, owner=self
            )

    @Slot()
    def _on_remove_clicked(self) -> None:
        one = self.chosen
        if one is None:
            return

        def removed(_result: object, changes: Changes) -> None:
            words = self.front.words
            name = one.names.get(words.lang)
            self.told(changes, words.t("Holiday removed: {name}", name=name))
            self._clear()

        holidayops.remove(self.front, one.id, removed, owner=self)

    @Slot()
    def _on_propose_clicked(self) -> None:
        country, year = str(self.country.currentData()), int(self.year.currentData())

        def added(count: int, changes: Changes) -> None:
            words = self.front.words
            if count:
                text = words.n("{n} holiday added", "{n} holidays added", count)
                self.told(changes, text)
            else:
                self.front.tell(words.t("Nothing new is known for that year."), tone="warning")

        holidayops.propose(self.front, country, year, added, owner=self)

    @Slot(dict)
    def _on_promises_saved(self, values: dict[str, Any]) -> None:
        saved = self.kept(self.promises, N_("The hub\u2019s settings are saved."))
        ops.save_settings(self.front, values, saved, self.promises.refuse, owner=self)
