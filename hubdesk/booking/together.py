"""Free desks next to each other, for a team that comes together.  Pure.

    >>> together({1: (0, 0), 2: (100, 0), 3: (900, 0), 4: (200, 0)}, 3)
    (1, 2, 4)
"""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

Place = tuple[float, float]


def together(places: Mapping[int, Place], count: int) -> tuple[int, ...]:
    """The closest group of so many desks.

    From each desk a group grows by the desk nearest to any of it; the group that stretches least
    wins, ties go to the first in the order given.

    Args:
        places: desk → where it stands, of the free ones of one floor, in their order.
        count: how many are wanted.

    Returns:
        Desks in the order given; empty if there are too few.
    """
    if not 0 < count <= len(places):
        return ()
    best: tuple[float, tuple[int, ...]] | None = None
    for seed in places:
        group = _grown(places, seed, count)
        stretch = _stretch([places[desk] for desk in group])
        if best is None or stretch < best[0] - 1e-9:
            best = stretch, group
    assert best is not None
    chosen = set(best[1])
    return tuple(desk for desk in places if desk in chosen)


def _grown(places: Mapping[int, Place], seed: int, count: int) -> tuple[int, ...]:
    group = [seed]
    near = {desk: _apart(place, places[seed]) for desk, place in places.items() if desk != seed}
    while len(group) < count:
        nearest = min(near, key=near.__getitem__)
        del near[nearest]
        group.append(nearest)
        for desk, distance in near.items():
            near[desk] = min(distance, _apart(places[desk], places[nearest]))
    return tuple(group)


def _stretch(places: list[Place]) -> float:
    """The sum of all distances between each other."""
    return sum(
        _apart(one, other) for at, one in enumerate(places) for other in places[at + 1 :]
    )


def _apart(one: Place, other: Place) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
