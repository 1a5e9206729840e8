"""Closing rooms for works or holidays, and opening them again.

A closure holds the units like a booking does.  Dates that lie in its way are never pushed aside:
they are named, so that a person decides what becomes of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.booking.candidates import in_zone
from hubdesk.booking.closing import closure_claims
from hubdesk.booking.conflicts import UnitClaim
from hubdesk.booking.errors import ClosureInTheWayError, WrongStatusError
from hubdesk.booking.model import MAX_CLAIM
from hubdesk.booking.queries.held import instant
from hubdesk.booking.service.claims import delete_claims, insert_claims
from hubdesk.booking.tables import ClaimRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
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
    """Close a resource, and so every room that shares units with it.

    Args:
        starts, ends: naive = wall time where the resource stands, or aware.
        reason: shown on the board and the day sheet.

    Returns:
        The closure's id.

    Raises:
        ClosureInTheWayError: dates or other closures hold a unit meanwhile; nothing is closed.
        InvalidInputError: the end is not after the start, or more than three years later.
        NotFoundError: no such resource.
    """
    access.require(uow, "spaces.close")
    room = bookable(uow, resource_id)
    zone = ZoneInfo(room.timezone)
    starts_at, ends_at = in_zone(starts, zone), in_zone(ends, zone)
    if ends_at <= starts_at:
        raise InvalidInputError(field="ends", value=str(ends), reason="end_before_start")
    if ends_at - starts_at > MAX_CLOSURE:
        raise InvalidInputError(field="ends", value=str(ends), reason="too_long")
    uow.lock_units(sorted(room.unit_ids))
    claims = closure_claims(room.unit_ids, int(starts_at.timestamp()), int(ends_at.timestamp()))
    _require_free(uow, claims)
    closure_id = uow.insert(
        ClosureRow,
        resource_id=resource_id,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=clean(reason),
        active=True,
    )
    insert_claims(uow, "closure", None, [(closure_id, claims)])
    uow.record("closure.added", "closure", closure_id)
    return closure_id


def lift_closure(uow: UnitOfWork, closure_id: int) -> None:
    """Open a resource again before its time.

    Raises:
        NotFoundError: no such closure.
        WrongStatusError: it is lifted already.
    """
    access.require(uow, "spaces.close")
    before = uow.row(ClosureRow, closure_id)
    if before is None:
        raise NotFoundError(kind="closure", key=str(closure_id))
    if not before["active"]:
        raise WrongStatusError(status="lifted")
    uow.update(ClosureRow, closure_id, before=before, active=False)
    delete_claims(uow, "closure", [closure_id])
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
        raise ClosureInTheWayError(
            occurrences=[number for kind, number in holders if kind == "occurrence"],
            closures=[number for kind, number in holders if kind == "closure"],
        )


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
