"""What the house owes suppliers: part payments, credits, tax withheld, certificates, undo."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from hubdesk.billing.errors import PaidAgainError
from hubdesk.billing.payables import Wish, age
from hubdesk.billing.queries import payables
from hubdesk.billing.service import pay_supplier, set_withholding_rate, void_supplier_payment
from hubdesk.bootstrap import undo, verify
from hubdesk.costs.service import set_supplier, void_bill
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import trial_balance
from hubdesk.month.queries.suppliers import certificate_papers, withholding_list
from hubdesk.store.errors import GuardError
from tests.integration.conftest import EngineUnderTest
from tests.support.books import Books

DAY = date(2026, 11, 4)
SERVICE = {"payee": "company", "payment_kind": "service", "tax_id": "0994000165501"}


def _pay(books: Books, *bills: Wish, on: date = DAY, key: str | None = None) -> int:
    with books.hub.write() as uow:
        return pay_supplier(uow, supplier="Supplier", date=on, bills=bills, key=key)


def _know(books: Books, **values: object) -> None:
    with books.hub.write() as uow:
        set_supplier(uow, "Supplier", **values)


def _open(books: Books, at: date = DAY) -> list[tuple[str, int, str]]:
    with books.hub.read() as session:
        found = payables.payables_at(session, at)
    return [(one.number, one.open_minor, one.state(at)) for one in found]


def _sound(books: Books) -> None:
    assert verify(books.hub).findings == ()


def test_a_bill_is_owed_then_due_then_paid_in_parts(books: Books) -> None:
    _know(books, payment_days=5)
    bill = books.bill("water", 1_000_00)
    assert _open(books) == [("N-1", 1_070_00, "owed")]
    assert _open(books, date(2026, 11, 5)) == [("N-1", 1_070_00, "due")]
    _pay(books, Wish(bill, 70_00))
    assert _open(books) == [("N-1", 1_000_00, "owed")]
    assert _open(books, date(2026, 11, 3)) == [("N-1", 1_070_00, "owed")]
    _pay(books)
    assert _open(books) == [("N-1", 0, "paid")]
    assert books.trial_balance() == {"1000": -1_070_00, "1200": 70_00, "5000": 1_000_00}
    _sound(books)


def test_tax_is_withheld_by_the_rate_of_the_day_and_certified(books: Books) -> None:
    _know(books, **SERVICE)
    with books.hub.write() as uow:
        set_withholding_rate(
            uow, kind="service", payee="company", percent=Fraction(3, 2),
            valid_from=date(2026, 11, 4), reason="for this year",
        )  # fmt: skip
    first, second = books.bill("repair", 10_000_00), books.bill("repair", 2_000_00)
    _pay(books, Wish(first), on=date(2026, 11, 3))
    _pay(books, Wish(second))
    with books.hub.read() as session:
        found = payables.certificates(session, Month(2026, 11))
        paid = payables.supplier_payments(session)
    assert [(one.code, one.form, one.base_minor, one.withheld_minor) for one in found] == [
        ("WT-2569/11-0001", "pnd53", 10_000_00, 300_00),
        ("WT-2569/11-0002", "pnd53", 2_000_00, 30_00),
    ]
    assert [one.certificate for one in paid] == ["WT-2569/11-0001", "WT-2569/11-0002"]
    balance = books.trial_balance()
    assert (balance["2110"], balance["1000"]) == (-330_00, -12_840_00 + 330_00)
    assert "2000" not in balance
    _sound(books)


def test_below_a_thousand_baht_nothing_is_withheld_and_what_is_said_otherwise_holds(
    books: Books,
) -> None:
    _know(books, **SERVICE)
    small, said = books.bill("repair", 999_99), books.bill("repair", 2_000_00)
    _pay(books, Wish(small))
    _pay(books, Wish(said, withheld_minor=100_00))
    with books.hub.read() as session:
        assert [one.withheld_minor for one in payables.supplier_payments(session)] == [0, 100_00]
        assert len(payables.certificates(session, Month(2026, 11))) == 1


def test_tax_of_several_bills_is_rounded_once(books: Books) -> None:
    _know(books, **SERVICE)
    for _ in range(3):
        books.bill("repair", 1_000_17)  # 30.0051 each, 90.0153 together
    _pay(books)
    with books.hub.read() as session:
        (found,) = payables.certificates(session, Month(2026, 11))
    assert (found.base_minor, found.withheld_minor) == (3_000_51, 90_02)


def test_parts_of_a_bill_withhold_what_the_whole_would(books: Books) -> None:
    _know(books, **SERVICE)
    bill = books.bill("repair", 100_000_01)
    for _ in range(2):
        _pay(books, Wish(bill, 33_333_33))
    _pay(books, Wish(bill))
    with books.hub.read() as session:
        found = payables.certificates(session, Month(2026, 11))
    assert sum(one.base_minor for one in found) == 100_000_01
    assert sum(one.withheld_minor for one in found) == 3_000_00


def test_what_cannot_be_paid_is_refused_and_burns_no_number(books: Books) -> None:
    _know(books, **SERVICE)
    bill = books.bill("repair", 2_000_00)
    for wish in (Wish(bill, 9_999_00), Wish(bill, -5), Wish(bill, withheld_minor=2_200_00)):
        with pytest.raises(InvalidInputError):
            _pay(books, wish)
    with pytest.raises(NotFoundError):
        _pay(books, Wish(99))
    _pay(books, key="once")
    _pay(books, key="once")
    with books.hub.read() as session:
        assert [one.code for one in payables.supplier_payments(session)] == ["PV-2569/11-0001"]


def test_an_unknown_kind_of_payment_is_refused_of_a_supplier(books: Books) -> None:
    with pytest.raises(InvalidInputError, match="payment_kind"):
        _know(books, payment_kind="nonsense")


def test_a_paid_bill_is_not_voided_before_its_payment(books: Books) -> None:
    bill = books.bill("repair", 2_000_00)
    payment = _pay(books)
    with pytest.raises(GuardError, match="bill_paid"), books.hub.write() as uow:
        void_bill(uow, bill, reason="wrong")
    with books.hub.write() as uow:
        void_supplier_payment(uow, payment, reason="wrong account")
    with books.hub.write() as uow:
        void_bill(uow, bill, reason="wrong")
    assert books.trial_balance() == {}
    _sound(books)


def test_after_the_month_is_locked_payments_and_bills_are_mirrored(books: Books) -> None:
    _know(books, **SERVICE)
    bill = books.bill("repair", 2_000_00)
    payment = _pay(books, on=date(2026, 10, 31))
    books.close()
    with books.hub.write() as uow:
        assert void_supplier_payment(uow, payment, reason="came back") is not None
    assert _open(books) == [("N-1", 2_140_00, "owed")]
    with books.hub.read() as session:
        (certificate,) = payables.certificates(session, Month(2026, 10))
    assert certificate.cancelled
    with books.hub.write() as uow:
        void_bill(uow, bill, reason="never came")
    assert [left for _, left, _ in _open(books, date(2026, 11, 5))] == [0, 0]
    _sound(books)


def test_a_credit_is_set_off_and_a_credit_left_over_is_shown(books: Books) -> None:
    bill = books.bill("repair", 2_000_00)
    _pay(books, Wish(bill, 140_00))
    books.close()
    with books.hub.write() as uow:
        void_bill(uow, bill, reason="never came")
    at = date(2026, 11, 5)
    with books.hub.read() as session:
        (row,) = age(payables.payables_at(session, at), at)
    assert (row.total_minor, row.credit_minor, sum(row.buckets)) == (-140_00, -140_00, 0)
    _sound(books)


def test_payments_and_rates_are_taken_back_and_done_again(books: Books) -> None:
    _know(books, **SERVICE)
    books.bill("repair", 2_000_00)
    with books.hub.write() as uow:
        pay_supplier(uow, supplier="Supplier", date=DAY)
    assert uow.changes.history_seq is not None
    back = undo(books.hub, uow.changes.history_seq)
    assert _open(books)[0][1] == 2_140_00
    assert back.changes.history_seq is not None
    undo(books.hub, back.changes.history_seq)
    assert _open(books)[0][1] == 0
    with books.hub.read() as session:
        found = payables.certificates(session, Month(2026, 11))
    assert [(one.number, one.cancelled) for one in found] == [(1, True), (2, False)]
    _sound(books)


def _void(books: Books, payment: int) -> int | None:
    with books.hub.write() as uow:
        return void_supplier_payment(uow, payment, reason="wrong")


def test_a_bill_that_was_paid_again_is_not_paid_twice_by_its_mirror(books: Books) -> None:
    books.bill("repair", 2_000_00)
    payment = _pay(books, on=date(2026, 10, 31))
    books.close()
    with books.hub.write() as uow:
        mirror = void_supplier_payment(uow, payment, reason="came back")
    assert mirror is not None
    again = _pay(books)
    with pytest.raises(PaidAgainError):
        _void(books, mirror)
    assert uow.changes.history_seq is not None
    with pytest.raises(PaidAgainError):
        undo(books.hub, uow.changes.history_seq)
    _void(books, again)
    _void(books, mirror)
    assert _open(books)[0][1] == 0
    _sound(books)


def test_the_list_of_a_locked_month_stays_and_the_mirror_counts_in_its_own(books: Books) -> None:
    _know(books, **SERVICE)
    first, second = books.bill("repair", 2_000_00), books.bill("repair", 3_000_00)
    payment = _pay(books, Wish(first), on=date(2026, 10, 30))
    _pay(books, Wish(second), on=date(2026, 10, 31))
    books.close()
    _void(books, payment)
    _pay(books, Wish(first))
    with books.hub.read() as session:
        found = [withholding_list(session, Month(2026, month), "pnd53") for month in (10, 11)]
        ranks = [one.rank for one in certificate_papers(session, Month(2026, 10))]
    assert [one.withheld_minor for one in found] == [150_00, 0]
    lines = [(one.rank, one.withheld_minor) for one in found[1].lines]
    assert lines == [(1, 60_00), (None, -60_00)]
    assert ranks == [1, 2]


def test_a_sequence_number_is_kept_when_an_earlier_payment_is_taken_back(books: Books) -> None:
    _know(books, **SERVICE)
    first, second = books.bill("repair", 2_000_00), books.bill("repair", 3_000_00)
    payment = _pay(books, Wish(first))
    _pay(books, Wish(second))
    _void(books, payment)
    with books.hub.read() as session:
        found = withholding_list(session, Month(2026, 11), "pnd53")
        ranks = [one.rank for one in certificate_papers(session, Month(2026, 11))]
    assert (found.withheld_minor, ranks) == (90_00, [1, 2])


def test_the_form_is_that_of_kind_and_payee(books: Books) -> None:
    _know(books, payee="person", payment_kind="interest")
    first, second = books.bill("repair", 2_000_00), books.bill("repair", 3_000_00)
    with pytest.raises(InvalidInputError, match="forms_differ"):
        _pay(books, Wish(first), Wish(second, kind="service"))
    _pay(books, Wish(first))
    _pay(books, Wish(second, kind="commission", withheld_minor=150_00))
    with books.hub.read() as session:
        found = payables.certificates(session, Month(2026, 11))
    assert [(one.form, one.facts["lines"][0]["percent"]) for one in found] == [
        ("pnd2", "15"), ("pnd1", "5"),
    ]  # fmt: skip


def test_a_bill_and_an_equal_credit_are_set_off(books: Books) -> None:
    _know(books, **SERVICE)
    books.bill("repair", 2_000_00)
    books.bill("repair", -2_000_00)
    payment = _pay(books)
    assert [left for _, left, _ in _open(books)] == [0, 0]
    assert "1000" not in books.trial_balance()
    _sound(books)
    _void(books, payment)
    assert [left for _, left, _ in _open(books)] == [2_140_00, -2_140_00]
    _sound(books)


def test_what_is_paid_before_the_date_of_its_bill_is_an_advance(books: Books) -> None:
    books.bill("repair", 2_000_00)
    at = date(2026, 10, 20)
    _pay(books, on=at)
    with books.hub.read() as session:
        found = payables.payables_at(session, at)
        owed = {one.account: -one.amount_minor for one in trial_balance(session, at)}
    assert sum(one.open_minor for one in found) == owed["2000"] == -2_140_00
    assert _open(books)[0][1] == 0


_STATEMENTS = (
    ("UPDATE supplier_payment SET amount_minor = 5", "sealed"),
    ("DELETE FROM supplier_payment", "kept"),
    ("UPDATE supplier_payment_part SET amount_minor = 5", "sealed"),
    ("DELETE FROM supplier_payment_part", "sealed"),
    ("UPDATE withholding_certificate SET withheld_minor = 5", "sealed"),
    ("DELETE FROM withholding_certificate", "sealed"),
    ("UPDATE bill SET void = true", "bill_paid"),
)


def test_the_database_refuses_to_change_what_was_paid(engine: EngineUnderTest) -> None:
    books = Books.on(engine)
    _know(books, **SERVICE)
    books.bill("repair", 2_000_00)
    _pay(books)
    for statement, guard in _STATEMENTS:
        with pytest.raises(GuardError, match=guard):
            books.sql(statement)
    books.hub.close()
