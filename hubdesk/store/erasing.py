"""Deleting for good: rows whose words must not stay behind in the file.

Deleting a row gives its bytes free, and SQLite leaves older copies of it in pages that were
divided meanwhile, ``secure_delete`` or not.  With it on, only a page that is given up as a whole is
overwritten: so there the table is dropped, made again and filled with the rows that stay; the
tables meant here are small.  A server cleans its own files.  Backups keep what they hold until
their time is over.

    erase(uow, VisitWordsRow, {12, 13})
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from hubdesk.store.base import Base
from hubdesk.store.session import UnitOfWork, table_of
from hubdesk.store.statements import Prepared


def erase(uow: UnitOfWork, row: type[Base], keys: Collection[int]) -> None:
    """Delete rows of a table that has no images in the history, leaving no byte of them.

    Args:
        row: its primary key is one number, and not called ``id``.
        keys: of the rows that go.
    """
    table = table_of(row)
    (column,) = table.primary_key.columns
    assert column.name != "id", "rows with an image in the history are kept by it"
    if uow.dialect.name == "postgresql":
        doomed = Prepared(delete(table).where(column == bindparam("_key", type_=column.type)))
        uow.run_many(doomed, [{"_key": key} for key in keys])
        return
    names = table.columns.keys()
    rows = [dict(zip(names, found, strict=True)) for found in uow.all(Prepared(select(table)))]
    uow.make_again(table)
    kept: list[dict[str, Any]] = [one for one in rows if one[column.name] not in keys]
    if kept:
        again = {one.name: bindparam(one.name, type_=one.type) for one in table.columns}
        uow.run_many(Prepared(insert(table).values(again)), kept)
