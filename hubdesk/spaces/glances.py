"""The whole house as the board needs it, before SQLAlchemy is loaded: floors, resources, closures.

for resource in resources(reader): ...
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Closure, Floor, Layout, Opening, Resource
from hubdesk.store.written import Reader, Written

_FLOORS = Written("""
SELECT id, code, name_th, name_en, level, location_id FROM floor ORDER BY level, code
""")
_RESOURCES = Written("""
SELECT resource.id, resource.code, resource.kind, resource.name_th, resource.name_en,
    coalesce(floor.code, ''), resource.capacity, resource.area_m2, resource.open_minute,
    resource.close_minute, resource.setup_minutes, resource.cleanup_minutes, resource.count,
    resource.features, resource.position, resource.active
FROM resource LEFT JOIN floor ON floor.id = resource.floor_id
ORDER BY coalesce(floor.level, 0), floor.code, resource.position, resource.code
""")
# One trip for both: the board asks for them with every look.
_PARTS_AND_UNITS = Written("""
SELECT 0, resource_id, part_id, part_id FROM resource_part
UNION ALL SELECT 1, resource_id, unit_id, ordinal FROM resource_unit
ORDER BY 1, 2, 4
""")
_OPENINGS = Written("""
SELECT id, resource_id, org_class, weekdays, open_minute, close_minute, valid_from, valid_to, reason
FROM opening ORDER BY valid_from, id
""")
_LAYOUTS = Written("""
SELECT id, resource_id, kind, capacity, setup_minutes
FROM layout ORDER BY resource_id, position, capacity DESC, kind
""")
_CLOSURES = Written("""
SELECT closure.id, closure.resource_id, resource.code, seconds(closure.starts_at),
    seconds(closure.ends_at), closure.reason, closure.active
FROM closure JOIN resource ON resource.id = closure.resource_id
WHERE closure.starts_at < :ends_at AND closure.ends_at > :starts_at
ORDER BY closure.starts_at, resource.code
""")


def floors(reader: Reader) -> tuple[Floor, ...]:
    """All floors from the lowest up."""
    return tuple(
        Floor(row[0], row[1], Names(row[2], row[3]), row[4], row[5]) for row in reader.all(_FLOORS)
    )


def resources(reader: Reader) -> tuple[Resource, ...]:
    """Everything that can be booked, inactive ones too, by floor, position and code."""
    parts: dict[int, list[int]] = defaultdict(list)
    units: dict[int, list[int]] = defaultdict(list)
    for is_unit, resource_id, member, _ in reader.all(_PARTS_AND_UNITS):
        (units if is_unit else parts)[resource_id].append(member)
    return tuple(
        _resource(row, tuple(parts[row[0]]), tuple(units[row[0]])) for row in reader.all(_RESOURCES)
    )


def openings(reader: Reader) -> tuple[Opening, ...]:
    """Every row of dated opening hours, the oldest first."""
    return tuple(_opening(*row) for row in reader.all(_OPENINGS))


def layouts(reader: Reader) -> dict[int, tuple[Layout, ...]]:
    """Room id → the ways it can be set, in the order of the house."""
    found: dict[int, list[Layout]] = defaultdict(list)
    for row in reader.all(_LAYOUTS):
        found[row[1]].append(Layout(*row))
    return {room: tuple(ways) for room, ways in found.items()}


def closures(reader: Reader, starts_at: datetime, ends_at: datetime) -> tuple[Closure, ...]:
    """Closures that touch ``[starts_at, ends_at)``, lifted ones too."""
    return tuple(
        Closure(row[0], row[1], row[2], _instant(row[3]), _instant(row[4]), row[5], bool(row[6]))
        for row in reader.all(_CLOSURES, starts_at=starts_at, ends_at=ends_at)
    )


@lru_cache(maxsize=1024)
def _opening(
    number: int, resource_id: int | None, org_class: str, weekdays: str, opens: int | None,
    closes: int | None, first: str | date, last: str | date | None, reason: str,
) -> Opening:  # fmt: skip
    days = frozenset(int(digit) for digit in weekdays)
    until = None if last is None else _day(last)
    return Opening(number, resource_id, org_class, days, opens, closes, _day(first), until, reason)


def _day(kept: str | date) -> date:
    """A day as either engine hands it over."""
    return kept if isinstance(kept, date) else date.fromisoformat(kept)


def _instant(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


# The board asks for the whole house with every look; a room that reads the same is the same.
@lru_cache(maxsize=4096)
def _resource(row: tuple[Any, ...], parts: tuple[int, ...], units: tuple[int, ...]) -> Resource:
    area = None if row[7] is None else Fraction(row[7])
    features = tuple(json.loads(row[13]))
    values: list[Any] = [*row[:3], Names(row[3], row[4]), row[5], row[6], area, *row[8:13]]
    return Resource(*[*values, features, row[14], bool(row[15]), parts, units])
