"""Hubs made once and lent many times: a database of the test server goes back after its test.

    databases = Databases(need.postgresql())
    with returned():
        location, house = databases.copy_of("furnished", make)
    databases.copy_of("furnished", make)  # the same database, as if nobody had been there

Making a database costs the server more than most tests do. One that comes back keeps its tables
and gets the rows of its model again. It is only lent again if nothing but rows was changed in it
and nobody is connected to it; otherwise, and every ``USES`` times, a new one is made.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import psycopg

T = TypeVar("T")

#: Rows that are gone still lie in the tables; after so many tests reading past them would be felt.
USES = 40
_numbers = itertools.count(1)

#: Whatever is no row: a changed line of a catalogue has another xmin than the model's.
_SHAPE = """
SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
            SELECT 'class ' || oid || ' ' || xmin AS line FROM pg_class WHERE oid >= 16384
  UNION ALL SELECT 'trigger ' || oid || ' ' || xmin FROM pg_trigger
  UNION ALL SELECT 'function ' || oid || ' ' || xmin FROM pg_proc WHERE oid >= 16384
  UNION ALL SELECT 'constraint ' || oid || ' ' || xmin FROM pg_constraint WHERE oid >= 16384
  UNION ALL SELECT 'rule ' || oid || ' ' || xmin FROM pg_rewrite WHERE oid >= 16384
  UNION ALL SELECT 'type ' || oid || ' ' || xmin FROM pg_type WHERE oid >= 16384
  UNION ALL SELECT 'default ' || oid || ' ' || xmin FROM pg_attrdef
  UNION ALL SELECT 'policy ' || oid || ' ' || xmin FROM pg_policy
  UNION ALL SELECT 'extension ' || oid || ' ' || xmin FROM pg_extension
  UNION ALL SELECT 'rights ' || oid || ' ' || xmin FROM pg_default_acl
  UNION ALL SELECT 'large ' || oid || ' ' || xmin FROM pg_largeobject_metadata
  UNION ALL SELECT 'sequence ' || seqrelid || ' ' || xmin FROM pg_sequence
  UNION ALL SELECT 'index ' || indexrelid || ' ' || xmin FROM pg_index WHERE indexrelid >= 16384
  UNION ALL SELECT 'column ' || attrelid || ' ' || attnum || ' ' || xmin
              FROM pg_attribute WHERE attrelid >= 16384
  UNION ALL SELECT 'schema ' || nspname || ' ' || coalesce(nspacl::text, '')
              FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%temp\\_%'
  UNION ALL SELECT 'database ' || coalesce(datacl::text, '') || datallowconn || datconnlimit
              FROM pg_database WHERE datname = current_database()
  UNION ALL SELECT 'setting ' || setconfig::text FROM pg_db_role_setting
             WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
) AS lines
"""
_TABLES = """
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND c.oid >= 16384 ORDER BY c.oid
"""
_SEQUENCES = """
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' ORDER BY c.oid
"""
_COUNTED = """
SELECT setval(name::regclass, last, given)
  FROM unnest(%s::text[], %s::bigint[], %s::boolean[]) AS one (name, last, given)
"""
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()
   AND backend_type = 'client backend'
"""


@dataclass
class Model:
    """A database that is only copied.

    Attributes:
        database: its name.
        facts: what its maker told about it.
        shape: its catalogues.
        rows: table → its rows as ``COPY`` tells them; None for an empty one.
        sequences: (name, last value, whether it was given).
        back: copies that were returned, with how often each was lent.
    """

    database: str
    facts: Any
    shape: str
    rows: dict[str, bytes | None]
    sequences: list[tuple[str, int, bool]]
    back: list[tuple[str, int]] = field(default_factory=list)


_lent: list[tuple[Model, str, int]] = []


@contextmanager
def returned() -> Iterator[None]:
    """What is lent inside the block may be lent again after it."""
    before = len(_lent)
    yield
    for model, database, uses in _lent[before:]:
        model.back.append((database, uses))
    del _lent[before:]


class Databases:
    """Databases of a test server that belong to this process."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)
        self._address = address
        self._models: dict[str, Model] = {}
        #: Whether the server lets its owner write rows without triggers; ours does.
        self._may_wipe = True

    def address(self, database: str) -> str:
        return urlunsplit(self._parts._replace(path=f"/{database}"))

    def new_database(self, model: str = "template0") -> str:
        name = f"hubdesk_test_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
        return name

    def copy_of(self, key: str, make: Callable[[str], T]) -> tuple[str, T]:
        """A copy of what ``make`` has made once at the place it was given.

        Args:
            key: names the model.
            make: makes it, leaves it closed, and tells its facts.

        Returns:
            The copy's address, and the facts.
        """
        if key not in self._models:
            self._models[key] = self._modelled(make)
        model = self._models[key]
        database, uses = self._lent_again(model) or (self.new_database(model.database), 0)
        _lent.append((model, database, uses + 1))
        return self.address(database), deepcopy(model.facts)

    def _modelled(self, make: Callable[[str], Any]) -> Model:
        database = self.new_database()
        facts = make(self.address(database))
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            tables = [table for (table,) in connection.execute(_TABLES).fetchall()]
            sequences = [
                (name, *_one(connection, f"SELECT last_value, is_called FROM {name}"))
                for (name,) in connection.execute(_SEQUENCES).fetchall()
            ]
            return Model(
                database, facts, _one(connection, _SHAPE)[0],
                {table: _rows(connection, table) for table in tables}, sequences,
            )  # fmt: skip

    def _lent_again(self, model: Model) -> tuple[str, int] | None:
        while model.back and self._may_wipe:
            database, uses = model.back.pop()
            if uses < USES and self._wiped(database, model):
                return database, uses
        return None

    def _wiped(self, database: str, model: Model) -> bool:
        try:
            with psycopg.connect(self.address(database)) as connection:
                connection.execute("SET LOCAL lock_timeout = '5s'")
                if _one(connection, _OTHERS) != (0,) or _one(connection, _SHAPE) != (model.shape,):
                    return False
                connection.execute("SET LOCAL session_replication_role = replica")
                _restore(connection, model)
        except psycopg.errors.InsufficientPrivilege:
            self._may_wipe = False
            return False
        except psycopg.OperationalError:
            return False  # dropped by its test, or held by a program that still runs
        return True

    def drop_leftovers(self) -> None:
        """Remove databases of runs that are over.

        A run's own are left to the next one: dropping takes longer than many a test, and the
        server of ``installer/test.py`` is thrown away as a whole.
        """
        with psycopg.connect(self._address, autocommit=True) as connection:
            found = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'hubdesk\\_test\\_%'"
            ).fetchall()
            for (name,) in found:
                if not _alive(int(name.split("_")[2])):
                    connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _restore(connection: psycopg.Connection[Any], model: Model) -> None:
    """The model's rows and nothing else, written past triggers and foreign keys."""
    connection.execute("; ".join(f"DELETE FROM {table}" for table in model.rows).encode())
    for table, rows in model.rows.items():
        if rows is not None:
            into = f"COPY {table} FROM STDIN (FORMAT BINARY)".encode()
            with connection.cursor() as cursor, cursor.copy(into) as copy:
                copy.write(rows)
    connection.execute(_COUNTED, [list(column) for column in zip(*model.sequences, strict=True)])


def _rows(connection: psycopg.Connection[Any], table: str) -> bytes | None:
    if connection.execute(f"SELECT 1 FROM {table} LIMIT 1".encode()).fetchone() is None:
        return None
    out = f"COPY {table} TO STDOUT (FORMAT BINARY)".encode()
    with connection.cursor() as cursor, cursor.copy(out) as copy:
        return b"".join(bytes(part) for part in copy)


def _one(connection: psycopg.Connection[Any], statement: str) -> tuple[Any, ...]:
    row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return tuple(row)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
