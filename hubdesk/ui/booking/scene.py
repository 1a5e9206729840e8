"""Days of the board, laid out: floors, lanes, blocks, gaps, and what would clash.

Times are minutes after the local midnight of the first day as the clock on the wall counts them,
so that painting and dragging need no date arithmetic: Tuesday 09:00 of a week is 1,980, also
where the clock changes.  They may be negative or beyond the last day where something reaches in.
Pure: imports ``kernel`` only, so gestures can be tested without a window.

    clash = scene.clash(lane, Span(840, 930), without=block.occurrence_id)
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from hubdesk.kernel.names import Names

#: Minutes of a day, days of a week.
DAY, WEEK = 1440, 7


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[starts, ends)`` in minutes of the day."""

    starts: int
    ends: int

    def overlaps(self, other: Span) -> bool:
        return self.starts < other.ends and other.starts < self.ends

    def widened(self, before: int, after: int) -> Span:
        return Span(self.starts - before, self.ends + after)

    def shifted(self, minutes: int) -> Span:
        return Span(self.starts + minutes, self.ends + minutes)

    @property
    def minutes(self) -> int:
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the board: one room or desk.

    Attributes:
        floor: index of its floor in the scene.
        opens, closes: minutes of the day; a house that never closes has 0 and 1,440.
        before, after: the room's own set-up and clean-up minutes.
        short: its name where it stands under the room it is a part of.
        part: shown indented under that room.
    """

    resource_id: int
    code: str
    names: Names
    kind: str
    capacity: int
    features: tuple[str, ...]
    floor: int
    units: frozenset[int]
    short: Names
    opens: int = 0
    closes: int = DAY
    before: int = 0
    after: int = 0
    part: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A booked date in a lane.

    Attributes:
        span: the booked time, without buffers.
        before, after: minutes claimed around it.
        org: organisation code; empty if the reader may not know.
        hue: index of the organisation's hue.
        title: empty where it is private and the reader may not know it.
    """

    occurrence_id: int
    booking_id: int
    lane: int
    span: Span
    org: str
    hue: int
    status: str
    title: str = ""
    org_id: int = 0
    before: int = 0
    after: int = 0
    private: bool = False
    series: bool = False

    @property
    def claimed(self) -> Span:
        return self.span.widened(self.before, self.after)

    @property
    def movable(self) -> bool:
        """Whether it may still be moved: nobody has come, and it is not over or given back."""
        return self.status in ("requested", "held", "booked")


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which a lane cannot be used; ``reason`` empty = outside opening hours.

    Attributes:
        org, org_id: whose desk it is, day after day; empty where it is simply closed.
        source_id: of that assignment.
    """

    lane: int
    span: Span
    reason: str = ""
    org: str = ""
    org_id: int = 0
    source_id: int = 0


@dataclass(frozen=True, slots=True)
class Shadow:
    """A lane blocked because a room it shares walls with is taken (a hall and its halves)."""

    lane: int
    span: Span
    by: Block


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a time cannot be had: a block, or a gap; ``part`` is the overlapping piece."""

    part: Span
    block: Block | None = None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class FloorRow:
    """A floor, its rooms or its desks, as a range of lane indices."""

    code: str
    names: Names
    first: int
    last: int
    desks: bool = False


@dataclass(frozen=True)
class Scene:
    """Days, ready to be painted; lanes stand in order of floors.

    Attributes:
        day: the first one.
        days: how many.
        blocks: in no particular order; ``by_lane`` has them by time.
    """

    day: date
    floors: tuple[FloorRow, ...] = ()
    lanes: tuple[Lane, ...] = ()
    blocks: tuple[Block, ...] = ()
    gaps: tuple[Gap, ...] = ()
    days: int = 1
    _by_id: dict[int, Block] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._by_id.update({block.occurrence_id: block for block in self.blocks})

    @property
    def ends(self) -> int:
        """The minute after the last one shown."""
        return self.days * DAY

    def date_of(self, minute: int) -> date:
        """The day a minute is in."""
        return self.day + timedelta(days=minute // DAY)

    def block(self, occurrence_id: int | None) -> Block | None:
        return None if occurrence_id is None else self._by_id.get(occurrence_id)

    @cached_property
    def by_lane(self) -> list[list[Block]]:
        """Blocks of each lane by start."""
        found: list[list[Block]] = [[] for _ in self.lanes]
        for block in self.blocks:
            found[block.lane].append(block)
        for blocks in found:
            blocks.sort(key=lambda block: block.span)
        return found

    @cached_property
    def longest(self) -> int:
        """The longest claim, in minutes: how far back one must look for what reaches in."""
        return max((block.claimed.minutes for block in self.blocks), default=0)

    def between(self, lane: int, earliest: float, latest: float) -> Iterator[Block]:
        """Blocks of a lane that touch a time, with their buffers."""
        blocks = self.by_lane[lane]
        first = bisect_left(blocks, earliest - self.longest, key=_starts)
        for block in blocks[first:]:
            if block.span.starts - block.before > latest:
                # A later block with a longer set-up could still reach in.
                if block.span.starts - self.longest > latest:
                    return
                continue
            if block.span.ends + block.after >= earliest:
                yield block

    @cached_property
    def gaps_by_lane(self) -> list[list[Gap]]:
        """Closures and closed hours of each lane."""
        found: list[list[Gap]] = [[] for _ in self.lanes]
        for gap in self.gaps:
            found[gap.lane].append(gap)
        for at, lane in enumerate(self.lanes):
            for start in range(0, self.ends, DAY):
                if lane.opens > 0:
                    found[at].append(Gap(at, Span(start, start + lane.opens)))
                if lane.closes < DAY:
                    found[at].append(Gap(at, Span(start + lane.closes, start + DAY)))
        return found

    @cached_property
    def shadows_by_lane(self) -> list[list[Shadow]]:
        """What other rooms of the same units do to each lane."""
        found: list[list[Shadow]] = [[] for _ in self.lanes]
        for block in self.blocks:
            for lane in self._sharing[block.lane]:
                if lane != block.lane:
                    found[lane].append(Shadow(lane, block.span, block))
        return found

    @cached_property
    def _sharing(self) -> list[list[int]]:
        """For each lane, the lanes that share a unit with it, itself included."""
        by_unit: defaultdict[int, list[int]] = defaultdict(list)
        for at, lane in enumerate(self.lanes):
            for unit in lane.units:
                by_unit[unit].append(at)
        return [
            sorted({other for unit in lane.units for other in by_unit[unit]} | {at})
            for at, lane in enumerate(self.lanes)
        ]

    def holders(self, lane: int) -> Iterator[Block]:
        """Blocks that hold a unit of a lane."""
        for other in self._sharing[lane]:
            yield from self.by_lane[other]

    def clash(
        self, lane: int, span: Span, *, without: int | None = None, before: int = 0, after: int = 0
    ) -> Clash | None:
        """The first thing in the way of a time in a lane, or None.

        Args:
            without: an occurrence that does not count, because it is the one being moved.
            before, after: minutes wanted around it; the lane's own count if longer.
        """
        place = self.lanes[lane]
        claimed = span.widened(max(before, place.before), max(after, place.after))
        found = [
            Clash(_common(span, claimed, block.claimed), block=block)
            for block in self.holders(lane)
            if block.occurrence_id != without and block.claimed.overlaps(claimed)
        ]
        found += [
            Clash(_common(span, claimed, gap.span), gap=gap)
            for gap in self.gaps_by_lane[lane]
            if gap.span.overlaps(span)
        ]
        return min(found, key=lambda clash: clash.part, default=None)

    def free_until(self, lane: int, minute: int) -> int:
        """From ``minute`` on, until when the lane is free; ``minute`` itself if it is not."""
        if self.clash(lane, Span(minute, minute + 1)) is not None:
            return minute
        place = self.lanes[lane]
        starts = [
            block.claimed.starts - place.after
            for block in self.holders(lane)
            if block.claimed.starts >= minute
        ]
        starts += [gap.span.starts for gap in self.gaps_by_lane[lane] if gap.span.starts >= minute]
        return max(minute, min(starts, default=self.ends))

    def next_free(self, lane: int, span: Span, without: int | None = None) -> int | None:
        """The next start at which a time of this length fits into the lane on the same day."""
        place = self.lanes[lane]
        midnight = -(-max(span.ends, span.starts + 1) // DAY) * DAY
        starts = sorted(
            {block.claimed.ends + place.before for block in self.holders(lane)}
            | {gap.span.ends for gap in self.gaps_by_lane[lane]}
        )
        for start in starts[bisect_left(starts, span.starts) :]:
            wish = Span(start, start + span.minutes)
            if wish.ends <= midnight and self.clash(lane, wish, without=without) is None:
                return start
        return None

    def fitting(self, lane: int, span: Span, without: int | None = None) -> int | None:
        """The smallest other room that has the time and holds as many people."""
        wanted = self.lanes[lane]
        others = [
            (other.capacity, at)
            for at, other in enumerate(self.lanes)
            if at != lane and other.kind == wanted.kind and other.capacity >= wanted.capacity
        ]
        for _capacity, at in sorted(others):
            if self.clash(at, span, without=without) is None:
                return at
        return None


def _starts(block: Block) -> int:
    return block.span.starts


def _common(span: Span, claimed: Span, other: Span) -> Span:
    """Where two claims meet, told within the wished time where possible."""
    shared = Span(max(span.starts, other.starts), min(span.ends, other.ends))
    if shared.starts < shared.ends:
        return shared
    return Span(max(claimed.starts, other.starts), min(claimed.ends, other.ends))
