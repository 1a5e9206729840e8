"""What the use cases of organisations share: rows that change only where they differ.

change_row(uow, PersonRow, "person", 7, {"phone": "02 123 4567"})
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean_values, require_fitting
from hubdesk.orgs.model import CLASSES
from hubdesk.store.base import Base
from hubdesk.store.session import UnitOfWork


def differs(uow: UnitOfWork, row: type[Base], key: int, changes: dict[str, Any]) -> bool:
    """Whether a row would change."""
    before = uow.row(row, key) or {}
    return any(before.get(name) != value for name, value in clean_values(changes).items())


def change_row(
    uow: UnitOfWork, row: type[Base], kind: str, key: int, changes: dict[str, Any]
) -> bool:
    """Write the columns that differ.

    Returns:
        Whether any did.

    Raises:
        NotFoundError: no such row.
    """
    before = known_row(uow, row, kind, key)
    differing = {
        name: value for name, value in clean_values(changes).items() if before[name] != value
    }
    require_fitting(differing)
    if differing:
        uow.update(row, key, before=before, **differing)
    return bool(differing)


def known_row(uow: UnitOfWork, row: type[Base], kind: str, key: int) -> dict[str, Any]:
    """A row that must be there.

    Raises:
        NotFoundError: it is not.
    """
    found = uow.row(row, key)
    if found is None:
        raise NotFoundError(kind=kind, key=str(key))
    return found


def require_class(org_class: str) -> None:
    """Refuse an unknown class."""
    if org_class not in CLASSES:
        raise InvalidInputError(field="class", value=org_class, reason="not_one_of")


def require_order(valid_from: date, valid_to: date | None) -> None:
    """Refuse a last day before the first."""
    if valid_to is not None and valid_to < valid_from:
        raise InvalidInputError(
            field="valid_to", value=valid_to.isoformat(), reason="last_before_first"
        )
