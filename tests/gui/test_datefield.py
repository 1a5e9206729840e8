"""The field for a day: typing, keys, the month, both eras."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import SIGNAL, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.monthgrid import DayGrid, MonthGrid, month_later
from hubdesk.words.marker import N_
from tests.gui.show import Show, settle

DAY = date(2026, 10, 22)


@pytest.fixture
def field(show: Show, hub: Hub) -> DateField:
    window = show(hub, "today", lang="th")
    holder = QWidget(window)
    field = DateField(Make(window.front), N_("Date"))
    layout = QVBoxLayout(holder)
    layout.addWidget(field)
    layout.addWidget(QLineEdit())
    holder.setGeometry(200, 200, 300, 120)
    holder.show()
    field.set_day(DAY)
    field.setFocus()
    settle()
    return field


def _type(field: DateField, text: str) -> None:
    field.selectAll()
    field.insert(text)
    field.take_text()


def test_a_day_is_shown_in_the_readers_era(field: DateField) -> None:
    assert field.text() == "22 ต.ค. 2569"
    field.front.count_years("ce")
    assert field.text() == "22 ต.ค. 2026"
    field.front.speak("en")
    assert field.text() == "22 Oct 2026"
    assert field.day() == DAY


@pytest.mark.parametrize("text", ["5 ธ.ค. 2569", "5/12/2569", "05/12/2569", "5 ธันวาคม 2569"])
def test_a_typed_day_is_read(field: DateField, qtbot: QtBot, text: str) -> None:
    with qtbot.waitSignal(field.changed) as changed:
        _type(field, text)
    assert changed.args == [date(2026, 12, 5)]
    assert field.text() == "5 ธ.ค. 2569"


@pytest.mark.parametrize("text", ["31/2/2569", "tomorrow", "5/12/2026", "5/12/69"])
def test_what_is_no_day_stays_and_is_said(field: DateField, qtbot: QtBot, text: str) -> None:
    with qtbot.assertNotEmitted(field.changed):
        _type(field, text)
    assert field.text() == text
    assert field.problem()
    assert field.day() == DAY
    _type(field, "22/10/2569")
    assert not field.problem()


def test_arrows_and_pages_move_the_day(field: DateField, qtbot: QtBot) -> None:
    for key, day in (
        (Qt.Key.Key_Up, date(2026, 10, 23)),
        (Qt.Key.Key_Down, DAY),
        (Qt.Key.Key_PageUp, date(2026, 11, 22)),
        (Qt.Key.Key_PageDown, DAY),
    ):
        qtbot.keyClick(field, key)
        assert field.day() == day


def _month(field: DateField) -> MonthGrid:
    grid = field.window().findChild(MonthGrid)
    assert isinstance(grid, MonthGrid)
    return grid


def test_a_day_is_chosen_from_the_month_by_keys(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClick(field, Qt.Key.Key_F4)
    days = _month(field).days
    assert days.isVisible()
    assert QApplication.focusWidget() is days
    qtbot.keyClick(days, Qt.Key.Key_Down)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert field.day() == date(2026, 10, 29)
    assert not days.isVisible()
    assert QApplication.focusWidget() is field


def test_a_day_is_chosen_from_the_month_by_mouse(field: DateField, qtbot: QtBot) -> None:
    field.open_month()
    days = _month(field).days
    point = next(
        QPoint(x, y)
        for y in range(days.height())
        for x in range(days.width())
        if days.day_at(QPoint(x, y)) == date(2026, 10, 1)
    )
    qtbot.mouseClick(days, Qt.MouseButton.LeftButton, pos=point)
    assert field.day() == date(2026, 10, 1)


def test_escape_and_a_click_elsewhere_close_the_month(field: DateField, qtbot: QtBot) -> None:
    field.open_month()
    days = _month(field).days
    qtbot.keyClick(days, Qt.Key.Key_Escape)
    assert not days.isVisible()
    field.open_month()
    holder = field.parentWidget()
    assert holder is not None
    other = holder.findChildren(QLineEdit)[-1]
    other.setFocus()
    assert not days.isVisible()
    assert QApplication.focusWidget() is other
    assert field.day() == DAY


def test_the_week_begins_as_the_reader_wants(show: Show, hub: Hub) -> None:
    front = show(hub, "today", lang="en").front
    grid = DayGrid(front)
    show.qtbot.addWidget(grid)
    grid.show_day(DAY)
    assert grid.first() == date(2026, 9, 28)
    assert grid.accessibleName() == "Thursday 22 October 2026"


def test_months_keep_to_their_last_day_and_to_the_calendar() -> None:
    assert month_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert month_later(date(9999, 12, 1), 1) == date(9999, 12, 1)
    assert month_later(date(1, 1, 1), -1) == date(1, 1, 1)


def test_figures_typed_in_the_month_go_to_the_field(field: DateField, qtbot: QtBot) -> None:
    field.open_month()
    settle()
    grid = QApplication.focusWidget()
    assert isinstance(grid, DayGrid)
    qtbot.keyClick(grid, Qt.Key.Key_1)
    settle()
    assert field.hasFocus()
    assert not grid.isVisible()
    qtbot.keyClicks(field, "/12/2569")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.day() == date(2026, 12, 1)


def test_another_look_and_language_leave_nothing_at_the_button(field: DateField) -> None:
    front, (action,) = field.front, field.actions()
    button = field.findChild(QToolButton)
    assert button is not None
    before = action.receivers(SIGNAL("changed()"))
    pictures = []
    for mode, lang in (("dark", "en"), ("contrast", "th"), ("light", "en")):
        front.look_wanted.emit(mode)
        front.speak(lang)
        settle()
        pictures.append(button.grab().toImage())
    assert action.receivers(SIGNAL("changed()")) == before
    assert button.toolTip() == "Choose from a month (F4)"
    assert pictures[0] != pictures[2]
    button.click()
    settle()
    assert isinstance(QApplication.focusWidget(), DayGrid)
