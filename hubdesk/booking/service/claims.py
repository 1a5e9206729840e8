"""The only writer of claims: a claim row exists exactly while its source blocks."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, select

from hubdesk.booking.conflicts import UnitClaim
from hubdesk.booking.tables import ClaimRow
from hubdesk.store.expressions import each_number
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

_KIND = ClaimRow.source_kind == bindparam("kind", type_=Text)
_ids = each_number("source_ids")
_DELETE = Prepared(
    delete(ClaimRow).where(_KIND, ClaimRow.source_id == bindparam("source_id", type_=Id))
)
_DELETE_ALL = Prepared(delete(ClaimRow).where(_KIND, ClaimRow.source_id.in_(select(_ids.c.value))))


def insert_claims(
    uow: UnitOfWork,
    kind: str,
    org_id: int | None,
    wanted: Iterable[tuple[int, Iterable[UnitClaim]]],
) -> None:
    """Hold units; the database refuses what overlaps.

    Args:
        kind: of the sources: ``occurrence``, ``closure``, ``assignment``.
        org_id: whose they are; None for the house's own.
        wanted: id of each source and what it holds.

    Raises:
        GuardError: ``claim_overlap`` or ``claim_too_long``.
    """
    rows = [(*claim, source_id) for source_id, claims in wanted for claim in claims]
    names = ("unit_id", "starts_at", "ends_at", "source_id")
    columns = dict(zip(names, zip(*rows, strict=True), strict=False))
    if columns:
        uow.insert_alike(ClaimRow, {"source_kind": kind, "org_id": org_id}, columns)


def delete_claims(uow: UnitOfWork, kind: str, source_ids: Iterable[int]) -> None:
    """Free every unit that the sources hold."""
    ids = list(source_ids)
    if len(ids) == 1:
        uow.run(_DELETE, kind=kind, source_id=ids[0])
    elif ids:
        uow.run(_DELETE_ALL, kind=kind, source_ids=ids)
