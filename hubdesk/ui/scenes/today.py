"""States of the counter: a walk-in filled, one that fits nobody, who is here, who has left.

    hubdesk screenshot today.walk_in --out walk_in.png
"""

from __future__ import annotations

from hubdesk.ui.frame.window import Window
from hubdesk.ui.today.page import TodayPage
from hubdesk.ui.today.walkin import WalkInLine
from hubdesk.ui.today.walkinnow import QuickWalkIn


def walk_in(window: Window) -> None:
    """Organisation, people and room are said; Enter books."""
    line = _filled(window)
    line.until.setFocus()


def walk_in_now(window: Window) -> None:
    """F8: whom the room is for is being typed."""
    window.walk_in()
    panel = window.findChild(QuickWalkIn)
    loaded = _page(window).loaded
    if panel is not None:
        panel.org.show_org(None if loaded is None else next(iter(loaded.orgs), None))


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


def visitor(window: Window) -> None:
    """A visitor is being typed; what is understood stands below."""
    _typed(window, "visitors", "Wipa Srisuk (Local News) act 16:30 x3 @Malee")


def parcels(window: Window) -> None:
    """What waits to be fetched."""
    _typed(window, "parcels", "civ กล่อง x2 (ชั้น ก-3)")


def keys(window: Window) -> None:
    """Who has which key."""
    _typed(window, "keys", "K-03 Malee act 16:00")


def tickets(window: Window) -> None:
    """What the caretaker has to do; a room is about to be closed."""
    _typed(window, "tickets", "! 201 แอร์น้ำหยด 17:00")


def note(window: Window) -> None:
    """The shift note, and those of earlier shifts."""
    _page(window).desk.begin("note")


def form(window: Window) -> None:
    """All that is known of one visitor."""
    desk = _page(window).desk
    line = next(iter(desk.part("visitors").list.rows.lines), None)
    if line is not None:
        desk.part("visitors").list.acted.emit("change_visit", line)


def outbox(window: Window) -> None:
    """Letters over the window."""
    _page(window).open_outbox()


def _typed(window: Window, tab: str, text: str) -> None:
    desk = _page(window).desk
    desk.begin(tab)
    desk.part(tab).entry.field.setText(text)


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
    "walk_in_now": walk_in_now,
    "refused": refused,
    "arrived": arrived,
    "left": left,
    "visitor": visitor,
    "parcels": parcels,
    "keys": keys,
    "tickets": tickets,
    "note": note,
    "form": form,
    "outbox": outbox,
}
