"""One organisation: header, tabs, and what each shows.

view = OrgView(make)
view.show_org(found)
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.organisations.agreement import AgreementPanel
from hubdesk.ui.organisations.desks import DesksPanel
from hubdesk.ui.organisations.header import OrgHeader
from hubdesk.ui.organisations.hourspanel import HoursPanel
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.organisations.overview import Overview
from hubdesk.ui.organisations.panels import DatesPanel, MoneyPanel, PastPanel, PeoplePanel
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.tabs import Tabs
from hubdesk.words.marker import N_


class OrgView(QWidget):
    """Attributes:
    found: what is shown; None before anything is.
    back, before, after: the way out and to the neighbours in the list.
    edit, more: what can be done with the organisation itself.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.front: Front = make.front
        self.found: OrgLoad | None = None
        self.header = OrgHeader(make)
        self.back = make.button(N_("Organisations"), icon="chevron-left", kind="link")
        self._place = make.label(role="small", tone="muted")
        self.before = make.icon_button(N_("The one before"), "chevron-up", kind="quiet",
                                       side="button_small")  # fmt: skip
        self.after = make.icon_button(N_("The one after"), "chevron-down", kind="quiet",
                                      side="button_small")  # fmt: skip
        self.edit = make.button(N_("Change \u2026"), icon="pencil")
        self.leave = make.button(N_("Leaves \u2026"), icon="log-out")
        self.header.buttons.addWidget(self.edit)
        self.header.buttons.addWidget(self.leave)
        self.tabs = Tabs(
            make, N_("Parts of the page"),
            {"overview": N_("Overview"), "people": N_("People"), "bookings": N_("Bookings"),
             "desks": N_("Desks"), "agreement": N_("Agreement"), "hours": N_("Hours"),
             "money": N_("Statements"), "history": N_("History")},
        )  # fmt: skip
        self.tabs.chosen.connect(self.show_tab)
        self.overview = Overview(make)
        self.people = PeoplePanel(make)
        self.dates = DatesPanel(make)
        self.desks = DesksPanel(make, self)
        self.agreement = AgreementPanel(make, self)
        self.hours = HoursPanel(make)
        self.money = MoneyPanel(make)
        self.past = PastPanel(make)
        self._pages: dict[str, QWidget] = {
            "overview": self.overview, "people": self.people, "bookings": self.dates,
            "desks": self.desks, "agreement": self.agreement, "hours": self.hours,
            "money": self.money, "history": self.past,
        }  # fmt: skip
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.desks.counted.connect(self._on_desks_counted)
        self.overview.more_wanted.connect(self.show_tab)
        self._build(make)
        self.show_tab("overview")

    def _build(self, make: Make) -> None:
        trail = lay(
            QHBoxLayout(), self.back, self._place, None, self.before, self.after, gap=8,
            margins=(16, 6, 16, 0),
        )  # fmt: skip
        tabs = lay(QHBoxLayout(), self.tabs, margins=(13, 0, 16, 0))
        box = lay(QVBoxLayout(self), trail, 4, self.header, 4, tabs, make.rule(), self._stack)
        box.setStretchFactor(self._stack, 1)

    def show_org(self, found: OrgLoad) -> None:
        """Show an organisation, on the tab that is in front."""
        self.found = found
        self.header.show_org(found)
        here = sum(one.active for one in found.people)
        self.tabs.count("people", here)
        self.tabs.count("bookings", found.ahead_count)
        self.tabs.count("money", len(found.account.documents))
        words = self.front.words
        self.front.speech.say(
            self.leave, N_("Leaves \u2026") if found.here else N_("Is here again")
        )
        for widget in (self.overview.book, self.dates.book):
            widget.setText(words.t("Book for {org}", org=found.org.code))
            widget.setEnabled(found.here)
        for part in (self.overview, self.people, self.dates, self.desks, self.agreement,
                     self.hours, self.money, self.past):  # fmt: skip
            part.show_org(found)
        if self.tab() == "bookings":
            self.dates.appear()

    @Slot(int)
    def _on_desks_counted(self, count: int) -> None:
        self.tabs.count("desks", count)

    def show_place(self, place: tuple[int, int] | None) -> None:
        """Where the organisation stands in the list."""
        words = self.front.words
        self._place.setText(
            "" if place is None else words.t("{at} of {count}", at=words.number(place[0]),
                                             count=words.number(place[1]))
        )  # fmt: skip
        self.before.setEnabled(place is not None and place[0] > 1)
        self.after.setEnabled(place is not None and place[0] < place[1])

    def tab(self) -> str:
        """The key of the tab in front."""
        return self.tabs.current()

    @Slot(str)
    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self.tabs.choose(key)
        self._stack.setCurrentWidget(self._pages[key])
        if key == "bookings" and self.found is not None:
            self.dates.appear()
