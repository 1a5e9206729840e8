"""Documents as Peppol and ETDA take them: the rules hold, and the draft says that it is one."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from hubdesk import cli
from hubdesk.billing import service
from hubdesk.billing.queries import about
from hubdesk.exchange.einvoice import Invoice, InvoiceLine, TaxSum, Trader, UnsoundInvoiceError
from hubdesk.exchange.etda import NOT_SUBMITTED
from hubdesk.exchange.ubl import write_ubl
from hubdesk.hub.service import update_settings
from hubdesk.kernel.month import Month
from hubdesk.month.queries import statement_papers
from hubdesk.orgs.service import update_organisation
from tests import need
from tests.support.books import Books
from tests.support.en16931 import Figures, broken

ETDA_CODES = {"tax_invoice": "388", "tax_receipt": "T03", "credit_note": "81", "debit_note": "80"}


@pytest.fixture
def books(tmp_path: Path) -> Books:
    made = Books.open(tmp_path)
    with made.hub.write() as uow:
        update_settings(uow, tax_id="0994000165501", branch="00000", address_en="1 A Road\nBangkok",
                        address_th="1 ถนน ก\nกรุงเทพฯ", email="a@b.example")  # fmt: skip
        update_organisation(uow, made.orgs["ANT"], name_th='มด <&> "ไทย"', tax_id="0993000133978")
    made.bill("rent", 600_01, vat="exempt")
    made.bill("water", 199_99)
    made.bill("credit", -10_00)
    made.direct("ANT", 33_33)
    made.close()
    return made


def exported(books: Books, out: Path, kind: str, number: str) -> bytes:
    code = cli.main(["--hub", str(books.hub.location), "--format", "json", "export", kind,
                     "--out", str(out), "--number", number])  # fmt: skip
    assert code == 0
    return out.read_bytes()


def _case(one: dict[str, Any]) -> Figures:
    def all_of(name: str) -> list[Fraction]:
        return [Fraction(number) for number in one[name]]

    return Figures(
        {name: Fraction(number) for name, number in one["totals"].items()},
        all_of("line_nets"), all_of("allowances"), all_of("charges"),
        Fraction(one["tax_total"][0]) if one["tax_total"] else None,
        [
            (Fraction(part["taxable"] or 0), Fraction(part["tax"]),
             Fraction(part["percent"]) if part.get("percent") else None)
            for part in one["tax_subtotals"]
        ],
    )  # fmt: skip


def test_our_reader_of_the_rules_agrees_with_the_published_tests() -> None:
    path = need.shared("data/costs") / "05b_en16931_rule_tests.json"
    cases = json.loads(path.read_text(encoding="utf-8"))
    assert len(cases) >= 40
    for one in cases:
        assert (one["rule"] in broken(_case(one))) == (one["expect"] == "fail"), one


def test_statements_of_everybody_keep_the_rules(books: Books, tmp_path: Path) -> None:
    for statement in books.statements().values():
        data = exported(books, tmp_path / "i.xml", "ubl", statement.code)
        figures = Figures.of(data)
        assert broken(figures) == []
        assert figures.totals["PayableAmount"] == Fraction(statement.total_minor, 100)
        assert figures.tax_total == Fraction(statement.vat_minor, 100)


def test_what_a_statement_says_stands_in_its_invoice(books: Books, tmp_path: Path) -> None:
    statement = books.statements()["ANT"]
    root = etree.fromstring(exported(books, tmp_path / "i.xml", "ubl", statement.code))
    said = {etree.QName(one).localname: one.text for one in root.iter() if one.text}
    assert said["ID"] is not None
    assert root.findtext("{*}ID") == statement.code
    assert root.findtext("{*}InvoiceTypeCode") == "380"
    assert root.findtext("{*}BuyerReference") == "ANT"
    assert [one.text for one in root.iter("{*}RegistrationName")][1] == 'มด <&> "ไทย"'
    assert "TH0994000165501" in [one.text for one in root.iter("{*}CompanyID")]
    prices = [Fraction(one.text) for one in root.iter("{*}PriceAmount")]
    assert min(prices) >= 0
    assert {one.text for one in root.iter("{*}InvoicedQuantity")} == {"1", "-1"}


def test_a_credit_note_is_a_credit_note(books: Books, tmp_path: Path) -> None:
    statement = books.statements()["ANT"]
    with books.hub.write() as uow:
        note_id = service.add_credit_note(uow, statement.id, reason="x", amounts={0: 10_00})
        note = about.required_document(uow, note_id)
    data = exported(books, tmp_path / "c.xml", "ubl", note.code)
    root = etree.fromstring(data)
    assert etree.QName(root).localname == "CreditNote"
    assert root.findtext("{*}CreditNoteTypeCode") == "381"
    assert root.findtext(".//{*}InvoiceDocumentReference/{*}ID") == statement.code
    assert broken(Figures.of(data)) == []
    assert Figures.of(data).totals["PayableAmount"] == -Fraction(note.total_minor, 100)


def test_a_hub_without_vat_is_outside_the_tax(tmp_path: Path) -> None:
    books = Books.open(tmp_path, vat_registered=False)
    books.bill("water", 199_99)
    books.bill("rent", 1_00, vat="exempt")
    books.close()
    statement = books.statements()["ANT"]
    data = exported(books, tmp_path / "i.xml", "ubl", statement.code)
    assert broken(Figures.of(data)) == []
    categories = etree.fromstring(data).iter("{*}TaxCategory", "{*}ClassifiedTaxCategory")
    assert {one.findtext("{*}ID") for one in categories} == {"O"}


def test_papers_are_taxed_as_the_house_was_when_it_issued_them(
    books: Books, tmp_path: Path
) -> None:
    statement = books.statements()["ANT"]
    before = exported(books, tmp_path / "i.xml", "ubl", statement.code)
    with books.hub.write() as uow:
        update_settings(uow, vat_registered=False)
    assert exported(books, tmp_path / "j.xml", "ubl", statement.code) == before
    books.bill("water", 1_00, of="2026-11")
    books.close("2026-11")
    later = books.statements("2026-11")["ANT"]
    with books.hub.write() as uow:
        update_settings(uow, vat_registered=True)
    with books.hub.read() as session:
        papers = [
            statement_papers(session, month, ["ANT"])[0].taxed
            for month in (Month(2026, 10), Month(2026, 11))
        ]
    assert papers == [True, False]
    assert b">O<" in exported(books, tmp_path / "k.xml", "ubl", later.code)


def test_etda_drafts_have_the_codes_and_say_that_they_were_not_submitted(
    books: Books, tmp_path: Path
) -> None:
    statement = books.statements()["ANT"]
    payment_id = books.pay("BEE", 50_00)
    with books.hub.write() as uow:
        ids = [
            service.issue_tax_invoice(uow, statement.id),
            service.issue_receipt(uow, payment_id),
            service.add_credit_note(uow, statement.id, reason="x", amounts={0: 10_00}),
            service.add_debit_note(uow, statement.id, reason="y", amounts={0: 5_00}),
        ]
        issued = [about.required_document(uow, one) for one in ids]
    known = need.shared("data/costs") / "15_etda_cause_codes.csv"
    with known.open(encoding="utf-8") as file:
        causes = {row["code"] for row in csv.DictReader(file)}
    sums = None
    for one in issued:
        data = exported(books, tmp_path / "e.xml", "etda", one.code)
        assert NOT_SUBMITTED in data.decode().split("<rsm:")[0]
        root = etree.fromstring(data)
        document = root.find("{*}ExchangedDocument")
        assert document is not None
        assert document.findtext("{*}TypeCode") == ETDA_CODES[one.kind]
        assert document.findtext("{*}IncludedNote/{*}Content") == NOT_SUBMITTED
        cause = document.findtext("{*}PurposeCode")
        assert (cause in causes) == (one.kind in ("credit_note", "debit_note"))
        sums = root.find(".//{*}SpecifiedTradeSettlementHeaderMonetarySummation")
        assert sums is not None
        total = Fraction(sums.findtext("{*}GrandTotalAmount") or "0")
        assert total == Fraction(abs(one.total_minor), 100)
        assert "099400016550100000" in data.decode()
    assert sums is not None
    assert Fraction(sums.findtext("{*}OriginalInformationAmount") or "0") == Fraction(
        statement.net_minor - 10_00, 100
    )


def test_a_statement_is_no_tax_document(books: Books, tmp_path: Path) -> None:
    number = books.statements()["ANT"].code
    code = cli.main(["--hub", str(books.hub.location), "--format", "json", "export", "etda",
                     "--out", str(tmp_path / "e.xml"), "--number", number])  # fmt: skip
    assert code == 1


def test_sums_that_do_not_agree_are_never_written() -> None:
    trader = Trader("A", "A", "TH")
    invoice = Invoice(
        "invoice", "1", datetime(2026, 10, 1, tzinfo=UTC), None, "THB", 2, trader, trader,
        (InvoiceLine("a", 100, "7"),), (TaxSum("7", 100, 7),), 100, 7, 108,
    )  # fmt: skip
    with pytest.raises(UnsoundInvoiceError):
        write_ubl(invoice)
