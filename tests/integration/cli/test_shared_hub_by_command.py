"""A month of a small hub, imported as its spreadsheets are and closed, all by command."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from hubdesk import cli
from tests import need
from tests.integration.cli.conftest import Desk, Desks
from tests.integration.conftest import EngineUnderTest

KINDS = {
    "organisations": "organisations.csv",
    "occupancy": "occupancy.csv",
    "bills": "bills.csv",
    "income": "income.csv",
    "direct-charges": "direct_charges.csv",
}
LATE_BILL = (
    "supplier,number,date,service_from,service_to,pool,driver,net,vat_rate\n"
    "Late Co,L-1,28/10/2569,1/10/2569,31/10/2569,water,headcount,100.00,7\n"
)


@pytest.fixture
def expected() -> Any:
    return json.loads((need.shared("data/hub") / "expected.json").read_text(encoding="utf-8"))


def filled(desk: Desk) -> Desk:
    """A hub made and filled by commands alone; October is open."""
    data = need.shared("data/hub")
    made = desk.run(
        "init", desk.location, "--name", "House", "--currency", "THB", "--timezone",
        "Asia/Bangkok", "--locale", "th_TH", "--format", "json",
    ).done()  # fmt: skip
    assert made["vat_registered"] is True
    for kind, file in KINDS.items():
        outcome = desk("import", kind, data / file).done()
        assert set(outcome) == {"read", "created", "updated", "skipped", "rejected"}
        assert outcome["read"] == outcome["created"] > 0
    return desk


@pytest.fixture(scope="module")
def october(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled hub as a file, made once."""
    path = tmp_path_factory.mktemp("october") / "hub.hubdesk"
    data = need.shared("data/hub")
    with redirect_stdout(io.StringIO()):
        assert cli.main(["init", str(path), "--name", "House"]) == 0
        for kind, file in KINDS.items():
            assert cli.main(["--hub", str(path), "import", kind, str(data / file)]) == 0
    return path


@pytest.fixture
def house(october: Path, tmp_path: Path, desks: Desks) -> Desk:
    """A copy of it."""
    return desks(str(shutil.copyfile(october, tmp_path / "hub.hubdesk")))


def test_the_month_is_closed_and_every_share_is_as_expected(
    engine: EngineUnderTest, desks: Desks, expected: Any
) -> None:
    house = filled(desks(engine.new_place()))
    assert house("costs", "preview", "2026-10").done()["ready"] is True
    closed = house("costs", "close", "2026-10").done()
    assert (closed["changed"], closed["state"], closed["documents"]) == (True, "locked", 12)
    sheet = house("costs", "worksheet", "2026-10").done()
    assert (sheet["month"], sheet["state"]) == ("2026-10", "locked")
    for pool, wanted in expected["pools"].items():
        rows = [row for row in sheet["rows"] if row["pool"] == pool]
        assert {row["org"]: row["amount_minor"] for row in rows} == wanted["shares_minor"]
        assert {row["org"]: row["weight"] for row in rows} == wanted["weights"]
        assert {row["weight_sum"] for row in rows} == {wanted["weight_sum"]}
        assert {row["allocable_minor"] for row in rows} == {wanted["allocable_minor"]}
        assert {row["driver"] for row in rows} == {wanted["driver"]}
    direct = {row["org"]: row["net_minor"] for row in sheet["direct"]}
    assert direct == expected["direct_net_minor"]
    assert sheet["totals_minor"] == expected["net_total_minor"]
    assert set(sheet["rows"][0]) >= {
        "org", "pool", "driver", "value", "days", "weight", "weight_sum", "allocable_minor",
        "amount_minor",
    }  # fmt: skip
    months = house("costs", "months").done()["months"]
    assert (months[0]["month"], months[0]["state"]) == ("2026-10", "locked")
    assert house("costs", "close", "2026-10").done()["changed"] is False
    assert house("verify").done() == {"ok": True, "findings": []}


def test_a_second_close_changes_nothing(house: Desk) -> None:
    house("costs", "close", "2026-10").done()
    before = house("history").done()
    again = house("costs", "close", "2026-10").done()
    assert (again["changed"], again["findings"]) == (False, [])
    assert house("history").done() == before


def test_a_late_bill_is_refused_for_the_locked_month_and_lands_in_the_next(
    house: Desk, write_csv: Callable[[str, str], Path]
) -> None:
    house("costs", "close", "2026-10").done()
    path = write_csv("late.csv", LATE_BILL)
    refused = house("import", "bills", path, "--month", "2026-10")
    assert refused.code == 1
    (row,) = refused.json["rejected"]
    assert (row["source"], row["line"], row["reason"]) == ("late.csv", 2, "month_locked")
    house("import", "bills", path).done()
    (late, *_) = house("costs", "worksheet", "2026-11").done()["rows"]
    assert (late["pool"], late["service_month"]) == ("water", "2026-10")
    assert house("import", "bills", path).done()["skipped"] == 1


def test_importing_twice_adds_nothing(house: Desk) -> None:
    data = need.shared("data/hub")
    before = house("costs", "worksheet", "2026-10").done()
    for kind, file in KINDS.items():
        outcome = house("import", kind, data / file).done()
        assert (outcome["created"], outcome["updated"]) == (0, 0), kind
        assert outcome["skipped"] == outcome["read"]
    assert house("costs", "worksheet", "2026-10").done() == before


def test_a_month_is_reopened_with_who_and_why(house: Desk) -> None:
    words = ("costs", "reopen", "2026-10", "--reason", "a bill was wrong", "--until", "2099-01-01")
    house(*words).refused("month_open")
    house("costs", "close", "2026-10").done()
    opened = house(*words).done()
    assert (opened["state"], opened["until"]) == ("reopened", "2099-01-02T00:00:00")
    months = house("costs", "months").done()["months"]
    assert months[0]["state"] == "reopened"
    closed = house("costs", "close", "2026-10").done()
    assert (closed["changed"], closed["documents"]) == (True, 0)


def test_a_month_that_cannot_be_shared_is_named_and_not_closed(
    house: Desk, write_csv: Callable[[str, str], Path]
) -> None:
    path = write_csv("hours.csv", LATE_BILL.replace("water,headcount", "lifts,booked_hours"))
    house("import", "bills", path).done()
    preview = house("costs", "preview", "2026-10").done()
    assert preview["ready"] is False
    assert any(finding["blocks"] for finding in preview["findings"])
    details = house("costs", "close", "2026-10").refused("month_not_ready")
    assert details["pools"] == ["lifts"]
    assert house("costs", "months").done()["months"][0]["state"] == "open"


def test_money_is_entered_and_the_books_balance(house: Desk, tmp_path: Path) -> None:
    house("costs", "close", "2026-10").done()
    bill = house(
        "bill", "add", "--supplier", "Fibre Co", "--number", "INV-6", "--date", "5/11/2569",
        "--service-from", "2026-11-01", "--service-to", "2026-11-30", "--pool", "internet",
        "--net", "1,284.75", "--vat-rate", "7",
    ).done()  # fmt: skip
    assert (bill["net"], bill["net_minor"], bill["vat_minor"]) == ("1284.75", 128475, 8993)
    assert bill["accounting_month"] == "2026-11"
    paid = house(
        "pay", "--org", "ACT", "--date", "2026-11-05", "--amount", "1000.50", "--reference", "T1"
    ).done()  # fmt: skip
    assert (paid["amount"], paid["amount_minor"]) == ("1000.50", 100050)
    balance = house("ledger", "balance").done()
    assert sum(row["balance_minor"] for row in balance["accounts"]) == 0
    assert (balance["total"], balance["total_minor"]) == ("0.00", 0)
    assert house("ledger", "balance", "--at", "2025-01-01").done()["accounts"] == []
    (line,) = house("ledger", "register", "1000").done()["lines"]
    assert (line["org"], line["amount_minor"], line["balance_minor"]) == ("ACT", 100050, 100050)
    house("ledger", "register", "0000").refused("not_found")
    journal = tmp_path / "books.beancount"
    house("export", "journal", "--out", journal).done()
    text = journal.read_text(encoding="utf-8")
    assert "2026-11-05 open Assets:1000-Bank:ACT THB" in text
    assert "  Assets:1000-Bank:ACT  1000.50 THB" in text


def test_papers_are_printed_for_every_organisation(house: Desk, tmp_path: Path) -> None:
    house("costs", "close", "2026-10").done()
    out = tmp_path / "papers"
    printed = house("report", "statement", "--month", "2026-10", "--out", out).done()
    assert len(printed["files"]) == 12
    assert {row["org"] for row in printed["files"]} == {path.name[:3] for path in out.iterdir()}
    assert all(path.read_bytes().startswith(b"%PDF-") for path in out.iterdir())
    one = house(
        "report", "statement", "--month", "2026-10", "--org", "ACT", "--lang", "th+en",
        "--era", "ce", "--paper", "letter", "--out", tmp_path / "one",
    ).done()  # fmt: skip
    assert [Path(row["file"]).name for row in one["files"]] == ["ACT-2026-10.pdf"]
    house("report", "hub-costs", "--month", "2026-10", "--out", out).done()
    assert (out / "hub-costs-2026-10.pdf").read_bytes().startswith(b"%PDF-")
    house("report", "statement", "--month", "2026-10", "--org", "X", "--out", out).refused(
        "not_found"
    )


def test_the_worksheet_package_is_written(house: Desk, tmp_path: Path) -> None:
    only = house("costs", "worksheet", "2026-10", "--org", "ACT", "--out", tmp_path / "w").done()
    assert {row["org"] for row in only["rows"]} == {"ACT"}
    names = {path.name for path in (tmp_path / "w").iterdir()}
    assert names == {
        "shares.csv", "bills.csv", "income.csv", "direct.csv", "usage.csv", "totals.csv",
        "month.json",
    }  # fmt: skip
