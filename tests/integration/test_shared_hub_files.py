"""The five files of a small hub, as its spreadsheets are, become typed rows without a finding."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.exchange.columns import Parsed, parse
from hubdesk.exchange.tables import read_table
from tests import need


def _read(kind: str, file: str) -> Parsed:
    path = need.shared("data/hub") / file
    return parse(kind, read_table(path.read_bytes(), path.name))


@pytest.mark.parametrize(
    ("kind", "file", "rows"),
    [
        ("organisations", "organisations.csv", 12),
        ("occupancy", "occupancy.csv", 12),
        ("bills", "bills.csv", 7),
        ("income", "income.csv", 2),
        ("direct-charges", "direct_charges.csv", 3),
    ],
)
def test_every_row_is_read(kind: str, file: str, rows: int) -> None:
    parsed = _read(kind, file)
    assert (parsed.rejected, parsed.warnings) == ((), ())
    assert len(parsed.rows) == rows
    assert len({row.key for row in parsed.rows}) == rows


def test_thai_windows_headers_and_buddhist_dates_arrive_right() -> None:
    first = _read("organisations", "organisations.csv").rows[0].values
    assert (first["name_th"], first["tax_id"], first["branch"]) == (
        "มูลนิธิต่อต้านคอร์รัปชันภาคประชาชน",
        "0994000165501",
        "00000",
    )
    ended = [
        row.values for row in _read("occupancy", "occupancy.csv").rows if row.values["valid_to"]
    ]
    assert [(row["org"], row["valid_to"]) for row in ended] == [("KNO", date(2026, 10, 10))]


def test_rent_is_exempt_and_amounts_are_exact() -> None:
    bills = _read("bills", "bills.csv").rows
    assert [row.values["net_minor"] for row in bills[:2]] == [48_000_000, 9_654_321]
    assert bills[0].values["vat_rate"] is None
