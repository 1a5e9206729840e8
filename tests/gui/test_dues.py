"""Deposits and fees in the window: seen in Costs, waived in the inspector, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hubdesk.booking import service as booking
from hubdesk.booking.model import Target
from hubdesk.bootstrap import Hub, undo
from hubdesk.costs.queries import deposits
from hubdesk.costs.queries.dues import late_fees
from hubdesk.kernel.month import Month
from hubdesk.rules.service import set_price_rule
from hubdesk.rules.tariff import tariff_from
from hubdesk.ui.costs.dues.part import DuesPart
from tests.gui.show import Show, block_of, bookings_page, costs_page, settle

ENTER = Qt.Key.Key_Return
OCTOBER = Month(2026, 10)


@pytest.fixture
def priced(hub: Hub) -> Hub:
    """Rooms cost 100 an hour, what is missed all of it, and each booking a deposit of 500."""
    with hub.write() as uow:
        set_price_rule(
            uow, "all", name_en="Rooms", name_th="ห้อง", vat_rate="7", org_class="",
            valid_from=date(2026, 10, 1), resource_kind="room", resource_id=None, org_id=None,
            tariff=tariff_from({"hour_minor": 100_00, "deposit_minor": 500_00}),
        )  # fmt: skip
    return hub


def dues_part(show: Show, hub: Hub) -> DuesPart:
    page = costs_page(show(hub, "costs"))
    page.show_month(OCTOBER)
    page.show_tab("dues")
    settle()
    part = page.part("dues")
    assert isinstance(part, DuesPart)
    return part


def missed(show: Show, hub: Hub) -> int:
    """A date of this morning that nobody came to."""
    page = bookings_page(show(hub))
    block = block_of(page.board, "R1", 9 * 60)
    with hub.write() as uow:
        booking.mark_no_show(uow, Target(occurrence_id=block.occurrence_id))
    return block.occurrence_id


def last(hub: Hub) -> int:
    with hub.database.write(actor="hand", source="test") as uow:
        rows = uow.connection.exec_driver_sql("SELECT max(seq) FROM history")
        return int(rows.fetchall()[0][0])


def test_a_deposit_is_taken_from_the_list_and_returned(show: Show, priced: Hub) -> None:
    part = dues_part(show, priced)
    assert part.due.rows
    part.due_view.selectRow(0)
    key = part.due_view.key()
    part.take.click()
    form = part.deposit_form
    assert form.amount.amount() == 500_00
    form.submitted.emit()
    settle()
    assert form.isHidden()
    assert key not in [row.key for row in part.due.rows]
    with priced.read() as session:
        (held,) = deposits(session)
    assert (held.booking_id, held.amount_minor) == (key, 500_00)
    part.held_view.selectRow(0)
    part.settle.click()
    part.deposit_form.submitted.emit()
    settle()
    assert not part.held.rows
    undo(priced, last(priced))
    with priced.read() as session:
        assert [one.state for one in deposits(session)] == ["held"]


def test_a_fee_is_waived_in_costs_with_a_reason(show: Show, priced: Hub) -> None:
    number = missed(show, priced)
    part = dues_part(show, priced)
    (row,) = part.fees.rows
    assert row.key == number
    part.waive.click()
    form = part.waive_form
    form.submitted.emit()
    settle()
    assert form.problem()
    form.reason.setText("<b>the lift</b>")
    QTest.keyClick(form.reason, ENTER)
    settle()
    assert form.isHidden()
    with priced.read() as session:
        (fee,) = late_fees(session, OCTOBER)
    assert (fee.net_minor, fee.reason) == (0, "<b>the lift</b>")
    assert part.fees.rows[0].cells[-1].text == "<b>the lift</b>"
    assert not part.waive.isEnabled()


def test_a_fee_is_waived_in_the_inspector(show: Show, priced: Hub) -> None:
    number = missed(show, priced)
    page = bookings_page(show(priced))
    page.show_occurrence(number)
    settle()
    part = page.inspector.waive
    assert part.fee is not None
    assert part.isVisible()
    QTest.mouseClick(part.waive, Qt.MouseButton.LeftButton)
    assert part.reason.isVisible()
    QTest.keyClick(part.reason, ENTER)
    settle()
    assert part.fee.reason == ""
    part.reason.setText("the lift")
    QTest.keyClick(part.reason, ENTER)
    settle()
    assert part.fee.reason == "the lift"
    assert not part.waive.isVisible()
    undo(priced, last(priced))
    part.show_date(number)
    settle()
    assert part.fee.reason == ""
    assert part.waive.isVisible()


def test_a_date_that_takes_place_has_no_fee(show: Show, priced: Hub) -> None:
    page = bookings_page(show(priced))
    block = block_of(page.board, "R2", 15 * 60)
    page.show_occurrence(block.occurrence_id)
    settle()
    assert page.inspector.waive.fee is None
