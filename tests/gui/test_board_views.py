"""The boards of a day, a week and a room, the list, and the ways between them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.hub.service import update_settings
from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.load import DayLoad
from hubdesk.ui.booking.scene import DAY, Span
from hubdesk.ui.places import Place
from hubdesk.ui.theme import MODES, load_theme
from tests.gui.show import Show, block_of, bookings_page, lane_of, send, settle

THURSDAY = 3 * DAY


def test_keys_change_the_board_and_the_day_stays(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    QTest.keyClick(board, Qt.Key.Key_W)
    scene = board.state.scene
    assert (page.view, scene.day, scene.days) == ("week", date(2026, 10, 19), 7)
    assert page.bar.views.button("week").isChecked()
    assert board.state.now == THURSDAY + 13 * 60 + 42
    assert block_of(board, "R1", THURSDAY + 14 * 60).title == "Data clinic"
    QTest.keyClick(board, Qt.Key.Key_D)
    assert (page.view, board.state.scene.day, page.day) == ("day", page.day, date(2026, 10, 22))


def test_a_week_begins_on_the_day_that_the_hub_has_set(show: Show, hub: Hub) -> None:
    with hub.write() as uow:
        update_settings(uow, week_start=6)
    page = bookings_page(show(hub))
    page.show_view("week")
    assert page.scene().day == date(2026, 10, 18)


def test_pages_of_a_week_are_weeks_and_today_comes_back(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.show_view("week")
    QTest.keyClick(page.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.scene().day == date(2026, 10, 26)
    assert page.board.state.now is None
    QTest.keyClick(page.board, Qt.Key.Key_T)
    assert page.scene().day == date(2026, 10, 19)


def test_the_week_of_a_room_has_a_row_for_each_day(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    board.place_cursor(lane_of(board, "R3"), Span(600, 660))
    QTest.keyClick(board, Qt.Key.Key_R)
    rows = board.state.grid.rows
    assert [row.starts for row in rows] == [day * DAY for day in range(7)]
    assert {board.state.scene.lanes[row.lane or 0].code for row in rows} == {"R3"}
    weekly = block_of(board, "R3", THURSDAY + 9 * 60)
    rect = board.rect_of(weekly.lane, weekly.span)
    assert board.block_at(rect.center()) is weekly
    assert rect.top() == board.state.grid.y(rows[3])
    assert page.bar.room.isVisible()


def test_another_room_is_chosen_from_the_list_of_rooms(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.show_view("room")
    at = lane_of(page.board, "R2")
    page.bar.room.setCurrentIndex(at)
    page.bar.room.activated.emit(at)
    assert page.board.state.room == at


def test_a_double_click_on_a_room_opens_its_week(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    row = board.rect_of(lane_of(board, "R2"), Span(600, 660))
    _double_click(board.viewport(), QPoint(40, row.center().y()))
    assert page.view == "room"
    assert board.state.room == lane_of(board, "R2")


def test_a_double_click_on_a_booking_opens_it(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R1", 14 * 60)
    center = page.board.rect_of(block.lane, block.span).center()
    send(page.board.viewport(), QEvent.Type.MouseButtonPress, center, _NONE)
    send(page.board.viewport(), QEvent.Type.MouseButtonRelease, center, _NONE)
    _double_click(page.board.viewport(), center)
    assert page.popover.isVisible()
    assert page.popover.title.text() == "Data clinic"


def test_the_list_has_the_same_bookings_and_selection(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R1", 14 * 60)
    page.board.choose(block.occurrence_id)
    QTest.keyClick(page.board, Qt.Key.Key_L)
    assert page.list.isVisible()
    table = page.list.table
    assert table.rowCount() == len(page.scene().blocks)
    row = page.list.currentIndex().row()
    assert table.blocks[row].occurrence_id == block.occurrence_id
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    below = table.blocks[row + 1].occurrence_id
    assert page.board.state.chosen == below
    detail = page.inspector.detail()
    assert detail is not None
    assert detail.block.occurrence_id == below
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.popover.isVisible()


def test_a_private_title_is_not_in_the_list(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.show_view("list")
    table = page.list.table
    texts = [
        str(table.index(row, column).data())
        for row in range(table.rowCount()) for column in range(table.columnCount())
    ]  # fmt: skip
    assert not [text for text in texts if "ปรึกษา" in text]


def test_places_lead_to_a_date_a_room_and_a_day(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    block = block_of(page.board, "R3", 9 * 60)
    page.show_day(date(2026, 12, 1))
    window.front.go(Place("bookings", "occurrence", block.occurrence_id))
    assert page.day == date(2026, 10, 22)
    assert page.board.state.chosen == block.occurrence_id
    page.show_day(date(2026, 12, 1))
    window.front.go(Place("bookings", "booking", block.booking_id))
    assert page.day == date(2026, 10, 29)
    window.front.go(Place("bookings", "day", date(2026, 11, 3)))
    assert page.scene().day == date(2026, 11, 3)
    room = page.scene().lanes[lane_of(page.board, "R2")].resource_id
    window.front.go(Place("bookings", "room", room))
    assert page.board.state.room == lane_of(page.board, "R2")
    window.front.go(Place("bookings", "new"))
    assert page.popover.isVisible()


def test_zoom_is_kept_for_each_board(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    grid = page.board.state.grid
    before = grid.hour
    point = QPointF(600, 200)
    wheel = QWheelEvent(
        point, point, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    minute = grid.minute(600)
    QApplication.sendEvent(page.board.viewport(), wheel)
    wide = grid.hour
    assert wide > 1.2 * before
    assert abs(grid.minute(600) - minute) < 2
    page.show_view("week")
    page.show_view("day")
    assert grid.hour == wide
    QTest.keyClick(page.board, Qt.Key.Key_0)
    assert grid.hour == before
    page.board.set_zoom(2.0)
    page.hide()
    assert bookings_page(show(hub)).board.state.grid.hour == 2 * before


def test_a_hub_without_rooms_says_what_belongs_here(show: Show, empty_hub: Hub) -> None:
    page = bookings_page(show(empty_hub))
    assert not page.board.isVisible()
    assert not page.book_button.isEnabled()
    for view in ("week", "room", "list"):
        page.show_view(view)
        settle()
        assert not page.board.isVisible()


_NONE = Qt.KeyboardModifier.NoModifier


def _double_click(view: object, at: QPoint) -> None:
    send(view, QEvent.Type.MouseButtonDblClick, at, _NONE)  # type: ignore[arg-type]
    settle()


def test_bars_of_a_week_come_before_their_words(show: Show, hub: Hub) -> None:
    window = show(hub, "bookings")
    page = bookings_page(window)
    shown: list[set[str]] = []
    show_load = page.show_load

    def told(loaded: DayLoad) -> None:
        shown.append({block.title for block in loaded.scene.blocks})
        show_load(loaded)

    page.show_load = told  # type: ignore[method-assign]
    page.show_view("week")
    settle()
    bars, words = shown
    assert bars == {""}
    assert len(words) > 1
    assert {block.title for block in page.scene().blocks} == words


@pytest.mark.parametrize("view", ["day", "list", "plan"])
def test_without_rooms_there_is_only_the_way_to_some(
    show: Show, empty_hub: Hub, view: str
) -> None:
    """No hints for gestures on a board that is not there, no legend, the keyboard on the way."""
    page = bookings_page(show(empty_hub))
    page.show_view(view)
    settle()
    assert page.inspector.isHidden()
    assert page.legend.isHidden()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text().startswith("Read rooms")


@pytest.mark.parametrize("mode", MODES)
def test_what_is_held_is_striped_in_every_look(qtbot: QtBot, mode: str) -> None:
    theme = load_theme(mode)
    inks = Inks(theme)
    for hue in range(len(theme.hues)):
        tile = inks.held(hue).textureImage()
        seen = {tile.pixelColor(x, y).name() for x in range(tile.width()) for y in (0, 4)}
        assert len(seen) > 1, (mode, hue)
