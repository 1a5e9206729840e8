"""Cells from a spreadsheet as rows of one kind, each cell with what is wrong with it.  Pure.

A first row of column names is taken as such; without one, the order is guessed by which reading
makes sense.  What a bill does not say (the pool's driver, the days of service) is filled in.

    sheet = pasted("bills", text, fill=Fill(month, {"rent": "seats"}))
    sheet.rows[0].cells[3].problem
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hubdesk.exchange.cells import Hints, plain
from hubdesk.exchange.kinds import KINDS, Column
from hubdesk.exchange.tables import Table, TableRow, UnreadableFileError
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.folding import folded
from hubdesk.kernel.month import Month
from hubdesk.kernel.text import clean

#: Kind → the orders of columns that are tried where no header says which is which.
_ORDERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "bills": (
        ("date", "supplier", "number", "pool", "service_from", "service_to", "net", "vat_rate"),
        ("supplier", "number", "date", "service_from", "service_to", "pool", "driver", "net",
         "vat_rate"),
        ("supplier", "number", "date", "service_from", "service_to", "pool", "net", "vat_rate"),
        ("date", "supplier", "number", "pool", "net", "vat_rate"),
        ("supplier", "number", "date", "pool", "net", "vat_rate"),
    ),
    "income": (("date", "description", "pool", "amount"),),
    "direct-charges": (
        ("date", "org", "description", "net", "vat_rate"),
        ("org", "date", "description", "net", "vat_rate"),
    ),
    "payments": (
        ("date", "org", "amount", "reference"),
        ("date", "org", "amount"),
    ),
}  # fmt: skip
#: As many rows as a person can look over; a file may have more.
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Fill:
    """What fills cells a bill leaves out.

    Attributes:
        month: its days are the days of service.
        drivers: pool code → its driver.
        codes: name of a pool in either language, folded → its code.
    """

    month: Month
    drivers: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``problem`` is a word of ``words.reasons``, empty if it can be read."""

    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Attributes:
    source: name of the file; empty is the clipboard.
    columns: names of the columns, as the kind has them.
    rows: as many cells as there are columns.
    left_out: rows beyond ``MOST_ROWS``.
    """

    kind: str
    source: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0

    @property
    def wrong_rows(self) -> int:
        return sum(any(cell.problem for cell in row) for row in self.rows)

    def table(self) -> Table:
        """As an importer takes it; line 1 is the header."""
        rows = (
            TableRow(at, tuple(cell.text for cell in row))
            for at, row in enumerate(self.rows, start=2)
        )
        return Table(self.source, self.columns, tuple(rows))

    def with_text(self, row: int, column: int, text: str, digits: int) -> Sheet:
        """The same with another text in one cell."""
        cells = list(self.rows[row])
        known = {one.name: one for one in KINDS[self.kind].columns}
        cells[column] = read_cell(known[self.columns[column]], clean(text), Hints(digits=digits))
        rows = list(self.rows)
        rows[row] = tuple(cells)
        return replace(self, rows=tuple(rows))


def pasted(kind: str, text: str, *, fill: Fill, digits: int = 2) -> Sheet:
    """Read what was copied from a spreadsheet.

    Args:
        kind: a key of ``exchange.kinds.KINDS``.
        text: cells parted by tabs, rows by line ends, quoted as spreadsheets do.

    Raises:
        UnreadableFileError: a cell has no end.
    """
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error as error:
        raise UnreadableFileError(reason="cell_too_long") from error
    rows = [[clean(cell) for cell in row] for row in read]
    return sheet_of(kind, [row for row in rows if any(row)], source="", fill=fill,
                    digits=digits)  # fmt: skip


def tabled(kind: str, table: Table, *, fill: Fill, digits: int = 2) -> Sheet:
    """The same of a file that was read."""
    rows = [list(table.header), *(list(row.cells) for row in table.rows)]
    return sheet_of(kind, rows, source=table.source, fill=fill, digits=digits)


def sheet_of(
    kind: str, rows: Sequence[list[str]], *, source: str, fill: Fill, digits: int
) -> Sheet:
    """Rows of texts as a sheet of a kind; see the module."""
    known = {column.name: column for column in KINDS[kind].columns}
    hints = Hints(digits=digits)
    if not rows:
        return Sheet(kind, source, _ORDERS[kind][0], ())
    places = _header(kind, rows[0])
    body = list(rows[1:] if places else rows)
    order = places or _guessed(kind, body, hints)
    columns = tuple(
        column.name for column in KINDS[kind].columns
        if column.required or column.name in order
    )  # fmt: skip
    read = tuple(
        tuple(read_cell(known[name], cells[name], hints) for name in columns)
        for row in body[:MOST_ROWS]
        for cells in [_filled(kind, dict(zip(order, row, strict=False)), columns, fill)]
    )
    return Sheet(kind, source, columns, read, max(0, len(body) - MOST_ROWS))


def read_cell(column: Column, text: str, hints: Hints) -> Cell:
    """A cell with what is wrong with it."""
    if not text:
        return Cell(text, "empty" if column.required else "")
    try:
        column.read(text, hints)
    except InvalidInputError as error:
        return Cell(text, str(error.details["reason"]))
    return Cell(text)


def _header(kind: str, row: Sequence[str]) -> tuple[str, ...]:
    """The columns a first row names; empty if it is no header: fewer than half are names."""
    names = {
        plain(word): column.name
        for column in KINDS[kind].columns
        for word in (column.name, *column.synonyms)
    }
    found = tuple(names.get(plain(cell), "") for cell in row)
    return found if 2 * sum(map(bool, found)) > len(found) else ()


def _guessed(kind: str, rows: Sequence[Sequence[str]], hints: Hints) -> tuple[str, ...]:
    known = {column.name: column for column in KINDS[kind].columns}
    width = max((len(row) for row in rows), default=0)

    def readable(order: tuple[str, ...]) -> tuple[bool, int]:
        cells = sum(
            not read_cell(known[name], cell, hints).problem
            for row in rows[:20]
            for name, cell in zip(order, row, strict=False)
        )
        return len(order) == width, cells

    return max(_ORDERS[kind], key=readable)


def _filled(
    kind: str, cells: dict[str, str], columns: Sequence[str], fill: Fill
) -> dict[str, str]:
    found = {name: cells.get(name, "") for name in columns}
    if "pool" in found:  # a name that is no code would become a second pool
        found["pool"] = fill.codes.get(folded(found["pool"]), found["pool"])
    if kind == "bills":
        found["driver"] = found["driver"] or fill.drivers.get(found["pool"], "")
        if not found["service_from"] and not found["service_to"]:
            found["service_from"] = fill.month.first_day.isoformat()
            found["service_to"] = fill.month.last_day.isoformat()
    return found
