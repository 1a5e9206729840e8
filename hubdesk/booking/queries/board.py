"""The board: what holds which room when, as compact tuples, in one bounded read.

Claims of a unit never overlap, so of those that start before the window only the last one can
reach into it: each unit costs one seek and the rows that are shown, however much is stored.
Columns are few on purpose: handing a value to Python costs more than reading it.  What the
bookings say is left out on wish, for bars too narrow to show it: one seek and one value less for
each.  Nothing here loads SQLAlchemy: a window that opens waits for this.

    for block in board(session, monday, next_monday).blocks:
        print(block.resource_id, block.starts_s, block.title)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

from hubdesk.booking.queries.assigned import assigned_spans
from hubdesk.booking.status import Status
from hubdesk.spaces.glances import closures, resources
from hubdesk.spaces.model import Resource
from hubdesk.store.written import Reader, Written

#: Bits of ``Block.flags``: private, series, closure, then the state, then minutes of set-up and
#: of clean-up.
_PRIVATE, _SERIES, _CLOSURE = 1, 2, 4
_STATE, _STATES = 3, 7
_SETUP, _CLEANUP, _MINUTES = 6, 22, 0xFFFF
_SHOWN = (Status.BOOKED, Status.CHECKED_IN, Status.HELD, Status.DONE, Status.NO_SHOW)


class Block(NamedTuple):
    """One bar of the board; times are UTC seconds.

    Attributes:
        resource_id: the row it stands in.
        from_s, to_s: what is held, buffers included.
        source_id: id of the occurrence, or of what ``source_kind`` says.
        booking_id, org_id: None for a closure; an assigned desk has no booking.
        flags: see the properties.
        title: of the booking, or the reason of a closure; empty if texts were not asked for.
        via_id: the resource that was really booked, where this one is blocked because they
            share units: the hall for its half, a half for its hall.
    """

    resource_id: int
    from_s: int
    to_s: int
    source_id: int
    booking_id: int | None
    org_id: int | None
    flags: int
    title: str = ""
    via_id: int | None = None

    @property
    def source_kind(self) -> str:
        """``occurrence``, ``closure``, or ``assignment`` of a desk that is somebody's."""
        if not self.flags & _CLOSURE:
            return "occurrence"
        return "closure" if self.org_id is None else "assignment"

    @property
    def status(self) -> Status | None:
        """State of the date; None for what is none."""
        return None if self.flags & _CLOSURE else _SHOWN[self.flags >> _STATE & _STATES]

    @property
    def starts_s(self) -> int:
        """Start of the booking itself, after the set-up."""
        return self.from_s + 60 * (self.flags >> _SETUP & _MINUTES)

    @property
    def ends_s(self) -> int:
        """End of the booking itself, before the clean-up."""
        return self.to_s - 60 * (self.flags >> _CLEANUP & _MINUTES)

    @property
    def private(self) -> bool:
        """The title is not for everybody; told with the texts only."""
        return bool(self.flags & _PRIVATE)

    @property
    def series(self) -> bool:
        """The booking repeats; told with the texts only."""
        return bool(self.flags & _SERIES)

    @property
    def divider(self) -> bool:
        """Blocked through another room."""
        return self.via_id is not None


@dataclass(frozen=True, slots=True)
class Board:
    """Attributes:
    resources: the rows, by floor, position and code.
    rows: plain tuples of ``Block``'s fields, without the last ones where they are empty; in no
        particular order.
    """

    starts_at: datetime
    ends_at: datetime
    resources: tuple[Resource, ...]
    rows: list[tuple[Any, ...]]

    @property
    def blocks(self) -> Iterator[Block]:
        """The rows with names."""
        return starmap(Block, self.rows)


_STATE_BITS = " ".join(
    f"WHEN '{status}' THEN {place << _STATE}" for place, status in enumerate(_SHOWN)
)
_FLAGS = f"""CASE occurrence.status {_STATE_BITS} ELSE 0 END
    + occurrence.setup_minutes * {1 << _SETUP} + occurrence.cleanup_minutes * {1 << _CLEANUP}"""
_FLAGS_AND_TEXT = f"""{_FLAGS} + CAST(booking.private AS INTEGER)
    + CASE WHEN booking.rrule IS NULL THEN 0 ELSE {_SERIES} END, booking.title"""
_IS_SHARED = """EXISTS (
    SELECT sharing.unit_id FROM resource_unit AS sharing
    WHERE sharing.unit_id = resource_unit.unit_id
    AND sharing.resource_id <> resource_unit.resource_id)"""
# An equality with the kind of source would lure the planner to the index of sources.
_CLAIMS = """
FROM resource_unit JOIN claim ON claim.unit_id = resource_unit.unit_id
    AND claim.starts_at >= coalesce((
        SELECT max(earlier.starts_at) FROM claim AS earlier
        WHERE earlier.unit_id = resource_unit.unit_id AND earlier.starts_at <= :from_at
    ), :from_at)
    AND claim.starts_at < :to_at AND claim.ends_at > :from_at
    AND claim.source_kind <> 'closure' AND claim.source_kind <> 'assignment'
JOIN occurrence ON occurrence.id = claim.source_id
"""
_WHOLE_HOUSE = """resource_unit.resource_id IN (
    SELECT resource.id FROM resource WHERE resource.kind <> 'equipment' AND resource.active)"""
_ONE = "resource_unit.resource_id = :resource_id"


def _blocks(columns: str, where: str, *, texts: bool) -> Written:
    bookings = "JOIN booking ON booking.id = occurrence.booking_id" if texts else ""
    return Written(f"""
SELECT resource_unit.resource_id, seconds(claim.starts_at), seconds(claim.ends_at),
    claim.source_id, occurrence.booking_id, claim.org_id, {columns}
{_CLAIMS} {bookings} WHERE {where}
""")


def _both(where: str) -> dict[bool, tuple[Written, Written]]:
    """With texts or not → the blocks of rooms that share no unit, and of those that do.

    Nothing can be blocked through a room that shares no unit, so there the booked resource need
    not be compared (an extra of another room's booking is the room's own).
    """
    plain = {True: _FLAGS_AND_TEXT, False: _FLAGS}
    shared = {True: plain[True], False: f"{_FLAGS}, ''"}
    return {
        texts: (
            _blocks(plain[texts], f"NOT {_IS_SHARED} AND {where}", texts=texts),
            _blocks(f"{shared[texts]}, occurrence.resource_id", f"{_IS_SHARED} AND {where}",
                    texts=texts),
        )
        for texts in (True, False)
    }  # fmt: skip


_HOUSE_BLOCKS, _BLOCKS_OF_ONE = _both(_WHOLE_HOUSE), _both(_ONE)
_EXTRAS = Written(
    "SELECT resource_id FROM occurrence_extra WHERE occurrence_id = :occurrence_id"
)


def board(
    reader: Reader,
    starts_at: datetime,
    ends_at: datetime,
    resource_ids: Collection[int] | None = None,
    *,
    texts: bool = True,
) -> Board:
    """What holds each resource within ``[starts_at, ends_at)``.

    Args:
        reader: any session, or a glance.
        starts_at, ends_at: aware instants.
        resource_ids: the rows wanted; None = all active rooms and desks.
        texts: whether titles are wanted, and whether a booking is private or repeats.

    Returns:
        Rows and blocks; a block that reaches over an end is whole.
    """
    known = resources(reader)
    shown = tuple(
        resource
        for resource in known
        if (
            resource.active and resource.kind != "equipment"
            if resource_ids is None
            else resource.id in resource_ids
        )
    )
    span = {"from_at": starts_at, "to_at": ends_at}
    if resource_ids is None:
        plain, shared = (reader.all(statement, **span) for statement in _HOUSE_BLOCKS[texts])
    else:
        plain, shared = (
            [
                row
                for resource in shown
                for row in reader.all(statement, resource_id=resource.id, **span)
            ]
            for statement in _BLOCKS_OF_ONE[texts]
        )
    rows = plain + _without_doubles(reader, shared, known)
    rows += _closed(reader, starts_at, ends_at, shown, known)
    rows += _assigned(reader, starts_at, ends_at, shown)
    return Board(starts_at, ends_at, shown, rows)


def _without_doubles(
    reader: Reader, rows: list[tuple[Any, ...]], known: tuple[Resource, ...]
) -> list[tuple[Any, ...]]:
    """One block where several units of a row are held by one date; ``via`` only where it blocks."""
    units = {resource.id: set(resource.unit_ids) for resource in known}
    kept: dict[tuple[int, int], tuple[Any, ...]] = {}
    for row in rows:
        resource_id, source_id, via_id = row[0], row[3], row[8]
        if (resource_id, source_id) in kept:
            continue
        if via_id != resource_id and not units[via_id] & units[resource_id]:
            # Not the main resource of the booking but an extra holds the unit.
            extras = [extra[0] for extra in reader.all(_EXTRAS, occurrence_id=source_id)]
            sharing = (extra for extra in extras if units[extra] & units[resource_id])
            via_id = resource_id if resource_id in extras else next(sharing, None)
        kept[resource_id, source_id] = (*row[:8], None if via_id == resource_id else via_id)
    return list(kept.values())


def _assigned(
    reader: Reader, starts_at: datetime, ends_at: datetime, shown: tuple[Resource, ...]
) -> list[tuple[Any, ...]]:
    """Desks that are somebody's, day by day."""
    rows = {resource.id for resource in shown if resource.kind == "desk"}
    if not rows:
        return []
    return [
        (span.resource_id, span.from_s, span.to_s, span.assignment_id, None, span.org_id, _CLOSURE)
        for span in assigned_spans(reader, starts_at, ends_at)
        if span.resource_id in rows
    ]


def _closed(
    reader: Reader,
    starts_at: datetime,
    ends_at: datetime,
    shown: tuple[Resource, ...],
    known: tuple[Resource, ...],
) -> list[tuple[Any, ...]]:
    """Closures, as the claims of their units would show them."""
    units = {resource.id: set(resource.unit_ids) for resource in known}
    return [
        (
            resource.id, int(closure.starts_at.timestamp()), int(closure.ends_at.timestamp()),
            closure.id, None, None, _CLOSURE, closure.reason,
            None if closure.resource_id == resource.id else closure.resource_id,
        )
        for closure in closures(reader, starts_at, ends_at)
        if closure.active
        for resource in shown
        if units[closure.resource_id] & units[resource.id]
    ]  # fmt: skip
