"""The exported journals are read by the programs they are for, and say what the books say."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from hubdesk import cli
from hubdesk.billing.service import add_payment
from tests import need
from tests.support.books import Books

Export = Callable[..., Path]

HOSTILE = 'Tr; "quoted" | x:y, (z) = 5.00 THB \\ * ! ค่าเช่า'


def used(books: Books) -> Books:
    """Two months, a late bill, payments, an opening balance, and names that are hard to write."""
    books.tenant("ant", seats=2)
    books.tenant("กข-1", seats=1)
    books.opening("BEE", 1_250_50)
    books.bill("rent", 100_000_01, vat="exempt")
    books.bill("water", 3_333_33)
    books.income("rent", 1_000_00)
    books.direct("DOG", 99)
    books.close()
    books.pay("ANT", 40_000_00)
    books.pay("กข-1", 1, on=date(2026, 11, 4))
    books.bill("water", -333_33, number="late")
    with books.hub.write() as uow:
        add_payment(uow, org="CAT", date=date(2026, 11, 5), amount_minor=7, reference=HOSTILE)
    books.bill('w;|x:y, "(z) \\', 7_00, of="2026-11", number=HOSTILE)
    return books


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Export from a hub that stays where it is."""

    def run(books: Books, kind: str, *words: str) -> Path:
        out = tmp_path / f"out.{kind}"
        code = cli.main(
            ["--hub", str(books.hub.location), "--format", "json", "export", kind, "--out",
             str(out), *words]
        )  # fmt: skip
        assert code == 0
        return out

    return run


def bean_balances(path: Path) -> dict[str, Fraction]:
    """Account code → balance as beancount reads it; it must find no error."""
    from beancount import loader
    from beancount.core import data

    entries, errors, _ = loader.load_file(str(path))
    assert errors == []
    sums: dict[str, Fraction] = {}
    for entry in entries:
        for posting in entry.postings if isinstance(entry, data.Transaction) else ():
            code = posting.account.split(":")[1][:4]
            assert posting.units is not None
            assert posting.units.number is not None
            sums[code] = sums.get(code, Fraction(0)) + Fraction(posting.units.number)
    return {code: amount for code, amount in sums.items() if amount}


def hledger_balances(path: Path) -> dict[str, Fraction]:
    """Account code → balance as hledger reads it; every one of its checks must pass."""
    program = need.program("hledger")
    for words in (["check", "--strict"], ["check", "ordereddates", "accounts", "commodities"]):
        subprocess.run([program, "-f", path, *words], check=True, timeout=60)
    told = subprocess.run(
        [program, "-f", path, "balance", "--depth=2", "--no-total", "--flat", "-O", "csv"],
        check=True, capture_output=True, encoding="utf-8", timeout=60,
    ).stdout  # fmt: skip
    found = re.findall(r'^"\w+:(\d{4})[^"]*","(-?[\d.]+) ?\w*"$', told, re.MULTILINE)
    return {code: Fraction(amount) for code, amount in found if Fraction(amount)}


def trial_balance(books: Books) -> dict[str, Fraction]:
    return {code: Fraction(minor, 100) for code, minor in books.trial_balance().items()}


def test_bean_check_accepts_the_books_and_finds_the_same_balances(
    tmp_path: Path, export: Export
) -> None:
    books = used(Books.open(tmp_path))
    path = export(books, "journal")
    program = Path(sys.executable).with_name("bean-check")
    subprocess.run([program, path], check=True, timeout=60)
    assert bean_balances(path) == trial_balance(books)
    text = path.read_text(encoding="utf-8")
    assert 'option "operating_currency" "THB"' in text
    assert re.search(r'^  document: "RC-2569/11-0001"$', text, re.MULTILINE)
    assert re.search(r'^    pool: "water"$', text, re.MULTILINE)
    assert re.search(r'^    org: "กข-1"$', text, re.MULTILINE)
    assert re.search(r"^2026-1[12]-\d\d balance Assets:1100-\S+:BEE  \S+ THB$", text, re.MULTILINE)


def test_a_cent_that_is_missing_is_found(tmp_path: Path, export: Export) -> None:
    path = export(used(Books.open(tmp_path)), "journal")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("40000.00 THB", "40000.01 THB"), encoding="utf-8")
    program = Path(sys.executable).with_name("bean-check")
    told = subprocess.run([program, path], check=False, capture_output=True, timeout=60)
    assert told.returncode != 0
    assert b"Balance failed" in told.stdout + told.stderr


def test_hledger_accepts_the_books_and_finds_the_same_balances(
    tmp_path: Path, export: Export
) -> None:
    books = used(Books.open(tmp_path))
    path = export(books, "hledger")
    assert hledger_balances(path) == trial_balance(books)
    text = path.read_text(encoding="utf-8")
    assert re.search(r"^2026-11-03 \* \(RC-2569/11-0001\) ", text, re.MULTILINE)
    assert re.search(r" = -?[\d.]+ THB", text)


def test_a_part_of_the_books_begins_with_what_was_there(tmp_path: Path, export: Export) -> None:
    books = used(Books.open(tmp_path))
    for kind, read in (("journal", bean_balances), ("hledger", hledger_balances)):
        assert read(export(books, kind, "--from", "2026-11-04")) == trial_balance(books)


def test_a_currency_without_decimals(tmp_path: Path, export: Export) -> None:
    books = Books.open(tmp_path, currency="JPY", locale="en_GB", timezone="Asia/Tokyo")
    books.bill("rent", 100_001, vat="exempt")
    books.close()
    wanted = {code: Fraction(minor) for code, minor in books.trial_balance().items()}
    assert bean_balances(export(books, "journal")) == wanted
    assert hledger_balances(export(books, "hledger")) == wanted
