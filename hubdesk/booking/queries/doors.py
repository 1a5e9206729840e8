"""Reads one day of the house for kiosks; private titles and organisations never leave the rows.

Nothing here loads SQLAlchemy, so it can be read through the barest connection there is.

    with hub.glance() as glance:
        day = house_day(glance)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.booking.doors import DoorDate, DoorOrg, DoorRoom, HouseDay
from hubdesk.hub.queries import settings
from hubdesk.kernel.names import Names
from hubdesk.orgs.glances import organisations
from hubdesk.spaces.glances import closures, floors, openings, resources
from hubdesk.spaces.model import Floor, Opening, Resource
from hubdesk.spaces.opening import concerning, own_hours, widest_on
from hubdesk.store.written import Reader, Written

#: Closures and bookings share the bounded way to the claims of a unit; ``board`` says why.
_DATES = Written("""
SELECT resource_unit.resource_id, occurrence.id, occurrence.resource_id,
    seconds(occurrence.starts_at), seconds(occurrence.ends_at),
    seconds(claim.starts_at), seconds(claim.ends_at), occurrence.status,
    CAST(booking.private AS INTEGER),
    CASE WHEN booking.private THEN '' ELSE booking.title END,
    CASE WHEN booking.private THEN 0 ELSE occurrence.org_id END,
    seconds(occurrence.checked_in_at), seconds(no_show_warning.warned_at),
    seconds(no_show_warning.releases_at)
FROM resource_unit JOIN claim ON claim.unit_id = resource_unit.unit_id
    AND claim.starts_at >= coalesce((
        SELECT max(earlier.starts_at) FROM claim AS earlier
        WHERE earlier.unit_id = resource_unit.unit_id AND earlier.starts_at <= :from_at
    ), :from_at)
    AND claim.starts_at < :to_at AND claim.ends_at > :from_at
    AND claim.source_kind <> 'closure' AND claim.source_kind <> 'assignment'
JOIN occurrence ON occurrence.id = claim.source_id
JOIN booking ON booking.id = occurrence.booking_id
LEFT JOIN no_show_warning ON no_show_warning.occurrence_id = occurrence.id
WHERE resource_unit.resource_id IN (
    SELECT resource.id FROM resource WHERE resource.kind = 'room' AND resource.active)
""")
_WALK_IN = Written("SELECT CAST(kiosk_walk_in AS INTEGER) FROM day_of_use WHERE id = 1")


def house_day(reader: Reader, day: date | None = None) -> HouseDay:
    """What happens in the house on a day.

    Args:
        day: of the house's own zone; today by default.
    """
    hub = settings(reader)
    zone, now = ZoneInfo(hub.timezone), reader.clock.now()
    today = day or now.astimezone(zone).date()
    from_at = datetime.combine(today, time(), zone)
    to_at = datetime.combine(today + timedelta(days=1), time(), zone)
    levels = {floor.code: floor for floor in floors(reader)}
    known = resources(reader)
    rooms = [place for place in known if place.kind == "room" and place.active]
    hues = {row.id: at for at, row in enumerate(organisations(reader))}
    orgs = {
        row.id: DoorOrg(row.id, row.code, row.names, hues[row.id])
        for row in organisations(reader)
    }
    here = {row.id for row in organisations(reader) if row.here_on(today)}
    allowed, dated = reader.first(_WALK_IN), openings(reader)
    return HouseDay(
        day=today,
        zone=zone,
        house=hub.names,
        lang=hub.lang,
        era=hub.era,
        as_of=now,
        rooms=tuple(
            _room(place, levels.get(place.floor), _hours(place, today, dated)) for place in rooms
        ),
        dates=_dates(reader, from_at, to_at, orgs),
        closed=_closed(reader, from_at, to_at, rooms, known),
        orgs=tuple(org for org in orgs.values() if org.id in here),
        walk_in=allowed is None or bool(allowed[0]),
    )


def _hours(place: Resource, day: date, dated: Sequence[Opening]) -> tuple[int, int]:
    """From when until when a room is open on a day, for anybody at all; alike = closed."""
    own = own_hours(place.open_minute, place.close_minute)
    spans = widest_on(day, concerning(dated, place.id), own)
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


def _room(place: Resource, floor: Floor | None, hours: tuple[int, int]) -> DoorRoom:
    return DoorRoom(
        place.id, place.code, place.names, Names() if floor is None else floor.names,
        None if floor is None else floor.level, place.capacity or 0, place.features,
        *hours, frozenset(place.unit_ids), place.cleanup_minutes,
    )  # fmt: skip


def _dates(
    reader: Reader, from_at: datetime, to_at: datetime, orgs: dict[int, DoorOrg]
) -> dict[int, tuple[DoorDate, ...]]:
    found: dict[int, dict[int, DoorDate]] = defaultdict(dict)
    for row in reader.all(_DATES, from_at=from_at, to_at=to_at):
        found[row[0]].setdefault(row[1], _date(row, orgs.get(row[10])))
    return {
        room_id: tuple(sorted(dates.values(), key=lambda one: (one.from_at, one.occurrence_id)))
        for room_id, dates in found.items()
    }


def _date(row: tuple[Any, ...], org: DoorOrg | None) -> DoorDate:
    starts, warned = row[3], row[12]
    return DoorDate(
        occurrence_id=row[1],
        room_id=row[2],
        starts_at=_instant(starts),
        ends_at=_instant(row[4]),
        from_at=_instant(row[5]),
        to_at=_instant(row[6]),
        status=row[7],
        private=bool(row[8]),
        title=row[9],
        org="" if org is None else org.code,
        org_names=Names() if org is None else org.names,
        hue=-1 if org is None else org.hue,
        checked_in_at=None if row[11] is None else _instant(row[11]),
        releases_at=_instant(row[13]) if row[13] and warned >= starts else None,
    )


def _instant(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


def _closed(
    reader: Reader,
    from_at: datetime,
    to_at: datetime,
    rooms: list[Resource],
    known: tuple[Resource, ...],
) -> dict[int, tuple[tuple[datetime, datetime, str], ...]]:
    """Closures of each room, and of what shares its walls."""
    units = {place.id: set(place.unit_ids) for place in known}
    found: dict[int, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for closure in closures(reader, from_at, to_at):
        for room in rooms:
            if closure.active and units[closure.resource_id] & units[room.id]:
                found[room.id].append((closure.starts_at, closure.ends_at, closure.reason))
    return {room_id: tuple(sorted(spans)) for room_id, spans in found.items()}
