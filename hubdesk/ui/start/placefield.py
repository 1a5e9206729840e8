"""A field for a file: typed, or chosen in the system's dialog.

    field = PlaceField(make, N_("Where the hub is kept"), ask=PlaceField.TO_MAKE)
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from hubdesk.ui.folders import documents
from hubdesk.ui.start.ops import ENDING
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_


def usual_place(name: str = "hub") -> str:
    """Where a hub is kept if nobody says otherwise; a name that no file there has yet."""
    folder = documents() / "HubDesk"
    path, number = folder / (name + ENDING), 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{ENDING}"
    return str(path)


class PlaceField(QWidget):
    """Attributes:
    edit: the line; ``touched`` once a person has chosen or typed a place.
    """

    def __init__(self, make: Make, name: str, *, new: bool) -> None:
        super().__init__()
        self._front = make.front
        self._new = new
        self.touched = False
        self.edit = make.line_edit(name)
        self.edit.textEdited.connect(self._on_edited)
        self.button = make.button(
            N_("Choose elsewhere\u2026") if new else N_("Choose a file\u2026"),
            icon="folder-open", on=self._on_clicked,
        )  # fmt: skip
        lay(QHBoxLayout(self), self.edit, self.button, gap=8).setStretch(0, 1)
        self.setFocusProxy(self.edit)

    def place(self) -> str:
        return self.edit.text().strip()

    def show_place(self, place: str) -> None:
        """Propose a place; the end of a long one is what tells."""
        self.edit.setText(place)

    @Slot()
    def _on_edited(self) -> None:
        self.touched = True

    @Slot()
    def _on_clicked(self) -> None:
        words = self._front.words
        start = self.place() or str(documents())
        kinds = f"{words.t('HubDesk hubs')} (*{ENDING});;{words.t('All files')} (*)"
        if self._new:
            found, _ = QFileDialog.getSaveFileName(
                self, words.t("Where the hub is kept"), start, kinds
            )
        else:
            found, _ = QFileDialog.getOpenFileName(
                self, words.t("Choose a file\u2026"), str(Path(start).parent), kinds
            )
        if found:
            self.touched = True
            self.edit.setText(found)
