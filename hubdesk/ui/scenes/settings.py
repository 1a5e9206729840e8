"""The settings, section by section, and what is asked on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QApplication, QScrollArea

from hubdesk.ui.booking.load import load_day
from hubdesk.ui.frame.window import Window
from hubdesk.ui.places import Place
from hubdesk.ui.settings import rulesops
from hubdesk.ui.settings.check import CheckSection
from hubdesk.ui.settings.page import SettingsPage
from hubdesk.ui.settings.plans import PlansSection
from hubdesk.ui.settings.rooms import RoomsSection
from hubdesk.ui.settings.rules import RulesSection

_SECTIONS = (
    "letterhead", "rooms", "plans", "openings", "holidays", "dayofuse", "rates",
    "memberships", "people",
    "backups", "check", "look", "counter", "mail", "letters",
)  # fmt: skip


def _page(window: Window) -> SettingsPage:
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    return page


def _section(name: str, window: Window) -> None:
    window.front.go(Place("settings", "section", name))


def _room(window: Window) -> None:
    """A room chosen from the list: its form, its layouts and its closures."""
    _section("rooms", window)
    rooms = _page(window).sections["rooms"]
    assert isinstance(rooms, RoomsSection)
    rooms.rooms.kinds.button("room").click()
    rooms.rooms.view.selectRow(0)


def _new_room(window: Window) -> None:
    """An empty form for a new room, saved too early."""
    _section("rooms", window)
    rooms = _page(window).sections["rooms"]
    assert isinstance(rooms, RoomsSection)
    rooms.start_new("room")
    rooms.form.read()


def _booked(window: Window) -> int | None:
    """The room with the most bookings today."""
    front = window.front
    with front.hub.read() as session:
        scene = load_day(session, front.today(), front.zone).scene
    rooms = [scene.lanes[block.lane] for block in scene.blocks]
    found = Counter(room.resource_id for room in rooms if room.kind == "room")
    return found.most_common(1)[0][0] if found else None


def _closing(window: Window) -> None:
    """A room that is to be closed while it is booked: what becomes of each booking is asked."""
    _section("rooms", window)
    rooms = _page(window).sections["rooms"]
    assert isinstance(rooms, RoomsSection)
    rooms.rooms.kinds.button("room").click()
    form, today = rooms.closures.form, window.front.today()
    booked = _booked(window)
    if booked is None:
        return
    rooms.rooms.choose(booked)
    form.show_values({"first": today, "last": today + timedelta(3), "reason": "…"})
    form.save.click()
    QApplication.processEvents()
    rooms.findChildren(QScrollArea)[0].ensureWidgetVisible(rooms.closures.fates, 0, 40)


def _drawing(window: Window) -> None:
    """A desk that is turned, while another one is missing."""
    _section("plans", window)
    plans = _page(window).sections["plans"]
    assert isinstance(plans, PlansSection)
    desks = [one.id for one in plans.editor.plan.shapes if one.kind == "desk"]
    if len(desks) > 1:
        plans.editor.choose(frozenset(desks[-1:]))
        plans.editor.remove()
        plans.editor.choose(frozenset(desks[-2:-1]))
        plans.editor.turn(30)
        plans.editor.setFocus()


def _checked(window: Window) -> None:
    """The history after a check."""
    _section("check", window)
    check = _page(window).sections["check"]
    assert isinstance(check, CheckSection)
    check.check_now()


def _rules(window: Window, *, below: bool = False) -> None:
    """The rules of a real house, entered, and what they would say to a wish."""
    _section("rules", window)
    section = _page(window).sections["rules"]
    assert isinstance(section, RulesSection)
    rulesops.load_example(window.front, "open-gov-hub", lambda *_: None, owner=section)
    trial = section.tried.form
    trial.show_values({"org": "ACT", "from_minute": 605, "to_minute": 905})
    trial.save.click()
    if below:
        QApplication.processEvents()
        section.form.begin("quota", window.front.today())
        QApplication.processEvents()
        section.add.click()


def _prices(window: Window) -> None:
    """The prices of a real house, entered, below the rate card."""
    _section("rates", window)
    section = _page(window).sections["rates"]
    QApplication.processEvents()
    section.findChildren(QScrollArea)[0].verticalScrollBar().setValue(560)


SCENES: dict[str, Callable[[Window], object]] = {
    **{name: partial(_section, name) for name in _SECTIONS},
    "room": _room,
    "new_room": _new_room,
    "prices": _prices,
    "closing": _closing,
    "drawing": _drawing,
    "checked": _checked,
    "rules": _rules,
    "new_rule": partial(_rules, below=True),
}
