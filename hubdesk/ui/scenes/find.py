"""States of *Find a room and a time*.

    hubdesk screenshot find.found --out find.png
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from PySide6.QtWidgets import QPushButton

from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.find.panel import FindPanel
from hubdesk.ui.frame.window import Window

_ORGS, _MANY = 5, 60
_HOURS = range(9, 20)


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
    """An hour of today at which nothing is free, and who could be asked to make room."""
    panel = _ask(window, people=_MANY, minutes=120)
    front = window.front
    for hour in _HOURS:
        ask, starts_at = panel.form.ask(), datetime.combine(front.today(), time(hour), front.zone)
        if ask is not None:
            panel.look(replace(ask, org_ids=ask.org_ids[-1:], starts_at=starts_at))
        if panel.moves.moves:
            break
    for button in panel.moves.findChildren(QPushButton):
        if button.property("at") == 0:
            button.click()


SCENES = {"question": question, "found": found, "nothing": nothing}
