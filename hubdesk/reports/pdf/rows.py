"""Rows of cells: measured first, then drawn; a row grows with its longest cell.

Nothing is ever clipped: a text wraps, a remark goes to its own line, and the row gets higher.
Imports no feature.

    columns = (Column(40), Column(20, "r"))
    end = draw_rows(page, 20, 30, columns, [Row(("Rent", "1.00"))])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import BODY, HAIRLINE, INK, NOTE, Style
from hubdesk.reports.pdf.text import wrap

#: Air between a text and the next column.
GAP = 1.6
#: Air between a text and the remark behind it.
NOTE_GAP = 1.0
#: Side of a square to tick.
TICK = 3.7
#: Weights of rules in points.
HAIR, HEAD_RULE, SUM_RULE, BAND_RULE = 0.35, 0.5, 0.8, 1.2
#: Air under a heavy rule, so that marks above letters never touch it.
UNDER_RULE = 0.45


@dataclass(frozen=True, slots=True)
class Column:
    """Attributes:
    width: in millimetres, the gap to the next column included.
    align: ``l``, ``r`` or ``c``.
    style: of its cells, unless row or cell say otherwise.
    inset: air before a left-aligned text, where figures end in the column before it.
    fill: background of the whole column, empty for none.
    """

    width: float
    align: str = "l"
    style: Style = BODY
    inset: float = 0.0
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than a text.

    Attributes:
        note: a smaller remark behind the text, or on its own lines where it does not fit.
        note_below: the remark stands on its own lines in any case.
        lock: a padlock stands before the last line of the remark.
        box: an empty square to tick stands in the cell.
        mark: a sign outside the right edge of a right-aligned text.
        span: how many columns it takes.
        align, style: instead of the column's.
    """

    text: str
    style: Style | None = None
    note: str = ""
    mark: str = ""
    span: int = 1
    align: str = ""
    note_style: Style = NOTE
    note_below: bool = False
    lock: bool = False
    box: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of cells.

    Attributes:
        cells: texts, :class:`Cell` or None for an empty one; a spanning cell is followed by the
            cell of the next free column.
        style: for all its cells, instead of the columns'.
        below: a remark under the cells, over the whole width.
        above_rule, rule: weight of the rule over and under the row, 0 for none.
        fill: background, empty for none.
        joined: stays on one page with the row after it.
    """

    cells: tuple[str | Cell | None, ...]
    style: Style | None = None
    below: str = ""
    above_rule: float = 0.0
    rule: float = HAIR
    fill: str = ""
    joined: bool = False
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines of one cell and where they go."""

    x: float
    lines: tuple[str, ...]
    style: Style
    align: str
    mark: str
    notes: tuple[str, ...]
    note_style: Style
    note_beside: bool
    lock: bool
    box: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row measured.

    Attributes:
        row: what it is.
        height: down to its rule.
        total: with the air under the rule.
    """

    row: Row
    pieces: tuple[_Piece, ...]
    below: tuple[str, ...]
    height: float
    total: float


def draw_rows(
    page: Page, x: float, y: float, columns: tuple[Column, ...], rows: Sequence[Row]
) -> float:
    """Draw rows at a fixed place, without breaking; returns where they end."""
    for row in rows:
        y = draw(page, x, y, columns, measure(row, columns))
    return y


def rows_height(columns: tuple[Column, ...], rows: Sequence[Row]) -> float:
    """How high the rows are."""
    return sum(measure(row, columns).total for row in rows)


def widened(columns: tuple[Column, ...], rows: Sequence[Row], flexible: int) -> tuple[Column, ...]:
    """Columns in which every right-aligned text fits on one line.

    Args:
        flexible: index of the column that gives the room, down to half of its width.
    """
    needed = [column.width for column in columns]
    for row in rows:
        index = -1
        for cell in row.cells:
            index += 1
            if isinstance(cell, Cell) and cell.span > 1:
                index += cell.span - 1
                continue
            column = columns[index]
            if cell is not None and column.align == "r":
                text = cell if isinstance(cell, str) else cell.text
                style = row.style or column.style
                widest = max(width(line, style) for line in text.split("\n"))
                needed[index] = max(needed[index], widest + GAP)
    wanted = sum(needed) - sum(column.width for column in columns)
    given = min(wanted, columns[flexible].width / 2)
    needed[flexible] -= given
    return tuple(replace(c, width=w) for c, w in zip(columns, needed, strict=True))


def eased(columns: tuple[Column, ...], rows: Sequence[Row], flexible: int) -> tuple[Column, ...]:
    """Columns of figures moved apart by what the text column does not need.

    Args:
        flexible: index of the text column; it keeps the width of its longest text.
    """
    texts = [row.cells[flexible] for row in rows if len(row.cells) > flexible]
    style = columns[flexible].style
    longest = max(
        (
            width(cell if isinstance(cell, str) else cell.text, row_style or style)
            for cell, row_style in zip(texts, (row.style for row in rows), strict=False)
            if cell
        ),
        default=0.0,
    )
    figures = [index for index, column in enumerate(columns) if column.align == "r"]
    spare = columns[flexible].width - longest - 2 * GAP
    if spare <= 0 or not figures:
        return columns
    each = min(spare / len(figures), 6.0)
    return tuple(
        replace(column, width=column.width + each * (index in figures))
        if index != flexible
        else replace(column, width=column.width - each * len(figures))
        for index, column in enumerate(columns)
    )


def measure(row: Row, columns: tuple[Column, ...]) -> Line:
    """Break the cells' texts into lines and find the height."""
    pieces: list[_Piece] = []
    height = row.least
    x = 0.0
    index = 0
    for cell in row.cells:
        span = cell.span if isinstance(cell, Cell) else 1
        wide = sum(column.width for column in columns[index : index + span])
        if cell is not None and cell != "":
            piece, high = _piece(cell, row, columns[index], x, wide)
            pieces.append(piece)
            height = max(height, high)
        x += wide
        index += span
    below: tuple[str, ...] = ()
    if row.below:
        below = wrap(row.below, NOTE, sum(column.width for column in columns))
        height += len(below) * NOTE.line
    return Line(row, tuple(pieces), below, height, height + UNDER_RULE * (row.rule > HAIR))


def _piece(
    cell: str | Cell, row: Row, column: Column, x: float, wide: float
) -> tuple[_Piece, float]:
    if isinstance(cell, str):
        cell = Cell(cell)
    style = cell.style or row.style or column.style
    align = cell.align or column.align
    inset = column.inset if align == "l" else 0.0
    room = wide - inset - (GAP if align != "c" else 0.0)
    # A figure stands on one line whatever its column says; its neighbours have the gap.
    figure = align == "r" and " " not in cell.text
    lines = tuple(cell.text.split("\n")) if figure else wrap(cell.text, style, room)
    height = len(lines) * style.line
    notes: tuple[str, ...] = ()
    beside = False
    if cell.note:
        used = width(lines[-1], style) + NOTE_GAP
        fits = align == "l" and used + width(cell.note, cell.note_style) <= room
        beside = fits and not cell.note_below
        notes = (cell.note,) if beside else wrap(cell.note, cell.note_style, room)
        height += 0.0 if beside else len(notes) * cell.note_style.line
    x += {"r": wide, "c": wide / 2}.get(align, inset)
    piece = _Piece(
        x, lines, style, align, cell.mark, notes, cell.note_style, beside, cell.lock, cell.box
    )
    return piece, height


def draw(page: Page, x: float, y: float, columns: tuple[Column, ...], line: Line) -> float:
    """Draw a measured row; returns where the next one begins."""
    row = line.row
    end = y + line.height
    wide = sum(column.width for column in columns)
    if row.fill:
        page.box(x, y, wide, line.height, fill=row.fill)
    else:
        _fill_columns(page, x, y, columns, line)
    for piece in line.pieces:
        _draw_piece(page, x + piece.x, y, piece)
    below = end - len(line.below) * NOTE.line
    for index, text in enumerate(line.below):
        page.text(x, below + index * NOTE.line + NOTE.baseline - 0.5, text, NOTE)
    if row.above_rule:
        page.line(x, y, x + wide, y, row.above_rule)
    if row.rule:
        page.line(x, end, x + wide, end, row.rule, INK if row.rule > HAIR else HAIRLINE)
    return y + line.total


def _fill_columns(page: Page, x: float, y: float, columns: tuple[Column, ...], line: Line) -> None:
    for column in columns:
        if column.fill:
            page.box(x + GAP / 2, y, column.width, line.total, fill=column.fill)
        x += column.width


def _draw_piece(page: Page, x: float, y: float, piece: _Piece) -> None:
    style, note = piece.style, piece.note_style
    if piece.box:
        page.box(x - TICK / 2, y + (style.line - TICK) / 2 + 0.2, TICK, TICK, weight=0.8)
    at = y + style.baseline
    drawn = 0.0
    for text in piece.lines:
        drawn = page.text(x, at, text, style, piece.align)
        at += style.line
    if piece.mark:
        page.text(x, y + style.baseline, piece.mark, style)
    if piece.note_beside:
        page.text(x + drawn + NOTE_GAP, at - style.line, piece.notes[0], note)
        return
    at += note.baseline - style.baseline
    for index, text in enumerate(piece.notes):
        indent = 0.0
        if piece.lock and index == len(piece.notes) - 1:
            page.lock(x, at - 2.3, 2.5)
            indent = 3.2
        page.text(x + indent, at, text, note, piece.align)
        at += note.line
