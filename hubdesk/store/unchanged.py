"""That a row is still as it was read, before it is written: nobody's change is lost.

On SQLite one writer runs at a time, so what a unit of work has read stands.  On PostgreSQL somebody
may have been faster; the row is locked and compared, and who comes second is refused instead of
writing over the other's state (a cancelled date would stay booked, without its claims).

    require_unchanged(uow, table, [before])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table

from hubdesk.store.errors import ChangedMeanwhileError
from hubdesk.store.rowstatements import locked_of

if TYPE_CHECKING:
    from hubdesk.store.reading import Session


def require_unchanged(
    session: Session, table: Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Lock rows of a table with numbered rows, and refuse if one differs from what was read.

    Args:
        rows: each as it was read, with its ``id``; columns it lacks are not compared.

    Raises:
        ChangedMeanwhileError: somebody else has changed or removed one since.
    """
    found = _locked_rows(session, table, [before["id"] for before in rows])
    for before in rows:
        now = found.get(before["id"])
        if now is None or any(
            name in before and before[name] != value for name, value in now.items()
        ):
            raise ChangedMeanwhileError(kind=str(table.name), key=before["id"])


def locked_row(session: Session, table: Table, key: int) -> dict[str, Any] | None:
    """A row that is read to be written: it stays as it is until this unit of work ends."""
    return _locked_rows(session, table, [key]).get(key)


def _locked_rows(
    session: Session, table: Table, ids: Iterable[int]
) -> dict[int, dict[str, Any]]:
    names = table.columns.keys()
    rows = (
        dict(zip(names, values, strict=True))
        for values in session.all(locked_of(table), ids=list(ids))
    )
    return {row["id"]: row for row in rows}
