"""Workbooks as they come, as we write them, and bombs."""

from __future__ import annotations

import io
import random
import time
import zipfile
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from hubdesk.exchange import workbooks
from hubdesk.exchange.tables import TableRow, UnreadableFileError, Value, read_table, write_xlsx


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book)


def _reason(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_table(data, "x.xlsx")
    return str(refused.value.details["reason"])


def test_typed_cells_arrive_as_exact_text() -> None:
    noon = datetime(2026, 10, 22, 13, 30)  # noqa: DTZ001  a cell has no zone
    data = _sheet(
        ["date", "moment", "number", "whole", "flag", "text"],
        [date(2026, 10, 1), noon, 96543.21, 480000, True, "=1+1 typed"],
    )
    book = load_workbook(io.BytesIO(data))
    book.active["F2"].data_type = "s"
    table = read_table(_saved(book), "x.xlsx")
    assert table.rows == (
        TableRow(
            2, ("2026-10-01", "2026-10-22T13:30:00", "96543.21", "480000", "true", "=1+1 typed")
        ),
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7315.4400000000005, "7315.44"),
        (1234567.89, "1234567.89"),
        (1e20, "100000000000000000000"),
        (1e-7, "0.0000001"),
    ],
)
def test_numbers_show_the_fifteen_digits_a_spreadsheet_shows(value: float, text: str) -> None:
    assert read_table(_sheet(["n"], [value]), "x").rows[0].cells == (text,)


def test_a_percent_cell_is_percent() -> None:
    book = Workbook()
    book.active.append(["vat_rate"])
    book.active.append([0.07])
    book.active["A2"].number_format = "0%"
    assert read_table(_saved(book), "x.xlsx").rows[0].cells == ("7%",)


def test_empty_rows_are_skipped_and_lines_are_rows_of_the_sheet() -> None:
    table = read_table(_sheet([None, None], ["a", "b"], [None, None], ["1", None]), "x.xlsx")
    assert table.header_line == 2
    assert table.rows == (TableRow(4, ("1",)),)


def test_hidden_sheets_are_passed_over() -> None:
    book = Workbook()
    book.active.append(["hidden"])
    book.active.sheet_state = "hidden"
    book.create_sheet("shown").append(["seen"])
    book.active = 1
    assert read_table(_saved(book), "x.xlsx").header == ("seen",)


def test_what_is_written_reads_back_and_nothing_in_it_is_a_formula() -> None:
    rows: list[list[Value]] = [
        ["=HYPERLINK(1)", Decimal("1.50"), -5, date(2026, 10, 1)],
        ["'=x", None, "-x", True],
    ]
    data = write_xlsx(["a", "b", "c", "d"], rows, "Costs [10/2569]")
    assert [row.cells for row in read_table(data, "x.xlsx").rows] == [
        ("=HYPERLINK(1)", "1.5", "-5", "2026-10-01"),
        ("'=x", "", "-x", "true"),
    ]
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet.title == "Costs  10 2569"
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert sheet["A2"].quotePrefix


def test_what_is_not_a_workbook() -> None:
    assert _reason(b"PK\x03\x04 not a zip") == "not_a_spreadsheet"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert _reason(out.getvalue()) == "not_a_spreadsheet"


def _with_part(name: str, content: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(_sheet(["a"], ["1"])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            if item.filename != name:
                archive.writestr(item, source.read(item))
        archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = _with_part("xl/media/zeros.bin", b"\x00" * 70_000_000)
    started = time.thread_time()
    assert _reason(bomb) == "unpacks_too_large"
    assert time.thread_time() - started < 3


def test_a_ratio_no_office_file_has_is_refused() -> None:
    assert _reason(_with_part("xl/media/zeros.bin", b"\x00" * 3_000_000)) == "unpacks_too_large"


def test_entities_are_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert _reason(_with_part("xl/sharedStrings.xml", laughs)) == "not_a_spreadsheet"


def test_more_rows_than_anybody_types_are_refused_before_they_are_read() -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1, 100_002))
    bomb = _with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + rows)
    began = time.thread_time()
    assert _reason(bomb) == "too_many_rows"
    assert time.thread_time() - began < 1


@pytest.mark.parametrize(("part", "row"), [("xl/other.xml", b"<row/>"), ("xl/a.xml", b"<x:row/>")])
def test_rows_are_counted_whatever_a_file_calls_them(part: str, row: bytes) -> None:
    began = time.thread_time()
    assert _reason(_with_part(part, row * 120_000)) == "too_many_rows"
    assert time.thread_time() - began < 1


def test_rows_that_are_almost_endless_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MAX_CELLS", 1_000)
    book = Workbook()
    book.active["A1"] = "a"
    book.active["XFD2"] = "far"
    assert _reason(_saved(book)) == "unpacks_too_large"


def test_damaged_workbooks_are_refused_in_words_and_nothing_else() -> None:
    whole = _sheet(["a", "b"], ["x", 1.5], ["y", date(2026, 1, 1)])
    chance = random.Random(11)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        with suppress(UnreadableFileError):
            read_table(bytes(damaged), "x.xlsx")


def test_a_part_that_says_nonsense_is_refused_in_words() -> None:
    with zipfile.ZipFile(io.BytesIO(_sheet(["a"], ["1"]))) as archive:
        book = archive.read("xl/workbook.xml")
    assert b"minimized" in book
    nonsense = book.replace(b"minimized", b"maximised")
    assert _reason(_with_part("xl/workbook.xml", nonsense)) == "not_a_spreadsheet"
