"""The counter: walk-ins by keyboard, check-ins, rooms that nobody came to use."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from hubdesk.booking import service
from hubdesk.booking.offers import WaitingState
from hubdesk.booking.queries.waiting import WaitingLine
from hubdesk.bootstrap import Hub
from hubdesk.kernel.names import Names
from hubdesk.spaces.queries import resources
from hubdesk.ui.frame.window import SMALLEST
from hubdesk.ui.orgs import load_orgs
from hubdesk.ui.today.offers import wishes_of
from hubdesk.ui.today.page import TodayPage
from hubdesk.ui.widgets.labels import ElidedLabel
from tests.gui.house import NOW
from tests.gui.show import Show, bookings_page, settle, stored, today_page


def test_a_walk_in_is_three_actions_of_the_keyboard(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    page = today_page(window)
    line = page.line
    assert line.org.hasFocus()
    QTest.keyClicks(line.org, "bud")
    QTest.keyClick(line.org, Qt.Key.Key_Return)
    assert line.room.hasFocus()
    QTest.keyClick(line.room, Qt.Key.Key_Return)
    assert line.until.hasFocus()
    QTest.keyClick(line.until, Qt.Key.Key_Return)
    settle()
    counter = page.counter()
    assert counter is not None
    walked_in = [block for block in counter.present if block.org == "BUD"]
    assert [block.span.starts for block in walked_in] == [13 * 60 + 42]
    assert stored(hub, walked_in[0].occurrence_id)[1]["status"] == "checked_in"
    assert window.messages.undoable() is not None
    assert line.org.hasFocus()


def test_undo_takes_a_walk_in_back(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    page = today_page(window)
    before = page.counter()
    assert before is not None
    page.line.org.setText("BUD")
    QTest.keyClick(page.line.until, Qt.Key.Key_Return)
    settle()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    after = page.counter()
    assert after is not None
    assert after.free == before.free


def test_a_refused_walk_in_keeps_what_was_typed(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    line = today_page(window).line
    line.people.setValue(3)
    QTest.keyClicks(line.org, "bud")
    QTest.keyClick(line.org, Qt.Key.Key_Return)
    line.room.setCurrentIndex(line.room.count() - 1)
    line.until.setCurrentIndex(0)
    typed = line.org.text(), line.people.value(), line.room.currentData(), line.until.currentData()
    name = line.room.currentText().partition(" · ")[0]
    with hub.write() as uow:  # somebody else is quicker
        (room,) = (one.id for one in resources(uow) if one.names.en == name)
        service.walk_in(uow, room, load_orgs(uow).by_code["LAW"].id, 15)
    QTest.keyClick(line.until, Qt.Key.Key_Return)
    settle()
    assert "BUD" in typed[0]
    assert typed == (
        line.org.text(), line.people.value(), line.room.currentData(), line.until.currentData()
    )  # fmt: skip
    assert window.messages.message()
    assert line.org.hasFocus()


def _button(page: TodayPage, msgid: str) -> QPushButton:
    return next(
        button for button in page.due.findChildren(QPushButton) if button.text() == msgid
    )


def test_a_due_date_is_checked_in(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today"))
    before = page.counter()
    assert before is not None
    QTest.mouseClick(_button(page, "Check in"), Qt.MouseButton.LeftButton)
    settle()
    after = page.counter()
    assert after is not None
    assert len(after.due) == len(before.due) - 1


def test_a_room_nobody_came_to_use_is_released(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today"))
    before = page.counter()
    assert before is not None
    assert before.late
    QTest.mouseClick(_button(page, "Release"), Qt.MouseButton.LeftButton)
    settle()
    after = page.counter()
    assert after is not None
    assert len(after.late) == len(before.late) - 1


def test_a_line_of_the_day_opens_the_board_with_it_selected(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    page = today_page(window)
    page.show_arrivals("coming")
    QTest.keyClick(page.arrivals.list, Qt.Key.Key_Return)
    settle()
    assert window.current() is bookings_page(window)
    assert bookings_page(window).inspector.detail() is not None


def test_the_month_says_what_it_waits_for(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today"))
    assert page.todo.note.text() == "Oct 2026"


def test_a_change_elsewhere_reaches_a_hidden_page_when_it_is_shown(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    page = today_page(window)
    page.line.org.setText("BUD")
    QTest.keyClick(page.line.until, Qt.Key.Key_Return)
    settle()
    window.show_page("bookings")
    settle()
    blocks = bookings_page(window).scene().blocks
    assert any(block.span.starts == 13 * 60 + 42 for block in blocks)


def test_an_organisation_that_fits_nobody_is_told(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    line = today_page(window).line
    QTest.keyClicks(line.org, "zzz")
    QTest.keyClick(line.org, Qt.Key.Key_Return)
    assert "zzz" in window.messages.message()
    assert line.org.hasFocus()
    QTest.mouseClick(line.book, Qt.MouseButton.LeftButton)
    assert "zzz" in window.messages.message()


def test_undo_by_keyboard_works_from_the_field_a_walk_in_leaves_one_in(
    show: Show, hub: Hub
) -> None:
    window = show(hub, "today")
    page = today_page(window)
    before = page.counter()
    assert before is not None
    QTest.keyClicks(page.line.org, "bud")
    QTest.keyClick(page.line.org, Qt.Key.Key_Return)
    QTest.keyClick(page.line.until, Qt.Key.Key_Return)
    settle()
    assert page.line.org.hasFocus()
    QTest.keyClick(page.line.org, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    after = page.counter()
    assert after is not None
    assert after.free == before.free


def test_what_the_month_waits_for_is_shown_whole_in_a_small_window(show: Show, hub: Hub) -> None:
    todo = today_page(show(hub, "today", lang="th", size=(1280, 800))).todo
    wrapped = [label for label in todo.findChildren(QLabel) if label.wordWrap()]
    assert wrapped
    assert all(label.height() >= label.heightForWidth(label.width()) for label in wrapped)
    note = todo.note
    assert note.width() >= note.sizeHint().width()


def test_how_many_come_decides_which_room_is_offered(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today"))
    QTest.keyClicks(page.line.org, "law")
    QTest.keyClick(page.line.org, Qt.Key.Key_Tab)
    assert page.line.people.hasFocus()
    QTest.keyClicks(page.line.people, "50")
    QTest.keyClick(page.line.people, Qt.Key.Key_Return)
    assert page.line.room.hasFocus()
    assert "60 seats" in page.line.room.currentText()
    QTest.keyClick(page.line.room, Qt.Key.Key_Return)
    QTest.keyClick(page.line.until, Qt.Key.Key_Return)
    settle()
    counter = page.counter()
    assert counter is not None
    block = next(block for block in counter.present if block.org == "LAW")
    assert stored(hub, block.occurrence_id)[0]["people"] == 50


def test_every_figure_jumps_to_its_list(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today"))
    for at, has_focus in (
        (0, page.rooms.hasFocus),
        (1, lambda: page.due.focusWidget() is not None and page.due.focusWidget().hasFocus()),
        (3, page.desk.part("visitors").entry.field.hasFocus),
        (4, page.desk.part("parcels").entry.field.hasFocus),
        (5, page.desk.part("tickets").entry.field.hasFocus),
    ):
        QTest.mouseClick(page.figures.figures[at], Qt.MouseButton.LeftButton)
        assert has_focus(), at


def test_the_keyboard_stays_where_it_is_when_the_minute_turns(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today"))
    page.due.focus_first(late=True)
    focused = page.due.focusWidget()
    assert focused is not None
    number = focused.property("occurrence")
    page.line.org.setText("BU")
    page.tick()
    settle()
    again = page.due.focusWidget()
    assert again is not None
    assert again is not focused
    assert again.hasFocus()
    assert again.property("occurrence") == number
    assert page.line.org.text() == "BU"


def test_the_message_of_a_walk_in_names_it(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    page = today_page(window)
    page.line.org.setText("BUD")
    QTest.keyClick(page.line.until, Qt.Key.Key_Return)
    settle()
    assert window.messages.message().startswith("Booked and checked in: ")
    assert "Thu 22 Oct 2026 13:42" in window.messages.message()
    assert window.messages.message().endswith("(BUD)")


def test_a_room_of_the_list_is_taken_by_keyboard(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today"))
    page.rooms.setFocus()
    QTest.keyClick(page.rooms, Qt.Key.Key_End)
    QTest.keyClick(page.rooms, Qt.Key.Key_Return)
    counter = page.counter()
    assert counter is not None
    assert page.line.room.currentData() == counter.free[-1].lane
    assert page.line.org.hasFocus()


def test_an_empty_hub_says_what_belongs_here(show: Show, empty_hub: Hub) -> None:
    page = today_page(show(empty_hub, "today"))
    shown = [button.text() for button in page.findChildren(QPushButton) if button.isVisible()]
    assert any("Read" in text for text in shown)


def test_the_keys_of_the_page_work_from_the_walk_in_line(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today"))
    assert page.line.org.hasFocus()
    QTest.keyClick(page.line.org, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.arrivals.list.hasFocus()
    QTest.keyClick(page.arrivals.list, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert page.rooms.hasFocus()
    QTest.keyClick(page.rooms, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page.due.focusWidget() is not None
    QTest.keyClick(page.due, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.line.org.hasFocus()


def test_in_the_smallest_window_the_columns_stand_on_each_other(show: Show, hub: Hub) -> None:
    for lang in ("th", "en"):
        page = today_page(show(hub, "today", lang=lang, size=SMALLEST))
        left, beside = page.rooms, page.desk
        assert left.mapTo(page.columns, QPoint(0, 0)).y() < beside.mapTo(
            page.columns, QPoint(0, 0)
        ).y()  # fmt: skip
        assert page.rooms.height() >= 4 * 30
        inside = page.columns.widget()
        assert inside is not None
        assert inside.width() <= page.columns.viewport().width()


def test_dates_of_a_series_wait_on_one_line() -> None:
    one = WaitingLine(
        1, 1, 7, 2, "BUD", Names("Budget Watch"), "Board", False, True, 3, "R1", Names("Chi"),
        NOW, NOW + timedelta(hours=1), WaitingState.WAITING, NOW, "nok", None, 1,
    )
    offered = replace(one, id=3, state=WaitingState.OFFERED, offer_until=NOW)
    lines = [offered, one, replace(one, id=2), replace(one, id=4, booking_id=8)]
    assert [[line.id for line in wish] for wish in wishes_of(lines)] == [[3], [1, 2], [4]]


def test_by_how_much_a_check_in_is_late_is_never_cut(show: Show, hub: Hub) -> None:
    """Where the times have no room beside it, the end goes."""
    window = show(hub, "today", lang="th", size=(1280, 800))
    label = ElidedLabel()
    label.setParent(window)
    whole, short = "13:00\u201314:00 น. \u00b7 เลยมา 42 นาที", "13:00 \u00b7 เลยมา 42 นาที"
    label.set_whole(whole, short)
    label.resize(label.fontMetrics().horizontalAdvance(whole) + 2, 20)
    label.show()
    assert label.text() == whole
    label.resize(label.fontMetrics().horizontalAdvance(short) + 2, 20)
    settle()
    assert label.text() == short
    assert label.toolTip() == whole
