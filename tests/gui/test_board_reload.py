"""What others change appears, and nothing that a person holds is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest

from hubdesk.booking import service
from hubdesk.booking.model import BookingRequest, Target, Wanted
from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.scene import Span
from hubdesk.ui.booking.state import BoardState
from tests.gui.house import wall
from tests.gui.show import (
    Show,
    block_of,
    bookings_page,
    drag,
    lane_of,
    release,
    settle,
    spot,
)


def _book_elsewhere(hub: Hub, page: BookingsPage, code: str, hour: int) -> None:
    """As another program does: the window only hears that something has changed."""
    room = page.scene().lanes[lane_of(page.board, code)].resource_id
    org = page.hands.orgs.by_code["BUD"].id
    with hub.write() as uow:
        service.book(
            uow, BookingRequest(org, (Wanted(room),), wall(hour), wall(hour + 1), title="Other")
        )
    page.front.hub_changed.emit(uow.changes)
    settle()


def test_selection_scroll_and_cursor_stay(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub, size=(1100, 640)))
    board = page.board
    board.set_zoom(3.0)
    block = block_of(board, "R1", 14 * 60)
    board.choose(block.occurrence_id)
    board.place_cursor(lane_of(board, "R3"), Span(16 * 60, 17 * 60))
    across = board.horizontalScrollBar().value()
    _book_elsewhere(hub, page, "R3", 20)
    assert block_of(board, "R3", 20 * 60).title == "Other"
    assert board.horizontalScrollBar().value() == across
    assert board.cell() == (lane_of(board, "R3"), Span(16 * 60, 17 * 60))


def test_a_drag_goes_on_and_sees_what_came(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    target = spot(board, "R3", 15 * 60 + 30)
    drag(board, spot(board, "R1", 14 * 60 + 30), target, held=True)
    assert board.state.draft is not None
    assert board.state.draft.clash is None
    _book_elsewhere(hub, page, "R3", 15)
    draft = board.state.draft
    assert draft is not None
    assert draft.clash is not None
    assert draft.clash.block is not None
    assert draft.clash.block.title == "Other"
    release(board, target)
    assert block_of(board, "R1", 14 * 60).title == "Data clinic"


def test_a_drag_whose_booking_has_gone_ends(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    target = spot(board, "R3", 15 * 60 + 30)
    block = block_of(board, "R1", 14 * 60)
    drag(board, spot(board, "R1", 14 * 60 + 30), target, held=True)
    with hub.write() as uow:
        service.cancel(uow, Target(occurrence_id=block.occurrence_id), "")
    page.front.hub_changed.emit(uow.changes)
    settle()
    assert board.state.draft is None
    assert not page.tip.isVisible()
    release(board, target)


def test_what_is_typed_into_the_popover_stays(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    board = page.board
    board.propose(lane_of(board, "R3"), Span(900, 960))
    page.popover.title.setText("Draft")
    _book_elsewhere(hub, page, "R3", 20)
    assert page.popover.isVisible()
    assert page.popover.title.text() == "Draft"
    assert board.state.draft is not None
    assert board.state.draft.span == Span(900, 960)


def test_the_minute_moves_only_the_line(
    show: Show, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bookings_page(show(hub))
    areas: list[int] = []
    paint = page.board.canvas.paint

    def counted(painter: QPainter, rect: QRect, state: BoardState, width: int) -> None:
        areas.append(rect.width() * rect.height())
        paint(painter, rect, state, width)

    monkeypatch.setattr(page.board.canvas, "paint", counted)
    clock = hub.database.clock
    assert isinstance(clock, FixedClock)
    clock.at = clock.at.replace(minute=43)
    page.tick()
    settle()
    whole = page.board.viewport().width() * page.board.viewport().height()
    assert page.board.state.now == 13 * 60 + 43
    assert 0 < sum(areas) < whole / 10


def test_the_days_beside_are_read_ahead(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page._ahead._on_rest()
    reads: list[object] = []
    page.front.tasks.submit = lambda *_args, **_more: reads.append(1)  # type: ignore[method-assign]
    QTest.keyClick(page.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.scene().day.day == 23
    assert reads == []
    del page.front.tasks.submit
    page._ahead.forget()
