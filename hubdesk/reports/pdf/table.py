"""Tables that break over pages between rows; no row and no column is ever dropped.

A table that does not fit goes on: its head repeats, a pinned row stands first on every further
page, and sums are carried.  The table knows no figures: what is carried is asked of the caller.
Imports no feature.

    place(flow, Table(columns, head=(), body=(Row(("Rent", "1.00")),)))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hubdesk.reports.pdf.cells import GAP, Cell, Column, Row
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.rows import Columns, Line, columns_of, lay_out
from hubdesk.reports.pdf.styles import BODY
from hubdesk.reports.pdf.text import wrap


@dataclass(frozen=True, slots=True)
class Table:
    """Attributes:
    head: rows repeated on every page.
    body: rows between which the table may break.
    foot: rows that stay together with the last two of the body.
    pinned: printed first on every page but the first.
    keep: height of what follows the table and shall stand on one page with the foot.
    carry: given how many body rows stand before the break, the rows that close the page and
        open the next one.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: Sequence[Row]
    foot: tuple[Row, ...] = ()
    pinned: Row | None = None
    carry: Callable[[int], tuple[Row, Row]] | None = None
    keep: float = 0.0


Heading = Callable[[Flow, bool], None]


def place(
    flow: Flow,
    table: Table,
    *,
    heading: Heading | None = None,
    heading_height: float = 0.0,
) -> None:
    """Draw a table at the flow's position, over as many pages as it takes.

    Args:
        heading: draws the title above the head (told whether it is a continuation).
        heading_height: what ``heading`` takes.
    """
    placing = _Placing(flow, table, heading, heading_height)
    while not placing.finish():
        placing.fill_page()


class _Placing:
    """A table on its way over the pages.

    Attributes:
        done: lines of the body that are drawn.
    """

    def __init__(
        self, flow: Flow, table: Table, heading: Heading | None, heading_height: float
    ) -> None:
        self._flow, self._table = flow, table
        self._heading, self._heading_height = heading, heading_height
        self._columns = columns_of(table.columns)
        self._head = [self._line(row) for row in table.head]
        self._foot = [self._line(row) for row in table.foot]
        self._pinned = [self._line(table.pinned)] if table.pinned else []
        fixed = heading_height + _height(self._head) + _height(self._foot)
        largest = flow.full_room - fixed - _height(self._pinned) - 14.0
        self._body: list[Line] = []
        #: Whole rows drawn once as many lines of the body are.
        self._whole_rows = [0]
        for number, row in enumerate(table.body):
            lines = _split(self._line(row), self._columns, largest)
            self._body += lines
            self._whole_rows += [number] * (len(lines) - 1) + [number + 1]
        # What follows is kept with the foot unless it could not even stand on a page of its own.
        self._keep = table.keep if fixed + table.keep + 14.0 <= flow.full_room else 0.0
        self.done = 0

    def finish(self) -> bool:
        """Draw all that is left if it fits on this page."""
        opening, rest = self._opening(), self._body[self.done :]
        needed = self._heading_height + _height([*opening, *rest, *self._foot]) + self._keep
        if needed > self._flow.room and not (self._flow.fresh and not rest):
            return False
        self._draw([*opening, *rest, *self._foot])
        return True

    def fill_page(self) -> None:
        """Draw as many rows as this page takes and begin the next."""
        opening, rest = self._opening(), self._body[self.done :]
        closing = self._carried(1, 0)
        taken = self._heading_height + _height([*opening, *closing])
        count = _fitting(rest, self._flow.room - taken)
        if count >= 2 or self._flow.fresh:
            count = max(count, 1)
            closing = self._carried(self.done + count, 0)
            self._draw([*opening, *rest[:count], *closing])
            self.done += count
        self._flow.new_page()

    def _opening(self) -> list[Line]:
        if not self.done:
            return self._head
        return [*self._head, *self._pinned, *self._carried(self.done, 1)]

    def _carried(self, lines: int, which: int) -> list[Line]:
        """The row that closes (0) or opens (1) a page after so many lines of the body."""
        if self._table.carry is None:
            return []
        return [self._line(self._table.carry(self._whole_rows[lines])[which])]

    def _line(self, row: Row) -> Line:
        return lay_out(row, self._columns)

    def _draw(self, lines: Sequence[Line]) -> None:
        flow = self._flow
        if self._heading:
            self._heading(flow, self.done > 0)
        for line in lines:
            flow.page.stamp(line.drawing, flow.left, flow.y)
            flow.y += line.total


def _height(lines: Sequence[Line]) -> float:
    return sum(line.total for line in lines)


def _fitting(lines: Sequence[Line], room: float) -> int:
    """How many lines fit, leaving two for the next page and never parting joined ones."""
    count = 0
    for line in lines:
        if line.total > room:
            break
        room -= line.total
        count += 1
    count = min(count, max(len(lines) - 2, 0))
    while count and lines[count - 1].row.joined:
        count -= 1
    return count


def _split(line: Line, columns: Columns, largest: float) -> list[Line]:
    """Cut a line that is higher than a page can hold into several, text line by text line."""
    if line.total <= largest:
        return [line]
    row = line.row
    most = max(int(largest / BODY.line) - 1, 1)
    cells = [_all_lines(cell, row, columns, index) for index, cell in enumerate(row.cells)]
    count = max(len(lines) for lines in cells)
    parts = []
    for start in range(0, count, most):
        texts = tuple("\n".join(lines[start : start + most]) or None for lines in cells)
        last = start + most >= count
        part = row._replace(cells=texts, below=row.below if last else "", rule=row.rule * last)
        parts.append(lay_out(part, columns))
    return parts


def _all_lines(cell: str | Cell | None, row: Row, columns: Columns, index: int) -> tuple[str, ...]:
    if not cell:
        return ()
    column = columns.each[min(index, len(columns.each) - 1)]
    style = row.style or column.style
    if isinstance(cell, str):
        return wrap(cell, style, column.width - GAP)
    whole = cell.text + ("\n" + cell.note if cell.note else "")
    return wrap(whole, cell.style or style, column.width - GAP)
