"""Reading sessions and units of work: the only two ways to the rows.

    with database.read() as session:
        session.all(PREPARED, code="R1")
    with database.write(actor="mali", source="window") as uow:
        uow.insert(FloorRow, code="2", ...)
        uow.record("floor.added", "floor", floor_id)
    uow.changes
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, select, update
from sqlalchemy.engine import CursorResult, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import Executable

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.clock import Clock
from hubdesk.store import locks, searching, writing
from hubdesk.store.base import FINDABLE, Base
from hubdesk.store.connections import Link
from hubdesk.store.errors import known_error, unreadable
from hubdesk.store.statements import TOGETHER, Compiled, Prepared, PreparedInsert, all_same
from hubdesk.store.types import plain
from hubdesk.store.unchanged import require_unchanged
from hubdesk.store.written import Written

_inserts: dict[tuple[type[Base], bool, frozenset[str]], PreparedInsert] = {}
_selects: dict[type[Base], tuple[Prepared, tuple[str, ...]]] = {}
_updates: dict[tuple[str, tuple[str, ...]], Prepared] = {}
_deletes: dict[str, Prepared] = {}
_highests: dict[str, Prepared] = {}


def table_of(row: type[Base]) -> Table:
    """The table behind a row class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


class Session:
    """A consistent view of the hub for one job.

    Attributes:
        clock: the only source of "now".
        actor: login of the acting person.
        source: ``window``, ``cli``, ``import``, ``demo`` …
        dialect: SQLAlchemy's; ``dialect.name`` is ``sqlite`` or ``postgresql``.
    """

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
        known = _selects.get(row)
        if known is None:
            table = table_of(row)
            (column,) = table.primary_key.columns
            prepared = Prepared(
                select(table).where(column == bindparam("key", type_=column.type))
            )
            known = _selects[row] = (prepared, tuple(table.columns.keys()))
        found = self.first(known[0], key=key)
        return None if found is None else dict(zip(known[1], found, strict=True))


class UnitOfWork(Session):
    """One transaction, one history row, one :class:`Changes`.

    ``insert``, ``update`` and ``delete`` keep the before and after images; ``record`` names the
    action.  A unit of work that wrote rows but recorded nothing is a bug and refused at commit.
    """

    def __init__(self, link: Link, *, clock: Clock, actor: str, source: str) -> None:
        super().__init__(link, clock=clock, actor=actor, source=source)
        self.changes = Changes()
        self._journal = writing.Journal()
        self._last_steps: list[Callable[[UnitOfWork], object]] = []

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part that may be refused: it then leaves no trace, and the unit of work goes on.

        PostgreSQL needs it, since there a refused statement ends the whole transaction.
        """
        whole, self._journal = self._journal, writing.Journal()
        self._execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._journal = whole
            self._execute("ROLLBACK TO SAVEPOINT part")
            self._execute("RELEASE SAVEPOINT part")
            raise
        self._execute("RELEASE SAVEPOINT part")
        whole.take(self._journal)
        self._journal = whole

    # -- rows -----------------------------------------------------------------------------------

    def insert(self, row: type[Base], **values: Any) -> int:
        """Add one row and return its id (0 where the key is not a number).

        Raises:
            GuardError: the database refuses it.
        """
        prepared = _insert_for(row, "id" in values)
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
        prepared = _insert_for(row, True)
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
        prepared = _insert_for(row, True)
        ids = self.new_ids(row, count) if prepared.numbered else [0] * count
        if prepared.numbered:
            varying = {"id": ids, **varying}
        shared = prepared.complete({**shared, **dict.fromkeys(varying)})
        # Nothing is said of columns that are empty in every row: saying it takes the driver longer
        # than a number does.
        empty = {name for name, values in varying.items() if values.count(None) == count}
        empty |= {name for name, value in shared.items() if value is None} - varying.keys()
        compiled = _insert_for(row, True, frozenset(empty)).for_dialect(self.dialect)
        if self.dialect.name == "sqlite":
            for text, parameters in compiled.numbered_alike(shared, varying):
                self._execute(text, parameters)
        else:
            self._execute_many(compiled.text, compiled.bound_alike(shared, varying))
        if prepared.has_id:
            self._journal.added_alike(prepared.table, ids, shared, varying)
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
            (last,) = self.first(_highest(table)) or (0,)
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
        old = self._old(row, key, before)
        self._require_unchanged(table, [(key, old)])
        prepared = _update_of(table, tuple(sorted(values)))
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
        self._require_unchanged(table, [(old["id"], old) for old, _ in rows])
        compiled = _update_of(table, names).for_dialect(self.dialect)
        changed = [(old, {**old, **values}) for old, values in rows]
        self._execute_many(
            compiled.text,
            [
                compiled.bound(
                    {"_which": old["id"], **{f"_{name}": new[name] for name in names}}
                )
                for old, new in changed
            ],
        )
        for old, new in changed:
            self._journal.image(table, old["id"], old, new)

    def delete(self, row: type[Base], key: Any, *, before: Mapping[str, Any] | None = None) -> None:
        """Remove one row of those few kinds that may go (dated facts, drafts).

        Raises:
            LookupError: no such row.
            GuardError: the database refuses it.
        """
        table = table_of(row)
        old = self._old(row, key, before)
        self._require_unchanged(table, [(key, old)])
        prepared = _deletes.get(table.name)
        if prepared is None:
            (column,) = table.primary_key.columns
            prepared = _deletes[table.name] = Prepared(
                delete(table).where(column == bindparam("_key", type_=column.type))
            )
        self.run(prepared, _key=key)
        if "id" in table.columns:
            self._journal.image(table, key, old, None)

    def _old(
        self, row: type[Base], key: Any, before: Mapping[str, Any] | None
    ) -> Mapping[str, Any]:
        old = before if before is not None else self.row(row, key)
        if old is None:
            raise LookupError(f"{table_of(row).name} {key}")
        return old

    def _require_unchanged(
        self, table: Table, rows: Sequence[tuple[Any, Mapping[str, Any]]]
    ) -> None:
        """What this unit of work has written already is its own until it ends."""
        if self.dialect.name == "sqlite" or "id" not in table.columns:
            return
        others = [one for one in rows if not self._journal.has(table, one[0])]
        if others:
            require_unchanged(self, table, others)

    def run(self, statement: Prepared, **parameters: Any) -> int:
        """Run a prepared write without images (claims and other derived rows); rows touched."""
        compiled = statement.for_dialect(self.dialect)
        count: int = self._execute(compiled.text, compiled.bound(parameters)).rowcount
        return count

    def run_many(self, statement: Prepared, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a prepared write for many parameter sets, without images."""
        compiled = statement.for_dialect(self.dialect)
        self._execute_many(compiled.text, [compiled.bound(row) for row in rows])

    def touch(self, kind: str, *ids: int) -> None:
        """Say that something changed which has no images of its own (``claim`` …)."""
        self._journal.touch(kind, ids)

    @property
    def action(self) -> str:
        """What this unit of work was named; empty before ``record``."""
        named = self._journal.named
        return "" if named is None else named[0]

    def written(self, *kinds: str) -> Iterator[tuple[str, int, Any, Any]]:
        """Kind, id, row before and row after of what was written; None where there is none."""
        return self._journal.of_kinds(kinds)

    def altered(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Row before and row after of what was there and still is; new rows cost nothing."""
        return self._journal.altered(kind)

    def earliest(self, kind: str, name: str) -> Any:
        """The smallest value that a column of what was written had or has; None if nothing was."""
        return self._journal.earliest(kind, name)

    def make_again(self, table: Table) -> None:
        """Empty a table of SQLite so that no byte of its rows stays; for ``store.erasing``."""
        (text,) = self._execute(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (table.name,)
        ).fetchone()
        self._execute("PRAGMA secure_delete = ON")
        self._execute(f'DROP TABLE "{table.name}"')
        self._execute(text)

    # -- locks ----------------------------------------------------------------------------------

    def lock_units(self, unit_ids: Iterable[int]) -> None:
        """Take the units' turn before claiming them; needed on PostgreSQL, nothing on SQLite.

        The exclusion constraint alone is right too, but lets inserters deadlock under load.
        """
        locks.lock_units(self._execute, self.dialect.name, unit_ids)

    def lock_month(self, month: object) -> None:
        """Keep others from writing money rows of a month until this unit of work ends.

        To be called before a month is computed for closing; nothing on SQLite.
        """
        locks.lock_month(self._execute, self.dialect.name, str(month))

    def first_in_turn(
        self, turn: str, statement: Prepared | Written
    ) -> tuple[Any, ...] | None:
        """The first row of a statement without parameters, read when one's turn has come.

        Args:
            turn: the statement that waits for it (``locks.MONTHS_HELD`` …); nothing on SQLite.

        Both are one trip to the server, which looks at the rows after the wait all the same: each
        of several statements sees what was committed before it began.
        """
        if self.dialect.name == "sqlite":
            return self.first(statement)
        compiled = statement.for_dialect(self.dialect)
        cursor = self._execute(f"{turn}; {compiled.text}", None)
        cursor.nextset()
        row = cursor.fetchone()
        return None if row is None else compiled.result(row)

    # -- history --------------------------------------------------------------------------------

    def record(
        self,
        action: str,
        entity: str,
        entity_id: int | None = None,
        *,
        org_id: int | None = None,
        undoes: int | None = None,
        **facts: Any,
    ) -> None:
        """Name what this unit of work does; the first call names it, later ones add facts.

        Args:
            action: ``booking.cancelled``: kind of thing, verb in the past tense.
            entity: kind of the main row.
            entity_id: its id.
            org_id: whose row it is, where it is an organisation's.
            undoes: number of the history row that this takes back.
            facts: what no image shows (scope, reason, a file's name).
        """
        self._journal.name(action, entity, entity_id, org_id=org_id, undoes=undoes)
        self._journal.facts.update({name: plain(value) for name, value in facts.items()})

    def at_the_end(self, step: Callable[[UnitOfWork], object]) -> None:
        """Do something when all else is done, still within the unit of work (offer what it freed).

        It writes under the name that was recorded; nothing may be refused any more.
        """
        self._last_steps.append(step)

    def seal(self, followers: Iterable[Callable[[UnitOfWork], None]] = ()) -> None:
        """Write the words to be found by and the history row; called once, before the commit.

        Args:
            followers: add what follows from all that was written (letters).
        """
        while self._last_steps:
            self._last_steps.pop(0)(self)
        for follow in followers:
            follow(self)
        searching.follow(self, self._journal.images(FINDABLE))
        self.changes = writing.write_history(self, self._journal)


def _update_of(table: Table, names: tuple[str, ...]) -> Prepared:
    """The update of some columns of one row, by its key."""
    prepared = _updates.get((table.name, names))
    if prepared is None:
        (column,) = table.primary_key.columns
        prepared = _updates[table.name, names] = Prepared(
            update(table)
            .where(column == bindparam("_which", type_=column.type))
            .values({name: bindparam(f"_{name}", type_=table.c[name].type) for name in names})
        )
    return prepared


def _highest(table: Table) -> Prepared:
    prepared = _highests.get(table.name)
    if prepared is None:
        prepared = _highests[table.name] = Prepared(
            select(func.coalesce(func.max(table.c.id), 0))
        )
    return prepared


def _insert_for(
    row: type[Base], keyed: bool, empty: frozenset[str] = frozenset()
) -> PreparedInsert:
    """The insert of a row class.

    Args:
        keyed: the caller brings the id.
        empty: columns that stay empty.
    """
    prepared = _inserts.get((row, keyed, empty))
    if prepared is None:
        table = table_of(row)
        with_key = keyed or table.autoincrement_column is None
        prepared = PreparedInsert(table, with_key=with_key, empty=empty)
        _inserts[row, keyed, empty] = prepared
    return prepared
