"""Bills by keyboard, by paste, by drop; and a whole month from its first bill to a statement."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.bootstrap import Hub
from hubdesk.costs import queries as costs
from hubdesk.costs.model import Bill
from hubdesk.costs.service import add_bill
from hubdesk.kernel.month import Month
from hubdesk.store.blobs import files_of
from hubdesk.ui.costs.bills.forms import BillForm, DirectForm, IncomeForm
from hubdesk.ui.costs.books.payments import PaymentsPart
from hubdesk.ui.costs.closing import ClosePart
from hubdesk.ui.costs.page import CostsPage
from hubdesk.ui.costs.statements.part import StatementsPart
from tests.gui.show import Show, costs_page, settle

OCTOBER = Month(2026, 10)
ROWS = (
    "supplier\tnumber\tdate\tpool\tnet\tvat\n"
    "MEA\tE-1\t2026-10-12\trent\t1,000.00\texempt\n"
    "MEA\tE-2\t2026-10-13\tinternet\t250.50\texempt\n"
)


def png(path: Path) -> Path:
    """A small picture, built by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\x00" + b"\x20\x60\x70" * 40 for _ in range(60))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 60, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )  # fmt: skip
    return path


def drop(widget: QWidget, path: Path, at: QPoint) -> None:
    """Drag a file onto a widget and let go, as the window system would."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, mime, left, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, mime, left, none,
                                              QEvent.Type.Drop))  # fmt: skip
    settle()


def bills_page(page: CostsPage) -> BillForm:
    page.show_step("bills")
    settle()
    form = page.bills().pages["bills"].form
    assert isinstance(form, BillForm)
    return form


def bill_at(page: CostsPage, at: int) -> Bill:
    row = page.bills().page().model.row_at(at)
    assert row is not None
    bill: Bill = row.value.bill
    return bill


def stored(hub: Hub) -> list[tuple[str, str, str, int, int]]:
    with hub.read() as session:
        return [
            (bill.supplier, bill.number, bill.pool, bill.net_minor, bill.vat_minor)
            for bill in costs.bills(session, OCTOBER)
        ]


def test_a_bill_is_entered_by_keyboard_and_the_next_one_begins(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    form = bills_page(costs_page(window))
    assert form.supplier.hasFocus()
    QTest.keyClicks(form.supplier, "MEA")
    QTest.keyClick(form.supplier, Qt.Key.Key_Escape)
    form.number.setFocus()
    QTest.keyClicks(form.number, "E-881")
    form.pool.setFocus()
    QTest.keyClicks(form.pool, "internet")
    QTest.keyClick(form.pool, Qt.Key.Key_Escape)
    form.net.setFocus()
    QTest.keyClicks(form.net, "1,234.5")
    assert "1,234.50 + 0.00 VAT = THB" in form.said.whole()
    QTest.keyClick(form.net, Qt.Key.Key_Return)
    settle()
    assert ("MEA", "E-881", "internet", 1_234_50, 0) in stored(hub)
    assert "E-881" in window.messages.message()
    assert window.messages.undoable() is not None
    assert form.supplier.hasFocus()
    assert form.supplier.text() == ""
    assert form.first.day() == OCTOBER.first_day


def test_the_first_wrong_field_is_named_and_gets_the_keyboard(show: Show, hub: Hub) -> None:
    form = bills_page(costs_page(show(hub, "costs")))
    QTest.keyClick(form.supplier, Qt.Key.Key_Return)
    assert form.said.whole() == "Whose bill is it?"
    assert form.supplier.property("wrong")
    form.supplier.setText("MEA")
    form.number.setText("1")
    form.pool.setText("chairs")
    QTest.keyClick(form.net, Qt.Key.Key_Return)
    assert form.pool.hasFocus()
    assert form.offer.isVisible()
    QTest.mouseClick(form.offer, Qt.MouseButton.LeftButton)
    settle()
    assert form.pool.key() == "chairs"
    QTest.keyClick(form.net, Qt.Key.Key_Return)
    assert form.net.hasFocus()
    assert len(stored(hub)) == 2


def test_what_the_house_refuses_is_said_at_its_field(show: Show, hub: Hub) -> None:
    form = bills_page(costs_page(show(hub, "costs")))
    form.supplier.setText("อาคารสาทร")
    form.supplier.editingFinished.emit()
    assert form.pool.key() == "internet"
    form.number.setText("R-2569/10")
    form.net.setText("1")
    QTest.keyClick(form.net, Qt.Key.Key_Return)
    settle()
    assert form.number.property("wrong")
    assert form.number.hasFocus()
    assert len(stored(hub)) == 2


def test_the_tax_of_the_bill_may_differ_by_rounding_only(show: Show, hub: Hub) -> None:
    form = bills_page(costs_page(show(hub, "costs")))
    form.supplier.setText("Water")
    form.number.setText("W-1")
    form.pool.setText("water")
    form.pool_missing.emit("water")
    settle()
    form.vat.setCurrentIndex(form.vat.findData("7"))
    form.vat.activated.emit(form.vat.currentIndex())
    form.net.setText("")
    QTest.keyClicks(form.net, "100.30")
    assert form.tax.amount() == 7_02
    form.tax.clear()
    QTest.keyClicks(form.tax, "9.50")
    QTest.keyClick(form.tax, Qt.Key.Key_Return)
    settle()
    assert form.tax.property("wrong")
    form.tax.clear()
    QTest.keyClicks(form.tax, "7.03")
    QTest.keyClick(form.tax, Qt.Key.Key_Return)
    settle()
    assert ("Water", "W-1", "water", 100_30, 7_03) in stored(hub)


def test_rows_of_a_spreadsheet_are_looked_over_and_all_added(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    form = bills_page(page)
    QGuiApplication.clipboard().setText(ROWS)
    QTest.keyClick(form.supplier, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    review = page.bills().review
    assert review.isVisible()
    assert form.supplier.text() == ""
    assert review.model.wrong_rows() == 0
    assert len(stored(hub)) == 2
    QTest.mouseClick(review.add, Qt.MouseButton.LeftButton)
    settle()
    assert not review.isVisible()
    assert {row[1] for row in stored(hub)} >= {"E-1", "E-2"}
    assert window.messages.undoable() is not None
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(stored(hub)) == 2


def test_wrong_cells_are_outlined_and_mended(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    bills_page(page)
    page.bills().paste(
        "12/10/2569\tMEA\tE-1\trent\t1/10/2569\t31/10/2569\tabout 9\texempt\n"
        "32/10/2569\tMEA\tE-2\trent\t1/10/2569\t31/10/2569\t9\texempt\n"
        "12/10/2569\tอาคารสาทร\tR-2569/10\trent\t1/10/2569\t31/10/2569\t9\texempt\n"
    )
    settle()
    review = page.bills().review
    model = review.model
    columns = model.sheet.columns
    assert model.wrong_rows() == 3
    assert not review.add.isEnabled()
    assert "1,234.50" in model.problem(0, columns.index("net"))
    assert model.problem(1, columns.index("date"))
    assert model.problem(2, columns.index("number"))
    model.setData(model.index(0, columns.index("net")), "9.25")
    model.setData(model.index(1, columns.index("date")), "31/10/2569")
    model.setData(model.index(2, columns.index("number")), "R-2569/10b")
    settle()
    assert model.wrong_rows() == 0
    assert len(stored(hub)) == 2
    QTest.mouseClick(review.add, Qt.MouseButton.LeftButton)
    settle()
    assert len(stored(hub)) == 5


def test_none_of_the_rows_is_added_by_escape(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    bills_page(page)
    page.bills().paste(ROWS)
    QTest.keyClick(page.bills().review, Qt.Key.Key_Escape)
    settle()
    assert not page.bills().review.isVisible()
    assert len(stored(hub)) == 2


def test_a_scan_is_dropped_on_a_bill_and_found_from_an_amount(
    show: Show, hub: Hub, tmp_path: Path
) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    bills_page(page)
    entries = page.bills().page()
    pools = [bill_at(page, at).pool for at in range(entries.model.rowCount())]
    row = pools.index("rent")
    at = entries.view.visualRect(entries.model.index(row, 1)).center()
    drop(entries.view.viewport(), png(tmp_path / "rent.png"), at)
    assert "rent.png" in window.messages.message()
    shown = entries.side.row()
    assert shown is not None
    assert shown.value.scans == 1
    assert entries.side.scan is not None
    assert entries.side.scan.scan.view.drawn(0) is not None
    page.show_step("preview")
    page.month_view().trace(0, 0)
    settle()
    scan = next(link for link in page.month_view().pop.links if link.property("link") == "scan")
    QTest.mouseClick(scan, Qt.MouseButton.LeftButton)
    settle()
    assert page.scan.isVisible()
    assert page.scan.scan.view.page_count() == 1
    QTest.keyClick(page.scan.scan.view, Qt.Key.Key_Escape)
    assert not page.scan.isVisible()


def test_a_scan_is_only_replaced_by_a_new_version(show: Show, hub: Hub, tmp_path: Path) -> None:
    page = costs_page(show(hub, "costs"))
    bills_page(page)
    entries = page.bills().page()
    entries.view.selectRow(0)
    settle()
    panel = entries.side.scan
    assert panel is not None
    drop(panel, png(tmp_path / "one.png"), QPoint(20, 20))
    (tmp_path / "two.png").write_bytes((tmp_path / "one.png").read_bytes() + b"\x00")
    drop(panel, tmp_path / "two.png", QPoint(20, 20))
    shown = entries.side.row()
    assert shown is not None
    with hub.read() as session:
        assert [one.name for one in files_of(session, "bill", shown.id)] == ["one.png", "two.png"]
    assert panel.scan.versions.count() == 2
    assert panel.scan.versions.currentIndex() == 1


def test_a_scan_dropped_on_the_entry_is_kept_with_the_new_bill(
    show: Show, hub: Hub, tmp_path: Path
) -> None:
    page = costs_page(show(hub, "costs"))
    form = bills_page(page)
    drop(form, png(tmp_path / "water.png"), QPoint(10, 10))
    assert form.scan_button.isVisible()
    form.supplier.setText("Water")
    form.number.setText("W-1")
    form.pool.show_key("internet")
    form.net.setText("12")
    QTest.keyClick(form.number, Qt.Key.Key_Return)
    settle()
    with hub.read() as session:
        bill = costs.bill_by_number(session, "Water", "W-1")
        assert bill is not None
        assert [one.name for one in files_of(session, "bill", bill.id)] == ["water.png"]
    assert form.scan is None


def test_a_file_that_is_no_scan_is_refused_in_words(
    show: Show, hub: Hub, tmp_path: Path
) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    bills_page(page)
    page.bills().page().view.selectRow(0)
    settle()
    note = tmp_path / "note.txt"
    note.write_text("not a scan")
    panel = page.bills().page().side.scan
    assert panel is not None
    drop(panel, note, QPoint(20, 20))
    assert [error.code for error in show.refused] == ["file_type_refused"]
    assert window.messages.message()


def test_a_bill_is_taken_back_with_a_reason_and_undone(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    bills_page(page)
    entries = page.bills().page()
    entries.view.setFocus()
    entries.view.selectRow(0)
    QTest.keyClick(entries.view, Qt.Key.Key_Delete)
    ask = entries.side.ask
    assert ask.isVisible()
    QTest.keyClick(ask.reason, Qt.Key.Key_Return)
    assert ask.reason.property("wrong")
    QTest.keyClicks(ask.reason, "entered twice")
    QTest.keyClick(ask.reason, Qt.Key.Key_Return)
    settle()
    assert len(stored(hub)) == 1
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(stored(hub)) == 2


def test_income_and_direct_charges_are_entered_too(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    page.show_step("bills")
    QTest.mouseClick(page.bills().kinds.button("income"), Qt.MouseButton.LeftButton)
    income = page.bills().page().form
    assert isinstance(income, IncomeForm)
    income.description.setText("Hall, outside hire")
    income.pool.show_key("rent")
    income.amount.setText("500")
    QTest.keyClick(income.amount, Qt.Key.Key_Return)
    settle()
    QTest.mouseClick(page.bills().kinds.button("direct-charges"), Qt.MouseButton.LeftButton)
    direct = page.bills().page().form
    assert isinstance(direct, DirectForm)
    direct.org.setText("BUD")
    direct.description.setText("Copies")
    direct.net.setText("75.25")
    QTest.keyClick(direct.net, Qt.Key.Key_Return)
    settle()
    with hub.read() as session:
        assert [one.amount_minor for one in costs.income(session, OCTOBER)] == [15_500_00, 500_00]
        charged = {one.org: one.net_minor for one in costs.direct_charges(session, OCTOBER)}
    assert charged == {"BUD": 75_25, "LAW": 1_500_00}


def test_the_list_is_searched_and_sorted_by_the_database(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    bills_page(page)
    entries = page.bills().page()
    page.bills().search_field.setText("r-2569")
    settle()
    assert entries.model.rowCount() == 1
    page.bills().search_field.clear()
    entries.model.sort(5, Qt.SortOrder.AscendingOrder)
    settle()
    amounts = [bill_at(page, at).net_minor for at in range(2)]
    assert amounts == sorted(amounts)


def test_what_others_enter_appears_and_typing_stays(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    form = bills_page(page)
    entries = page.bills().page()
    entries.view.selectRow(1)
    settle()
    chosen = entries.side.row()
    form.number.setFocus()
    QTest.keyClicks(form.number, "half a num")
    with hub.acting_as("manager", "cli").write() as uow:
        add_bill(
            uow, supplier="Aa", number="first", date=OCTOBER.first_day,
            service_from=OCTOBER.first_day, service_to=OCTOBER.last_day, pool="rent",
            driver=None, net_minor=1_00, vat_rate="exempt",
        )  # fmt: skip
    window.front.hub_changed.emit(uow.changes)
    settle()
    assert entries.model.rowCount() == 3
    assert form.number.text() == "half a num"
    assert form.number.hasFocus()
    kept = entries.side.row()
    assert chosen is not None
    assert kept is not None
    assert kept.id == chosen.id
    assert page.step() == "bills"


def test_a_locked_month_takes_no_entries(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    form = bills_page(page)
    page.show_month(Month(2026, 9))
    settle()
    assert not form.isEnabled()
    assert "September 2026 is locked" in form.said.whole()
    assert not page.bills().paste_button.isEnabled()


def test_a_payment_is_entered_and_pasted(show: Show, hub: Hub) -> None:
    page = costs_page(show(hub, "costs"))
    QTest.mouseClick(page.tabs.button("payments"), Qt.MouseButton.LeftButton)
    part = page.part("payments")
    assert isinstance(part, PaymentsPart)
    owed = part.form.owed["ACT"]
    part.form.org.setText("ACT")
    part.form.amount.setText("100")
    QTest.keyClick(part.form.amount, Qt.Key.Key_Return)
    settle()
    assert part.form.owed["ACT"] == owed - 100_00
    part.paste("2026-10-20\tBUD\t50.00\tPromptPay\n")
    settle()
    QTest.mouseClick(part.review.add, Qt.MouseButton.LeftButton)
    settle()
    assert part.model.rowCount() == 2


def test_a_bill_of_a_locked_month_is_credited_in_the_open_one(show: Show, hub: Hub) -> None:
    window = show(hub, "costs")
    page = costs_page(window)
    bills_page(page)
    page.show_month(Month(2026, 9))
    settle()
    entries = page.bills().page()
    entries.view.selectRow(0)
    settle()
    mirrored = bill_at(page, 0)
    QTest.mouseClick(entries.side.take_back, Qt.MouseButton.LeftButton)
    assert "September 2026 is locked" in entries.side.ask._text.text()
    QTest.keyClicks(entries.side.ask.reason, "never delivered")
    QTest.mouseClick(entries.side.ask.confirm, Qt.MouseButton.LeftButton)
    settle()
    credited = [row for row in stored(hub) if row[1] == f"{mirrored.number}/credit"]
    assert [row[3] for row in credited] == [-mirrored.net_minor]
    assert "credited" in window.messages.message()


def test_a_spreadsheet_is_dropped_on_the_list(show: Show, hub: Hub, tmp_path: Path) -> None:
    page = costs_page(show(hub, "costs"))
    page.show_step("bills")
    page.bills().show_kind("direct-charges")
    settle()
    path = tmp_path / "copies.csv"
    path.write_text(
        "วันที่,องค์กร,รายการ,ก่อนภาษี,ภาษีมูลค่าเพิ่ม\n2569-10-20,BUD,สำเนา,12.50,7\n2026-10-21,ZZZ,x,1,7\n",
        encoding="utf-8",
    )
    drop(page.bills().page().view.viewport(), path, QPoint(30, 10))
    review = page.bills().review
    assert review.isVisible()
    columns = review.model.sheet.columns
    assert review.model.problem(1, columns.index("org"))
    assert not review.model.problem(0, columns.index("org"))
    review.model.setData(review.model.index(1, columns.index("org")), "CIV")
    settle()
    QTest.mouseClick(review.add, Qt.MouseButton.LeftButton)
    settle()
    with hub.read() as session:
        charged = {one.org: one.net_minor for one in costs.direct_charges(session, OCTOBER)}
    assert charged == {"BUD": 12_50, "CIV": 1_00, "LAW": 1_500_00}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_month_from_its_first_bill_to_a_statement(
    show: Show, hub: Hub, lang: str
) -> None:
    window = show(hub, "costs", lang=lang)
    page = costs_page(window)
    form = bills_page(page)
    form.supplier.setText("อาคารสาทร")
    form.number.setText("R-2569/10-2")
    form.pool.show_key("rent")
    form.net.setText("42,000")
    QTest.keyClick(form.net, Qt.Key.Key_Return)
    settle()
    QTest.mouseClick(page.steps.steps["preview"], Qt.MouseButton.LeftButton)
    settle()
    matrix = page.month_view().matrix.matrix()
    assert matrix is not None
    assert matrix.columns[0].total_minor == 1_184_500_00 + 42_000_00
    QTest.mouseClick(page.steps.steps["close"], Qt.MouseButton.LeftButton)
    settle()
    close = page.part("close")
    assert isinstance(close, ClosePart)
    QTest.mouseClick(close.confirm, Qt.MouseButton.LeftButton)
    settle()
    assert page.step() == "statements"
    part = page.part("statements")
    assert isinstance(part, StatementsPart)
    drawn = part.drawn()
    assert drawn is not None
    assert part.preview.drawn(0) is not None
    with hub.read() as session:
        shares = {one.org: one.amount_minor for one in costs.shares(session, OCTOBER)
                  if one.pool == "rent"}  # fmt: skip
    assert sum(shares.values()) == 1_226_500_00
