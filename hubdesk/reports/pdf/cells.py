"""What tables are made of: columns, cells and rows as values, and columns that fit their cells.

They are named tuples, because thousands of them are made for a month's statements and each is
the key of a cache: a tuple is made and hashed in C.

    columns = (Column(40), Column(20, "r"))
    columns = widened(columns, [Row(("Rent", "1,234,567.00"))], flexible=0)

Imports no feature.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import BODY, NOTE, Style
from hubdesk.reports.pdf.text import has_letters, words

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
#: Rows whose needs are remembered, 1.6 kB each; a month's papers have some 1,000.
KEPT_NEEDS = 2048


class Column(NamedTuple):
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


class Cell(NamedTuple):
    """A cell that is more than a text.

    Attributes:
        note: a smaller remark behind the text, or on its own lines where it does not fit.
        note_below: the remark stands on its own lines in any case.
        lock: a padlock stands before the last paragraph of the remark.
        box: an empty square to tick stands in the cell.
        bar: per mille of the cell's width that a solid bar takes, in an otherwise empty cell.
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
    bar: int = 0


class Row(NamedTuple):
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


def widened(columns: tuple[Column, ...], rows: Sequence[Row], flexible: int) -> tuple[Column, ...]:
    """Columns in which every right-aligned text fits on one line.

    Where that takes too much, words and sums may wrap at blanks and only single figures stay
    on one line.

    Args:
        flexible: index of the column that gives the room, down to half of its width.
    """
    most = columns[flexible].width / 2
    own = [column.width for column in columns]
    needed = _needed(columns, rows, whole=True)
    if sum(needed) - sum(own) > most:
        needed = _needed(columns, rows, whole=False)
    needed[flexible] -= min(sum(needed) - sum(own), most)
    return tuple(c._replace(width=w) for c, w in zip(columns, needed, strict=True))


def _needed(columns: tuple[Column, ...], rows: Sequence[Row], *, whole: bool) -> list[float]:
    """Widths that hold the right-aligned texts, in one piece or word by word."""
    needed = [column.width for column in columns]
    looks = tuple((column.align, column.style) for column in columns)
    for row in rows:
        for index, widest in _row_needs(row, looks, whole):
            needed[index] = max(needed[index], widest)
    return needed


@lru_cache(maxsize=KEPT_NEEDS)
def _row_needs(
    row: Row, looks: tuple[tuple[str, Style], ...], whole: bool
) -> tuple[tuple[int, float], ...]:
    """Index and needed width of the row's right-aligned cells that stand in one column."""
    needs = []
    index = 0
    for cell in row.cells:
        span = cell.span if isinstance(cell, Cell) else 1
        align, style = looks[index]
        if cell is not None and span == 1 and align == "r":
            text = cell if isinstance(cell, str) else cell.text
            needs.append((index, _widest(text, row.style or style, whole=whole) + GAP))
        index += span
    return tuple(needs)


def _widest(text: str, style: Style, *, whole: bool) -> float:
    if not text:
        return 0.0
    if whole or not (" " in text or has_letters(text)):
        if "\n" not in text:
            return width(text, style)
        return max(width(line, style) for line in text.split("\n"))
    return max(width(word.strip(), style) for word in words(text.replace("\n", " ")))


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
        column._replace(width=column.width + each * (index in figures))
        if index != flexible
        else column._replace(width=column.width - each * len(figures))
        for index, column in enumerate(columns)
    )
