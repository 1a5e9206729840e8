"""The section *Backups*: copies that were checked, a new one at once, and going back to one.

Going back takes three clicks: choose a copy, *Go back to it*, *Yes*.  The file that stands there
is kept beside under another name; nothing is ever deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from hubdesk.store import rotation
from hubdesk.store.backup import backup_folder
from hubdesk.ui.frame import ops
from hubdesk.ui.front import Front
from hubdesk.ui.places import Leaving
from hubdesk.ui.settings.section import Section
from hubdesk.ui.tasks import Progress
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import column, lay, row
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

_COLUMNS = (
    Column(N_("Made"), 220),
    Column(N_("Occasion")),
    Column(N_("Size"), 120, right=True),
)
_OCCASIONS = {
    "exit": N_("backup|at the end of work"),
    "manual": N_("backup|asked for"),
    "before-migration": N_("backup|before a new version"),
    "before-import": N_("backup|before an import"),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """An automatic backup: where it is, when and why it was made, its size in bytes."""

    path: Path
    made_at: datetime
    occasion: str
    size: int


def list_copies(location: str) -> tuple[Copy, ...]:
    """The automatic backups of a hub, newest first."""
    copies = []
    for path in rotation.backups(backup_folder(location)):
        made_at = rotation.taken_at(path)
        if made_at is not None:
            copies.append(Copy(path, made_at, rotation.occasion_of(path), path.stat().st_size))
    return tuple(copies)


class BackupsSection(Section):
    """See the module."""

    msgid = N_("Backups")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        self._copies: tuple[Copy, ...] = ()
        self.model = TableModel(front, _COLUMNS)
        self.card = Card(make, N_("Backups"), icon="database")
        self.last = make.label(role="label", wrap=True)
        told = make.label(
            N_("Each copy is opened and checked before it counts. One is made when the window "
               "closes after work; older ones thin out by day, week and month."),
            role="small", tone="muted", wrap=True,
        )  # fmt: skip
        self.now = make.button(N_("Back up now"), icon="save", kind="primary",
                               on=self.back_up_now)  # fmt: skip
        self.folder = make.button(N_("Open folder"), icon="folder-open", on=self._on_folder)
        head = column(self.last, told, row(self.now, self.folder, None), gap=8)
        self.card.body.addLayout(lay(head, gap=8, margins=(14, 12, 14, 12)))
        self.view = table_view(
            make, self.model, N_("Backups"),
            nothing=N_("No backup yet."),
        )  # fmt: skip
        self.card.body.addWidget(make.rule())
        self.card.body.addWidget(self.view)
        self.back = make.button(N_("Go back to it\u2026"), icon="undo-2", on=self._on_back)
        self.card.body.addLayout(lay(row(self.back, None), margins=(14, 10, 14, 12)))
        self.column.addWidget(self.card)
        self.column.addWidget(self._question())
        selected = self.view.selectionModel()
        selected.currentRowChanged.connect(self._on_row_changed)
        self.back.setEnabled(False)

    def _question(self) -> Card:
        make = self.make
        self.ask = Card(make, N_("Go back to this copy?"), icon="triangle-alert", tone="warning")
        self.asked = make.label(wrap=True)
        self.yes = make.button(N_("Yes, go back"), icon="undo-2", kind="danger", on=self._on_yes)
        self.no = make.button(N_("No"), on=self._on_no)
        inside = column(self.asked, row(self.yes, self.no, None), gap=10)
        self.ask.body.addLayout(lay(inside, gap=10, margins=(14, 12, 14, 14)))
        self.ask.hide()
        return self.ask

    # -- reading and making ---------------------------------------------------------------------

    def load(self) -> None:
        location = self.front.hub.location

        def job(_progress: Progress) -> tuple[Copy, ...]:
            return list_copies(location)

        self.front.tasks.submit(job, self._on_listed, owner=self, key="settings-backups")

    @Slot()
    def back_up_now(self) -> None:
        """Make a copy and check it, on the worker."""
        self.now.setEnabled(False)
        ops.back_up(self.front, owner=self, ended=self._on_ended)

    def retranslate(self) -> None:
        words = self.front.words
        self.card.count(len(self._copies))
        fit_height(self.view, len(self._copies))
        self.model.show_rows([
            (words.moment(copy.made_at),
             words.t(_OCCASIONS[copy.occasion]) if copy.occasion in _OCCASIONS
             else copy.occasion,
             self._size(copy.size))
            for copy in self._copies
        ])  # fmt: skip
        self.last.setText(
            words.t("The last checked copy was made on {moment}.",
                    moment=words.moment(self._copies[0].made_at))
            if self._copies else words.t("There is no copy of this hub yet.")
        )  # fmt: skip

    def _size(self, size: int) -> str:
        return f"{size / 1_000_000:.1f} MB"

    # -- going back -----------------------------------------------------------------------------

    def chosen(self) -> Copy | None:
        """The copy on the marked row."""
        index = self.view.currentIndex()
        return self._copies[index.row()] if index.isValid() else None

    @Slot()
    def _on_back(self) -> None:
        copy = self.chosen()
        if copy is None:
            return
        words = self.front.words
        self.asked.setText(words.t(
            "Everything written after {moment} will be missing. The present file is kept beside "
            "it under another name. The window closes the hub and opens it again.",
            moment=words.moment(copy.made_at),
        ))  # fmt: skip
        self.ask.show()
        self.no.setFocus()

    @Slot()
    def _on_yes(self) -> None:
        copy = self.chosen()
        self.ask.hide()
        if copy is not None:
            self.front.leave(Leaving("restore", copy.path))

    @Slot()
    def _on_no(self) -> None:
        self.ask.hide()
        self.view.setFocus()

    # -- signals --------------------------------------------------------------------------------

    @Slot(object)
    def _on_listed(self, copies: tuple[Copy, ...]) -> None:
        kept = self.chosen()
        self._copies = copies
        self.retranslate()
        paths = [copy.path for copy in copies]
        if kept is not None and kept.path in paths:
            self.view.selectRow(paths.index(kept.path))

    def _on_ended(self) -> None:
        self.now.setEnabled(True)
        self.load()

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.back.setEnabled(current.isValid())
        self.ask.hide()

    @Slot()
    def _on_folder(self) -> None:
        folder = backup_folder(self.front.hub.location)
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self.front.tell(self.front.words.t("There is no copy of this hub yet."), tone="info")
