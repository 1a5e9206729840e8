"""That a row is still as it was read, before it is written: nobody's change is lost.

On SQLite one writer runs at a time, so what a unit of work has read stands.  On PostgreSQL somebody
may have been faster; the row is locked and compared, and who comes second is refused instead of
writing over the other's state (a cancelled date would stay booked, without its claims).

    require_unchanged(uow, table, [(12, before)])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, select

from hubdesk.store.errors import ChangedMeanwhileError
from hubdesk.store.expressions import each_number
from hubdesk.store.statements import Prepared

if TYPE_CHECKING:
    from hubdesk.store.session import Session

_locking: dict[str, Prepared] = {}


def require_unchanged(
    session: Session, table: Table, rows: Sequence[tuple[int, Mapping[str, Any]]]
) -> None:
    """Lock rows of a table with numbered rows, and refuse if one differs from what was read.

    Args:
        rows: number and the row as it was read; columns it lacks are not compared.

    Raises:
        ChangedMeanwhileError: somebody else has changed or removed one since.
    """
    names = tuple(table.columns.keys())
    at = names.index("id")
    found = {row[at]: row for row in session.all(_locked(table), ids=[key for key, _ in rows])}
    for key, before in rows:
        now = found.get(key)
        if now is None or any(
            name in before and before[name] != value
            for name, value in zip(names, now, strict=True)
        ):
            raise ChangedMeanwhileError(kind=str(table.name), key=key)


def _locked(table: Table) -> Prepared:
    """Rows by their numbers, always locked in the same order, so that nobody deadlocks."""
    prepared = _locking.get(table.name)
    if prepared is None:
        wanted = select(each_number("ids").c.value)
        prepared = _locking[table.name] = Prepared(
            select(table).where(table.c.id.in_(wanted)).order_by(table.c.id).with_for_update()
        )
    return prepared
