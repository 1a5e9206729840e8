"""Buttons side by side in two columns; one that is too wide for its half has a row of its own.

    pack(grid, buttons, width=258)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QPushButton


def pack(grid: QGridLayout, buttons: Sequence[QPushButton], width: int) -> None:
    """Put buttons into an empty grid of two equal columns, in their order.

    Args:
        width: that the grid may have, in pixels.
    """
    half = (width - grid.horizontalSpacing()) // 2
    row = at = 0
    for button in buttons:
        wide = button.sizeHint().width() > half
        if wide and at:
            row, at = row + 1, 0
        grid.addWidget(button, row, at, 1, 2 if wide else 1)
        row, at = (row, 1) if not wide and not at else (row + 1, 0)
