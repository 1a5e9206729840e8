"""document and its papers by command: what comes out, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.cli.conftest import Desk, Desks
from tests.support.books import Books


@pytest.fixture
def house(tmp_path: Path, desks: Desks) -> Desk:
    """October, closed: ANT, BEE and CAT owe for water."""
    books = Books.open(tmp_path)
    books.bill("water", 600_00)
    books.pay("ANT", 100_00)
    books.close()
    books.hub.close()
    return desks(str(books.hub.location))


def test_receipts_notes_and_cancellations(house: Desk, tmp_path: Path) -> None:
    receipt = house("document", "receipt", "RC-2569/11-0001").done()
    assert (receipt["number"], receipt["kind"]) == ("RT-2569/11-0001", "tax_receipt")
    assert (receipt["total"], receipt["vat"]) == ("100.00", "6.54")
    assert receipt["change"].startswith("c")
    shown = house("document", "show", "IV-2569/10-0001").done()
    assert [(row["line"], row["net"]) for row in shown["lines"]] == [(1, "300.00")]
    credit = house(
        "document", "credit", "IV-2569/10-0001", "--line", "1=50.00", "--reason", "pump"
    ).done()
    assert (credit["net"], credit["vat"], credit["total"]) == ("-50.00", "-3.50", "-53.50")
    debit = house(
        "document", "debit", "IV-2569/10-0002", "--line", "1=10", "--reason", "meter"
    ).done()
    assert debit["total"] == "10.70"
    invoice = house("document", "tax-invoice", "IV-2569/10-0003").done()
    assert invoice["kind"] == "tax_invoice"
    lost = house(
        "document", "write-off", "--org", "CAT", "--amount", "7", "--reason", "gone",
        "--approved-by", "somchai", "--about", "IV-2569/10-0003",
    ).done()  # fmt: skip
    assert lost["total"] == "-7.00"
    void = house("document", "cancel", receipt["number"], "--reason", "name").done()
    assert void["kind"] == "cancellation"
    listed = house("document", "list", "2026-11").done()["documents"]
    assert len(listed) == 6
    about = house("document", "show", receipt["number"]).done()["about_it"]
    assert [row["number"] for row in about] == [void["number"]]
    printed = house("report", "document", "--month", "2026-11", "--out", tmp_path / "p").done()
    assert len(printed["files"]) == 6
    one = house("report", "document", "--number", credit["number"], "--out", tmp_path / "p").done()
    assert Path(one["files"][0]["file"]).read_bytes().startswith(b"%PDF-")
    assert house("verify").done()["ok"] is True


def test_what_documents_refuse(house: Desk) -> None:
    house("document", "receipt", "RC-1").refused("not_found")
    house("document", "cancel", "IV-2569/10-0001", "--reason", "x").refused(
        "document_not_cancellable"
    )
    house("document", "credit", "IV-2569/10-0001", "--reason", " ").refused("invalid_input")
    house(
        "document", "credit", "IV-2569/10-0001", "--line", "1=300.01", "--reason", "x"
    ).refused("invalid_input")
    house(
        "document", "credit", "IV-2569/10-0001", "--line", "one", "--reason", "x"
    ).refused("usage", 2)
    house(
        "document", "write-off", "--org", "CAT", "--amount", "1", "--reason", "x",
        "--approved-by", "manager",
    ).refused("same_person")  # fmt: skip


def test_ageing_and_accounts_as_of_a_day(house: Desk, tmp_path: Path) -> None:
    out = tmp_path / "p"
    house("report", "ageing", "--at", "2026-12-31", "--out", out).done()
    assert (out / "ageing-2026-12-31.pdf").exists()
    told = house("ageing", "--at", "2027-03-01").done()
    assert [(row["org"], row["over_90"], row["owed"]) for row in told["organisations"]] == [
        ("ANT", "221.00", "221.00"), ("BEE", "214.00", "214.00"), ("CAT", "107.00", "107.00"),
    ]  # fmt: skip
    assert (told["total"], told["total_minor"]) == ("542.00", 54200)
    every = house("report", "account", "--at", "2026-12-31", "--out", out).done()
    assert [row["org"] for row in every["files"]] == ["ANT", "BEE", "CAT"]
    house("report", "account", "--org", "ANT", "--lang", "th+en", "--out", out).done()
    house("report", "account", "--org", "NOBODY", "--out", out).refused("not_found")
