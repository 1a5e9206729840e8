"""The days beside those that are shown, read while nobody waits, so that turning pages is instant.

    ahead = Ahead(front)
    ahead.keep(load)
    ahead.get(date(2026, 10, 23), days=1)
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from hubdesk.ui.booking.load import DayLoad, load_day, load_week
from hubdesk.ui.booking.scene import WEEK
from hubdesk.ui.front import Front

#: The person has come to rest on a day.
_REST_MS = 250
_MOST = 9


class Ahead(QObject):
    """See the module; forget it all when anything has changed."""

    def __init__(self, front: Front, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._loads: list[DayLoad] = []
        self._wanted: list[tuple[date, int]] = []
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.setObjectName("ahead")
        self._timer.timeout.connect(self._on_rest)

    def get(self, day: date, days: int) -> DayLoad | None:
        """So many days with a day among them, if they were read already."""
        for load in self._loads:
            scene = load.scene
            if scene.days == days and scene.day <= day < scene.day + timedelta(days=days):
                return load
        return None

    def keep(self, load: DayLoad) -> None:
        """Remember days that were read."""
        self._loads = [load, *self._loads][:_MOST]

    def forget(self) -> None:
        """What was read is out of date."""
        self._loads.clear()
        self._timer.stop()

    def read_around(self, day: date, days: int) -> None:
        """Read the days after and before, a little later."""
        self._wanted = [(day + timedelta(days=way * days), days) for way in (1, -1)]
        self._timer.start()

    @Slot()
    def _on_rest(self) -> None:
        for day, days in self._wanted:
            if self.get(day, days) is None:
                read = partial(load_week if days == WEEK else load_day, day=day,
                               zone=self._front.zone)  # fmt: skip
                self._front.glance(read, self.keep, owner=self, key=f"board {day}")
