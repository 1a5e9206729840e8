"""Reads days for the board, on the worker's thread, into what the board paints.

Wall times of the house become minutes here, and only here.

    front.glance(lambda reader: load_day(reader, day, zone), self._on_day, owner=self)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.queries.board import Block as BoardBlock
from hubdesk.booking.queries.board import board
from hubdesk.hub.queries import settings
from hubdesk.spaces.glances import floors, openings
from hubdesk.store.written import Reader
from hubdesk.ui.booking.lanes import lanes_of, with_hours
from hubdesk.ui.booking.scene import DAY, WEEK, Block, Gap, Scene, Span
from hubdesk.ui.orgs import OrgBook, load_orgs


@dataclass(frozen=True, slots=True)
class DayLoad:
    """Days of the board with whom they may be booked for.

    Attributes:
        steps: minutes of the grid on which walk-ins end, by resource; only where a rule says so.
    """

    scene: Scene
    orgs: OrgBook
    steps: Mapping[int, int] = field(default_factory=dict)


class WallClock:
    """Turns instants into minutes of the wall clock after the first midnight, fast.

    While the clock of the house is not changed, that is one subtraction.
    """

    def __init__(self, day: date, days: int, zone: ZoneInfo) -> None:
        self.day = day
        self.zone = zone
        starts_at, ends_at = day_bounds(day, zone, days)
        self._zero = int(starts_at.timestamp())
        # A day of slack on either side: what reaches in must be steady too.
        steady = {(starts_at + timedelta(days=at)).utcoffset() for at in range(-1, days + 2)}
        self._steady = range(self._zero - 86_400, int(ends_at.timestamp()) + 86_400)
        if len(steady) > 1:
            self._steady = range(0)

    def minute(self, second: int) -> int:
        """Minutes of the wall clock for a UTC second."""
        if second in self._steady:
            return (second - self._zero) // 60
        return minute_of(datetime.fromtimestamp(second, UTC), self.day, self.zone)

    def span(self, from_s: int, to_s: int) -> Span:
        """A time; where the clock is put back within it, it is shown as long as it lasts."""
        starts, ends = self.minute(from_s), self.minute(to_s)
        return Span(starts, ends if ends > starts else starts + (to_s - from_s) // 60)


def day_bounds(day: date, zone: ZoneInfo, days: int = 1) -> tuple[datetime, datetime]:
    """Local midnight and the one so many days later, as instants."""
    start = datetime.combine(day, time(), zone)
    return start, datetime.combine(day + timedelta(days=days), time(), zone)


def load_day(reader: Reader, day: date, zone: ZoneInfo) -> DayLoad:
    """The board of one day.

    Args:
        zone: of the house; its wall time makes the day.
    """
    return load_days(reader, day, 1, zone)


def load_week(reader: Reader, day: date, zone: ZoneInfo, *, texts: bool = True) -> DayLoad:
    """The board of the week a day is in, from the weekday on which weeks of the hub start.

    Args:
        texts: also read what the dates are called; without, the bars are there a third sooner.
    """
    first = week_of(day, settings(reader).week_start)
    return load_days(reader, first, WEEK, zone, texts=texts)


def week_of(day: date, week_start: int) -> date:
    """The first day of a day's week; ``week_start`` 0 is Monday."""
    return day - timedelta(days=(day.weekday() - week_start) % WEEK)


def load_days(
    reader: Reader, day: date, days: int, zone: ZoneInfo,
    resource_ids: Collection[int] | None = None, *, texts: bool = True,
) -> DayLoad:  # fmt: skip
    """The board of some days in a row.

    Args:
        resource_ids: only these; None = all rooms and desks that are in use.
        texts: also titles, and which dates are private or of a series.
    """
    orgs = load_orgs(reader)
    found = board(reader, *day_bounds(day, zone, days), resource_ids, texts=texts)
    floor_rows, lanes = lanes_of(floors(reader), found.resources)
    rows = openings(reader)
    lanes, gaps = with_hours(lanes, found.resources, rows, day, days) if rows else (lanes, [])
    lane_of = {lane.resource_id: at for at, lane in enumerate(lanes)}
    clock = WallClock(day, days, zone)
    blocks: list[Block] = []
    for row in found.blocks:
        at = lane_of.get(row.resource_id)
        if at is None:
            continue
        if row.source_kind != "occurrence":
            gaps.append(_gap(row, at, orgs, clock))
        elif not row.divider:
            blocks.append(_block(row, at, orgs, clock))
    scene = Scene(day, tuple(floor_rows), tuple(lanes), tuple(blocks), tuple(gaps), days)
    # Sorted here, beside the Qt thread, and not at the first paint.
    _ = scene.by_lane, scene.gaps_by_lane, scene.shadows_by_lane, scene.longest
    return DayLoad(scene, orgs)


def minute_of(moment: datetime, day: date, zone: ZoneInfo) -> int:
    """Minutes from the local midnight of ``day`` on the wall clock."""
    local = moment.astimezone(zone)
    return (local.date() - day).days * DAY + local.hour * 60 + local.minute


def wall(day: date, minute: int) -> datetime:
    """The naive wall time of a minute of a day, as booking takes it."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _gap(row: BoardBlock, lane: int, orgs: OrgBook, clock: WallClock) -> Gap:
    span = clock.span(row.from_s, row.to_s)
    if row.org_id is None:
        return Gap(lane, span, row.title)
    holder = orgs.by_id.get(row.org_id)
    code = "" if holder is None else holder.code
    return Gap(lane, span, code, code, row.org_id, row.source_id)


def _block(row: BoardBlock, lane: int, orgs: OrgBook, clock: WallClock) -> Block:
    choice = orgs.by_id.get(row.org_id or 0)
    starts_s, ends_s, private = row.starts_s, row.ends_s, row.private
    return Block(
        row.source_id,
        row.booking_id or 0,
        lane,
        clock.span(starts_s, ends_s),
        "" if choice is None else choice.code,
        0 if choice is None else choice.hue,
        row.status or "",
        "" if private else row.title,
        0 if choice is None else choice.id,
        (starts_s - row.from_s) // 60,
        (row.to_s - ends_s) // 60,
        private,
        row.series,
    )
