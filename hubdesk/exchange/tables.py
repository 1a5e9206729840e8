"""A table out of a CSV or XLSX file, and such files out of a table.

Every cell arrives as cleaned text: dates typed in a workbook as ISO, numbers with all their
digits, so that one set of rules (``cells``) reads both formats.  Files are refused as a whole,
before anything is built from them, if they are too large, not text, or a bomb.
Must not import a feature; openpyxl only inside ``workbooks``, when a workbook is met.

    >>> table = read_table("รหัส;ชั้น\\nA1;2\\n".encode("cp874"), "rooms.csv")
    >>> table.header, table.rows[0]
    (('รหัส', 'ชั้น'), TableRow(line=2, cells=('A1', '2')))
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from hubdesk.exchange.formulas import guard_cell, unguard_cell
from hubdesk.kernel.errors import RefusedError
from hubdesk.kernel.text import clean

__all__ = [
    "Table",
    "TableRow",
    "UnreadableFileError",
    "Value",
    "guard_cell",
    "read_table",
    "unguard_cell",
    "write_csv",
    "write_xlsx",
]

MAX_BYTES = 5_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
_DELIMITERS = ",;\t"

#: What a cell may be written from.
Value = str | int | Decimal | date | datetime | bool | None


class UnreadableFileError(RefusedError):
    """A file cannot be read at all; ``details`` has ``source``, ``reason`` and maybe ``line``."""

    code = "file_unreadable"


@dataclass(frozen=True, slots=True)
class TableRow:
    """Attributes:
    line: line of the file (row of the sheet) where the row starts, counted from 1.
    cells: cleaned texts, as many as the file has in this row.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Attributes:
    source: name of the file, for findings.
    header: texts of the first row that is not empty; ``header_line`` is its line.
    rows: the rows after it that are not empty.
    """

    source: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    header_line: int = 1


def read_table(data: bytes, filename: str) -> Table:
    """Read a CSV or XLSX file; which of the two its first bytes say, not its name.

    Args:
        data: the whole file; CSV is UTF-8 (a byte-order mark is allowed), else Thai Windows
            (cp874), with ``,``, ``;`` or tab between columns.
        filename: for messages only.

    Raises:
        UnreadableFileError: ``reason`` says why, as a word of ``words.reasons``.
    """
    source = clean(filename)
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(source=source, reason="too_many_bytes")
    if data.startswith(b"PK\x03\x04"):
        from hubdesk.exchange.workbooks import read_rows

        return _table(read_rows(data, source), source)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")):
        raise UnreadableFileError(source=source, reason="file_type_unknown")
    return _table(_csv_rows(_decode(data, source), source), source)


def _table(rows: Iterable[TableRow], source: str) -> Table:
    header: TableRow | None = None
    body: list[TableRow] = []
    for row in rows:
        cells = tuple(clean(unguard_cell(cell), lines=True) for cell in row.cells)
        if not any(cells):
            continue
        _check_cells(cells, row.line, source)
        if header is None:
            header = TableRow(row.line, cells)
            continue
        if len(body) == MAX_ROWS:
            raise UnreadableFileError(source=source, reason="too_many_rows")
        body.append(TableRow(row.line, cells))
    if header is None:
        raise UnreadableFileError(source=source, reason="no_header")
    return Table(source, header.cells, tuple(body), header.line)


def _check_cells(cells: tuple[str, ...], line: int, source: str) -> None:
    if len(cells) > MAX_COLUMNS:
        raise UnreadableFileError(source=source, reason="too_many_columns", line=line)
    if any(len(cell) > MAX_CELL for cell in cells):
        raise UnreadableFileError(source=source, reason="cell_too_long", line=line)


def _decode(data: bytes, source: str) -> str:
    if b"\x00" in data:
        raise UnreadableFileError(source=source, reason="nul_byte")
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(source=source, reason="not_text")


def _csv_rows(text: str, source: str) -> Iterator[TableRow]:
    lines = io.StringIO(text, newline="")
    skipped = 0
    delimiter = _announced_delimiter(text)
    if delimiter is None:
        delimiter = _delimiter(text, source)
    else:
        lines.readline()
        skipped = 1
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1 + skipped
    try:
        for cells in reader:
            yield TableRow(line, tuple(cells))
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        too_long = "field limit" in str(error)
        reason = "cell_too_long" if too_long else "quotes_open"
        raise UnreadableFileError(source=source, reason=reason, line=line) from None


def _announced_delimiter(text: str) -> str | None:
    """The delimiter of a first line ``sep=;``, which spreadsheets write and read."""
    first = text.split("\n", 1)[0].strip("\r")
    announced = first.lower().startswith("sep=") and len(first) == 5 and first[4] in _DELIMITERS
    return first[4] if announced else None


def _delimiter(text: str, source: str) -> str:
    """The sign that parts the header into most columns; two equally good ones are refused."""
    counts: dict[str, int] = {}
    blank = f" {_DELIMITERS}"
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            counts[delimiter] = next(
                (len(cells) for cells in reader if "".join(cells).strip(blank)), 0
            )
        except csv.Error:
            counts[delimiter] = 0
    best = max(counts.values())
    winners = [delimiter for delimiter, count in counts.items() if count == best]
    if len(winners) > 1 and best > 1:
        raise UnreadableFileError(source=source, reason="delimiter_unclear")
    return winners[0]


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file as spreadsheets like it: UTF-8 with a byte-order mark, CRLF, no live formulas.

    Args:
        header: column names.
        rows: numbers are written plainly, dates as ISO, None as nothing.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guard_cell(text) for text in header])
    for row in rows:
        writer.writerow([_written(value) for value in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _written(value: Value) -> str:
    if isinstance(value, str):
        return guard_cell(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Value]], title: str = "") -> bytes:
    """An XLSX workbook with one sheet; text is typed as text, so nothing in it is ever run.

    Args:
        title: name of the sheet.
    """
    from hubdesk.exchange.workbooks import write_sheet

    return write_sheet(header, rows, title)
