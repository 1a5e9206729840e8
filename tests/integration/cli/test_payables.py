"""supplier, payables and their reports by command: what comes out, and what is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from hubdesk.exchange.tables import read_table
from tests.integration.cli.conftest import Desk, Desks
from tests.support.books import Books


@pytest.fixture
def house(tmp_path: Path, desks: Desks) -> Desk:
    """Two bills of October, N-1 and N-2; the receipt of a payment of ANT is a tax invoice."""
    books = Books.open(tmp_path)
    books.bill("water", 10_000_00)
    books.bill("repair", 2_000_00)
    books.close()
    books.pay("ANT", 5_350_00)
    books.hub.close()
    return desks(str(books.hub.location))


def test_a_supplier_is_paid_and_everything_is_printed(house: Desk, tmp_path: Path) -> None:
    known = house(
        "supplier", "set", "Supplier", "--tax-id", "0994000165501", "--payment-kind", "service",
        "--name-th", "บริษัท ช่าง จำกัด",
    ).done()  # fmt: skip
    assert (known["payee"], known["payment_days"]) == ("company", 30)
    assert house("supplier", "list").done()["suppliers"][0]["tax_id"] == "0994000165501"
    assert house("supplier", "show", "Supplier").done()["name_th"] == "บริษัท ช่าง จำกัด"
    owed = house("payables", "list", "--at", "2026-11-05").done()
    assert (owed["total"], [row["state"] for row in owed["bills"]]) == ("12840.00", ["owed"] * 2)
    aged = house("payables", "ageing", "--at", "2026-12-01").done()["suppliers"]
    assert (aged[0]["to_30"], aged[0]["owed"]) == ("12840.00", "12840.00")
    paid = house(
        "payables", "pay", "Supplier", "--date", "2026-11-04", "--bill", "N-1=5350",
        "--bill", "N-2",
    ).done()  # fmt: skip
    assert (paid["number"], paid["certificate"]) == ("PV-2569/11-0001", "WT-2569/11-0001")
    assert (paid["amount"], paid["withheld"], paid["transferred"]) == (
        "7490.00", "210.00", "7280.00",
    )  # fmt: skip
    assert house("payables", "list").done()["total"] == "5350.00"
    (certificate,) = house("payables", "certificates", "2026-11").done()["certificates"]
    assert (certificate["base"], certificate["form"]) == ("7000.00", "pnd53")
    out = tmp_path / "papers"
    for name in ("wht-certificate", "wht-list", "vat-return"):
        printed = house("report", name, "--month", "2026-11", "--out", out).done()
        assert all(Path(row["file"]).read_bytes()[:5] == b"%PDF-" for row in printed["files"])
    house("report", "payables", "--at", "2026-11-05", "--out", out).done()
    assert house("verify").done()["ok"] is True


def test_lists_for_the_tax_office_are_tables_too(house: Desk, tmp_path: Path) -> None:
    house("payables", "pay", "Supplier", "--date", "2026-11-04", "--kind", "rent").done()
    house("document", "receipt", "RC-2569/11-0001").done()
    out = tmp_path / "lists"
    house("report", "wht-list", "--month", "2026-11", "--file", "csv", "--out", out).done()
    rows = list(csv.DictReader(io.StringIO((out / "pnd53-2026-11.csv").read_text("utf-8-sig"))))
    assert [(row["percent"], row["base"], row["withheld"]) for row in rows] == [
        ("5", "12000.00", "600.00")
    ]
    assert (rows[0]["payee_th"], rows[0]["payee_en"]) == ("Supplier", "Supplier")
    nobody = (out / "pnd3-2026-11.csv").read_text("utf-8-sig").splitlines()
    assert nobody == [",".join(rows[0])]
    house("report", "vat-return", "--month", "2026-10", "--file", "xlsx", "--out", out).done()
    table = read_table((out / "vat-return-2026-10.xlsx").read_bytes(), "v.xlsx")
    assert [row.cells[0] for row in table.rows] == ["input", "input"]
    house("report", "vat-return", "--month", "2026-11", "--file", "csv", "--out", out).done()
    (sale,) = csv.DictReader(io.StringIO((out / "vat-return-2026-11.csv").read_text("utf-8-sig")))
    assert (sale["list"], sale["net"], sale["vat"]) == ("output", "5000.00", "350.00")


def test_rates_are_dated_and_payments_are_taken_back(house: Desk) -> None:
    house("payables", "rate", "service", "company", "1.5", "--from", "2026-11-01").done()
    rates = house("payables", "rates", "--at", "2026-11-05").done()["rates"]
    (one,) = [row for row in rates if (row["kind"], row["payee"]) == ("service", "company")]
    assert (one["percent"], one["own"]) == ("1.5", True)
    pay = ("payables", "pay", "Supplier", "--date", "2026-11-04", "--bill", "N-2")
    paid = house(*pay, "--kind", "service").done()
    assert paid["withheld"] == "30.00"
    house("payables", "take-back", paid["number"], "--reason", "wrong account").done()
    assert house(*pay, "--kind", "none").done()["withheld"] == "0.00"
    assert house("payables", "paid").done()["payments"][0]["certificate"] is None


def test_what_is_refused(house: Desk) -> None:
    house("payables", "pay", "Nobody", "--date", "2026-11-04").refused("not_found")
    house("payables", "pay", "Supplier", "--date", "2026-11-04", "--bill", "X").refused("not_found")
    house(
        "payables", "pay", "Supplier", "--date", "2026-11-04", "--bill", "N-2=9999999"
    ).refused("invalid_input")
    house("payables", "take-back", "PV-1", "--reason", "x").refused("not_found")
    house("report", "wht-certificate", "--number", "WT-1", "--out", "x").refused("not_found")
