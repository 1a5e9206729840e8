"""The code to pay by is read off the rendered page, as a bank's app reads it off the paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from hubdesk.billing.paycode import crc16, read_emv
from hubdesk.hub.service import update_settings
from hubdesk.kernel.month import Month
from hubdesk.month.papers import StatementPaper
from hubdesk.month.queries import load_month
from hubdesk.month.statements import fill_statements
from hubdesk.reports import PaperOptions, render
from tests.support.books import Books

BILLER = "099400016550101"
IBAN = "DE89370400440532013000"
_DPI = 150


def papers_of(folder: Path, *, settings: dict[str, Any] | None = None, **paying: str) -> Any:
    """Statements of a closed month in a hub that is paid by code."""
    books = Books.open(folder, **(settings or {}))
    books.bill("rent", 600_01, vat="exempt")
    books.bill("tea", 120_00)
    with books.hub.write() as uow:
        update_settings(uow, bank_name="Bank", bank_account_number="123-4-56789-0", **paying)
    books.close()
    with books.hub.write() as uow:  # what is set later changes nothing of a closed month
        update_settings(uow, biller_id="", promptpay_id="", iban="")
    with books.hub.read() as session:
        found = fill_statements(load_month(session, Month(2026, 10)))
    books.hub.close()
    return found


def read_off(paper: StatementPaper, options: PaperOptions) -> list[tuple[str, float]]:
    """The codes on its pages in black and white: what they say, and their side in mm."""
    found = []
    for page in pypdfium2.PdfDocument(render("statement", paper, options)):
        grey = page.render(scale=_DPI / 72, grayscale=True).to_pil()
        black = grey.point(lambda value: 255 * (value > 128))
        for code in zxingcpp.read_barcodes(black):
            corners = code.position
            side = (corners.top_right.x - corners.top_left.x) / _DPI * 25.4
            found.append((code.text, side))
    return found


@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_a_bill_is_paid_by_its_own_number(tmp_path: Path, lang: str, size: str) -> None:
    for paper in papers_of(tmp_path, biller_id=BILLER)[:2]:
        ((text, side),) = read_off(paper, PaperOptions(lang, paper=size))
        assert text == paper.pay_to.qr
        assert side >= 22
        fields = read_emv(text)
        assert int(fields["63"], 16) == crc16(text[:-4].encode())
        assert fields["54"] == f"{paper.totals.due_minor / 100:.2f}"
        number = paper.number.replace("-", "").replace("/", "")
        assert fields["30"].endswith(f"0203{paper.party.code}{'03'}{len(number)}{number}")


def test_a_mobile_number_where_there_is_no_biller(tmp_path: Path) -> None:
    paper = papers_of(tmp_path, promptpay_id="081-234-5678")[0]
    ((text, _),) = read_off(paper, PaperOptions("th"))
    assert read_emv(text)["29"].endswith("01130066812345678")


def test_a_hub_in_euro_is_paid_by_epc(tmp_path: Path) -> None:
    euro = {"currency": "EUR", "locale": "en_GB", "timezone": "Europe/Berlin"}
    paper = papers_of(tmp_path, settings=euro, iban=IBAN)[0]
    ((text, side),) = read_off(paper, PaperOptions("en"))
    assert text.split("\n")[6:8] == [IBAN, f"EUR{paper.totals.due_minor / 100:.2f}"]
    assert side >= 22


def test_no_code_where_nothing_can_be_paid_by_one(tmp_path: Path) -> None:
    dollars = {"currency": "USD", "locale": "en_US"}
    paper = papers_of(tmp_path, settings=dollars, iban=IBAN, biller_id=BILLER)[0]
    assert read_off(paper, PaperOptions("en")) == []
