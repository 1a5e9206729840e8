"""The counter's lists at a given minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hubdesk.kernel.names import Names
from hubdesk.ui.booking.scene import DAY, Block, FloorRow, Lane, Scene, Span
from hubdesk.ui.today.counter import count, offers, walk_in_ends

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


def test_a_walk_in_is_offered_the_ends_that_the_house_books_on() -> None:
    ends, proposed = walk_in_ends(NOW, DAY, 30)
    assert ends[0] == 14 * 60
    assert ends[proposed] == 14 * 60 + 30
    assert all(end % 30 == 0 for end in ends)


def test_a_walk_in_never_reaches_the_next_booking() -> None:
    ends, proposed = walk_in_ends(NOW, NOW + 25)
    assert ends == [14 * 60, NOW + 25]
    assert ends[proposed] == NOW + 25
    assert walk_in_ends(NOW, NOW + 12) == ([NOW + 12], 0)


def _hall(*blocks: Block) -> Scene:
    """A hall of two halves, and a small room."""
    units = (frozenset({1, 2}), frozenset({1}), frozenset({2}), frozenset({3}))
    lanes = tuple(
        replace(_lane(at + 1, capacity=capacity), units=unit, part=at in (1, 2))
        for at, (unit, capacity) in enumerate(zip(units, (120, 60, 60, 6), strict=True))
    )
    return Scene(date(2026, 10, 22), (FloorRow("2", Names(), 0, 4),), lanes, blocks)


def test_a_hall_with_parts_counts_once_while_it_is_free() -> None:
    counter = count(_hall(), NOW)
    assert (counter.rooms, counter.rooms_free) == (2, 2)
    assert sorted(room.lane for room in counter.free) == [0, 3]
    assert sorted(room.lane for room in counter.open) == [0, 1, 2, 3]


def test_of_a_hall_in_part_use_the_free_part_stands_there() -> None:
    counter = count(_hall(_block(1, 1, NOW - 30, NOW + 60)), NOW)
    assert (counter.rooms, counter.rooms_free) == (2, 2)
    assert sorted(room.lane for room in counter.free) == [2, 3]
    assert [room.lane for room in counter.busy] == [1]


def test_a_taken_hall_is_one_room_in_use() -> None:
    counter = count(_hall(_block(1, 0, NOW - 30, NOW + 60)), NOW)
    assert counter.rooms_free == 1
    assert [room.lane for room in counter.busy] == [0]


def test_the_room_that_fits_best_is_offered_first() -> None:
    scene = _hall(_block(1, 3, NOW + 30, NOW + 90))
    counter = count(scene, NOW)
    assert [room.lane for room in offers(scene, counter, people=5)] == [1, 2, 0, 3]
    assert [room.lane for room in offers(scene, counter, people=70)] == [0]
    assert offers(scene, counter)[0].lane == 1
    free = _hall(_block(1, 3, NOW + 120, NOW + 180))
    assert offers(free, count(free, NOW))[0].lane == 3
    assert offers(scene, counter, people=500) == []


def test_without_a_number_the_smallest_room_for_two_is_offered_and_booths_last() -> None:
    capacities = (1, 8, 2, 0, 4)
    lanes = tuple(_lane(at + 1, capacity=seats) for at, seats in enumerate(capacities))
    scene = Scene(date(2026, 10, 22), (FloorRow("2", Names(), 0, 5),), lanes, ())
    offered = [capacities[room.lane] for room in offers(scene, count(scene, NOW))]
    assert offered == [2, 4, 8, 0, 1]
    soon = replace(scene, blocks=(_block(1, 2, NOW + 30, NOW + 90),))
    offered = [capacities[room.lane] for room in offers(soon, count(soon, NOW))]
    assert offered == [4, 8, 0, 2, 1]


def test_who_came_and_went_has_left() -> None:
    counter = count(
        _hall(
            _block(1, 3, 540, 600, status="checked_in"), _block(2, 1, 540, 600, status="done"),
            _block(3, 2, 540, 600, status="booked"),
        ),
        NOW,
    )  # fmt: skip
    assert [block.occurrence_id for block in counter.gone] == [2, 1]
