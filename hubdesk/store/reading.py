"""A reading session: the way to the rows for whoever changes nothing.

    with database.read() as session:
        session.all(PREPARED, code="R1")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import CursorResult, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import Executable

from hubdesk.kernel.clock import Clock
from hubdesk.store.base import Base
from hubdesk.store.connections import Link
from hubdesk.store.errors import known_error, unreadable
from hubdesk.store.kept import Kept
from hubdesk.store.rowstatements import select_of
from hubdesk.store.statements import TOGETHER, Compiled, Prepared
from hubdesk.store.written import Written


class Session:
    """A consistent view of the hub for one job.

    Attributes:
        clock: the only source of "now".
        actor: login of the acting person.
        source: ``window``, ``cli``, ``import``, ``demo`` …
        dialect: SQLAlchemy's; ``dialect.name`` is ``sqlite`` or ``postgresql``.
        kept: answers of earlier units of work; None where every question is asked anew.
        written_tables: names of the tables that were written, whatever becomes of it.
    """

    kept: Kept | None = None
    written_tables: AbstractSet[str] = frozenset()

    def __init__(self, link: Link, *, clock: Clock, actor: str, source: str) -> None:
        self.clock = clock
        self.actor = actor
        self.source = source
        self._link = link
        self._raw: Any = link.raw
        self.dialect: Dialect = link.dialect

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection, for statements that need its full power."""
        return self._link.sql

    def _execute(self, text: str, parameters: Any = ()) -> Any:
        try:
            return self._raw.execute(text, parameters)
        except Exception as error:
            raise known_error(error, "") or error from error

    def _execute_many(self, text: str, parameters: list[Any]) -> None:
        if len(parameters) == 1:
            self._execute(text, parameters[0])
            return
        cursor = self._raw.cursor()
        try:
            cursor.executemany(text, parameters)
        except Exception as error:
            raise known_error(error, "") or error from error
        finally:
            cursor.close()

    def _insert_rows(self, compiled: Compiled, rows: list[Any]) -> None:
        """Insert rows in as few statements as the engine is quick with; see ``TOGETHER``."""
        if self.dialect.name != "sqlite":
            self._execute_many(compiled.text, rows)
            return
        for first in range(0, len(rows), TOGETHER):
            part = rows[first : first + TOGETHER]
            self._execute(compiled.for_rows(len(part)), list(chain.from_iterable(part)))

    def _insert_alike(
        self, compiled: Compiled, shared: Mapping[str, Any], varying: Mapping[str, Sequence[Any]]
    ) -> None:
        """The same for rows that have values in common."""
        if self.dialect.name != "sqlite":
            self._execute_many(compiled.text, compiled.bound_alike(shared, varying))
            return
        for text, parameters in compiled.numbered_alike(shared, varying):
            self._execute(text, parameters)

    def all(self, statement: Prepared | Written, **parameters: Any) -> list[tuple[Any, ...]]:
        """Every row, as tuples of domain values."""
        compiled = statement.for_dialect(self.dialect)
        cursor = self._execute(compiled.text, compiled.bound(parameters))
        try:
            return compiled.results(cursor.fetchall())
        except Exception as error:
            raise unreadable(error) from error

    def first(self, statement: Prepared | Written, **parameters: Any) -> tuple[Any, ...] | None:
        """The first row or None."""
        compiled = statement.for_dialect(self.dialect)
        cursor = self._execute(compiled.text, compiled.bound(parameters))
        try:
            row = cursor.fetchone()
            cursor.close()
            return None if row is None else compiled.result(row)
        except Exception as error:
            raise unreadable(error) from error

    def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Run any SQLAlchemy statement (lists in ``IN``, dynamic filters); the slower way."""
        try:
            return self.connection.execute(statement, parameters)
        except DBAPIError as error:
            raise known_error(error.orig or error, "") or error from error

    def row(self, row: type[Base], key: Any) -> dict[str, Any] | None:
        """One row by its single-column primary key, as a dict of domain values."""
        statement, names = select_of(row)
        found = self.first(statement, key=key)
        return None if found is None else dict(zip(names, found, strict=True))
