"""Section B of the worksheet: every organisation's share of every pool.

More pools than the sheet is wide go on in further parts (B2, B3 …) with the codes repeated; no
column is dropped and no type shrinks.
"""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.month.papers import PoolColumn, ShareLine, StatementPaper, Worksheet
from hubdesk.reports.base import Section, place_section
from hubdesk.reports.pdf.cells import GAP, HEAD_RULE, SUM_RULE, Cell, Column, Row
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import FILL, HEAD, SMALL, SMALL_QUIET, SMALL_STRONG, TINY
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import DASH, NBSP, Speech
from hubdesk.reports.statement.alike import once
from hubdesk.words.marker import N_

_CODE = 11.0
#: The strip right of an amount in which the ``+`` stands, so that digits stay in line.
_STRIP = 1.9


def draw(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """B: every pool's share of every organisation, in as many parts as the pools need."""
    sheet = paper.worksheet
    needed = once(sheet, say, "widths", lambda: _widths(say, sheet))
    parts = _parts(flow, say, sheet, needed)
    for index, part in enumerate(parts):
        mark = "B" if len(parts) == 1 else f"B{index + 1}"
        last = index == len(parts) - 1
        columns = _columns(flow, say, sheet, [needed[pool] for pool in part], last)
        _matrix_part(flow, say, paper, mark, columns, part, last)


def _widths(say: Speech, sheet: Worksheet) -> list[float]:
    """What each pool's column needs so that all its amounts stand on one line."""
    needed = []
    for index, column in enumerate(sheet.columns):
        texts = [say.money(column.total_minor), say.money(column.absorbed_minor)]
        texts += [
            say.money(cell.amount_minor) for row in sheet.shares if (cell := row.cells[index])
        ]
        # All digits are equally wide, so the longest text is the widest.
        widest = width(max(texts, key=len), SMALL_STRONG)
        needed.append(max(widest + GAP + _STRIP, 17.0))
    return needed


def _parts(flow: Flow, say: Speech, sheet: Worksheet, needed: list[float]) -> list[list[int]]:
    """Groups of columns that fit beside the codes; the last leaves room for the total."""
    total = width(say.money(sheet.total_minor), SMALL_STRONG) + GAP + 2.0
    room = flow.geometry.text_width - _label_width(say) - _STRIP
    parts: list[list[int]] = [[]]
    used = 0.0
    for index, wide in enumerate(needed):
        last = index == len(needed) - 1
        if parts[-1] and used + wide + (total if last else 0.0) > room:
            parts.append([])
            used = 0.0
        parts[-1].append(index)
        used += wide
    return parts


def _label_width(say: Speech) -> float:
    labels = (
        say.first.t("Shared by"),
        say.first.t("paper|Left over"),
        say.first.t("Hub"),
        say.first.t("paper|Carried over"),
        say.first.t("paper|Brought over"),
    )
    return max(_CODE + 2.0, *(width(label, SMALL) + 2.0 for label in labels))


def _columns(
    flow: Flow, say: Speech, sheet: Worksheet, least: list[float], last: bool
) -> tuple[Column, ...]:
    code = _label_width(say)
    total = width(say.money(sheet.total_minor), SMALL_STRONG) + GAP + 1.0 if last else 0.0
    # Without a total at the end the last amounts leave their strip inside the margin.
    room = flow.geometry.text_width - code - (0.0 if last else _STRIP)
    spare = max(room - sum(least) - total, 0.0)
    # Few pools would stand far apart on the whole width: leave the rest to the total.
    each = min(spare / (len(least) + last), 8.0)
    return (
        Column(code, "l", SMALL_STRONG),
        *(Column(wide + each, "r", SMALL) for wide in least),
        *((Column(total + spare - each * len(least), "r", SMALL_STRONG),) if last else ()),
    )


_REMARK = N_(
    "{currency} before VAT · + got a left-over 0.01 after rounding down: largest remainder "
    "first, ties by code · Hub: what the house bears itself"
)
_REMARK_UNTAXED = N_(
    "{currency} · + got a left-over 0.01 after rounding down: largest remainder "
    "first, ties by code · Hub: what the house bears itself"
)


def _matrix_part(
    flow: Flow,
    say: Speech,
    paper: StatementPaper,
    mark: str,
    columns: tuple[Column, ...],
    part: list[int],
    last: bool,
) -> None:
    sheet = paper.worksheet
    heads = _matrix_heads(say, sheet, part, last)
    note = say.t(_REMARK if paper.taxed else _REMARK_UNTAXED, currency=True)
    section = Section(mark, say.t("Amounts of all organisations"), note)
    code = paper.party.code
    plain = once(
        sheet, say, mark, lambda: [_share_row(say, row, part, last) for row in sheet.shares]
    )
    own = [row for row in sheet.shares if row.org == code]
    ordered = own + [row for row in sheet.shares if row.org != code]
    body = [_share_row(say, row, part, last, own=True) for row in own]
    body += [row for row, line in zip(plain, sheet.shares, strict=True) if line.org != code]
    table = Table(
        columns,
        heads,
        body,
        _matrix_foot(say, sheet, part, last),
        pinned=body[0] if own else None,
        carry=_carried(say, ordered, part, last),
    )
    place_section(flow, say, section, table)


def _matrix_heads(say: Speech, sheet: Worksheet, part: list[int], last: bool) -> tuple[Row, ...]:
    columns = [sheet.columns[index] for index in part]
    end = (say.stacked.t("Total"),) if last else ()
    quiet = TINY.but(size=7.0, line=4.2)
    first = say.first
    return (
        Row(
            (None, *(_pool_head(say, column) for column in columns), *end),
            style=HEAD,
            rule=HEAD_RULE,
        ),
        Row((first.t("Shared by"), *(first.unit(c.driver) for c in columns)), style=quiet),
        Row(("÷", *(say.weight(c.weight_sum, c.driver) for c in columns)), style=quiet),
        Row((first.t("paper|Left over"), *(_left_over(say, c) for c in columns)), style=quiet),
    )


def _pool_head(say: Speech, column: PoolColumn) -> str:
    name = say.stacked.name(column.name)
    if column.service_month is None:
        return name
    return f"{name}\n{say.first.short_month(column.service_month)} {column.service_month.year}"


def _left_over(say: Speech, column: PoolColumn) -> str:
    return f"{column.remainder_count}{NBSP}×{NBSP}{say.money(1)}"


def _share_row(
    say: Speech, row: ShareLine, part: list[int], last: bool, *, own: bool = False
) -> Row:
    cells: list[str | Cell | None] = [row.org]
    for index in part:
        cell = row.cells[index]
        if cell is None:
            cells.append(DASH)
        elif cell.remainder:
            cells.append(Cell(say.money(cell.amount_minor), mark="+"))
        else:
            cells.append(say.money(cell.amount_minor))
    if last:
        cells.append(say.money(row.total_minor))
    return Row(tuple(cells), style=SMALL_STRONG if own else None, fill=FILL if own else "")


def _matrix_foot(say: Speech, sheet: Worksheet, part: list[int], last: bool) -> tuple[Row, ...]:
    columns = [sheet.columns[index] for index in part]
    absorbed: list[str] = [say.money(column.absorbed_minor) for column in columns]
    totals: list[str] = [say.money(column.total_minor) for column in columns]
    if last:
        absorbed.append(say.money(sheet.absorbed_total_minor))
        totals.append(say.money(sheet.total_minor))
    return (
        Row((say.first.t("Hub"), *absorbed), style=SMALL, rule=0.0),
        Row((say.first.t("Total"), *totals), style=SMALL_STRONG, above_rule=SUM_RULE, rule=0.0),
    )


def _carried(
    say: Speech, rows: list[ShareLine], part: list[int], last: bool
) -> Callable[[int], tuple[Row, Row]]:
    """Running sums of every column over a page break."""

    def carry(done: int) -> tuple[Row, Row]:
        sums: list[str] = []
        for index in part:
            cells = (row.cells[index] for row in rows[:done])
            sums.append(say.money(sum(cell.amount_minor for cell in cells if cell)))
        if last:
            sums.append(say.money(sum(row.total_minor for row in rows[:done])))
        over = Row((say.first.t("paper|Carried over"), *sums), style=SMALL_QUIET, rule=0.0)
        again = (say.first.t("paper|Brought over"), *sums)
        return over, over._replace(cells=again, rule=HEAD_RULE)

    return carry
