"""The same month on a file and on a server: equal amounts, numbers, fingerprints, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from hubdesk.billing.checks import check as check_documents
from hubdesk.costs.checks import check as check_costs
from hubdesk.costs.service import void_bill
from hubdesk.exchange.columns import parse
from hubdesk.exchange.tables import read_table
from hubdesk.kernel.month import Month
from hubdesk.ledger.checks import check as check_ledger
from hubdesk.ledger.errors import MonthLockedError
from hubdesk.month import queries
from hubdesk.month.checks import check as check_months
from hubdesk.orgs.imports import import_occupancy
from hubdesk.orgs.queries import occupancies
from hubdesk.store.errors import GuardError
from tests.support.books import Books

#: What the first close locks the month with, on both engines.
FINGERPRINTS: set[str] = set()


@pytest.fixture
def books(engine: Any) -> Iterator[Books]:
    found = Books.on(engine)
    yield found
    found.hub.close()


def test_a_month_from_bill_to_correction(books: Books) -> None:
    bill_id = books.bill("rent", 600_01, vat="exempt")
    books.bill("tea", 100_00, driver="equal")
    books.income("rent", 60_00)
    books.direct("DOG", 10_00)
    books.opening("CAT", 5_00)
    FINGERPRINTS.add(books.close().fingerprint)
    assert len(FINGERPRINTS) == 1
    books.pay("ANT", 100_00)
    with pytest.raises(MonthLockedError):
        books.bill("rent", 1_00, vat="exempt", month="2026-10")
    with books.hub.write() as uow:
        void_bill(uow, bill_id, reason="never delivered")
    books.close("2026-11")
    books.reopen()
    books.direct("DOG", 1_00, on=date(2026, 10, 2))
    books.close()
    assert books.statements()["DOG"].code == "IV-2569/10-0005"
    with books.hub.read() as session:
        papers = queries.statement_papers(session, Month(2026, 11))
        assert [paper.party.code for paper in papers] == ["ANT", "BEE", "CAT", "DOG"]
        for check in (check_ledger, check_costs, check_documents, check_months):
            assert list(check(session)) == []


@pytest.mark.parametrize("table", ["bill", "income", "direct_charge", "share", "posting",
                                   "ledger_transaction", "document", "document_line"])  # fmt: skip
def test_a_locked_month_is_refused_by_the_database(books: Books, table: str) -> None:
    books.bill("rent", 600_00)
    books.income("rent", 1_00)
    books.direct("DOG", 10_00)
    books.close()
    for statement in (
        f"UPDATE {table} SET accounting_month = '2026-11' WHERE accounting_month = '2026-10'",
        f"DELETE FROM {table} WHERE accounting_month = '2026-10'",
    ):
        with pytest.raises(GuardError):
            books.sql(statement)


def test_a_row_the_database_refuses_does_not_take_the_others_along(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    lines = "org,valid_from,valid_to,seats\nANT,2026-10-15,,9\nBEE,2026-12-01,,4\n"
    parsed = parse("occupancy", read_table(lines.encode(), "occupancy.csv"))
    with books.hub.write() as uow:
        outcome = import_occupancy(uow, parsed)
    assert [(one.line, one.reason) for one in outcome.rejected] == [(2, "dated_fact_locked")]
    assert outcome.created == 1
    with books.hub.read() as session:
        (bee,) = [
            fact for fact in occupancies(session, date(2026, 12, 1), date(2026, 12, 1))
            if fact.org == "BEE"
        ]  # fmt: skip
    assert bee.seats == 4
