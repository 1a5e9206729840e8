"""CSV files as they come, and as we write them."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.exchange import tables
from hubdesk.exchange.tables import TableRow, UnreadableFileError, read_table, write_csv
from hubdesk.kernel.text import clean


def _refusal(data: bytes) -> tuple[str, object]:
    with pytest.raises(UnreadableFileError) as refused:
        read_table(data, "x.csv")
    return refused.value.details["reason"], refused.value.details.get("line")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_thai_in_every_encoding_that_offices_save(encoding: str) -> None:
    table = read_table("รหัส,ชื่อ\nACT,น้ำใจ\n".encode(encoding), "ก.csv")
    assert table.header == ("รหัส", "ชื่อ")
    assert table.rows == (TableRow(2, ("ACT", "น้ำใจ")),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    data = f'a{delimiter}"b,;\t{delimiter}c"{delimiter}d\n1{delimiter}2{delimiter}3\n'.encode()
    table = read_table(data, "x.csv")
    assert table.header == ("a", clean(f"b,;\t{delimiter}c", lines=True), "d")
    assert table.rows[0].cells == ("1", "2", "3")


def test_an_announced_delimiter_wins_and_lines_still_count() -> None:
    table = read_table(b"sep=;\r\na,b;c\r\n1;2\r\n", "x.csv")
    assert (table.header, table.header_line) == (("a,b", "c"), 2)
    assert table.rows == (TableRow(3, ("1", "2")),)


def test_line_numbers_survive_quoted_line_breaks_and_empty_lines() -> None:
    table = read_table(b'\na,b\n"two\nlines",1\n,\n\nlast,2\n', "x.csv")
    assert table.header_line == 2
    assert table.rows == (TableRow(3, ("two\nlines", "1")), TableRow(7, ("last", "2")))


def test_one_column_needs_no_delimiter() -> None:
    assert read_table(b"code\nA\n", "x.csv").rows[0].cells == ("A",)


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", "no_header", None),
        (b"\n,,\n", "no_header", None),
        (b"a,b\n\x00,1\n", "nul_byte", None),
        ("a,b\n1,2\n".encode("utf-16"), "nul_byte", None),
        (b"a,b\n\xff\xfe\xfc,1\n", "not_text", None),
        (b'a,b\n1,2\n"open,3\n', "quotes_open", 3),
        (b'a,b\n"x"y,2\n', "quotes_open", 2),
        (b"a;b,c\n", "delimiter_unclear", None),
        (b"\xd0\xcf\x11\xe0old excel", "file_type_unknown", None),
        (b"%PDF-1.7", "file_type_unknown", None),
        (b"a,b\n" + b"x" * 10_001 + b",1\n", "cell_too_long", 2),
        (b"a,b\n" + b"y" * 200_000 + b",1\n", "cell_too_long", 2),
        (b",".join([b"h"] * 201) + b"\n", "too_many_columns", 1),
        (b"x" * 5_000_001, "too_many_bytes", None),
    ],
)
def test_files_that_are_refused_whole(data: bytes, reason: str, line: int | None) -> None:
    assert _refusal(data) == (reason, line)


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    assert len(read_table(b"a\n1\n2\n3\n", "x.csv").rows) == 3
    assert _refusal(b"a\n1\n2\n3\n4\n") == ("too_many_rows", None)


def test_cells_are_cleaned() -> None:
    table = read_table("a,b\nuser\u202etxt.exe,  x \n".encode(), "x\u202e.csv")
    assert table.rows[0].cells == ("usertxt.exe", "x")
    assert table.source == "x.csv"


def test_what_is_written_is_typed_plainly() -> None:
    written = write_csv(
        ["=head", "n"], [["-x", -5], [None, Decimal("1.50")], [date(2026, 10, 1), True]]
    )
    assert written.decode("utf-8-sig") == ("'=head,n\r\n'-x,-5\r\n,1.50\r\n2026-10-01,true\r\n")


_CELL = st.text(max_size=12).map(lambda text: clean(text, lines=True))


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=5))
def test_any_texts_round_trip_and_none_is_a_formula(rows: list[tuple[str, str, str]]) -> None:
    data = write_csv(["a", "b", "c"], rows)
    read = read_table(data, "x.csv")
    expected = [row for row in rows if any(row)]
    assert [row.cells for row in read.rows] == expected
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(cell.lstrip().startswith(("=", "@")) for cell in row)
