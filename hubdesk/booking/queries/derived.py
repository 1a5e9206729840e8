"""Claims beside what they should be, for ``hubdesk verify``: everything is read once, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select

from hubdesk.booking.conflicts import UnitClaim
from hubdesk.booking.tables import BLOCKING, ClaimRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.spaces.tables import ClosureRow
from hubdesk.store.expressions import seconds
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

_BLOCKS = or_(*(OccurrenceRow.status == status for status in BLOCKING))
_CLAIMS = Prepared(
    select(
        ClaimRow.source_kind,
        ClaimRow.source_id,
        ClaimRow.org_id,
        ClaimRow.unit_id,
        seconds(ClaimRow.starts_at),
        seconds(ClaimRow.ends_at),
    ).order_by(ClaimRow.source_kind, ClaimRow.source_id, ClaimRow.unit_id, ClaimRow.starts_at)
)
_HOLDING = Prepared(
    select(
        OccurrenceRow.id,
        OccurrenceRow.org_id,
        OccurrenceRow.resource_id,
        OccurrenceRow.quantity,
        seconds(OccurrenceRow.starts_at) - 60 * OccurrenceRow.setup_minutes,
        seconds(OccurrenceRow.ends_at) + 60 * OccurrenceRow.cleanup_minutes,
    )
    .where(_BLOCKS)
    .order_by(OccurrenceRow.id)
)
_EXTRAS = Prepared(
    select(
        OccurrenceExtraRow.occurrence_id,
        OccurrenceRow.org_id,
        OccurrenceExtraRow.resource_id,
        OccurrenceExtraRow.quantity,
        seconds(OccurrenceRow.starts_at) - 60 * OccurrenceExtraRow.setup_minutes,
        seconds(OccurrenceRow.ends_at) + 60 * OccurrenceExtraRow.cleanup_minutes,
    )
    .join(OccurrenceRow, OccurrenceRow.id == OccurrenceExtraRow.occurrence_id)
    .where(_BLOCKS)
)
_CLOSED = Prepared(
    select(
        ClosureRow.id,
        ClosureRow.resource_id,
        seconds(ClosureRow.starts_at),
        seconds(ClosureRow.ends_at),
    ).where(ClosureRow.active.is_(True))
)
_other = ClaimRow.__table__.alias("other")
_OVERLAPS = Prepared(
    select(ClaimRow.unit_id, seconds(ClaimRow.starts_at), seconds(_other.c.starts_at))
    .join(
        _other,
        (_other.c.unit_id == ClaimRow.unit_id)
        & (_other.c.starts_at > ClaimRow.starts_at)
        & (_other.c.starts_at < ClaimRow.ends_at),
    )
    .limit(100)
)


@dataclass(frozen=True, slots=True)
class Holding:
    """What one source holds of one resource: ``quantity`` units from ``from_s`` to ``to_s``."""

    org_id: int | None
    resource_id: int
    quantity: int
    from_s: int
    to_s: int


def stored_claims(session: Session) -> Iterator[tuple[str, int, int | None, UnitClaim]]:
    """Every claim with kind, id and organisation of its source, grouped by source."""
    for kind, source_id, org_id, unit_id, starts_s, ends_s in session.all(_CLAIMS):
        yield kind, source_id, org_id, UnitClaim(unit_id, starts_s, ends_s)


def holdings(session: Session) -> dict[tuple[str, int], list[Holding]]:
    """What every blocking date and every closure in force holds, by source."""
    found: dict[tuple[str, int], list[Holding]] = {}
    for number, *rest in (*session.all(_HOLDING), *session.all(_EXTRAS)):
        found.setdefault(("occurrence", number), []).append(Holding(*rest))
    for number, resource_id, starts_s, ends_s in session.all(_CLOSED):
        found["closure", number] = [Holding(None, resource_id, 0, starts_s, ends_s)]
    return found


def overlaps(session: Session) -> list[tuple[int, int, int]]:
    """Up to 100 pairs of claims of one unit that overlap: unit and both starts."""
    return [(row[0], row[1], row[2]) for row in session.all(_OVERLAPS)]
