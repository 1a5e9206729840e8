"""The tab *Bank* by keyboard: a file is looked over, Enter accepts, the rest is said and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from hubdesk.billing.model import BankLine, Document
from hubdesk.billing.queries import bank, statements
from hubdesk.bootstrap import Hub, undo
from hubdesk.kernel.month import Month
from hubdesk.ui.costs.bank.forms import spread
from hubdesk.ui.costs.bank.part import BankPart
from hubdesk.ui.frame.window import Window
from tests.gui.show import Show, costs_page, settle
from tests.unit.billing.test_matching import account, document

ENTER = Qt.Key.Key_Return
SEPTEMBER = Month(2026, 9)


def papers(hub: Hub) -> dict[str, Document]:
    with hub.read() as session:
        return {one.org: one for one in statements(session, SEPTEMBER)}


def lines(hub: Hub) -> dict[str, BankLine]:
    with hub.read() as session:
        return {one.reference: one for one in bank.bank_lines(session)}


@pytest.fixture
def file(hub: Hub, tmp_path: Path) -> Path:
    """Three lines: ACT's document, a part for BUD, a fee."""
    act = papers(hub)["ACT"]
    path = tmp_path / "october.csv"
    path.write_text(
        f"date,description,amount\n2026-10-20,{act.code},{act.total_minor / 100:.2f}\n"
        "2026-10-19,some of it,100.00\n2026-10-18,fee,-15.00\n",
        encoding="utf-8",
    )
    return path


def opened(show: Show, hub: Hub, lang: str = "en") -> tuple[Window, BankPart]:
    window = show(hub, "costs", lang=lang)
    page = costs_page(window)
    page.show_tab("bank")
    settle()
    part = page.part("bank")
    assert isinstance(part, BankPart)
    return window, part


def drop(part: BankPart, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    part.dropEvent(event)
    settle()


def test_a_file_is_dropped_looked_over_and_taken_once(show: Show, hub: Hub, file: Path) -> None:
    _, part = opened(show, hub)
    assert part.stack.currentWidget() is part._empty
    drop(part, file)
    assert part.preview.told.text() == "3 lines are new."
    assert lines(hub) == {}
    QTest.keyClick(part.preview.take, ENTER)
    settle()
    assert len(lines(hub)) == len(part.line_model.rows) == 3
    assert part.stack.currentWidget() is part._lists
    drop(part, file)
    assert not part.preview.take.isEnabled()
    assert part.preview.told.text() == "Every line of it is known already."


def test_what_is_no_statement_is_told(show: Show, hub: Hub, tmp_path: Path) -> None:
    _, part = opened(show, hub)
    path = tmp_path / "x.csv"
    path.write_text("hello\nworld\n", encoding="utf-8")
    drop(part, path)
    assert "no columns of dates" in part.preview.told.text()
    assert not part.preview.take.isEnabled()
    part.preview.leave.click()
    assert part.stack.currentWidget() is part._empty


def taken(part: BankPart, file: Path) -> None:
    drop(part, file)
    part.preview.take.click()
    settle()


def test_enter_accepts_and_the_next_line_comes_up(show: Show, hub: Hub, file: Path) -> None:
    _, part = opened(show, hub)
    taken(part, file)
    assert part.lines.hasFocus()
    assert part.line_model.rows[0].cells[3].text == "ACT"
    assert part.choice_model.rows[0].cells[1].text.endswith("exactly what is open")
    QTest.keyClick(part.lines, ENTER)
    settle()
    act = papers(hub)["ACT"]
    assert lines(hub)[act.code].state == "matched"
    assert part.lines.hasFocus()
    line = part.line()
    assert line is not None
    assert line.reference == "some of it"
    part.states.button("matched").click()
    settle()
    assert [row.cells[0].text for row in part.choice_model.rows] == [f"ACT {act.code}"]
    QTest.keyClick(part.lines, Qt.Key.Key_Delete)
    part.ask.reason.setText("wrong")
    part.ask.confirm.click()
    settle()
    assert lines(hub)[act.code].state == "open"


def test_a_line_is_split_left_on_account_and_set_aside(show: Show, hub: Hub, file: Path) -> None:
    window, part = opened(show, hub)
    taken(part, file)
    part.lines.selectRow(1)
    QTest.keyClick(part.lines, Qt.Key.Key_S)
    form = part.part_form
    form.org.setText("BUD")
    form.amount.setText("60")
    form.submitted.emit()
    settle()
    assert form.problem() == ""
    assert lines(hub)["some of it"].left_minor == 40_00
    QTest.keyClick(part.lines, Qt.Key.Key_U)
    assert form.unapplied.isChecked()
    form.org.setText("CIV")
    form.submitted.emit()
    settle()
    line = lines(hub)["some of it"]
    assert line.state == "matched"
    with hub.read() as session:
        found = bank.matches_of_line(session, line.id)
    assert [(one.org, one.document_id is None) for one in found] == [("BUD", False), ("CIV", True)]
    QTest.keyClick(part.lines, Qt.Key.Key_A)
    part.aside_form.reason.setText("bank fee")
    part.aside_form.submitted.emit()
    settle()
    assert lines(hub)["fee"].state == "aside"
    assert window.front.words.t("Nothing is left to be matched.")


def test_a_change_is_undone_from_elsewhere_and_shown(show: Show, hub: Hub, file: Path) -> None:
    window, part = opened(show, hub, lang="th")
    taken(part, file)
    assert part.choice_model.rows[0].cells[1].text.endswith("ตรงกับยอดค้างพอดี")
    part.accept_button.click()
    settle()
    assert len(part.line_model.rows) == 2
    with hub.database.write(actor="hand", source="test") as uow:
        ((last,),) = uow.connection.exec_driver_sql("SELECT max(seq) FROM history").fetchall()
    window.front.hub_changed.emit(undo(hub, last).changes)
    settle()
    assert len(part.line_model.rows) == 3


def test_money_is_spread_over_the_oldest_documents_first() -> None:
    owes = account(1, document(1, 1, 100), document(2, 1, 200))
    assert [(p.document_id, p.amount_minor, p.withheld_minor) for p in spread(owes, 150, 5)] == [
        (1, 100, 5), (2, 55, 0),
    ]  # fmt: skip
    assert [(p.document_id, p.amount_minor) for p in spread(owes, 400, 0)] == [
        (1, 100), (2, 200), (None, 100),
    ]  # fmt: skip
