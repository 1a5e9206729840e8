"""On a server, a month being closed waits for whoever writes into it, and they for the close."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import insert, text

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.costs.tables import IncomeRow
from hubdesk.store.errors import GuardError, HubBusyError
from tests.integration.conftest import EngineUnderTest
from tests.integration.store import house
from tests.integration.store.house import NOVEMBER, OCTOBER, money

ADD = insert(IncomeRow).values({**money("income", 3, OCTOBER), "void": False})


@pytest.fixture
def hub(postgresql: EngineUnderTest) -> Iterator[Hub]:
    opened = bootstrap.open_hub(postgresql.new_hub())
    house.settle(opened)
    yield opened
    opened.close()


def test_a_bill_entered_while_the_month_is_closing_waits_and_is_refused(hub: Hub) -> None:
    said: list[str] = []
    waiting = threading.Event()

    def enter() -> None:
        waiting.set()
        try:
            with hub.write() as uow:
                uow.execute(ADD)
        except GuardError as error:
            said.append(error.guard)

    thread = threading.Thread(target=enter)
    with hub.write() as uow:
        uow.lock_month(OCTOBER)
        thread.start()
        assert waiting.wait(10)
        house.lock(uow)
        uow.record("month.closed", "period")
    thread.join(20)
    assert said == ["month_locked"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (ADD, True),
        (text("UPDATE occupancy SET seats = 9"), True),
        (text("UPDATE occurrence SET status = 'cancelled'"), True),
        (insert(IncomeRow).values({**money("income", 4, NOVEMBER), "void": False}), False),
        (text("UPDATE organisation SET phone = '1'"), False),
    ],
)
def test_closing_waits_for_what_it_counts(hub: Hub, statement: object, expected: bool) -> None:
    with hub.write() as writer:
        writer.execute(statement)  # type: ignore[arg-type]
        try:
            with hub.write() as closer:
                closer.execute(text("SET LOCAL lock_timeout = '100ms'"))
                closer.lock_month(OCTOBER)
        except HubBusyError:
            waited = True
        else:
            waited = False
    assert waited is expected
