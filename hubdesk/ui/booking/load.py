"""Reads a day and a date for the board, on the worker's thread, into what the board paints.

Wall times of the house become minutes of the day here, and only here.

    front.read(lambda session: load_day(session, day, zone), self._on_day, owner=self)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.booking.model import Target
from hubdesk.booking.queries.board import Block as BoardBlock
from hubdesk.booking.queries.board import board
from hubdesk.booking.queries.targets import select_dates
from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Floor, Resource
from hubdesk.spaces.queries import floors, resources
from hubdesk.store.queries import Change, history
from hubdesk.store.session import Session
from hubdesk.ui.booking.facts import Detail, Past
from hubdesk.ui.booking.scene import DAY, Block, FloorRow, Gap, Lane, Scene, Span
from hubdesk.ui.orgs import OrgBook, load_orgs

_SHOWN = ("room", "desk")
#: May stand between the name of a whole and that of its part.
_PUNCTUATION = " ,\u00b7-\u2013"
#: A rest shorter than that would not tell which part is meant.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class DayLoad:
    """A day of the board with whom it may be booked for."""

    scene: Scene
    orgs: OrgBook


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Local midnight and the next one, as instants."""
    start = datetime.combine(day, time(), zone)
    return start, datetime.combine(day + timedelta(days=1), time(), zone)


def load_day(session: Session, day: date, zone: ZoneInfo) -> DayLoad:
    """The board of one day.

    Args:
        zone: of the house; its wall time makes the day.
    """
    orgs = load_orgs(session)
    starts_at, ends_at = day_bounds(day, zone)
    found = board(session, starts_at, ends_at)
    floor_rows, lanes = _lanes(floors(session), found.resources)
    lane_of = {lane.resource_id: at for at, lane in enumerate(lanes)}
    blocks: list[Block] = []
    gaps: list[Gap] = []
    for row in found.blocks:
        at = lane_of.get(row.resource_id)
        if at is None:
            continue
        if row.source_kind != "occurrence":
            gaps.append(_gap(row, at, orgs, day, zone))
        elif not row.divider:
            blocks.append(_block(row, at, orgs, day, zone))
    return DayLoad(
        Scene(day, tuple(floor_rows), tuple(lanes), tuple(blocks), tuple(gaps)), orgs
    )


def minute_of(moment: datetime, day: date, zone: ZoneInfo) -> int:
    """Minutes from the local midnight of ``day`` on the wall clock."""
    local = moment.astimezone(zone)
    return (local.date() - day).days * DAY + local.hour * 60 + local.minute


def wall(day: date, minute: int) -> datetime:
    """The naive wall time of a minute of a day, as booking takes it."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _span(from_s: int, to_s: int, day: date, zone: ZoneInfo) -> Span:
    starts = minute_of(datetime.fromtimestamp(from_s, UTC), day, zone)
    ends = minute_of(datetime.fromtimestamp(to_s, UTC), day, zone)
    return Span(starts, ends)


def _gap(row: BoardBlock, lane: int, orgs: OrgBook, day: date, zone: ZoneInfo) -> Gap:
    holder = orgs.by_id.get(row.org_id or 0)
    reason = row.title or ("" if holder is None else holder.code)
    return Gap(lane, _span(row.from_s, row.to_s, day, zone), reason)


def _block(row: BoardBlock, lane: int, orgs: OrgBook, day: date, zone: ZoneInfo) -> Block:
    choice = orgs.by_id.get(row.org_id or 0)
    return Block(
        occurrence_id=row.source_id,
        booking_id=row.booking_id or 0,
        lane=lane,
        span=_span(row.starts_s, row.ends_s, day, zone),
        org="" if choice is None else choice.code,
        hue=0 if choice is None else choice.hue,
        status=row.status or "",
        title="" if row.private else row.title,
        org_id=0 if choice is None else choice.id,
        before=(row.starts_s - row.from_s) // 60,
        after=(row.to_s - row.ends_s) // 60,
        private=row.private,
        series=row.series,
    )


def _lanes(
    storeys: tuple[Floor, ...], found: tuple[Resource, ...]
) -> tuple[list[FloorRow], list[Lane]]:
    """Lanes by floor; desks stand apart from the rooms of their floor, parts under their whole."""
    names = {floor.code: floor.names for floor in storeys}
    levels = {floor.code: floor.level for floor in storeys}
    shown = [place for place in found if place.kind in _SHOWN and place.active]
    groups: dict[tuple[str, str], list[Resource]] = {}
    for place in shown:
        groups.setdefault((place.floor, place.kind), []).append(place)
    order = sorted(
        groups, key=lambda group: (group[1] == "desk", levels.get(group[0], 99), group[0])
    )
    floor_rows: list[FloorRow] = []
    lanes: list[Lane] = []
    for group in order:
        first = len(lanes)
        lanes += [
            _lane(place, len(floor_rows), whole) for place, whole in _wholes_first(groups[group])
        ]
        floor, kind = group
        title = names.get(floor, Names(floor, floor))
        floor_rows.append(
            FloorRow(f"{floor}/{kind}", title, first, len(lanes), desks=kind == "desk")
        )
    return floor_rows, lanes


def _wholes_first(places: list[Resource]) -> list[tuple[Resource, Resource | None]]:
    """Each room followed by the rooms inside it, in the order of their walls.

    Returns:
        (room, the room it is a part of or None); a part of several stands under the largest.
    """
    units = {place.id: frozenset(place.unit_ids) for place in places}
    ordered: list[tuple[Resource, Resource | None]] = []
    for whole in places:
        if any(units[whole.id] < units[other.id] for other in places):
            continue
        inside = [place for place in places if units[place.id] < units[whole.id]]
        ordered.append((whole, None))
        ordered += [
            (part, whole)
            for part in sorted(
                inside,
                key=lambda place: (whole.unit_ids.index(place.unit_ids[0]), -len(place.unit_ids)),
            )
        ]
    return ordered


def _lane(place: Resource, floor: int, whole: Resource | None) -> Lane:
    return Lane(
        resource_id=place.id,
        code=place.code,
        names=place.names,
        short=place.names if whole is None else _short(place.names, whole.names),
        kind=place.kind,
        capacity=place.capacity or 0,
        features=place.features,
        floor=floor,
        units=frozenset(place.unit_ids),
        opens=place.open_minute or 0,
        closes=DAY if place.close_minute is None else place.close_minute,
        before=place.setup_minutes,
        after=place.cleanup_minutes,
        part=whole is not None,
    )


def _short(part: Names, whole: Names) -> Names:
    """The name of a part without what its whole is called too: "river half" of
    "Chao Phraya, river half" in the "Chao Phraya Hall".
    """
    return Names(_rest(part.th, whole.th), _rest(part.en, whole.en))


def _rest(part: str, whole: str) -> str:
    words = part.split(" ")
    for count in range(len(words) - 1, 0, -1):
        shared = " ".join(words[:count]).strip(_PUNCTUATION)
        rest = " ".join(words[count:])
        if shared and shared in whole:
            return rest if len(rest) >= _TELLING else part
    return part


def load_detail(session: Session, occurrence_id: int, zone: ZoneInfo) -> Detail:
    """One date with everything the inspector shows.

    Raises:
        NotFoundError: no such date.
    """
    selected = select_dates(session, Target(occurrence_id=occurrence_id))
    booking, row = selected.booking, selected.dates[0]
    places = {place.id: place for place in resources(session)}
    place = places[row["resource_id"]]
    choice = load_orgs(session).by_id.get(booking["org_id"])
    day = row["starts_at"].astimezone(zone).date()
    block = Block(
        occurrence_id=occurrence_id,
        booking_id=booking["id"],
        lane=-1,
        span=Span(minute_of(row["starts_at"], day, zone), minute_of(row["ends_at"], day, zone)),
        org="" if choice is None else choice.code,
        hue=0 if choice is None else choice.hue,
        status=str(row["status"]),
        title="" if booking["private"] else booking["title"],
        org_id=booking["org_id"],
        before=row["setup_minutes"],
        after=row["cleanup_minutes"],
        private=booking["private"],
        series=bool(booking["rrule"]),
    )
    return Detail(
        block=block,
        org_names=Names() if choice is None else choice.names,
        room=place.names,
        day=day,
        capacity=place.capacity or 0,
        project=booking["project"],
        created_at=booking["created_at"],
        created_by=booking["created_by"],
        reason=row["reason"] or "",
        history=_past(session, occurrence_id, booking["id"], places, zone),
    )


def _past(
    session: Session, occurrence_id: int, booking_id: int, places: dict[int, Resource],
    zone: ZoneInfo,
) -> tuple[Past, ...]:  # fmt: skip
    found = {change.seq: change for change in history(session, of=("booking", booking_id))}
    found |= {c.seq: c for c in history(session, of=("occurrence", occurrence_id))}
    return tuple(
        Past(
            change.at,
            change.actor,
            change.action,
            _differences(change, occurrence_id, places, zone),
        )
        for change in sorted(found.values(), key=lambda change: -change.seq)
    )


def _differences(
    change: Change, occurrence_id: int, places: dict[int, Resource], zone: ZoneInfo
) -> tuple[tuple[str, str, str], ...]:
    """Before and after of what people look at: room and time."""
    for image in change.images:
        if image.kind != "occurrence" or image.id != occurrence_id:
            continue
        before, after = image.before, image.after
        if before is None or after is None:
            return ()
        parts: list[tuple[str, str, str]] = []
        if before.get("resource_id") != after.get("resource_id"):
            codes = [_code(places, image_row.get("resource_id")) for image_row in (before, after)]
            parts.append(("Room", codes[0], codes[1]))
        times = [_times(image_row, zone) for image_row in (before, after)]
        if times[0] != times[1]:
            parts.append(("Time", times[0], times[1]))
        return tuple(parts)
    return ()


def _code(places: dict[int, Resource], key: Any) -> str:
    place = places.get(key)
    return "" if place is None else place.code


def _times(row: Any, zone: ZoneInfo) -> str:
    if not row.get("starts_at") or not row.get("ends_at"):
        return ""
    starts = datetime.fromisoformat(row["starts_at"]).astimezone(zone)
    ends = datetime.fromisoformat(row["ends_at"]).astimezone(zone)
    return f"{starts:%H:%M}\u2013{ends:%H:%M}"
