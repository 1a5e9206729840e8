"""Rows copied from a spreadsheet: which cell is which, what is wrong with it, what is filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.exchange.columns import parse
from hubdesk.exchange.tables import UnreadableFileError
from hubdesk.kernel.month import Month
from hubdesk.ui.costs.bills.pasting import MOST_ROWS, Fill, Sheet, pasted

FILL = Fill(Month(2026, 10), {"rent": "seats", "water": "headcount"})


def sheet(text: str, kind: str = "bills") -> Sheet:
    return pasted(kind, text, fill=FILL)


def row(found: Sheet, at: int = 0) -> dict[str, str]:
    return dict(zip(found.columns, (cell.text for cell in found.rows[at]), strict=True))


def problems(found: Sheet, at: int = 0) -> dict[str, str]:
    cells = zip(found.columns, found.rows[at], strict=True)
    return {name: cell.problem for name, cell in cells if cell.problem}



def test_a_pool_may_be_called_by_its_name() -> None:
    fill = Fill(Month(2026, 10), {"rent": "seats"}, {"ค่าเช่าพื้นที่": "rent"})
    found = pasted("bills", "12/10/2569\tMEA\tE-1\tค่าเช่าพื้นที่\t\t\t9,650.25\t7", fill=fill)
    assert (row(found)["pool"], row(found)["driver"]) == ("rent", "seats")

@pytest.mark.parametrize("text", [
    "12/10/2569\tMEA\tE-1\trent\t1/10/2569\t31/10/2569\t9,650.25\t7",
    "MEA\tE-1\t12/10/2569\t1/10/2569\t31/10/2569\trent\tseats\t9,650.25\t7",
    "MEA\tE-1\t12/10/2569\t1/10/2569\t31/10/2569\trent\t9,650.25\t7",
    (
        "net\tvat\tเลขที่\tผู้ขาย\tpool\tวันที่\tservice_from\tservice_to\n"
        "9,650.25\t7\tE-1\tMEA\trent\t12/10/2569\t1/10/2569\t31/10/2569"
    ),
])  # fmt: skip
def test_the_order_of_columns_is_found(text: str) -> None:
    found = sheet(text)
    assert len(found.rows) == 1
    assert row(found) == {
        "supplier": "MEA", "number": "E-1", "date": "12/10/2569", "service_from": "1/10/2569",
        "service_to": "31/10/2569", "pool": "rent", "driver": "seats", "net": "9,650.25",
        "vat_rate": "7",
    }  # fmt: skip
    assert not problems(found)


def test_a_bill_without_days_of_service_is_for_the_month() -> None:
    found = sheet("2026-10-12\tMEA\tE-1\twater\t100\t7")
    assert row(found)["service_from"] == "2026-10-01"
    assert row(found)["service_to"] == "2026-10-31"
    assert row(found)["driver"] == "headcount"


def test_every_wrong_cell_of_a_row_is_named() -> None:
    found = sheet("32/10/2569\t\tE-1\tunknown\t1/10/2569\t31/10/2569\tabout 9\t8 and a bit")
    assert problems(found) == {
        "supplier": "empty", "date": "no_such_day", "driver": "empty", "net": "not_an_amount",
        "vat_rate": "not_a_vat_rate",
    }  # fmt: skip
    assert found.wrong_rows == 1


def test_a_cell_is_mended_and_the_table_can_be_imported() -> None:
    found = sheet("12/10/2569\tMEA\tE-1\trent\t1/10/2569\t31/10/2569\tnine\t7")
    mended = found.with_text(0, found.columns.index("net"), " 9.00 ", 2)
    assert not problems(mended)
    parsed = parse("bills", mended.table())
    assert [line.values["net_minor"] for line in parsed.rows] == [900]
    assert not parsed.rejected


def test_quoted_cells_keep_their_line_ends_out() -> None:
    found = sheet('2026-10-12\t"Hire\nof the hall"\trent\t500\n', "income")
    assert row(found)["description"] == "Hire of the hall"
    assert len(found.rows) == 1


def test_more_rows_than_a_person_can_look_over_are_counted() -> None:
    found = sheet("2026-10-12\tHire\trent\t500\n" * (MOST_ROWS + 3), "income")
    assert (len(found.rows), found.left_out) == (MOST_ROWS, 3)


def test_a_cell_without_end_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        sheet("x" * 200_000, "income")
    assert refused.value.details["reason"] == "cell_too_long"


@given(st.text(max_size=200), st.sampled_from(["bills", "income", "direct-charges", "payments"]))
def test_nothing_that_is_pasted_breaks(text: str, kind: str) -> None:
    try:
        found = sheet(text, kind)
    except ValueError:
        pytest.fail("a paste was not read")
    assert all(len(cells) == len(found.columns) for cells in found.rows)
