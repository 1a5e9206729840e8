"""The counter by keyboard: one key to the line, Enter notes it, Ctrl+Z takes it back."""

from __future__ import annotations

import subprocess
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hubdesk.bootstrap import Hub
from hubdesk.frontdesk.model import KeyKind
from hubdesk.frontdesk.queries import keys, notes, parcels, tickets, visits
from hubdesk.frontdesk.queries.papers import evacuation_paper
from hubdesk.frontdesk.service.keys import add_key
from hubdesk.frontdesk.service.notes import write as write_note
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.names import Names
from hubdesk.reports import PaperOptions
from hubdesk.reports.evacuation import draw
from hubdesk.ui.frame.window import Window
from hubdesk.ui.today.desk.card import DeskCard
from tests import need
from tests.gui.house import DAY
from tests.gui.show import Show, reports_page, settle, today_page


@pytest.fixture
def window(show: Show, hub: Hub) -> Window:
    with hub.write() as uow:
        add_key(uow, "K-01", kind=KeyKind.KEY, names=Names("ห้องชี", "Chi"))
    return show(hub, "today")


def _desk(window: Window) -> DeskCard:
    return today_page(window).desk


def _type(window: Window, key: Qt.Key, text: str) -> None:
    """A key to the line, the words, Enter: what a person with a telephone does."""
    QTest.keyClick(today_page(window), key)
    field = window.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def _undo(window: Window) -> None:
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z,
                   Qt.KeyboardModifier.ControlModifier)  # fmt: skip
    settle()


def test_a_visitor_is_noted_and_taken_back(window: Window, hub: Hub) -> None:
    _type(window, Qt.Key.Key_F4, "Wipa Srisuk act 15:30 x3")
    with hub.read() as session:
        (visit,) = visits.visits_of(session, DAY)
    assert (visit.name, visit.org, visit.people, visit.status) == (
        "Wipa Srisuk", "ACT", 3, "expected",
    )  # fmt: skip
    assert window.messages.message() == "Is expected: Wipa Srisuk"
    undo = [button.text() for button in window.messages.findChildren(QPushButton)]
    assert "Undo" in undo
    assert "Redo" not in undo
    assert _desk(window).part("visitors").entry.field.hasFocus()
    assert _desk(window).part("visitors").entry.field.text() == ""
    _undo(window)
    with hub.read() as session:
        assert visits.visits_of(session, DAY) == ()


def test_what_is_understood_is_said_while_it_is_typed(window: Window) -> None:
    entry = _desk(window).part("visitors").entry
    entry.field.setText("Wipa (Local News) act 15:30 x3")
    assert entry.reading.whole() == "Wipa · ACT · expected at 15:30 · Local News · 3 people"
    entry.field.setText("act")
    assert entry.reading.whole().startswith("Who is it?")
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    assert entry.reading.property("tone") == "bad"


def test_arriving_and_leaving_by_keyboard(window: Window, hub: Hub) -> None:
    _type(window, Qt.Key.Key_F4, "Wipa act 15:30")
    desk = _desk(window)
    desk.focus_list("visitors", "expected")
    QTest.keyClick(desk.part("visitors").list, Qt.Key.Key_Return)
    settle()
    desk.focus_list("visitors", "arrived")
    with hub.read() as session:
        assert len(visits.inside_visits(session)) == 1
    QTest.keyClick(desk.part("visitors").list, Qt.Key.Key_Return)
    settle()
    with hub.read() as session:
        assert visits.visits_of(session, DAY)[0].status == "left"


def test_the_button_of_a_line_is_clicked(window: Window, hub: Hub) -> None:
    _type(window, Qt.Key.Key_F5, "act Books x2 (shelf A) @Malee")
    desk = _desk(window)
    desk.show_tab("parcels")
    view = desk.part("parcels").list
    (line,) = view.rows.lines
    assert (line.title, line.detail) == ("Books × 2", "for Malee · shelf A")
    place = view.delegate.button(view.visualRect(view.rows.index(0)), line).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    with hub.read() as session:
        assert parcels.waiting(session) == ()
    assert view.rows.lines[0].over
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_a_parcel_needs_somebody(window: Window, hub: Hub) -> None:
    _type(window, Qt.Key.Key_F5, "Books")
    entry = _desk(window).part("parcels").entry
    assert "For whom?" in entry.reading.whole()
    assert entry.field.text() == "Books"
    with hub.read() as session:
        assert parcels.waiting(session) == ()


def test_a_key_goes_out_and_comes_back_by_its_code(window: Window, hub: Hub) -> None:
    _type(window, Qt.Key.Key_F6, "k-01 Chai bud 16:00")
    with hub.read() as session:
        (key,) = keys.house_keys(session)
    assert key.loan is not None
    assert (key.loan.holder, key.loan.org) == ("Chai", "BUD")
    _type(window, Qt.Key.Key_F6, "k-01")
    with hub.read() as session:
        assert keys.house_keys(session)[0].loan is None
    assert window.messages.message() == "Is back: K-01"


def test_a_room_out_of_order_is_closed_until_the_caretaker_is_done(
    window: Window, hub: Hub
) -> None:
    _type(window, Qt.Key.Key_F7, "! R3 no light 15:30")
    with hub.read() as session:
        found = tickets.open_tickets(session)
    if not found:  # something is booked there: the refusal names it, and the line is kept
        assert _desk(window).part("tickets").entry.field.text().startswith("! R3")
        return
    assert (found[0].room, found[0].closed_until is not None) == ("R3", True)
    desk = _desk(window)
    desk.focus_list("tickets")
    QTest.keyClick(desk.part("tickets").list, Qt.Key.Key_Return)
    settle()
    with hub.read() as session:
        assert tickets.open_tickets(session) == ()


def test_the_shift_note_is_kept_and_handed_over(window: Window, hub: Hub) -> None:
    QTest.keyClick(today_page(window), Qt.Key.Key_F9)
    note = _desk(window).note
    assert note.text.hasFocus()
    QTest.keyClicks(note.text, "Lift is slow")
    today_page(window).line.org.setFocus()
    settle()
    with hub.read() as session:
        running = notes.running(session)
    assert running is not None
    assert running.text == "Lift is slow"
    QTest.mouseClick(note.hand, Qt.MouseButton.LeftButton)
    settle()
    with hub.read() as session:
        assert notes.running(session) is None
        assert notes.earlier(session)[0].text == "Lift is slow"
    assert note.text.toPlainText() == ""


def test_a_shift_note_goes_on_where_it_ended(window: Window, hub: Hub) -> None:
    with hub.write() as uow:
        write_note(uow, "Lift is slow.")
    today_page(window).load()
    settle()
    QTest.keyClick(today_page(window), Qt.Key.Key_F9)
    QTest.keyClicks(_desk(window).note.text, " Tea is out.")
    assert _desk(window).note.text.toPlainText() == "Lift is slow. Tea is out."


def test_a_ticket_names_its_room_as_people_say_it(window: Window) -> None:
    entry = _desk(window).part("tickets").entry
    entry.field.setText("! ห้องป่าสัก ไฟไม่ติด 15:30")
    assert entry.reading.whole().startswith("Out of order \u00b7 R3 \u00b7 ไฟไม่ติด")


def test_who_was_not_seen_to_leave_yesterday_is_told_apart(window: Window, hub: Hub) -> None:
    clock = hub.database.clock
    assert isinstance(clock, FixedClock)
    _type(window, Qt.Key.Key_F4, "Wipa act")
    clock.at += timedelta(days=1)
    today_page(window).load()
    settle()
    (line,) = _desk(window).part("visitors").list.rows.lines
    assert (line.tone, line.detail) == ("bad", "since 22 Oct 2026 13:42")
    with hub.read() as session:
        pdf = draw(evacuation_paper(session), PaperOptions("en"))
    reader = need.program("pdftotext")
    read = subprocess.run([reader, "-", "-"], input=pdf, capture_output=True, check=True)
    assert "22 Oct 2026" in read.stdout.decode()


def test_a_visitor_is_corrected_in_the_form(window: Window, hub: Hub) -> None:
    _type(window, Qt.Key.Key_F4, "Wipa act 15:30")
    desk = _desk(window)
    line = desk.part("visitors").list.rows.lines[0]
    desk.part("visitors").list.acted.emit("change_visit", line)
    settle()
    assert desk.form.isVisible()
    desk.form.name.setText("Wipa Srisuk")
    desk.form.private.setChecked(True)
    QTest.keyClick(desk.form.name, Qt.Key.Key_Return)
    settle()
    with hub.read() as session:
        (visit,) = visits.visits_of(session, DAY)
    assert (visit.name, visit.private, visit.org) == ("Wipa Srisuk", True, "ACT")
    assert "not to be named" in desk.part("visitors").list.rows.lines[0].title


def test_codes_are_proposed_and_taken_by_tab(window: Window) -> None:
    field = _desk(window).part("visitors").entry.field
    QTest.keyClick(today_page(window), Qt.Key.Key_F4)
    QTest.keyClicks(field, "Wipa budg")
    settle()
    popup = field._popup
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    settle()
    assert field.text() == "Wipa BUD "
    assert not popup.isVisible()


def test_every_line_says_itself(window: Window) -> None:
    _type(window, Qt.Key.Key_F4, "Wipa act 15:30")
    rows = _desk(window).part("visitors").list.rows
    said = rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "15:30 · Wipa · Anti-Corruption Trust · ACT · Arrived"


def test_the_counter_speaks_thai(show: Show, hub: Hub) -> None:
    window = show(hub, "today", lang="th", size=(1280, 800))
    desk = _desk(window)
    assert [desk.tabs.tab(name).text() for name in ("visitors", "parcels", "keys")] == [
        "ผู้มาติดต่อ", "พัสดุ", "กุญแจ",
    ]  # fmt: skip
    last = desk.tabs.tab("note")
    assert last.geometry().right() <= desk.tabs.width()


@pytest.mark.parametrize(
    ("command", "paper"),
    [("sign_in", "sign-in"), ("inside", "evacuation"), ("sheet", "day-sheet")],
)
def test_the_counters_papers_are_the_ones_that_were_asked_for(
    window: Window, command: str, paper: str
) -> None:
    given = {one.name: one.run for one in today_page(window).commands()}
    given[command]()
    settle()
    drawn = reports_page(window).drawn()
    assert drawn is not None
    assert (drawn.wanted.name, drawn.wanted.day) == (paper, DAY)
    # Who is in the house is known of now only.
    assert reports_page(window).choices.day.isVisible() == (paper != "evacuation")
