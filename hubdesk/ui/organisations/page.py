"""The page *Organisations*: the list, and a page for each.

page = OrganisationsPage(front)
page.open_org(7, tab="people")
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.kernel.errors import KnownError, NotFoundError
from hubdesk.orgs.queries import any_organisation, person
from hubdesk.ui.folders import documents
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.imports import ask_and_import
from hubdesk.ui.organisations import ops
from hubdesk.ui.organisations.deeds import Deeds
from hubdesk.ui.organisations.listing import OrgListing
from hubdesk.ui.organisations.load import OrgLoad, load_org
from hubdesk.ui.organisations.view import OrgView
from hubdesk.ui.places import Command, Place
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import lay
from hubdesk.words.marker import N_

_IMPORTS = ("organisations", "people", "occupancy")


class OrganisationsPage(Page):
    """Attributes:
    listing: the list.
    deeds: the forms and what they do.
    """

    name = "organisations"
    msgid = N_("Organisations")
    kinds = ("organisation", "person", "membership", "occupancy", "booking", "occurrence",
             "document", "payment", "posting", "ledger_transaction", "period", "rate",
             "resource")  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._org_id: int | None = None
        self._person: int | None = None
        self.listing = OrgListing(self.make)
        self.deeds = Deeds(self)
        self.new_button = self.make.button(
            N_("New organisation"), icon="plus", kind="primary", on=self.new
        )
        self.import_button = self.make.button(
            N_("Read a spreadsheet \u2026"), icon="upload", on=self._on_import_clicked
        )
        self.export_button = self.make.button(
            N_("Save as \u2026"), icon="download", on=self.export
        )
        self.first_button = self.make.button(
            N_("New organisation"), icon="plus", kind="primary", on=self.new
        )
        self._count = self.make.label(tone="muted")
        self._stack = QStackedWidget()
        self._list_page = QWidget()
        box = lay(QVBoxLayout(self._list_page), self._build_header(), self.listing)
        box.setStretchFactor(self.listing, 1)
        self._empty = EmptyPage(
            self.make, "building-2", N_("No organisations yet"),
            N_("The organisations of the house belong here: who they are, how many seats they "
               "have, who works there, what they book and owe."),
            self.first_button,
            self.make.button(N_("Read a spreadsheet \u2026"), icon="upload",
                             on=self.import_organisations),
        )  # fmt: skip
        for page in (self._list_page, self._empty):
            self._stack.addWidget(page)
        lay(QVBoxLayout(self), self._stack)
        self._connect()

    def _build_header(self) -> QWidget:
        header = QWidget()
        header.setFixedHeight(self.front.theme.size("page_header"))
        lay(
            QHBoxLayout(header), self.make.label(self.msgid, role="title"), self._count, None,
            self.import_button, self.export_button, self.new_button, gap=8,
            margins=(16, 0, 16, 0),
        )  # fmt: skip
        return header

    def _connect(self) -> None:
        self.listing.opened.connect(self.open_org)
        self.listing.counted.connect(self._on_counted)
        self.deeds.added.connect(self.open_org)

    @cached_property
    def view(self) -> OrgView:
        """Made when the first organisation is opened: the list comes sooner without it."""
        view = OrgView(self.make)
        view.back.clicked.connect(self.show_list)
        view.before.clicked.connect(self.show_before)
        view.after.clicked.connect(self.show_after)
        self._stack.addWidget(view)
        self.deeds.serve(view)
        return view

    def _viewing(self) -> bool:
        """Whether the page of one organisation is in front."""
        return isinstance(self._stack.currentWidget(), OrgView)

    # -- what is shown --------------------------------------------------------------------------

    def load(self) -> None:
        self.front.read(any_organisation, self._on_any, owner=self, key="any-organisation")
        self.listing.load()
        if self._org_id is not None:
            self._read_org()

    def org(self) -> OrgLoad | None:
        """The organisation whose page is in front; None while the list is."""
        return self.view.found if self._viewing() else None

    @Slot(int)
    def open_org(self, org_id: int, *, tab: str = "") -> None:
        """Show the page of an organisation."""
        if self._org_id != org_id:
            self.deeds.close_forms()
            if not tab and self.org() is None:
                tab = "overview"
        self._org_id = org_id
        self.listing.choose(org_id)
        if tab:
            self.view.show_tab(tab)
        self._read_org()

    @Slot()
    def show_list(self) -> None:
        """Back to the list, where it was left."""
        self._org_id = None
        self.deeds.close_forms()
        if self._viewing():
            self._stack.setCurrentWidget(self._list_page)
            self.listing.view.setFocus()

    @Slot()
    def show_before(self) -> None:
        """The organisation before, as the list is sorted."""
        self._show_neighbour(-1)

    @Slot()
    def show_after(self) -> None:
        """The organisation after, as the list is sorted."""
        self._show_neighbour(1)

    def focus_first(self) -> None:
        current = self._stack.currentWidget()
        if self._viewing():
            self.view.tabs.tab(self.view.tab()).setFocus()
        elif current is self._empty:
            self.first_button.setFocus()
        else:
            self.listing.search.setFocus()

    def open_place(self, place: Place) -> None:
        if place.kind == "organisation" and isinstance(place.key, int):
            self.open_org(place.key, tab="overview")
        elif place.kind == "person" and isinstance(place.key, int):
            person_id = self._person = place.key
            self.front.read(
                lambda session: person(session, person_id).org_id, self._on_person_found,
                owner=self, key="person-place", failed=self.front.refuse,
            )  # fmt: skip

    def retranslate(self) -> None:
        self.listing.retranslate()
        if "view" in self.__dict__ and self.view.found is not None:
            self._show_org(self.view.found)

    def commands(self) -> tuple[Command, ...]:
        deeds = self.deeds
        return (
            Command("new", N_("New organisation"), self.new, "Ctrl+N", "plus"),
            Command("find", N_("Search organisations"), self.search, "Ctrl+F", "search"),
            Command("import", N_("Read organisations from a spreadsheet \u2026"),
                    self.import_organisations, icon="upload"),
            Command("import-people", N_("Read people from a spreadsheet \u2026"),
                    self.import_people, icon="upload"),
            Command("import-occupancy", N_("Read seats, people and area from a spreadsheet "
                                           "\u2026"), self.import_occupancy, icon="upload"),
            Command("export", N_("Save organisations as a spreadsheet \u2026"), self.export,
                    icon="download"),
            Command("back", N_("Back to the list"), self.show_list, "Alt+Left", "chevron-left"),
            Command("before", N_("The one before"), self.show_before, "Alt+Up", "chevron-up"),
            Command("after", N_("The one after"), self.show_after, "Alt+Down", "chevron-down"),
            Command("edit", N_("Change the organisation \u2026"), deeds.edit, "F2", "pencil"),
            Command("facts", N_("Change seats, people or area from a day on \u2026"),
                    deeds.change_facts, icon="history"),
            Command("plan", N_("Change the plan from a day on \u2026"), deeds.change_plan,
                    icon="history"),
            Command("person", N_("Add a person"), deeds.add_person, icon="user-plus"),
            Command("payment", N_("Record a payment"), deeds.pay, icon="banknote"),
            Command("leave", N_("The organisation leaves \u2026"), deeds.leave, icon="log-out"),
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._viewing():
            self.show_list()
        else:
            super().keyPressEvent(event)

    # -- what arrives ---------------------------------------------------------------------------

    def _read_org(self) -> None:
        org_id, now = self._org_id, self.front.now()
        assert org_id is not None
        self.front.read(
            lambda session: load_org(session, org_id, now=now), self._on_org, owner=self,
            key="organisation", failed=self._on_org_failed,
        )  # fmt: skip

    @Slot(object)
    def _on_org(self, found: OrgLoad) -> None:
        if found.org.id != self._org_id:
            return
        turned = not self._viewing()
        self._show_org(found)
        self._stack.setCurrentWidget(self.view)
        if turned and self.isVisible():
            self.focus_first()
        if self._person is not None:
            self.view.people.view.choose(self._person)
            self.view.people.view.setFocus()
            self._person = None

    def _show_org(self, found: OrgLoad) -> None:
        self.view.show_org(found)
        self.view.show_place(self.listing.place(found.org.id))

    @Slot(object)
    def _on_org_failed(self, error: KnownError) -> None:
        if isinstance(error, NotFoundError):
            self.show_list()
        self.front.refuse(error)

    @Slot(object)
    def _on_person_found(self, org_id: int | None) -> None:
        if org_id is not None:
            self.open_org(org_id, tab="people")
        else:
            self._person = None
            self.front.tell(
                self.front.words.t("This person belongs to no organisation."), tone="info"
            )

    @Slot(object)
    def _on_any(self, any_at_all: bool) -> None:
        current = self._stack.currentWidget()
        if not any_at_all:
            self._org_id = None
            self._stack.setCurrentWidget(self._empty)
        elif current is self._empty:
            self._stack.setCurrentWidget(self._list_page)

    @Slot(int)
    def _on_counted(self, total: int) -> None:
        self._count.setText(self.front.words.number(total))
        found = self.org()
        if found is not None:
            self.view.show_place(self.listing.place(found.org.id))

    def _show_neighbour(self, step: int) -> None:
        if self._org_id is not None:
            org_id = self.listing.neighbour(self._org_id, step)
            if org_id is not None:
                self.open_org(org_id)

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def new(self) -> None:
        """Open the form for another organisation."""
        empty = self._stack.currentWidget() is self._empty
        if not empty:
            self.show_list()
        self.deeds.add(self.first_button if empty else self.new_button)

    @Slot()
    def search(self) -> None:
        """Search the list."""
        self.show_list()
        self.listing.search.setFocus()
        self.listing.search.selectAll()

    @Slot()
    def _on_import_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in _IMPORTS:
            action = menu.addAction(self.front.words.name("import_kind", kind))
            action.setData(kind)
        menu.triggered.connect(self._on_import_chosen)
        menu.popup(self.import_button.mapToGlobal(self.import_button.rect().bottomLeft()))

    @Slot(object)
    def _on_import_chosen(self, action: Any) -> None:
        ask_and_import(self.front, str(action.data()), window=self)

    @Slot()
    def import_organisations(self) -> None:
        """Read organisations from a spreadsheet."""
        ask_and_import(self.front, "organisations", window=self)

    def import_people(self) -> None:
        """Read people from a spreadsheet."""
        ask_and_import(self.front, "people", window=self)

    def import_occupancy(self) -> None:
        """Read seats, people and area from a spreadsheet."""
        ask_and_import(self.front, "occupancy", window=self)

    @Slot()
    def export(self) -> None:
        """Ask for a file and write all organisations to it."""
        words = self.front.words
        start = documents() / "organisations.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(
            self, words.t("Save"), str(start), "XLSX, CSV (*.xlsx *.csv)"
        )
        if chosen:
            ops.export(self.front, Path(chosen), owner=self)
