"""Rows of cells, laid out and drawn; a row grows with its longest cell.

Nothing is ever clipped: a text wraps, a remark goes to its own line, and the row gets higher.
A laid-out row keeps its drawing, and rows are cached by value: a month's statements repeat the
rows of everybody else a hundred times.  Imports no feature.

    columns = (Column(40), Column(20, "r"))
    end = draw_rows(page, 20, 30, columns, [Row(("Rent", "1.00"))])
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

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
from hubdesk.reports.pdf.text import has_letters, words, wrap

#: Laid-out rows that are kept, 2 kB each; the statements of a house of ninety share 2,000.
KEPT_ROWS = 4096


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


class Line(NamedTuple):
    """A row laid out.

    Attributes:
        row: what it is.
        total: its height with the air under the rule.
        drawing: the row, drawn with its top left corner at the origin.
    """

    row: Row
    total: float
    drawing: Drawing


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


@lru_cache(maxsize=KEPT_ROWS)
def lay_out(row: Row, columns: Columns) -> Line:
    """Break the cells' texts into lines, find the height, and draw."""
    # Marks above the letters must not touch a heavy rule over the row.
    air = UNDER_RULE if row.above_rule > HAIR else 0.0
    sketch = Sketch()
    height = row.least
    x = 0.0
    index = 0
    for cell in row.cells:
        span = cell.span if isinstance(cell, Cell) else 1
        column = columns.each[index]
        wide = column.width
        if span > 1:
            wide = sum(each.width for each in columns.each[index : index + span])
        if cell is not None and cell != "":
            high = _draw_cell(sketch, cell, row.style, column, (x, air, wide))
            height = max(height, high)
        x += wide
        index += span
    below = wrap(row.below, NOTE, columns.width) if row.below else ()
    height += len(below) * NOTE.line + air
    total = height + UNDER_RULE * (row.rule > HAIR)
    _draw_under(sketch, row, columns, below, height)
    return Line(row, total, _ground(row, columns, height, total).with_over(sketch).drawing())


def _ground(row: Row, columns: Columns, height: float, total: float) -> Sketch:
    """What stands behind the cells."""
    ground = Sketch()
    if row.fill:
        ground.box(0.0, 0.0, columns.width, height, fill=row.fill)
        return ground
    x = 0.0
    for column in columns.each:
        if column.fill:
            ground.box(x + GAP / 2, 0.0, column.width, total, fill=column.fill)
        x += column.width
    return ground


def _draw_under(
    sketch: Sketch, row: Row, columns: Columns, below: tuple[str, ...], height: float
) -> None:
    """The remark under the cells, and the rules over and under the row."""
    top = height - len(below) * NOTE.line
    for index, text in enumerate(below):
        sketch.text(0.0, top + index * NOTE.line + NOTE.baseline - 0.5, text, NOTE)
    if row.above_rule:
        sketch.line(0.0, 0.0, columns.width, 0.0, row.above_rule)
    if row.rule:
        ink = INK if row.rule > HAIR else HAIRLINE
        sketch.line(0.0, height, columns.width, height, row.rule, ink)


def _draw_cell(
    sketch: Sketch,
    cell: str | Cell,
    row_style: Style | None,
    column: Column,
    place: tuple[float, float, float],
) -> float:
    """Draw a cell whose left edge, top and width are ``place``; returns its height."""
    x, y, wide = place
    align, inset = column.align, column.inset
    if isinstance(cell, str):
        text, style = cell, row_style or column.style
    else:
        text, style = cell.text, cell.style or row_style or column.style
        align = cell.align or align
    if align == "l":
        x += inset
        room = wide - inset - GAP
    else:
        x += wide if align == "r" else wide / 2
        room = wide - GAP if align == "r" else wide
    if not isinstance(cell, str):
        _draw_signs(sketch, cell, style, (x, y, room))
    # A figure or a word stands on one line whatever its column says; its neighbours have the gap.
    whole = align == "r" and " " not in text and _one_word(text)
    lines = text.split("\n") if whole else wrap(text, style, room)
    at, drawn = y + style.baseline, 0.0
    for line in lines:
        drawn = sketch.text(x, at, line, style, align)
        at += style.line
    height = len(lines) * style.line
    if isinstance(cell, str) or not (cell.note or cell.mark):
        return height
    if cell.mark:
        sketch.text(x, y + style.baseline, cell.mark, style)
    if not cell.note:
        return height
    beside = x + drawn + NOTE_GAP
    fits = align == "l" and drawn + NOTE_GAP + width(cell.note, cell.note_style) <= room
    if fits and not cell.note_below:
        sketch.text(beside, at - style.line, cell.note, cell.note_style)
        return height
    return height + _draw_notes(sketch, cell, align, (x, y + height, room))


def _one_word(text: str) -> bool:
    """Whether a text without blanks is a figure, or one word on each of its lines."""
    if not has_letters(text):
        return True
    return all(len(words(line)) < 2 for line in text.split("\n"))


def _draw_signs(
    sketch: Sketch, cell: Cell, style: Style, place: tuple[float, float, float]
) -> None:
    """The bar or the square of a cell."""
    x, y, room = place
    if cell.bar:
        sketch.box(x, y + 0.9, room * cell.bar / 1000, style.line - 1.8, fill=INK)
    if cell.box:
        sketch.box(x - TICK / 2, y + (style.line - TICK) / 2 + 0.2, TICK, TICK, weight=0.8)


def _draw_notes(sketch: Sketch, cell: Cell, align: str, place: tuple[float, float, float]) -> float:
    """The remark on lines of its own, a padlock before its last paragraph; its height."""
    x, y, room = place
    note = cell.note_style
    lines = wrap(cell.note, note, room)
    locked = -1
    if cell.lock:
        locked = len(lines) - len(wrap(cell.note.rpartition("\n")[2], note, room))
    at = y + note.baseline
    for index, text in enumerate(lines):
        indent = 0.0
        if index == locked:
            sketch.lock(x, at - 2.3, 2.5)
            indent = 3.2
        sketch.text(x + indent, at, text, note, align)
        at += note.line
    return len(lines) * note.line
