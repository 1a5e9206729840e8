"""Every item model of the costs is checked by Qt's own model tester."""

from __future__ import annotations

import pytest
from pytestqt.modeltest import ModelTester

from hubdesk.bootstrap import Hub
from hubdesk.kernel.month import Month
from hubdesk.ui.costs.books.documents import DocumentsPart
from hubdesk.ui.costs.books.ledger import LedgerPart
from hubdesk.ui.costs.books.payments import PaymentsPart
from hubdesk.ui.costs.drivers.part import DriversPart
from hubdesk.ui.costs.statements.part import StatementsPart
from tests.gui.show import Show, costs_page, settle

PASTED = "12/10/2569\tMEA\tE-1\telectricity\t1/10/2569\t31/10/2569\tabout 9\t7\n"


@pytest.mark.parametrize("kind", ["bills", "income", "direct-charges"])
def test_the_lists_of_entries(
    show: Show, hub: Hub, qtmodeltester: ModelTester, kind: str
) -> None:
    page = costs_page(show(hub, "costs"))
    page.show_step("bills")
    page.bills().show_kind(kind)
    model = page.bills().page().model
    assert model.rowCount() >= 1
    qtmodeltester.check(model)


def test_pasted_rows(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = costs_page(show(hub, "costs"))
    page.show_step("bills")
    page.bills().paste(PASTED)
    model = page.bills().review.model
    assert (model.rowCount(), model.columnCount()) == (1, 9)
    qtmodeltester.check(model)


def test_pools_and_values(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = costs_page(show(hub, "costs"))
    page.show_step("drivers")
    part = page.part("drivers")
    assert isinstance(part, DriversPart)
    assert part.pools.rowCount() == 2
    qtmodeltester.check(part.pools)
    qtmodeltester.check(part.values)
    part.edit_weights()
    assert part.values.rowCount() == 4
    qtmodeltester.check(part.values)


def test_statements(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = costs_page(show(hub, "costs"))
    page.show_month(Month(2026, 9))
    page.show_step("statements")
    part = page.part("statements")
    assert isinstance(part, StatementsPart)
    assert part.model.rowCount() == 4
    qtmodeltester.check(part.model)


def test_the_books(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = costs_page(show(hub, "costs"))
    for tab in ("documents", "payments", "ledger"):
        page.show_tab(tab)
        settle()
        part = page.part(tab)
        if isinstance(part, DocumentsPart):
            assert part.model.rowCount() == 4
            qtmodeltester.check(part.model)
        elif isinstance(part, PaymentsPart):
            qtmodeltester.check(part.model)
            assert part.owed.rowCount() == 4
            qtmodeltester.check(part.owed)
        else:
            assert isinstance(part, LedgerPart)
            assert part.accounts.rowCount() > 3
            qtmodeltester.check(part.accounts)
            qtmodeltester.check(part.postings)
