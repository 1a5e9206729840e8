"""Which rooms are free: for so many people, with such equipment, and until when.

find_free(session, Interval(three, four), people=12, equipment={"PROJ": 1})
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select

from hubdesk.booking.candidates import within_hours
from hubdesk.booking.fitting import FreeRoom, best_first, free_until, holds, missing_equipment
from hubdesk.booking.tables import ClaimRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.interval import Interval
from hubdesk.spaces.model import Bookable, Resource
from hubdesk.spaces.queries import resources, zones
from hubdesk.spaces.tables import UnitRow
from hubdesk.store.expressions import seconds
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Instant

#: How far ahead ``free_until`` looks.
SIGHT = timedelta(days=7)

_after = ClaimRow.__table__.alias("after")
_HELD = Prepared(
    select(ClaimRow.unit_id, seconds(ClaimRow.starts_at), seconds(ClaimRow.ends_at))
    .select_from(UnitRow)
    .join(ClaimRow, ClaimRow.unit_id == UnitRow.id)
    .where(
        ClaimRow.starts_at
        >= func.coalesce(
            select(func.max(_after.c.starts_at))
            .where(
                _after.c.unit_id == UnitRow.id,
                _after.c.starts_at <= bindparam("from_at", type_=Instant),
            )
            .scalar_subquery(),
            bindparam("from_at", type_=Instant),
        ),
        ClaimRow.starts_at < bindparam("to_at", type_=Instant),
        ClaimRow.ends_at > bindparam("from_at", type_=Instant),
    )
)


def find_free(
    session: Session,
    interval: Interval,
    people: int | None = None,
    equipment: Mapping[str, int] | None = None,
) -> list[FreeRoom]:
    """Rooms that could be booked now for the whole interval, best fit first.

    Args:
        interval: without buffers; each room's own are added.
        people: only rooms known to hold so many.
        equipment: code of equipment, or a word among a room's features → how many; what is not
            built in must be free as equipment.

    Raises:
        NotFoundError: equipment that is neither known nor a feature of any room.
    """
    known = [resource for resource in resources(session) if resource.active]
    wanted = dict(equipment or {})
    stock = {item.code.casefold(): item for item in known if item.kind == "equipment"}
    _require_known(wanted, stock, known)
    held = held_around(session, interval)
    starts_s, ends_s = int(interval.starts_at.timestamp()), int(interval.ends_at.timestamp())
    zone_of = zones(session)
    found = []
    for resource in known:
        if resource.kind != "room":
            continue
        room = as_bookable(resource, zone_of[resource.id])
        zone = ZoneInfo(room.timezone)
        if (
            holds(room, people)
            and within_hours(room, starts_s, ends_s, zone)
            and _is_free(room, room.unit_ids, starts_s, ends_s, held)
            and _equipment_free(
                missing_equipment(wanted, resource.features), stock, starts_s, ends_s, held
            )
        ):
            later = [start for unit in room.unit_ids for start, _ in held[unit] if start >= ends_s]
            until = free_until(room, ends_s, min(later, default=None), zone)
            found.append(
                FreeRoom(resource.id, resource.code, resource.names, resource.capacity, until)
            )
    return best_first(found)


def as_bookable(resource: Resource, timezone: str) -> Bookable:
    """A resource of a list as booking's rules see it."""
    return Bookable(
        resource.id, resource.code, resource.kind, resource.capacity, resource.open_minute,
        resource.close_minute, resource.setup_minutes, resource.cleanup_minutes, resource.active,
        timezone, resource.unit_ids,
    )  # fmt: skip


def held_around(session: Session, interval: Interval) -> dict[int, list[tuple[int, int]]]:
    """What is held from a day before an interval to ``SIGHT`` after it: unit → UTC seconds."""
    # A day of buffers on either side: no room has longer ones.
    day = timedelta(days=1)
    rows = session.all(_HELD, from_at=interval.starts_at - day, to_at=interval.ends_at + SIGHT)
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for unit_id, starts_s, ends_s in rows:
        held[unit_id].append((starts_s, ends_s))
    return held


def _is_free(
    room: Bookable,
    unit_ids: tuple[int, ...],
    starts_s: int,
    ends_s: int,
    held: Mapping[int, list[tuple[int, int]]],
) -> bool:
    from_s, to_s = starts_s - 60 * room.setup_minutes, ends_s + 60 * room.cleanup_minutes
    return not any(
        start < to_s and end > from_s for unit in unit_ids for start, end in held.get(unit, ())
    )


def _equipment_free(
    missing: Mapping[str, int],
    stock: Mapping[str, Resource],
    starts_s: int,
    ends_s: int,
    held: Mapping[int, list[tuple[int, int]]],
) -> bool:
    for code, count in missing.items():
        item = stock.get(code.casefold())
        if item is None:
            return False
        kind = as_bookable(item, "UTC")
        free = sum(_is_free(kind, (unit,), starts_s, ends_s, held) for unit in item.unit_ids)
        if free < count:
            return False
    return True


def _require_known(
    wanted: Mapping[str, int], stock: Mapping[str, Resource], known: list[Resource]
) -> None:
    features = {word.casefold() for resource in known for word in resource.features}
    for code in wanted:
        if code.casefold() not in stock and code.casefold() not in features:
            raise NotFoundError(kind="equipment", key=code)
