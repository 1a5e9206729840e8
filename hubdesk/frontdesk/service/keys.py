"""Keys, cards and lockers: handed out to one holder at a time, and taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.frontdesk.errors import AlreadyExistsError, KeyHereError, KeyOutError
from hubdesk.frontdesk.model import KeyKind
from hubdesk.frontdesk.service.rows import before, key_of, known, known_org, words
from hubdesk.frontdesk.tables import HouseKeyRow, KeyLoanRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

_SAME_CODE = Prepared(
    select(HouseKeyRow.id).where(HouseKeyRow.code == bindparam("code", type_=Text))
)
_SAME_KEY = Prepared(
    select(KeyLoanRow.id).where(KeyLoanRow.idem_key == bindparam("idem_key", type_=Text))
)
_OUT = Prepared(
    select(KeyLoanRow.id, KeyLoanRow.holder).where(
        KeyLoanRow.key_id == bindparam("key_id", type_=Id), KeyLoanRow.back_at.is_(None)
    )
)


def add_key(
    uow: UnitOfWork, code: str, *, kind: KeyKind, names: Names, resource_id: int | None = None
) -> int:
    """Hang a new key on the board.

    Args:
        code: unique, as written on its tag.
        resource_id: the room it opens.

    Raises:
        AlreadyExistsError: the code is taken.
        InvalidInputError: no code.
        NotFoundError: no such room.
    """
    access.require(uow, "frontdesk.keys")
    code = words("code", code, needed=True)
    if uow.first(_SAME_CODE, code=code) is not None:
        raise AlreadyExistsError(kind="house_key", key=code)
    key_id = uow.insert(HouseKeyRow, code=code, **_values(uow, kind, names, resource_id))
    uow.record("key.added", "house_key", key_id)
    return key_id


def change_key(
    uow: UnitOfWork,
    key_id: int,
    *,
    kind: KeyKind,
    names: Names,
    resource_id: int | None = None,
    active: bool = True,
) -> None:
    """Correct what a key is called or opens; an inactive one is off the board.

    Raises:
        NotFoundError: no such key or room.
        KeyOutError: it is out and cannot be taken off the board.
    """
    access.require(uow, "frontdesk.keys")
    row = known(uow, HouseKeyRow, "house_key", key_id)
    if not active:
        _require_here(uow, row)
    values = _values(uow, kind, names, resource_id)
    uow.update(HouseKeyRow, key_id, before=row, active=active, **values)
    uow.record("key.changed", "house_key", key_id)


def _values(
    uow: UnitOfWork, kind: KeyKind, names: Names, resource_id: int | None
) -> dict[str, Any]:
    if resource_id is not None:
        known(uow, ResourceRow, "resource", resource_id)
    return {
        "kind": KeyKind(kind).value,
        "name_en": words("name", names.en),
        "name_th": words("name", names.th),
        "resource_id": resource_id,
    }


def hand_out(
    uow: UnitOfWork,
    key_id: int,
    *,
    holder: str = "",
    org_id: int | None = None,
    due_at: datetime | None = None,
    idem_key: str = "",
) -> int:
    """Give a key to somebody.

    Args:
        holder: who takes it; may be empty if an organisation answers for it.
        due_at: when it should be back, aware; None = until it comes back.

    Returns:
        The loan's id; a repeated ``idem_key`` gives the first one's.

    Raises:
        KeyOutError: somebody has it.
        InvalidInputError: nobody answers for it, or it is due in the past.
        NotFoundError: no such key or organisation.
    """
    access.require(uow, "frontdesk.keys", org_id)
    earlier = before(uow, _SAME_KEY, idem_key)
    if earlier is not None:
        return earlier
    key = known(uow, HouseKeyRow, "house_key", key_id)
    _require_here(uow, key)
    known_org(uow, org_id)
    holder = words("holder", holder, needed=org_id is None)
    now = uow.clock.now()
    if due_at is not None and due_at <= now:
        raise InvalidInputError(field="due", value=str(due_at), reason="in_the_past")
    loan_id = uow.insert(
        KeyLoanRow, key_id=key_id, org_id=org_id, idem_key=key_of(idem_key), holder=holder,
        out_at=now, due_at=due_at, back_at=None, created_by=uow.actor,
    )  # fmt: skip
    uow.record("key.handed_out", "house_key", key_id, org_id=org_id)
    return loan_id


def take_back(uow: UnitOfWork, key_id: int) -> None:
    """Hang a key back on its hook.

    Raises:
        KeyHereError: it hangs there.
        NotFoundError: no such key.
    """
    key = known(uow, HouseKeyRow, "house_key", key_id)
    found = uow.first(_OUT, key_id=key_id)
    if found is None:
        raise KeyHereError(unit=key["code"])
    loan = known(uow, KeyLoanRow, "key_loan", found[0])
    access.require(uow, "frontdesk.keys", loan["org_id"])
    uow.update(KeyLoanRow, loan["id"], before=loan, back_at=uow.clock.now())
    uow.record("key.returned", "house_key", key_id, org_id=loan["org_id"])


def _require_here(uow: UnitOfWork, key: dict[str, Any]) -> None:
    found = uow.first(_OUT, key_id=key["id"])
    if found is not None:
        raise KeyOutError(unit=key["code"], by=found[1])
