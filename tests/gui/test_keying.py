"""What was written on paper is keyed in line by line, and every line says what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from hubdesk.booking.queries.listing import bookings
from hubdesk.bootstrap import Hub
from hubdesk.ui.frame.window import Window
from hubdesk.ui.keying.part import KeyingPart
from tests.gui.show import Show, bookings_page, settle
from tests.support.rules import add_rule

ENTER = Qt.Key.Key_Return


def begun(window: Window) -> KeyingPart:
    page = bookings_page(window)
    next(command for command in page.commands() if command.name == "key_in").run()
    settle()
    part = page.keying.part
    assert part is not None
    return part


def enter(part: KeyingPart, *lines: str) -> None:
    for line in lines:
        part.field.setText(line)
        QTest.keyClick(part.field, ENTER)
        settle()


def verdicts(part: KeyingPart) -> list[str]:
    return [str(row.cells[4].text) for row in part.model.rows]


def test_lines_are_judged_as_they_are_typed_and_booked_as_one_change(
    show: Show, hub: Hub, qtmodeltester: ModelTester
) -> None:
    window = show(hub)
    part = begun(window)
    qtmodeltester.check(part.model)
    enter(part, "R3 19-20 CIV Fallback", "R3 19.30-20.30 BUD", "r2 1900-2000 bud")
    assert verdicts(part) == ["free", "an earlier line takes this time", "free"]
    with hub.read() as session:
        before = len(bookings(session))
    part.book()
    settle()
    with hub.read() as session:
        assert len(bookings(session)) == before + 2
    # What was refused stays, and names who has the room now.
    assert len(part.lines) == 1
    assert "CIV" in verdicts(part)[0]
    QTest.mouseClick(window.messages._undo, Qt.MouseButton.LeftButton)
    settle()
    with hub.read() as session:
        open_dates = [date for date in bookings(session) if date.status == "booked"]
    assert not [date for date in open_dates if date.title == "Fallback"]


def test_a_line_that_cannot_be_read_stays_in_the_field(show: Show, hub: Hub) -> None:
    part = begun(show(hub))
    enter(part, "R99 9-10 CIV")
    assert part.said.text() == "No room has the code or name R99"
    assert part.field.text() == "R99 9-10 CIV"
    assert not part.lines


def test_a_line_is_taken_back_into_the_field_and_another_removed(show: Show, hub: Hub) -> None:
    part = begun(show(hub))
    enter(part, "R3 19-20 CIV Clinic", "R2 19-20 BUD")
    part.list.selectRow(1)
    part.list.setFocus()
    QTest.keyClick(part.list, Qt.Key.Key_Delete)
    settle()
    assert len(part.lines) == 1
    part.list.selectRow(0)
    QTest.keyClick(part.list, ENTER)
    assert part.field.text() == "R3 19:00-20:00 CIV Clinic"
    assert not part.lines


def test_the_same_sheet_twice_books_nothing_twice(show: Show, hub: Hub) -> None:
    part = begun(show(hub))
    enter(part, "R3 19-20 CIV")
    part.book()
    settle()
    enter(part, "R3 19-20 CIV")
    assert verdicts(part) == ["is in the books already"]
    assert not part.book_button.isEnabled()


def test_escape_leads_back_and_keeps_the_lines(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.keying.start()
    settle()
    part = page.keying.part
    assert part is not None
    enter(part, "R3 19-20 CIV")
    QTest.keyClick(part.field, Qt.Key.Key_Escape)
    settle()
    assert not page.keying.in_front()
    page.keying.start()
    settle()
    assert len(part.lines) == 1


def test_a_rule_that_refuses_a_line_is_named(show: Show, hub: Hub) -> None:
    add_rule(hub, "length", terms={"max_minutes": 60}, name_en="An hour each")
    part = begun(show(hub))
    enter(part, "R3 19-21 CIV")
    (said,) = verdicts(part)
    assert said == "An hour each: It would last longer than 1 h."
