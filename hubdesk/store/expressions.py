"""SQL expressions that the two engines write differently.

select(seconds(ClaimRow.starts_at))   # whole UTC seconds on both engines, without conversion
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler


class _Seconds(ColumnElement[int]):
    inherit_cache = True
    type = Integer()

    def __init__(self, column: Any) -> None:
        self.column = column


def seconds(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """An ``Instant`` column as UTC seconds; hot reads avoid a datetime for every row."""
    return _Seconds(column)


@compiles(_Seconds, "sqlite")
def _on_sqlite(element: _Seconds, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.column, **options)


@compiles(_Seconds, "postgresql")
def _on_postgresql(element: _Seconds, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(EXTRACT(EPOCH FROM {compiler.process(element.column, **options)}) AS BIGINT)"
