"""A list that pages, sorts and filters in its query."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.store.session import Session
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.paged import PAGE, Ask, PagedColumn, PagedModel, PagedView, Slice
from hubdesk.words.marker import N_
from tests.gui.show import Show, settle


@dataclass(frozen=True)
class Row:
    key: int
    name: str


class Source:
    """Rows in memory that answer as a query would, and remember what was asked."""

    def __init__(self, count: int) -> None:
        self.rows = [Row(at, f"row {at:04d}") for at in range(count)]
        self.asked: list[Ask] = []

    def fetch(self, _session: Session, ask: Ask) -> Slice:
        self.asked.append(ask)
        found = [row for row in self.rows if ask.text in row.name]
        if ask.sort:
            found.sort(key=lambda row: row.name, reverse=ask.descending)
        return Slice(found[ask.offset : ask.offset + ask.limit], len(found))


COLUMNS = (
    PagedColumn("name", N_("Name"), lambda _words, row: row.name),
    PagedColumn("", N_("Code"), lambda words, row: words.number(row.key), 80, right=True),
)


def _list(show: Show, hub: Hub, count: int) -> tuple[Source, PagedModel, PagedView]:
    front = show(hub, "today").front
    source = Source(count)
    model = PagedModel(front, COLUMNS, fetch=source.fetch, key=lambda row: row.key)
    view = PagedView(Make(front), model, N_("Name"))
    show.qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    model.reload()
    settle()
    return source, model, view


def test_only_pages_that_are_looked_at_are_read(show: Show, hub: Hub) -> None:
    source, model, view = _list(show, hub, 5_000)
    assert model.rowCount() == 5_000
    assert {ask.offset for ask in source.asked} == {0}
    view.scrollToBottom()
    view.grab()
    assert {ask.offset for ask in source.asked} == {0, 5_000 - PAGE}
    assert model.index(4_999, 0).data() == "row 4999"


def test_a_text_narrows_and_a_heading_sorts(show: Show, hub: Hub) -> None:
    _source, model, view = _list(show, hub, 300)
    model.narrow(text="row 02")
    assert model.rowCount() == 100
    view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 0).data() == "row 0299"
    model.narrow(text="nothing")
    assert model.rowCount() == 0


def test_the_chosen_row_stays_chosen_when_rows_come(show: Show, hub: Hub) -> None:
    source, model, view = _list(show, hub, 20)
    view.selectRow(5)
    source.rows.insert(0, Row(99, "row -"))
    model.reload()
    chosen = view.chosen()
    assert chosen is not None
    assert chosen.key == 5
    assert view.currentIndex().row() == 6


def test_a_changed_row_is_told_to_the_view(show: Show, hub: Hub, qtbot: QtBot) -> None:
    source, model, _view = _list(show, hub, 3)
    source.rows[1] = replace(source.rows[1], name="other")
    with qtbot.waitSignal(model.dataChanged):
        model.reload()
    assert model.index(1, 0).data() == "other"


def test_enter_opens_a_row(show: Show, hub: Hub, qtbot: QtBot) -> None:
    _source, _model, view = _list(show, hub, 3)
    view.setFocus()
    view.selectRow(2)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args[0].key == 2


def test_qt_finds_no_fault(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    _source, model, _view = _list(show, hub, 250)
    qtmodeltester.check(model)
    model.narrow(text="row 01")
    model.narrow(text="")
