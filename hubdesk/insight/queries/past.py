"""What happened to one organisation: its rows, its facts, people, bookings and money.

changes_of_org(session, org_id, limit=20)
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, case, func, select, union

from hubdesk.billing.tables import DocumentRow, PaymentRow
from hubdesk.booking.tables import BookingRow
from hubdesk.insight.model import PastChange
from hubdesk.orgs.tables import MembershipRow, OccupancyRow, PersonRow
from hubdesk.store.queries import Image
from hubdesk.store.session import Session
from hubdesk.store.tables import History, HistorySubject
from hubdesk.store.writing import facts, images

#: Beyond so many characters a change is of very many rows; reading them all would take long.
_MOST_PARSED = 40_000
#: Kinds whose rows are shown before and after.
SHOWN = ("occupancy", "membership", "person", "payment", "booking", "occurrence")
#: Kind of a subject → the table whose ``org_id`` says that a row is an organisation's.
_OWNED: dict[str, Any] = {
    "occupancy": OccupancyRow,
    "membership": MembershipRow,
    "person": PersonRow,
    "payment": PaymentRow,
    "document": DocumentRow,
    "booking": BookingRow,
}


def changes_of_org(
    session: Session, org_id: int, *, before: int | None = None, limit: int = 50
) -> tuple[PastChange, ...]:
    """The newest changes first.

    Args:
        before: only changes older than this one.
        limit: at most so many.
    """
    found = union(
        _of("organisation", org_id, before, limit),
        *(
            _of(kind, select(row.id).where(row.org_id == org_id).scalar_subquery(), before, limit)
            for kind, row in _OWNED.items()
        ),
    ).subquery()
    payload = case((func.length(History.payload) <= _MOST_PARSED, History.payload))
    newest = (
        select(
            History.seq, History.at, History.actor, History.source, History.action,
            History.entity, History.entity_id, payload,
        )
        .where(History.seq.in_(select(found.c.seq)))
        .order_by(History.seq.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(_change(row, org_id) for row in session.execute(newest))


def _change(row: Any, org_id: int) -> PastChange:
    *head, payload = row
    seq, at, actor, source, action, entity, entity_id = head
    of = str(facts(payload).get("of", "")) if payload is not None else ""
    shown = tuple(
        image
        for image in (Image(*found) for found in images(payload))
        if _is_of(image, org_id)
    )  # fmt: skip
    return PastChange(
        seq, datetime.fromisoformat(at), actor, source, action, entity, entity_id, of, shown
    )


def _is_of(image: Image, org_id: int) -> bool:
    """Whether a row is the organisation's own."""
    if image.kind == "organisation":
        return image.id == org_id
    values = image.after or image.before or {}
    return image.kind in SHOWN and values.get("org_id") == org_id


def _of(kind: str, ids: int | ScalarSelect[Any], before: int | None, limit: int) -> Select[Any]:
    which = (
        HistorySubject.subject_id == ids
        if isinstance(ids, int)
        else HistorySubject.subject_id.in_(ids)
    )
    newest = select(HistorySubject.seq).where(HistorySubject.kind == kind, which)
    if before is not None:
        newest = newest.where(HistorySubject.seq < before)
    inner = newest.order_by(HistorySubject.seq.desc()).limit(limit).subquery()
    return select(inner.c.seq)
