"""Which columns the day sheet has; kept on this machine, for it is printed every morning.

    columns = ColumnsField(make)
    columns.changed.connect(self._on_columns_changed)
    columns.chosen()
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from hubdesk.reports.speech import ALL_DAY_COLUMNS, DAY_COLUMNS
from hubdesk.ui.recent import keep, settings
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_

_KEY = "day_sheet_columns"
_NAMES = {
    "people": N_("People"), "wishes": N_("Layout, notes"), "set": N_("day sheet box|Set up"),
    "came": N_("day sheet box|Came"), "left": N_("day sheet box|Left"),
    "blank": N_("Room to write"),
}  # fmt: skip


class ColumnsField(QWidget):
    """Signals:
    changed(): another choice.
    """

    changed = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        kept = settings().value(_KEY)
        names = str(kept).split(",") if kept is not None else DAY_COLUMNS
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        self.boxes: dict[str, QCheckBox] = {}
        for at, name in enumerate(ALL_DAY_COLUMNS):
            box = self.boxes[name] = make.check_box(_NAMES[name])
            box.setChecked(name in names)
            box.toggled.connect(self._on_toggled)
            grid.addWidget(box, at // 2, at % 2)

    def chosen(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    @Slot()
    def _on_toggled(self) -> None:
        keep(self._front, _KEY, ",".join(self.chosen()))
        self.changed.emit()
