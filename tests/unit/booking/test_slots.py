"""Free times as sets of cells, and their rank."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.booking.slots import (
    CELL_S,
    Candidate,
    Grid,
    Start,
    at_least,
    rank,
    room_reasons,
    starts_of,
)

GRID = Grid(0, 48)
spans = st.lists(
    st.tuples(st.integers(-2000, 16_000), st.integers(1, 4000)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=6,
)


@given(spans=spans, length=st.integers(1, 12))
def test_a_run_is_offered_exactly_where_no_span_touches_its_cells(
    spans: list[tuple[int, int]], length: int
) -> None:
    free = GRID.runs(GRID.all & ~GRID.masks(spans), length)
    for cell in range(GRID.cells):
        starts, ends = cell * CELL_S, (cell + length) * CELL_S
        touched = any(
            first // CELL_S * CELL_S < ends and -(-last // CELL_S) * CELL_S > starts
            for first, last in spans
        )
        assert bool(free >> cell & 1) == (not touched and cell + length <= GRID.cells)


@given(masks=st.lists(st.integers(0, 255), min_size=1, max_size=5), count=st.integers(1, 5))
def test_enough_of_a_kind_is_free_where_so_many_units_are(masks: list[int], count: int) -> None:
    found = at_least(masks, count)
    for cell in range(8):
        assert bool(found >> cell & 1) == (sum(mask >> cell & 1 for mask in masks) >= count)


def _start(minute: int, day: int = 0) -> Start:
    cell = (day * 1440 + minute) // 5
    return Start(cell, cell * CELL_S, day, minute)


def test_hours_days_and_seats_are_weighed_and_told() -> None:
    starts = [_start(minute, day) for day in (0, 1) for minute in (480, 600, 1020)]
    everywhere = sum(1 << start.cell for start in starts)
    small = Candidate(1, everywhere, room_reasons(12, 12, (), ()))
    large = Candidate(2, everywhere, room_reasons(60, 12, ("projector",), ()))
    found = rank(starts, [large, small], [], minutes=60, preferred=(540, 1020), most=9)
    assert [(one.start.day, one.start.minute) for one in found[:4]] == [
        (0, 600), (0, 480), (0, 1020), (1, 600),
    ]  # fmt: skip
    assert {one.key for one in found} == {1}
    assert found[0].others == (2,)
    assert [reason.code for reason in found[1].reasons] == ["outside_preferred", "day", "seats"]


def test_those_who_cannot_come_count_only_where_no_time_suits_all() -> None:
    starts = [_start(600), _start(720)]
    room = Candidate(1, sum(1 << start.cell for start in starts), ())
    away = [("ACT", 1 << starts[0].cell), ("BUD", 0)]
    found = rank(starts, [room], away, minutes=60, preferred=(540, 1020), most=9)
    assert [(one.start.minute, one.busy) for one in found] == [(720, ())]
    away = [("ACT", 1 << starts[0].cell), ("BUD", 1 << starts[1].cell | 1 << starts[0].cell)]
    found = rank(starts, [room], away, minutes=60, preferred=(540, 1020), most=9)
    assert [(one.start.minute, one.busy) for one in found] == [
        (720, ("BUD",)), (600, ("ACT", "BUD")),
    ]  # fmt: skip


def test_times_that_the_clock_skips_are_not_offered_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    starts = starts_of(Grid(0, 1), date(2026, 3, 29), 1, berlin, 0)
    seconds = [start.starts_s for start in starts]
    assert seconds == sorted(set(seconds))
    assert len(starts) == 92
    assert not {start.minute for start in starts} & set(range(120, 180))
