"""What waits at the counter, and what was fetched."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select

from hubdesk.frontdesk.model import Parcel, ParcelStatus
from hubdesk.frontdesk.tables import ParcelRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

_PARCEL: Any = (
    select(
        ParcelRow.id,
        ParcelRow.org_id,
        OrganisationRow.code,
        OrganisationRow.name_th,
        OrganisationRow.name_en,
        ParcelRow.what,
        ParcelRow.pieces,
        ParcelRow.sender,
        ParcelRow.recipient,
        ParcelRow.place,
        ParcelRow.status,
        ParcelRow.came_at,
        ParcelRow.done_at,
        ParcelRow.done_by,
    )
    .join(OrganisationRow, OrganisationRow.id == ParcelRow.org_id)
)  # fmt: skip
_WAITING = Prepared(
    _PARCEL.where(ParcelRow.status == "waiting").order_by(ParcelRow.came_at, ParcelRow.id)
)
_SINCE = Prepared(
    _PARCEL.where(
        or_(ParcelRow.status == "waiting", ParcelRow.done_at >= bindparam("since", type_=Instant))
    ).order_by(ParcelRow.came_at, ParcelRow.id)
)
_ONE = Prepared(_PARCEL.where(ParcelRow.id == bindparam("parcel_id", type_=Id)))


def waiting(session: Session) -> tuple[Parcel, ...]:
    """What waits to be fetched, the oldest first."""
    return tuple(_parcel(row) for row in session.all(_WAITING))


def since(session: Session, since_at: datetime) -> tuple[Parcel, ...]:
    """What waits, and what was fetched or sent back since an instant; the oldest first."""
    return tuple(_parcel(row) for row in session.all(_SINCE, since=since_at))


def parcel(session: Session, parcel_id: int) -> Parcel:
    """One parcel.

    Raises:
        NotFoundError: no such parcel.
    """
    found = session.first(_ONE, parcel_id=parcel_id)
    if found is None:
        raise NotFoundError(kind="parcel", key=str(parcel_id))
    return _parcel(found)


def _parcel(row: Any) -> Parcel:
    names, status = Names(row[3], row[4]), ParcelStatus(row[10])
    values: list[Any] = [*row[:3], names, *row[5:10], status, *row[11:]]
    return Parcel(*values)
