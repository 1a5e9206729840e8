"""Numbers of documents have no gap and no double, whoever issues them and however they stop."""

from __future__ import annotations

import os
import signal
from typing import Any

from hubdesk.billing import service
from hubdesk.billing.checks import check
from hubdesk.billing.queries import number_ranges, payments
from hubdesk.bootstrap import Hub, open_hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.ledger.checks import check as check_ledger
from tests.integration.conftest import EngineUnderTest
from tests.support.books import NOW, Books
from tests.support.together import PATIENCE_S, loaded_processes, together

#: Ends a process at once; Windows has one signal that does.
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
#: Documents that two processes issue together.
DOCUMENTS = 500
#: How many one unit of work issues: what a batch of a bank's day is.
TOGETHER = 10


def receipts_of(hub: Hub, number: int, payment_ids: list[int]) -> list[int]:
    """Issue the receipts of every other batch of payments."""
    found = []
    for start in range(number * TOGETHER, len(payment_ids), 2 * TOGETHER):
        with hub.write() as uow:
            found += [
                service.issue_receipt(uow, one) for one in payment_ids[start : start + TOGETHER]
            ]
    return found


def paid(books: Books, count: int) -> list[int]:
    """October, closed, and payments of it."""
    books.bill("rent", 900_000_00)
    books.close()
    with books.hub.write() as uow:
        for number in range(count):
            service.add_payment(
                uow, org=("ANT", "BEE", "CAT")[number % 3], date=NOW.date(), amount_minor=1_00
            )
    with books.hub.read() as session:
        return [one.id for one in payments(session)]


def sound(books: Books, count: int) -> None:
    with books.hub.read() as session:
        assert check(session) == []
        assert check_ledger(session) == []
        ranges = {series[:2]: rest for series, *rest in number_ranges(session)}
    assert ranges.get("RT", [0, 0, 0]) == ([count, 1, count] if count else [0, 0, 0])


def test_two_processes_issue_five_hundred_documents(engine: EngineUnderTest) -> None:
    books = Books.on(engine)
    ids = paid(books, DOCUMENTS)
    told = together(2, receipts_of, str(books.hub.location), ids, now=NOW)
    assert [one for one in told if isinstance(one, Exception)] == []
    assert len({one for each in told for one in each}) == DOCUMENTS
    sound(books, DOCUMENTS)


def _dies(location: str, payment_ids: list[int], barrier: Any) -> None:
    hub = open_hub(location, clock=FixedClock(NOW))
    with hub.write() as uow:
        for one in payment_ids:
            service.issue_receipt(uow, one)
        barrier.wait(PATIENCE_S)
        os.kill(os.getpid(), KILL)


def test_who_dies_while_issuing_leaves_nothing(engine: EngineUnderTest) -> None:
    books = Books.on(engine)
    ids = paid(books, 8)
    context = loaded_processes()
    barrier = context.Barrier(2)
    dying = context.Process(target=_dies, args=(str(books.hub.location), ids[:5], barrier))
    dying.start()
    barrier.wait(PATIENCE_S)
    dying.join(PATIENCE_S)
    assert dying.exitcode == -KILL
    sound(books, 0)
    with books.hub.write() as uow:
        for one in ids:
            service.issue_receipt(uow, one)
    sound(books, len(ids))
