"""Boxes that are turned, a first plan, desks next to each other, parts of a day."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.booking.desk_days import part_of_day
from hubdesk.booking.together import together
from hubdesk.spaces.plans import geometry
from hubdesk.spaces.plans.arrange import Wanted, arranged, placed
from hubdesk.spaces.plans.model import Plan, Shape

_shapes = st.builds(
    Shape, st.just("desk"), st.integers(-500, 500), st.integers(-500, 500),
    st.integers(20, 400), st.integers(20, 400), st.integers(0, 359),
)  # fmt: skip


@given(_shapes, st.floats(-300, 300), st.floats(-300, 300))
@settings(max_examples=50, deadline=None)
def test_a_point_goes_to_the_plan_and_back(shape: Shape, x: float, y: float) -> None:
    inner = geometry.to_shape(shape, *geometry.to_plan(shape, x, y))
    assert hypot(inner[0] - x, inner[1] - y) < 0.01


@given(_shapes, st.sampled_from(["n", "e", "s", "w", "ne", "se", "sw", "nw"]),
       st.integers(-200, 200), st.integers(-200, 200))  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_stretching_leaves_the_opposite_corner(
    shape: Shape, edges: str, dx: int, dy: int
) -> None:
    stretched = geometry.stretched(shape, edges, dx, dy)
    at_x, at_y = (0 if "e" in edges else 1), (0 if "s" in edges else 1)
    before = geometry.to_plan(shape, at_x * shape.width, at_y * shape.height)
    after = geometry.to_plan(stretched, at_x * stretched.width, at_y * stretched.height)
    # Whole centimetres: half a one for the middle, and what turning makes of it.
    assert hypot(before[0] - after[0], before[1] - after[1]) <= 1.5


def test_what_is_under_a_point_is_the_uppermost() -> None:
    room, desk = Shape("room", 0, 0, 400, 400), Shape("desk", 100, 100, 100, 50)
    ell = Shape("area", 0, 0, 400, 400, outline=((0, 0), (1000, 0), (1000, 500), (0, 500)))
    assert geometry.shape_at([desk, room], 150, 120) is desk
    assert geometry.shape_at([room, desk], 10, 10) is room
    assert geometry.holds(ell, 200, 100)
    assert not geometry.holds(ell, 200, 300)
    assert geometry.shape_at([ell], 200, 300) is None


def test_the_next_desk_in_a_direction_is_the_one_straight_ahead() -> None:
    points = {1: (0.0, 0.0), 2: (100.0, 0.0), 3: (60.0, 80.0), 4: (0.0, 200.0)}
    assert geometry.nearest(points, points[1], "right") == 2
    assert geometry.nearest(points, points[1], "down") == 3
    assert geometry.nearest(points, points[1], "left") is None


def test_a_first_plan_places_everything_once_and_apart() -> None:
    wanted = [Wanted(at, "desk", 1) for at in range(1, 61)]
    wanted += [Wanted(100 + at, "room", 8, 24.0) for at in range(5)]
    wanted += [Wanted(200, "room", 20, 90.0, (201, 202)), Wanted(201, "room", 10),
               Wanted(202, "room", 10)]  # fmt: skip
    plan = arranged(2, wanted)
    assert plan.resource_ids == {one.resource_id for one in wanted}
    assert plan == arranged(2, wanted)
    boxes = [shape for shape in plan.shapes if shape.resource_id and shape.resource_id < 201]
    for at, one in enumerate(boxes):
        assert one.x >= 0
        assert one.x + one.width <= plan.width
        assert one.y + one.height <= plan.height
        for other in boxes[at + 1 :]:
            assert (
                one.x + one.width <= other.x or other.x + other.width <= one.x
                or one.y + one.height <= other.y or other.y + other.height <= one.y
            )  # fmt: skip
    parts = [shape for shape in plan.shapes if shape.resource_id in (201, 202)]
    whole = next(shape for shape in plan.shapes if shape.resource_id == 200)
    assert all(geometry.holds(whole, *part.middle) for part in parts)


def test_what_is_missing_is_placed_below() -> None:
    plan = Plan(2, 1000, 800, shapes=(Shape("desk", 40, 40, 140, 80, resource_id=1),))
    grown = placed(plan, [Wanted(1, "desk", 1), Wanted(2, "desk", 1)])
    assert grown.shapes[0] == plan.shapes[0]
    assert grown.shapes[1].y >= 800
    assert placed(grown, [Wanted(1, "desk", 1), Wanted(2, "desk", 1)]) is grown
    assert placed(Plan(2), []).shapes == ()


def test_a_team_sits_at_the_desks_nearest_to_each_other() -> None:
    places = {at: (at % 6 * 140.0, at // 6 * 80.0) for at in range(12)}
    free = {at: place for at, place in places.items() if at not in (1, 7)}
    assert together(free, 4) in ((2, 3, 8, 9), (3, 4, 9, 10), (4, 5, 10, 11))
    assert together(free, 11) == ()
    assert together(free, 0) == ()


@given(st.dictionaries(st.integers(1, 40), st.tuples(st.integers(0, 900), st.integers(0, 900)),
                       min_size=1, max_size=14), st.integers(1, 5))  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_a_team_is_as_many_different_desks_as_wanted(
    places: dict[int, tuple[int, int]], count: int
) -> None:
    found = together({desk: (float(x), float(y)) for desk, (x, y) in places.items()}, count)
    assert len(set(found)) == (count if count <= len(places) else 0)


@pytest.mark.parametrize(
    ("part", "opens", "closes", "expected"),
    [
        ("morning", None, None, (480, 780)),
        ("afternoon", None, None, (780, 1080)),
        ("day", 420, 1320, (420, 1320)),
        ("morning", 420, 1320, (420, 780)),
        ("afternoon", 420, 1320, (780, 1320)),
        ("morning", 840, 1200, (840, 1020)),
        ("day", 0, 1440, (480, 1080)),
    ],
)
def test_half_days_meet_at_one(part: str, opens: int | None, closes: int | None,
                               expected: tuple[int, int]) -> None:  # fmt: skip
    assert part_of_day(part, opens, closes) == expected
