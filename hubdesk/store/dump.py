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

from hubdesk.store.base import DERIVED, secrets_of
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import plain


def dump(session: Session, tables: MetaData) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Tables by name, each with its rows by primary key; not those that follow from others.

    Columns that are secret are left out (:func:`left_out` names them).

    Args:
        tables: of the whole house.
    """
    for name in sorted(tables.tables):
        if not tables.tables[name].info.get(DERIVED):
            yield name, _rows(session, tables.tables[name])


def left_out(tables: MetaData) -> dict[str, list[str]]:
    """Table → its columns that no export tells."""
    found = {name: [*secrets_of(table)] for name, table in sorted(tables.tables.items())}
    return {name: columns for name, columns in found.items() if columns}


def _rows(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    secrets = secrets_of(table)
    columns = [column for column in table.columns if column.name not in secrets]
    names = [column.name for column in columns]
    for row in session.all(Prepared(select(*columns).order_by(*table.primary_key.columns))):
        yield {name: plain(value) for name, value in zip(names, row, strict=True)}
