"""The only writer of claims: a claim row exists exactly while its source blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete

from hubdesk.booking.conflicts import UnitClaim
from hubdesk.booking.queries.held import instant
from hubdesk.booking.tables import ClaimRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

_DELETE = Prepared(
    delete(ClaimRow).where(
        ClaimRow.source_kind == bindparam("kind", type_=Text),
        ClaimRow.source_id == bindparam("source_id", type_=Id),
    )
)


def claim_rows(
    kind: str, source_id: int, org_id: int | None, claims: Iterable[UnitClaim]
) -> list[dict[str, Any]]:
    """Rows for ``insert_claims``."""
    return [
        {
            "unit_id": claim.unit_id,
            "starts_at": instant(claim.starts_s),
            "ends_at": instant(claim.ends_s),
            "source_kind": kind,
            "source_id": source_id,
            "org_id": org_id,
        }
        for claim in claims
    ]


def insert_claims(uow: UnitOfWork, rows: list[dict[str, Any]]) -> None:
    """Hold units; the database refuses what overlaps.

    Raises:
        GuardError: ``claim_overlap`` or ``claim_too_long``.
    """
    uow.insert_many(ClaimRow, rows)


def delete_claims(uow: UnitOfWork, kind: str, source_ids: Iterable[int]) -> None:
    """Free every unit that the sources hold."""
    uow.run_many(_DELETE, [{"kind": kind, "source_id": source_id} for source_id in source_ids])
