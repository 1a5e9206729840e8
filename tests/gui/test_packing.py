"""Buttons one or two on a line: lines are full, and none needs more room than there is."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.ui.widgets.packing import Pairs

_GAP = 6


def _lines(qtbot: QtBot, texts: tuple[str, ...], width: int) -> list[list[tuple[int, int]]]:
    """Left edges and widths, line by line."""
    body = QWidget()
    qtbot.addWidget(body)
    lay = Pairs(body, gap=_GAP)
    buttons = [QPushButton(text) for text in texts]
    for button in buttons:
        lay.addWidget(button)
    body.resize(width, lay.heightForWidth(width))
    body.show()
    lay.activate()
    tops = sorted({button.y() for button in buttons})
    assert buttons[-1].geometry().bottom() < body.height()
    return [
        [(button.x(), button.width()) for button in buttons if button.y() == top] for top in tops
    ]


def _needed(*texts: str) -> list[int]:
    return [QPushButton(text).sizeHint().width() for text in texts]


def test_two_that_fit_get_halves(qtbot: QtBot) -> None:
    half = max(_needed("Edit", "Move")) + 10
    width = 2 * half + _GAP
    assert _lines(qtbot, ("Edit", "Move", "No"), width) == [
        [(0, half), (half + _GAP, half)],
        [(0, half)],
    ]


def test_a_wide_one_takes_from_its_neighbour(qtbot: QtBot) -> None:
    texts = ("No", "Whole series of dates \u2026")
    one, other = _needed(*texts)
    ((first, second),) = _lines(qtbot, texts, one + other + _GAP + 20)
    assert first == (0, one + 10)
    assert second == (one + 10 + _GAP, other + 10)


def test_one_that_fits_beside_none_has_its_line(qtbot: QtBot) -> None:
    texts = ("No", "Does not count as missed", "Whole series of dates \u2026", "No")
    widest = max(_needed(*texts))
    lines = _lines(qtbot, texts, widest + 4)
    assert [line[0] for line in lines[:3]] == [(0, widest + 4)] * 3
    assert all(left + width <= widest + 4 for line in lines for left, width in line)


def test_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    body = QWidget()
    qtbot.addWidget(body)
    lay = Pairs(body)
    first, second = QPushButton("First"), QPushButton("Second")
    for button in (first, second):
        lay.addWidget(button)
    first.hide()
    body.resize(400, 40)
    body.show()
    lay.activate()
    assert second.pos().x() == 0
