"""Every item model is checked by Qt's own model tester."""

from __future__ import annotations

from pytestqt.modeltest import ModelTester

from hubdesk.bootstrap import Hub
from tests.gui.show import Show, costs_page, today_page


def test_the_list_of_the_day(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = today_page(show(hub, "today"))
    assert page.arrivals.model.rowCount() == 3
    qtmodeltester.check(page.arrivals.model)
    page.retranslate()


def test_the_table_of_bills(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = costs_page(show(hub, "costs"))
    assert page.bills.rowCount() == 2
    qtmodeltester.check(page.bills)


def test_the_table_of_drivers(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = costs_page(show(hub, "costs"))
    assert page.drivers.rowCount() == 2
    qtmodeltester.check(page.drivers)
