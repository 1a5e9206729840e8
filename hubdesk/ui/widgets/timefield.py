"""A field for a time of day on the twenty-four-hour clock.

``14:30``, ``14.30``, ``1430`` and ``14`` are understood; the arrows move by a quarter of an hour.
A text that is no time stays as it is and is said.

    field = TimeField(make, N_("From"))
    field.set_minute(14 * 60 + 30)
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from hubdesk.ui.widgets.make import Make, mark_wrong

DAY = 1440
STEP = 15
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:น\.?)?", re.ASCII)


def minute_of_text(text: str) -> int | None:
    """Minutes after midnight that a person typed; 24:00 is the end of the day.

    >>> minute_of_text("9.30"), minute_of_text("1430"), minute_of_text("25:00")
    (570, 870, None)
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if minute > 59 or hour * 60 + minute > DAY:
        return None
    return hour * 60 + minute


def text_of_minute(minute: int) -> str:
    """A time as it is written into a field.

    >>> text_of_minute(570)
    '09:30'
    """
    return f"{minute // 60:02d}:{minute % 60:02d}"


class TimeField(QLineEdit):
    """Signals:
    changed(): a person entered another time.
    """

    changed = Signal()

    def __init__(self, make: Make, name: str) -> None:
        super().__init__()
        self._front = make.front
        self._minute = 0
        self.setMinimumWidth(64)
        make.as_field(self, name)
        self.editingFinished.connect(self._on_finished)
        self.set_minute(0)

    def minute(self) -> int | None:
        """Minutes after midnight; None while the text is no time."""
        return minute_of_text(self.text())

    def set_minute(self, minute: int) -> None:
        """Show a time, without a signal."""
        self._minute = minute
        self.setText(text_of_minute(minute))
        mark_wrong(self, self.problem())

    def problem(self) -> str:
        """Why the text is no time; empty if it is one."""
        if self.minute() is not None:
            return ""
        return self._front.words.t("Write the time as 14:30.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: STEP, Qt.Key.Key_Down: -STEP}.get(Qt.Key(event.key()))
        now = self.minute()
        if step is None or now is None:
            super().keyPressEvent(event)
            return
        later = now // STEP * STEP + step if step > 0 else -(-now // STEP) * STEP + step
        self.set_minute(max(0, min(DAY, later)))
        self.changed.emit()

    @Slot()
    def _on_finished(self) -> None:
        minute = self.minute()
        mark_wrong(self, self.problem())
        if minute is not None and minute != self._minute:
            self.set_minute(minute)
            self.changed.emit()
