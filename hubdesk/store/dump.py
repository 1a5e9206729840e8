"""Every row of a hub as plain values, in an order that depends on the rows alone.

For exports that are compared, archived or carried elsewhere: days, months and instants are ISO
text (instants in UTC), amounts integers of minor units, files hex.

    for name, rows in dump(session, all_tables()):
        for row in rows: ...
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import MetaData, Table, select

from hubdesk.store.base import DERIVED
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import plain


def dump(session: Session, tables: MetaData) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Tables by name, each with its rows by primary key; not those that follow from others.

    Args:
        tables: of the whole house.
    """
    for name in sorted(tables.tables):
        if not tables.tables[name].info.get(DERIVED):
            yield name, _rows(session, tables.tables[name])


def _rows(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    names = table.columns.keys()
    for row in session.all(Prepared(select(table).order_by(*table.primary_key.columns))):
        yield {name: plain(value) for name, value in zip(names, row, strict=True)}
