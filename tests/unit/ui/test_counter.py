"""The counter's lists at a given minute."""

from __future__ import annotations

from datetime import date

from hubdesk.kernel.names import Names
from hubdesk.ui.booking.scene import DAY, Block, FloorRow, Lane, Scene, Span
from hubdesk.ui.today.counter import count, walk_in_ends

NOW = 13 * 60 + 42


def _lane(number: int, kind: str = "room", capacity: int = 10) -> Lane:
    names = Names("", f"Place {number}")
    return Lane(number, f"P{number}", names, kind, capacity, (), 0, frozenset({number}), names)


def _block(number: int, at: int, starts: int, ends: int, status: str = "booked") -> Block:
    return Block(number, number, at, Span(starts, ends), "ACT", 0, status)


def _scene(*blocks: Block) -> Scene:
    lanes = (_lane(1), _lane(2, capacity=4), _lane(3), _lane(4, "desk"))
    return Scene(date(2026, 10, 22), (FloorRow("2", Names(), 0, 4),), lanes, blocks)


def test_the_longest_free_room_comes_first_and_the_smaller_of_equals() -> None:
    counter = count(_scene(_block(1, 0, 900, 960)), NOW)
    assert [(room.lane, room.until) for room in counter.free] == [(1, DAY), (2, DAY), (0, 900)]
    assert counter.free[2].next is not None
    assert counter.rooms == 3
    assert (counter.desks, counter.desks_free) == (1, 1)


def test_a_room_free_for_a_few_minutes_is_not_offered() -> None:
    counter = count(_scene(_block(1, 0, NOW + 5, NOW + 60)), NOW)
    assert 0 not in [room.lane for room in counter.free]
    assert [(room.lane, room.free_at) for room in counter.busy] == [(0, NOW + 60)]


def test_due_late_present_and_coming() -> None:
    counter = count(
        _scene(
            _block(1, 0, NOW - 42, NOW + 18),
            _block(2, 1, NOW + 10, NOW + 60),
            _block(3, 2, NOW - 30, NOW + 30, "checked_in"),
            _block(4, 3, NOW + 60, NOW + 120),
            _block(5, 1, NOW - 120, NOW - 60, "done"),
            _block(6, 2, NOW + 40, NOW + 50, "no_show"),
        ),
        NOW,
    )
    assert [block.occurrence_id for block in counter.due] == [1, 2]
    assert [block.occurrence_id for block in counter.late] == [1]
    assert [block.occurrence_id for block in counter.present] == [3]
    assert [block.occurrence_id for block in counter.coming] == [4]


def test_a_walk_in_ends_on_a_quarter_about_an_hour_from_now() -> None:
    ends, proposed = walk_in_ends(NOW, DAY)
    assert ends[0] == 14 * 60
    assert ends[proposed] == 14 * 60 + 45
    assert all(end % 15 == 0 for end in ends)


def test_a_walk_in_never_reaches_the_next_booking() -> None:
    ends, proposed = walk_in_ends(NOW, NOW + 25)
    assert ends == [14 * 60, NOW + 25]
    assert ends[proposed] == NOW + 25
    assert walk_in_ends(NOW, NOW + 12) == ([NOW + 12], 0)
