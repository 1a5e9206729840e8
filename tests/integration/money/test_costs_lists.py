"""Lists that page in the database, sheets of drivers, a bill's own tax, a close that is ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from hubdesk.billing import queries as billing
from hubdesk.bootstrap import undo
from hubdesk.costs import queries as costs
from hubdesk.costs.service import add_bill, attach_scan, set_pool_rule, void_bill
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import period_state
from hubdesk.month.service import close
from tests.support.books import Books

OCTOBER = Month(2026, 10)
PDF = b"%PDF-1.4 nothing more"


@pytest.fixture
def books(engine: Any) -> Iterator[Books]:
    found = Books.on(engine)
    yield found
    found.hub.close()


def test_bills_are_searched_sorted_and_paged(books: Books) -> None:
    ids = [books.bill(pool, net, vat="exempt", number=number) for pool, net, number in (
        ("rent", 300_00, "A_1"), ("water", 100_00, "a%2"), ("tea", 200_00, "B-3"),
    )]  # fmt: skip
    with books.hub.write() as uow:
        attach_scan(uow, ids[1], "scan.pdf", PDF)
    twice = books.bill("tea", 50_00, vat="exempt")
    with books.hub.write() as uow:
        void_bill(uow, twice, reason="entered twice")
    with books.hub.read() as session:
        page = costs.list_bills(session, OCTOBER, sort="net", descending=True, limit=2)
        assert [line.bill.net_minor for line in page.rows] == [300_00, 200_00]
        assert (page.total, page.net_minor) == (3, 600_00)
        rest = costs.list_bills(session, OCTOBER, sort="net", descending=True, offset=2)
        assert [(line.bill.number, line.scans) for line in rest.rows] == [("a%2", 1)]
        found = costs.list_bills(session, OCTOBER, text="A_")
        assert [line.bill.number for line in found.rows] == ["A_1"]
        found = costs.list_bills(session, OCTOBER, text="TEA")
        assert [line.bill.number for line in found.rows] == ["B-3"]
        assert costs.list_bills(session, OCTOBER.next).total == 0


def test_income_and_direct_charges_are_listed(books: Books) -> None:
    books.bill("rent", 300_00, vat="exempt")
    books.income("rent", 60_00)
    books.direct("DOG", 10_00)
    books.direct("ANT", 30_00)
    with books.hub.read() as session:
        income = costs.list_income(session, OCTOBER, text="hire")
        assert [one.amount_minor for one in income.rows] == [60_00]
        assert costs.list_income(session, OCTOBER, text="nothing such").total == 0
        direct = costs.list_direct_charges(session, OCTOBER, sort="org")
        assert [one.org for one in direct.rows] == ["ANT", "DOG"]
        assert direct.net_minor == 40_00


def test_payments_and_documents_are_listed_the_newest_first(books: Books) -> None:
    books.bill("rent", 600_00, vat="exempt")
    books.close()
    books.pay("ANT", 100_00)
    books.pay("BEE", 50_00)
    with books.hub.read() as session:
        payments, total = billing.list_payments(session, limit=1)
        assert total == 2
        assert [one.org for one in payments] == ["BEE"]
        payments, _ = billing.list_payments(session, sort="amount")
        assert [one.amount_minor for one in payments] == [50_00, 100_00]
        documents, total = billing.list_documents(session, text="IV-2569")
        assert total == 3
        assert [one.org for one in documents] == ["CAT", "BEE", "ANT"]
        documents, total = billing.list_documents(session, text="cat")
        assert [one.org for one in documents] == ["CAT"]


def test_debts_are_as_old_as_the_oldest_statement_left_unpaid(books: Books) -> None:
    books.bill("rent", 600_00, vat="exempt")
    books.close()
    books.bill("rent", 600_00, vat="exempt", of="2026-11")
    books.close("2026-11")
    due = {month: books.statements(month)["ANT"].due_on for month in ("2026-10", "2026-11")}
    books.pay("ANT", 300_00)
    books.pay("BEE", 200_00 + 200_00)
    books.pay("CAT", 500_00)
    with books.hub.read() as session:
        found = {debt.org_id: debt for debt in billing.debts(session)}
    assert {org: found[books.orgs[org]].owed_minor for org in ("ANT", "CAT")} == {
        "ANT": 300_00, "CAT": -300_00,
    }  # fmt: skip
    assert books.orgs["BEE"] not in found
    assert found[books.orgs["ANT"]].due_since == due["2026-11"]
    assert found[books.orgs["CAT"]].due_since is None


def test_drivers_tell_every_value_and_who_has_none(books: Books) -> None:
    books.tenant("EEL", seats=0, headcount=2)
    books.bill("rent", 600_00, vat="exempt")
    with books.hub.read() as session:
        (sheet,) = costs.driver_sheets(session, OCTOBER)
    assert (sheet.driver, int(sheet.weight_sum), sheet.money_minor) == ("seats", 6 * 31, 600_00)
    assert [(line.org, int(line.value), line.since) for line in sheet.lines] == [
        (org, seats, date(2026, 1, 1)) for org, seats in (("ANT", 3), ("BEE", 2), ("CAT", 1))
    ]
    assert sheet.missing == ("EEL",)
    assert not sheet.fixed
    with books.hub.write() as uow:
        weights = {"ANT": Fraction(1, 3), "DOG": Fraction(2)}
        set_pool_rule(uow, "rent", "weights", since=OCTOBER, weights=weights, reason="minute 4")
    with books.hub.read() as session:
        (sheet,) = costs.driver_sheets(session, OCTOBER)
    assert [(line.org, line.value) for line in sheet.lines] == [("ANT", Fraction(1, 3))]
    assert sheet.absent == ("DOG",)


def test_the_drivers_of_a_locked_month_are_the_frozen_ones(books: Books) -> None:
    books.bill("rent", 600_00, vat="exempt")
    books.close()
    with books.hub.read() as session:
        (sheet,) = costs.driver_sheets(session, OCTOBER)
        shares = costs.shares(session, OCTOBER)
    assert sheet.fixed
    assert sheet.weight_sum == shares[0].weight_sum
    assert sum(line.weight for line in sheet.lines) == sheet.weight_sum


def test_what_a_supplier_charged_last_is_known(books: Books) -> None:
    books.bill("rent", 600_00, vat="exempt")
    last = books.bill("water", 10_00)
    with books.hub.read() as session:
        assert [bill.id for bill in costs.last_bills(session)] == [last]


def test_a_bill_keeps_the_tax_it_says(books: Books) -> None:
    values: dict[str, Any] = {
        "supplier": "S", "date": date(2026, 10, 5), "service_from": date(2026, 10, 1),
        "service_to": date(2026, 10, 31), "pool": "water", "driver": "seats",
        "net_minor": 100_30, "vat_rate": "7",
    }  # fmt: skip
    with books.hub.write() as uow:
        bill_id = add_bill(uow, number="1", vat_minor=7_03, **values)
    with books.hub.read() as session:
        assert costs.bill(session, bill_id).vat_minor == 7_03
    with pytest.raises(InvalidInputError) as refused, books.hub.write() as uow:
        add_bill(uow, number="2", vat_minor=9_00, **values)
    assert refused.value.details["reason"] == "vat_beyond_rounding"
    with books.hub.write() as uow:
        void_bill(uow, bill_id, reason="entered twice")
    assert uow.changes.history_seq is not None
    undo(books.hub, uow.changes.history_seq)
    with books.hub.read() as session:
        assert [bill.vat_minor for bill in costs.bills(session, OCTOBER)] == [7_03]


def test_a_close_that_is_ended_in_any_part_leaves_nothing(books: Books) -> None:
    books.bill("rent", 600_00, vat="exempt")
    told: list[tuple[int, int]] = []

    class EndedError(Exception):
        pass

    for last in range(6):

        def step(done: int, total: int, last: int = last) -> None:
            told.append((done, total))
            if done == last:
                raise EndedError

        with pytest.raises(EndedError), books.hub.write() as uow:
            close(uow, OCTOBER, step=step)
        with books.hub.read() as session:
            assert period_state(session, OCTOBER) == "open"
            assert billing.documents(session, OCTOBER) == []
    assert told[-1] == (5, 5)
    books.close()
    assert sorted(books.statements()) == ["ANT", "BEE", "CAT"]
