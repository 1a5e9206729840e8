"""Rules in the window: set and tried in the settings, heard while booking, answered on Today."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.booking.queries.approvals import waiting
from hubdesk.booking.service import book
from hubdesk.bootstrap import Hub
from hubdesk.orgs.queries import organisation_by_code
from hubdesk.rules.policies.examples import examples
from hubdesk.rules.queries.policies import policies
from hubdesk.spaces.queries import resource_id_of
from hubdesk.store.queries import page as history
from hubdesk.ui.booking.popover import BookPopover
from hubdesk.ui.frame.window import Window
from hubdesk.ui.places import Place
from hubdesk.ui.settings.page import SettingsPage
from hubdesk.ui.settings.rules import RulesSection
from hubdesk.ui.today.approvals import ApprovalsCard
from tests.gui.house import wall
from tests.gui.show import (
    Show,
    block_of,
    bookings_page,
    drag,
    settle,
    spot,
    stored,
    today_page,
)
from tests.gui.test_inspector import chosen, press
from tests.gui.test_popover import asked
from tests.support.rules import add_rule

LEFT = Qt.MouseButton.LeftButton


def _section(window: Window) -> RulesSection:
    window.front.go(Place("settings", "section", "rules"))
    settle()
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    section = page.sections["rules"]
    assert isinstance(section, RulesSection)
    return section


def _fill(section: RulesSection, **texts: str) -> None:
    for name, text in texts.items():
        edit = section.form.form.inputs[name.replace("__", ".")].widget
        assert isinstance(edit, QLineEdit)
        edit.setText(text)
        edit.textEdited.emit(text)


def _click(qtbot: QtBot, inside: QWidget, words: str) -> None:
    """Press the first button of these words."""
    button = next(one for one in inside.findChildren(QPushButton) if one.text() == words)
    qtbot.mouseClick(button, LEFT)
    settle()


def _texts(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel))


def test_a_rule_is_set_changed_ended_and_taken_back(show: Show, hub: Hub, qtbot: QtBot) -> None:
    window = show(hub, "settings", lang="en")
    section = _section(window)
    assert "This house has no rules" in _texts(section.listed)
    section.form.begin("length", window.front.today())
    _fill(section, name_en="Short", term__max_minutes="60", rooms="R3")
    qtbot.mouseClick(section.form.form.save, LEFT)
    settle()
    assert "A booking lasts at most 1 h." in _texts(section.listed)
    _click(qtbot, section.listed, "Change …")
    assert section.form.policy_id
    _fill(section, term__max_minutes="90")
    qtbot.mouseClick(section.form.form.save, LEFT)
    settle()
    assert not section.form.policy_id
    with hub.read() as session:
        (rule,) = policies(session)
        assert rule.terms["max_minutes"] == 90
        assert rule.scope.room_ids == (resource_id_of(session, "R3"),)
    _click(qtbot, section.listed, "End")
    with hub.read() as session:
        assert policies(session) == ()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "A booking lasts at most 1 h 30 min." in _texts(section.listed)


def test_what_a_rule_lacks_is_said_under_its_field(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = _section(show(hub, "settings", lang="en"))
    section.form.begin("slots", date(2026, 10, 22))
    _fill(section, name_en="Fixed", term__slots="nine to five")
    qtbot.mouseClick(section.form.form.save, LEFT)
    settle()
    assert "09:00-12:00" in section.form.form.inputs["term.slots"].widget.accessibleDescription()
    _fill(section, term__slots="09:00-12:00, 13:00-17:00")
    qtbot.mouseClick(section.form.form.save, LEFT)
    settle()
    assert "Only these times are booked: 09:00–12:00, 13:00–17:00." in _texts(section.listed)


def test_every_kind_has_its_form_and_its_sentence(show: Show, hub: Hub, qtbot: QtBot) -> None:
    """The examples of all six houses go through every form and come out as they went in."""
    window = show(hub, "settings", lang="th")
    section = _section(window)
    for button in section.findChildren(QPushButton):
        if button.property("example") and button.isEnabled():
            qtbot.mouseClick(button, LEFT)
            settle()
    with hub.read() as session:
        found = {rule.id: rule for rule in policies(session)}
    assert len(found) == sum(one.policies for one in examples())
    entries: list[dict] = []
    section.form.wanted.disconnect(section._on_wanted)
    section.form.wanted.connect(entries.append)
    for rule in found.values():
        section.form.show_policy(rule, section._house.codes(), window.front.today())
        section.form.form.save.click()
        kept = {name: value for name, value in rule.terms.items() if value}
        given = entries[-1]["terms"]
        assert {name: given[name] for name in kept} == {
            name: list(value) if name == "plans" else value for name, value in kept.items()
        }


def test_a_wish_is_tried(show: Show, hub: Hub, qtbot: QtBot) -> None:
    add_rule(hub, "hours", terms={"from_minute": 600, "to_minute": 960}, name_en="By day")
    section = _section(show(hub, "settings", lang="en"))
    form = section.tried.form
    org = form.inputs["org"].widget
    assert isinstance(org, QLineEdit)
    org.setText("CIV")
    form.save.click()
    settle()
    assert "By day: Only times between 10:00–16:00 can be booked." in _texts(section.tried)
    org.setText("NOBODY")
    form.save.click()
    settle()
    assert "NOBODY" in _texts(section.tried)


def test_the_form_says_the_answers_and_takes_a_reason(show: Show, hub: Hub) -> None:
    add_rule(hub, "notice", terms={"hours": 48}, name_en="Two days")
    page = bookings_page(show(hub, lang="en"))
    popover: BookPopover = asked(page)
    settle()
    assert popover.rules.isVisible()
    assert "It is less than 48 hours ahead." in _texts(popover.rules)
    QTest.keyClick(popover.title, Qt.Key.Key_Return)
    settle()
    assert popover.isVisible()  # refused, and said
    assert page.window().focusWidget() is popover.rules.reason
    QTest.keyClicks(popover.rules.reason, "the minister comes")
    QTest.keyClick(popover.rules.reason, Qt.Key.Key_Return)
    settle()
    assert not popover.isVisible()
    assert block_of(page.board, "R3", 900).status == "booked"
    assert "Rules let pass Two days \u2192 the minister comes" in _texts(page.inspector)
    with hub.read() as session:
        assert "the minister comes" in str(history(session, 0)[-1].payload)


def test_the_form_that_moves_asks_why_it_passes(show: Show, hub: Hub) -> None:
    add_rule(hub, "length", terms={"max_minutes": 15}, name_en="Short")
    page = bookings_page(show(hub, lang="en"))
    block = next(one for one in page.scene().blocks if one.status == "booked")
    page.board.choose(block.occurrence_id)
    settle()
    page.inspector.ask_move()
    form = page.inspector.move_form
    form.day.set_day(date(2026, 10, 29))
    form.move_button.click()
    settle()
    assert form.reason.isVisible()
    form.reason.setText("agreed")
    form.move_button.click()
    settle()
    _, row = stored(hub, block.occurrence_id)
    assert str(row["starts_at"]).startswith("2026-10-29")


def test_a_drag_that_a_rule_refuses_asks_why_it_passes(show: Show, hub: Hub) -> None:
    add_rule(hub, "length", terms={"max_minutes": 15}, name_en="Short")
    page = bookings_page(show(hub, lang="en"))
    board, form = page.board, page.hands.let_pass
    block = block_of(board, "R1", 14 * 60)
    drag(board, spot(board, "R1", 14 * 60 + 45), spot(board, "R1", 16 * 60 + 45))
    settle()
    assert form.isVisible()
    assert "Short: It would last longer than 15 min." in _texts(form)
    assert block_of(board, "R1", 14 * 60).occurrence_id == block.occurrence_id
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    assert form.problem() == "Say why, for the history."
    QTest.keyClicks(form.reason, "the minister comes")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    settle()
    assert not form.isVisible()
    assert block_of(board, "R1", 16 * 60).occurrence_id == block.occurrence_id
    assert "the minister comes" in _last_payload(hub)


def test_a_stretch_that_a_rule_refuses_can_be_left(show: Show, hub: Hub) -> None:
    add_rule(hub, "length", terms={"max_minutes": 15}, name_en="Short")
    page = bookings_page(show(hub, lang="en"))
    board, form = page.board, page.hands.let_pass
    block = block_of(board, "R1", 14 * 60)
    edge = board.rect_of(block.lane, block.span).right() - 2
    here = spot(board, "R1", 15 * 60)
    here.setX(edge)
    drag(board, here, spot(board, "R1", 16 * 60))
    settle()
    assert form.isVisible()
    QTest.keyClick(form.reason, Qt.Key.Key_Escape)
    settle()
    assert not form.isVisible()
    assert block_of(board, "R1", 14 * 60).span == block.span
    drag(board, here, spot(board, "R1", 16 * 60))
    assert form.isVisible()
    chosen(page, "R2", 13 * 60)  # the question is not about this one
    assert not form.isVisible()


def test_a_rule_nobody_may_let_pass_is_only_said(show: Show, hub: Hub) -> None:
    add_rule(hub, "length", terms={"max_minutes": 15}, name_en="Short", overridable=False)
    window = show(hub, lang="en")
    page = bookings_page(window)
    board = page.board
    drag(board, spot(board, "R1", 14 * 60 + 45), spot(board, "R1", 16 * 60 + 45))
    settle()
    assert not page.hands.let_pass.isVisible()
    assert "Short" in window.messages.message()


def test_restoring_and_staying_longer_ask_why_they_pass(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub, lang="en"))
    form = page.hands.let_pass
    number = chosen(page, "R1", 14 * 60)
    page.hands.actions._on_cancel_confirmed(number, "", "this")
    settle()
    add_rule(hub, "length", terms={"max_minutes": 15}, name_en="Short")
    press(page.inspector.restore)
    assert form.isVisible()
    QTest.keyClicks(form.reason, "by mistake")
    press(form.save)
    assert stored(hub, number)[1]["status"] == "booked"
    assert "by mistake" in _last_payload(hub)
    here = chosen(page, "R2", 13 * 60)
    before = stored(hub, here)[1]["ends_at"]
    page.inspector.longer.actions()[0].trigger()
    settle()
    assert form.isVisible()
    assert stored(hub, here)[1]["ends_at"] == before
    QTest.keyClicks(form.reason, "the talk goes on")
    press(form.save)
    assert stored(hub, here)[1]["ends_at"] > before
    assert "the talk goes on" in _last_payload(hub)


def _last_payload(hub: Hub) -> str:
    with hub.read() as session:
        return str(history(session, 0)[-1].payload)


def test_without_rules_the_form_is_as_it_was(show: Show, hub: Hub) -> None:
    popover = asked(bookings_page(show(hub)))
    settle()
    assert not popover.rules.isVisible()


def test_requests_are_answered_on_today(show: Show, hub: Hub, qtbot: QtBot) -> None:
    add_rule(hub, "approval", terms={}, name_en="Ask first")
    with hub.write() as uow:
        for org in ("CIV", "ACT"):
            book(uow, BookingRequest(
                organisation_by_code(uow, org).id, (Wanted(resource_id_of(uow, "R3")),),
                wall(10, day=25), wall(11, day=25),
            ))  # fmt: skip
    today = today_page(show(hub, "today", lang="en"))
    settle()
    card = next(one for one in today.added if isinstance(one, ApprovalsCard))
    assert card.isVisible()
    assert len(card.waiting) == 2
    assert "1 other wants the room then" in _texts(card)
    _click(qtbot, card, "Approve")
    assert not card.isVisible()
    with hub.read() as session:
        assert waiting(session, session.clock.now()) == ()


def test_a_request_is_declined_with_a_reason(show: Show, hub: Hub, qtbot: QtBot) -> None:
    add_rule(hub, "approval", terms={}, name_en="Ask first")
    with hub.write() as uow:
        booked = book(uow, BookingRequest(
            organisation_by_code(uow, "CIV").id, (Wanted(resource_id_of(uow, "R3")),),
            wall(10, day=25), wall(11, day=25),
        ))  # fmt: skip
    today = today_page(show(hub, "today", lang="th"))
    card = next(one for one in today.added if isinstance(one, ApprovalsCard))
    _click(qtbot, card, "ไม่อนุมัติ")
    assert card.isVisible()  # nothing is answered before a reason was asked for
    card.why.reason.setText("ห้องปิดทาสี")
    qtbot.keyClick(card.why.reason, Qt.Key.Key_Return)
    settle()
    assert not card.why.isVisible()
    assert not card.isVisible()
    declined = booked.dates[0].occurrence_id
    assert declined is not None
    assert stored(hub, declined)[1]["reason"] == "ห้องปิดทาสี"
