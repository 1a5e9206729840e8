"""The use of the rooms on the screen: read, walked by keyboard, printed, saved as a table."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hubdesk.bootstrap import Hub
from hubdesk.exchange.tables import read_table
from hubdesk.insight.queries.statistics import statistics
from hubdesk.insight.statistics import per_mille
from hubdesk.ui.frame.window import Window
from hubdesk.ui.statistics.heat import RAMP, inks
from hubdesk.ui.statistics.load import OTHER, PERIODS, days_of
from hubdesk.ui.statistics.part import StatisticsPart
from hubdesk.ui.statistics.rows import percent
from hubdesk.ui.theme import MODES, load_theme
from hubdesk.ui.widgets.pages import open_pages
from tests.gui.show import Show, reports_page, settle
from tests.unit.theme.test_contrast import contrast

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


def _part(window: Window) -> StatisticsPart:
    reports_page(window).which.button("statistics").click()
    settle()
    return reports_page(window).statistics()


def test_the_screen_says_what_the_figures_say(show: Show, hub: Hub) -> None:
    part = _part(show(hub, "reports"))
    with hub.read() as session:
        found = statistics(session, FIRST, LAST)
    assert part.shown() is not None
    assert part.rooms.model().rowCount() == len(found.rooms)
    assert part.orgs.model().rowCount() == len(found.orgs)
    assert part.figures.figures[0].toolTip().startswith(
        percent(per_mille(found.booked_minutes, found.open_minutes))
    )
    model = part.heat.model()
    assert model.rowCount() == 7
    said = str(model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Thursday ")
    assert "hours" in said or "closed" in said


def test_one_room_and_other_days(show: Show, hub: Hub) -> None:
    part = _part(show(hub, "reports"))
    chooser = part.chooser
    chooser.place.setCurrentIndex(chooser.place.findData("R1"))
    chooser.place.activated.emit(chooser.place.currentIndex())
    settle()
    shown = part.shown()
    assert shown is not None
    assert shown.only == ("R1",)
    assert part.rooms.model().rowCount() == 1
    chooser.first.setText("1 Sep 2026")
    chooser.first.take_text()
    settle()
    shown = part.shown()
    assert shown is not None
    assert (shown.first, shown.last) == (date(2026, 9, 1), LAST)
    assert chooser.period.currentData() == OTHER
    assert chooser.place.currentData() == "R1"


def test_days_that_are_no_period_are_said(show: Show, hub: Hub) -> None:
    part = _part(show(hub, "reports"))
    part.chooser.last.setText("1 Jan 2020")
    part.chooser.last.take_text()
    settle()
    assert part.chooser.problem.isVisible()
    assert part.chooser.wanted() is None
    assert part.shown() is not None, "the last figures stay"
    part.chooser.choose("last-year")
    assert not part.chooser.problem.isVisible()


def test_the_heat_map_is_walked_by_keyboard(show: Show, hub: Hub) -> None:
    part = _part(show(hub, "reports"))
    part.heat.setFocus()
    part.heat.setCurrentIndex(part.heat.model().index(0, 0))
    QTest.keyClick(part.heat, Qt.Key.Key_Right)
    QTest.keyClick(part.heat, Qt.Key.Key_Down)
    at = part.heat.currentIndex()
    assert (at.row(), at.column()) == (1, 1)
    part.figures.figures[2].click()
    assert part.list_name() == "organisations"
    assert part.orgs.hasFocus()


def test_paper_and_table_hold_what_is_shown(show: Show, hub: Hub, tmp_path: Path) -> None:
    window = show(hub, "reports")
    page, part = reports_page(window), _part(window)
    assert page.table_button.isVisible()
    assert not page.all_button.isVisible()
    page.save_to(tmp_path / "rooms.pdf")
    settle()
    assert open_pages((tmp_path / "rooms.pdf").read_bytes()).sizes
    page.save_table_to(tmp_path / "rooms.csv")
    settle()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "rooms.csv").read_text("utf-8-sig"))))
    shown = part.shown()
    assert shown is not None
    assert [row["code"] for row in rows] == [room.code for room in shown.rooms]
    assert sum(int(row["booked_minutes"]) for row in rows) == shown.booked_minutes
    part.show_list("organisations")
    page.save_table_to(tmp_path / "all.xlsx")
    settle()
    table = read_table((tmp_path / "all.xlsx").read_bytes(), "all.xlsx")
    assert "booked_minutes" in table.header


def test_an_empty_house_is_shown_the_way(show: Show, empty_hub: Hub) -> None:
    window = show(empty_hub, "reports")
    part = _part(window)
    buttons = [one for one in part.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in buttons] == ["Add a room …"]
    buttons[0].click()
    settle()
    assert window.current().name == "settings"


def test_papers_come_back(show: Show, hub: Hub) -> None:
    window = show(hub, "reports")
    page = reports_page(window)
    _part(window)
    page.open_paper("day-sheet", day=FIRST)
    settle()
    assert page.kind() == "papers"
    drawn = page.drawn()
    assert drawn is not None
    assert drawn.wanted.name == "day-sheet"


def test_named_periods_are_whole_months_or_years() -> None:
    today = date(2026, 3, 15)
    assert days_of("month", today) == (date(2026, 3, 1), date(2026, 3, 31))
    assert days_of("last-month", today) == (date(2026, 2, 1), date(2026, 2, 28))
    assert days_of("quarter", today) == (date(2025, 12, 1), date(2026, 2, 28))
    assert days_of("year", today) == (date(2026, 1, 1), date(2026, 12, 31))
    assert days_of("last-year", today) == (date(2025, 1, 1), date(2025, 12, 31))
    assert list(PERIODS)[-1] == OTHER


@pytest.mark.parametrize("mode", MODES)
def test_every_cell_of_the_heat_map_can_be_read(mode: str) -> None:
    theme = load_theme(mode)
    grounds = []
    for step in range(len(RAMP)):
        ground, ink = inks(theme, step * 800 // len(RAMP) + 1)
        assert contrast(ground.name(), ink.name()) >= 4.5, f"{mode} step {step}"
        grounds.append(ground)
    assert len({ground.name() for ground in grounds}) == len(RAMP)


def test_hours_of_a_column_have_one_decimal_each(show: Show, hub: Hub) -> None:
    part = _part(show(hub, "reports"))
    for model, columns in ((part.rooms.model(), (2, 3)), (part.orgs.model(), (2,))):
        said = [
            str(model.index(row, column).data())
            for row in range(model.rowCount()) for column in columns
        ]  # fmt: skip
        assert said
        assert all(text[-2] == "." for text in said), said
