"""What stands on the rail, and pages that are made when they are first wanted.

An entry names its page without importing it: the window opens before the pages' modules are read.

    pages = Pages(front, PAGES, made=stack.addWidget)
    pages["bookings"]            # made now, the same from then on
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.words.marker import N_


@dataclass(frozen=True, slots=True)
class Entry:
    """A page by name.

    Attributes:
        name: as ``hubdesk screenshot`` names it.
        msgid: its word on the rail.
        icon: Lucide name.
        where: ``module:Class`` of the page.
    """

    name: str
    msgid: str
    icon: str
    where: str

    def page_class(self) -> type[Page]:
        """The page's class; its module is imported here for the first time."""
        module, _, name = self.where.partition(":")
        found: type[Page] = getattr(import_module(module), name)
        return found


#: The pages, in the order of the rail.
PAGES = (
    Entry("today", N_("Today"), "sun", "hubdesk.ui.today.page:TodayPage"),
    Entry("bookings", N_("Bookings"), "calendar-days", "hubdesk.ui.booking.page:BookingsPage"),
    Entry(
        "organisations", N_("Organisations"), "building-2",
        "hubdesk.ui.organisations.page:OrganisationsPage",
    ),
    Entry("costs", N_("Costs"), "coins", "hubdesk.ui.costs.page:CostsPage"),
    Entry("reports", N_("Reports"), "file-text", "hubdesk.ui.reports.page:ReportsPage"),
    Entry("settings", N_("Settings"), "settings", "hubdesk.ui.settings.page:SettingsPage"),
)  # fmt: skip

class Pages(Mapping[str, Page]):
    """The pages of one window by name; a page is made when it is first asked for."""

    def __init__(
        self, front: Front, entries: Sequence[Entry], *, made: Callable[[Page], object]
    ) -> None:
        """Args:
        made: gets each new page.
        """
        self._front = front
        self._entries = {entry.name: entry for entry in entries}
        self._tell = made
        self._made: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        page = self._made.get(name)
        if page is None:
            page = self._made[name] = self._entries[name].page_class()(self._front)
            self._tell(page)
        return page

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def made(self) -> tuple[Page, ...]:
        """The pages that there are already."""
        return tuple(self._made.values())
