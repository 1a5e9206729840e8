"""How rows are written: every write keeps what was there before and after, for the history.

    uow.insert(FloorRow, code="2", ...)
    uow.update(FloorRow, 3, name="Roof")

What somebody else may have changed since it was read is compared first; see ``store.unchanged``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from hubdesk.kernel.clock import Clock
from hubdesk.store import writing
from hubdesk.store.base import Base
from hubdesk.store.connections import Link
from hubdesk.store.reading import Session
from hubdesk.store.rowstatements import delete_of, highest_of, insert_of, table_of, update_of
from hubdesk.store.statements import Prepared, all_same
from hubdesk.store.unchanged import locked_row, require_unchanged


class RowWriter(Session):
    """A session that writes rows into its journal; see ``session.UnitOfWork``."""

    def __init__(self, link: Link, *, clock: Clock, actor: str, source: str) -> None:
        super().__init__(link, clock=clock, actor=actor, source=source)
        self._journal = writing.Journal()
        self.kept = link.kept
        self.written_tables: set[str] = set()
        self._tip: tuple[int, str] | None = None

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's; nobody knows what is written through it, so nothing is remembered."""
        if self.kept is not None:
            self.kept.clear()
            self.kept = None
        return super().connection

    def let_go(self, *, done: bool) -> None:
        """What is remembered of tables that were written is no longer sure.

        Args:
            done: it was committed.
        """
        if self.kept is None:
            return
        self.kept.forget(self.written_tables)
        if not done:
            self.kept.tip = None
        elif self._tip is not None:
            self.kept.tip = self._tip

    def insert(self, row: type[Base], **values: Any) -> int:
        """Add one row and return its id (0 where the key is not a number).

        Raises:
            GuardError: the database refuses it.
        """
        prepared = insert_of(row, "id" in values)
        self.written_tables.add(prepared.written)
        complete = prepared.complete(values)
        compiled = prepared.for_dialect(self.dialect)
        if prepared.with_key:
            self._execute(compiled.text, compiled.bound(complete))
            row_id = int(complete.get("id") or 0)
        elif self.dialect.name == "sqlite":
            row_id = self._execute(compiled.text, compiled.bound(complete)).lastrowid
        else:
            cursor = self._execute(compiled.text + " RETURNING id", compiled.bound(complete))
            row_id = cursor.fetchone()[0]
        if prepared.has_id:
            complete["id"] = row_id
            self._journal.image(prepared.table, row_id, None, complete)
        return row_id

    def insert_many(self, row: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add rows in one round trip.

        Returns:
            Their ids in order; a row that brings its ``id`` (from ``new_ids``) keeps it.

        Raises:
            GuardError: the database refuses one of them.
        """
        if not rows:
            return []
        prepared = insert_of(row, True)
        self.written_tables.add(prepared.written)
        if not prepared.numbered:
            ids = [0] * len(rows)
        elif "id" in rows[0]:
            ids = [values["id"] for values in rows]
        else:
            ids = self.new_ids(row, len(rows))
            rows = [{**values, "id": row_id} for values, row_id in zip(rows, ids, strict=True)]
        completes = [prepared.complete(values) for values in rows]
        compiled = prepared.for_dialect(self.dialect)
        self._insert_rows(compiled, [compiled.bound(complete) for complete in completes])
        if prepared.numbered:
            for row_id, complete in zip(ids, completes, strict=True):
                self._journal.image(prepared.table, row_id, None, complete)
        return ids

    def insert_alike(
        self, row: type[Base], shared: Mapping[str, Any], varying: Mapping[str, Sequence[Any]]
    ) -> list[int]:
        """Add rows that have most in common in one round trip, and in one image of the history.

        Args:
            shared: column → value of every row; what is in neither has its default.
            varying: column → values, one for each row.

        Returns:
            Their ids in order; zeros where rows have none.

        Raises:
            GuardError: the database refuses one of them.
        """
        count = len(next(iter(varying.values())))
        if count == 0:
            return []
        if count == 1:  # the shorter way: the database numbers the row
            own = {name: values[0] for name, values in varying.items()}
            return [self.insert(row, **shared, **own)]
        prepared = insert_of(row, True)
        self.written_tables.add(prepared.written)
        ids = self.new_ids(row, count) if prepared.numbered else [0] * count
        if prepared.numbered:
            varying = {"id": ids, **varying}
        shared = prepared.complete({**shared, **dict.fromkeys(varying)})
        # Nothing is said of columns that are empty in every row: saying it takes the driver longer
        # than a number does.
        empty = {name for name, values in varying.items() if all(v is None for v in values)}
        empty |= {name for name, value in shared.items() if value is None} - varying.keys()
        compiled = insert_of(row, True, frozenset(empty)).for_dialect(self.dialect)
        self._insert_alike(compiled, shared, varying)
        if prepared.has_id:
            self._journal.added_alike(prepared.table, shared, varying)
        return ids

    def insert_columns(self, row: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """As ``insert_many``, for many rows of one shape: a column at a time, also in the history.

        There they stand behind all that was written row by row, so nothing may refer to them that
        is deleted when this is taken back.

        Raises:
            ValueError: the rows do not name the same columns.
            GuardError: the database refuses one of them.
        """
        if len(rows) < 2:
            return self.insert_many(row, rows)
        names = rows[0].keys()
        if any(values.keys() != names for values in rows):
            raise ValueError(f"rows of {table_of(row).name} that are not alike")
        columns = {name: [values[name] for values in rows] for name in names}
        shared = {name: values[0] for name, values in columns.items() if all_same(values)}
        varying = {name: columns[name] for name in names if name not in shared}
        if not varying:
            return self.insert_many(row, rows)
        return self.insert_alike(row, shared, varying)

    def new_ids(self, row: type[Base], count: int) -> list[int]:
        """Ids nobody else can get: the write lock (SQLite) or the sequence (PostgreSQL) sees to it.

        On SQLite they must be used before ids of the same table are asked for again.
        """
        table = table_of(row)
        if self.dialect.name == "sqlite":
            (last,) = self.first(highest_of(table)) or (0,)
            return list(range(last + 1, last + 1 + count))
        cursor = self._execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            (table.name, count),
        )
        return [found[0] for found in cursor.fetchall()]

    def update(
        self, row: type[Base], key: Any, /, *, before: Mapping[str, Any] | None = None,
        **values: Any,
    ) -> None:  # fmt: skip
        """Change columns of one row; ``before`` saves a read where the caller has the whole row.

        Raises:
            LookupError: no such row.
            GuardError: the database refuses it.
        """
        table = table_of(row)
        old = self._as_it_stands(row, key, before)
        prepared = update_of(table, tuple(sorted(values)))
        self.run(prepared, _which=key, **{f"_{name}": value for name, value in values.items()})
        if "id" in table.columns:
            self._journal.image(table, key, old, {**old, **values})

    def update_many(
        self, row: type[Base], rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
    ) -> None:
        """Change many rows in one round trip, in their order.

        Args:
            rows: each whole row as it was, with its ``id``, and what changes in it.

        Raises:
            GuardError: the database refuses one of them.
        """
        names = tuple(sorted({name for _, values in rows for name in values}))
        if not names:
            return
        table = table_of(row)
        self._require_unchanged(table, [old for old, _ in rows])
        prepared = update_of(table, names)
        self.written_tables.add(prepared.written)
        compiled = prepared.for_dialect(self.dialect)
        changed = [(old, {**old, **values}) for old, values in rows]
        columns = {f"_{name}": [new[name] for _, new in changed] for name in names}
        columns["_which"] = [old["id"] for old, _ in rows]
        self._execute_many(compiled.text, compiled.bound_alike({}, columns))
        self._journal.changed_alike(table, changed, names)

    def delete(self, row: type[Base], key: Any, *, before: Mapping[str, Any] | None = None) -> None:
        """Remove one row of those few kinds that may go (dated facts, drafts).

        Raises:
            LookupError: no such row.
            GuardError: the database refuses it.
        """
        table = table_of(row)
        old = self._as_it_stands(row, key, before)
        self.run(delete_of(table), _key=key)
        if "id" in table.columns:
            self._journal.image(table, key, old, None)

    def _as_it_stands(
        self, row: type[Base], key: Any, before: Mapping[str, Any] | None
    ) -> Mapping[str, Any]:
        """The whole row before it is written."""
        table = table_of(row)
        if before is not None:
            self._require_unchanged(table, [before])
            return before
        old = locked_row(self, table, key) if self._shared(table) else self.row(row, key)
        if old is None:
            raise LookupError(f"{table.name} {key}")
        return old

    def _shared(self, table: Table) -> bool:
        """Whether others may write the rows of a table meanwhile."""
        return self.dialect.name != "sqlite" and "id" in table.columns

    def _require_unchanged(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """What this unit of work has written already is its own until it ends."""
        if not self._shared(table):
            return
        others = [one for one in rows if not self._journal.has(table, one["id"])]
        if others:
            require_unchanged(self, table, others)

    def run(self, statement: Prepared, **parameters: Any) -> int:
        """Run a prepared write without images (claims and other derived rows); rows touched."""
        self.written_tables.add(statement.written)
        compiled = statement.for_dialect(self.dialect)
        count: int = self._execute(compiled.text, compiled.bound(parameters)).rowcount
        return count

    def run_many(self, statement: Prepared, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a prepared write for many parameter sets, without images."""
        self.written_tables.add(statement.written)
        compiled = statement.for_dialect(self.dialect)
        self._execute_many(compiled.text, [compiled.bound(row) for row in rows])
