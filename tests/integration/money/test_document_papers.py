"""What a reader finds on receipts, tax invoices, notes, ageing and accounts."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from hubdesk.billing import service
from hubdesk.hub.service import update_settings
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import receivables
from hubdesk.month.queries import documents as papers
from hubdesk.month.queries import statement_papers
from hubdesk.orgs.service import update_organisation
from hubdesk.reports import Paper, PaperOptions, render
from tests import need
from tests.support.books import Books

TAX_WORDS = re.compile("vat|tax|ภาษี|ภพ|0994000165501|0993000133978", re.IGNORECASE)


def text_of(name: str, paper: Paper, lang: str, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(render(name, paper, PaperOptions(lang)))
    program = need.program("pdftotext")
    command = [program, "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def addressed(books: Books) -> Books:
    with books.hub.write() as uow:
        update_settings(
            uow, name_th="บ้านทดสอบ", tax_id="0994000165501", branch="00000",
            address_th="99 ถนนสุขุมวิท กรุงเทพฯ", address_en="99 Sukhumvit Road, Bangkok",
        )  # fmt: skip
        update_organisation(
            uow, books.orgs["ANT"], name_th="มูลนิธิมด", tax_id="0993000133978", branch="00001",
            address_th="1 ถนนพระราม 1 กรุงเทพฯ", address_en="1 Rama I Road, Bangkok",
        )  # fmt: skip
    books.bill("rent", 600_00, vat="exempt")
    books.bill("water", 199_99)
    books.close()
    return books


def receipt(books: Books, minor: int) -> int:
    payment_id = books.pay("ANT", minor)
    with books.hub.write() as uow:
        return service.issue_receipt(uow, payment_id)


@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
def test_a_tax_receipt_has_every_particular(tmp_path: Path, lang: str) -> None:
    books = addressed(Books.open(tmp_path))
    total = books.statements()["ANT"].total_minor
    receipt_id = receipt(books, total)
    with books.hub.read() as session:
        paper = papers.document_paper(session, receipt_id)
    text = text_of("document", paper, lang, tmp_path)
    wanted = [paper.number, "0994000165501", "0993000133978", "00000", "00001", "7 %",
              f"{paper.vat_minor / 100:.2f}", f"{total / 100:.2f}"]  # fmt: skip
    if "th" in lang:
        wanted += ["ใบเสร็จรับเงิน/ใบกำกับภาษี", "มูลนิธิมด", "99 ถนนสุขุมวิท", "1 ถนนพระราม 1",
                   "ภาษีมูลค่าเพิ่ม", "สำนักงานใหญ่", "สาขาที่"]  # fmt: skip
    if "en" in lang:
        wanted += ["Receipt / Tax invoice", "The ANT", "99 Sukhumvit Road", "1 Rama I Road"]
    squeezed = "".join(text.split())
    for word in wanted:
        assert "".join(word.split()) in squeezed, word


@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
def test_a_hub_without_vat_has_no_word_of_tax_on_its_papers(tmp_path: Path, lang: str) -> None:
    books = addressed(Books.open(tmp_path, vat_registered=False))
    receipt_id = receipt(books, 100_00)
    statement = books.statements()["ANT"]
    with books.hub.write() as uow:
        note_id = service.add_credit_note(uow, statement.id, reason="late", amounts={0: 1_00})
        more_id = service.add_debit_note(uow, statement.id, reason="more", amounts={0: 2_00})
        lost_id = service.write_off(uow, org="ANT", amount_minor=1, reason="gone")
        void_id = service.cancel_document(uow, receipt_id, reason="name")
    day = date(2026, 11, 30)
    with books.hub.read() as session:
        printed: list[tuple[str, Paper]] = [
            ("document", papers.document_paper(session, one))
            for one in (receipt_id, note_id, more_id, lost_id, void_id)
        ]
        printed.append(("ageing", papers.ageing_paper(session, day)))
        printed.append(("account", papers.account_paper(session, "ANT", day)))
    for name, paper in printed:
        text = text_of(name, paper, lang, tmp_path)
        assert not TAX_WORDS.search("".join(text.split())), TAX_WORDS.search(text)


@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
def test_a_statement_of_a_hub_without_vat_has_no_word_of_tax(tmp_path: Path, lang: str) -> None:
    books = addressed(Books.open(tmp_path, vat_registered=False))
    books.bill("water", 250_01, of="2026-11")
    books.direct("ANT", 33_33, on=date(2026, 11, 30))
    books.close("2026-11")
    with books.hub.read() as session:
        (paper,) = statement_papers(session, Month(2026, 11), ["ANT"])
    text = text_of("statement", paper, lang, tmp_path)
    assert not TAX_WORDS.search("".join(text.split())), TAX_WORDS.search(text)
    assert f"{paper.totals.month_minor / 100:.2f}" in text


def test_a_credit_note_says_what_was_what_is_right_and_why(tmp_path: Path) -> None:
    books = addressed(Books.open(tmp_path))
    statement = books.statements()["ANT"]
    with books.hub.write() as uow:
        note_id = service.add_credit_note(uow, statement.id, reason="pump broke", amounts={1: 9_99})
    with books.hub.read() as session:
        paper = papers.document_paper(session, note_id)
    text = text_of("document", paper, "en", tmp_path)
    left = statement.net_minor - 9_99
    for word in (statement.code, "pump broke", f"{statement.net_minor / 100:.2f}",
                 f"{left / 100:.2f}", "\u22129.99"):  # fmt: skip
        assert word in text, word


def test_the_paper_of_a_cancelled_receipt_says_so(tmp_path: Path) -> None:
    books = addressed(Books.open(tmp_path))
    receipt_id = receipt(books, 5_00)
    with books.hub.write() as uow:
        service.cancel_document(uow, receipt_id, reason="wrong name")
    with books.hub.read() as session:
        paper = papers.document_paper(session, receipt_id)
    assert "Cancelled by VO-2569/11-0001" in text_of("document", paper, "en", tmp_path)


def test_ageing_is_the_ledger_of_any_day(tmp_path: Path) -> None:
    books = addressed(Books.open(tmp_path))
    books.opening("BEE", 12_34)
    books.pay("ANT", 50_00, on=date(2026, 11, 3))
    books.pay("CAT", 99_999_00, on=date(2026, 12, 3))
    with books.hub.write() as uow:
        service.add_credit_note(
            uow, books.statements()["BEE"].id, reason="x", amounts={0: 10_00}
        )
    paper = None
    for day in (date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 4), date(2027, 3, 1)):
        with books.hub.read() as session:
            paper = papers.ageing_paper(session, day)
            owed = receivables(session, day)
        assert {row.code: row.total_minor for row in paper.rows if row.total_minor} == {
            code: owed[org_id] for code, org_id in books.orgs.items() if owed.get(org_id)
        }
        for row in (*paper.rows, paper.sums):
            assert sum(row.buckets) + row.other_minor - row.credit_minor == row.total_minor
    assert paper is not None
    by_code = {row.code: row for row in paper.rows}
    assert by_code["ANT"].buckets[4] == by_code["ANT"].total_minor
    assert by_code["BEE"].other_minor == 12_34
    assert by_code["CAT"].credit_minor == -by_code["CAT"].total_minor


def test_an_account_ends_with_what_is_owed(tmp_path: Path) -> None:
    books = addressed(Books.open(tmp_path))
    books.pay("ANT", 50_00)
    with books.hub.read() as session:
        paper = papers.account_paper(session, "ANT", date(2026, 11, 30))
        assert paper.moves[-1].balance_minor == receivables(session)[books.orgs["ANT"]]
    text = text_of("account", paper, "en", tmp_path)
    assert "RC-2569/11-0001" in text
    assert "\u221250.00" in text
