"""The tab *Desks* of an organisation: its own desks, when they are away, and what can be done.

panel = DesksPanel(make, view)
panel.show_org(found)
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.booking.queries.desks import Assignment, assignments
from hubdesk.kernel.changes import Changes
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.plan.deskforms import DeskForms
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import Cell, CellModel, CellView, Row
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.table import Column
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

COLUMNS = (
    Column(N_("Desk"), 110),
    Column(N_("Floor"), 80),
    Column(N_("Person")),
    Column(N_("From"), 120),
    Column(N_("Until"), 120),
    Column(N_("Away"), 220),
)
_KINDS = ("assignment", "away")


class DesksPanel(QWidget):
    """Attributes:
    give, away, back, move, end: what can be done with the chosen desk.

    Signals:
        counted(int): how many desks are theirs now.
    """

    counted = Signal(int)

    def __init__(self, make: Make, page: QWidget) -> None:
        super().__init__()
        self._front: Front = make.front
        self._found: OrgLoad | None = None
        self._desks: tuple[Assignment, ...] = ()
        self.model = CellModel(make.front, COLUMNS)
        self.view = CellView(make, self.model, N_("Desks"), nothing=N_("No desk is theirs."))
        self._make, self._page = make, page
        self.give = make.button(N_("Give a desk \u2026"), icon="plus", small=True,
                                on=self._on_give_clicked)  # fmt: skip
        self.away = make.button(N_("Away days \u2026"), small=True, on=self._on_away_clicked)
        self.back = make.button(N_("Back early"), small=True, on=self._on_back_clicked)
        self.move_on = make.button(N_("Another desk \u2026"), small=True,
                                   on=self._on_move_clicked)  # fmt: skip
        self.end = make.button(N_("Last day \u2026"), small=True, on=self._on_end_clicked)
        self._card = Card(make, N_("Desks"), icon="armchair")
        self._card.act(self.back, self.away, self.move_on, self.end, self.give)
        self._card.body.addWidget(self.view)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.view.opened.connect(self._on_opened)
        lay(QVBoxLayout(self), self._card, None, margins=(16, 12, 16, 16))
        make.front.hub_changed.connect(self._on_hub_changed)
        self._enable()

    @cached_property
    def forms(self) -> DeskForms:
        """The forms of a desk, made when they are first wanted."""
        return DeskForms(self._page, self._make)

    def show_org(self, found: OrgLoad) -> None:
        """Show another organisation, or the same one anew."""
        self._found = found
        self.give.setEnabled(found.here)
        self._read()

    def _read(self) -> None:
        if self._found is None:
            return
        org_id, today = self._found.org.id, self._found.today

        def read(session: Session) -> tuple[Assignment, ...]:
            return assignments(session, org_id=org_id, from_day=today)

        self._front.read(read, self._on_read, owner=self, key="desks of organisation")

    @Slot(object)
    def _on_read(self, desks: tuple[Assignment, ...]) -> None:
        chosen = self._chosen()
        self._desks = desks
        words = self._front.words
        self.model.show_rows([_row(words, one) for one in desks])
        self._card.count(len(desks))
        self.counted.emit(len(desks))
        at = next((at for at, one in enumerate(desks) if chosen and one.id == chosen.id), 0)
        if desks:
            self.view.setCurrentIndex(self.model.index(at, 0))
        self._enable()

    def _chosen(self) -> Assignment | None:
        at = self.view.currentIndex().row()
        return self._desks[at] if 0 <= at < len(self._desks) else None

    def _enable(self) -> None:
        chosen = self._chosen()
        for button in (self.away, self.move_on, self.end):
            button.setEnabled(chosen is not None)
        today = self._front.today()
        self.back.setEnabled(
            chosen is not None and any(away.last_day >= today for away in chosen.aways)
        )

    # -- signals --------------------------------------------------------------------------------

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        if changes.touches(*_KINDS):
            self._read()

    @Slot()
    def _on_row_changed(self) -> None:
        self._enable()

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self._on_away_clicked()

    @Slot()
    def _on_give_clicked(self) -> None:
        if self._found is not None:
            org = self._found.org
            self.forms.assign_to(self.give, org.id, org.code, self._found.people)

    @Slot()
    def _on_away_clicked(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.forms.away(self.away, chosen)

    @Slot()
    def _on_back_clicked(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.forms.back(chosen)

    @Slot()
    def _on_move_clicked(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.forms.move(self.move_on, chosen)

    @Slot()
    def _on_end_clicked(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.forms.end(self.end, chosen)


def _row(words: Words, one: Assignment) -> Row:
    away = ", ".join(
        words.period(gone.first_day, gone.last_day, short=True) for gone in one.aways[-2:]
    )
    person = one.person.get(words.lang) or words.t("anybody of the organisation")
    last = words.t("no end is known") if one.last_day is None else words.date_short(one.last_day)
    return Row(one.id, (
        Cell(one.desk, strong=True), Cell(one.floor), Cell(person),
        Cell(words.date_short(one.first_day)), Cell(last),
        Cell(away, "good" if away else "", "log-out" if away else ""),
    ))  # fmt: skip


