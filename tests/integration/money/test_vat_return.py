"""The figures of the VAT return: every tax once, in the month of its day, whatever comes later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hubdesk.billing import service
from hubdesk.billing.errors import ReceiptExistsError
from hubdesk.billing.model import Document, VatSum
from hubdesk.billing.queries import about
from hubdesk.billing.standing import taxed_by
from hubdesk.costs.service import add_bill, void_direct_charge
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.kernel.plain import from_plain
from hubdesk.month.papers.suppliers import VatReturnPaper
from hubdesk.month.queries.vat import vat_return
from tests.integration.conftest import EngineUnderTest
from tests.support.books import NOW, Books
from tests.support.counting import counted

OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)
_COUNTED = ("credit_note", "debit_note", "cancellation")


@pytest.fixture
def books(engine: EngineUnderTest) -> Books:
    """October, closed on 5 November: ANT owes 10,000 and 7 % of tax."""
    made = Books.on(engine)
    made.direct("ANT", 10_000_00)
    made.close()
    return made


def paid(books: Books, minor: int, *, org: str = "ANT", on: date = date(2026, 11, 3)) -> Document:
    payment_id = books.pay(org, minor, on=on)
    with books.hub.write() as uow:
        return about.required_document(uow, service.issue_receipt(uow, payment_id))


def noted(books: Books, kind: str, minor: int, *, org: str = "ANT") -> Document:
    make = service.add_credit_note if kind == "credit" else service.add_debit_note
    statement = books.statements()[org]
    with books.hub.write() as uow:
        return about.required_document(
            uow, make(uow, statement.id, reason="meter", amounts={0: minor})
        )


def cancelled(books: Books, one: Document) -> None:
    with books.hub.write() as uow:
        service.cancel_document(uow, one.id, reason="wrong address")


def invoiced(books: Books) -> Document:
    with books.hub.write() as uow:
        made = service.issue_tax_invoice(uow, books.statements()["ANT"].id)
        return about.required_document(uow, made)


def on(books: Books, day: date) -> None:
    """It is ten o'clock of a day."""
    clock = books.hub.database.clock
    assert isinstance(clock, FixedClock)
    clock.at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def returned(books: Books, month: Month = NOVEMBER) -> VatReturnPaper:
    with books.hub.read() as session:
        return vat_return(session, month)


def output(books: Books, month: Month = NOVEMBER) -> int:
    """Output tax of a month; what notes count is also what earlier documents make of them."""
    with books.hub.read() as session:
        known = about.documents_of(session, books.orgs["ANT"])
    for one in known:
        if one.kind in _COUNTED:
            bare = replace(one, facts={**one.facts, "taxed": None})
            assert taxed_by(bare, known) == from_plain(tuple[VatSum, ...], one.facts["taxed"])
    return returned(books, month).output_minor


def test_a_credit_of_what_was_not_paid_takes_nothing_from_the_receipt(books: Books) -> None:
    assert paid(books, 5_350_00).vat_minor == 350_00
    noted(books, "credit", 5_000_00)
    assert output(books) == 350_00


def test_a_credit_of_what_was_paid_counts_whole_and_of_both_in_part(books: Books) -> None:
    paid(books, 8_560_00)
    noted(books, "credit", 5_000_00)
    assert output(books) == 350_00
    noted(books, "debit", 1_000_00)
    assert output(books) == 420_00  # the receipt of what was taken back stands for it
    assert paid(books, 5_00).vat_minor == 0
    noted(books, "credit", 6_000_00)
    assert output(books) == 0


@pytest.mark.parametrize("first", [10_700_00, 5_350_00])
def test_a_debit_note_counts_when_its_receipt_shows_it(books: Books, first: int) -> None:
    paid(books, first)
    noted(books, "debit", 1_000_00)
    assert output(books) == first * 7 // 107
    paid(books, 10_700_00 - first + 1_070_00)
    assert output(books) == 770_00
    assert [line.number[:2] for line in returned(books).sales] == ["RT", "RT"]


def test_after_a_tax_invoice_notes_count_whole(books: Books) -> None:
    noted(books, "credit", 1_000_00)
    first = invoiced(books)
    assert output(books) == 630_00
    noted(books, "debit", 500_00)
    noted(books, "credit", 1_000_00)
    assert output(books) == 595_00
    cancelled(books, first)
    assert output(books) == 0
    assert invoiced(books).vat_minor == 595_00
    assert output(books) == 595_00
    paid(books, 9_095_00)
    assert output(books) == 595_00


@pytest.mark.parametrize("first", [5_350_00, 10_700_00])
def test_a_statement_issued_anew_is_taxed_by_all_its_receipts(books: Books, first: int) -> None:
    paid(books, first)
    books.reopen()
    books.direct("ANT", 100_00)
    books.close()
    assert output(books) == first * 7 // 107
    with books.hub.write() as uow, pytest.raises(ReceiptExistsError):
        service.issue_tax_invoice(uow, books.statements()["ANT"].id)
    assert paid(books, 10_807_00 - first).vat_minor == 707_00 - first * 7 // 107
    assert output(books) == 707_00
    assert paid(books, 5_00).vat_minor == 0


def test_a_statement_issued_anew_with_less_gives_back_what_was_shown_too_much(
    engine: EngineUnderTest,
) -> None:
    books = Books.on(engine)
    books.direct("ANT", 9_000_00)
    more = books.direct("ANT", 1_000_00)
    books.close()
    paid(books, 10_700_00)
    books.reopen()
    with books.hub.write() as uow:
        void_direct_charge(uow, more, reason="not ours")
    books.close()
    assert output(books) == 630_00


def test_a_locked_month_stays_and_a_cancellation_counts_in_its_own(books: Books) -> None:
    first = paid(books, 10_700_00)
    noted(books, "credit", 1_000_00)
    assert output(books) == 630_00
    on(books, date(2026, 12, 3))
    books.close("2026-11")
    before = returned(books).sales
    cancelled(books, first)
    assert (output(books), output(books, DECEMBER)) == (630_00, -630_00)
    assert returned(books).sales == before
    assert first.payment_id is not None
    with books.hub.write() as uow:
        service.issue_receipt(uow, first.payment_id)
    assert (output(books), output(books, DECEMBER)) == (630_00, 0)


def test_a_tax_invoice_stands_in_the_month_of_its_day(books: Books) -> None:
    assert NOW.date() == date(2026, 11, 5)
    on(books, date(2026, 12, 3))
    assert invoiced(books).code == "TX-2569/12-0001"
    noted(books, "credit", 1_000_00)
    found = [output(books, month) for month in (OCTOBER, NOVEMBER, DECEMBER)]
    assert found == [0, 0, 630_00]


def test_a_receipt_stands_in_the_month_of_its_payment(books: Books) -> None:
    on(books, date(2026, 12, 3))
    first = paid(books, 10_700_00, on=date(2026, 11, 30))
    assert (output(books), output(books, DECEMBER)) == (700_00, 0)
    cancelled(books, first)
    assert (output(books), output(books, DECEMBER)) == (0, 0)


def test_a_bill_stands_in_the_month_of_its_day(books: Books) -> None:
    books.reopen()
    with books.hub.write() as uow:
        add_bill(
            uow, supplier="Water", number="W-1", date=date(2026, 11, 5),
            service_from=date(2026, 10, 1), service_to=date(2026, 10, 31), pool="water",
            driver="seats", net_minor=100_00, vat_rate="7",
        )  # fmt: skip
    assert [returned(books, month).input_minor for month in (OCTOBER, NOVEMBER)] == [0, 7_00]
    books.close()
    books.bill("power", 200_00)  # dated 31 October, which is locked
    assert [returned(books, month).input_minor for month in (OCTOBER, NOVEMBER)] == [0, 21_00]


def test_money_without_tax_is_listed(books: Books) -> None:
    first = paid(books, 10_800_00)
    books.pay("BEE", 50_00, on=date(2026, 11, 4))
    books.pay("BEE", -5_00, on=date(2026, 11, 4))
    found = [(one.number, one.reason, one.amount_minor) for one in returned(books).untaxed]
    assert found[0] == (first.code, "on_account", 100_00)
    assert [one[1:] for one in found[1:]] == [("no_receipt", 50_00)]
    cancelled(books, first)
    assert {one.reason for one in returned(books).untaxed} == {"no_receipt"}
    assert returned(books, DECEMBER).untaxed == ()


def test_a_return_asks_no_more_for_more_notes(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> int:
        with books.hub.read() as session, counted(monkeypatch) as texts:
            vat_return(session, NOVEMBER)
        return len(texts)

    cancelled(books, paid(books, 5_350_00))
    noted(books, "credit", 10_00)
    first = asked()
    for _ in range(3):
        cancelled(books, noted(books, "debit", 10_00))
        noted(books, "credit", 10_00)
    assert asked() == first
