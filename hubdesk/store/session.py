"""Reading sessions and units of work: the only two ways to the rows.

    with database.read() as session:
        session.all(PREPARED, code="R1")
    with database.write(actor="mali", source="window") as uow:
        uow.insert(FloorRow, code="2", ...)
        uow.record("floor.added", "floor", floor_id)
    uow.changes
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.engine import CursorResult, Dialect
from sqlalchemy.sql.expression import Executable

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.clock import Clock
from hubdesk.store import history
from hubdesk.store.base import Base
from hubdesk.store.errors import known_error
from hubdesk.store.statements import Prepared, PreparedInsert
from hubdesk.store.tables import History, HistorySubject
from hubdesk.store.types import canonical_json, plain

_inserts: dict[tuple[str, bool], PreparedInsert] = {}
_selects: dict[str, Prepared] = {}
_updates: dict[tuple[str, tuple[str, ...]], Prepared] = {}

_LAST = Prepared(select(History.seq, History.chain).order_by(History.seq.desc()).limit(1))
_SUBJECT = Prepared(
    insert(HistorySubject).values(
        kind=bindparam("kind"), subject_id=bindparam("subject_id"), seq=bindparam("seq")
    )
)
_HISTORY = Prepared(
    insert(History).values(
        {column.name: bindparam(column.name) for column in History.__table__.columns}
    )
)


def table_of(row: type[Base]) -> Table:
    """The table behind a row class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


class Session:
    """A consistent view of the hub for one job.

    Attributes:
        connection: the SQLAlchemy connection, for statements that need its full power.
        clock: the only source of "now".
        actor: login of the acting person.
        source: ``window``, ``cli``, ``import``, ``demo`` …
    """

    def __init__(self, connection: Connection, *, clock: Clock, actor: str, source: str) -> None:
        self.connection = connection
        self.clock = clock
        self.actor = actor
        self.source = source
        self._raw: Any = connection.connection.driver_connection
        self.dialect: Dialect = connection.dialect

    def _run(self, statement: Prepared, parameters: Mapping[str, Any]) -> tuple[Any, Any]:
        compiled = statement.for_dialect(self.dialect)
        return compiled, self._execute(compiled.text, compiled.bound(parameters))

    def _execute(self, text: str, parameters: Any) -> Any:
        cursor = self._raw.cursor()
        try:
            cursor.execute(text, parameters)
        except Exception as error:
            raise known_error(error, "") or error from error
        return cursor

    def _execute_many(self, text: str, parameters: list[Any]) -> None:
        cursor = self._raw.cursor()
        try:
            cursor.executemany(text, parameters)
        except Exception as error:
            raise known_error(error, "") or error from error
        cursor.close()

    def all(self, statement: Prepared, **parameters: Any) -> list[tuple[Any, ...]]:
        """Every row, as tuples of domain values."""
        compiled, cursor = self._run(statement, parameters)
        rows: list[tuple[Any, ...]] = compiled.results(cursor.fetchall())
        cursor.close()
        return rows

    def first(self, statement: Prepared, **parameters: Any) -> tuple[Any, ...] | None:
        """The first row or None."""
        compiled, cursor = self._run(statement, parameters)
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else compiled.results((row,))[0]

    def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Run any SQLAlchemy statement (lists in ``IN``, dynamic filters); the slower way."""
        return self.connection.execute(statement, parameters)

    def row(self, row: type[Base], key: Any) -> dict[str, Any] | None:
        """One row by its single-column primary key, as a dict of domain values."""
        table = table_of(row)
        prepared = _selects.get(table.name)
        if prepared is None:
            (column,) = table.primary_key.columns
            prepared = _selects[table.name] = Prepared(
                select(table).where(column == bindparam("key", type_=column.type))
            )
        found = self.first(prepared, key=key)
        return None if found is None else dict(zip(table.columns.keys(), found, strict=True))


class UnitOfWork(Session):
    """One transaction, one history row, one :class:`Changes`.

    ``insert``/``update``/``delete`` keep the before and after images; ``record`` names the action.
    A unit of work that wrote rows but recorded nothing is a bug and is refused at commit.
    """

    def __init__(self, connection: Connection, *, clock: Clock, actor: str, source: str) -> None:
        super().__init__(connection, clock=clock, actor=actor, source=source)
        self.changes = Changes()
        self._touched: dict[str, set[int]] = {}
        self._images: dict[tuple[str, int], list[Any]] = {}
        self._record: tuple[str, str, int | None, int | None] | None = None
        self._facts: dict[str, Any] = {}
        self._undoes: int | None = None

    # -- rows -----------------------------------------------------------------------------------

    def insert(self, row: type[Base], **values: Any) -> int:
        """Add one row and return its id (0 where the key is not a number)."""
        table = table_of(row)
        with_key = table.autoincrement_column is None or "id" in values
        prepared = _insert_for(table, with_key)
        complete = prepared.complete(values)
        compiled = prepared.for_dialect(self.dialect)
        returning = not with_key and self.dialect.name != "sqlite"
        text = compiled.text + " RETURNING id" if returning else compiled.text
        cursor = self._execute(text, compiled.bound(complete))
        if with_key:
            row_id = int(complete.get("id") or 0)
        else:
            row_id = cursor.fetchone()[0] if returning else cursor.lastrowid
        cursor.close()
        if "id" in table.columns:
            complete["id"] = row_id
            self._image(table.name, row_id, None, complete)
        return row_id

    def insert_many(self, row: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add rows in one round trip; ids are taken beforehand and returned in order."""
        if not rows:
            return []
        table = table_of(row)
        prepared = _insert_for(table, True)
        numbered = table.autoincrement_column is not None
        ids = self.new_ids(row, len(rows)) if numbered else [0] * len(rows)
        completes = [
            prepared.complete({**values, "id": row_id} if numbered else values)
            for values, row_id in zip(rows, ids, strict=True)
        ]
        compiled = prepared.for_dialect(self.dialect)
        self._execute_many(compiled.text, [compiled.bound(complete) for complete in completes])
        if numbered:
            for row_id, complete in zip(ids, completes, strict=True):
                self._image(table.name, row_id, None, complete)
        return ids

    def new_ids(self, row: type[Base], count: int) -> list[int]:
        """Ids nobody else can get: the write lock (SQLite) or the sequence (PostgreSQL) sees to it."""
        table = table_of(row)
        cursor = self._raw.cursor()
        if self.dialect.name == "sqlite":
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table.name}")
            last = cursor.fetchone()[0]
            ids = list(range(last + 1, last + 1 + count))
        else:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                (table.name, count),
            )
            ids = [found[0] for found in cursor.fetchall()]
        cursor.close()
        return ids

    def update(
        self, row: type[Base], key: int, *, before: Mapping[str, Any] | None = None, **values: Any
    ) -> None:
        """Change columns of one row; ``before`` saves a read where the caller has the row.

        Raises:
            LookupError: no such row.
        """
        table = table_of(row)
        old = before if before is not None else self.row(row, key)
        if old is None:
            raise LookupError(f"{table.name} {key}")
        names = tuple(sorted(values))
        prepared = _updates.get((table.name, names))
        if prepared is None:
            (column,) = table.primary_key.columns
            prepared = _updates[table.name, names] = Prepared(
                update(table)
                .where(column == bindparam("_key", type_=column.type))
                .values({name: bindparam(f"_{name}", type_=table.c[name].type) for name in names})
            )
        self.run(prepared, _key=key, **{f"_{name}": value for name, value in values.items()})
        if "id" in table.columns:
            self._image(table.name, key, dict(old), {**old, **values})

    def run(self, statement: Prepared, **parameters: Any) -> int:
        """Run a prepared write without images (claims and other derived rows); rows touched."""
        _, cursor = self._run(statement, parameters)
        count: int = cursor.rowcount
        cursor.close()
        return count

    def run_many(self, statement: Prepared, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a prepared write for many parameter sets, without images."""
        compiled = statement.for_dialect(self.dialect)
        self._execute_many(compiled.text, [compiled.bound(row) for row in rows])

    def touch(self, kind: str, *ids: int) -> None:
        """Say that something changed which has no images of its own (``claim`` …)."""
        self._touched.setdefault(kind, set()).update(ids)

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
        """Name what this unit of work does; the first call names it, later ones add facts."""
        if self._record is None:
            self._record = (action, entity, entity_id, org_id)
            self._undoes = undoes
        self._facts.update({name: plain(value) for name, value in facts.items()})

    def _image(self, kind: str, row_id: int, before: Any, after: Any) -> None:
        known = self._images.get((kind, row_id))
        if known is None:
            self._images[kind, row_id] = [before, after]
        else:
            known[1] = after

    def seal(self) -> None:
        """Write the history row; called once, right before the commit."""
        if self._record is None:
            if self._images or self._touched:
                raise RuntimeError(f"rows written but nothing recorded: {list(self._images)[:5]}")
            return
        seq = self._write_history(*self._record)
        kinds: dict[str, set[int]] = {kind: set(ids) for kind, ids in self._touched.items()}
        for kind, row_id in self._images:
            kinds.setdefault(kind, set()).add(row_id)
        self.changes = Changes({kind: frozenset(ids) for kind, ids in kinds.items()}, seq)

    def _write_history(self, action: str, entity: str, entity_id: int | None, org: Any) -> int:
        if self.dialect.name == "postgresql":
            self.connection.exec_driver_sql("SELECT pg_advisory_xact_lock(748391)")
        seq, previous = self.first(_LAST) or (0, history.GENESIS)
        seq += 1
        payload = canonical_json(
            {
                "facts": self._facts,
                "images": [
                    [kind, row_id, _plain_row(before), _plain_row(after)]
                    for (kind, row_id), (before, after) in self._images.items()
                ],
            }
        )
        salt = secrets.token_hex(16)
        at = self.clock.now().astimezone(UTC).isoformat(timespec="milliseconds")
        hashed = history.payload_hash(salt, payload)
        chain = history.chained(
            previous,
            seq=seq,
            at=at,
            actor=self.actor,
            action=action,
            entity=entity,
            entity_id=entity_id,
            hashed_payload=hashed,
        )
        self.run(
            _HISTORY, seq=seq, at=at, actor=self.actor, source=self.source, action=action,
            entity=entity, entity_id=entity_id, org_id=org, undoes=self._undoes, payload=payload,
            salt=salt, payload_hash=hashed, chain=chain,
        )  # fmt: skip
        subjects = set(self._images)
        if entity_id is not None:
            subjects.add((entity, entity_id))
        self.run_many(
            _SUBJECT,
            [{"kind": kind, "subject_id": number, "seq": seq} for kind, number in sorted(subjects)],
        )
        return seq


def _insert_for(table: Table, with_key: bool) -> PreparedInsert:
    prepared = _inserts.get((table.name, with_key))
    if prepared is None:
        prepared = _inserts[table.name, with_key] = PreparedInsert(table, with_key=with_key)
    return prepared


def _plain_row(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A row for the history: what is None or empty is left out, to keep rows short."""
    if row is None:
        return None
    return {name: plain(value) for name, value in row.items() if value is not None and value != ""}


def images(payload: str | None) -> Iterator[tuple[str, int, Any, Any]]:
    """The (kind, id, before, after) images of a history payload; after is as recorded."""
    if payload is None:
        return
    for kind, row_id, before, after in json.loads(payload)["images"]:
        yield kind, row_id, before, after


def utc(text: str) -> datetime:
    """A recorded instant back as a datetime."""
    return datetime.fromisoformat(text)
