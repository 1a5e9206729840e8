"""The first tab of an organisation: facts as bars, what lies ahead, money, use, people, history.

overview = Overview(make)
overview.show_org(found)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

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
#: Below this width the right column stands under the left one.
_TWO_COLUMNS = 980
_NO_LIMIT = 16_777_215
#: Rows of the two tables in a column: at least so many, and more where the window is tall.
_LEAST, _MOST = 4, 12
_ROW = 31
#: Height of what stands above and between the two tables, on the left and on the right.
_LEFT_REST, _RIGHT_REST = 372, 398


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
        self._found: OrgLoad | None = None
        self._fitting = (_LEAST, _LEAST)
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
        side = self._side = QWidget()
        side.setFixedWidth(_SIDE)
        lay(QVBoxLayout(side), self._usage, self._people, self._past, None, gap=12)
        inside = QWidget()
        inside.setProperty("kind", "plain")
        box = self._columns = lay(
            QHBoxLayout(inside), left, side, gap=12, margins=(16, 12, 16, 16)
        )
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= _TWO_COLUMNS
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._side.setMinimumWidth(_SIDE if wide else 0)
        self._side.setMaximumWidth(_SIDE if wide else _NO_LIMIT)
        height = self.viewport().height()
        fitting = _fitting(height - _LEFT_REST), _fitting(height - _RIGHT_REST)
        if fitting != self._fitting:
            self._fitting = fitting
            if self._found is not None:
                self.show_org(self._found)

    def show_org(self, found: OrgLoad) -> None:
        """Show one organisation."""
        self._found = found
        left, right = self._fitting
        front, words = self.front, self.front.words
        self.bars.show_rows(bar_rows(found, words), found.today, hue=found.hue)
        self.usage.show_use(found)
        self.dates.show_rows(rows.date_rows(front, found.ahead[:left]))
        self._fit(self._dates, self.dates_view, words.t("Nothing is booked ahead."))
        self._dates.count(found.ahead_count)
        documents = found.account.documents
        self.documents.show_rows(rows.document_rows(front, documents[:left], found.today))
        self._fit(self._documents, self.documents_view, words.t("No statement yet."))
        self._documents.count(len(documents))
        self._documents.note.setText(words.t(
            "owed today {amount}", amount=words.amount(
                found.account.balance_minor, front.house.digits, front.house.currency),
        ))  # fmt: skip
        here = [one for one in found.people if one.active]
        self.people.show_rows(
            rows.person_rows(front, rows.in_order(here, words.lang)[:right], short=True)
        )
        self._fit(self._people, self.people_view, words.t("Nobody is entered yet."))
        self._people.count(len(here))
        self.past.show_rows(rows.past_rows(front, found.past[:right], short=True))
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


def _fitting(height: int) -> int:
    """How many rows each of two tables may have in a height."""
    return min(_MOST, max(_LEAST, height // (2 * _ROW)))
