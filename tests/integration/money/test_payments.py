"""Payments and opening balances: typed in, imported, set again, taken back."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.billing import queries
from hubdesk.billing.imports import import_payments
from hubdesk.billing.service import add_payment, void_payment
from hubdesk.exchange.columns import parse
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.exchange.tables import read_table
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.ledger.queries import receivables
from tests.support.books import Books


def _import(books: Books, text: str) -> ImportOutcome:
    parsed = parse("payments", read_table(text.encode(), "payments.csv"))
    with books.hub.write() as uow:
        return import_payments(uow, parsed)


def _owed(books: Books, org: str) -> int:
    with books.hub.read() as session:
        return receivables(session).get(books.orgs[org], 0)


def test_a_file_of_payments_is_taken_once(books: Books) -> None:
    text = (
        "date,org,amount,reference\n"
        '3/11/2569,ANT,"1,000.50",SCB 12\n3/11/2569,NOBODY,5,\n4/11/2569,BEE,20,\n'
    )
    first, again = _import(books, text), _import(books, text)
    assert (first.created, [(one.line, one.reason) for one in first.rejected]) == (
        2, [(3, "not_found")],
    )  # fmt: skip
    assert (again.created, again.skipped) == (0, 2)
    with books.hub.read() as session:
        assert [(one.code, one.org, one.amount_minor) for one in queries.payments(session)] == [
            ("RC-2569/11-0001", "ANT", 1_000_50), ("RC-2569/11-0002", "BEE", 20_00),
        ]  # fmt: skip
    assert books.trial_balance() == {"1000": 1_020_50, "1100": -1_020_50}


def test_the_same_key_pays_once(books: Books) -> None:
    ids = set()
    for _ in range(2):
        with books.hub.write() as uow:
            ids.add(
                add_payment(uow, org="ANT", date=date(2026, 11, 3), amount_minor=5, key="click-1")
            )
    assert len(ids) == 1
    assert _owed(books, "ANT") == -5


def test_an_opening_balance_is_what_was_said_last(books: Books) -> None:
    books.opening("ANT", 100_00)
    books.opening("ANT", 100_00)
    books.opening("ANT", 80_00)
    assert _owed(books, "ANT") == 80_00
    assert books.trial_balance() == {"1100": 80_00, "3000": -80_00}


def test_a_payment_is_taken_back_also_after_its_month_was_locked(books: Books) -> None:
    early, late = books.pay("ANT", 7_00), books.pay("ANT", 9_00, on=date(2026, 10, 5))
    books.bill("rent", 600_00)
    books.close()
    with books.hub.write() as uow:
        assert void_payment(uow, early, reason="wrong sender") is None
        assert void_payment(uow, late, reason="wrong sender") is not None
    with books.hub.read() as session:
        assert [one.amount_minor for one in queries.payments(session)] == [9_00, -9_00]
    assert _owed(books, "ANT") == 321_00


def test_nonsense_is_refused(books: Books) -> None:
    with pytest.raises(InvalidInputError):
        books.pay("ANT", 0)
    with pytest.raises(NotFoundError), books.hub.write() as uow:
        add_payment(uow, org="NOBODY", date=date(2026, 11, 3), amount_minor=5)
