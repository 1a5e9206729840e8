"""Moving on the board: to other days, by keys, past edges; and what cannot be moved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest

from hubdesk.bootstrap import Hub
from hubdesk.ui.booking.board import Board
from hubdesk.ui.booking.gesture import Kind
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.scene import DAY, Span
from tests.gui.show import (
    Show,
    block_of,
    bookings_page,
    drag,
    lane_of,
    release,
    send,
    settle,
    spot,
    stored,
)

THURSDAY, FRIDAY = 3 * DAY, 4 * DAY
NONE = Qt.KeyboardModifier.NoModifier


def _week(show: Show, hub: Hub, zoom: float = 3.0) -> tuple[BookingsPage, Board]:
    page = bookings_page(show(hub))
    page.show_view("week")
    page.board.set_zoom(zoom)
    page.board.scroll_to(THURSDAY + 9 * 60)
    settle()
    return page, page.board


def test_a_drag_to_another_day_and_room(show: Show, hub: Hub) -> None:
    _page, board = _week(show, hub)
    block = block_of(board, "R1", THURSDAY + 14 * 60)
    drag(board, spot(board, "R1", THURSDAY + 14 * 60 + 45), spot(board, "R3", FRIDAY + 10 * 60))
    moved = board.state.scene.block(block.occurrence_id)
    assert moved is not None
    assert moved.lane == lane_of(board, "R3")
    assert moved.span.starts // DAY == 4
    assert moved.span.minutes == 90
    date = stored(hub, block.occurrence_id)[1]
    assert str(date["starts_at"]).startswith("2026-10-23")


def test_control_copies_to_another_day(show: Show, hub: Hub) -> None:
    _page, board = _week(show, hub)
    control = Qt.KeyboardModifier.ControlModifier
    before = len(board.state.scene.blocks)
    drag(
        board, spot(board, "R1", THURSDAY + 14 * 60 + 45), spot(board, "R1", FRIDAY + 15 * 60),
        keys=control,
    )  # fmt: skip
    assert len(board.state.scene.blocks) == before + 1
    assert block_of(board, "R1", THURSDAY + 14 * 60).title == "Data clinic"


def test_on_the_board_of_a_room_a_drag_down_is_another_day(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    page.show_room(board.state.scene.lanes[lane_of(board, "R1")].resource_id)
    settle()
    block = block_of(board, "R1", THURSDAY + 14 * 60)
    start = board.rect_of(block.lane, block.span).center()
    drag(board, start, start + QPoint(0, board.state.grid.rows[0].height))
    assert block_of(board, "R1", FRIDAY + 14 * 60).occurrence_id == block.occurrence_id


def test_set_up_time_is_in_the_way_before_the_drop(show: Show, hub: Hub) -> None:
    """The hall wants 30 minutes before; 16:30 is not free although the talk begins at 17:00."""
    page = bookings_page(show(hub))
    board = page.board
    drag(board, spot(board, "HALL-A", 15 * 60), spot(board, "HALL-A", 16 * 60 + 40), held=True)
    draft = board.state.draft
    assert draft is not None
    assert draft.clash is not None
    assert draft.clash.part == Span(16 * 60 + 30, 16 * 60 + 45)
    assert page.tip.isVisible()
    end = spot(board, "HALL-A", 16 * 60 + 20)
    send(board.viewport(), QEvent.Type.MouseMove, end, NONE)
    assert not page.tip.isVisible()
    release(board, end)
    assert page.popover.isVisible()


def test_a_careless_drag_does_nothing(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    drag(board, spot(board, "R3", 15 * 60), spot(board, "R3", 15 * 60) + QPoint(8, 1))
    assert not page.popover.isVisible()
    assert board.state.draft is None
    assert board.cell() == (lane_of(board, "R3"), Span(900, 960))
    block = block_of(board, "R1", 14 * 60)
    start = spot(board, "R1", 14 * 60 + 30)
    drag(board, start, start + QPoint(5, 0))
    assert block_of(board, "R1", 14 * 60) is block
    assert board.state.chosen == block.occurrence_id


def test_what_is_checked_in_stays_and_says_so(show: Show, hub: Hub) -> None:
    window = show(hub)
    board = bookings_page(window).board
    block = block_of(board, "R2", 13 * 60)
    drag(board, spot(board, "R2", 13 * 60 + 30), spot(board, "R3", 16 * 60))
    assert block_of(board, "R2", 13 * 60).occurrence_id == block.occurrence_id
    assert "cannot be moved" in window.messages.message()
    control = Qt.KeyboardModifier.ControlModifier
    drag(board, spot(board, "R2", 13 * 60 + 30), spot(board, "R3", 16 * 60), keys=control)
    assert block_of(board, "R3", 15 * 60 + 30).org == block.org


def test_a_past_booking_moves_with_undo(show: Show, hub: Hub) -> None:
    window = show(hub)
    board = bookings_page(window).board
    drag(board, spot(board, "R3", 9 * 60 + 30), spot(board, "R3", 10 * 60 + 30))
    assert block_of(board, "R3", 10 * 60).title == "Weekly stand-up"
    assert window.messages.undoable() is not None


def test_the_keyboard_alone_moves_a_booking(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    block = block_of(board, "R1", 14 * 60)
    board.choose(block.occurrence_id)
    QTest.keyClick(board, Qt.Key.Key_M)
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert page.tip.isVisible()
    QTest.keyClick(board, Qt.Key.Key_Down)
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert not page.tip.isVisible()
    draft = board.state.draft
    assert draft is not None
    assert draft.span == Span(14 * 60 + 30, 16 * 60 + 15)
    QTest.keyClick(board, Qt.Key.Key_Return)
    settle()
    moved = block_of(board, "R3", 14 * 60 + 30)
    assert (moved.occurrence_id, moved.span.minutes) == (block.occurrence_id, 105)


def test_escape_puts_a_carried_booking_back(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    block = block_of(board, "R1", 14 * 60)
    board.choose(block.occurrence_id)
    QTest.keyClick(board, Qt.Key.Key_M)
    QTest.keyClick(board, Qt.Key.Key_Down)
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert board.state.draft is None
    assert block_of(board, "R1", 14 * 60) is block
    before = board.cell()
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.cell() != before


def test_copy_and_paste_by_keys(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    block = block_of(board, "R1", 14 * 60)
    board.choose(block.occurrence_id)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(board, Qt.Key.Key_C, control)
    board.place_cursor(lane_of(board, "R3"), Span(15 * 60, 15 * 60 + 30))
    QTest.keyClick(board, Qt.Key.Key_V, control)
    settle()
    copy = block_of(board, "R3", 15 * 60)
    assert copy.occurrence_id != block.occurrence_id
    assert (copy.title, copy.span.minutes) == (block.title, 90)


def test_a_drag_at_the_edge_moves_the_board(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub, size=(1100, 640)))
    board = page.board
    board.set_zoom(4.0)
    board.scroll_to(14 * 60)
    settle()
    view = board.viewport()
    start = spot(board, "R1", 14 * 60 + 30)
    send(view, QEvent.Type.MouseButtonPress, start, NONE)
    before = board.state.grid.scroll_x
    edge = QPoint(view.width() - 4, start.y())
    send(view, QEvent.Type.MouseMove, edge, NONE)
    draft = board.state.draft
    assert draft is not None
    board._on_autoscroll()
    assert board.state.grid.scroll_x > before
    for _ in range(20):
        board._on_autoscroll()
    assert board.state.draft is not None
    assert board.state.draft.span.starts > draft.span.starts
    assert board.state.draft.kind is Kind.MOVE
    QTest.keyClick(board, Qt.Key.Key_Escape)
    release(board, edge)
    assert not board._timer.isActive()


@pytest.mark.parametrize(("size", "zoom"), [((1280, 800), 1.0), ((1920, 1080), 2.0)])
def test_every_block_of_a_week_can_be_hit(
    show: Show, hub: Hub, size: tuple[int, int], zoom: float
) -> None:
    page = bookings_page(show(hub, size=size))
    page.show_view("week")
    page.board.set_zoom(zoom)
    settle()
    for block in page.scene().blocks:
        page.board.bring(block.lane, block.span)
        center = page.board.rect_of(block.lane, block.span).center()
        assert page.board.block_at(center) is block
