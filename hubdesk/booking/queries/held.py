"""Reads of claims: what holds a unit, and who."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import and_, bindparam, func, select

from hubdesk.booking.conflicts import Held
from hubdesk.booking.tables import ClaimRow
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.tables import ClosureRow
from hubdesk.store.expressions import seconds
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

_UNIT = bindparam("unit_id", type_=Id)
_FROM = bindparam("from_at", type_=Instant)
_earlier = ClaimRow.__table__.alias("earlier")
# Claims of a unit are disjoint, so of those that start earlier only the last can reach in.
_FIRST = func.coalesce(
    select(func.max(_earlier.c.starts_at))
    .where(_earlier.c.unit_id == _UNIT, _earlier.c.starts_at <= _FROM)
    .scalar_subquery(),
    _FROM,
)
_UNIT_SPAN = (
    ClaimRow.unit_id == _UNIT,
    ClaimRow.starts_at >= _FIRST,
    ClaimRow.starts_at < bindparam("before", type_=Instant),
    ClaimRow.ends_at > _FROM,
)
_OF_UNIT = Prepared(
    select(seconds(ClaimRow.starts_at), seconds(ClaimRow.ends_at))
    .where(*_UNIT_SPAN)
    .order_by(ClaimRow.starts_at)
)
_OF_UNIT_BY_SOURCE = Prepared(
    select(
        seconds(ClaimRow.starts_at),
        seconds(ClaimRow.ends_at),
        ClaimRow.source_kind,
        ClaimRow.source_id,
    )
    .where(*_UNIT_SPAN)
    .order_by(ClaimRow.starts_at)
)
_HOLDER = Prepared(
    select(ClaimRow.source_kind, ClaimRow.source_id, OrganisationRow.code, ClosureRow.reason)
    .outerjoin(OrganisationRow, OrganisationRow.id == ClaimRow.org_id)
    .outerjoin(
        ClosureRow, and_(ClaimRow.source_kind == "closure", ClosureRow.id == ClaimRow.source_id)
    )
    .where(
        ClaimRow.unit_id == bindparam("unit_id", type_=Id),
        ClaimRow.starts_at == bindparam("starts_at", type_=Instant),
    )
)


@lru_cache(maxsize=8192)
def instant(seconds_utc: int) -> datetime:
    """UTC seconds as an aware instant."""
    return datetime.fromtimestamp(seconds_utc, UTC)


def load_held(
    session: Session,
    unit_ids: Iterable[int],
    starts_s: int,
    ends_s: int,
    *,
    without: Collection[int] = (),
) -> Held:
    """What holds each unit within a span: one bounded range read a unit, however many dates.

    ``without`` are ids of occurrences whose claims do not count.
    """
    span = {"from_at": instant(starts_s), "before": instant(ends_s)}
    held = Held()
    for unit_id in unit_ids:
        if without:
            rows = session.all(_OF_UNIT_BY_SOURCE, unit_id=unit_id, **span)
            held.load(
                unit_id,
                [row[:2] for row in rows if row[2] != "occurrence" or row[3] not in without],
            )
        else:
            held.load(unit_id, session.all(_OF_UNIT, unit_id=unit_id, **span))
    return held


def holder_of(session: Session, unit_id: int, starts_s: int) -> tuple[str, int, str, str] | None:
    """Whose claim of a unit starts at an instant.

    Returns:
        Kind and id of the source, organisation code (empty if none), reason of a closure (empty
        if it is none); None if there is no such claim.
    """
    found = session.first(_HOLDER, unit_id=unit_id, starts_at=instant(starts_s))
    if found is None:
        return None
    return found[0], found[1], found[2] or "", found[3] or ""
