"""The board: what holds which room when, as compact tuples, in one bounded read.

Claims of a unit never overlap, so of those that start before the window only the last one can
reach into it: each unit costs one seek and the rows that are shown, however much is stored.
Columns are few on purpose: handing a value to Python costs more than reading it.  What the
bookings say is left out on wish, for bars too narrow to show it: one seek and one value less for
each.

    for block in board(session, monday, next_monday).blocks:
        print(block.resource_id, block.starts_s, block.title)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
)

from hubdesk.booking.model import Status
from hubdesk.booking.tables import BookingRow, ClaimRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import closures, resources
from hubdesk.spaces.tables import ResourceRow, ResourceUnitRow
from hubdesk.store.expressions import seconds
from hubdesk.store.session import Session, table_of
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant, Text

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
        booking_id, org_id: None for a closure.
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
        """``occurrence`` or ``closure``."""
        return "closure" if self.flags & _CLOSURE else "occurrence"

    @property
    def status(self) -> Status | None:
        """State of the date; None for a closure."""
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


_FROM = bindparam("from_at", type_=Instant)
_TO = bindparam("to_at", type_=Instant)
_earlier = table_of(ClaimRow).alias("earlier")
_sharing = table_of(ResourceUnitRow).alias("sharing")
_FIRST = func.coalesce(
    select(func.max(_earlier.c.starts_at))
    .where(_earlier.c.unit_id == ResourceUnitRow.unit_id, _earlier.c.starts_at <= _FROM)
    .scalar_subquery(),
    _FROM,
)
_IS_SHARED = (
    select(_sharing.c.unit_id)
    .where(
        _sharing.c.unit_id == ResourceUnitRow.unit_id,
        _sharing.c.resource_id != ResourceUnitRow.resource_id,
    )
    .exists()
)
_STATE_BITS = case(
    {str(status): place << _STATE for place, status in enumerate(_SHOWN)},
    value=OccurrenceRow.status,
    else_=0,
)
_FLAGS = (
    _STATE_BITS
    + OccurrenceRow.setup_minutes * (1 << _SETUP)
    + OccurrenceRow.cleanup_minutes * (1 << _CLEANUP)
)
_FLAGS_AND_TEXT = (
    _FLAGS
    + cast(BookingRow.private, Integer)
    + case((BookingRow.rrule.is_(None), 0), else_=_SERIES),
    BookingRow.title,
)
_NO_TEXT: ColumnElement[str] = literal_column("''", Text)
_IN_WINDOW = and_(
    ClaimRow.unit_id == ResourceUnitRow.unit_id,
    ClaimRow.starts_at >= _FIRST,
    ClaimRow.starts_at < _TO,
    ClaimRow.ends_at > _FROM,
    # An equality would lure the planner to the index of sources.
    ClaimRow.source_kind != "closure",
    ClaimRow.source_kind != "assignment",
)


def _blocks(*columns: Any) -> Select[Any]:
    found: Select[Any] = (
        select(
            ResourceUnitRow.resource_id,
            seconds(ClaimRow.starts_at),
            seconds(ClaimRow.ends_at),
            ClaimRow.source_id,
            OccurrenceRow.booking_id,
            ClaimRow.org_id,
            *columns,
        )
        .select_from(ResourceUnitRow)
        .join(ClaimRow, _IN_WINDOW)
        .join(OccurrenceRow, OccurrenceRow.id == ClaimRow.source_id)
    )
    return found


def _blocks_with_texts(*columns: Any) -> Select[Any]:
    return _blocks(*_FLAGS_AND_TEXT, *columns).join(
        BookingRow, BookingRow.id == OccurrenceRow.booking_id
    )


_WHOLE_HOUSE = ResourceUnitRow.resource_id.in_(
    select(ResourceRow.id).where(ResourceRow.kind != "equipment", ResourceRow.active.is_(True))
)
_ONE = ResourceUnitRow.resource_id == bindparam("resource_id", type_=Id)
# Nothing can be blocked through a room that shares no unit, so there the booked resource need not
# be compared (an extra of another room's booking is the room's own).
_PLAIN = {True: _blocks_with_texts(), False: _blocks(_FLAGS)}
_SHARED = {
    True: _blocks_with_texts(OccurrenceRow.resource_id),
    False: _blocks(_FLAGS, _NO_TEXT, OccurrenceRow.resource_id),
}


def _both(where: ColumnElement[bool]) -> dict[bool, tuple[Prepared, Prepared]]:
    """With texts or not → the blocks of rooms that share no unit, and of those that do."""
    return {
        texts: (
            Prepared(_PLAIN[texts].where(~_IS_SHARED, where)),
            Prepared(_SHARED[texts].where(_IS_SHARED, where)),
        )
        for texts in (True, False)
    }


_HOUSE_BLOCKS, _BLOCKS_OF_ONE = _both(_WHOLE_HOUSE), _both(_ONE)

_EXTRAS = Prepared(
    select(OccurrenceExtraRow.resource_id).where(
        OccurrenceExtraRow.occurrence_id == bindparam("occurrence_id", type_=Id)
    )
)


def board(
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    resource_ids: Collection[int] | None = None,
    *,
    texts: bool = True,
) -> Board:
    """What holds each resource within ``[starts_at, ends_at)``.

    Args:
        session: any.
        starts_at, ends_at: aware instants.
        resource_ids: the rows wanted; None = all active rooms and desks.
        texts: whether titles are wanted, and whether a booking is private or repeats.

    Returns:
        Rows and blocks; a block that reaches over an end is whole.
    """
    known = resources(session)
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
        plain, shared = (session.all(statement, **span) for statement in _HOUSE_BLOCKS[texts])
    else:
        plain, shared = (
            [
                row
                for resource in shown
                for row in session.all(statement, resource_id=resource.id, **span)
            ]
            for statement in _BLOCKS_OF_ONE[texts]
        )
    rows = plain + _without_doubles(session, shared, known)
    rows += _closed(session, starts_at, ends_at, shown, known)
    return Board(starts_at, ends_at, shown, rows)


def _without_doubles(
    session: Session, rows: list[tuple[Any, ...]], known: tuple[Resource, ...]
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
            extras = [extra[0] for extra in session.all(_EXTRAS, occurrence_id=source_id)]
            sharing = (extra for extra in extras if units[extra] & units[resource_id])
            via_id = resource_id if resource_id in extras else next(sharing, None)
        kept[resource_id, source_id] = (*row[:8], None if via_id == resource_id else via_id)
    return list(kept.values())


def _closed(
    session: Session,
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
        for closure in closures(session, starts_at, ends_at)
        if closure.active
        for resource in shown
        if units[closure.resource_id] & units[resource.id]
    ]  # fmt: skip
