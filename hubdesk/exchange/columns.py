"""A table into typed rows of one kind, with every finding collected as data.

One bad row never stops the others: it is rejected with its line and the reason, and the caller
decides what becomes of the file.  Only a file that lacks a required column, or has one twice,
is refused as a whole.  Knows no feature; whether an organisation exists is its importer's matter.

    >>> from hubdesk.exchange.tables import read_table
    >>> parsed = parse("income", read_table(
    ...     b"date,description,pool,amount\\n12/10/69,Hire,rent,x\\n", "income.csv"))
    >>> [(found.line, found.reason, found.details["column"]) for found in parsed.rejected]
    [(2, 'two_digit_year', 'date')]
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from hubdesk.exchange.cells import Hints, plain
from hubdesk.exchange.kinds import KINDS, Column, Kind
from hubdesk.exchange.outcome import Rejection
from hubdesk.exchange.tables import Table, TableRow
from hubdesk.kernel.errors import InvalidInputError, RefusedError
from hubdesk.words.dates import Era, Order

_MAX_SHOWN = 80


class ColumnsMissingError(RefusedError):
    """Required columns are absent; ``details`` has ``source`` and ``columns``."""

    code = "columns_missing"


class ColumnDoubledError(RefusedError):
    """Two headers mean the same column; ``details`` has ``source`` and ``column``."""

    code = "column_doubled"


@dataclass(frozen=True, slots=True)
class Row:
    """Attributes:
    line: line of the file.
    values: field → value, for the columns the file has; None where the cell is empty, so that
        "no such column" (leave as it is) differs from "empty" (take away).
    key: what makes importing twice add nothing: the natural key, or a hash of the values and
        the ordinal among equal rows.  Unique within a kind.
    """

    line: int
    values: Mapping[str, Any]
    key: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """Attributes:
    source: name of the file.
    rows: the rows that could be read.
    rejected: one finding for each row that could not.
    warnings: findings that reject nothing, such as a column nobody knows.
    """

    source: str
    rows: tuple[Row, ...]
    rejected: tuple[Rejection, ...]
    warnings: tuple[Rejection, ...] = ()


def parse(
    kind: str,
    table: Table,
    *,
    dates: Order | None = None,
    era: Era | None = None,
    digits: int = 2,
) -> Parsed:
    """Read a table as one kind of import.

    Args:
        kind: a key of ``KINDS``.
        table: what ``read_table`` gave.
        dates: ``dmy`` or ``mdy`` for dates that are neither ISO nor ``d/m/yyyy``.
        era: ``be`` or ``ce`` for years that do not say it themselves.
        digits: decimals of the hub's currency.

    Raises:
        InvalidInputError: an unknown kind.
        ColumnsMissingError, ColumnDoubledError: the file as a whole is refused.
    """
    if kind not in KINDS:
        raise InvalidInputError(field="kind", value=kind, reason="not_one_of")
    known = KINDS[kind]
    places, warnings = _match_header(known, table)
    reader = _RowReader(
        kind, known, places, len(table.header), Hints(dates, era, digits), table.source
    )
    for row in table.rows:
        reader.read(row)
    return Parsed(table.source, tuple(reader.rows), tuple(reader.rejected), tuple(warnings))


def _match_header(kind: Kind, table: Table) -> tuple[dict[int, Column], list[Rejection]]:
    """Position → column, and a warning for every header that means none."""
    names = {
        plain(name): column for column in kind.columns for name in (column.name, *column.synonyms)
    }
    places: dict[int, Column] = {}
    warnings: list[Rejection] = []
    for place, header in enumerate(table.header):
        column = names.get(plain(header))
        if column is None:
            if header:
                details: dict[str, object] = {"column": header}
                warnings.append(
                    Rejection(table.source, table.header_line, "unknown_column", details)
                )
        elif column in places.values():
            raise ColumnDoubledError(source=table.source, column=column.name)
        else:
            places[place] = column
    present = set(places.values())
    missing = [column.name for column in kind.columns if column.required and column not in present]
    if missing:
        raise ColumnsMissingError(source=table.source, columns=missing)
    return places, warnings


@dataclass(slots=True)
class _RowReader:
    """Reads the rows of one table and keeps what must be known across rows."""

    name: str
    kind: Kind
    places: Mapping[int, Column]
    width: int
    hints: Hints
    source: str
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    _equal_rows: Counter[str] = field(default_factory=Counter)
    _keys: set[str] = field(default_factory=set)

    def read(self, row: TableRow) -> None:
        values = self._values(row)
        if values is None or not self._is_consistent(row.line, values):
            return
        natural = _natural_key(self.name, self.kind, values)
        if natural is not None and natural in self._keys:
            self._reject(row.line, "same_key_twice")
            return
        if natural is None:
            same = row_hash(self.name, values)
            self._equal_rows[same] += 1
            natural = f"{same}-{self._equal_rows[same]}"
        self._keys.add(natural)
        self.rows.append(Row(row.line, values, natural))

    def _values(self, row: TableRow) -> dict[str, Any] | None:
        if any(row.cells[self.width :]):
            self._reject(row.line, "row_too_long")
            return None
        values: dict[str, Any] = {}
        for place, column in self.places.items():
            cell = row.cells[place] if place < len(row.cells) else ""
            if not cell:
                if column.required:
                    self._reject(row.line, "empty", column=column.name)
                    return None
                values[column.key] = None
                continue
            try:
                values[column.key] = column.read(cell, self.hints)
            except InvalidInputError as error:
                reason = str(error.details["reason"])
                self._reject(row.line, reason, column=column.name, value=cell[:_MAX_SHOWN])
                return None
        return values

    def _is_consistent(self, line: int, values: Mapping[str, Any]) -> bool:
        if self.name == "people" and not _names_a_person(values):
            self._reject(line, "needs_email_or_name_and_org")
            return False
        for first, second, may_be_equal in self.kind.ordered:
            start, end = values.get(first), values.get(second)
            if start is None or end is None:
                continue
            if isinstance(start, datetime) and (start.tzinfo is None) != (end.tzinfo is None):
                self._reject(line, "naive", column=second)
                return False
            if end < start or (end == start and not may_be_equal):
                reason = "last_before_first" if may_be_equal else "end_before_start"
                self._reject(line, reason, column=second)
                return False
        return True

    def _reject(self, line: int, reason: str, **details: object) -> None:
        self.rejected.append(Rejection(self.source, line, reason, details))


def _names_a_person(values: Mapping[str, Any]) -> bool:
    named = values.get("name_en") or values.get("name_th")
    return bool(values.get("email") or (named and values.get("org")))


def _natural_key(kind_name: str, kind: Kind, values: Mapping[str, Any]) -> str | None:
    if kind_name == "people":
        fields = ["email"] if values.get("email") else ["name_en", "name_th", "org"]
    else:
        fields = list(kind.natural_key)
    if not fields:
        return None
    return f"{kind_name}:{_canonical([values.get(name) for name in fields])}"


def row_hash(kind: str, values: Mapping[str, Any]) -> str:
    """A stable hash of a row's values; empty cells and the order of columns do not matter."""
    filled = sorted((name, value) for name, value in values.items() if value is not None)
    return hashlib.sha256(f"{kind}:{_canonical(filled)}".encode()).hexdigest()[:32]


def _canonical(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain_value)


def _plain_value(value: object) -> str:
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"no canonical form for {type(value).__name__}")
