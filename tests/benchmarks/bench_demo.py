"""Making the demo hub of full size, beside the same rows put into bare tables."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hubdesk.demo.build import build_demo
from hubdesk.store.sqlite import sqlite3
from tests.benchmarks.result import Result

ORGANISATIONS, MONTHS = 90, 12
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def demo_90x12() -> Result:
    """A year in the life of 90 organisations, told through the services."""
    with tempfile.TemporaryDirectory() as folder:
        hub = Path(folder) / "demo.hubdesk"
        start = time.perf_counter()
        build_demo(
            str(hub),
            until=date(2026, 11, 27),
            organisations_count=ORGANISATIONS,
            months=MONTHS,
        )
        value = time.perf_counter() - start
        tables = dict(_rows(hub))
        start = time.perf_counter()
        _put(Path(folder) / "bare.db", tables)
        return Result(
            value,
            "s",
            reference=time.perf_counter() - start,
            reference_what=f"its {sum(map(len, tables.values())):,} rows put into bare tables",
            limit=20,
        )


def _rows(hub: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    connection = sqlite3.connect(hub)
    for (name,) in connection.execute(_TABLES).fetchall():
        yield name, connection.execute(f'SELECT * FROM "{name}"').fetchall()
    connection.close()


def _put(path: Path, tables: dict[str, list[tuple[Any, ...]]]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN")
    for name, rows in tables.items():
        if rows:
            columns = [f"c{number}" for number in range(len(rows[0]))]
            connection.execute(f'CREATE TABLE "{name}" ({", ".join(columns)})')
            marks = ", ".join("?" * len(columns))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    connection.execute("COMMIT")
    connection.close()


BENCHES = {"demo_90x12": demo_90x12}
