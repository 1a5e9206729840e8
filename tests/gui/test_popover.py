"""The popover that books: everything by keyboard, what is wrong said in its field."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hubdesk.bootstrap import Hub
from hubdesk.spaces.service import add_equipment
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.popover import BookPopover
from hubdesk.ui.booking.repeat import Every
from hubdesk.ui.booking.scene import Span
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.words.marker import N_
from tests.gui.show import Show, block_of, bookings_page, lane_of, settle, stored

ENTER = Qt.Key.Key_Return


def asked(page: BookingsPage, room: str = "R3", starts: int = 900) -> BookPopover:
    """The popover for a free hour of a room, with an organisation."""
    page.board.propose(lane_of(page.board, room), Span(starts, starts + 60))
    QTest.keyClicks(page.popover.org, "civ")
    QTest.keyClick(page.popover.org, ENTER)
    return page.popover


def tab_to(popover: BookPopover, wanted: QWidget) -> None:
    """Press Tab until a field has the keyboard."""
    for _ in range(20):
        if wanted.hasFocus():
            return
        QTest.keyClick(QApplication.focusWidget() or popover, Qt.Key.Key_Tab)
    pytest.fail("Tab never gets there")


def test_everything_is_filled_by_keyboard_and_enter_books(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    popover = asked(page)
    QTest.keyClicks(popover.title, "Clinic")
    tab_to(popover, popover.project)
    QTest.keyClicks(popover.project, "OD-14")
    tab_to(popover, popover.people)
    QTest.keyClicks(popover.people, "6")
    tab_to(popover, popover.private)
    QTest.keyClick(popover.private, Qt.Key.Key_Space)
    QTest.keyClick(popover.private, ENTER)
    settle()
    assert not popover.isVisible()
    booking, date_row = stored(hub, block_of(page.board, "R3", 900).occurrence_id)
    assert (booking["title"], booking["project"], booking["people"]) == ("Clinic", "OD-14", 6)
    assert booking["private"]
    assert date_row["status"] == "booked"


def test_escape_leaves_and_books_nothing(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    before = len(page.scene().blocks)
    popover = asked(page)
    tab_to(popover, popover.repeat.step)
    QTest.keyClick(popover.repeat.step, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert page.board.hasFocus()
    assert len(page.scene().blocks) == before


def test_plain_keys_are_typed_and_run_no_command_of_the_board(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    popover = asked(page)
    tab_to(popover, popover.private)
    QTest.keyClick(popover.private, Qt.Key.Key_W)
    assert page.view == "day"
    assert popover.isVisible()


def test_more_people_than_seats_are_told_in_the_field(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    popover = asked(page)
    popover.people.setValue(17)
    QTest.keyClick(popover.title, ENTER)
    assert popover.isVisible()
    assert popover.people.property("wrong")
    assert popover.people.hasFocus()
    at = popover.inside.indexOf(popover._problem)
    above = popover.inside.itemAt(at - 1)
    assert above is not None
    line = above.layout()
    assert line is not None
    assert line.indexOf(popover.people) >= 0
    popover.people.setValue(16)
    QTest.keyClick(popover.title, ENTER)
    settle()
    assert not popover.isVisible()


def test_a_series_that_ends_before_it_begins_is_told_in_the_field(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    popover = asked(page)
    popover.repeat.choose(Every.WEEK)
    popover.repeat.until.set_day(date(2026, 10, 21))
    QTest.keyClick(popover.repeat.until, ENTER)
    assert popover.isVisible()
    assert popover.repeat.until.hasFocus()
    assert "after the first" in popover._problem.text()


def test_what_repeats_is_said_in_words_while_it_is_chosen(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    form = asked(page).repeat
    form.choose(Every.WEEK)
    QTest.mouseClick(form.days[1], Qt.MouseButton.LeftButton)
    form.until.set_day(date(2026, 12, 15))
    form.ends.setCurrentIndex(1)
    form.ends.setCurrentIndex(0)
    assert form.words.text() == "Every Tuesday, Thursday until 15 Dec 2026"
    assert page.popover.book.text() == "Check the dates \u2026"


def test_equipment_is_booked_with_the_room(show: Show, hub: Hub) -> None:
    with hub.write() as uow:
        kind = add_equipment(uow, code="PROJ", name_en="Projector", count=3)
    page = bookings_page(show(hub))
    popover = asked(page)
    popover.equipment.open()
    field = popover.equipment._fields[0]
    assert field.hasFocus()
    QTest.keyClicks(field, "2")
    QTest.keyClick(popover.title, ENTER)
    settle()
    booking, _ = stored(hub, block_of(page.board, "R3", 900).occurrence_id)
    assert booking["wanted"][1:] == [{"resource": kind, "quantity": 2}]


def test_f2_edits_what_is_written_and_shows_it_as_it_was(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R1", 14 * 60)
    page.show_occurrence(block.occurrence_id)
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_F2)
    popover = page.popover
    assert popover.isVisible()
    assert (popover.title.text(), popover.project.text()) == ("Data clinic", "OD-14")
    popover.title.selectAll()
    QTest.keyClicks(popover.title, "Clinic of data")
    QTest.keyClick(popover.title, ENTER)
    settle()
    assert stored(hub, block.occurrence_id)[0]["title"] == "Clinic of data"


def test_editing_a_private_booking_keeps_its_title(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R3", 13 * 60)
    before = stored(hub, block.occurrence_id)[0]["title"]
    page.show_occurrence(block.occurrence_id)
    page.hands.edit()
    QTest.keyClick(page.popover.project, ENTER)
    settle()
    assert stored(hub, block.occurrence_id)[0]["title"] == before


def test_enter_pressed_twice_books_once(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    popover = asked(page)
    wishes: list[object] = []
    page.hands.popover.booked.disconnect()
    popover.booked.connect(wishes.append)
    QTest.keyClick(popover.title, ENTER)
    QTest.keyClick(popover.title, ENTER)
    assert len(wishes) == 1
    popover.complain("Not free.")
    QTest.keyClick(popover.title, ENTER)
    assert len(wishes) == 2


def test_an_organisation_is_found_by_its_name_in_the_other_language(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub, lang="th"))
    page.board.propose(lane_of(page.board, "R3"), Span(900, 960))
    field = page.popover.org
    QTest.keyClicks(field, "udget")
    completer = field.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "BUD \u00b7 กลุ่มเฝ้าระวังงบประมาณ"
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    QTest.keyClick(popup, ENTER)
    assert field.text() == "BUD \u00b7 กลุ่มเฝ้าระวังงบประมาณ"
    assert page.popover.title.hasFocus()


def test_it_stands_beside_its_slot_where_there_is_no_room_around(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub, size=(1280, 640)))
    popover = asked(page)
    popover.repeat.choose(Every.WEEK)
    settle()
    lane = lane_of(page.board, "R3")
    slot = page.board.rect_of(lane, Span(900, 960))
    slot.moveTopLeft(page.board.viewport().mapTo(page, slot.topLeft()))
    assert popover.height() > page.height() - slot.bottom()
    assert popover.height() > slot.top()
    assert not popover.geometry().intersects(slot)


def test_on_a_low_page_it_scrolls_to_its_last_field(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub, size=(960, 600)))
    form = FormPopover(page, page.make, N_("Visitor"), N_("Save"))
    fields = [QLineEdit() for _ in range(16)]
    for field in fields:
        form.add(N_("Name"), field)
    form.open_at(QRect(300, 260, 60, 30), fields[0])
    settle()
    assert form.wanted().height() > page.height()
    assert page.rect().contains(form.geometry())
    assert form.save.visibleRegion().isEmpty()
    while not form.save.hasFocus():
        QTest.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Tab)
    settle()
    assert form.save.visibleRegion().boundingRect().size() == form.save.size()


def test_it_grows_with_what_is_inside_and_needs_no_bar(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub, size=(1280, 800), lang="th"))
    popover = asked(page)
    popover.repeat.choose(Every.WEEK)
    popover.equipment.toggle.click()
    settle()
    assert popover.height() == popover.wanted().height()
    assert not popover._area.verticalScrollBar().isVisible()
    assert popover.book.visibleRegion().boundingRect().size() == popover.book.size()
