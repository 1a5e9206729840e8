"""Tables that break over pages between rows; no row and no column is ever dropped.

A table that does not fit goes on: its head repeats, a pinned row stands first on every further
page, and sums are carried.  The table knows no figures: what is carried is asked of the caller.
Imports no feature.

    place(flow, Table(columns, head=(), body=(Row(("Rent", "1.00")),)))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.rows import GAP, Cell, Column, Line, Row, draw, measure
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
    x: float | None = None,
    heading: Heading | None = None,
    heading_height: float = 0.0,
) -> None:
    """Draw a table at the flow's position, over as many pages as it takes.

    Args:
        x: left edge; the flow's left by default.
        heading: draws the title above the head (told whether it is a continuation).
        heading_height: what ``heading`` takes.
    """
    left = flow.left if x is None else x
    head = [measure(row, table.columns) for row in table.head]
    foot = [measure(row, table.columns) for row in table.foot]
    pinned = [measure(table.pinned, table.columns)] if table.pinned else []
    over = heading_height + _height(head)
    largest = flow.full_room - over - _height(pinned) - _height(foot) - 14.0
    body = [
        line for row in table.body for line in _split(measure(row, table.columns), table, largest)
    ]
    # What follows is kept with the foot unless it could not even stand on a page of its own.
    keep = table.keep if over + _height(foot) + table.keep + 14.0 <= flow.full_room else 0.0
    done = 0
    while True:
        opening = list(head)
        if done:
            opening += pinned
            if table.carry:
                opening.append(measure(table.carry(done)[1], table.columns))
        top = heading_height + _height(opening)
        rest = body[done:]
        needed = top + _height(rest) + _height(foot) + keep
        if needed <= flow.room or (flow.fresh and not rest):
            _draw_part(flow, left, table, heading, done > 0, [*opening, *rest, *foot])
            return
        closing = [measure(table.carry(1)[0], table.columns)] if table.carry else []
        count = _fitting(rest, flow.room - top - _height(closing))
        if count < 2 and not flow.fresh:
            flow.new_page()
            continue
        count = max(count, 1)
        if table.carry:
            closing = [measure(table.carry(done + count)[0], table.columns)]
        _draw_part(flow, left, table, heading, done > 0, [*opening, *rest[:count], *closing])
        done += count
        flow.new_page()


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


def _draw_part(
    flow: Flow,
    x: float,
    table: Table,
    heading: Heading | None,
    continued: bool,
    lines: Sequence[Line],
) -> None:
    if heading:
        heading(flow, continued)
    for line in lines:
        flow.y = draw(flow.page, x, flow.y, table.columns, line)


def _split(line: Line, table: Table, largest: float) -> list[Line]:
    """Cut a line that is higher than a page can hold into several, text line by text line."""
    if line.height <= largest:
        return [line]
    row = line.row
    most = max(int(largest / BODY.line) - 1, 1)
    cells = [_all_lines(cell, row, table.columns, index) for index, cell in enumerate(row.cells)]
    count = max(len(lines) for lines in cells)
    parts = []
    for start in range(0, count, most):
        texts = tuple("\n".join(lines[start : start + most]) or None for lines in cells)
        last = start + most >= count
        part = replace(row, cells=texts, below=row.below if last else "", rule=row.rule * last)
        parts.append(measure(part, table.columns))
    return parts


def _all_lines(
    cell: str | Cell | None, row: Row, columns: tuple[Column, ...], index: int
) -> tuple[str, ...]:
    if not cell:
        return ()
    column = columns[min(index, len(columns) - 1)]
    style = row.style or column.style
    if isinstance(cell, str):
        return wrap(cell, style, column.width - GAP)
    whole = cell.text + ("\n" + cell.note if cell.note else "")
    return wrap(whole, cell.style or style, column.width - GAP)
