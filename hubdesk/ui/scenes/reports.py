"""States of the page *Reports*.

    hubdesk screenshot reports.letter --out letter.png
"""

from __future__ import annotations

from datetime import date

from hubdesk.ui.frame.window import Window
from hubdesk.ui.reports.page import ReportsPage


def _page(window: Window) -> ReportsPage:
    page = window.pages["reports"]
    assert isinstance(page, ReportsPage)
    return page


def statement(window: Window) -> None:
    """A statement, as wide as the window."""
    _page(window).open_paper("statement")


def letter(window: Window) -> None:
    """Both languages on US Letter, a whole page."""
    page = _page(window)
    page.choices.lang.button("th+en").click()
    page.choices.paper.button("letter").click()
    page.fit_page()


def costs(window: Window) -> None:
    """The whole house's month."""
    _page(window).open_paper("hub-costs")


def day_sheet(window: Window) -> None:
    """A day's rooms."""
    _page(window).open_paper("day-sheet")


def week_rooms(window: Window) -> None:
    """All rooms of a week, on the larger sheet."""
    page = _page(window)
    page.open_paper("week-rooms")
    page.choices.paper.button("a3").click()


def door_cards(window: Window) -> None:
    """What hangs on the doors."""
    _page(window).open_paper("door-cards")


def room_month(window: Window) -> None:
    """A room's month."""
    _page(window).open_paper("room-month")


def floor_plan(window: Window) -> None:
    """The plans of the floors."""
    _page(window).open_paper("floor-plan")


def statistics(window: Window) -> None:
    """How the rooms were used."""
    _page(window).open_paper("statistics")


def rooms(window: Window) -> None:
    """The use of the rooms on the screen."""
    _page(window).show_statistics()


def fairness(window: Window) -> None:
    """Who uses them; one room's floor only, with a cell of the week in front."""
    page = _page(window)
    page.show_statistics()
    part = page.statistics()
    part.show_list("organisations")
    part.heat.setFocus()
    part.heat.setCurrentIndex(part.heat.model().index(1, 3))


def wrong_days(window: Window) -> None:
    """Days that make no period."""
    page = _page(window)
    page.show_statistics()
    chooser = page.statistics().chooser
    chooser.last.setText(window.front.words.date_short(date(2020, 1, 1)))
    chooser.last.take_text()


SCENES = {
    "rooms": rooms, "fairness": fairness, "wrong_days": wrong_days,
    "statement": statement, "letter": letter, "costs": costs, "day_sheet": day_sheet,
    "week_rooms": week_rooms, "door_cards": door_cards, "room_month": room_month,
    "statistics": statistics, "floor_plan": floor_plan,
}  # fmt: skip
