"""Bills, income and direct charges: where they land, what is refused, how they are taken back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from hubdesk.costs import queries, service
from hubdesk.costs.checks import check
from hubdesk.costs.errors import (
    DriverMismatchError,
    DuplicateBillError,
    MonthBeforeServiceError,
    VatMismatchError,
)
from hubdesk.costs.imports import import_bills, import_income
from hubdesk.exchange.columns import parse
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.exchange.tables import read_table
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.ledger.errors import MonthLockedError
from hubdesk.store.blobs import files_of, read_file
from tests.support.books import Books

HEADER = "supplier,number,date,service_from,service_to,pool,driver,net,vat_rate\n"


def _import(books: Books, lines: str) -> ImportOutcome:
    parsed = parse("bills", read_table((HEADER + lines).encode(), "bills.csv"))
    with books.hub.write() as uow:
        return import_bills(uow, parsed)


def test_a_bill_is_posted_when_it_is_entered(books: Books) -> None:
    books.bill("rent", 600_00)
    assert books.trial_balance() == {"5000": 600_00, "1200": 42_00, "2000": -642_00}


def test_a_bill_for_several_months_belongs_to_the_last(books: Books) -> None:
    with books.hub.write() as uow:
        bill_id = service.add_bill(
            uow, supplier="S", number="1", date=date(2026, 11, 2), service_from=date(2026, 8, 15),
            service_to=date(2026, 10, 14), pool="rent", driver="seats", net_minor=100, vat_rate="7",
        )  # fmt: skip
    with books.hub.read() as session:
        assert queries.bill(session, bill_id).service_month == Month(2026, 10)


def test_driver_and_vat_kind_belong_to_the_pool(books: Books) -> None:
    books.bill("rent", 600_00, driver="seats", vat="exempt")
    with pytest.raises(DriverMismatchError) as driver:
        books.bill("rent", 1, driver="equal", vat="exempt")
    assert driver.value.details["expected_driver"] == "seats"
    with pytest.raises(VatMismatchError):
        books.bill("rent", 1, vat="7")
    books.bill("rent", 300_00, driver=None, vat="exempt")
    assert books.amounts("rent") == {"ANT": 450_00, "BEE": 300_00, "CAT": 150_00}


def test_a_bill_says_how_a_pool_was_shared_before_its_first_rule(books: Books) -> None:
    with books.hub.write() as uow:
        service.add_pool(uow, "floor")
        service.set_pool_rule(uow, "floor", "seats", since=Month(2026, 11))
    books.bill("floor", 90_00, driver="equal")
    books.bill("floor", 60_00, of="2026-11", driver="seats")
    assert books.amounts("floor") == {"ANT": 30_00, "BEE": 30_00, "CAT": 30_00}
    assert books.amounts("floor", "2026-11") == {"ANT": 30_00, "BEE": 20_00, "CAT": 10_00}


def test_the_same_number_twice_is_refused_and_free_again_once_void(books: Books) -> None:
    bill_id = books.bill("rent", 600_00, number="A")
    with pytest.raises(DuplicateBillError):
        books.bill("rent", 600_00, number="A")
    with books.hub.write() as uow:
        service.void_bill(uow, bill_id, reason="typed twice")
    assert not books.trial_balance()
    books.bill("rent", 500_00, number="A")
    assert sum(books.amounts("rent").values()) == 500_00


@pytest.mark.parametrize(("net", "last"), [(0, 31), (100, 1)])
def test_nonsense_is_refused(books: Books, net: int, last: int) -> None:
    with pytest.raises(InvalidInputError), books.hub.write() as uow:
        service.add_bill(
            uow, supplier="S", number="1", date=date(2026, 10, 1), service_from=date(2026, 10, 2),
            service_to=date(2026, 10, last), pool="rent", driver="seats", net_minor=net,
            vat_rate="7",
        )  # fmt: skip


def test_a_bill_cannot_be_shared_before_its_month(books: Books) -> None:
    with pytest.raises(MonthBeforeServiceError):
        books.bill("rent", 100, of="2026-10", month="2026-09")


def test_a_late_bill_is_shared_by_the_frozen_values_of_its_month(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    books.tenant("ANT", seats=30, since=date(2026, 11, 1))
    with pytest.raises(MonthLockedError):
        books.bill("rent", 60_00, month="2026-10")
    books.bill("rent", 60_00)
    (first, *_) = late = books.shares("2026-11")
    assert [(one.org, one.amount_minor) for one in late] == [
        ("ANT", 30_00), ("BEE", 20_00), ("CAT", 10_00),
    ]  # fmt: skip
    assert (first.service_month, first.is_prior) == (Month(2026, 10), True)


def test_a_late_bill_for_a_pool_that_month_did_not_have(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    books.bill("water", 60_00, driver="headcount")
    assert books.amounts("water", "2026-11") == {"ANT": 30_00, "BEE": 20_00, "CAT": 10_00}


@pytest.mark.parametrize("net", [100_01, 7, 599_99])
def test_a_credit_for_a_locked_month_mirrors_its_stored_split(books: Books, net: int) -> None:
    bill_id = books.bill("rent", net)
    stored = books.amounts("rent")
    books.close()
    with books.hub.write() as uow:
        credit_id = service.void_bill(uow, bill_id, reason="never delivered")
    assert credit_id is not None
    assert books.amounts("rent", "2026-11") == {org: -part for org, part in stored.items()}
    assert books.amounts("rent") == stored
    with books.hub.read() as session:
        assert queries.bill(session, credit_id).credits_id == bill_id


def test_income_comes_off_the_top_and_may_come_first(books: Books) -> None:
    books.income("rent", 60_00)
    with books.hub.read() as session:
        assert queries.pool_by_code(session, "rent").vat_rate is None
    books.bill("rent", 600_00)
    assert books.amounts("rent") == {"ANT": 270_00, "BEE": 180_00, "CAT": 90_00}


def test_more_income_than_bills_gives_back(books: Books) -> None:
    books.bill("rent", 10_00)
    books.income("rent", 70_00)
    assert books.amounts("rent") == {"ANT": -30_00, "BEE": -20_00, "CAT": -10_00}


def test_fixed_weights_and_equal_shares(books: Books) -> None:
    with books.hub.write() as uow:
        service.add_pool(
            uow, "tea", vat_rate="7", driver="weights",
            weights={"ANT": Fraction(1, 2), "CAT": Fraction(3, 2)},
        )  # fmt: skip
    books.bill("tea", 100, driver="weights")
    books.bill("desk", 100, driver="equal")
    assert books.amounts("tea") == {"ANT": 25, "CAT": 75}
    assert books.amounts("desk") == {"ANT": 34, "BEE": 33, "CAT": 33}


def test_a_rule_changes_from_a_month_on(books: Books) -> None:
    books.bill("rent", 600_00, of="2026-10")
    with books.hub.write() as uow:
        service.set_pool_rule(uow, "rent", "equal", since=Month(2026, 11), reason="council 4/2026")
    books.bill("rent", 600_00, of="2026-11", driver="equal")
    assert books.amounts("rent")["ANT"] == 300_00
    assert books.amounts("rent", "2026-11")["ANT"] == 200_00
    with pytest.raises(DriverMismatchError):
        books.bill("rent", 1, of="2026-11", driver="seats")


def test_an_import_says_what_became_of_each_row(books: Books) -> None:
    good = "S,1,1/10/2569,1/10/2569,31/10/2569,rent,seats,600.00,exempt\n"
    outcome = _import(
        books,
        good
        + "S,2,1/10/2569,1/10/2569,31/10/2569,rent,equal,1.00,exempt\n"
        + "S,3,1/10/2569,1/10/2569,31/10/2569,rent,seats,1.00,7\n",
    )
    assert (outcome.read, outcome.created) == (3, 1)
    assert [(one.line, one.reason) for one in outcome.rejected] == [
        (3, "driver_mismatch"), (4, "vat_mismatch"),
    ]  # fmt: skip
    again = _import(books, good)
    assert (again.created, again.skipped, again.rejected) == (0, 1, [])
    other = _import(books, good.replace("600.00", "601.00"))
    assert [one.reason for one in other.rejected] == ["bill_differs"]


def test_equal_income_rows_of_a_file_are_two_and_the_file_again_is_none(books: Books) -> None:
    text = b"date,description,pool,amount\n1/10/2569,Hire,rent,5\n1/10/2569,Hire,rent,5\n"
    created = []
    for _ in range(2):
        with books.hub.write() as uow:
            created.append(
                import_income(uow, parse("income", read_table(text, "income.csv"))).created
            )
    assert created == [2, 0]


def test_a_scan_stays_with_its_bill_also_after_the_close(books: Books) -> None:
    bill_id = books.bill("rent", 600_00)
    books.close()
    with books.hub.write() as uow:
        service.attach_scan(uow, bill_id, "rent.pdf", b"%PDF-1.7 scanned")
    with books.hub.read() as session:
        (kept,) = files_of(session, "bill", bill_id)
        assert read_file(session, kept.sha256).data == b"%PDF-1.7 scanned"


def test_the_checks_are_quiet_on_sound_books(books: Books) -> None:
    bill_id = books.bill("rent", 600_01)
    books.bill("rent", 100_00)
    books.income("rent", 33)
    with books.hub.write() as uow:
        service.void_bill(uow, bill_id, reason="wrong")
    books.close()
    with books.hub.read() as session:
        assert check(session) == []


@pytest.mark.parametrize("pool", ["", " ", "\n", "x" * 41])
def test_a_pool_is_not_made_under_a_name_nobody_can_type(books: Books, pool: str) -> None:
    with pytest.raises(InvalidInputError):
        books.bill(pool, 600_00)


def test_blanks_around_a_pool_make_no_other_pool(books: Books) -> None:
    books.bill("rent", 600_00)
    books.bill(" rent\n", 600_00)
    with books.hub.read() as session:
        assert [pool.code for pool in queries.pools(session)] == ["rent"]
