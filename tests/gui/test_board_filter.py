"""The line of filters: what does not fit is greyed or hidden, and one click brings it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton

from hubdesk.bootstrap import Hub
from hubdesk.ui.booking.filterbar import parse_times
from hubdesk.ui.booking.filters import Filter
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.scene import Span
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.ui.widgets.popover import Popover
from tests.gui.show import Show, block_of, bookings_page, lane_of, settle

LEFT = Qt.MouseButton.LeftButton


def _codes(page: BookingsPage) -> set[str]:
    scene = page.scene()
    fitting = page.board.state.fitting
    assert fitting is not None
    return {scene.lanes[at].code for at in fitting}


def _choose(page: BookingsPage, part: str, text: str) -> None:
    menu = page.filters.menu(part)
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text() == text)
    action.trigger()
    menu.close()
    menu.deleteLater()
    settle()


def test_people_and_equipment_grey_the_rest(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    rows = len(page.board.state.grid.rows)
    _choose(page, "people", "12 people or more")
    assert _codes(page) == {"R1", "R2", "R3", "HALL", "HALL-A", "HALL-B"}
    _choose(page, "features", "Video calls")
    assert _codes(page) == {"R1", "R3"}
    assert len(page.board.state.grid.rows) == rows
    assert page.board.state.greyed(lane_of(page.board, "R2"))
    assert page.filters.chips["people"].text() == "12 people or more"
    QTest.mouseClick(page.filters.hide_others, LEFT)
    shown = {page.scene().lanes[at].code for at in page.board.state.grid.lanes()}
    assert shown == {"R1", "R3"}
    QTest.mouseClick(page.filters.clear, LEFT)
    assert page.board.state.fitting is None
    assert len(page.board.state.grid.rows) == rows
    assert not page.filters.clear.isVisible()


def test_floor_and_kind(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    _choose(page, "floor", "Floor 2")
    _choose(page, "kind", "Desks only")
    assert _codes(page) == {"D1", "D2", "D3", "D4"}
    _choose(page, "kind", "Any")
    assert "R1" in _codes(page)


def test_what_is_free_from_to(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    QTest.mouseClick(page.filters.chips["free"], LEFT)
    field = page.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("later")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not page.filters.filter.active
    assert field.property("wrong")
    field.setText("14-15")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert page.filters.filter.free == Span(840, 900)
    codes = _codes(page)
    assert "R1" not in codes
    assert "R2" not in codes
    assert {"R3", "D2"} <= codes


def test_an_organisation_leaves_its_rooms_and_fades_the_others(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    QTest.mouseClick(page.filters.chips["org_id"], LEFT)
    field = page.focusWidget()
    assert isinstance(field, OrgField)
    field.setText("civ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert _codes(page) == {"R1", "R3"}
    faint = page.board.state.faint
    assert block_of(page.board, "R2", 15 * 60).occurrence_id in faint
    assert block_of(page.board, "R1", 14 * 60).occurrence_id not in faint


def test_text_finds_rooms_and_bookings_on_board_and_list(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    QTest.keyClick(page.board, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.text.hasFocus()
    page.filters.text.setText("clinic")
    page.filters._on_typed()
    assert _codes(page) == {"R1"}
    page.show_view("list")
    assert [block.title for block in page.list.table.blocks] == ["Data clinic"]
    page.filters.text.setText("Mun")
    page.filters._on_typed()
    assert {block.lane for block in page.list.table.blocks} == {lane_of(page.board, "R2")}


def test_one_box_of_a_chip_is_open_at_a_time(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    QTest.mouseClick(page.filters.chips["free"], LEFT)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    QTest.mouseClick(page.filters.chips["org_id"], LEFT)
    QTest.mouseClick(page.filters.chips["free"], LEFT)
    settle()
    open_ones = [
        pop for pop in page.findChildren(Popover)
        if pop.isVisible() and pop not in (page.popover, page.tip)
    ]  # fmt: skip
    assert len(open_ones) == 1
    QTest.mouseClick(open_ones[0].findChildren(QPushButton)[-1], LEFT)
    settle()
    assert not page.filters.filter.active


def test_enter_goes_to_what_was_found(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.filters.focus_text()
    page.filters.text.setText("stand-up")
    QTest.keyClick(page.filters.text, Qt.Key.Key_Return)
    assert page.board.hasFocus()
    assert page.board.state.chosen == block_of(page.board, "R3", 9 * 60).occurrence_id


def test_a_place_that_is_folded_or_filtered_away_is_shown(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    block = block_of(page.board, "R1", 14 * 60)
    for floor in page.scene().floors:
        page.board.fold(floor.code)
    page.show_occurrence(block.occurrence_id)
    assert not page.board.rect_of(block.lane, block.span).isNull()
    page.filters.set_filter(Filter(kind="desk"))
    page.filters.hide_others.click()
    assert page.board.rect_of(block.lane, block.span).isNull()
    page.show_occurrence(block.occurrence_id)
    assert not page.board.rect_of(block.lane, block.span).isNull()


def test_with_everything_hidden_the_keys_do_nothing(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.filters.set_filter(Filter(people=9999))
    page.filters.hide_others.click()
    assert page.board.state.grid.rows == []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        page.board.setFocus()
        QTest.keyClick(page.board, key)
    assert not page.popover.isVisible()


def test_a_filter_outlives_another_day_and_language(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    page.filters.set_filter(Filter(people=16))
    page.turn(1)
    assert _codes(page) == {"R3", "HALL", "HALL-A", "HALL-B"}
    window.front.speak("th")
    settle()
    chip = page.filters.chips["people"]
    assert isinstance(chip, QPushButton)
    assert "16" in chip.text()
    assert chip.text() != "16 people or more"


@pytest.mark.parametrize(
    ("text", "span"),
    [("14-16", Span(840, 960)), ("9:30\u201311", Span(570, 660)), ("14", Span(840, 900)),
     ("1430-1600", Span(870, 960)), ("23-24", Span(1380, 1440)), ("16-14", None), ("a", None),
     ("", None)],
)  # fmt: skip
def test_times_as_people_type_them(text: str, span: Span | None) -> None:
    assert parse_times(text) == span


def test_a_condition_goes_alone() -> None:
    wanted = Filter(people=4, text="a")
    assert wanted.without("people") == replace(wanted, people=0)
    assert not Filter().active
