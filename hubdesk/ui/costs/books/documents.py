"""All numbered documents, the newest first; Enter shows one as it is printed.

    part = DocumentsPart(make)
    part.show_month(loaded)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from hubdesk.billing import queries as billing
from hubdesk.billing.model import Document
from hubdesk.store.session import Session
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.places import Place
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.paged import Ask, PagedColumn, PagedModel, PagedView, Slice
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_


def fetch_documents(session: Session, ask: Ask) -> Slice:
    """A page of documents."""
    return Slice(*billing.list_documents(
        session, text=ask.text, sort=ask.sort, descending=ask.descending, offset=ask.offset,
        limit=ask.limit,
    ))  # fmt: skip


def _kind(words: Words, one: Document) -> str:
    return words.name("document", one.kind)


def _columns(org: Callable[[Words, Document], str]) -> tuple[PagedColumn, ...]:
    return (
        PagedColumn("code", N_("Number"), lambda _w, one: one.code, 150),
        PagedColumn("", N_("Document"), _kind, 206),
        PagedColumn("org", N_("Organisation"), org),
        PagedColumn("month", N_("Month"), lambda w, one: w.month(one.accounting_month), 134),
        PagedColumn("issued", N_("Issued on"), lambda w, one: w.date_short(one.issued_on), 118),
        PagedColumn("", N_("Due on"),
                    lambda w, one: "" if one.due_on is None else w.date_short(one.due_on), 112),
        PagedColumn("total", N_("Total"), lambda w, one: w.amount(one.total_minor), 118, True),
    )  # fmt: skip


class DocumentsPart(Part):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.model = PagedModel(
            make.front, _columns(self.org_of), fetch=fetch_documents, key=lambda one: one.id
        )
        self.view = PagedView(make, self.model, N_("Documents"))
        self.search_field = make.line_edit(N_("Search in the list"), hint=N_("Search"))
        self.search_field.setFixedHeight(make.front.theme.size("button"))
        self.search_field.setMaximumWidth(260)
        self.search_field.setClearButtonEnabled(True)
        card = Card(make, N_("Documents"), icon="receipt")
        self._card = card
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(EmptyPage(
            make, "receipt", N_("No documents yet"),
            N_("Closing a month issues one numbered statement to each organisation."),
        ))  # fmt: skip
        card.body.addWidget(self._stack, 1)
        box = lay(QVBoxLayout(self), row(self.search_field, None), gap=10)
        box.addWidget(card, 1)
        self.search_field.textChanged.connect(self._on_find_changed)
        self.model.loaded.connect(self._on_rows)
        self.view.opened.connect(self._on_opened)

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        self.model.reload()

    def focus_first(self) -> None:
        self.search_field.setFocus()

    @Slot(str)
    def _on_find_changed(self, text: str) -> None:
        self.model.narrow(text=text.strip())

    @Slot()
    def _on_rows(self) -> None:
        empty = self.model.total == 0 and not self.model.ask.text
        self._stack.setCurrentIndex(1 if empty else 0)
        self._card.count(self.model.total)

    @Slot(object)
    def _on_opened(self, one: Document) -> None:
        if one.kind == "statement":
            self.front.go(Place("reports", "document", one.id))
