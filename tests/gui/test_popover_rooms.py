"""The popover that books: further rooms, layouts, buffers; and changing them later."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hubdesk.booking.queries.targets import needs_of_dates
from hubdesk.bootstrap import Hub
from hubdesk.spaces.queries import resource_id_of
from hubdesk.spaces.service import add_equipment, set_layout
from hubdesk.ui.booking.known import facts_of
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.popover import BookPopover
from tests.gui.show import Show, block_of, bookings_page, settle, stored
from tests.gui.test_popover import asked

ENTER = Qt.Key.Key_Return


def held(hub: Hub, occurrence_id: int) -> list[tuple[str, int]]:
    """What a date holds, main resource first."""
    _, date_row = stored(hub, occurrence_id)
    with hub.read() as session:
        needs = needs_of_dates(session, [date_row])[occurrence_id]
    return [(need.room.code, need.quantity) for need in needs]


def _lay_out(hub: Hub) -> None:
    with hub.write() as uow:
        hall = resource_id_of(uow, "HALL-A")
        set_layout(uow, hall, "theatre", capacity=60, setup_minutes=45)
        set_layout(uow, hall, "board", capacity=20)
        add_equipment(uow, code="PROJ", name_en="Projector", count=3)


def _edited(page: BookingsPage, occurrence_id: int) -> BookPopover:
    page.show_occurrence(occurrence_id)
    page.hands.edit()
    settle()
    return page.popover


def test_a_second_room_is_added_and_all_are_held(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    popover = asked(page)
    popover.rooms.toggle.click()
    (line,) = popover.rooms._lines
    assert "taken then" not in line.combo.currentText()
    line.combo.setCurrentIndex(line.combo.findText("Chao Phraya, half A \u00b7 60 seats"))
    popover.people.setValue(77)
    QTest.keyClick(popover.title, ENTER)
    assert popover.isVisible()
    assert popover._problem.text() == "The rooms hold 76 people together."
    popover.people.setValue(76)
    QTest.keyClick(popover.title, ENTER)
    settle()
    assert not popover.isVisible()
    number = block_of(page.board, "R3", 900).occurrence_id
    assert held(hub, number) == [("R3", 1), ("HALL-A", 1)]
    assert block_of(page.board, "HALL-A", 900).occurrence_id == number


def test_a_room_is_taken_out_of_the_form_again(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    popover = asked(page)
    popover.rooms.toggle.click()
    popover.rooms.toggle.click()
    assert len(popover.rooms.wanted()) == 2
    popover.rooms._lines[0].away.click()
    popover.rooms._lines[0].away.click()
    assert popover.rooms.wanted() == ()
    assert popover.rooms.toggle.hasFocus()


def test_a_layout_has_its_own_size_and_takes_its_time(show: Show, hub: Hub) -> None:
    _lay_out(hub)
    page = bookings_page(show(hub, lang="th"))
    popover = asked(page, "HALL-A", 15 * 60)
    popover.setup.toggle.click()
    way = popover.setup.way
    assert "แถวหน้ากระดาน" in way.itemText(1)
    way.setCurrentIndex(way.findData("board"))
    popover.people.setValue(21)
    QTest.keyClick(popover.title, ENTER)
    assert popover.people.property("wrong")
    way.setCurrentIndex(way.findData("theatre"))
    QTest.keyClick(popover.title, ENTER)
    settle()
    booking, date_row = stored(hub, block_of(page.board, "HALL-A", 15 * 60).occurrence_id)
    assert booking["layout"] == "theatre"
    assert date_row["setup_minutes"] == 45
    page.show_occurrence(date_row["id"])
    settle()
    detail = page.inspector.detail()
    assert detail is not None
    assert ("รูปแบบการจัดห้อง", "แถวหน้ากระดาน") in facts_of(
        page.front.words, detail
    )


def test_buffers_and_equipment_are_changed_later_and_undone(show: Show, hub: Hub) -> None:
    _lay_out(hub)
    window = show(hub)
    page = bookings_page(window)
    number = block_of(page.board, "R1", 14 * 60).occurrence_id
    popover = _edited(page, number)
    popover.setup.toggle.click()
    popover.setup._after.setValue(20)
    popover.setup._may_move.setChecked(False)
    popover.equipment.toggle.click()
    popover.equipment._fields[0].setValue(2)
    QTest.keyClick(popover.setup._after, ENTER)
    settle()
    assert not popover.isVisible()
    booking, date_row = stored(hub, number)
    assert (booking["movable"], date_row["cleanup_minutes"]) == (False, 20)
    assert held(hub, number) == [("R1", 1), ("PROJ", 2)]
    popover = _edited(page, number)
    assert popover.setup.after() == 20
    assert popover.equipment.wanted()[0].quantity == 2
    popover.dismiss()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert held(hub, number) == [("R1", 1)]
    assert stored(hub, number)[1]["cleanup_minutes"] == 0


def test_buffers_that_a_neighbour_needs_are_refused_in_the_form(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    number = block_of(page.board, "R2", 15 * 60).occurrence_id
    popover = _edited(page, number)
    popover.setup.toggle.click()
    popover.setup._before.setValue(45)
    QTest.keyClick(popover.setup._before, ENTER)
    settle()
    assert popover.isVisible()
    assert "already booked" in popover._problem.text()
    assert stored(hub, number)[1]["setup_minutes"] == 0


def test_on_a_low_page_one_part_is_open_and_the_others_say_what_they_hold(
    show: Show, hub: Hub
) -> None:
    _lay_out(hub)
    with hub.write() as uow:
        for number in range(8):
            add_equipment(uow, code=f"X{number}", name_en=f"Thing {number}", count=2)
    page = bookings_page(show(hub, size=(1024, 620)))
    popover = asked(page)
    popover.equipment.toggle.click()
    popover.equipment._fields[0].setValue(2)
    popover.rooms.toggle.click()
    popover.rooms.toggle.click()
    popover.rooms.toggle.click()
    popover.setup.toggle.click()
    settle()
    assert popover.setup.isVisible()
    assert popover.equipment.isHidden()
    assert popover.equipment.toggle.text() == "Equipment \u2026 (2)"
    assert popover.geometry().bottom() <= page.height()
    assert popover.equipment.wanted()[0].quantity == 2
