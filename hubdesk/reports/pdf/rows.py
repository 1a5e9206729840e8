"""Rows of cells, laid out and drawn; a row grows with its longest cell.

Nothing is ever clipped: a text wraps, a remark goes to its own line, and the row gets higher.
A laid-out row keeps its drawing, and rows are cached by value: a month's statements repeat the
rows of everybody else a hundred times.  Imports no feature.

    columns = (Column(40), Column(20, "r"))
    end = draw_rows(page, 20, 30, columns, [Row(("Rent", "1.00"))])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hubdesk.reports.pdf.canvas import Drawing, Sketch
from hubdesk.reports.pdf.cells import (
    GAP,
    HAIR,
    NOTE_GAP,
    TICK,
    UNDER_RULE,
    Cell,
    Column,
    Row,
)
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import HAIRLINE, INK, NOTE, Style
from hubdesk.reports.pdf.text import wrap


class Columns:
    """Columns as the key of laid-out rows: equal ones are one object, compared by identity."""

    __slots__ = ("each", "width")

    def __init__(self, each: tuple[Column, ...]) -> None:
        self.each = each
        self.width = sum(column.width for column in each)


@lru_cache(maxsize=2048)
def columns_of(each: tuple[Column, ...]) -> Columns:
    """The one object that stands for these columns."""
    return Columns(each)


@dataclass(frozen=True, slots=True)
class Line:
    """A row laid out.

    Attributes:
        row: what it is.
        total: its height with the air under the rule.
        drawing: the row, drawn with its top left corner at the origin.
    """

    row: Row
    total: float
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines of one cell and where they go; ``lock`` is the note line with a padlock, or −1."""

    x: float
    lines: tuple[str, ...]
    style: Style
    align: str
    mark: str
    notes: tuple[str, ...]
    note_style: Style
    note_beside: bool
    lock: int
    box: bool
    bar: float


def draw_rows(
    page: Sketch, x: float, y: float, columns: tuple[Column, ...], rows: Sequence[Row]
) -> float:
    """Draw rows at a fixed place, without breaking; returns where they end."""
    interned = columns_of(columns)
    for row in rows:
        line = lay_out(row, interned)
        page.stamp(line.drawing, x, y)
        y += line.total
    return y


@lru_cache(maxsize=16384)
def lay_out(row: Row, columns: Columns) -> Line:
    """Break the cells' texts into lines, find the height, and draw."""
    pieces: list[_Piece] = []
    height = row.least
    x = 0.0
    index = 0
    for cell in row.cells:
        span = cell.span if isinstance(cell, Cell) else 1
        wide = sum(column.width for column in columns.each[index : index + span])
        if cell is not None and cell != "":
            piece, high = _piece(cell, row, columns.each[index], x, wide)
            pieces.append(piece)
            height = max(height, high)
        x += wide
        index += span
    below = wrap(row.below, NOTE, columns.width) if row.below else ()
    # Marks above the letters must not touch a heavy rule over the row.
    air = UNDER_RULE if row.above_rule > HAIR else 0.0
    height += len(below) * NOTE.line + air
    total = height + UNDER_RULE * (row.rule > HAIR)
    return Line(row, total, _drawn(row, columns, pieces, below, (air, height, total)))


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
    lock = -1
    if cell.note:
        used = width(lines[-1], style) + NOTE_GAP
        fits = align == "l" and used + width(cell.note, cell.note_style) <= room
        beside = fits and not cell.note_below
        notes = (cell.note,) if beside else wrap(cell.note, cell.note_style, room)
        height += 0.0 if beside else len(notes) * cell.note_style.line
        if cell.lock:
            last = cell.note.rpartition("\n")[2]
            lock = len(notes) - len(wrap(last, cell.note_style, room))
    x += {"r": wide, "c": wide / 2}.get(align, inset)
    piece = _Piece(
        x, lines, style, align, cell.mark, notes, cell.note_style, beside, lock, cell.box,
        room * cell.bar / 1000,
    )  # fmt: skip
    return piece, height


def _drawn(
    row: Row,
    columns: Columns,
    pieces: Sequence[_Piece],
    below: tuple[str, ...],
    measures: tuple[float, float, float],
) -> Drawing:
    """The row at the origin; ``measures`` are the air on top, the height and the total."""
    air, height, total = measures
    sketch = Sketch()
    if row.fill:
        sketch.box(0.0, 0.0, columns.width, height, fill=row.fill)
    else:
        _fill_columns(sketch, columns, total)
    for piece in pieces:
        _draw_piece(sketch, piece, air)
    top = height - len(below) * NOTE.line
    for index, text in enumerate(below):
        sketch.text(0.0, top + index * NOTE.line + NOTE.baseline - 0.5, text, NOTE)
    if row.above_rule:
        sketch.line(0.0, 0.0, columns.width, 0.0, row.above_rule)
    if row.rule:
        ink = INK if row.rule > HAIR else HAIRLINE
        sketch.line(0.0, height, columns.width, height, row.rule, ink)
    return sketch.drawing()


def _fill_columns(sketch: Sketch, columns: Columns, height: float) -> None:
    x = 0.0
    for column in columns.each:
        if column.fill:
            sketch.box(x + GAP / 2, 0.0, column.width, height, fill=column.fill)
        x += column.width


def _draw_piece(sketch: Sketch, piece: _Piece, y: float) -> None:
    style, note, x = piece.style, piece.note_style, piece.x
    if piece.bar:
        sketch.box(piece.x, y + 0.9, piece.bar, style.line - 1.8, fill=INK)
    if piece.box:
        sketch.box(x - TICK / 2, y + (style.line - TICK) / 2 + 0.2, TICK, TICK, weight=0.8)
    at = y + style.baseline
    drawn = 0.0
    for text in piece.lines:
        drawn = sketch.text(x, at, text, style, piece.align)
        at += style.line
    if piece.mark:
        sketch.text(x, y + style.baseline, piece.mark, style)
    if piece.note_beside:
        sketch.text(x + drawn + NOTE_GAP, at - style.line, piece.notes[0], note)
        return
    at += note.baseline - style.baseline
    for index, text in enumerate(piece.notes):
        indent = 0.0
        if index == piece.lock:
            sketch.lock(x, at - 2.3, 2.5)
            indent = 3.2
        sketch.text(x + indent, at, text, note, piece.align)
        at += note.line
