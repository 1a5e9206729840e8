"""The first tab of an organisation: facts as bars, what lies ahead, money, use, people, history.

overview = Overview(make)
overview.show_org(found)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.organisations import rows
from hubdesk.ui.organisations.bars import bar_rows
from hubdesk.ui.organisations.factbars import FactBars
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.organisations.usage import UsageChart
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import CellModel, CellView
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

_SIDE = 372
_SHOWN = 4
_PAST_SHOWN = 5


class Overview(QScrollArea):
    """Signals:
    more_wanted(str): the tab that has the rest: ``people``, ``bookings``, ``money``, ``history``.

    Attributes:
        bars: the painted facts.
        dates, documents, people, past: the short tables.
    """

    more_wanted = Signal(str)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self.front: Front = make.front
        self.bars = FactBars(make.front)
        self.usage = UsageChart(make.front)
        self.change = make.button(N_("Change from \u2026"), icon="plus", small=True)
        self.plan = make.button(N_("Plan \u2026"), small=True)
        self.book = make.button(N_("Book"), icon="plus", small=True)
        self.pay = make.button(N_("Record a payment"), icon="plus", small=True)
        self.add_person = make.button(N_("Add"), icon="user-plus", small=True)
        self.dates = CellModel(make.front, rows.DATE_COLUMNS)
        self.documents = CellModel(make.front, rows.DOCUMENT_COLUMNS)
        self.people = CellModel(make.front, rows.SHORT_PERSON_COLUMNS)
        self.past = CellModel(make.front, rows.SHORT_PAST_COLUMNS)
        self.dates_view = CellView(make, self.dates, N_("Bookings ahead"), headed=False)
        self.documents_view = CellView(make, self.documents, N_("Statements"))
        self.people_view = CellView(make, self.people, N_("People"), headed=False)
        self.past_view = CellView(make, self.past, N_("History"), headed=False)
        self._build()

    def _build(self) -> None:
        make = self._make
        self._facts = Card(make, N_("Facts with dates"), icon="history")
        self._facts.act(self.plan, self.change)
        self._facts.body.addWidget(self.bars)
        self._dates = self._listed(
            N_("Bookings ahead"), "calendar-days", self.dates_view, "bookings", self.book
        )
        self._documents = self._listed(
            N_("Statements"), "receipt-text", self.documents_view, "money", self.pay
        )
        self._people = self._listed(
            N_("People and cards"), "users", self.people_view, "people", self.add_person
        )
        self._past = self._listed(N_("History"), "clock", self.past_view, "history")
        self._usage = Card(make, N_("Use of the house"), icon="chart-column")
        self._usage.body.addWidget(self.usage)
        left = lay(QVBoxLayout(), self._facts, self._dates, self._documents, None, gap=12)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        lay(QVBoxLayout(side), self._usage, self._people, self._past, None, gap=12)
        inside = QWidget()
        inside.setProperty("kind", "plain")
        box = lay(QHBoxLayout(inside), left, side, gap=12, margins=(16, 12, 16, 16))
        box.setStretchFactor(left, 1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.front.speech.say(self, N_("Overview"), part="name")

    def _listed(
        self, title: str, icon: str, view: CellView, tab: str, *actions: QWidget
    ) -> Card:  # fmt: skip
        card = Card(self._make, title, icon=icon)
        more = self._make.button(N_("Show all"), kind="link", on=self._on_more_clicked)
        more.setProperty("tab", tab)
        card.act(more, *actions)
        card.body.addWidget(view)
        nothing = self._make.label(tone="muted", role="small")
        nothing.setFixedHeight(34)
        nothing.setContentsMargins(14, 0, 14, 0)
        nothing.setObjectName("nothing")
        card.body.addWidget(nothing)
        card.body.addStretch(1)
        return card

    def show_org(self, found: OrgLoad) -> None:
        """Show one organisation."""
        front, words = self.front, self.front.words
        self.bars.show_rows(bar_rows(found, words), found.today, hue=found.hue)
        self.usage.show_use(found)
        self.dates.show_rows(rows.date_rows(front, found.ahead[:_SHOWN]))
        self._fit(self._dates, self.dates_view, words.t("Nothing is booked ahead."))
        self._dates.count(found.ahead_count)
        documents = found.account.documents
        self.documents.show_rows(rows.document_rows(front, documents[:_SHOWN], found.today))
        self._fit(self._documents, self.documents_view, words.t("No statement yet."))
        self._documents.count(len(documents))
        self._documents.note.setText(words.t(
            "owed today {amount}", amount=words.amount(
                found.account.balance_minor, front.house.digits, front.house.currency),
        ))  # fmt: skip
        here = [one for one in found.people if one.active]
        self.people.show_rows(
            rows.person_rows(front, rows.in_order(here, words.lang)[:_SHOWN], short=True)
        )
        self._fit(self._people, self.people_view, words.t("Nobody is entered yet."))
        self._people.count(len(here))
        self.past.show_rows(rows.past_rows(front, found.past[:_PAST_SHOWN], short=True))
        self._fit(self._past, self.past_view, words.t("Nothing has happened yet."))

    def _fit(self, card: Card, view: CellView, nothing: str) -> None:
        """A table as high as its rows, or a line that says that there are none."""
        count = view.model().rowCount()
        label = card.findChild(QWidget, "nothing")
        view.setVisible(count > 0)
        if label is not None:
            label.setVisible(count == 0)
            label.setText(nothing)  # type: ignore[attr-defined]
        view.fit(count)

    def _on_more_clicked(self) -> None:
        self.more_wanted.emit(self.sender().property("tab"))
