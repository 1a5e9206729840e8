"""Buttons in two columns never need more room than there is."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.ui.widgets.packing import pack

_WORDS = ("Restore", "Does not count as missed", "Edit", "Whole series of dates \u2026", "No")


def _places(grid: QGridLayout) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(grid.rowCount())
        for column in range(grid.columnCount())
        if (item := grid.itemAtPosition(row, column)) is not None
        and item.widget() not in (None, _left_of(grid, row, column))
    ]


def _left_of(grid: QGridLayout, row: int, column: int) -> QWidget | None:
    """What stands over two columns is found at both."""
    item = grid.itemAtPosition(row, column - 1) if column else None
    return None if item is None else item.widget()


def test_a_wide_button_has_a_row_of_its_own(qtbot: QtBot) -> None:
    body = QWidget()
    qtbot.addWidget(body)
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(6)
    buttons = [QPushButton(text) for text in _WORDS]
    widest = max(button.sizeHint().width() for button in buttons)
    pack(grid, buttons, widest + 10)
    assert body.sizeHint().width() <= widest + 10
    assert _places(grid) == [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)]


def test_narrow_buttons_stand_side_by_side(qtbot: QtBot) -> None:
    body = QWidget()
    qtbot.addWidget(body)
    grid = QGridLayout(body)
    pack(grid, [QPushButton(text) for text in ("A", "B", "C")], 1000)
    assert _places(grid) == [(0, 0), (0, 1), (1, 0)]
