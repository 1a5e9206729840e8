"""export finance and open-data: every amount is there, and nothing that was typed is run."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from hubdesk import cli
from hubdesk.billing.service import add_credit_note, add_payment
from hubdesk.costs.service import add_direct_charge, set_pool_rule
from hubdesk.costs.terms import Cap, Terms
from hubdesk.kernel.month import Month
from tests.support.books import NOW, Books

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0")


def exported(books: Books, out: Path, kind: str, *words: str) -> bytes:
    code = cli.main(
        ["--hub", str(books.hub.location), "--format", "json", "export", kind, "--out", str(out),
         *words]
    )  # fmt: skip
    assert code == 0
    return out.read_bytes()


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(data))
    return {one.title: list(one.iter_rows()) for one in book.worksheets}


@pytest.fixture
def books(tmp_path: Path) -> Books:
    made = Books.open(tmp_path)
    made.bill("rent", 300_01, vat="exempt")
    made.bill("water", 99_99)
    with made.hub.write() as uow:
        for text in FORMULAS:
            day = NOW.date().replace(month=10)
            add_direct_charge(
                uow, date=day, org="ANT", description=text, net_minor=100, vat_rate="7"
            )
            add_payment(uow, org="BEE", date=NOW.date(), amount_minor=1, reference=text)
    made.close()
    return made


def test_every_sheet_adds_up_to_the_books(books: Books, tmp_path: Path) -> None:
    found = sheets(exported(books, tmp_path / "f.xlsx", "finance"))
    assert list(found) == [
        "accounts", "postings", "documents", "document lines", "payments", "bills", "income",
        "direct charges", "shares", "room use", "absorbed", "deposits",
    ]  # fmt: skip
    balances = {
        row[0].value: round(Decimal(str(row[4].value)) * 100) for row in found["accounts"][1:]
    }
    assert {code: minor for code, minor in balances.items() if minor} == books.trial_balance()
    assert sum(Decimal(str(row[9].value)) for row in found["postings"][1:]) == 0
    totals = {row[2].value: Decimal(str(row[9].value)) for row in found["documents"][1:]}
    assert totals == {
        org: Decimal(one.total_minor) / 100 for org, one in books.statements().items()
    }
    shares = sum(Decimal(str(row[10].value)) for row in found["shares"][1:])
    assert shares == Decimal("400.00")


def test_what_is_absorbed_and_what_a_later_credit_takes_back_are_told(
    books: Books, tmp_path: Path
) -> None:
    november = Month(2026, 11)
    statement = books.statements()["ANT"]
    with books.hub.write() as uow:  # October is locked, so it stands in November
        add_credit_note(uow, statement.id, reason="x", amounts={0: 1_00})
        set_pool_rule(uow, "rent", "seats", terms=Terms(caps={"ANT": Cap(1_00)}), since=november)
    books.bill("rent", 10_00, of="2026-11", vat="exempt", driver=None)
    books.close("2026-11")
    found = sheets(exported(books, tmp_path / "f.xlsx", "finance"))
    credited = [row[10].value for row in found["documents"][1:] if row[1].value == "credit_note"]
    assert credited == [statement.code]
    (line,) = [[cell.value for cell in row] for row in found["absorbed"][1:]]
    assert line[:4] == ["2026-11", "2026-11", "rent", "seats"]
    assert Decimal(str(line[8])) == 4
    own = sheets(exported(books, tmp_path / "o.xlsx", "finance", "--org", "ANT"))
    assert len(own["absorbed"]) == 1


def test_what_was_typed_stays_text(books: Books, tmp_path: Path) -> None:
    found = sheets(exported(books, tmp_path / "f.xlsx", "finance"))
    cells = [cell for rows in found.values() for row in rows for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    typed = {cell.value for row in found["direct charges"] for cell in row}
    assert {text.strip() for text in FORMULAS} <= typed
    marked = [cell for cell in cells if str(cell.value)[:1] in "=+@" and cell.data_type == "s"]
    assert len(marked) >= 3 * (len(FORMULAS) - 1)
    assert all(cell.quotePrefix for cell in marked)


def test_one_organisation_sees_only_its_own(books: Books, tmp_path: Path) -> None:
    found = sheets(exported(books, tmp_path / "f.xlsx", "finance", "--org", "CAT"))
    texts = {str(cell.value) for rows in found.values() for row in rows for cell in row}
    assert "CAT" in texts
    assert not {"ANT", "BEE", "DOG", "Supplier", *FORMULAS} & texts


def package(data: bytes) -> tuple[dict[str, Any], dict[str, list[list[str]]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tables = {
            name.removesuffix(".csv"): list(csv.reader(io.StringIO(archive.read(name).decode())))
            for name in archive.namelist()
            if name.endswith(".csv")
        }
        return json.loads(archive.read("datapackage.json")), tables


def test_open_data_names_nobody_who_was_not_named_to_it(books: Books, tmp_path: Path) -> None:
    described, tables = package(exported(books, tmp_path / "o.zip", "open-data"))
    assert "shares" not in tables
    assert "Rule of three" in described["description"]
    assert tables["totals"][1:] == [["2026-10", "2", "400.00", "THB", "3"]]
    assert tables["drivers"][1] == ["2026-10", "2026-10", "rent", "seats", "186", "3"]
    everything = json.dumps([described, tables])
    assert not [code for code in ("ANT", "BEE", "CAT", "The ANT") if code in everything]


def test_open_data_names_whom_it_is_told_to(books: Books, tmp_path: Path) -> None:
    out = tmp_path / "o.zip"
    _, one = package(exported(books, out, "open-data", "--named", "ANT"))
    assert one["shares"][1:] == []  # of three, two would stay: one could tell the other's share
    everybody = ("--named", "ANT", "--named", "BEE", "--named", "CAT")
    _, all_three = package(exported(books, out, "open-data", *everybody))
    rent = [row for row in all_three["shares"][1:] if row[2] == "rent"]
    assert [(row[3], row[6]) for row in rent] == [
        ("ANT", "150.01"), ("BEE", "100.00"), ("CAT", "50.00"),
    ]  # fmt: skip
    code = cli.main(["--hub", str(books.hub.location), "--format", "json", "export", "open-data",
                     "--out", str(out), "--named", "NOBODY"])  # fmt: skip
    assert code == 1
