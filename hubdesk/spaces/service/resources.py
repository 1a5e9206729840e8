"""Adding and changing rooms, desks and equipment, and what rooms consist of.

add_room(uow, code="HALL", name_en="Hall", capacity=40, parts=[half_a, half_b])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, column, delete, select, table

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean, clean_values, require_fitting
from hubdesk.spaces.composition import units_by_resource
from hubdesk.spaces.errors import ResourceExistsError, ResourceInUseError
from hubdesk.spaces.tables import (
    FloorRow,
    LocationRow,
    ResourcePartRow,
    ResourceRow,
    ResourceUnitRow,
    UnitRow,
)
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

_RESOURCE_ID = bindparam("resource_id", type_=Id)
_CODE = bindparam("code", type_=Text)
_SAME_CODE = Prepared(select(ResourceRow.id).where(ResourceRow.code == _CODE))
_SAME_FLOOR = Prepared(select(FloorRow.id).where(FloorRow.code == _CODE))
_FIRST_LOCATION = Prepared(select(LocationRow.id).order_by(LocationRow.id).limit(1))
_PARTS = Prepared(select(ResourcePartRow.resource_id, ResourcePartRow.part_id))
_UNITS = Prepared(
    select(ResourceUnitRow.unit_id)
    .where(ResourceUnitRow.resource_id == _RESOURCE_ID)
    .order_by(ResourceUnitRow.ordinal)
)
_DROP_MEMBERS = Prepared(delete(ResourceUnitRow).where(ResourceUnitRow.resource_id == _RESOURCE_ID))
_DROP_UNIT_MEMBERS = Prepared(
    delete(ResourceUnitRow).where(ResourceUnitRow.unit_id == bindparam("unit_id", type_=Id))
)
# Claims belong to a floor above and are only asked for by name.
_claim = table("claim", column("unit_id", Id))
_HELD = Prepared(
    select(_claim.c.unit_id).where(_claim.c.unit_id == bindparam("unit_id", type_=Id)).limit(1)
)
_UNIT_OF_CODE = Prepared(select(UnitRow.id).where(UnitRow.code == _CODE))

_FIELDS = frozenset(
    {
        "name_en", "name_th", "floor_id", "capacity", "area_m2", "open_minute", "close_minute",
        "setup_minutes", "cleanup_minutes", "features", "position", "active",
    }
)  # fmt: skip


def add_location(uow: UnitOfWork, *, name_en: str, name_th: str = "", timezone: str = "") -> int:
    """A building; ``timezone`` is an IANA name, empty = the hub's."""
    access.require(uow, "spaces.edit")
    location_id = uow.insert(
        LocationRow, name_en=clean(name_en), name_th=clean(name_th), timezone=timezone
    )
    uow.record("location.added", "location", location_id)
    return location_id


def add_floor(
    uow: UnitOfWork,
    *,
    code: str,
    name_en: str,
    name_th: str = "",
    level: int = 0,
    location_id: int | None = None,
) -> int:
    """A floor of a location, of the first one by default (made if there is none)."""
    access.require(uow, "spaces.edit")
    if location_id is None:
        found = uow.first(_FIRST_LOCATION)
        location_id = found[0] if found else add_location(uow, name_en="House", name_th="อาคาร")
    floor_id = uow.insert(
        FloorRow,
        location_id=location_id,
        code=code,
        name_en=clean(name_en),
        name_th=clean(name_th),
        level=level,
    )
    uow.record("floor.added", "floor", floor_id)
    return floor_id


def floor_of(uow: UnitOfWork, code: str) -> int:
    """The floor with a code; made, with the code as its name, if there is none."""
    found = uow.first(_SAME_FLOOR, code=code)
    if found is not None:
        number: int = found[0]
        return number
    level = int(code) if code.isascii() and code.isdigit() else 0
    return add_floor(uow, code=code, name_en=f"Floor {code}", name_th=f"ชั้น {code}", level=level)


def add_room(uow: UnitOfWork, *, parts: Sequence[int] = (), **values: Any) -> int:
    """A room; with ``parts`` it consists of those rooms and takes their units.

    Args:
        parts: ids of rooms.
        values: columns of ``resource``: ``code``, ``name_en`` and any of its optional ones.

    Raises:
        ResourceExistsError: the code is taken.
        NotFoundError: a part does not exist.
    """
    room_id = _add(uow, "room", parts, values)
    uow.record("room.added", "resource", room_id)
    return room_id


def add_desk(uow: UnitOfWork, **values: Any) -> int:
    """A desk, which is one unit; arguments as :func:`add_room`."""
    desk_id = _add(uow, "desk", (), values)
    uow.record("desk.added", "resource", desk_id)
    return desk_id


def add_equipment(uow: UnitOfWork, *, count: int = 1, **values: Any) -> int:
    """A kind of equipment of which there are ``count``; arguments as :func:`add_room`."""
    if count < 1:
        raise InvalidInputError(field="count", value=str(count), reason="out_of_range")
    equipment_id = _add(uow, "equipment", (), {**values, "count": count})
    uow.record("equipment.added", "resource", equipment_id)
    return equipment_id


def update_resource(uow: UnitOfWork, resource_id: int, **changes: Any) -> bool:
    """Change what is not part of the make-up of a resource; bookings are not re-checked.

    Returns:
        Whether anything differed.

    Raises:
        NotFoundError, TypeError: no such resource; a column that is not free to change.
    """
    access.require(uow, "spaces.edit")
    unknown = changes.keys() - _FIELDS
    if unknown:
        raise TypeError(f"resource: {sorted(unknown)} cannot be changed here")
    before = uow.row(ResourceRow, resource_id)
    if before is None:
        raise NotFoundError(kind="resource", key=str(resource_id))
    changed = {
        name: value for name, value in clean_values(changes).items() if before[name] != value
    }
    require_fitting(changed)
    if changed:
        uow.update(ResourceRow, resource_id, before=before, **changed)
        uow.record("resource.changed", "resource", resource_id)
    return bool(changed)


def set_count(uow: UnitOfWork, resource_id: int, count: int) -> None:
    """Give a kind of equipment more or fewer units; the last ones go first.

    Raises:
        ResourceInUseError: a unit that would go is booked.
    """
    access.require(uow, "spaces.edit")
    before = uow.row(ResourceRow, resource_id)
    if before is None or before["kind"] != "equipment":
        raise NotFoundError(kind="equipment", key=str(resource_id))
    if count < 1:
        raise InvalidInputError(field="count", value=str(count), reason="out_of_range")
    units = [row[0] for row in uow.all(_UNITS, resource_id=resource_id)]
    _require_unheld(uow, before["code"], units[count:])
    _drop_units(uow, units[count:])
    _add_units(uow, resource_id, before["code"], range(len(units), count))
    uow.update(ResourceRow, resource_id, before=before, count=count)
    uow.record("equipment.counted", "resource", resource_id)


def set_parts(uow: UnitOfWork, parts_of: dict[int, Sequence[int]]) -> None:
    """Say which rooms a room consists of, for one or several rooms at once.

    The units of every room that holds one of them follow.  A room of its own gives up its unit.

    Raises:
        PartsCycleError: a room would be part of itself.
        ResourceInUseError: a room of its own that was booked cannot be divided afterwards, nor
            can a room that already has parts get others: give the new room a new code.
    """
    access.require(uow, "spaces.edit")
    known: dict[int, list[int]] = {}
    for whole, part in uow.all(_PARTS):
        known.setdefault(whole, []).append(part)
    for whole, parts in parts_of.items():
        if whole in known:
            raise ResourceInUseError(unit=_code(uow, whole))
        known[whole] = list(parts)
    wholes = {whole: tuple(parts) for whole, parts in known.items()}
    own = _own_units(uow, wholes)
    units_by_resource(wholes, own)  # refuses a cycle before anything is written
    given_up = {whole: own.pop(whole) for whole in parts_of if whole in own}
    for whole, unit in given_up.items():
        _require_unheld(uow, _code(uow, whole), [unit])
    for whole, parts in parts_of.items():
        if whole in given_up:
            _drop_units(uow, [given_up[whole]])
        uow.insert_many(
            ResourcePartRow, [{"resource_id": whole, "part_id": part} for part in parts]
        )
    for whole, units in units_by_resource(wholes, own).items():
        uow.run(_DROP_MEMBERS, resource_id=whole)
        _insert_members(uow, whole, units, 0)
    uow.record("room.parts_set", "resource", next(iter(parts_of), None))


def _add(uow: UnitOfWork, kind: str, parts: Sequence[int], values: dict[str, Any]) -> int:
    access.require(uow, "spaces.edit")
    values = clean_values(values)
    require_fitting(values)
    code = values.get("code", "")
    if not code:
        raise InvalidInputError(field="code", value="", reason="empty")
    values = {"name_en": "", **values}
    if not values["name_en"] and not values.get("name_th"):
        raise InvalidInputError(field="name_en", value="", reason="empty")
    if uow.first(_SAME_CODE, code=code) is not None:
        raise ResourceExistsError(kind="resource", key=code)
    if isinstance(values.get("area_m2"), int):
        values = {**values, "area_m2": Fraction(values["area_m2"])}
    resource_id = uow.insert(ResourceRow, kind=kind, **values)
    if parts:
        set_parts(uow, {resource_id: parts})
    else:
        _add_units(uow, resource_id, code, range(values.get("count", 1)))
    return resource_id


def _add_units(uow: UnitOfWork, resource_id: int, code: str, ordinals: range) -> None:
    single = ordinals == range(1)
    units = [_unit(uow, code if single else f"{code}#{ordinal + 1}") for ordinal in ordinals]
    _insert_members(uow, resource_id, units, ordinals.start)


def _unit(uow: UnitOfWork, code: str) -> int:
    """A unit by its code; one that was given up before is used again, for units are kept."""
    found = uow.first(_UNIT_OF_CODE, code=code)
    return uow.insert(UnitRow, code=code) if found is None else int(found[0])


def _insert_members(uow: UnitOfWork, resource_id: int, units: Iterable[int], first: int) -> None:
    uow.insert_many(
        ResourceUnitRow,
        [
            {"resource_id": resource_id, "unit_id": unit, "ordinal": ordinal}
            for ordinal, unit in enumerate(units, first)
        ],
    )
    uow.touch("resource", resource_id)


def _require_unheld(session: Session, code: str, units: Sequence[int]) -> None:
    if any(session.first(_HELD, unit_id=unit) for unit in units):
        raise ResourceInUseError(unit=code)


def _drop_units(uow: UnitOfWork, units: Sequence[int]) -> None:
    """Take units out of every resource; their rows are kept."""
    for unit in units:
        uow.run(_DROP_UNIT_MEMBERS, unit_id=unit)


def _own_units(session: Session, wholes: dict[int, tuple[int, ...]]) -> dict[int, int]:
    """The one unit of each room that has no parts yet, of the rooms concerned."""
    found: dict[int, int] = {}
    concerned = set(wholes) | {part for parts in wholes.values() for part in parts}
    inner = {row[0] for row in session.all(_PARTS)}
    for resource_id in concerned - inner:
        units = session.all(_UNITS, resource_id=resource_id)
        if not units and resource_id not in wholes:
            raise NotFoundError(kind="resource", key=str(resource_id))
        if units:
            found[resource_id] = units[0][0]
    return found


def _code(session: Session, resource_id: int) -> str:
    row = session.row(ResourceRow, resource_id)
    if row is None:
        raise NotFoundError(kind="resource", key=str(resource_id))
    return str(row["code"])
