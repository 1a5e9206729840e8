"""The month: the matrix, the trace of an amount, the close, and what stands in its way."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hubdesk.bootstrap import Hub
from hubdesk.costs.service import add_bill
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import period_state
from tests.gui.show import Show, costs_page, reports_page, settle


def test_a_click_on_an_amount_tells_where_it_comes_from(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    rect = page.matrix.cell_rect(0, 0)
    QTest.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    settle()
    assert page.trace.isVisible()
    told = page.trace.told()
    assert told is not None
    lines = [" ".join(text for text, _kind in line) for line in told.formula]
    assert lines == [
        "1,200,000.00 \u2212 15,500.00 income = 1,184,500.00",
        "1,184,500.00 \u00d7 14 seats \u00d7 31 days / 1,302 seat-days = 394,833.33",
    ]
    assert [source.label for source in told.sources] == ["Bill", "Income", "Value", "Rounding"]
    assert "R-2569/10" in told.sources[0].text
    QTest.keyClick(page.trace, Qt.Key.Key_Escape)
    assert not page.trace.isVisible()
    assert page.matrix.hasFocus()


def test_the_keyboard_traces_too_and_the_text_can_be_copied(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs", lang="th"))
    page.matrix.setFocus()
    QTest.keyClick(page.matrix, Qt.Key.Key_Down)
    QTest.keyClick(page.matrix, Qt.Key.Key_Right)
    QTest.keyClick(page.matrix, Qt.Key.Key_Return)
    settle()
    told = page.trace.told()
    assert told is not None
    assert told.title == "อินเทอร์เน็ต, ตุลาคม 2569"
    assert "BUD" in page.trace._chip.accessibleName()
    assert told.plain().startswith("อินเทอร์เน็ต, ตุลาคม 2569\n13,450.75")


def test_direct_charges_are_traced_to_their_lines(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    page.matrix.traced.emit(3, 2)
    told = page.trace.told()
    assert told is not None
    assert [(source.text, source.amount) for source in told.sources] == [("โทรศัพท์", "1,500.00")]


def test_every_column_adds_up(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    matrix = page.matrix.matrix()
    assert matrix is not None
    assert matrix.adds_up
    assert matrix.net_minor == 1_184_500_00 + 13_450_75 + 1_500_00


def test_a_month_is_closed_after_the_question(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    assert page.ask.isVisible()
    with hub.read() as session:
        assert period_state(session, Month(2026, 10)) == "open"
    QTest.mouseClick(page.ask.confirm, Qt.MouseButton.LeftButton)
    settle()
    with hub.read() as session:
        assert period_state(session, Month(2026, 10)) == "locked"
    assert not page.ask.isVisible()
    assert not page.close_button.isEnabled()
    assert "4 statements" in window.messages.message()
    assert window.messages.undoable() is None


def test_a_pool_without_driver_values_is_named_and_blocks_the_close(show: Show, hub: Hub) -> None:
    with hub.write() as uow:
        add_bill(
            uow, supplier="กฟน.", number="E-1", date=date(2026, 10, 31),
            service_from=date(2026, 10, 1), service_to=date(2026, 10, 31), pool="power",
            driver=None, net_minor=9_000_00, vat_rate="7",
        )  # fmt: skip
    page = costs_page(show(hub, "costs"))
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    settle()
    assert page.ask.isVisible()
    assert not page.ask.confirm.isEnabled()
    assert page.ask.property("kind") == "wrong"
    loaded = page.loaded()
    assert loaded is not None
    assert "power" in str(loaded.preview.blockers[0].details.values())


def test_months_are_chosen_by_the_arrows(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    QTest.mouseClick(page.before, Qt.MouseButton.LeftButton)
    settle()
    loaded = page.loaded()
    assert loaded is not None
    assert (str(loaded.info.month), loaded.info.state) == ("2026-09", "locked")
    assert not page.close_button.isEnabled()


def test_the_bills_and_drivers_stand_behind_their_steps(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    page.show_step("bills")
    assert page.bills.rowCount() == 2
    assert page.bills.data(page.bills.index(0, 5)) in ("1,200,000.00", "13,450.75")
    page.show_step("drivers")
    assert page.drivers.data(page.drivers.index(0, 4)) == "1,302 seat-days"


def test_the_last_step_leads_to_the_statements(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    costs_page(window).show_step("statements")
    settle()
    assert window.current() is reports_page(window)
    assert reports_page(window).choices.month.currentData() == "2026-10"
