"""bank: a file is read once, its lines are matched with reasons, taken back, and paid by code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hubdesk import bootstrap
from hubdesk.hub.service import update_settings
from hubdesk.kernel.clock import FixedClock
from tests.integration.cli.conftest import Answer, Desk
from tests.integration.conftest import NOW, EngineUnderTest
from tests.support.books import Books

Write = Callable[[str, str], Path]
BILLER = "099400016550101"


def _closed(location: str) -> None:
    books = Books.at(location)
    books.bill("tea", 120_00)
    with books.hub.write() as uow:
        update_settings(uow, biller_id=BILLER)
    books.close()
    books.hub.close()


@pytest.fixture
def paid(engine: EngineUnderTest, desks: Callable[[str], Desk]) -> Desk:
    """A hub with one closed month: ANT owes 64.20, BEE 42.80, CAT 21.40."""
    location = engine.copy_of("closed", _closed)[0]
    bootstrap.open_hub(location, clock=FixedClock(NOW)).close()
    return desks(location)


FILE = """date,description,amount
2026-11-10,iv2569100001,64.20
2026-11-11,CAT,20.80
2026-11-12,fee,-5
"""


def lines(desk: Desk, state: str = "open") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk("bank", "lines", "--state", state).done()["lines"]
    return found


def test_from_the_file_to_the_receipt_and_back(paid: Desk, write_csv: Write) -> None:
    path = write_csv("nov.csv", FILE)
    planned = paid("bank", "import", path, "--dry-run").done()
    assert (planned["created"], planned["change"], lines(paid)) == (3, None, [])
    assert paid("bank", "import", path).done()["created"] == 3
    again = paid("bank", "import", path).done()
    assert (again["read"], again["created"], again["skipped"]) == (3, 0, 3)
    fee, cat, ant = lines(paid)
    (best, *_) = paid("bank", "suggest", str(ant["line"])).done()["suggestions"]
    assert best["reasons"] == ["names_document", "exact"]
    assert best["parts"][0]["document"] == "IV-2569/10-0001"
    done = paid("bank", "match", str(ant["line"]), "--take", "1", "--key", "k").done()
    assert (done["state"], done["matches"][0]["amount_minor"]) == ("matched", 6420)
    assert paid("bank", "match", str(ant["line"]), "--take", "1", "--key", "k").done()[
        "change"] is None  # fmt: skip
    (held, *_) = paid("bank", "suggest", str(cat["line"])).done()["suggestions"]
    assert held["parts"][0]["withheld_minor"] == 60
    to = "IV-2569/10-0003=20.80+0.60"
    assert paid("bank", "match", str(cat["line"]), "--to", to).done()["state"] == "matched"
    assert paid("bank", "aside", str(fee["line"]), "--reason", "bank fee").done()["aside"]
    assert lines(paid) == []
    assert {one["state"] for one in lines(paid, "all")} == {"matched", "aside"}
    taken = paid("bank", "unmatch", str(cat["line"])).done()
    assert (taken["taken_back"], len(lines(paid))) == (1, 1)
    assert paid("undo", taken["change"]).code == 0
    assert lines(paid) == []
    assert paid("verify").done()["ok"]


def test_what_is_wrong_is_told(paid: Desk, write_csv: Write) -> None:
    bad = paid("bank", "import", write_csv("bad.csv", "date,amount\n2026-11-10,soon\n"))
    assert (bad.code, bad.json["rejected"][0]["reason"]) == (1, "not_an_amount")
    paid("bank", "import", write_csv("b.xml", "<?xml version='1.0'?><!DOCTYPE a><Document/>")
         ).refused("file_unreadable")  # fmt: skip
    paid("bank", "match", "77", "--take", "1").refused("not_found")
    paid("bank", "match", "1").refused("usage", 2)
    paid("bank", "import", write_csv("n.csv", FILE), "--account", "X").refused("not_found")
    path = write_csv("n.csv", "date,amount,balance\n2026-11-10,1,10\n2026-11-11,1,12\n")
    answer = paid("bank", "import", path)
    assert answer.done()["statements"][0]["warnings"][0]["reason"] == "balance_jumps"
    assert "12.00" in answer.err


def test_a_map_is_kept_and_used(paid: Desk, write_csv: Write) -> None:
    path = write_csv("odd.csv", "When;Moved;What\n10.11.2026;64,20;x\n")
    paid("bank", "import", path).refused("file_unreadable")
    columns = '{"date": "When", "amount": "Moved", "reference": "What", "order": "dmy"}'
    assert paid("bank", "map", "odd", "--columns", columns).done()["maps"][0]["date"] == "When"
    assert paid("bank", "import", path, "--map", "odd").done()["created"] == 1
    paid("bank", "map", "x", "--columns", "[").refused("usage", 2)


def test_the_code_of_a_statement(paid: Desk) -> None:
    found = paid("bank", "code", "IV-2569/10-0001").done()
    assert (found["kind"], found["ref1"], found["ref2"]) == ("bill", "ANT", "IV2569100001")
    assert found["barcode"] == f"|{BILLER}\rANT\rIV2569100001\r6420"
    shown: Answer = paid.shown("bank", "lines", lang="th")
    assert shown.code == 0
