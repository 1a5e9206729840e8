"""Taking entries back: posted ones by reversal, and again by entering them anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hubdesk.billing.service import void_payment
from hubdesk.bootstrap import undo
from hubdesk.costs.imports import import_bills
from hubdesk.costs.service import void_direct_charge, void_income
from hubdesk.exchange.columns import parse
from hubdesk.exchange.tables import read_table
from hubdesk.kernel.errors import NotFoundError
from hubdesk.store.errors import UndoNotPossibleError
from tests.support.books import Books


def _last(books: Books) -> int:
    return int(books.sql("SELECT max(seq) FROM history")[0][0])


def test_a_bill_undone_and_redone(books: Books) -> None:
    books.bill("rent", 600_00)
    before = books.trial_balance()
    undo(books.hub, _last(books))
    assert books.trial_balance() == {}
    undo(books.hub, _last(books))
    assert books.trial_balance() == before
    undo(books.hub, _last(books))
    assert books.trial_balance() == {}


def test_a_bill_undone_after_its_month_was_locked_is_credited_in_the_next(books: Books) -> None:
    books.bill("rent", 600_00)
    seq = _last(books)
    books.close()
    undo(books.hub, seq)
    assert books.amounts("rent") == {"ANT": 300_00, "BEE": 200_00, "CAT": 100_00}
    assert books.amounts("rent", "2026-11") == {"ANT": -300_00, "BEE": -200_00, "CAT": -100_00}
    undo(books.hub, _last(books))
    assert books.amounts("rent", "2026-11") == {}


def test_an_imported_file_undone(books: Books) -> None:
    text = (
        "supplier,number,date,service_from,service_to,pool,driver,net,vat_rate\n"
        "S,1,1/10/2569,1/10/2569,31/10/2569,rent,seats,600.00,exempt\n"
        "S,2,1/10/2569,1/10/2569,31/10/2569,rent,seats,6.00,exempt\n"
    )
    with books.hub.write() as uow:
        import_bills(uow, parse("bills", read_table(text.encode(), "bills.csv")))
    undo(books.hub, _last(books))
    assert books.shares() == []


def test_income_direct_charges_and_payments_undone(books: Books) -> None:
    books.bill("rent", 600_00)
    before = books.trial_balance()
    books.income("rent", 5_00)
    undo(books.hub, _last(books))
    books.pay("ANT", 7_00)
    undo(books.hub, _last(books))
    books.direct("DOG", 9_00)
    undo(books.hub, _last(books))
    assert books.trial_balance() == before
    books.close()
    assert "DOG" not in books.statements()


def test_a_bill_taken_back_already_cannot_be_undone_again(books: Books) -> None:
    books.bill("rent", 600_00)
    seq = _last(books)
    undo(books.hub, seq)
    with pytest.raises(UndoNotPossibleError):
        undo(books.hub, seq)


def test_a_close_is_not_undone(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    with pytest.raises(UndoNotPossibleError):
        undo(books.hub, _last(books))


@pytest.mark.parametrize(
    ("enter", "void"),
    [
        (lambda books: books.income("rent", 10_00), void_income),
        (lambda books: books.direct("ANT", 10_00), void_direct_charge),
        (lambda books: books.pay("ANT", 10_00, on=date(2026, 10, 5)), void_payment),
    ],
    ids=["income", "direct", "payment"],
)
def test_what_a_locked_month_holds_is_taken_back_once(
    books: Books, enter: Callable[[Books], int], void: Callable[..., int | None]
) -> None:
    books.bill("rent", 600_00)
    row_id = enter(books)
    books.close()

    def take_back() -> None:
        with books.hub.write() as uow:
            assert void(uow, row_id, reason="wrong") is not None

    take_back()
    with pytest.raises(NotFoundError):
        take_back()
    undo(books.hub, _last(books))
    take_back()
