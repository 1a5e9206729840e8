"""The board without a window: what clashes, what is free, what a drag would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.kernel.names import Names
from hubdesk.ui.booking.gesture import Drag, Kind
from hubdesk.ui.booking.grid import Grid
from hubdesk.ui.booking.scene import DAY, Block, FloorRow, Gap, Lane, Scene, Span

SIZES = {
    "board_room_header": 164, "board_time_header": 28, "board_from_hour": 7, "board_to_hour": 22,
    "board_hour_least": 44, "board_hour_most": 224, "board_floor": 26, "board_row": 32,
    "board_snap_minutes": 15,
}  # fmt: skip


def lane(number: int, *units: int, **values: object) -> Lane:
    names = Names("", f"Room {number}")
    made = Lane(number, f"R{number}", names, "room", 10, (), 0, frozenset(units), short=names)
    return replace(made, **values)  # type: ignore[arg-type]


def block(number: int, at: int, starts: int, ends: int, **values: object) -> Block:
    made = Block(number, number, at, Span(starts, ends), "ACT", 0, "booked")
    return replace(made, **values)  # type: ignore[arg-type]


@pytest.fixture
def scene() -> Scene:
    """A hall of two halves, a room with buffers, a room that is closed in the evening."""
    lanes = (
        lane(1, 1, 2), lane(2, 1), lane(3, 2), lane(4, 4, before=30, after=15),
        lane(5, 5, capacity=20, opens=480, closes=1200),
    )  # fmt: skip
    blocks = (block(1, 1, 600, 660), block(2, 3, 600, 660, before=30, after=15))
    return Scene(
        date(2026, 10, 22), (FloorRow("2", Names(), 0, 5),), lanes, blocks,
        (Gap(4, Span(900, 960), "repair"),),
    )  # fmt: skip


def test_a_half_blocks_its_hall_but_not_the_other_half(scene: Scene) -> None:
    clash = scene.clash(0, Span(615, 630))
    assert clash is not None
    assert clash.block is not None
    assert clash.block.occurrence_id == 1
    assert scene.clash(2, Span(600, 660)) is None
    assert [shadow.by.occurrence_id for shadow in scene.shadows_by_lane[0]] == [1]
    assert scene.shadows_by_lane[2] == []


def test_buffers_of_two_neighbours_add_up(scene: Scene) -> None:
    assert scene.clash(3, Span(690, 720)) is not None
    assert scene.clash(3, Span(705, 720)) is None
    assert scene.clash(3, Span(540, 555)) is None
    assert scene.clash(3, Span(540, 570)) is not None


def test_the_end_belongs_to_what_comes_next(scene: Scene) -> None:
    assert scene.clash(1, Span(660, 720)) is None
    assert scene.clash(1, Span(540, 600)) is None


def test_closures_and_closed_hours_are_in_the_way(scene: Scene) -> None:
    repair = scene.clash(4, Span(930, 990))
    assert repair is not None
    assert repair.gap is not None
    assert (repair.gap.reason, repair.part) == ("repair", Span(930, 960))
    assert scene.clash(4, Span(450, 490)) is not None
    assert scene.clash(4, Span(1170, 1215)) is not None


def test_what_is_being_moved_is_not_in_its_own_way(scene: Scene) -> None:
    assert scene.clash(1, Span(615, 675), without=1) is None


def test_free_until_the_next_claim(scene: Scene) -> None:
    assert scene.free_until(1, 540) == 600
    assert scene.free_until(1, 630) == 630
    assert scene.free_until(3, 480) == 555
    assert scene.free_until(2, 700) == DAY


def test_the_next_start_that_fits(scene: Scene) -> None:
    assert scene.next_free(1, Span(600, 660)) == 660
    assert scene.next_free(3, Span(600, 630)) == 705
    assert scene.next_free(4, Span(1190, 1250)) is None


def test_the_smallest_other_room_that_fits(scene: Scene) -> None:
    assert scene.fitting(3, Span(600, 660)) == 2
    assert scene.fitting(4, Span(600, 660)) is None


def test_a_drag_over_free_time_grows_both_ways_in_steps(scene: Scene) -> None:
    drag = Drag.create(scene, 2, 607.0, 15)
    assert drag.draft.span == Span(600, 615)
    assert drag.to(2, 664.0).draft.span == Span(600, 675)
    assert drag.to(2, 560.0).draft.span == Span(555, 615)


def test_a_moved_block_keeps_its_length_and_stays_in_the_day(scene: Scene) -> None:
    drag = Drag.take(scene, scene.blocks[0], 610.0, Kind.MOVE, 15)
    assert drag.to(2, 640.0).draft.span == Span(630, 690)
    assert drag.to(2, 5000.0).draft.span == Span(DAY - 60, DAY)
    assert drag.to(2, -5000.0).draft.span == Span(0, 60)


def test_an_edge_never_crosses_the_other(scene: Scene) -> None:
    ends = Drag.take(scene, scene.blocks[0], 660.0, Kind.ENDS, 15)
    assert ends.to(1, 500.0).draft.span == Span(600, 615)
    starts = Drag.take(scene, scene.blocks[0], 600.0, Kind.STARTS, 15)
    assert starts.to(1, 900.0).draft.span == Span(645, 660)


def test_control_copies_and_the_original_is_then_in_the_way(scene: Scene) -> None:
    drag = Drag.take(scene, scene.blocks[0], 610.0, Kind.MOVE, 15)
    assert drag.to(1, 625.0).draft.clash is None
    copied = drag.to(1, 625.0, copy=True).draft
    assert copied.kind is Kind.COPY
    assert copied.clash is not None


def test_a_drop_where_it_was_changes_nothing(scene: Scene) -> None:
    drag = Drag.take(scene, scene.blocks[0], 610.0, Kind.MOVE, 15)
    assert not drag.to(1, 612.0).draft.changes


def test_pixels_and_minutes_are_inverse(scene: Scene) -> None:
    grid = Grid(SIZES)
    grid.lay(scene, frozenset())
    grid.fit(1004, 1.0)
    assert grid.hour == 56
    for minute in range(420, 1320, 15):
        assert grid.snap(grid.minute(grid.x(minute))) == minute
    assert grid.row_at(20) is None
    row = grid.row_at(28 + 26 + 5)
    assert row is not None
    assert row.lane == 0


def test_a_folded_floor_hides_its_lanes(scene: Scene) -> None:
    grid = Grid(SIZES)
    grid.lay(scene, frozenset({"2"}))
    assert grid.content_height == 26
    assert grid.box(0, Span(600, 660)) is None


@given(st.integers(0, 1380), st.integers(15, 240), st.integers(0, 4))
def test_a_time_that_does_not_clash_overlaps_no_claim(start: int, length: int, at: int) -> None:
    lanes = (lane(1, 1, 2), lane(2, 1), lane(3, 2), lane(4, 4, before=30), lane(5, 5))
    blocks = (block(1, 1, 600, 660), block(2, 3, 700, 760, before=30, after=10))
    made = Scene(date(2026, 10, 22), (), lanes, blocks)
    span = Span(start, start + length)
    claimed = span.widened(lanes[at].before, lanes[at].after)
    overlapping = any(
        lanes[at].units & lanes[one.lane].units and claimed.overlaps(one.claimed) for one in blocks
    )
    assert (made.clash(at, span) is not None) == overlapping
