"""A room and a time for several organisations at once: their own bookings are busy times.

ask = Ask(org_ids=(1, 2), minutes=60, people=12, equipment={"projector": 1})
for slot in common_slots(session, ask).slots: ...
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from hubdesk.booking.conflicts import Need
from hubdesk.booking.fitting import holds
from hubdesk.booking.queries.free import needs_in
from hubdesk.booking.queries.held import instant
from hubdesk.booking.queries.house import House, Place, TakenSpan, look_at_house, taken_between
from hubdesk.booking.slots import (
    CELL_S,
    Candidate,
    Grid,
    Ranked,
    Reason,
    Start,
    at_least,
    rank,
    room_reasons,
    starts_of,
)
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names
from hubdesk.orgs.queries import organisations
from hubdesk.spaces.model import Bookable
from hubdesk.spaces.opening import hours_on, own_hours
from hubdesk.store.session import Session

MOST_DAYS, MOST_MINUTES = 62, 1440


@dataclass(frozen=True, slots=True)
class Ask:
    """What is looked for.

    Attributes:
        org_ids: who meets; the first is to book.  None = any free time will do.
        minutes: how long.
        people: None = not known.
        equipment: as ``find_free``.
        first: the first day of the house; None = today.
        days: how many days, from the first on.
        preferred: hours of the day that are preferred, in minutes.
        layout: a kind of layouts, empty = as the room stands.
        starts_at: only this moment, where one is fixed.
    """

    org_ids: tuple[int, ...] = ()
    minutes: int = 60
    people: int | None = None
    equipment: Mapping[str, int] = field(default_factory=dict)
    first: date | None = None
    days: int = 14
    preferred: tuple[int, int] = (9 * 60, 17 * 60)
    layout: str = ""
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A room and a time.

    Attributes:
        others: codes of further rooms that are free then; ``other_names`` in the same order.
        busy: codes of organisations that cannot come.
        fetched: equipment to be booked with the room, id → how many.
    """

    resource_id: int
    code: str
    names: Names
    capacity: int | None
    starts_at: datetime
    ends_at: datetime
    reasons: tuple[Reason, ...]
    others: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    fetched: Mapping[int, int] = field(default_factory=dict)
    other_names: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class Common:
    """Attributes:
    slots: best first; if not all can come to any, those that the fewest miss.
    free: whether there is a time at which everybody can come.
    """

    slots: tuple[Slot, ...]
    free: bool


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a question about common times needs, read once.

    Attributes:
        rooms: those that would do, with what must be brought into each.
        taken: unit → what holds it, ascending.
        orgs: code of each organisation asked for, by id, in their order.
    """

    ask: Ask
    zone: tzinfo
    grid: Grid
    starts: tuple[Start, ...]
    house: House
    rooms: tuple[tuple[Place, tuple[Need, ...]], ...]
    taken: Mapping[int, list[TakenSpan]]
    orgs: Mapping[int, str]

    def busy_times(self, org_id: int) -> list[TakenSpan]:
        """When an organisation meets in a room of the house already."""
        return [span for spans in self.room_spans() for span in spans if span.org_id == org_id]

    def room_spans(self) -> Iterable[list[TakenSpan]]:
        """What holds rooms, unit by unit; equipment alone keeps nobody busy."""
        pools = {unit for place in self.house.stock.values() for unit in place.room.unit_ids}
        return (spans for unit, spans in self.taken.items() if unit not in pools)


def common_slots(session: Session, ask: Ask, *, most: int = 12) -> Common:
    """Free rooms and times at which several organisations can meet, best first.

    Args:
        most: how many at most.

    Raises:
        NotFoundError: equipment or an organisation that does not exist.
        InvalidInputError: too long, or too many days.
    """
    return slots_of(look_for(session, ask), most)


def slots_of(look: Look, most: int) -> Common:
    """As :func:`common_slots`, of what was read already."""
    ask, grid = look.ask, look.grid
    length = _cells(ask.minutes)
    candidates = _candidates(look, length)
    busy: dict[int, list[TakenSpan]] = {org_id: [] for org_id in look.orgs}
    for spans in look.room_spans():
        for span in spans:
            if span.org_id in busy:
                busy[span.org_id].append(span)
    away = [
        (code, grid.all & ~grid.runs(grid.all & ~grid.masks(busy[org_id]), length))
        for org_id, code in look.orgs.items()
    ]
    found = rank(
        look.starts, candidates, away, minutes=ask.minutes, preferred=ask.preferred, most=most
    )
    slots = tuple(_slot(look, one) for one in found)
    return Common(slots, any(not slot.busy for slot in slots))


def look_for(session: Session, ask: Ask) -> Look:
    """Read the house and what is held of it in the days that are asked for."""
    if not 1 <= ask.minutes <= MOST_MINUTES:
        raise InvalidInputError(field="minutes", value=str(ask.minutes), reason="out_of_range")
    if not 1 <= ask.days <= MOST_DAYS:
        raise InvalidInputError(field="days", value=str(ask.days), reason="out_of_range")
    zone = settings(session).zone
    now = session.clock.now()
    orgs = {one.id: one for one in organisations(session)} if ask.org_ids else {}
    asked = [orgs[org_id] for org_id in ask.org_ids]
    house = look_at_house(session, org_class=asked[0].org_class if asked else "")
    house.require_known(ask.equipment)
    rooms = tuple(
        (place, needs)
        for place in house.rooms(ask.layout)
        if holds(place.room, ask.people)
        and (needs := needs_in(house, place, ask.equipment)) is not None
    )
    first, days = _days(ask, now, zone)
    grid = _grid(first, days, zone, rooms)
    from_s = grid.from_s
    taken = taken_between(session, instant(from_s), instant(from_s + grid.cells * CELL_S))
    starts = starts_of(grid, first, days, zone, int(now.timestamp()))
    if ask.starts_at is not None:
        second = int(ask.starts_at.timestamp())
        local = ask.starts_at.astimezone(zone)
        starts = [Start(grid.cell(second), second, 0, local.hour * 60 + local.minute)]
    return Look(
        ask, zone, grid, tuple(starts), house, rooms, taken, {one.id: one.code for one in asked}
    )


def _days(ask: Ask, now: datetime, zone: tzinfo) -> tuple[date, int]:
    if ask.starts_at is not None:
        return ask.starts_at.astimezone(zone).date(), 1 + -(-ask.minutes // 1440)
    return ask.first or now.astimezone(zone).date(), ask.days


def _grid(
    first: date, days: int, zone: tzinfo, rooms: Sequence[tuple[Place, tuple[Need, ...]]]
) -> Grid:
    """The days with what reaches into them: the longest set-up before, clean-up after."""
    needs = [need for _, wanted in rooms for need in wanted]
    before = max((need.setup_minutes for need in needs), default=0)
    after = max((need.cleanup_minutes for need in needs), default=0)
    bounds = [
        datetime.combine(first + timedelta(days=ahead), time(), zone).astimezone(UTC)
        for ahead in (0, days + 1)
    ]
    from_s = int(bounds[0].timestamp()) - _cells(before) * CELL_S
    to_s = int(bounds[1].timestamp()) + _cells(after) * CELL_S
    return Grid(from_s, (to_s - from_s) // CELL_S)


def _cells(minutes: int) -> int:
    return -(-minutes * 60 // CELL_S)


def _candidates(look: Look, length: int) -> list[Candidate]:
    """Each room that would do, with the cells at which a meeting can start in it."""
    grid = look.grid
    held = {unit: grid.masks(spans) for unit, spans in look.taken.items()}
    open_of = _OpenMasks(look)
    found = []
    for place, needs in look.rooms:
        starts = grid.runs(open_of.of(place.room), length)
        for need in needs:
            starts &= _starts_with(grid, need, held, length)
        if starts:
            features = {word.casefold() for word in place.resource.features}
            built_in = [code for code in look.ask.equipment if code.casefold() in features]
            fetched = [code for code in look.ask.equipment if code not in built_in]
            reasons = room_reasons(place.room.capacity, look.ask.people, built_in, fetched)
            found.append(Candidate(place.resource.id, starts, reasons))
    return found


def _starts_with(grid: Grid, need: Need, held: Mapping[int, int], length: int) -> int:
    """The cells from which enough units of a need are free, buffers included."""
    before, after = _cells(need.setup_minutes), _cells(need.cleanup_minutes)
    units = need.room.unit_ids
    if not need.room.is_pool:
        taken = 0
        for unit in units:
            taken |= held.get(unit, 0)
        return grid.runs(grid.all & ~taken, before + length + after) << before
    free = [
        grid.runs(grid.all & ~held.get(unit, 0), before + length + after) << before
        for unit in units
    ]
    return at_least(free, need.quantity)


class _OpenMasks:
    """The cells in which rooms are open; most rooms of a house keep the same hours."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._known: dict[tuple[object, ...], int] = {}

    def of(self, room: Bookable) -> int:
        own = own_hours(room.open_minute, room.close_minute)
        key = (room.openings, own, room.org_class, room.timezone)
        if key not in self._known:
            self._known[key] = self._mask(room, own)
        return self._known[key]

    def _mask(self, room: Bookable, own: tuple[int, int]) -> int:
        grid, zone = self._look.grid, ZoneInfo(room.timezone)
        found = 0
        day = datetime.fromtimestamp(grid.from_s, zone).date()
        last = datetime.fromtimestamp(grid.from_s + grid.cells * CELL_S, zone).date()
        while day <= last:
            midnight = datetime.combine(day, time())
            for hours in hours_on(day, room.openings, room.org_class, own):
                starts, ends = (
                    (midnight + timedelta(minutes=minute)).replace(tzinfo=zone).timestamp()
                    for minute in hours
                )
                # Inwards: a cell counts as open if it is open as a whole.
                first = -((grid.from_s - int(starts)) // CELL_S)
                found |= grid.mask(grid.from_s + first * CELL_S, int(ends) // CELL_S * CELL_S)
            day += timedelta(days=1)
        return found


def _slot(look: Look, one: Ranked) -> Slot:
    place, needs = next(pair for pair in look.rooms if pair[0].resource.id == one.key)
    starts_at = instant(one.start.starts_s)
    others = [look.house.places[key].resource for key in one.others]
    return Slot(
        one.key, place.resource.code, place.resource.names, place.room.capacity, starts_at,
        starts_at + timedelta(minutes=look.ask.minutes), one.reasons,
        tuple(other.code for other in others), one.busy,
        {need.room.id: need.quantity for need in needs[1:]},
        tuple(other.names for other in others),
    )  # fmt: skip
