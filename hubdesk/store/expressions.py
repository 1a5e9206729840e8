"""SQL expressions that the two engines write differently.

select(seconds(ClaimRow.starts_at))   # whole UTC seconds on both engines, without conversion
each_instant("moments")               # FROM: a row for each of the instants, given as seconds
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, TableValuedAlias, bindparam, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from hubdesk.store.types import Id, Instant, Json


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


class _Each(FunctionElement[Any]):
    inherit_cache = True
    name = "each"


class _EachInstant(_Each):
    inherit_cache = True


def each_number(parameter: str) -> TableValuedAlias:
    """A list that is one parameter, as rows with a column ``value``: whole numbers."""
    numbers = _Each(bindparam(parameter, type_=Json))
    return numbers.table_valued(column("value", Id), name=parameter)


def each_instant(parameter: str) -> TableValuedAlias:
    """The same for instants, which are given as UTC seconds."""
    instants = _EachInstant(bindparam(parameter, type_=Json))
    return instants.table_valued(column("value", Instant), name=parameter)


@compiles(_Each, "sqlite")
def _each_on_sqlite(element: _Each, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_Each, "postgresql")
def _each_on_postgresql(element: _Each, compiler: SQLCompiler, **options: Any) -> str:
    return _elements("CAST(value AS BIGINT)", element, compiler, options)


@compiles(_EachInstant, "postgresql")
def _each_instant(element: _EachInstant, compiler: SQLCompiler, **options: Any) -> str:
    return _elements("to_timestamp(CAST(value AS BIGINT))", element, compiler, options)


def _elements(value: str, element: _Each, compiler: SQLCompiler, options: dict[str, Any]) -> str:
    given = compiler.process(element.clauses, **options)
    each = f"json_array_elements_text(CAST({given} AS JSON))"
    return f"(SELECT {value} AS value FROM {each})"  # noqa: S608 - texts of this module and binds


class _Position(FunctionElement[int]):
    inherit_cache = True
    type = Integer()
    name = "position"


def position(
    text: ColumnElement[str] | InstrumentedAttribute[str], part: ColumnElement[str]
) -> ColumnElement[int]:
    """Where ``part`` stands in ``text``, from 1; 0 where it does not, letter by letter."""
    return _Position(text, part)


@compiles(_Position, "sqlite")
def _position_on_sqlite(element: _Position, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_Position, "postgresql")
def _position_on_postgresql(element: _Position, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"
