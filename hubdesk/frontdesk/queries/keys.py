"""Keys, cards and lockers, and in whose hands they are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, func, select

from hubdesk.frontdesk.model import HouseKey, KeyKind, Loan
from hubdesk.frontdesk.tables import HouseKeyRow, KeyLoanRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

_LOAN = (
    KeyLoanRow.id,
    KeyLoanRow.key_id,
    KeyLoanRow.org_id,
    func.coalesce(OrganisationRow.code, ""),
    KeyLoanRow.holder,
    KeyLoanRow.out_at,
    KeyLoanRow.due_at,
    KeyLoanRow.back_at,
)
_KEYS = Prepared(
    select(
        HouseKeyRow.id,
        HouseKeyRow.code,
        HouseKeyRow.kind,
        HouseKeyRow.name_th,
        HouseKeyRow.name_en,
        HouseKeyRow.resource_id,
        func.coalesce(ResourceRow.code, ""),
        HouseKeyRow.active,
        *_LOAN,
    )
    .select_from(HouseKeyRow)
    .outerjoin(ResourceRow, ResourceRow.id == HouseKeyRow.resource_id)
    .outerjoin(
        KeyLoanRow, and_(KeyLoanRow.key_id == HouseKeyRow.id, KeyLoanRow.back_at.is_(None))
    )
    .outerjoin(OrganisationRow, OrganisationRow.id == KeyLoanRow.org_id)
    .order_by(HouseKeyRow.code)
)
_BY_CODE = Prepared(
    select(HouseKeyRow.id).where(
        func.lower(HouseKeyRow.code) == func.lower(bindparam("code", type_=Text))
    )
)
_LOANS_OF: Any = Prepared(
    select(*_LOAN)
    .outerjoin(OrganisationRow, OrganisationRow.id == KeyLoanRow.org_id)
    .where(KeyLoanRow.key_id == bindparam("key_id", type_=Id))
    .order_by(KeyLoanRow.out_at.desc())
)


def house_keys(session: Session, *, inactive: bool = False) -> tuple[HouseKey, ...]:
    """Every key by its code, with the loan that is running."""
    return tuple(_key(row) for row in session.all(_KEYS) if row[7] or inactive)


def loans_of(session: Session, key_id: int) -> tuple[Loan, ...]:
    """Who had a key, the latest first."""
    return tuple(Loan(*row) for row in session.all(_LOANS_OF, key_id=key_id))


def key_id_of(session: Session, code: str) -> int:
    """The id of a key by the code on its tag, capital letters or not.

    Raises:
        NotFoundError: no such key.
    """
    found = session.first(_BY_CODE, code=code.strip())
    if found is None:
        raise NotFoundError(kind="house_key", key=code)
    return int(found[0])


def _key(row: Any) -> HouseKey:
    return HouseKey(
        row[0], row[1], KeyKind(row[2]), Names(row[3], row[4]), row[5], row[6], row[7],
        None if row[8] is None else Loan(*row[8:]),
    )  # fmt: skip
