"""The sheet kiosks are painted on: at least 1440 by 900, larger where the screen's shape differs.

    sheet = sheet_of(widget)
    paint_head(canvas, pair, sheet, now)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from hubdesk.ui.kiosk.canvas import SHEET, Canvas
from hubdesk.ui.kiosk.wording import Pair, time_of

#: Margin on either side.
LEFT = 56
#: Height of the foot.
FOOT = 92


@dataclass(frozen=True, slots=True)
class Sheet:
    """Width and height in the sheet's own pixels, and how many of the screen each is."""

    width: float
    height: float
    scale: float


def sheet_of(widget: QWidget) -> Sheet:
    """The sheet that fills a widget."""
    width, height = max(1, widget.width()), max(1, widget.height())
    scale = min(width / SHEET[0], height / SHEET[1])
    return Sheet(width / scale, height / scale, scale)


def paint_head(canvas: Canvas, pair: Pair, sheet: Sheet, now: datetime) -> None:
    """The time, and the day in both languages, at the right of the head."""
    x = sheet.width - LEFT - 420
    canvas.text(time_of(pair.first, now), x, 22, 420, 62, weight=700, align="right")
    canvas.text(pair.first.full_date(now.date()), x, 106, 420, 22, tone="text_soft",
                align="right")  # fmt: skip
    canvas.text(pair.second.full_date(now.date()), x, 138, 420, 19, tone="muted", align="right")
