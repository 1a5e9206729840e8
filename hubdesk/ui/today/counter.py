"""What the counter wants to know of a day at a given minute.  Pure.

    counter = count(scene, now=13 * 60 + 42)
    counter.free[0].until
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hubdesk.booking.arrivals import ArrivalRules
from hubdesk.booking.service.states import CHECK_IN_EARLY
from hubdesk.ui.booking.scene import DAY, Block, Gap, Lane, Scene, Span

#: People may check in so many minutes before the start.
EARLY = int(CHECK_IN_EARLY.total_seconds()) // 60
#: After so many minutes without a check-in a room counts as not used.
GRACE = 15
#: The shortest time worth offering to somebody who walks in, and what they mostly want.
LEAST_FREE, WANTED = 10, 60
#: Minutes between the ends that are offered, where no rule of the house says how many.
QUARTER = 15


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """A room that is free now; ``next`` holds it afterwards, if anybody does today."""

    lane: int
    until: int
    next: Block | None


@dataclass(frozen=True, slots=True)
class BusyRoom:
    """A room that is taken now; ``block`` None = closed."""

    lane: int
    block: Block | None
    free_at: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long the house waits for people.

    Attributes:
        rules: of rooms and classes; where nothing warns, ``GRACE`` counts as late.
        releases: occurrence → minute of the day at which its room is given free.
    """

    rules: ArrivalRules = field(default_factory=ArrivalRules)
    releases: Mapping[int, int] = field(default_factory=dict)

    def grace(self, lane: Lane) -> int:
        """After so many minutes a date in a lane counts as late."""
        return self.rules.of(lane.resource_id, lane.kind).warn_after or GRACE


@dataclass(frozen=True, slots=True)
class Counter:
    """A hall and its parts are one room: the whole while it is free, else the parts that are.

    Attributes:
        rooms: how many there are; ``rooms_free`` of them can be had now, at least in part.
        free: longest free first; ``busy``: soonest free first.
        open: every lane that is free now, parts of a free whole too, for whom walks in.
        divisible: lanes of halls that have parts, and the parts.
        due: may check in now and have not; ``late`` of them are over the grace.
        coming: expected later today; ``present``: checked in now; ``gone``: came and left.
        closed: closures that touch today.
        graces: of each lane, the minutes after which a date in it counts as late.
        releases: occurrence → minute of the day at which its room is given free by itself.
    """

    now: int
    rooms: int
    rooms_free: int = 0
    free: tuple[FreeRoom, ...] = ()
    busy: tuple[BusyRoom, ...] = ()
    open: tuple[FreeRoom, ...] = ()
    divisible: frozenset[int] = frozenset()
    due: tuple[Block, ...] = ()
    coming: tuple[Block, ...] = ()
    present: tuple[Block, ...] = ()
    gone: tuple[Block, ...] = ()
    closed: tuple[Gap, ...] = ()
    desks_free: int = 0
    desks: int = 0
    graces: tuple[int, ...] = ()
    releases: Mapping[int, int] = field(default_factory=dict)

    @property
    def late(self) -> tuple[Block, ...]:
        return tuple(block for block in self.due if self.is_late(block))

    def is_late(self, block: Block) -> bool:
        return block.status == "no_show" or self.now >= block.span.starts + self.grace(block)

    def grace(self, block: Block) -> int:
        """After so many minutes a date counts as late."""
        return self.graces[block.lane] if self.graces else GRACE


def count(scene: Scene, now: int, waiting: Waiting | None = None) -> Counter:
    """Sort a day's rooms and dates by what the counter does with them."""
    waiting = waiting or Waiting()
    halls = list(_halls(scene))
    desks = [at for at, lane in enumerate(scene.lanes) if lane.kind == "desk"]
    free: list[FreeRoom] = []
    busy: list[BusyRoom] = []
    open_now: list[FreeRoom] = []
    rooms_free = 0
    for hall in halls:
        found = {room.lane: room for lane in hall if (room := _free(scene, lane, now))}
        shown = list(_largest(scene, hall, found))
        rooms_free += bool(shown)
        free += [found[lane] for lane in shown]
        open_now += found.values()
        if hall[0] not in found:
            busy += _busy(scene, hall, found, now)
    day = sorted(scene.blocks, key=lambda block: (block.span, block.lane))
    return Counter(
        now=now,
        rooms=len(halls),
        rooms_free=rooms_free,
        free=tuple(sorted(free, key=lambda room: _longest_first(scene, room))),
        busy=tuple(sorted(busy, key=lambda room: (room.free_at or DAY, room.lane))),
        open=tuple(open_now),
        divisible=frozenset(lane for hall in halls if len(hall) > 1 for lane in hall),
        due=tuple(block for block in day if _is_due(block, now)),
        coming=tuple(
            block for block in day
            if block.status in ("booked", "held") and block.span.starts - EARLY > now
        ),
        present=tuple(
            block for block in day
            if block.status == "checked_in" and block.span.starts - EARLY <= now < block.span.ends
        ),
        gone=tuple(
            block for block in day
            if block.status == "done" or (block.status == "checked_in" and block.span.ends <= now)
        ),
        closed=tuple(gap for gap in scene.gaps if gap.reason and not gap.org),
        desks_free=sum(scene.clash(lane, Span(now, now + 1)) is None for lane in desks),
        desks=len(desks),
        graces=tuple(waiting.grace(lane) for lane in scene.lanes),
        releases=waiting.releases,
    )  # fmt: skip


def _halls(scene: Scene) -> Iterator[list[int]]:
    """The lanes of each room: the whole, and after it the parts that stand under it."""
    hall: list[int] = []
    for at, lane in enumerate(scene.lanes):
        if lane.kind != "room":
            continue
        if not lane.part and hall:
            yield hall
            hall = []
        hall.append(at)
    if hall:
        yield hall


def _largest(scene: Scene, hall: list[int], free: Iterable[int]) -> Iterator[int]:
    """Of the free lanes of a hall those that no other free one contains."""
    known = set(free)
    for lane in hall:
        inside = any(
            scene.lanes[lane].units < scene.lanes[other].units for other in known if other != lane
        )
        if lane in known and not inside:
            yield lane


def _longest_first(scene: Scene, room: FreeRoom) -> tuple[int, int, int]:
    return -room.until, scene.lanes[room.lane].capacity, room.lane


def _is_due(block: Block, now: int) -> bool:
    began = block.span.starts - EARLY <= now < block.span.ends
    return began and block.status in ("booked", "held", "no_show")


def _free(scene: Scene, lane: int, now: int) -> FreeRoom | None:
    until = scene.free_until(lane, now)
    if until - now < LEAST_FREE:
        return None
    after = [block for block in scene.holders(lane) if block.claimed.starts >= now]
    return FreeRoom(lane, until, min(after, key=lambda block: block.span, default=None))


def _busy(
    scene: Scene, hall: list[int], free: Iterable[int], now: int
) -> Iterator[BusyRoom]:
    """What is taken of a hall: the lanes that were really booked, or the whole."""
    known = set(free)
    taken = [
        lane for lane in hall
        if lane not in known
        and any(block.claimed.overlaps(Span(now, now + 1)) for block in scene.by_lane[lane])
    ]  # fmt: skip
    for lane in taken or hall[:1]:
        moment = Span(now, now + 1)
        holder = next(
            (block for block in scene.holders(lane) if block.claimed.overlaps(moment)), None
        )
        wish = Span(now, min(DAY, now + LEAST_FREE))
        yield BusyRoom(lane, holder, scene.next_free(lane, wish))


def offers(scene: Scene, counter: Counter, people: int = 0) -> list[FreeRoom]:
    """Whom walks in, which rooms: those that hold them, the best fit first.

    Rooms free for an hour come before others.  With a number of people: the smallest that holds
    them, the longest free.  Without: the smallest for two or more, and halls that can be divided
    after rooms, so that nobody is put into a hall by a habit of the Enter key; places for one
    person, as telephone booths are, come last of all.
    """

    def key(room: FreeRoom) -> tuple[int, ...]:
        lane = scene.lanes[room.lane]
        short = room.until - counter.now < WANTED
        if people:
            return short, lane.capacity, -room.until, room.lane
        return (
            lane.capacity == 1, short, room.lane in counter.divisible, not lane.capacity,
            lane.capacity, -room.until, room.lane,
        )  # fmt: skip

    return sorted(
        (room for room in counter.open if scene.lanes[room.lane].capacity >= people), key=key
    )


def walk_in_ends(now: int, until: int, step: int = QUARTER) -> tuple[list[int], int]:
    """When a walk-in may end, and which of these to propose: about an hour from now.

    Args:
        step: minutes of the grid that the house books on.

    Returns:
        Minutes of the day in order, and the index of the proposal.
    """
    first = -(-(now + LEAST_FREE) // step) * step
    ends = list(range(first, min(until, now + 8 * 60) + 1, step))
    if not ends or (ends[-1] != until and until <= now + 8 * 60):
        ends.append(until)
    wanted = now + WANTED
    return ends, min(range(len(ends)), key=lambda at: abs(ends[at] - wanted))
