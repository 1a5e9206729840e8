"""States of the organisations' page: list, one organisation on each tab, forms, refusals.

    hubdesk screenshot organisations.facts --out facts.png
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from hubdesk.insight.model import Member
from hubdesk.ui.frame.window import Window
from hubdesk.ui.organisations.page import OrganisationsPage

#: Which row of the list the pictures are of; any other will do where it is missing.
_ROW = 0


def _page(window: Window) -> OrganisationsPage:
    page = window.pages["organisations"]
    assert isinstance(page, OrganisationsPage)
    return page


def _opened(window: Window, tab: str = "overview") -> OrganisationsPage:
    page = _page(window)
    member = page.listing.model.row_at(_ROW)
    if isinstance(member, Member):
        page.open_org(member.id, tab=tab)
    return page


def listing(window: Window) -> None:
    """The list, who books most on top, its first row chosen."""
    page = _page(window)
    page.listing.view.sortByColumn(7, Qt.SortOrder.DescendingOrder)
    page.listing.view.selectRow(_ROW)


def search(window: Window) -> None:
    """The list narrowed by what is typed."""
    page = _page(window)
    page.listing.search.setText("network")
    page.listing.take_text()


def nobody(window: Window) -> None:
    """A search that fits nobody."""
    page = _page(window)
    page.listing.search.setText("zzz")
    page.listing.take_text()


def organisation(window: Window) -> None:
    """One organisation."""
    _opened(window)


def facts(window: Window) -> None:
    """Seats, people and area are changed from a day on."""
    _opened(window).deeds.change_facts()


def people(window: Window) -> None:
    """The people of an organisation."""
    _opened(window, "people")


def person(window: Window) -> None:
    """A person is added."""
    _opened(window, "people").deeds.add_person()


def bookings(window: Window) -> None:
    """The bookings of an organisation."""
    _opened(window, "bookings")


def desks(window: Window) -> None:
    """Desks of their own, with away days."""
    _opened(window, "desks")


def money(window: Window) -> None:
    """Statements and payments."""
    _opened(window, "money")


def payment(window: Window) -> None:
    """A payment is recorded."""
    _opened(window, "money").deeds.pay()


def history(window: Window) -> None:
    """What happened to an organisation."""
    _opened(window, "history")


def leaving(window: Window) -> None:
    """What leaving would mean, told before."""
    _opened(window).deeds.leave()


def new(window: Window) -> None:
    """A new organisation with an odd tax number."""
    page = _page(window)
    page.new()
    page.deeds.org_form.texts["tax_id"].setText("1234567890123")


def error(window: Window) -> None:
    """A form that cannot be saved says why."""
    page = _opened(window)
    page.deeds.change_facts()
    page.deeds.fact_form.area.setText("many")
    page.deeds.fact_form.submitted.emit()


def agreement(window: Window) -> None:
    """Plan, fee, notice and deposits of an organisation."""
    _opened(window, "agreement")


def hours(window: Window) -> None:
    """What became of an organisation's hours."""
    _opened(window, "hours")


SCENES = {
    "list": listing, "search": search, "nobody": nobody, "organisation": organisation,
    "facts": facts, "people": people, "person": person, "bookings": bookings, "desks": desks,
    "agreement": agreement, "hours": hours, "money": money,
    "payment": payment, "history": history, "leaving": leaving, "new": new, "error": error,
}  # fmt: skip
