"""Lists that are searched, put in order and cut into pages where the rows are.

    where = holds("mea", SupplierRow.name, BillRow.number)
    rows, (total,) = page(session, found.where(where), (BillRow.date, BillRow.id), limit=100)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_

from hubdesk.kernel.text import sought
from hubdesk.store.session import Session


def holds(text: str, *columns: Any) -> ColumnElement[bool]:
    """Whether one of the columns contains a text, whatever the case.

    Args:
        text: as typed; its ``%`` and ``_`` stand for themselves.
    """
    wanted = sought(text)
    return or_(*(column.icontains(wanted, autoescape=True) for column in columns))


def page(
    session: Session,
    found: Any,
    keys: Sequence[Any],
    *sums: Any,
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> tuple[list[tuple[Any, ...]], tuple[int, ...]]:
    """A page of rows, and what is known of all of them.

    Args:
        found: selects every row that is wanted, in any order.
        keys: to put them in order by; the last tells all rows apart.
        sums: whole numbers to add up over all rows.
        descending: from the end.
        offset, limit: rows before the page, and at most on it.

    Returns:
        The page's rows, and how many rows there are in all, followed by the sums.
    """
    totals = [func.count(), *(func.coalesce(func.sum(one), 0) for one in sums)]
    counted = session.execute(found.with_only_columns(*totals)).one()
    order = [key.desc() if descending else key.asc() for key in keys]
    rows = session.execute(found.order_by(*order).offset(offset).limit(limit)).all()
    return [tuple(row) for row in rows], tuple(int(number) for number in counted)
