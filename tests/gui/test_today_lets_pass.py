"""The counter lets pass what the rules refuse, with a reason: walk-ins and offers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hubdesk.booking.model import Target
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.queries.waiting import waiting_list
from hubdesk.booking.service import cancel
from hubdesk.bootstrap import Hub
from hubdesk.rules.service import Draft, add_policy
from hubdesk.store.queries import history
from hubdesk.ui.booking.letpass import LetPass
from hubdesk.ui.today.offers import OffersCard
from hubdesk.ui.today.walkinnow import QuickWalkIn
from tests.gui.house import DAY, NOW
from tests.gui.show import Show, bookings_page, settle, today_page
from tests.gui.test_series_whole import booked, room_of

ENTER = Qt.Key.Key_Return


def ask_a_day_ahead(hub: Hub, kind: str = "notice") -> None:
    with hub.write() as uow:
        add_policy(uow, Draft(
            kind, DAY, "A day ahead", reason_en="So that rooms can be set",
            terms={"hours": 24} if kind == "notice" else {"approver": "director"},
        ))  # fmt: skip


def walked_in(hub: Hub, *states: str) -> list[str]:
    with hub.read() as session:
        found = bookings(session, from_at=NOW, to_at=NOW + timedelta(hours=2))
    return [one.org for one in found if one.status in states and one.starts_at == NOW]


def last_facts(hub: Hub) -> str:
    with hub.read() as session:
        return str([one for one in history(session) if "Minister" in str(one)])


def say_why(let_pass: LetPass) -> None:
    assert let_pass.isVisible()
    assert let_pass.reason.hasFocus()
    assert "A day ahead" in let_pass.note.text()
    QTest.keyClicks(let_pass.reason, "The Minister is here")
    QTest.keyClick(let_pass.reason, ENTER)
    settle()
    assert not let_pass.isVisible()


def test_f8_asks_why_and_books(show: Show, hub: Hub) -> None:
    ask_a_day_ahead(hub)
    window = show(hub, "today")
    QTest.keyClick(window, Qt.Key.Key_F8)
    settle()
    panel = window.findChild(QuickWalkIn)
    assert panel is not None
    QTest.keyClicks(panel.org, "civ")
    QTest.keyClick(panel.org, ENTER)
    settle()
    assert walked_in(hub, "checked_in") == []
    say_why(panel.let_pass)
    assert walked_in(hub, "checked_in") == ["CIV"]
    assert not panel.isVisible()


def test_f8_left_without_a_reason_can_be_tried_again(show: Show, hub: Hub) -> None:
    ask_a_day_ahead(hub)
    window = show(hub, "today")
    QTest.keyClick(window, Qt.Key.Key_F8)
    settle()
    panel = window.findChild(QuickWalkIn)
    assert panel is not None
    QTest.keyClicks(panel.org, "civ")
    QTest.keyClick(panel.org, ENTER)
    settle()
    QTest.keyClick(panel.let_pass.reason, Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert walked_in(hub, "checked_in") == []
    QTest.keyClick(panel.org, ENTER)
    settle()
    say_why(panel.let_pass)
    assert walked_in(hub, "checked_in") == ["CIV"]


def test_the_line_asks_why_and_begins_anew(show: Show, hub: Hub) -> None:
    ask_a_day_ahead(hub)
    page = today_page(show(hub, "today"))
    page.line.org.setText("BUD")
    QTest.keyClick(page.line.until, ENTER)
    settle()
    assert page.line.org.org() is not None
    say_why(page.walking_in.let_pass)
    assert walked_in(hub, "checked_in") == ["BUD"]
    assert page.line.org.text() == ""


def test_who_must_be_asked_is_asked_from_the_line_too(show: Show, hub: Hub) -> None:
    ask_a_day_ahead(hub, "approval")
    window = show(hub, "today")
    page = today_page(window)
    page.line.org.setText("BUD")
    QTest.keyClick(page.line.until, ENTER)
    settle()
    assert walked_in(hub, "requested") == ["BUD"]
    assert window.messages.message().startswith("Asked for, somebody has to agree: ")


@pytest.mark.parametrize("lang", ["en", "th"])
def test_an_offer_is_accepted_with_a_reason(show: Show, hub: Hub, lang: str) -> None:
    room = room_of(bookings_page(show(hub)))
    held = booked(hub, room, org=1)
    result = booked(hub, room, rrule="FREQ=WEEKLY;COUNT=12")
    assert result.booking_id is not None
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    with hub.write() as uow:
        add_policy(uow, Draft("notice", DAY, "A day ahead", name_th="A day ahead",
                              terms={"hours": 8000}))  # fmt: skip
    window = show(hub, "today", lang=lang)
    settle()
    offers = window.findChild(OffersCard)
    assert offers is not None
    buttons = {button.property("deed"): button for button in offers.findChildren(QPushButton)}
    buttons["accept"].click()
    settle()
    with hub.read() as session:
        assert len(waiting_list(session)) == 1
    say_why(offers.let_pass)
    with hub.read() as session:
        assert waiting_list(session) == ()
    assert "A day ahead" in last_facts(hub)
