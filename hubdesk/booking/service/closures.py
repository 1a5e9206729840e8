"""Closing rooms for works or holidays, and opening them again.

A closure holds the units like a booking does.  Dates that lie in its way are never pushed aside:
they are named (``queries.in_the_way``), and a person decides what becomes of each.

    close_rooms(uow, [3, 4], first, last, "painting", {12: Fate(resource_id=7), 13: Fate(True)})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.booking.candidates import in_zone
from hubdesk.booking.closing import closure_claims
from hubdesk.booking.conflicts import UnitClaim
from hubdesk.booking.errors import ClosureInTheWayError, ClosureLiftedError
from hubdesk.booking.model import MAX_CLAIM, Fate, Move, Target
from hubdesk.booking.queries.desks import assignment
from hubdesk.booking.queries.held import instant
from hubdesk.booking.service.claims import delete_claims, insert_claims
from hubdesk.booking.service.moving import move
from hubdesk.booking.service.states import cancel
from hubdesk.booking.service.waiting import offer_freed
from hubdesk.booking.tables import ClaimRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
from hubdesk.spaces.model import Bookable
from hubdesk.spaces.queries import bookable
from hubdesk.spaces.tables import ClosureRow
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

#: The longest a room can be closed at once.
MAX_CLOSURE = timedelta(days=3 * 366)

_IN_THE_WAY = Prepared(
    select(ClaimRow.source_kind, ClaimRow.source_id)
    .where(
        ClaimRow.unit_id == bindparam("unit_id", type_=Id),
        ClaimRow.starts_at > bindparam("after", type_=Instant),
        ClaimRow.starts_at < bindparam("before", type_=Instant),
        ClaimRow.ends_at > bindparam("from_at", type_=Instant),
    )
    .order_by(ClaimRow.starts_at)
)


def add_closure(
    uow: UnitOfWork, resource_id: int, starts: datetime, ends: datetime, reason: str
) -> int:
    """Close a resource that nobody has booked then; as :func:`close_rooms` without fates.

    Returns:
        The closure's id.
    """
    return close_rooms(uow, [resource_id], starts, ends, reason)[0]


def close_rooms(
    uow: UnitOfWork,
    resource_ids: Sequence[int],
    starts: datetime,
    ends: datetime,
    reason: str,
    fates: Mapping[int, Fate] | None = None,
) -> tuple[int, ...]:
    """Close resources, and so every room that shares units with them, all or none.

    Args:
        starts, ends: naive = wall time where each resource stands, or aware.
        reason: shown on the board and the day sheet.
        fates: what becomes of each date in the way, by its id.

    Returns:
        The closures' ids.

    Raises:
        ClosureInTheWayError: dates without a fate, other closures, or desks that are somebody's
            hold a unit meanwhile; nothing is closed.
        DatesRefusedError: one of its kinds; a date cannot go where it was sent.
        InvalidInputError: the end is not after the start, or more than three years later.
        NotFoundError: no such resource.
    """
    access.require(uow, "spaces.close")
    uow.record("closure.added", "closure")
    rooms = outermost([bookable(uow, number) for number in resource_ids])
    spans = [_span(room, starts, ends) for room in rooms]
    uow.lock_units(sorted({unit for room in rooms for unit in room.unit_ids}))
    claims = [
        closure_claims(room.unit_ids, *(int(moment.timestamp()) for moment in span))
        for room, span in zip(rooms, spans, strict=True)
    ]
    _decide(uow, [claim for group in claims for claim in group], fates or {}, clean(reason))
    closed = []
    for room, span, held in zip(rooms, spans, claims, strict=True):
        closure_id = uow.insert(
            ClosureRow, resource_id=room.id, starts_at=span[0], ends_at=span[1],
            reason=clean(reason), active=True,
        )  # fmt: skip
        _require_free(uow, held)
        insert_claims(uow, "closure", None, [(closure_id, held)])
        closed.append(closure_id)
    return tuple(closed)


def outermost(rooms: Iterable[Bookable]) -> list[Bookable]:
    """Rooms without those that lie within another one, which closes with it."""
    kept: list[Bookable] = []
    for room in sorted(rooms, key=lambda room: (-len(room.unit_ids), room.code)):
        if not any(set(room.unit_ids) <= set(other.unit_ids) for other in kept):
            kept.append(room)
    return kept


def _span(room: Bookable, starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    zone = ZoneInfo(room.timezone)
    starts_at, ends_at = in_zone(starts, zone), in_zone(ends, zone)
    if ends_at <= starts_at:
        raise InvalidInputError(field="ends", value=str(ends), reason="end_before_start")
    if ends_at - starts_at > MAX_CLOSURE:
        raise InvalidInputError(field="ends", value=str(ends), reason="too_long")
    return starts_at, ends_at


def _decide(
    uow: UnitOfWork, claims: Sequence[UnitClaim], fates: Mapping[int, Fate], reason: str
) -> None:
    """Let every date in the way meet its fate; one without a fate refuses everything."""
    undecided = [
        (kind, number)
        for kind, number in _holders(uow, claims)
        if kind != "occurrence" or number not in fates
    ]
    if undecided:
        raise _in_the_way(uow, undecided)
    for _, number in _holders(uow, claims):
        fate, target = fates[number], Target(occurrence_id=number)
        if fate.cancel:
            cancel(uow, target, reason)
        else:
            move(uow, target, Move(starts=fate.starts, resource_id=fate.resource_id))


def lift_closure(uow: UnitOfWork, closure_id: int) -> None:
    """Open a resource again before its time.

    Raises:
        NotFoundError: no such closure.
        ClosureLiftedError: it is lifted already.
    """
    access.require(uow, "spaces.close")
    before = uow.row(ClosureRow, closure_id)
    if before is None:
        raise NotFoundError(kind="closure", key=str(closure_id))
    if not before["active"]:
        raise ClosureLiftedError
    uow.update(ClosureRow, closure_id, before=before, active=False)
    delete_claims(uow, "closure", [closure_id])
    offer_freed(uow, [before])
    uow.record("closure.lifted", "closure", closure_id)


def occurrences_in_the_way(
    session: Session, resource_id: int, starts_at: datetime, ends_at: datetime
) -> tuple[int, ...]:
    """Ids of the dates that hold a unit of a resource meanwhile, in order of time."""
    room = bookable(session, resource_id)
    claims = closure_claims(room.unit_ids, int(starts_at.timestamp()), int(ends_at.timestamp()))
    return tuple(number for kind, number in _holders(session, claims) if kind == "occurrence")


def reclaim_closure(uow: UnitOfWork, closure_id: int) -> None:
    """Make a closure's claims anew from its row.

    Raises:
        ClosureInTheWayError: something holds a unit by now.
    """
    closure = uow.row(ClosureRow, closure_id)
    delete_claims(uow, "closure", [closure_id])
    if closure is None or not closure["active"]:
        return
    room = bookable(uow, closure["resource_id"])
    uow.lock_units(sorted(room.unit_ids))
    claims = closure_claims(
        room.unit_ids,
        int(closure["starts_at"].timestamp()),
        int(closure["ends_at"].timestamp()),
    )
    _require_free(uow, claims)
    insert_claims(uow, "closure", None, [(closure_id, claims)])


def _require_free(session: Session, claims: Iterable[UnitClaim]) -> None:
    holders = _holders(session, claims)
    if holders:
        raise _in_the_way(session, holders)


def _in_the_way(session: Session, holders: Sequence[tuple[str, int]]) -> ClosureInTheWayError:
    assigned = [assignment(session, number) for kind, number in holders if kind == "assignment"]
    details: dict[str, Any] = {
        "occurrences": [number for kind, number in holders if kind == "occurrence"],
        "closures": [number for kind, number in holders if kind == "closure"],
    }
    if assigned:
        details["assignments"] = [
            {"assignment": one.id, "unit": one.desk, "org": one.org} for one in assigned
        ]
        details["desks"] = ", ".join(f"{one.desk} ({one.org})" for one in assigned)
    return ClosureInTheWayError(**details)


def _holders(session: Session, claims: Iterable[UnitClaim]) -> list[tuple[str, int]]:
    found: dict[tuple[str, int], None] = {}
    for claim in claims:
        starts_at = instant(claim.starts_s)
        for kind, number in session.all(
            _IN_THE_WAY, unit_id=claim.unit_id, before=instant(claim.ends_s), from_at=starts_at,
            after=starts_at - MAX_CLAIM - timedelta(seconds=1),
        ):  # fmt: skip
            found[kind, number] = None
    return list(found)
