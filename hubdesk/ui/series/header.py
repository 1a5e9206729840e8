"""The head of the review: back to the form, what it is, and which dates are shown.

    header = ReviewHeader(make)
    header.filters.chosen.connect(self._on_filter_chosen)
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.ui.series.state import SeriesState
from hubdesk.ui.widgets.giveway import GiveWay
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

_SHOWN = {"all": N_("scope|All"), "open": N_("Need a choice"), "clash": N_("Clashes")}


class ReviewHeader(QWidget):
    """Attributes:
    filters: ``all``, ``open`` or ``clash``.

    Signals:
        back_wanted(): to the form.
        skip_holidays_wanted(): leave out every date that falls on a public holiday.
    """

    back_wanted = Signal()
    skip_holidays_wanted = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self.setFixedHeight(make.front.theme.size("page_header"))
        back = make.icon_button(N_("Back to the form"), "chevron-left", kind="quiet",
                                on=self._on_back_clicked)  # fmt: skip
        pill = make.pill(N_("nothing is written yet"), tone="warning")
        self.filters = Segments(make, N_("Which dates are shown"), _SHOWN)
        self.filters.choose("all")
        change = make.button(N_("Change the rule"), icon="pencil", on=self._on_back_clicked)
        self.skip_holidays = make.button(N_("Skip the holidays"), icon="calendar-x",
                                         on=self.skip_holidays_wanted.emit)  # fmt: skip
        self.skip_holidays.hide()
        title = make.label(N_("Check the dates"), role="title")
        lay(
            QHBoxLayout(self), back, title, 4, pill, None, self.skip_holidays, change,
            self.filters, gap=8, margins=(12, 0, 16, 0),
        )  # fmt: skip
        self._give_way = GiveWay(make.front, self, (change, self.skip_holidays), title=title)

    def show_state(self, state: SeriesState) -> None:
        """Show how many dates each choice of the filter shows."""
        every = range(len(state.dates))
        counts = {
            "all": len(state.dates),
            "open": sum(state.undecided(at) for at in every),
            "clash": sum(state.clashes(at) for at in every),
        }
        words = self._front.words
        for key, count in counts.items():
            self.filters.button(key).setText(f"{words.t(_SHOWN[key])} {count}")
        self.skip_holidays.setVisible(bool(state.holidays_to_skip()))
        self._give_way.fit()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.back_wanted.emit()
