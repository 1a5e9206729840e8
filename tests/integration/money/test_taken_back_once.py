"""Two desks take the same thing back at one moment: it goes back once, and no baht is lost.

The second has read the row before the first has finished, and waits for it; on SQLite it waits
with its first word already.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Thread

import pytest

from hubdesk.bootstrap import Hub, open_hub, verify
from hubdesk.costs import service
from hubdesk.costs.service import settle_deposit, take_deposit
from hubdesk.kernel.clock import FixedClock, monotonic
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import UnitOfWork
from tests.integration.conftest import EngineUnderTest
from tests.support.books import NOW, Books

PATIENCE_S = 30
_WAITS = (
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    " AND datname = current_database()"
)


def _return(uow: UnitOfWork, number: int) -> None:
    settle_deposit(uow, number, on=date(2026, 11, 4))


DEEDS: dict[str, Callable[[UnitOfWork, int], object]] = {
    "bill": lambda uow, number: service.void_bill(uow, number, reason="twice"),
    "income": lambda uow, number: service.void_income(uow, number, reason="twice"),
    "direct": lambda uow, number: service.void_direct_charge(uow, number, reason="twice"),
    "deposit": _return,
}


class _Second(Thread):
    """The other desk; ``refused`` is what it was told."""

    def __init__(self, hub: Hub, kind: str, key: int) -> None:
        super().__init__(daemon=True)
        self.hub, self.kind, self.key = hub, kind, key
        self.refused: KnownError | None = None
        self.done = False

    def run(self) -> None:
        try:
            with self.hub.write() as uow:
                DEEDS[self.kind](uow, self.key)
            self.done = True
        except KnownError as error:
            self.refused = error


def _waits(books: Books, second: Thread) -> bool:
    """Whether the second desk waits for the first; a file's always does."""
    if not books.hub.location.startswith("postgresql"):
        return True
    until = monotonic() + PATIENCE_S
    while monotonic() < until and second.is_alive():
        if books.sql(_WAITS)[0][0]:
            return True
    return False


def _made(books: Books, kind: str) -> int:
    if kind == "bill":
        return int(books.sql("SELECT max(id) FROM bill")[0][0])
    if kind == "income":
        return books.income("rent", 100_00)
    if kind == "direct":
        return books.direct("ANT", 50_00)
    with books.hub.write() as uow:
        return take_deposit(uow, books.orgs["ANT"], on=date(2026, 11, 3), amount_minor=100_00)


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("kind", sorted(DEEDS))
def test_it_is_taken_back_once(engine: EngineUnderTest, kind: str, locked: bool) -> None:
    books = Books.on(engine)
    books.bill("rent", 600_00, vat="exempt")
    key = _made(books, kind)
    if locked:
        books.close()
    other = open_hub(books.hub.location, clock=FixedClock(NOW))
    second = _Second(other, kind, key)
    with books.hub.write() as uow:
        DEEDS[kind](uow, key)
        second.start()
        assert _waits(books, second)
    second.join(PATIENCE_S)
    assert not second.done
    assert second.refused is not None
    assert verify(books.hub).findings == ()
    other.close()
    books.hub.close()
