"""What the counter wants to know of a day at a given minute.  Pure.

    counter = count(scene, now=13 * 60 + 42)
    counter.free[0].until
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.ui.booking.scene import DAY, Block, Gap, Scene, Span

#: People may check in so long before the start.
EARLY = 15
#: After so many minutes without a check-in a room counts as not used.
GRACE = 15
#: The shortest time worth offering to somebody who walks in.
LEAST_FREE = 10


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
class Counter:
    """Attributes:
    free: longest free first; ``busy``: soonest free first.
    due: may check in now and have not; ``late`` of them are over the grace.
    present: checked in now; ``coming``: later today; ``closed``: closures that touch today.
    """

    now: int
    rooms: int
    free: tuple[FreeRoom, ...] = ()
    busy: tuple[BusyRoom, ...] = ()
    due: tuple[Block, ...] = ()
    present: tuple[Block, ...] = ()
    coming: tuple[Block, ...] = ()
    day: tuple[Block, ...] = ()
    closed: tuple[Gap, ...] = ()
    desks_free: int = 0
    desks: int = 0

    @property
    def late(self) -> tuple[Block, ...]:
        return tuple(block for block in self.due if self.is_late(block))

    def is_late(self, block: Block) -> bool:
        return block.status == "no_show" or self.now >= block.span.starts + GRACE


def count(scene: Scene, now: int) -> Counter:
    """Sort a day's rooms and dates by what the counter does with them."""
    rooms = [at for at, lane in enumerate(scene.lanes) if lane.kind == "room"]
    desks = [at for at, lane in enumerate(scene.lanes) if lane.kind == "desk"]
    free = [_free(scene, lane, now) for lane in rooms]
    found = [room for room in free if room is not None]
    taken = {room.lane for room in found}
    busy = [_busy(scene, lane, now) for lane in rooms if lane not in taken]
    day = sorted(scene.blocks, key=lambda block: (block.span, block.lane))
    due = [block for block in day if _is_due(block, now)]
    return Counter(
        now=now,
        rooms=len(rooms),
        free=tuple(sorted(found, key=lambda room: (-room.until, scene.lanes[room.lane].capacity))),
        busy=tuple(sorted(busy, key=lambda room: (room.free_at or DAY, room.lane))),
        due=tuple(due),
        present=tuple(
            block for block in day
            if block.status == "checked_in" and block.span.starts - EARLY <= now < block.span.ends
        ),
        coming=tuple(
            block for block in day
            if block.status in ("booked", "held") and block.span.starts - EARLY > now
        ),
        day=tuple(block for block in day if scene.lanes[block.lane].kind == "room"),
        closed=tuple(gap for gap in scene.gaps if gap.reason),
        desks_free=sum(scene.clash(lane, Span(now, now + 1)) is None for lane in desks),
        desks=len(desks),
    )  # fmt: skip


def _is_due(block: Block, now: int) -> bool:
    began = block.span.starts - EARLY <= now < block.span.ends
    return began and block.status in ("booked", "held", "no_show")


def _free(scene: Scene, lane: int, now: int) -> FreeRoom | None:
    until = scene.free_until(lane, now)
    if until - now < LEAST_FREE:
        return None
    after = [block for block in scene.holders(lane) if block.claimed.starts >= now]
    return FreeRoom(lane, until, min(after, key=lambda block: block.span, default=None))


def _busy(scene: Scene, lane: int, now: int) -> BusyRoom:
    moment = Span(now, now + 1)
    holder = next(
        (block for block in scene.holders(lane) if block.claimed.overlaps(moment)), None
    )
    wish = Span(now, min(DAY, now + LEAST_FREE))
    return BusyRoom(lane, holder, scene.next_free(lane, wish))


def walk_in_ends(now: int, until: int) -> tuple[list[int], int]:
    """When a walk-in may end, and which of these to propose: about an hour from now.

    Returns:
        Minutes of the day in order, and the index of the proposal.
    """
    first = -(-(now + LEAST_FREE) // 15) * 15
    ends = list(range(first, min(until, now + 8 * 60) + 1, 15))
    if not ends or (ends[-1] != until and until <= now + 8 * 60):
        ends.append(until)
    wanted = now + 60
    return ends, min(range(len(ends)), key=lambda at: abs(ends[at] - wanted))
