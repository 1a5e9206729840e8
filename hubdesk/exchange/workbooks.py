"""XLSX through openpyxl, behind guards against bombs.

Only ``tables`` imports this module, and only when a workbook is met: openpyxl is slow to load.

    >>> data = write_sheet(["name"], [["ACT"], [Decimal("96.50")]], "t")
    >>> [row.cells for row in read_rows(data, "t.xlsx")]
    [('name',), ('ACT',), ('96.5',)]
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from hubdesk.exchange.formulas import guard_cell, is_formula
from hubdesk.exchange.tables import MAX_ROWS, TableRow, UnreadableFileError, Value
from hubdesk.kernel.text import clean

_MAX_UNPACKED = 64_000_000
_MAX_RATIO = 100
_RATIO_FREE = 1_000_000
_MAX_PARTS = 500
_MAX_CELLS = 2_000_000
#: Rows that are written down, empty ones too: openpyxl walks through all of them to measure.
_MAX_LINES = 2 * MAX_ROWS
_BLOCK = 1 << 20
_NAMED_ROW = re.compile(rb"<[^\s<>/:]{1,40}:row\b")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


def read_rows(data: bytes, source: str) -> list[TableRow]:
    """The rows of the first visible sheet, each cell as text.

    Raises:
        UnreadableFileError: not a workbook, or one that unpacks to more than is safe.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts that are not read here
            _check_parts(data, source)
            return _read(data, source)
    except UnreadableFileError:
        raise
    except Exception as error:  # on a malformed part openpyxl trips over anything
        raise UnreadableFileError(source=source, reason="not_a_spreadsheet") from error


def _read(data: bytes, source: str) -> list[TableRow]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return list(_rows_of(sheets[0], source)) if sheets else []
    finally:
        book.close()


def _check_parts(data: bytes, source: str) -> None:
    """Refuse bombs before anything is unpacked; zipfile never unpacks more than is announced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        bomb = unpacked > _MAX_UNPACKED or len(parts) > _MAX_PARTS
        if bomb or (unpacked > _RATIO_FREE and unpacked > _MAX_RATIO * len(data)):
            raise UnreadableFileError(source=source, reason="unpacks_too_large")
        lines = 0
        for part in parts:
            with archive.open(part) as opened:
                start = opened.read(4_096)
                if b"<!DOCTYPE" in start.replace(b"\x00", b"").upper():
                    raise UnreadableFileError(source=source, reason="not_a_spreadsheet")
                lines += _lines_of(start) + sum(map(_lines_of, _blocks(opened)))
        if lines > _MAX_LINES:
            raise UnreadableFileError(source=source, reason="too_many_rows")


def _lines_of(block: bytes) -> int:
    """Rows that begin in it, whatever the file calls the part and the name space of its sheets."""
    return block.count(b"<row") + len(_NAMED_ROW.findall(block))


def _blocks(part: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(part.read, _BLOCK), b"")


def _rows_of(sheet: Any, source: str) -> Iterator[TableRow]:
    sheet.reset_dimensions()  # what a file announces about its size may be a lie
    seen = found = 0
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        seen += len(cells) + 1
        if seen > _MAX_CELLS:
            raise UnreadableFileError(source=source, reason="unpacks_too_large")
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        found += bool(texts)
        if found > MAX_ROWS + 1:  # with the header
            raise UnreadableFileError(source=source, reason="too_many_rows")
        if texts:
            yield TableRow(line, tuple(texts))


def _text(cell: Any) -> str:
    """A cell as text; texts keep an apostrophe's meaning by being guarded as in CSV."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return guard_cell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        rounded = value + timedelta(microseconds=500_000)
        moment = rounded.replace(microsecond=0)
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, (int, float)):
        return _number(value, percent="%" in (cell.number_format or ""))
    return str(value)


def _number(value: float, *, percent: bool) -> str:
    """The fifteen digits a spreadsheet shows; the rest of a stored double is binary noise."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    text = format(exact * 100 if percent else exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%" if percent else text


def write_sheet(header: Sequence[str], rows: Iterable[Sequence[Value]], title: str) -> bytes:
    """One sheet with a bold, frozen header; see ``tables.write_xlsx``."""
    return write_book([(title, header, rows)])


def write_book(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Value]]]],
) -> bytes:
    """Several sheets (title, header, rows), each with a bold, frozen header."""
    book = Workbook(write_only=True)
    for title, header, rows in sheets:
        sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", clean(title))[:31].strip() or "Sheet1")
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, text, bold=True) for text in header])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    text = clean(value, lines=True) if isinstance(value, str) else None
    cell = WriteOnlyCell(sheet, value=value if text is None else text)
    if text is not None:
        cell.data_type = "s"
        cell.quotePrefix = is_formula(text)
    if isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    if bold:
        cell.font = Font(bold=True)
    return cell
