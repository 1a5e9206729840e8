"""The month: the matrix, the trace of an amount, the close, and what stands in its way."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.costs import queries
from hubdesk.costs.service import add_bill
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import period_state
from hubdesk.ui.costs.closing import ClosePart
from hubdesk.ui.costs.drivers.part import DriversPart
from hubdesk.ui.costs.matrixview import MatrixView
from hubdesk.ui.costs.page import CostsPage
from hubdesk.ui.costs.statements.part import StatementsPart
from hubdesk.ui.places import Place
from tests.gui.show import Show, costs_page, reports_page, settle


def close_part(page: CostsPage) -> ClosePart:
    part = page.part("close")
    assert isinstance(part, ClosePart)
    return part


def drivers_part(page: CostsPage) -> DriversPart:
    part = page.part("drivers")
    assert isinstance(part, DriversPart)
    return part


def statements_part(page: CostsPage) -> StatementsPart:
    part = page.part("statements")
    assert isinstance(part, StatementsPart)
    return part


def test_a_click_on_an_amount_tells_where_it_comes_from(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    matrix, pop = page.month_view().matrix, page.month_view().pop
    rect = matrix.cell_rect(0, 0)
    QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    settle()
    assert pop.isVisible()
    told = pop.told()
    assert told is not None
    lines = [" ".join(text for text, _kind in line) for line in told.formula]
    assert lines == [
        "1,200,000.00 \u2212 15,500.00 income = 1,184,500.00",
        "1,184,500.00 \u00d7 14 seats \u00d7 31 days / 1,302 seat-days = 394,833.33",
    ]
    assert [source.label for source in told.sources] == ["Bill", "Income", "Value", "Rounding"]
    assert "R-2569/10" in told.sources[0].text
    QTest.keyClick(pop, Qt.Key.Key_Escape)
    assert not pop.isVisible()
    assert matrix.hasFocus()


def test_the_keyboard_traces_too_and_the_text_can_be_copied(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs", lang="th"))
    matrix, pop = page.month_view().matrix, page.month_view().pop
    matrix.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(matrix, key)
    settle()
    told = pop.told()
    assert told is not None
    assert told.title == "อินเทอร์เน็ต, ตุลาคม 2569"
    assert "BUD" in pop._chip.accessibleName()
    assert told.plain().startswith("อินเทอร์เน็ต, ตุลาคม 2569\n13,450.75")


def test_the_cursor_leaps_to_the_ends_of_the_matrix(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    matrix = page.month_view().matrix
    matrix.setFocus()
    QTest.keyClick(matrix, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert matrix.row() == 3
    QTest.keyClick(matrix, Qt.Key.Key_End)
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    settle()
    told = page.month_view().pop.told()
    assert told is not None
    assert told.title == "Direct"
    QTest.keyClick(matrix, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert matrix.row() == 0


def test_a_narrow_matrix_shows_whole_amounts_only(show: Show, hub: Hub, qtbot: QtBot) -> None:
    """The pools that fit share the room; scrolling goes from pool to pool."""
    window = show(hub, "costs")
    shown = costs_page(window).month_view().matrix.matrix()
    assert shown is not None
    matrix = MatrixView(window.front)
    qtbot.addWidget(matrix)
    matrix.resize(660, 300)
    matrix.show_matrix(shown)
    matrix.show()
    settle()
    assert matrix.horizontalScrollBar().maximum() > 0
    last = len(shown.columns) - 1
    ends = {matrix.cell_rect(0, at).left() for at in range(last + 1)}
    assert matrix._right() in ends, "the last pool that is seen ends where the totals begin"
    assert "\u2026" not in matrix.texts()
    matrix.setFocus()
    QTest.keyClick(matrix, Qt.Key.Key_End)
    assert matrix.cell_rect(0, last).right() <= matrix._right()
    QTest.keyClick(matrix, Qt.Key.Key_Home)
    assert matrix.cell_rect(0, 0).left() == matrix._name


def test_direct_charges_are_traced_to_their_lines(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    page.month_view().matrix.traced.emit(3, 2)
    told = page.month_view().pop.told()
    assert told is not None
    assert [(source.text, source.amount) for source in told.sources] == [("โทรศัพท์", "1,500.00")]


def test_a_source_of_an_amount_leads_to_its_bill(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    page.month_view().trace(0, 0)
    settle()
    (link,) = page.month_view().pop.links
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    settle()
    assert page.step() == "bills"
    assert not page.month_view().pop.isVisible()
    row = page.bills().page().side.row()
    assert row is not None
    assert row.value.bill.number == "R-2569/10"


def test_every_column_adds_up(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    matrix = page.month_view().matrix.matrix()
    assert matrix is not None
    assert matrix.adds_up
    assert matrix.net_minor == 1_184_500_00 + 13_450_75 + 1_500_00


def test_the_difference_of_an_organisation_is_explained_before_tax(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    cards = page.month_view().cards
    assert cards.isVisible()
    assert cards._title.whole() == "Why \u22124,987.36 to September 2026"
    assert cards._adds.isVisible()
    QTest.mouseClick(cards.after, Qt.MouseButton.LeftButton)
    settle()
    assert page.month_view().matrix.row() == 1
    assert cards._place.text() == "2 of 4"
    page.month_view().choose("LAW")
    settle()
    assert cards._title.whole() == "Why +1,512.81 to September 2026"
    assert cards._adds.isVisible()
    page.show_step("preview")
    assert not cards.isVisible()


def test_a_month_is_closed_after_its_checks(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    part = close_part(page)
    assert part.isVisible()
    assert [check.tone for check in part.checks] == ["warning", "warning", "good", "good", "good"]
    with hub.read() as session:
        assert period_state(session, Month(2026, 10)) == "open"
    QTest.mouseClick(part.confirm, Qt.MouseButton.LeftButton)
    settle()
    with hub.read() as session:
        assert period_state(session, Month(2026, 10)) == "locked"
    assert page.step() == "statements"
    assert not page.close_button.isVisible()
    assert "4 statements" in window.messages.message()
    assert window.messages.undoable() is None
    assert statements_part(page).model.rowCount() == 4
    assert statements_part(page).drawn() is not None


def test_a_pool_without_driver_values_is_named_and_mended(show: Show, hub: Hub) -> None:
    with hub.write() as uow:
        add_bill(
            uow, supplier="กฟน.", number="E-1", date=date(2026, 10, 31),
            service_from=date(2026, 10, 1), service_to=date(2026, 10, 31), pool="power",
            driver=None, net_minor=9_000_00, vat_rate="7",
        )  # fmt: skip
    page = costs_page(show(hub, "costs"))
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    settle()
    part = close_part(page)
    assert not part.confirm.isEnabled()
    worst = part.checks[0]
    assert (worst.tone, worst.fix, worst.key) == ("bad", "drivers", "power")
    part.fix_wanted.emit(worst.fix, worst.key)
    settle()
    drivers = drivers_part(page)
    assert page.step() == "drivers"
    assert drivers.sheet() is not None
    drivers.driver.setCurrentIndex(drivers.driver.findData("headcount"))
    drivers.driver.activated.emit(drivers.driver.currentIndex())
    assert drivers.save.isVisible()
    QTest.mouseClick(drivers.save, Qt.MouseButton.LeftButton)
    settle()
    page.show_step("close")
    assert part.confirm.isEnabled()


def test_fixed_weights_are_typed_for_an_open_month(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    page.show_step("drivers")
    part = drivers_part(page)
    part.choose("internet")
    settle()
    part.driver.setCurrentIndex(part.driver.findData("weights"))
    part.driver.activated.emit(part.driver.currentIndex())
    for row, text in enumerate(("2", "1/2", "nonsense")):
        part.values.setData(part.values.index(row, 1), text)
    assert dict(part.values.weights() or {}) == {"ACT": Fraction(2), "BUD": Fraction(1, 2)}
    part.reason.setText("council, 12 Oct")
    QTest.keyClick(part.save, Qt.Key.Key_Return)
    settle()
    sheet = part.sheet()
    assert sheet is not None
    assert sheet.driver == "weights"
    values = [(line.org, line.value) for line in sheet.lines]
    assert values == [("ACT", Fraction(2)), ("BUD", Fraction(1, 2))]
    assert sheet.rule is not None
    assert sheet.rule.reason == "council, 12 Oct"
    QTest.mouseClick(window.messages._undo, Qt.MouseButton.LeftButton)
    settle()
    sheet = part.sheet()
    assert sheet is not None
    assert sheet.driver == "headcount"
    page.show_month(Month(2026, 9))
    settle()
    assert not part.driver.isEnabled()


def test_the_keys_of_the_page_act(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.step() == "bills"
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.step() == "drivers"
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    settle()
    loaded = page.loaded()
    assert loaded is not None
    assert str(loaded.info.month) == "2026-09"
    names = [command.name for command in page.commands()]
    assert len(names) == len(set(names))
    keys = [command.keys for command in page.commands() if command.keys]
    assert len(keys) == len(set(keys))


def test_places_lead_to_a_month_a_bill_and_a_share(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    with hub.read() as session:
        bill = queries.bills(session, Month(2026, 9))[0]
        share = next(one for one in queries.shares(session, Month(2026, 9)) if one.org == "CIV")
    window.front.go(Place("costs", "month", Month(2026, 10)))
    settle()
    page = costs_page(window)
    loaded = page.loaded()
    assert loaded is not None
    assert loaded.info.month == Month(2026, 10)
    window.front.go(Place("costs", "bill", bill.id))
    settle()
    row = page.bills().page().side.row()
    assert row is not None
    assert row.id == bill.id
    key = (Month(2026, 9), share.pool_id, share.org_id)
    window.front.go(Place("costs", "share", key))
    settle()
    told = page.month_view().pop.told()
    assert told is not None
    assert page.month_view().pop.isVisible()
    assert "September 2026" in told.title


def test_a_closed_month_is_opened_again_with_a_reason(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    page.show_month(Month(2026, 9))
    page.show_step("close")
    settle()
    part = close_part(page)
    QTest.mouseClick(part.reopen, Qt.MouseButton.LeftButton)
    assert part.reason.property("wrong")
    part.reason.setText("a bill was forgotten")
    QTest.mouseClick(part.reopen, Qt.MouseButton.LeftButton)
    settle()
    with hub.read() as session:
        assert period_state(session, Month(2026, 9)) == "reopened"
    assert part.confirm.isVisible()


def test_months_are_chosen_by_the_arrows(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    QTest.mouseClick(page.before, Qt.MouseButton.LeftButton)
    settle()
    loaded = page.loaded()
    assert loaded is not None
    assert (str(loaded.info.month), loaded.info.state) == ("2026-09", "locked")
    assert not page.close_button.isVisible()


def test_a_statement_is_seen_and_leads_to_the_reports(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    page.show_step("statements")
    settle()
    part = statements_part(page)
    assert part.view.isColumnHidden(1), "drafts have no number"
    page.show_month(Month(2026, 9))
    page.show_step("statements")
    settle()
    assert not part.view.isColumnHidden(1), "its number"
    part.choose("CIV")
    settle()
    drawn = part.drawn()
    assert drawn is not None
    assert drawn.wanted.key == "CIV"
    assert part.preview.drawn(0) is not None
    QTest.mouseClick(part.open_button, Qt.MouseButton.LeftButton)
    settle()
    reports = reports_page(window)
    assert window.current() is reports
    shown = reports.drawn()
    assert shown is not None
    assert (str(shown.wanted.month), shown.wanted.key) == ("2026-09", "CIV")
