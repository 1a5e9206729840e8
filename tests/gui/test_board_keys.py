"""The whole board by the keyboard, and what screen readers hear of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from hubdesk.bootstrap import Hub
from hubdesk.ui.booking.scene import DAY, Span
from tests.gui.show import Show, block_of, bookings_page, lane_of, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_arrows_pages_and_ends_move_the_cell_cursor(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    board.place_cursor(0, Span(600, 660))
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.cell() == (0, Span(630, 690))
    QTest.keyClick(board, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(board, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(board, Qt.Key.Key_Left, SHIFT)
    assert board.cell() == (0, Span(630, 660))
    QTest.keyClick(board, Qt.Key.Key_End)
    assert board.cell() == (0, Span(1290, 1320))
    QTest.keyClick(board, Qt.Key.Key_Home)
    assert board.cell() == (0, Span(420, 450))
    QTest.keyClick(board, Qt.Key.Key_PageDown)
    last = len(board.state.scene.lanes) - 1
    assert board.cell()[0] == min(10, last)
    QTest.keyClick(board, Qt.Key.Key_Home, CONTROL)
    assert board.cell()[0] == 0


class _Strips(QObject):
    """Remembers what of a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.painted = self.painted.united(event.region())
        return False


def test_the_row_that_the_cursor_left_is_painted_again(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    lane = lane_of(board, "R2")
    board.place_cursor(lane, Span(600, 660))
    settle()
    strips = _Strips()
    board.viewport().installEventFilter(strips)
    board.choose(block_of(board, "R1", 9 * 60).occurrence_id)
    settle()
    head = QPoint(board.state.grid.left // 2, board.rect_of(lane, Span(600, 660)).center().y())
    assert strips.painted.contains(head)


def test_in_a_week_the_cursor_steps_over_the_night(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.show_view("week")
    board = page.board
    board.place_cursor(0, Span(21 * 60, 22 * 60))
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.cell() == (0, Span(DAY + 7 * 60, DAY + 8 * 60))
    QTest.keyClick(board, Qt.Key.Key_Left)
    assert board.cell() == (0, Span(21 * 60, 22 * 60))


def test_on_the_board_of_a_room_down_is_the_next_day(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.board.place_cursor(lane_of(page.board, "R2"), Span(600, 660))
    page.show_view("room")
    _lane, span = page.board.cell()
    QTest.keyClick(page.board, Qt.Key.Key_Down)
    assert page.board.cell() == (lane_of(page.board, "R2"), span.shifted(DAY))


def test_tab_goes_from_block_to_block_and_then_on(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    first = block_of(board, "R1", 9 * 60)
    second = block_of(board, "R1", 14 * 60)
    board.place_cursor(first.lane, Span(420, 450))
    QTest.keyClick(board, Qt.Key.Key_Tab)
    assert board.state.chosen == first.occurrence_id
    QTest.keyClick(board, Qt.Key.Key_Tab)
    assert board.state.chosen == second.occurrence_id
    QTest.keyClick(board, Qt.Key.Key_Backtab, SHIFT)
    assert board.state.chosen == first.occurrence_id
    QTest.keyClick(board, Qt.Key.Key_Tab)
    QTest.keyClick(board, Qt.Key.Key_Tab)
    assert not board.hasFocus()


def test_enter_on_a_booking_opens_it_and_on_free_time_books(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    block = block_of(board, "R1", 14 * 60)
    board.place_cursor(block.lane, block.span)
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert page.popover.title.text() == "Data clinic"
    QTest.keyClick(page.popover.title, Qt.Key.Key_Escape)
    assert board.hasFocus()
    board.place_cursor(lane_of(board, "R3"), Span(900, 960))
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert page.popover.isVisible()
    assert page.popover.org.hasFocus()


def test_the_menu_key_offers_what_can_be_done(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R2", 13 * 60)
    page.board.choose(block.occurrence_id)
    at = page.board.mapToGlobal(QPoint(5, 5))
    QApplication.sendEvent(
        page.board, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), at)
    )
    menu = page.findChild(QMenu, "board_menu")
    assert isinstance(menu, QMenu)
    enabled = {
        action.text().partition("\t")[0]: action.isEnabled()
        for action in menu.actions() if action.text()
    }  # fmt: skip
    assert enabled["Edit the booking"]
    assert not enabled["Move by the keyboard"]
    assert not enabled["Check in"]
    menu.close()
    settle()


def test_every_command_has_its_own_keys(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    commands = page.commands()
    keys = [command.keys for command in commands if command.keys]
    assert len(keys) == len(set(keys))
    assert len({command.name for command in commands}) == len(commands)
    assert not [command for command in commands if QKeySequence(command.keys).isEmpty()
                and command.keys]  # fmt: skip


def test_screen_readers_hear_where_the_cursor_is(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    board.place_cursor(lane_of(board, "R1"), Span(600, 660))
    QTest.keyClick(board, Qt.Key.Key_Down)
    said = board.accessibleDescription()
    assert "Mun" in said
    assert "10:00\u201311:00" in said
    assert said.endswith("free")
    block = block_of(board, "R1", 14 * 60)
    board.place_cursor(block.lane, block.span)
    said = board.accessibleDescription()
    assert "CIV" in said
    assert "Data clinic" in said
    QTest.keyClick(board, Qt.Key.Key_M)
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert "Not free" in board.accessibleDescription()
    QTest.keyClick(board, Qt.Key.Key_Escape)
