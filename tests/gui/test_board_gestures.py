"""Booking, moving, stretching and copying on the board, by the gestures of a hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from hubdesk.bootstrap import Hub
from hubdesk.ui.booking.scene import Span
from hubdesk.ui.booking.state import BoardState
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


def test_a_drag_over_free_time_books_through_the_popover(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    board = page.board
    drag(board, spot(board, "R3", 15 * 60), spot(board, "R3", 16 * 60 + 15) - QPoint(4, 0))
    assert page.popover.isVisible()
    page.popover.org.setText("civ")
    QTest.keyClick(page.popover.org, Qt.Key.Key_Return)
    assert page.popover.title.hasFocus()
    page.popover.title.insert("ทดลองระบบ")
    QTest.keyClick(page.popover.title, Qt.Key.Key_Return)
    settle()
    assert not page.popover.isVisible()
    block = block_of(board, "R3", 15 * 60)
    assert (block.span, block.org, block.title) == (Span(900, 975), "CIV", "ทดลองระบบ")
    assert window.messages.undoable() is not None
    detail = page.inspector.detail()
    assert detail is not None
    assert detail.block.occurrence_id == block.occurrence_id
    assert board.cell() == (lane_of(board, "R3"), block.span)


def test_booking_without_an_organisation_asks_for_one_and_keeps_what_was_typed(
    show: Show, hub: Hub
) -> None:
    page = bookings_page(show(hub))
    page.board.propose(lane_of(page.board, "R3"), Span(900, 960))
    page.popover.title.setText("Draft")
    QTest.keyClick(page.popover.title, Qt.Key.Key_Return)
    assert page.popover.isVisible()
    assert page.popover.title.text() == "Draft"
    assert page.popover.org.hasFocus()
    ghost = page.board.rect_of(lane_of(page.board, "R3"), Span(900, 960))
    corner = page.board.viewport().mapTo(page, ghost.topLeft())
    assert not page.popover.geometry().contains(corner)


def test_a_move_is_stored_and_undone(show: Show, hub: Hub) -> None:
    window = show(hub)
    board = bookings_page(window).board
    block = block_of(board, "R1", 14 * 60)
    drag(board, spot(board, "R1", 14 * 60 + 30), spot(board, "R3", 15 * 60 + 30))
    moved = block_of(board, "R3", 15 * 60)
    assert moved.occurrence_id == block.occurrence_id
    assert moved.span == Span(900, 990)
    QTest.keyClick(board, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert block_of(board, "R1", 14 * 60).occurrence_id == block.occurrence_id


def test_a_clash_is_told_before_the_drop_and_the_drop_is_refused(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    board = page.board
    block = block_of(board, "R1", 14 * 60)
    target = spot(board, "R2", 14 * 60 + 30)
    drag(board, spot(board, "R1", 14 * 60 + 30), target, held=True)
    assert page.tip.isVisible()
    draft = board.state.draft
    assert draft is not None
    assert draft.clash is not None
    assert draft.clash.block is not None
    assert draft.clash.block.org == "ACT"
    release(board, target)
    assert not page.tip.isVisible()
    assert block_of(board, "R1", 14 * 60).occurrence_id == block.occurrence_id
    assert "ACT" in window.messages.message()
    assert window.messages.undoable() is None


def test_the_half_of_a_hall_clashes_with_the_hall(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    drag(
        board, spot(board, "R1", 14 * 60 + 30), spot(board, "HALL-A", 17 * 60 + 30), held=True
    )
    assert page.tip.isVisible()
    release(board, spot(board, "HALL-A", 17 * 60 + 30))


def test_escape_takes_a_drag_back(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    block = block_of(board, "R1", 14 * 60)
    target = spot(board, "R3", 15 * 60 + 30)
    drag(board, spot(board, "R1", 14 * 60 + 30), target, held=True)
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert board.state.draft is None
    release(board, target)
    assert block_of(board, "R1", 14 * 60).occurrence_id == block.occurrence_id


def test_an_edge_makes_a_booking_longer(show: Show, hub: Hub) -> None:
    window = show(hub)
    board = bookings_page(window).board
    edge = spot(board, "R1", 15 * 60 + 30) - QPoint(4, 0)
    drag(board, edge, spot(board, "R1", 16 * 60) - QPoint(4, 0))
    assert block_of(board, "R1", 14 * 60).span == Span(840, 960)
    assert "Chi, Thu 22 Oct 2026 14:00\u201316:00" in window.messages.message()


def test_control_and_a_drag_copy_a_booking_with_its_title(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    control = Qt.KeyboardModifier.ControlModifier
    drag(board, spot(board, "R1", 14 * 60 + 30), spot(board, "R3", 16 * 60), keys=control)
    copy = block_of(board, "R3", 15 * 60 + 30)
    original = block_of(board, "R1", 14 * 60)
    assert copy.occurrence_id != original.occurrence_id
    assert (copy.title, copy.org) == (original.title, original.org)
    booking, _date = stored(hub, copy.occurrence_id)
    assert booking["project"] == "OD-14"


def test_the_keyboard_alone_books(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    board.setFocus()
    for _ in range(9):
        QTest.keyClick(board, Qt.Key.Key_Down)
    QTest.keyClick(board, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    lane, span = board.cell()
    assert board.state.scene.lanes[lane].kind == "desk"
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert page.popover.isVisible()
    page.popover.org.setText("BUD")
    QTest.keyClick(page.popover.org, Qt.Key.Key_Return)
    QTest.keyClick(page.popover.title, Qt.Key.Key_Return)
    settle()
    assert board.state.scene.by_lane[lane][-1].span == span


def test_a_booking_is_cancelled_with_its_reason_and_restored(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board, inspector = page.board, page.inspector
    block = block_of(board, "R1", 14 * 60)
    board.choose(block.occurrence_id)
    QTest.keyClick(board, Qt.Key.Key_Delete)
    assert inspector.cancel_form.reason.hasFocus()
    inspector.cancel_form.reason.insert("วิทยากรป่วย")
    QTest.keyClick(inspector.cancel_form.reason, Qt.Key.Key_Return)
    settle()
    assert stored(hub, block.occurrence_id)[1]["status"] == "cancelled"
    assert stored(hub, block.occurrence_id)[1]["reason"] == "วิทยากรป่วย"
    detail = inspector.detail()
    assert detail is not None
    assert detail.block.status == "cancelled"
    QTest.mouseClick(inspector.restore, Qt.MouseButton.LeftButton)
    settle()
    assert block_of(board, "R1", 14 * 60).occurrence_id == block.occurrence_id


def test_a_check_in_marks_the_block(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R3", 13 * 60)
    page.board.choose(block.occurrence_id)
    QTest.mouseClick(page.inspector.check_in, Qt.MouseButton.LeftButton)
    settle()
    assert block_of(page.board, "R3", 13 * 60).status == "checked_in"


def test_f2_rewrites_a_booking(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R1", 14 * 60)
    page.board.choose(block.occurrence_id)
    QTest.keyClick(page.board, Qt.Key.Key_F2)
    assert page.popover.title.text() == "Data clinic"
    page.popover.title.setText("คลินิกข้อมูล")
    QTest.keyClick(page.popover.title, Qt.Key.Key_Return)
    settle()
    assert block_of(page.board, "R1", 14 * 60).title == "คลินิกข้อมูล"


def test_a_private_title_never_reaches_the_board(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R3", 13 * 60)
    assert block.private
    assert block.title == ""
    page.board.choose(block.occurrence_id)
    settle()
    assert not [text for text in page.board.texts() if "ปรึกษา" in text]


def test_another_day_is_shown_and_left_again(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    QTest.keyClick(page.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.day.day == 23
    assert page.board.state.now is None
    QTest.mouseClick(page.today_button, Qt.MouseButton.LeftButton)
    assert page.day.day == 22
    assert page.board.state.now == 13 * 60 + 42


def test_a_drag_repaints_only_what_it_touches(
    show: Show, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = bookings_page(show(hub)).board
    drag(board, spot(board, "R3", 15 * 60), spot(board, "R3", 16 * 60), held=True)
    areas: list[int] = []
    paint = board.canvas.paint

    def counted(painter: QPainter, rect: QRect, state: BoardState, width: int) -> None:
        areas.append(rect.width() * rect.height())
        paint(painter, rect, state, width)

    monkeypatch.setattr(board.canvas, "paint", counted)
    drag_on = spot(board, "R3", 16 * 60 + 45)
    send(board.viewport(), QEvent.Type.MouseMove, drag_on, Qt.KeyboardModifier.NoModifier)
    whole = board.viewport().width() * board.viewport().height()
    assert 0 < sum(areas) < whole / 4
    QTest.keyClick(board, Qt.Key.Key_Escape)
    release(board, drag_on)


def test_a_repaint_in_pieces_equals_a_repaint_as_a_whole(show: Show, hub: Hub) -> None:
    """Hiding a tip exposes several rectangles in one paint event; each needs its own ground."""
    board = bookings_page(show(hub)).board
    view = board.viewport()
    whole, pieces = (QImage(view.size(), QImage.Format.Format_RGB32) for _ in range(2))
    whole.fill(Qt.GlobalColor.magenta)
    pieces.fill(Qt.GlobalColor.magenta)
    rects = [
        QRect(0, 0, view.width(), 90),
        QRect(0, 90, 300, view.height()),
        QRect(300, 90, view.width(), 200),
        QRect(300, 290, view.width(), view.height()),
    ]
    for image, parts in ((whole, [view.rect()]), (pieces, rects)):
        painter = QPainter(image)
        for part in parts:
            board.canvas.paint(painter, part & view.rect(), board.state, view.width())
        painter.end()
    spots = [(x, y) for x in range(0, view.width(), 2) for y in range(0, view.height(), 2)]
    wrong = [spot for spot in spots if _differ(whole.pixelColor(*spot), pieces.pixelColor(*spot))]
    assert wrong == []


def _differ(one: QColor, other: QColor) -> bool:
    """Beyond what smoothing of edges may differ by."""
    return max(
        abs(one.red() - other.red()), abs(one.green() - other.green()),
        abs(one.blue() - other.blue()),
    ) > 60  # fmt: skip


def test_a_refused_drop_does_not_take_undo_away(show: Show, hub: Hub) -> None:
    window = show(hub)
    board = bookings_page(window).board
    drag(board, spot(board, "R1", 14 * 60 + 30), spot(board, "R3", 15 * 60 + 30))
    moved = window.messages.undoable()
    assert moved is not None
    drag(board, spot(board, "R3", 15 * 60 + 30), spot(board, "R2", 14 * 60 + 30))
    assert window.messages._undo.isHidden()
    assert window.messages.undoable() == moved
    QTest.keyClick(board, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert block_of(board, "R1", 14 * 60).span == Span(840, 930)


def test_the_cell_cursor_follows_a_stretched_booking(show: Show, hub: Hub) -> None:
    board = bookings_page(show(hub)).board
    edge = spot(board, "R1", 15 * 60 + 30) - QPoint(4, 0)
    drag(board, edge, spot(board, "R1", 16 * 60) - QPoint(4, 0))
    assert board.cell() == (lane_of(board, "R1"), Span(840, 960))
