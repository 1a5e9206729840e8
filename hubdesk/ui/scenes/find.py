"""States of *Find a room and a time*.

    hubdesk screenshot find.found --out find.png
"""

from __future__ import annotations

from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.find.panel import FindPanel
from hubdesk.ui.frame.window import Window

_ORGS = 5


def _panel(window: Window) -> FindPanel:
    window.show_page("bookings")
    page = window.pages["bookings"]
    assert isinstance(page, BookingsPage)
    page.find_time()
    assert page.finder.panel is not None
    return page.finder.panel


def _ask(window: Window, *, people: int, minutes: int) -> FindPanel:
    """Several organisations that have something booked, and a projector."""
    panel = _panel(window)
    form = panel.form
    form.add_orgs(list(form._choices.orgs)[:_ORGS])
    form.people.setValue(people)
    form.length.setCurrentIndex(form.length.findData(minutes))
    return panel


def question(window: Window) -> None:
    """Nothing asked yet."""
    _panel(window)


def found(window: Window) -> None:
    """Ranked times, the best one explained."""
    _ask(window, people=12, minutes=90).form.search.click()


def nothing(window: Window) -> None:
    """A day's length for many: nothing is free, and what would make room."""
    panel = _ask(window, people=100, minutes=480)
    panel.form.weeks.setCurrentIndex(0)
    panel.form.search.click()


SCENES = {"question": question, "found": found, "nothing": nothing}
