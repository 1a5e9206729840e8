"""What the use cases of the counter share."""

from __future__ import annotations

from typing import Any

from hubdesk.frontdesk.errors import NotInStateError
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.text import clean
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.base import Base
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared

#: The longest text a line of the counter takes.
LONGEST = 500


def known(session: Session, row: type[Base], kind: str, key: int) -> dict[str, Any]:
    """A row that must be there.

    Raises:
        NotFoundError: it is not.
    """
    found = session.row(row, key)
    if found is None:
        raise NotFoundError(kind=kind, key=str(key))
    return found


def in_state(row: dict[str, Any], kind: str, *states: str) -> None:
    """Refuse what is not in one of these states.

    Raises:
        NotInStateError: it is in another.
    """
    if row["status"] not in states:
        raise NotInStateError(kind=kind, stage=row["status"])


def words(field: str, text: str, *, lines: bool = False, needed: bool = False) -> str:
    """A person's text, cleaned.

    Raises:
        InvalidInputError: empty although needed, or far too long.
    """
    cleaned = clean(text, lines=lines)
    if needed and not cleaned:
        raise InvalidInputError(field=field, value="", reason="empty")
    if len(cleaned) > (20 * LONGEST if lines else LONGEST):
        raise InvalidInputError(field=field, value=f"{cleaned[:40]}…", reason="too_long")
    return cleaned


def number(field: str, value: int, least: int, most: int) -> int:
    """A number within its bounds.

    Raises:
        InvalidInputError: it is not.
    """
    if not least <= value <= most:
        raise InvalidInputError(field=field, value=str(value), reason="out_of_range")
    return value


def known_org(session: Session, org_id: int | None) -> None:
    """Refuse an organisation that does not exist."""
    if org_id is not None:
        known(session, OrganisationRow, "organisation", org_id)


def before(uow: UnitOfWork, same_key: Prepared, idem_key: str) -> int | None:
    """The id that an earlier call with the same key made."""
    if not idem_key:
        return None
    found = uow.first(same_key, idem_key=idem_key)
    return None if found is None else int(found[0])


def key_of(idem_key: str) -> str:
    return idem_key or new_key()
