"""Statements compiled once and run straight on the driver.

SQLAlchemy builds and compiles a statement; its own execution layer costs more than a whole
durable insert, so hot paths keep the compiled text with its converters and hand tuples to the
driver.  Results are plain tuples of domain values.

    _UNITS = Prepared(select(UnitRow.id, UnitRow.code).where(UnitRow.code == bindparam("code")))
    session.all(_UNITS, code="R1")  # -> [(1, "R1")]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Insert, Table, bindparam, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.expression import Executable

Convert = Callable[[Any], Any]


class _Compiled:
    """One statement's text and converters for one dialect."""

    __slots__ = ("_columns", "_fixed", "_named", "_parameters", "text")

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text: str = str(compiled)
        self._named: bool = compiled.positiontup is None
        types = {name: bind.type for bind, name in compiled.bind_names.items()}
        names: Sequence[str] = compiled.positiontup or list(types)
        self._fixed: Mapping[str, Any] = compiled.params
        self._parameters: list[tuple[str, Convert | None]] = [
            (name, types[name].dialect_impl(dialect).bind_processor(dialect)) for name in names
        ]
        columns = getattr(statement, "selected_columns", ())
        converters = [
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        ]
        self._columns: list[Convert | None] | None = converters if any(converters) else None

    def bound(self, given: Mapping[str, Any]) -> Any:
        fixed = self._fixed
        values = [
            (value if convert is None else convert(value))
            for name, convert in self._parameters
            for value in (given[name] if name in given else fixed[name],)
        ]
        if self._named:
            return dict(zip((name for name, _ in self._parameters), values, strict=True))
        return values

    def results(self, rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
        converters = self._columns
        if converters is None:
            return [tuple(row) for row in rows]
        return [
            tuple(
                value if convert is None else convert(value)
                for value, convert in zip(row, converters, strict=True)
            )
            for row in rows
        ]


class Prepared:
    """A statement with named ``bindparam``s, compiled on first use per dialect."""

    __slots__ = ("_by_dialect", "statement")

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._by_dialect: dict[str, _Compiled] = {}

    def for_dialect(self, dialect: Dialect) -> _Compiled:
        compiled = self._by_dialect.get(dialect.name)
        if compiled is None:
            compiled = self._by_dialect[dialect.name] = _Compiled(self.statement, dialect)
        return compiled


class PreparedInsert(Prepared):
    """An insert of all columns of a table; Python-side defaults are filled in."""

    __slots__ = ("_defaults", "table")

    def __init__(self, table: Table, *, with_key: bool) -> None:
        columns = [
            column
            for column in table.columns
            if with_key or column is not table.autoincrement_column
        ]
        statement: Insert = insert(table).values(
            {column.name: bindparam(column.name, type_=column.type) for column in columns}
        )
        if not with_key and table.autoincrement_column is not None:
            statement = statement.inline()
        super().__init__(statement)
        self.table = table
        self._defaults = {
            column.name: column.default.arg if column.default is not None else None  # type: ignore[attr-defined]
            for column in columns
        }

    def complete(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All columns, in table order, given ones first.

        Raises:
            TypeError: a column the table does not have.
        """
        row = {**self._defaults, **values}
        if len(row) != len(self._defaults):
            unknown = set(values) - set(self._defaults)
            raise TypeError(f"{self.table.name} has no column {sorted(unknown)}")
        return row
