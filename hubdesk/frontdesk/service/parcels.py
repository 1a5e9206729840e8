"""Parcels: what came for whom, where it lies, who fetched it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.frontdesk.model import NewParcel, ParcelStatus
from hubdesk.frontdesk.service.rows import before, in_state, key_of, known, known_org, number, words
from hubdesk.frontdesk.tables import ParcelRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_MOST_PIECES = 9999
_SAME_KEY = Prepared(
    select(ParcelRow.id).where(ParcelRow.idem_key == bindparam("idem_key", type_=Text))
)


def take_in(uow: UnitOfWork, parcel: NewParcel) -> int:
    """Note something that came for an organisation.

    Returns:
        The parcel's id; a repeated ``idem_key`` gives the first one's.

    Raises:
        InvalidInputError: nobody said what it is, or an impossible number of pieces.
        NotFoundError: no such organisation.
    """
    access.require(uow, "frontdesk.parcels", parcel.org_id)
    earlier = before(uow, _SAME_KEY, parcel.idem_key)
    if earlier is not None:
        return earlier
    known_org(uow, parcel.org_id)
    parcel_id = uow.insert(
        ParcelRow,
        org_id=parcel.org_id,
        idem_key=key_of(parcel.idem_key),
        what=words("what", parcel.what, needed=True),
        pieces=number("pieces", parcel.pieces, 1, _MOST_PIECES),
        sender=words("sender", parcel.sender),
        recipient=words("recipient", parcel.recipient),
        place=words("place", parcel.place),
        status=ParcelStatus.WAITING.value,
        came_at=parcel.came_at or uow.clock.now(),
        done_at=None,
        created_by=uow.actor,
    )
    uow.record("parcel.came", "parcel", parcel_id, org_id=parcel.org_id)
    return parcel_id


def hand_out(uow: UnitOfWork, parcel_id: int, *, to: str = "") -> None:
    """Note who fetched a parcel; nobody named = somebody of the organisation.

    Raises:
        NotFoundError: no such parcel.
        NotInStateError: it was fetched or sent back already.
    """
    _done(uow, parcel_id, ParcelStatus.FETCHED, to)


def send_back(uow: UnitOfWork, parcel_id: int, *, why: str = "") -> None:
    """Note that a parcel went back.

    Raises:
        NotFoundError, NotInStateError
    """
    _done(uow, parcel_id, ParcelStatus.RETURNED, why)


def _done(uow: UnitOfWork, parcel_id: int, status: ParcelStatus, by: str) -> None:
    row: dict[str, Any] = known(uow, ParcelRow, "parcel", parcel_id)
    access.require(uow, "frontdesk.parcels", row["org_id"])
    in_state(row, "parcel", ParcelStatus.WAITING)
    uow.update(
        ParcelRow, parcel_id, before=row, status=status.value, done_at=uow.clock.now(),
        done_by=words("done_by", by),
    )  # fmt: skip
    uow.record(f"parcel.{status.value}", "parcel", parcel_id, org_id=row["org_id"])
