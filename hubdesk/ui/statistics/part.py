"""How the rooms were used, at a glance: four figures, the week's heat map, rooms, organisations.

Everything is read and added up beside the Qt thread; what is on the screen is what the paper and
the table say.

    part = StatisticsPart(make)
    part.load()
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hubdesk.insight.statistics import Statistics, per_mille
from hubdesk.ui.places import Place
from hubdesk.ui.statistics import rows
from hubdesk.ui.statistics.bars import BarModel, bar_view
from hubdesk.ui.statistics.chooser import Chooser
from hubdesk.ui.statistics.heat import HeatView
from hubdesk.ui.statistics.load import Found, Wanted, read
from hubdesk.ui.today.figures import Figures
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.tabs import Tabs
from hubdesk.words.marker import N_

ROOMS, ORGS = "rooms", "organisations"
#: Below this width the lists stand under the charts.
_TWO_COLUMNS = 960
_LISTS_LEAST = 340


class StatisticsPart(QStackedWidget):
    """Attributes:
    chooser: days and rooms.
    heat, leads: the charts on the left.
    tabs, rooms, orgs: the lists on the right.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.front = make.front
        self._found: Found | None = None
        self._wanted: Wanted | None = None
        self.chooser = Chooser(make)
        self.chooser.changed.connect(self.load)
        self.figures = Figures(make, (
            N_("of the open hours booked"), N_("statistics|dates"), N_("nobody came"),
            N_("days ahead"),
        ))  # fmt: skip
        self.figures.chosen.connect(self._on_figure_chosen)
        self.heat = HeatView(self.front)
        self._build_lists()
        self._build()
        self.addWidget(EmptyPage(
            make, "chart-column", N_("No rooms yet"),
            N_("How full the rooms are, who uses them and when stands here. It needs rooms, and "
               "bookings in them."),
            make.button(N_("Add a room \u2026"), icon="plus", kind="primary",
                        on=self._on_add_clicked),
        ))  # fmt: skip

    def _build_lists(self) -> None:
        make, front = self.make, self.front
        self._models = {
            ROOMS: BarModel(front, rows.ROOM_COLUMNS, bar=rows.ROOM_BAR),
            ORGS: BarModel(front, rows.ORG_COLUMNS, bar=rows.ORG_BAR),
            "lead": BarModel(front, rows.LEAD_COLUMNS, bar=rows.LEAD_BAR),
        }
        nothing = N_("Nothing was booked in these days.")
        self.rooms = bar_view(make, self._models[ROOMS], N_("Rooms"))
        self.orgs = bar_view(make, self._models[ORGS], N_("Organisations"), nothing=nothing)
        self.leads = bar_view(
            make, self._models["lead"], N_("How long before people book")
        )
        self.leads.fit(len(rows.LEADS))
        self.tabs = Tabs(
            make, N_("Lists"), {ROOMS: N_("Rooms"), ORGS: N_("Fairness between organisations")}
        )
        self.tabs.chosen.connect(self.show_list)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.rooms)
        self._lists.addWidget(self.orgs)
        self._fair = make.label(role="small", tone="muted", wrap=True)
        self._fair.setContentsMargins(14, 6, 14, 8)

    def _build(self) -> None:
        make = self.make
        heat = Card(make, N_("When the rooms are full"), icon="calendar-days")
        heat.note.setText("%")
        heat.body.addWidget(self.heat)
        leads = Card(make, N_("How long before people book"), icon="hourglass")
        leads.body.addWidget(self.leads)
        lists = make.frame()
        head = lay(QHBoxLayout(), self.tabs, margins=(14, 0, 14, 0))
        lay(QVBoxLayout(lists), head, make.rule(), self._lists, self._fair, margins=(1, 1, 1, 1))
        lists.setMinimumHeight(_LISTS_LEAST)
        left = lay(QVBoxLayout(), heat, leads, None, gap=12)
        self._columns = lay(QHBoxLayout(), left, lists, gap=12)
        self._columns.setStretch(0, 9)
        self._columns.setStretch(1, 12)
        inside = QWidget()
        lay(QVBoxLayout(inside), self.chooser, self.figures, self._columns, gap=12,
            margins=(16, 0, 16, 16))  # fmt: skip
        inside.setProperty("kind", "plain")
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.addWidget(area)
        self.show_list(ROOMS)

    # -- what is shown --------------------------------------------------------------------------

    def shown(self) -> Statistics | None:
        """The figures on the screen; None before there are any."""
        return None if self._found is None else self._found.statistics

    def list_name(self) -> str:
        """The list that is in front, as its table is named."""
        return self.tabs.current()

    @Slot(str)
    def show_list(self, name: str) -> None:
        """Bring the rooms or the organisations to the front."""
        self.tabs.choose(name)
        self._lists.setCurrentIndex(int(name == ORGS))
        self._fair.setVisible(name == ORGS and bool(self._fair.text()))

    def focus_first(self) -> None:
        (self.chooser.period if self._found is None or self._found.rooms else self).setFocus()

    @Slot()
    def load(self) -> None:
        """Ask for the figures of what is chosen."""
        wanted = self.chooser.wanted()
        if wanted is None:
            return
        self._wanted = wanted
        self.front.read(
            lambda session: read(session, wanted), self._on_found, owner=self, key="statistics"
        )

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        if found.wanted != self._wanted:
            return
        self._found = found
        self.setCurrentIndex(0 if found.rooms else 1)
        self.chooser.offer(found)
        self._write()

    def retranslate(self) -> None:
        """Write again what comes from data."""
        self.chooser.retranslate()
        if self._found is not None:
            self._write()

    def _write(self) -> None:
        assert self._found is not None
        words, found = self.front.words, self._found.statistics
        self.figures.show_figures(rows.figures(words, found))
        self.heat.show_heat(found.heat)
        self._models[ROOMS].show_bars(*rows.room_rows(words, found))
        self._models[ORGS].show_bars(*rows.org_rows(words, found))
        self._models["lead"].show_bars(*rows.lead_rows(words, found))
        self.tabs.count(ROOMS, len(found.rooms))
        self.tabs.count(ORGS, len(found.orgs))
        self._fair.setText("" if not found.minutes else words.t(
            "The tenth of the organisations that used most had {share} of the hours. Gini index "
            "{index}: 0 = all used the same.",
            share=rows.percent(per_mille(found.top_tenth_minutes, found.minutes)),
            index=f"0.{found.concentration:03d}",
        ))  # fmt: skip
        self.show_list(self.list_name())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)

    # -- what a person does ---------------------------------------------------------------------

    @Slot(int)
    def _on_figure_chosen(self, at: int) -> None:
        """Each figure leads to where it comes from."""
        if at == 3:
            self.leads.setFocus()
            return
        name = ROOMS if at == 0 else ORGS
        self.show_list(name)
        (self.rooms if name == ROOMS else self.orgs).setFocus()

    @Slot()
    def _on_add_clicked(self) -> None:
        self.front.go(Place("settings", "section", "rooms"))
