"""Which units a room is made of, through parts of parts.  Pure.

>>> units_by_resource({1: (2, 3)}, {2: 20, 3: 30})
{1: (20, 30)}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hubdesk.spaces.errors import PartsCycleError


def units_by_resource(
    parts: Mapping[int, Sequence[int]], own: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """The units of every room that has parts, each unit once, in order of the parts.

    Args:
        parts: room → the rooms it consists of.
        own: room without parts → its unit.

    Raises:
        PartsCycleError: a room would be part of itself; ``unit`` is its id.
    """
    found: dict[int, tuple[int, ...]] = {}

    def units_of(room: int, above: tuple[int, ...]) -> tuple[int, ...]:
        if room in above:
            raise PartsCycleError(unit=room)
        if room not in parts:
            return (own[room],) if room in own else ()
        if room not in found:
            units = [unit for part in parts[room] for unit in units_of(part, (*above, room))]
            found[room] = tuple(dict.fromkeys(units))
        return found[room]

    for room in parts:
        units_of(room, ())
    return found
