"""A list that pages, sorts and filters where the rows are: in the database.

The model knows how many rows fit, holds the pages that were looked at, and asks the database
worker for the others; the Qt thread never waits.  Reloading keeps the view where it is, and the
chosen row stays chosen, by its key.

    model = PagedModel(front, COLUMNS, fetch=list_organisations, key=lambda row: row.id)
    view = PagedView(make, model, N_("Organisations"))
    view.picked.connect(self._on_row_picked)
    model.narrow(text="bud")
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTableView

from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.headed import ROOT, HeadedModel, Index
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.table import dress_table, say_nothing
from hubdesk.words.catalogue import Words

#: Rows of one page; a tall window shows about forty.
PAGE = 100
#: Behind the heading of the column that a list is sorted by; a style's own mark covers the words.
_RISING, _FALLING = "\u2191", "\u2193"


@dataclass(frozen=True, slots=True)
class Ask:
    """Which rows a list wants.

    Attributes:
        offset: rows before the first one wanted.
        limit: at most so many rows.
        sort: name of the column to sort by; empty is the query's own order.
        descending: from the end.
        text: what the person typed; empty does not narrow.
        filters: by name; the query says which it knows.
    """

    offset: int = 0
    limit: int = PAGE
    sort: str = ""
    descending: bool = False
    text: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slice:
    """What a query answers: the rows asked for, and how many there are in all."""

    rows: Sequence[Any]
    total: int


@dataclass(frozen=True, slots=True)
class PagedColumn:
    """A column of a paged list.

    Attributes:
        name: what ``Ask.sort`` calls it; empty cannot be sorted by.
        msgid: its heading.
        text: writes a row's cell for a reader.
        width: in logical pixels; 0 takes what is left.
        right: amounts and counts stand on the right.
    """

    name: str
    msgid: str
    text: Callable[[Words, Any], str]
    width: int = 0
    right: bool = False


class PagedModel(HeadedModel):
    """See the module.

    Signals:
        loaded(): rows have arrived; ``total`` is known.
    """

    loaded = Signal()
    columns: tuple[PagedColumn, ...]

    def __init__(
        self,
        front: Front,
        columns: Sequence[PagedColumn],
        *,
        fetch: Callable[[Session, Ask], Slice],
        key: Callable[[Any], Hashable],
    ) -> None:
        super().__init__(front, columns)
        self.total = 0
        self.ask = Ask()
        self._fetch = fetch
        self._key = key
        self._pages: dict[int, Sequence[Any]] = {}
        self._asked: set[int] = set()
        self._looked: deque[int] = deque([0], maxlen=3)
        self._round = 0

    # -- what is wanted -------------------------------------------------------------------------

    def narrow(self, *, text: str | None = None, **filters: Any) -> None:
        """Show only rows with a text and these filters; None takes a filter away."""
        kept = {
            name: value
            for name, value in {**self.ask.filters, **filters}.items()
            if value is not None
        }
        wanted = replace(self.ask, text=self.ask.text if text is None else text, filters=kept)
        if wanted != self.ask:
            self.ask = wanted
            self.reload()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        name = self.columns[column].name if 0 <= column < len(self.columns) else ""
        wanted = replace(
            self.ask, sort=name, descending=order is Qt.SortOrder.DescendingOrder
        )
        if wanted != self.ask:
            self.ask = wanted
            self._on_words_changed()
            self.reload()

    def reload(self) -> None:
        """Read again what was looked at; the old rows stay until the new ones come."""
        self._round += 1
        self._asked = set()
        looked = set(self._looked)
        self._pages = {page: rows for page, rows in self._pages.items() if page in looked}
        for page in sorted(looked):
            self._read(page)

    # -- rows -----------------------------------------------------------------------------------

    def row_at(self, row: int) -> Any | None:
        """A row's value; None while it is on its way."""
        page, at = divmod(row, PAGE)
        if page not in self._looked:
            self._looked.append(page)
        rows = self._pages.get(page)
        if rows is None:
            self._read(page)
            return None
        return rows[at] if at < len(rows) else None

    def key_at(self, row: int) -> Hashable | None:
        """What tells a row from others; None while it is on its way."""
        value = self.row_at(row)
        return None if value is None else self._key(value)

    def find(self, key: Hashable) -> int | None:
        """The place of a row among those that have arrived."""
        for page, rows in self._pages.items():
            for at, value in enumerate(rows):
                if self._key(value) == key:
                    return page * PAGE + at
        return None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
        ):  # fmt: skip
            value = self.row_at(index.row())
            column = self.columns[index.column()]
            return "" if value is None else column.text(self.front.words, value)
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        said = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and said and self.ask.sort and (
            self.columns[section].name == self.ask.sort
        ):  # fmt: skip
            return f"{said} {_FALLING if self.ask.descending else _RISING}"
        return said

    # -- pages on their way ---------------------------------------------------------------------

    def _read(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ask = replace(self.ask, offset=page * PAGE)
        told = self._round

        def arrived(found: Slice) -> None:
            if told == self._round:
                self._take(page, found)

        self.front.read(lambda session: self._fetch(session, ask), arrived, owner=self)

    def _take(self, page: int, found: Slice) -> None:
        self._resize(found.total)
        self._pages[page] = found.rows
        last = min(self.total, (page + 1) * PAGE) - 1
        if last >= page * PAGE:
            self.dataChanged.emit(
                self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1)
            )
        self.loaded.emit()

    def _resize(self, total: int) -> None:
        """Rows come and go at the end; what the others show is told by ``dataChanged``."""
        if total > self.total:
            self.beginInsertRows(ROOT, self.total, total - 1)
            self.total = total
            self.endInsertRows()
        elif total < self.total:
            self.beginRemoveRows(ROOT, total, self.total - 1)
            self.total = total
            self.endRemoveRows()
        for page in [page for page in self._pages if page and page * PAGE >= total]:
            del self._pages[page]
        self._looked = deque((page for page in self._looked if page * PAGE < total), maxlen=3)
        if not self._looked:
            self._looked.append(0)

    @Slot()
    def _on_words_changed(self) -> None:
        super()._on_words_changed()
        if self.total:
            last = self.index(self.total - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class PagedView(QTableView):
    """The table over a :class:`PagedModel`; Enter or a double click opens a row.

    Signals:
        picked(object): another row is the current one; its value, or None.
        opened(object): a person wants to see the row.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, make: Make, model: PagedModel, name: str, *, nothing: str = "") -> None:
        """Args:
        nothing: said where the rows would be once it is known that there is none.
        """
        super().__init__()
        self._rows = model
        self._nothing = nothing
        self._known = False
        self._chosen: Hashable | None = None
        self.setModel(model)
        dress_table(make, self, model.columns, name)
        self.setSortingEnabled(True)
        across = self.horizontalHeader()
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.activated.connect(self._on_activated)
        model.loaded.connect(self._on_loaded)

    def chosen(self) -> Any | None:
        """The current row's value, if it has arrived."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() else None

    def choose(self, key: Hashable | None) -> None:
        """Make a row the current one, now or when it arrives."""
        self._chosen = key
        self._on_loaded()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() == previous.row():
            return
        value = self._rows.row_at(current.row()) if current.isValid() else None
        self._chosen = self._rows.key_at(current.row()) if current.isValid() else self._chosen
        self.picked.emit(value)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        value = self._rows.row_at(index.row())
        if value is not None:
            self.opened.emit(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing and self._known and not self._rows.total:
            say_nothing(self, self._rows.front, self._nothing)

    @Slot()
    def _on_loaded(self) -> None:
        self._known = True
        if not self._rows.total:
            self.viewport().update()
        if self._chosen is None:
            return
        row = self._rows.find(self._chosen)
        if row is not None and row != self.currentIndex().row():
            self.selectRow(row)
