"""The card of a room's layouts: how it can be set, how many it then holds, how long that takes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Slot

from hubdesk.kernel.changes import Changes
from hubdesk.spaces.glances import layouts
from hubdesk.spaces.model import Layout, ResourceLine
from hubdesk.ui.front import Front
from hubdesk.ui.settings import roomops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.roomwords import stored
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

_COLUMNS = (
    Column(N_("Layout")), Column(N_("People"), 110, right=True),
    Column(N_("Minutes to set up"), 170, right=True),
)  # fmt: skip
_FIELDS = (
    Field("kind", N_("Layout"), hint=N_("board table, theatre, classroom \u2026")),
    Field("capacity", N_("People"), kind="whole"),
    Field("setup_minutes", N_("Minutes to set up"), kind="whole"),
)
_EMPTY = {"kind": "", "capacity": None, "setup_minutes": 0}


class LayoutsCard(Card):
    """See the module."""

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__(make, N_("Layouts"), icon="presentation")
        self.front = front
        self._line: ResourceLine | None = None
        self._ways: tuple[Layout, ...] = ()
        self.model = TableModel(front, _COLUMNS)
        self.view = table_view(
            make, self.model, N_("Layouts"),
            nothing=N_("The room stands as it is; layouts with their seats belong here."),
        )  # fmt: skip
        self.drop = make.button(N_("Remove the layout"), icon="trash-2", on=self._on_drop_clicked)
        self.form = Form(make, _FIELDS, save=N_("Add or change"), adds=True)
        self.form.saved.connect(self._on_saved)
        self.body.addWidget(self.view)
        self.body.addLayout(lay(row(self.drop, None), margins=(14, 8, 14, 8)))
        self.body.addWidget(make.rule())
        self.body.addWidget(self.form)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        front.words_changed.connect(self.retranslate)
        self.drop.setEnabled(False)

    def show_resource(self, line: ResourceLine) -> None:
        """Show the layouts of a room; desks and equipment have none."""
        other = self._line is None or self._line.id != line.id
        self._line = line
        self.setVisible(line.kind == "room")
        if other:
            self.form.start(_EMPTY)
        self.load()

    def load(self) -> None:
        line = self._line
        if line is not None and line.kind == "room":
            self.front.read(
                lambda session: layouts(session).get(line.id, ()), self._on_read, owner=self,
                key="settings-layouts",
            )  # fmt: skip

    @Slot()
    def retranslate(self) -> None:
        words = self.front.words
        self.count(len(self._ways))
        fit_height(self.view, len(self._ways))
        self.model.show_rows([
            (words.name_or_text("layout", way.kind), words.number(way.capacity),
             words.number(way.setup_minutes))
            for way in self._ways
        ])  # fmt: skip
        self.drop.setEnabled(self.view.currentIndex().isValid())

    @Slot(object)
    def _on_read(self, ways: tuple[Layout, ...]) -> None:
        self._ways = ways
        self.retranslate()

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.drop.setEnabled(current.isValid())
        if 0 <= current.row() < len(self._ways):
            way, words = self._ways[current.row()], self.front.words
            self.form.start({
                "kind": words.name_or_text("layout", way.kind), "capacity": way.capacity,
                "setup_minutes": way.setup_minutes,
            })  # fmt: skip

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values, line, words = self.form.read(), self._line, self.front.words
        if values is None or line is None:
            return
        typed = values["kind"]
        kind = next(iter(stored(typed, "layout")), "")

        def saved(_result: object, changes: Changes) -> None:
            self.form.start(_EMPTY)
            text = words.t("{code}: the layout \u201c{layout}\u201d is saved.", code=line.code,
                           layout=typed)  # fmt: skip
            self.front.tell(text, change=changes.history_seq)

        roomops.save_layout(self.front, line.id, {**values, "kind": kind}, saved,
                            self.form.refuse, owner=self)  # fmt: skip

    @Slot()
    def _on_drop_clicked(self) -> None:
        at, line, words = self.view.currentIndex().row(), self._line, self.front.words
        if not 0 <= at < len(self._ways) or line is None:
            return
        name = words.name_or_text("layout", self._ways[at].kind)

        def saved(_result: object, changes: Changes) -> None:
            text = words.t("{code}: the layout \u201c{layout}\u201d is removed.", code=line.code,
                           layout=name)  # fmt: skip
            self.front.tell(text, change=changes.history_seq)

        roomops.drop_layout(self.front, self._ways[at].id, saved, owner=self)
