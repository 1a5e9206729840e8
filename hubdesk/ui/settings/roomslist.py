"""The list of rooms, desks and equipment in the settings; it is narrowed as a person types."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.spaces.model import ResourceLine
from hubdesk.spaces.queries import list_resources
from hubdesk.store.session import Session
from hubdesk.ui.settings.hours import hours_text
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.paged import Ask, PagedColumn, PagedModel, PagedView, Slice
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_HEIGHT = 330
_KINDS = {
    "": N_("kinds|all"), "room": N_("kinds|rooms"), "desk": N_("kinds|desks"),
    "equipment": N_("kinds|equipment"),
}  # fmt: skip


def _state(words: Words, line: ResourceLine) -> str:
    return words.t("in use") if line.active else words.t("not in use")


def _count(words: Words, line: ResourceLine) -> str:
    if line.kind == "equipment":
        return words.n("{n} piece", "{n} pieces", line.count)
    return "" if line.capacity is None else words.number(line.capacity)


COLUMNS = (
    PagedColumn("code", N_("Code"), lambda _words, line: line.code, 90),
    PagedColumn("name", N_("Name"), lambda words, line: line.names.get(words.lang)),
    PagedColumn("kind", N_("Kind"), lambda words, line: words.name("resource", line.kind), 110),
    PagedColumn("floor", N_("Floor"), lambda _words, line: line.floor, 80),
    PagedColumn("capacity", N_("People"), _count, 90, right=True),
    PagedColumn("", N_("Open"), hours_text, 130),
    PagedColumn("active", N_("State"), _state, 110),
)


def fetch(session: Session, ask: Ask) -> Slice:
    """The lines a list asks for; knows the filter ``kind``."""
    rows, total = list_resources(
        session, text=ask.text, kind=ask.filters.get("kind", ""), sort=ask.sort,
        descending=ask.descending, offset=ask.offset, limit=ask.limit,
    )  # fmt: skip
    return Slice(rows, total)


class RoomsList(QWidget):
    """Signals:
    picked(object): another line is the current one, or None.
    """

    picked = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.model = PagedModel(make.front, COLUMNS, fetch=fetch, key=lambda line: line.id)
        self.view = PagedView(
            make, self.model, N_("Rooms and desks"),
            nothing=N_("No room or desk fits, or there is none yet. Begin with a new one below, "
                       "or read them all from a spreadsheet."),
        )  # fmt: skip
        self.view.setFixedHeight(_HEIGHT)
        self.view.picked.connect(self.picked)
        self.search = make.line_edit(N_("Code or name"), hint=N_("Code or name"))
        self.search.setMaximumWidth(240)
        self.search.textChanged.connect(self._on_text_changed)
        self.kinds = Segments(make, N_("Kind"), _KINDS)
        self.kinds.choose("")
        self.kinds.chosen.connect(self._on_kind_chosen)
        head = lay(row(self.search, self.kinds, None), gap=10, margins=(14, 10, 14, 10))
        lay(QVBoxLayout(self), head, self.view)

    def reload(self) -> None:
        self.model.reload()

    def choose(self, key: int) -> None:
        self.view.choose(key)

    def leave(self) -> None:
        """No line is the current one: something new is being written."""
        self.view.choose(None)
        self.view.selectionModel().setCurrentIndex(
            QModelIndex(), self.view.selectionModel().SelectionFlag.Clear
        )

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.model.narrow(text=text.strip())

    @Slot(str)
    def _on_kind_chosen(self, kind: str) -> None:
        self.model.narrow(kind=kind or None)


