"""States of the counter: a walk-in filled, one that fits nobody, who is here, who has left.

    hubdesk screenshot today.walk_in --out walk_in.png
"""

from __future__ import annotations

from hubdesk.ui.frame.window import Window
from hubdesk.ui.today.page import TodayPage
from hubdesk.ui.today.walkin import WalkInLine


def walk_in(window: Window) -> None:
    """Organisation, people and room are said; Enter books."""
    line = _filled(window)
    line.until.setFocus()


def refused(window: Window) -> None:
    """An organisation that fits nobody."""
    line = _page(window).line
    line.org.setText("zzz")
    line.book.click()


def arrived(window: Window) -> None:
    """Who is in the house."""
    _page(window).show_arrivals("present")


def left(window: Window) -> None:
    """Who has left."""
    _page(window).show_arrivals("gone")


def _page(window: Window) -> TodayPage:
    page = window.pages["today"]
    assert isinstance(page, TodayPage)
    return page


def _filled(window: Window) -> WalkInLine:
    line = _page(window).line
    loaded = _page(window).loaded
    line.org.show_org(None if loaded is None else next(iter(loaded.orgs), None))
    line.people.setValue(6)
    return line


SCENES = {
    "walk_in": walk_in,
    "refused": refused,
    "arrived": arrived,
    "left": left,
}
