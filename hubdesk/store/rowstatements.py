"""The statements that read and write one table by its key, compiled once for the whole process.

    insert_of(FloorRow, keyed=False)
    update_of(table_of(FloorRow), ("name",))
"""

from __future__ import annotations

from functools import cache, lru_cache

from sqlalchemy import Table, bindparam, delete, func, select, update

from hubdesk.store.base import Base
from hubdesk.store.expressions import each_number
from hubdesk.store.statements import Prepared, PreparedInsert

#: Statements that are kept for combinations of columns.
KEPT = 512


def table_of(row: type[Base]) -> Table:
    """The table behind a row class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


@cache
def select_of(row: type[Base]) -> tuple[Prepared, tuple[str, ...]]:
    """The whole row of a ``key``, and the names of its columns."""
    table = table_of(row)
    (column,) = table.primary_key.columns
    return (
        Prepared(select(table).where(column == bindparam("key", type_=column.type))),
        tuple(table.columns.keys()),
    )


@lru_cache(maxsize=KEPT)
def insert_of(
    row: type[Base], keyed: bool, empty: frozenset[str] = frozenset()
) -> PreparedInsert:
    """The insert of a row class.

    Args:
        keyed: the caller brings the id.
        empty: columns that stay empty.
    """
    table = table_of(row)
    with_key = keyed or table.autoincrement_column is None
    return PreparedInsert(table, with_key=with_key, empty=empty)


@lru_cache(maxsize=KEPT)
def update_of(table: Table, names: tuple[str, ...]) -> Prepared:
    """The update of columns (``_name`` …) of the row whose key is ``_which``."""
    (column,) = table.primary_key.columns
    return Prepared(
        update(table)
        .where(column == bindparam("_which", type_=column.type))
        .values({name: bindparam(f"_{name}", type_=table.c[name].type) for name in names})
    )


@cache
def delete_of(table: Table) -> Prepared:
    """Removes the row whose key is ``_key``."""
    (column,) = table.primary_key.columns
    return Prepared(delete(table).where(column == bindparam("_key", type_=column.type)))


@cache
def highest_of(table: Table) -> Prepared:
    """The highest id; 0 where there is no row."""
    return Prepared(select(func.coalesce(func.max(table.c.id), 0)))


@cache
def locked_of(table: Table) -> Prepared:
    """The rows of ``ids``, locked in the order of their ids, so that nobody deadlocks."""
    wanted = select(each_number("ids").c.value)
    return Prepared(
        select(table).where(table.c.id.in_(wanted)).order_by(table.c.id).with_for_update()
    )
