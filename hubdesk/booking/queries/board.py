"""The board: what holds which room when, as compact tuples, in one bounded read.

Claims of a unit never overlap, so of those that start before the window only the last one can
reach into it: each unit costs one seek and the rows that are shown, however much is stored.
Columns are few on purpose: handing a value to Python costs more than reading it.

    for block in board(session, monday, next_monday).blocks:
        print(block.resource_id, block.starts_s, block.title)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, bindparam, case, cast, func, select

from hubdesk.booking.tables import BookingRow, ClaimRow, OccurrenceRow
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import resources
from hubdesk.spaces.tables import ClosureRow, ResourceRow, ResourceUnitRow
from hubdesk.store.expressions import seconds
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

_PRIVATE, _SERIES, _CLOSURE, _ASSIGNMENT = 1, 2, 4, 8
_SETUP_SHIFT, _CLEANUP_SHIFT, _MINUTES = 4, 20, 0xFFFF


class Block(NamedTuple):
    """One bar of the board; times are UTC seconds.

    Attributes:
        resource_id: the row it stands in.
        from_s, to_s: what is held, buffers included.
        source_id: id of the occurrence, or of what ``source_kind`` says.
        booking_id: None where there is no booking.
        org_id: None for a closure.
        flags: see the properties.
        status: of the occurrence, else None.
        title: of the booking, or the reason of a closure.
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
    status: str | None
    title: str
    via_id: int | None

    @property
    def source_kind(self) -> str:
        """``occurrence``, ``closure`` or ``assignment``."""
        if self.flags & _CLOSURE:
            return "closure"
        return "assignment" if self.flags & _ASSIGNMENT else "occurrence"

    @property
    def starts_s(self) -> int:
        """Start of the booking itself, after the set-up."""
        return self.from_s + 60 * (self.flags >> _SETUP_SHIFT & _MINUTES)

    @property
    def ends_s(self) -> int:
        """End of the booking itself, before the clean-up."""
        return self.to_s - 60 * (self.flags >> _CLEANUP_SHIFT & _MINUTES)

    @property
    def private(self) -> bool:
        return bool(self.flags & _PRIVATE)

    @property
    def series(self) -> bool:
        return bool(self.flags & _SERIES)

    @property
    def divider(self) -> bool:
        """Blocked through another room."""
        return self.via_id is not None


@dataclass(frozen=True, slots=True)
class Board:
    """Attributes:
    resources: the rows, by floor, position and code.
    rows: plain tuples in the order of ``Block``'s fields; in no particular order.
    """

    starts_at: datetime
    ends_at: datetime
    resources: tuple[Resource, ...]
    rows: list[tuple[Any, ...]]

    @property
    def blocks(self) -> Iterator[Block]:
        """The rows with names."""
        return map(Block._make, self.rows)


_FROM = bindparam("from_at", type_=Instant)
_earlier = ClaimRow.__table__.alias("earlier")
_FIRST = func.coalesce(
    select(func.max(_earlier.c.starts_at))
    .where(_earlier.c.unit_id == ResourceUnitRow.unit_id, _earlier.c.starts_at <= _FROM)
    .scalar_subquery(),
    _FROM,
)
_FLAGS = case(
    (
        ClaimRow.source_kind == "occurrence",
        cast(BookingRow.private, Integer)
        + case((BookingRow.rrule.is_(None), 0), else_=_SERIES)
        + OccurrenceRow.setup_minutes * (1 << _SETUP_SHIFT)
        + OccurrenceRow.cleanup_minutes * (1 << _CLEANUP_SHIFT),
    ),
    (ClaimRow.source_kind == "closure", _CLOSURE),
    else_=_ASSIGNMENT,
)
_BOOKED = func.coalesce(OccurrenceRow.resource_id, ClosureRow.resource_id)
_BLOCKS = (
    select(
        ResourceUnitRow.resource_id,
        seconds(ClaimRow.starts_at),
        seconds(ClaimRow.ends_at),
        ClaimRow.source_id,
        OccurrenceRow.booking_id,
        ClaimRow.org_id,
        _FLAGS,
        OccurrenceRow.status,
        func.coalesce(BookingRow.title, ClosureRow.reason, ""),
        case((ResourceUnitRow.resource_id != _BOOKED, _BOOKED)),
    )
    .select_from(ResourceUnitRow)
    .join(
        ClaimRow,
        and_(
            ClaimRow.unit_id == ResourceUnitRow.unit_id,
            ClaimRow.starts_at >= _FIRST,
            ClaimRow.starts_at < bindparam("to_at", type_=Instant),
            ClaimRow.ends_at > _FROM,
        ),
    )
    .outerjoin(
        OccurrenceRow,
        and_(ClaimRow.source_kind == "occurrence", OccurrenceRow.id == ClaimRow.source_id),
    )
    .outerjoin(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .outerjoin(
        ClosureRow, and_(ClaimRow.source_kind == "closure", ClosureRow.id == ClaimRow.source_id)
    )
)
_ALL_BLOCKS = Prepared(
    _BLOCKS.where(
        ResourceUnitRow.resource_id.in_(
            select(ResourceRow.id).where(
                ResourceRow.kind != "equipment", ResourceRow.active.is_(True)
            )
        )
    )
)
_BLOCKS_OF = Prepared(
    _BLOCKS.where(ResourceUnitRow.resource_id == bindparam("resource_id", type_=Id))
)


def board(
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    resource_ids: Collection[int] | None = None,
) -> Board:
    """What holds each resource within ``[starts_at, ends_at)``.

    Args:
        session: any.
        starts_at, ends_at: aware instants.
        resource_ids: the rows wanted; None = all active rooms and desks.

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
    if resource_ids is None:
        rows = session.all(_ALL_BLOCKS, from_at=starts_at, to_at=ends_at)
    else:
        rows = [
            row
            for resource in shown
            for row in session.all(
                _BLOCKS_OF, resource_id=resource.id, from_at=starts_at, to_at=ends_at
            )
        ]
    return Board(starts_at, ends_at, shown, _merged(rows, known))


def _merged(rows: list[tuple[Any, ...]], known: tuple[Resource, ...]) -> list[tuple[Any, ...]]:
    """One block where a room of several units is held as a whole; extras are no dividers."""
    units = {resource.id: set(resource.unit_ids) for resource in known}
    several = {number for number, members in units.items() if len(members) > 1}
    if not several and all(row[9] is None for row in rows):
        return rows
    kept: list[tuple[Any, ...]] = []
    seen: set[tuple[int, int, int]] = set()
    for row in rows:
        resource_id, via_id = row[0], row[9]
        if resource_id in several:
            key = (resource_id, row[3], row[6] & (_CLOSURE | _ASSIGNMENT))
            if key in seen:
                continue
            seen.add(key)
        shares = via_id is None or units[via_id] & units[resource_id]
        kept.append(row if shares else (*row[:9], None))
    return kept
