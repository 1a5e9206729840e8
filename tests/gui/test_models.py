"""Every item model is checked by Qt's own model tester."""

from __future__ import annotations

from pytestqt.modeltest import ModelTester

from hubdesk.bootstrap import Hub
from tests.gui.show import Show, today_page


def test_the_list_of_the_day(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = today_page(show(hub, "today"))
    assert page.arrivals.model.rowCount() == 3
    qtmodeltester.check(page.arrivals.model)
    page.retranslate()
