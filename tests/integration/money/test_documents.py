"""Receipts, tax invoices and notes: what they say adds up, and their numbers have no gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.access.errors import SamePersonError
from hubdesk.billing import service
from hubdesk.billing.checks import check
from hubdesk.billing.errors import (
    CreditStandsError,
    DocumentCancelledError,
    NotCancellableError,
    ReceiptExistsError,
    ReceiptStandsError,
)
from hubdesk.billing.model import Document
from hubdesk.billing.queries import about, number_ranges
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.ledger.checks import check as check_ledger
from hubdesk.ledger.queries import receivables
from tests.integration.conftest import EngineUnderTest
from tests.support.books import Books
from tests.support.counting import counted


@pytest.fixture
def books(engine: EngineUnderTest) -> Books:
    """October, closed: ANT owes rent without tax, water and a direct charge with 7 %."""
    made = Books.on(engine)
    made.bill("rent", 600_00, vat="exempt")
    made.bill("water", 199_99)
    made.direct("ANT", 33_33)
    made.close()
    return made


def receipt(books: Books, org: str, minor: int) -> Document:
    payment_id = books.pay(org, minor)
    with books.hub.write() as uow:
        return about.required_document(uow, service.issue_receipt(uow, payment_id))


def sound(books: Books) -> None:
    """What ``hubdesk verify`` looks at in documents and ledger."""
    with books.hub.read() as session:
        assert check(session) == []
        assert check_ledger(session) == []
        for _, count, first, last in number_ranges(session):
            assert (first, last) == (1, count)


def owed(books: Books, org: str) -> int:
    with books.hub.read() as session:
        return receivables(session).get(books.orgs[org], 0)


def test_receipts_of_parts_add_up_to_the_statement(books: Books) -> None:
    statement = books.statements()["ANT"]
    parts = [100_01, 77_77, statement.total_minor - 177_78]
    found = [receipt(books, "ANT", part) for part in parts]
    assert [one.kind for one in found] == ["tax_receipt"] * 3
    assert [one.code[-4:] for one in found] == ["0001", "0002", "0003"]
    assert sum(one.vat_minor for one in found) == statement.vat_minor
    assert sum(one.net_minor for one in found) == statement.net_minor
    by_kind: dict[str, int] = {}
    for one in found:
        assert one.total_minor == one.net_minor + one.vat_minor
        for vat in one.facts["vat"]:
            by_kind[vat["vat"]] = by_kind.get(vat["vat"], 0) + vat["net_minor"]
    assert by_kind == {one["vat"]: one["net_minor"] for one in statement.facts["vat"]}
    sound(books)


def test_a_payment_has_one_receipt(books: Books) -> None:
    payment_id = books.pay("BEE", 1_00)
    with books.hub.write() as uow:
        first = service.issue_receipt(uow, payment_id)
    with books.hub.write() as uow:
        assert service.issue_receipt(uow, payment_id) == first


def test_a_receipted_payment_is_taken_back_after_its_receipt(books: Books) -> None:
    found = receipt(books, "BEE", 1_00)
    assert found.payment_id is not None
    with pytest.raises(ReceiptStandsError), books.hub.write() as uow:
        service.void_payment(uow, found.payment_id, reason="bounced")
    with books.hub.write() as uow:
        service.cancel_document(uow, found.id, reason="bounced")
    with books.hub.write() as uow:
        service.void_payment(uow, found.payment_id, reason="bounced")
    sound(books)


def test_no_more_is_receipted_than_notes_have_left(books: Books) -> None:
    statement = books.statements()["ANT"]
    with books.hub.write() as uow:
        lines_of = about.lines_of(uow, statement.id)
        number, line = next(one for one in lines_of if one[1].vat_rate == "7")
        service.add_credit_note(
            uow, statement.id, reason="too much", amounts={number: line.net_minor // 2}
        )
    left = owed(books, "ANT")
    first = receipt(books, "ANT", left)
    second = receipt(books, "ANT", 5_00)
    assert first.total_minor == left
    with books.hub.read() as session:
        kinds = [one.kind for _, one in about.lines_of(session, second.id)]
    assert (kinds, second.vat_minor) == (["on_account"], 0)
    sound(books)


def test_money_beyond_the_statements_is_on_account(books: Books) -> None:
    statement = books.statements()["CAT"]
    found = receipt(books, "CAT", statement.total_minor + 5_00)
    assert found.total_minor == statement.total_minor + 5_00
    assert found.vat_minor == statement.vat_minor
    with books.hub.read() as session:
        kinds = [(line.kind, line.net_minor) for _, line in about.lines_of(session, found.id)]
    assert kinds[-1] == ("on_account", 5_00)


def test_a_cancelled_receipt_keeps_its_number_and_is_written_anew(books: Books) -> None:
    first = receipt(books, "BEE", 50_00)
    with books.hub.write() as uow:
        service.cancel_document(uow, first.id, reason="wrong address")
    assert first.payment_id is not None
    with books.hub.write() as uow:
        second = about.required_document(uow, service.issue_receipt(uow, first.payment_id))
    assert (second.number, second.vat_minor) == (first.number + 1, first.vat_minor)
    with books.hub.write() as uow, pytest.raises(DocumentCancelledError):
        service.cancel_document(uow, first.id, reason="again")
    sound(books)


def test_a_receipt_asks_no_more_of_a_long_account(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> int:
        payment_id = books.pay("BEE", 1_00)
        with books.hub.write() as uow, counted(monkeypatch) as texts:
            service.issue_receipt(uow, payment_id)
        return len(texts)

    asked()
    first = asked()
    for minor in (2_00, 3_00, 4_00):
        noted(books, "debit", books.statements()["BEE"], 0, minor)
        receipt(books, "BEE", minor)
    assert asked() == first


def test_a_tax_invoice_takes_the_tax_from_the_receipts(books: Books) -> None:
    statement = books.statements()["ANT"]
    with books.hub.write() as uow:
        invoice = about.required_document(uow, service.issue_tax_invoice(uow, statement.id))
    assert (invoice.vat_minor, invoice.total_minor) == (statement.vat_minor, statement.total_minor)
    assert receipt(books, "ANT", statement.total_minor).kind == "receipt"
    receipt(books, "BEE", 10_00)
    with books.hub.write() as uow, pytest.raises(ReceiptExistsError):
        service.issue_tax_invoice(uow, books.statements()["BEE"].id)
    sound(books)


def test_a_credit_by_line_and_the_rest_mirror_the_statement(books: Books) -> None:
    statement = books.statements()["ANT"]
    before = books.trial_balance()
    with books.hub.write() as uow:
        lines = about.lines_of(uow, statement.id)
        water = next(at for at, line in lines if (line.kind, line.vat_rate) == ("share", "7"))
        first = service.add_credit_note(
            uow, statement.id, reason="pump broken", amounts={water: 33_33}, cause="CDNS01"
        )
    with books.hub.write() as uow, pytest.raises(InvalidInputError):
        service.add_credit_note(uow, statement.id, reason="too much", amounts={water: 99_99})
    with books.hub.write() as uow:
        second = service.add_credit_note(uow, statement.id, reason="the rest")
        notes = [about.required_document(uow, one) for one in (first, second)]
        mirrored = {
            place: sum(line.net_minor for at, line in
                       about.lines_of(uow, first) + about.lines_of(uow, second) if at == place)
            for place, _ in lines
        }  # fmt: skip
    assert notes[0].vat_minor == -233  # 7 % of 133.32 is 9.33, of 99.99 7.00
    assert mirrored == {place: -line.net_minor for place, line in lines}
    assert sum(one.total_minor for one in notes) == -statement.total_minor
    assert sum(one.vat_minor for one in notes) == -statement.vat_minor
    assert owed(books, "ANT") == 0
    after = books.trial_balance()
    assert after["4000"] == before["4000"]  # shares stay as they were shared
    assert after["2100"] == before["2100"] + statement.vat_minor
    sound(books)


def test_a_debit_note_is_taxed_with_what_it_adds_to(books: Books) -> None:
    statement = books.statements()["BEE"]
    with books.hub.write() as uow:
        (water,) = [at for at, line in about.lines_of(uow, statement.id) if line.vat_rate == "7"]
        note = about.required_document(
            uow, service.add_debit_note(uow, statement.id, reason="meter", amounts={water: 7})
        )
    assert (note.net_minor, note.total_minor) == (7, 7 + note.vat_minor)
    assert owed(books, "BEE") == statement.total_minor + note.total_minor
    with books.hub.write() as uow:
        service.cancel_document(uow, note.id, reason="read wrongly")
    assert owed(books, "BEE") == statement.total_minor
    sound(books)


def taxed_line(books: Books, statement: Document) -> int:
    """Place of the shares with 7 %."""
    with books.hub.read() as session:
        lines = about.lines_of(session, statement.id)
    return next(at for at, line in lines if (line.kind, line.vat_rate) == ("share", "7"))


def noted(books: Books, kind: str, statement: Document, place: int, minor: int) -> Document:
    make = service.add_credit_note if kind == "credit" else service.add_debit_note
    with books.hub.write() as uow:
        note = make(uow, statement.id, reason="meter", amounts={place: minor})
        return about.required_document(uow, note)


def test_a_debit_note_is_not_cancelled_under_its_credit(books: Books) -> None:
    statement = books.statements()["BEE"]
    water = taxed_line(books, statement)
    debit = noted(books, "debit", statement, water, 50_00)
    with books.hub.write() as uow:
        service.add_credit_note(uow, statement.id, reason="all of it")
    assert owed(books, "BEE") == 0
    with books.hub.write() as uow, pytest.raises(CreditStandsError):
        service.cancel_document(uow, debit.id, reason="read wrongly")
    sound(books)


def test_receipts_pay_a_statement_with_its_debit_notes_to_the_last_tax(books: Books) -> None:
    statement = books.statements()["ANT"]
    first = receipt(books, "ANT", 300_00)
    debit = noted(books, "debit", statement, taxed_line(books, statement), 50_00)
    rest = receipt(books, "ANT", owed(books, "ANT"))
    with books.hub.read() as session:
        kinds = {line.kind for _, line in about.lines_of(session, rest.id)}
        said = about.lines_of(session, rest.id)[0][1].description
    assert (kinds, said) == ({"paid"}, f"{statement.code}, {debit.code}")
    assert first.vat_minor + rest.vat_minor == statement.vat_minor + debit.vat_minor
    assert first.net_minor + rest.net_minor == statement.net_minor + debit.net_minor
    sound(books)


def test_a_tax_invoice_is_of_what_notes_left_and_is_written_anew_after_its_receipt(
    books: Books,
) -> None:
    statement = books.statements()["ANT"]
    credit = noted(books, "credit", statement, taxed_line(books, statement), 33_33)
    with books.hub.write() as uow:
        first = about.required_document(uow, service.issue_tax_invoice(uow, statement.id))
    assert first.total_minor == statement.total_minor + credit.total_minor == owed(books, "ANT")
    assert first.vat_minor == statement.vat_minor + credit.vat_minor
    later = noted(books, "credit", statement, taxed_line(books, statement), 1_00)
    assert (credit.facts["taxed"], later.facts["taxed"]) == ([], later.facts["vat"])
    with books.hub.write() as uow:
        service.cancel_document(uow, first.id, reason="another address")
        first = about.required_document(uow, service.issue_tax_invoice(uow, statement.id))
    assert first.total_minor == owed(books, "ANT")
    assert receipt(books, "ANT", 100_00).kind == "receipt"
    with books.hub.write() as uow:
        service.cancel_document(uow, first.id, reason="wrong address")
    with books.hub.write() as uow:
        second = about.required_document(uow, service.issue_tax_invoice(uow, statement.id))
    assert (second.number, second.total_minor) == (first.number + 1, first.total_minor)
    with books.hub.write() as uow:
        service.cancel_document(uow, second.id, reason="nothing left")
        service.add_credit_note(uow, statement.id, reason="all of it")
    with books.hub.write() as uow, pytest.raises(DocumentCancelledError):
        service.issue_tax_invoice(uow, statement.id)
    sound(books)


def test_a_statement_that_changes_is_taken_back_with_its_notes(books: Books) -> None:
    statement, plain = books.statements()["ANT"], books.statements()["CAT"]
    noted(books, "credit", statement, taxed_line(books, statement), 33_33)
    with books.hub.write() as uow:
        service.add_credit_note(uow, plain.id, reason="all of it")
    books.reopen()
    books.bill("water", 60_00)
    books.close()
    again = books.statements()
    assert owed(books, "ANT") == again["ANT"].total_minor > statement.total_minor
    assert owed(books, "CAT") == again["CAT"].total_minor > plain.total_minor
    balances = books.trial_balance()
    assert balances["4000"] == -(600_00 + 199_99 + 60_00)
    assert balances.get("4900", 0) == 0
    sound(books)


def test_a_write_off_names_who_made_it_and_who_agreed(books: Books) -> None:
    total = books.statements()["CAT"].total_minor
    with books.hub.write() as uow, pytest.raises(InvalidInputError):
        service.write_off(uow, org="CAT", amount_minor=total + 1, reason="gone")
    with books.hub.write() as uow, pytest.raises(SamePersonError):
        service.write_off(uow, org="CAT", amount_minor=1, reason="gone", approved_by=uow.actor)
    with books.hub.write() as uow:
        maker = uow.actor
        found = about.required_document(
            uow,
            service.write_off(uow, org="CAT", amount_minor=total, reason="gone", approved_by="fin"),
        )
    assert (found.facts["made_by"], found.facts["approved_by"]) == (maker, "fin")
    assert owed(books, "CAT") == 0
    assert books.trial_balance()["5200"] == total
    sound(books)


def test_a_statement_is_not_cancelled(books: Books) -> None:
    with books.hub.write() as uow, pytest.raises(NotCancellableError):
        service.cancel_document(uow, books.statements()["CAT"].id, reason="no")


def test_the_next_statement_tells_of_the_notes(books: Books) -> None:
    statement = books.statements()["ANT"]
    with books.hub.write() as uow:
        service.add_credit_note(uow, statement.id, reason="x", amounts={0: 1_00})
    books.bill("rent", 60_00, of="2026-11", vat="exempt")
    books.close("2026-11")
    later = books.statements("2026-11")["ANT"]
    assert later.brought_forward_minor == statement.total_minor - 1_00
    assert [one["kind"] for one in later.facts["balance"]] == ["invoice", "credit_note"]
    sound(books)


def test_a_hub_without_vat_issues_receipts_without_tax(tmp_path: Path) -> None:
    books = Books.open(tmp_path, vat_registered=False)
    books.bill("water", 199_99)
    books.close()
    statement = books.statements()["ANT"]
    found = receipt(books, "ANT", statement.total_minor)
    assert (found.kind, found.vat_minor) == ("receipt", 0)
    assert found.code.startswith("RE-")
    with books.hub.write() as uow, pytest.raises(InvalidInputError):
        service.issue_tax_invoice(uow, statement.id)
    sound(books)
