"""Rooms made of rooms: units through any depth, each once, and never in a circle."""

from __future__ import annotations

import pytest

from hubdesk.spaces.composition import units_by_resource
from hubdesk.spaces.errors import PartsCycleError


def test_a_hall_of_halves_of_quarters() -> None:
    parts = {1: (2, 3), 2: (4, 5)}
    assert units_by_resource(parts, {3: 30, 4: 40, 5: 50}) == {1: (40, 50, 30), 2: (40, 50)}


def test_a_part_reached_twice_counts_once() -> None:
    assert units_by_resource({1: (2, 3), 2: (3,)}, {3: 30})[1] == (30,)


@pytest.mark.parametrize("parts", [{1: (1,)}, {1: (2,), 2: (3,), 3: (1,)}])
def test_a_circle_is_refused(parts: dict[int, tuple[int, ...]]) -> None:
    with pytest.raises(PartsCycleError):
        units_by_resource(parts, {})
