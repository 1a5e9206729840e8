"""Days side by side and below each other: the wall clock, the geometry, the rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from hubdesk.kernel.names import Names
from hubdesk.ui.booking.carry import carry_on
from hubdesk.ui.booking.gesture import Draft, Drag, Kind, carried
from hubdesk.ui.booking.grid import Grid
from hubdesk.ui.booking.load import WallClock, minute_of, week_of
from hubdesk.ui.booking.pieces import lay_pieces
from hubdesk.ui.booking.scene import DAY, FloorRow, Scene, Span
from hubdesk.ui.booking.state import BoardState
from tests.unit.ui.test_scene import SIZES, block, lane

MONDAY = date(2026, 10, 19)
BERLIN = ZoneInfo("Europe/Berlin")


def week(*blocks: object) -> Scene:
    """Three rooms, the second inside the first, over seven days."""
    lanes = (lane(1, 1, 2), lane(2, 1), lane(3, 3, opens=480, closes=1200))
    return Scene(MONDAY, (FloorRow("2/room", Names(), 0, 3),), lanes, blocks, (), 7)  # type: ignore[arg-type]


def laid(scene: Scene, *, width: int = 1004, room: int | None = None) -> Grid:
    grid = Grid(SIZES)
    grid.lay(scene, frozenset(), room=room)
    grid.fit(width, 1.0)
    return grid


# -- the wall clock -----------------------------------------------------------------------------


def test_the_wall_clock_skips_and_repeats_an_hour_with_the_house() -> None:
    clock = WallClock(date(2026, 10, 25), 1, BERLIN)

    def at(hour: int, minute: int = 0) -> int:
        return int(datetime(2026, 10, 25, hour, minute, tzinfo=UTC).timestamp())

    assert clock.span(at(8), at(9)) == Span(9 * 60, 10 * 60)
    assert clock.minute(at(0, 30)) == clock.minute(at(1, 30)) == 2 * 60 + 30
    assert clock.span(at(0, 45), at(1, 15)) == Span(2 * 60 + 45, 3 * 60 + 15)
    spring = WallClock(date(2026, 3, 29), 1, BERLIN)
    start = int(datetime(2026, 3, 29, 0, 30, tzinfo=UTC).timestamp())
    assert spring.span(start, start + 3600) == Span(90, 210)


@given(st.integers(-86_400, 8 * 86_400), st.sampled_from(["Asia/Bangkok", "Europe/Berlin"]))
def test_the_fast_way_counts_as_the_slow_one(second: int, name: str) -> None:
    zone = ZoneInfo(name)
    zero = int(datetime.combine(MONDAY, datetime.min.time(), zone).timestamp())
    found = WallClock(MONDAY, 7, zone).minute(zero + second)
    moment = datetime.fromtimestamp(zero + second, UTC)
    assert found == minute_of(moment, MONDAY, zone)


def test_weeks_begin_where_the_house_says() -> None:
    assert week_of(date(2026, 10, 22), 0) == MONDAY
    assert week_of(date(2026, 10, 22), 6) == date(2026, 10, 18)
    assert week_of(MONDAY, 0) == MONDAY


# -- geometry -----------------------------------------------------------------------------------


def test_days_stand_side_by_side_without_their_nights() -> None:
    grid = laid(week())
    assert grid.days == 7
    assert grid.x(DAY + grid.first) == pytest.approx(grid.x(grid.last))
    assert grid.x(23 * 60) == grid.x(grid.last)
    for minute in (420, 1000, DAY + 500, 6 * DAY + 1300):
        assert grid.minute(grid.x(minute)) == pytest.approx(minute)


def test_a_booking_over_midnight_is_one_piece_of_a_week_and_two_of_a_room() -> None:
    night = block(1, 0, 22 * 60, DAY + 2 * 60)
    scene = week(night)
    grid = laid(scene)
    assert (grid.first, grid.last) == (0, DAY)
    assert len(grid.boxes(0, night.span)) == 1
    rows = laid(scene, room=0)
    boxes = rows.boxes(0, night.span)
    assert [box.top for box in boxes] == [rows.y(rows.rows[0]), rows.y(rows.rows[1])]
    assert boxes[1].left < rows.left


def test_a_room_that_never_closes_has_its_whole_day_when_it_is_used() -> None:
    scene = Scene(MONDAY, (FloorRow("1", Names(), 0, 1),), (lane(1, 1),), (block(1, 0, 60, 120),))
    assert (laid(scene).first, laid(scene).last) == (60, 22 * 60)


def test_hidden_lanes_and_empty_floors_take_no_row() -> None:
    grid = Grid(SIZES)
    grid.lay(week(), frozenset(), frozenset({0, 2}))
    assert grid.lanes() == [1]
    grid.lay(week(), frozenset(), frozenset({0, 1, 2}))
    assert grid.rows == []


# -- clashes and drags over days ----------------------------------------------------------------


def test_closed_hours_come_back_every_day() -> None:
    scene = week()
    assert scene.clash(2, Span(3 * DAY + 600, 3 * DAY + 660)) is None
    late = scene.clash(2, Span(3 * DAY + 1170, 3 * DAY + 1230))
    assert late is not None
    assert late.part == Span(3 * DAY + 1200, 3 * DAY + 1230)


def test_a_part_is_blocked_on_the_day_its_whole_is_taken() -> None:
    scene = week(block(1, 0, 2 * DAY + 600, 2 * DAY + 660))
    assert scene.clash(1, Span(600, 660)) is None
    assert scene.clash(1, Span(2 * DAY + 600, 2 * DAY + 660)) is not None
    assert scene.next_free(1, Span(2 * DAY + 600, 2 * DAY + 660)) == 2 * DAY + 660


def test_a_drag_goes_over_the_days_and_stays_in_the_week() -> None:
    taken = block(1, 1, 600, 690)
    drag = Drag.take(week(taken), taken, 610, Kind.MOVE, 15)
    assert drag.to(1, 3 * DAY + 610).draft.span == Span(3 * DAY + 600, 3 * DAY + 690)
    assert drag.to(1, 9 * DAY).draft.span == Span(7 * DAY - 90, 7 * DAY)


def test_keys_carry_a_booking_down_a_day_on_the_board_of_a_room() -> None:
    taken = block(1, 1, 600, 690)
    state = BoardState(week(taken), Grid(SIZES), room=1)
    state.lay(600)
    drag = Drag.take(state.scene, taken, 600, Kind.MOVE, 15)
    down = carry_on(drag, state, Qt.Key.Key_Down, 30, stretch=False)
    assert down is not None
    assert down.draft.span == Span(DAY + 600, DAY + 690)
    assert carry_on(drag, state, Qt.Key.Key_F5, 30, stretch=False) is None


def test_a_draft_is_carried_into_what_was_read_again() -> None:
    taken = block(1, 1, 600, 690)
    old = week(taken)
    draft = Draft(Kind.MOVE, 1, Span(700, 790), taken)
    new = week(taken, block(2, 1, 720, 780))
    found = carried(draft, old, new)
    assert found is not None
    assert found.clash is not None
    assert carried(draft, old, week()) is None
    assert carried(draft, old, Scene(MONDAY, days=1)) is None


# -- rows -----------------------------------------------------------------------------------------


def test_narrow_blocks_are_slivers_but_not_what_needs_a_mark() -> None:
    scene = week(
        block(1, 1, 600, 660), block(2, 1, 720, 780, status="no_show"),
        block(3, 1, 800, 860, before=15),
    )  # fmt: skip
    grid = laid(scene)
    row = grid.row_of(1)
    assert row is not None
    found = lay_pieces(scene, grid, row, 10, frozenset({1}), greyed=False)
    assert [piece.what.occurrence_id for piece in found.wide] == [2]
    assert sum(map(len, found.faint.edges.values())) == 1
    assert sum(map(len, found.slivers.bars.values())) == 1
    assert len(found.buffers) == 1
