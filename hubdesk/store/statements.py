"""Statements compiled once and run straight on the driver.

SQLAlchemy builds and compiles a statement; its own execution layer costs more than a whole
durable insert, so hot paths keep the compiled text with its converters and hand tuples to the
driver.  Results are plain tuples of domain values.

    _UNITS = Prepared(select(UnitRow.id, UnitRow.code).where(UnitRow.code == bindparam("code")))
    session.all(_UNITS, code="R1")  # -> [(1, "R1")]
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Table, bindparam, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.expression import Executable, UpdateBase

from hubdesk.kernel.month import Month
from hubdesk.store.base import secrets_of
from hubdesk.store.types import Convert, encoded, form_of

#: So many rows at most go into one insert on SQLite, which prepares for every statement to be
#: taken back alone, with copies of its pages: a third of the time of an insert for each row.
TOGETHER = 100


class Compiled:
    """One statement for one dialect.

    Attributes:
        text: SQL as the driver takes it.
    """

    __slots__ = (
        "_binds", "_decoders", "_encoders", "_fixed", "_names", "_pick", "_texts", "text",
    )  # fmt: skip

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text: str = str(compiled)
        types = {name: bind.type for bind, name in compiled.bind_names.items()}
        positions: Sequence[str] | None = compiled.positiontup
        names = list(types) if positions is None else positions
        #: For a driver that takes names; None for one that takes a sequence.
        self._names: Sequence[str] | None = names if positions is None else None
        self._pick = _picker(names)
        self._binds: list[tuple[str, Convert | None]] = [
            (name, form_of(types[name]).encode.get(dialect.name)) for name in names
        ]
        self._encoders: list[tuple[int, Convert]] = [
            (position, convert)
            for position, (_, convert) in enumerate(self._binds)
            if convert is not None
        ]
        self._fixed: Mapping[str, Any] = {
            name: value for name, value in compiled.params.items() if value is not None
        }
        self._texts: dict[tuple[tuple[int, ...], int], str] = {}
        columns = getattr(statement, "selected_columns", ())
        self._decoders: list[tuple[int, Convert]] = [
            (position, convert)
            for position, column in enumerate(columns)
            if (convert := form_of(column.type).decode.get(dialect.name)) is not None
        ]

    def for_rows(self, count: int) -> str:
        """An insert of several rows, whose parameters follow one another."""
        head, values, row = self.text.partition(" VALUES ")
        return head + values + ", ".join([row] * count)

    def bound(self, given: Mapping[str, Any]) -> Any:
        """The parameters as the driver takes them.

        Raises:
            KeyError: one is missing.
        """
        if self._fixed:
            given = {**self._fixed, **given}
        values = list(self._pick(given))
        for position, convert in self._encoders:
            if (value := values[position]) is not None:
                values[position] = convert(value)
        return values if self._names is None else dict(zip(self._names, values, strict=True))

    def bound_alike(
        self, shared: Mapping[str, Any], varying: Mapping[str, Sequence[Any]]
    ) -> list[Any]:
        """Parameters of many rows, converted column by column; a shared value only once.

        Raises:
            KeyError: a parameter is in neither.
        """
        columns: list[Iterable[Any]] = []
        for name, convert in self._binds:
            values = varying.get(name)
            if values is None:
                columns.extend(map(repeat, encoded([shared[name]], convert)))
            else:
                columns.append(encoded(values, convert))
        rows = zip(*columns, strict=False)  # the shared columns never end
        if self._names is None:
            return list(rows)
        return [dict(zip(self._names, row, strict=True)) for row in rows]

    def numbered_alike(
        self, shared: Mapping[str, Any], varying: Mapping[str, Sequence[Any]]
    ) -> Iterator[tuple[str, list[Any]]]:
        """The same for SQLite, which takes numbered parameters: few inserts of many rows each.

        What is shared, and a list that is given for two columns, is handed over only once.

        Raises:
            KeyError: a parameter is in neither.
        """
        common: list[Any] = []
        columns: list[Sequence[Any]] = []
        places: dict[tuple[int, Convert | None], int] = {}
        layout = []
        for name, convert in self._binds:
            values = varying.get(name)
            if values is None:
                common.extend(encoded([shared[name]], convert))
                layout.append(-len(common))
                continue
            place = places.setdefault((id(values), convert), len(columns))
            if place == len(columns):
                columns.append(encoded(values, convert))
            layout.append(place)
        for first in range(0, len(columns[0]), TOGETHER):
            part = [column[first : first + TOGETHER] for column in columns]
            text = self._numbered(tuple(layout), len(columns), len(common), len(part[0]))
            yield text, [*common, *chain.from_iterable(zip(*part, strict=True))]

    def _numbered(self, layout: tuple[int, ...], width: int, common: int, count: int) -> str:
        """An insert of ``count`` rows; a place below 0 is shared, others follow row by row."""
        text = self._texts.get((layout, count))
        if text is None:
            rows = (
                ", ".join(
                    f"?{-place}" if place < 0 else f"?{common + number * width + place + 1}"
                    for place in layout
                )
                for number in range(count)
            )
            head, values, _ = self.text.partition(" VALUES ")
            text = self._texts[layout, count] = head + values + f"({'), ('.join(rows)})"
        return text

    def result(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """One row of the driver as domain values."""
        if not self._decoders:
            return row
        values = list(row)
        for position, convert in self._decoders:
            if (value := values[position]) is not None:
                values[position] = convert(value)
        return tuple(values)

    def results(self, rows: list[Any]) -> list[tuple[Any, ...]]:
        """Rows of the driver as tuples of domain values; converts column by column."""
        if not self._decoders or not rows:
            return rows
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for position, convert in self._decoders:
            columns[position] = [
                None if value is None else convert(value) for value in columns[position]
            ]
        return list(zip(*columns, strict=True))


#: Values that are the same in every respect where they are equal; of decimals, 1.0 is not 1.00.
_ONE_FACE = frozenset({int, str, bool, type(None), date, Month})


def all_same(values: Sequence[Any]) -> bool:
    """Whether a column holds one value throughout, so that it need be said only once."""
    return (
        type(values[0]) in _ONE_FACE
        and values.count(values[0]) == len(values)
        and len(set(map(type, values))) == 1
    )


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """From a mapping the values of names, without a loop in Python."""
    if not names:
        return lambda _: ()
    if len(names) == 1:
        name = names[0]
        return lambda given: (given[name],)
    return itemgetter(*names)


class Prepared:
    """A statement with named ``bindparam``s, compiled on first use per dialect.

    Attributes:
        written: name of the table that it writes; empty where it reads.
    """

    __slots__ = ("_by_dialect", "statement", "written")

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        table = statement.table if isinstance(statement, UpdateBase) else None
        self.written = str(getattr(table, "name", ""))
        self._by_dialect: dict[str, Compiled] = {}

    def for_dialect(self, dialect: Dialect) -> Compiled:
        compiled = self._by_dialect.get(dialect.name)
        if compiled is None:
            compiled = self._by_dialect[dialect.name] = Compiled(self.statement, dialect)
        return compiled


class PreparedInsert(Prepared):
    """An insert of all columns of a table; Python-side defaults are filled in.

    Attributes:
        numbered: the database would give a row its number.
        has_id: rows are told apart by a column ``id``.
        with_key: the statement brings the key.

    Columns that are ``empty`` in every row are not named, but where a default would step in.
    """

    __slots__ = ("_defaults", "has_id", "numbered", "table", "with_key")

    def __init__(self, table: Table, *, with_key: bool, empty: Container[str] = ()) -> None:
        columns = [
            column
            for column in table.columns
            if with_key or column is not table.autoincrement_column
        ]
        named = [
            column
            for column in columns
            if column.name not in empty or column.default or column.server_default
        ]
        super().__init__(
            insert(table)
            .values({column.name: bindparam(column.name, type_=column.type) for column in named})
            .inline()
        )
        self.table = table
        self.with_key = with_key
        self.numbered = table.autoincrement_column is not None
        self.has_id = "id" in table.columns
        self._defaults = {column.name: getattr(column.default, "arg", None) for column in columns}

    def complete(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All columns, in table order; what is not given has its default.

        Raises:
            TypeError: a column the table does not have.
        """
        row = {**self._defaults, **values}
        if len(row) != len(self._defaults):
            unknown = set(values) - set(self._defaults)
            raise TypeError(f"{self.table.name} has no column {sorted(unknown)}")
        return row


def usual_value(column: Column[Any]) -> Any:
    """What a column has where nobody said anything; None if it has no such value."""
    return getattr(column.default, "arg", None)


class Recorder:
    """Writes rows of one table as the history keeps them: no None, no empty text, plain JSON.

    A column that came later stands in old rows with its server default; that is left out too, so
    that a row nobody has touched is as the history left it.  So are secrets.
    """

    __slots__ = ("_converters", "_secrets", "_usual")

    def __init__(self, table: Table) -> None:
        self._converters: dict[str, Convert | None] = {
            column.name: form_of(column.type).record for column in table.columns
        }
        self._usual: dict[str, Any] = {
            column.name: usual_value(column)
            for column in table.columns
            if column.server_default is not None
        }
        self._secrets = secrets_of(table)

    def __call__(self, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if row is None:
            return None
        converters = self._converters
        # Converted first: a text or a number compares with "" far faster than a fraction.
        found = {
            name: plain
            for name, value in row.items()
            if value is not None
            and (plain := value if (convert := converters[name]) is None else convert(value)) != ""
        }
        for name, usual in self._usual.items():
            if name in found and found[name] == usual:
                del found[name]
        return self.told(found) if self._secrets else found

    def told(self, image: Mapping[str, Any]) -> dict[str, Any]:
        """A recorded row without secrets, which older histories still tell."""
        return {name: value for name, value in image.items() if name not in self._secrets}

    def pair(self, before: Any, after: Any) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """A row before and after; what is the same object in both is converted once."""
        was = self(before)
        if was is None or after is None:
            return was, self(after)
        changed = {name: value for name, value in after.items() if value is not before.get(name)}
        kept = was.copy()
        for name in changed:
            kept.pop(name, None)
        kept.update(self(changed) or ())
        return was, kept

    def column(self, name: str, values: Iterable[Any]) -> list[Any]:
        """Values of one column in many rows; None stands for what a row would leave out."""
        if name in self._secrets:
            return [None for _ in values]
        convert = self._converters[name]
        if convert is not None:
            values = [None if value is None else convert(value) for value in values]
        found, usual = list(values), self._usual.get(name, "")
        if "" not in found and usual not in found:
            return found
        return [None if value in ("", usual) else value for value in found]
