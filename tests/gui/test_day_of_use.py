"""The day of use in the window: ends, longer stays, codes, who is late, and the house's rules."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel

from hubdesk.booking import service
from hubdesk.booking.arrivals import ArrivalRule
from hubdesk.booking.queries.arrivals import arrival_rules, check_in_code, day_of_use
from hubdesk.bootstrap import Hub
from hubdesk.spaces.queries import resources
from hubdesk.ui.settings.dayofuse import DayOfUseSection
from hubdesk.ui.settings.page import SettingsPage
from tests.gui.show import Show, bookings_page, settle, stored, today_page
from tests.gui.test_inspector import chosen, press


def test_a_stay_is_ended_and_made_longer_from_the_inspector(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    number = chosen(page, "R2", 13 * 60)
    longer = [action.text() for action in page.inspector.longer.actions()]
    assert longer == [
        "15 minutes longer", "30 minutes longer", "As long as it is free, until 15:00",
    ]  # fmt: skip
    page.inspector.longer.actions()[0].trigger()
    settle()
    assert wall_end(hub, number) == "14:45"
    press(page.inspector.end)
    assert wall_end(hub, number) == "13:42"
    assert stored(hub, number)[1]["status"] == "done"
    QTest.keySequence(page, "Ctrl+Z")
    settle()
    assert wall_end(hub, number) == "14:45"


def test_the_code_of_a_date_stands_among_its_facts(show: Show, hub: Hub) -> None:
    service.sweep(hub.acting_as(service.SWEEPER, "sweep"))
    page = bookings_page(show(hub))
    number = chosen(page, "R1", 14 * 60)
    with hub.read() as session:
        code = check_in_code(session, number)
    shown = [label.text() for label in page.inspector.findChildren(QLabel)]
    assert f"{code[:3]} {code[3:]}" in shown


def wall_end(hub: Hub, number: int) -> str:
    ends = stored(hub, number)[1]["ends_at"]
    assert isinstance(ends, datetime)
    return f"{ends.astimezone(ZoneInfo('Asia/Bangkok')):%H:%M}"


# -- who is late, and the rules of the house ----------------------------------------------------


def ruled(hub: Hub, **values: Any) -> None:
    with hub.write() as uow:
        service.set_arrival_rule(uow, **values)


def test_today_says_who_is_late_by_the_houses_own_rule(show: Show, hub: Hub) -> None:
    ruled(hub, warn_after=40, release_after=50)  # R3 began at 13:00, it is 13:42
    service.sweep(hub.acting_as(service.SWEEPER, "sweep"))
    page = today_page(show(hub, "today"))
    counter = page.counter()
    assert counter is not None
    assert "LAW" in [block.org for block in counter.late]
    shown = " | ".join(label.text() for label in page.due.findChildren(QLabel))
    assert "freed at 13:52" in shown
    ruled(hub, warn_after=45, release_after=60)
    window = show(hub, "today")
    counter = today_page(window).counter()
    assert counter is not None
    assert "LAW" not in [block.org for block in counter.late]


def test_the_rules_of_the_day_of_use_are_set_by_a_form(show: Show, hub: Hub) -> None:
    page = show(hub, "settings").pages["settings"]
    assert isinstance(page, SettingsPage)
    page.show_section("dayofuse")
    settle()
    section = page.sections["dayofuse"]
    assert isinstance(section, DayOfUseSection)
    section.rule.inputs["warn_after"].widget.setText("10")  # type: ignore[attr-defined]
    section.rule.inputs["release_after"].widget.setText("5")  # type: ignore[attr-defined]
    section.rule.save.click()
    settle()
    with hub.read() as session:
        assert arrival_rules(session).house == ArrivalRule()  # a release before its warning
    section.rule.inputs["release_after"].widget.setText("25")  # type: ignore[attr-defined]
    section.rule.save.click()
    settle()
    box = section.house.inputs["kiosk_walk_in"].widget
    assert isinstance(box, QCheckBox)
    box.click()
    section.house.save.click()
    settle()
    with hub.read() as session:
        assert arrival_rules(session).house == ArrivalRule(10, 25)
        assert not day_of_use(session).kiosk_walk_in


def test_a_room_gets_a_rule_of_its_own_and_loses_it(show: Show, hub: Hub) -> None:
    page = show(hub, "settings", lang="th").pages["settings"]
    assert isinstance(page, SettingsPage)
    page.show_section("dayofuse")
    settle()
    section = page.sections["dayofuse"]
    assert isinstance(section, DayOfUseSection)
    with hub.read() as session:
        room = next(one for one in resources(session) if one.code == "R1")
    section.rule.start({"scope": str(room.id), "warn_after": 5, "release_after": 10})
    section.rule.save.click()
    settle()
    assert section.model.rowCount() == 2
    section.view.setCurrentIndex(section.model.index(1, 0))
    section.remove.click()
    settle()
    assert section.model.rowCount() == 1
    with hub.read() as session:
        assert arrival_rules(session).by_resource == {}
