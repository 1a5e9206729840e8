"""Restore from a backup: those that are found are listed, the newest is chosen already.

    card = RestoreCard(make)
    card.show_backups(found)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hubdesk.ui.start.card import StartCard, field, grid, note
from hubdesk.ui.start.ops import FoundBackup, put_back
from hubdesk.ui.start.placefield import PlaceField, usual_place
from hubdesk.ui.tasks import Job
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_

_MB = 1_000_000
_ROWS, _ROW = 4, 30


class RestoreCard(StartCard):
    """See the module."""

    action = N_("Restore the hub")
    work = N_("Checking and restoring")

    def __init__(self, make: Make) -> None:
        self._found: tuple[FoundBackup, ...] = ()
        self._decided = False
        super().__init__(
            make, icon="archive-restore", title=N_("Restore from a backup"),
            takes=N_("by its size"),
            about=N_("The whole file is checked first; what stands there now is kept beside it."),
        )  # fmt: skip
        make.front.words_changed.connect(self._fill)

    def _build_fields(self) -> QWidget:
        make = self.make
        self.list = QListWidget()
        self.list.setProperty("kind", "list")
        self.list.setUniformItemSizes(True)
        make.front.speech.say(self.list, N_("Backups found on this machine"), part="name")
        self.list.currentRowChanged.connect(self._on_row_changed)
        self._none = note(make, N_("No backup was found on this machine. Choose the file."))
        self.source = PlaceField(make, N_("Backup file"), new=False)
        self.target = PlaceField(make, N_("Where the hub shall be"), new=True)
        return grid(
            (self.list,), (self._none,), (field(make, N_("Backup file"), self.source),),
            (field(make, N_("Where the hub shall be"), self.target),),
        )  # fmt: skip

    def show_backups(self, found: Sequence[FoundBackup]) -> None:
        """List what may be put back, newest first, and choose the newest."""
        self._found = tuple(found)
        self._fill()
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(max(1, min(len(found), _ROWS)) * _ROW + 4)
        self._none.setVisible(not found)
        if self._decided:
            return
        if found:
            self.list.setCurrentRow(0)
        elif not self.target.place():
            self.target.show_place(usual_place())

    def show_choice(self, backup: str, target: str) -> None:
        """A backup that was chosen elsewhere; the list proposes no other."""
        self._decided = True
        self.source.show_place(backup)
        self.target.show_place(target)

    @Slot()
    def _fill(self) -> None:
        words, row = self.make.front.words, self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._found:
            text = words.t(
                N_("{moment} \u00b7 {hub} \u00b7 {size} MB"), moment=words.moment(one.taken_at),
                hub=Path(one.hub).name, size=f"{max(one.size / _MB, 0.1):,.1f}",
            )  # fmt: skip
            item = QListWidgetItem(text)
            item.setToolTip(one.path)
            item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter)
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.source.show_place(self._found[row].path)
            self.target.show_place(self._found[row].hub)

    def first_field(self) -> QWidget:
        return self.list if self._found else self.source.edit

    def problem(self) -> str:
        words = self.make.front.words
        if not self.source.place():
            return words.t(N_("Choose the backup."))
        return "" if self.target.place() else words.t(N_("Say where the hub is kept."))

    def job(self) -> Job | None:
        return partial(put_back, self.source.place(), self.target.place())
