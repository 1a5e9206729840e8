"""The matrix of the hub's cost report: organisations down, pools and sums across."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hubdesk.month.papers import HubCostsPaper, HubCostsRow, HubCostsSum
from hubdesk.reports.base import named, told
from hubdesk.reports.pdf.cells import BAND_RULE, GAP, HAIR, HEAD_RULE, SUM_RULE, Cell, Column, Row
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import FILL, HEAD, SMALL, SMALL_QUIET, SMALL_STRONG, TINY, Style
from hubdesk.reports.pdf.table import Table, place
from hubdesk.reports.speech import NBSP, Speech
from hubdesk.words.catalogue import N_

_LINE = 4.9
_CELL, _CELL_STRONG, _CELL_QUIET = (
    style.but(line=_LINE) for style in (SMALL, SMALL_STRONG, SMALL_QUIET)
)
_CODE = 11.0
_NAME = 49.0
_NAME_LEAST = 34.0
#: The parts of a row behind its pools.
_SUBHEAD = TINY.but(line=4.2)


@dataclass(frozen=True, slots=True)
class _Field:
    """One column of figures: how to take it from a row, and its heads."""

    key: int | str
    head: str
    subhead: str
    wide: float
    strong: bool = False
    signed: bool = False

    def of(self, row: HubCostsRow | HubCostsSum) -> int | None:
        if isinstance(self.key, int):
            return row.cells[self.key]
        value: int | None = getattr(row, self.key)
        return value


class HubMatrix:
    """Measured when made: which columns stand beside each other on which part."""

    def __init__(self, flow: Flow, say: Speech, paper: HubCostsPaper) -> None:
        self._flow, self._say, self._paper = flow, say, paper
        self._fields = self._measured([*self._pool_fields(), *self._tail_fields()])

    def draw(self, summary: float) -> None:
        """All parts; the rows of sums of the last stay with a summary of that height."""
        parts = self._parts()
        for index, part in enumerate(parts):
            if index:
                self._flow.new_page()
            last = index == len(parts) - 1
            self._draw_part(part, summary if last else 0.0)

    def _pool_fields(self) -> list[_Field]:
        say = self._say
        fields = []
        for index, column in enumerate(self._paper.columns):
            head = say.stacked.name(column.name)
            if column.service_month is not None:
                late = say.first.short_month(column.service_month)
                head = f"{head}\n{late} {column.service_month.year}"
            subhead = f"{say.first.driver(column.driver)} ·{NBSP}{say.first.vat(column.vat)}"
            fields.append(_Field(index, head, subhead, 13.0))
        return fields

    def _tail_fields(self) -> list[_Field]:
        say, paper = self._say, self._paper
        stack = say.stacked
        heads = {
            "direct_minor": stack.t("Direct"),
            "usage_minor": stack.t("Room use"),
            "net_minor": stack.t("Net"),
            "vat_minor": stack.t("paper|VAT"),
            "total_minor": stack.t("Total with VAT"),
        }
        if paper.previous_month is not None:
            month = say.first.short_month(paper.previous_month)
            heads["difference_minor"] = stack.t("paper|Change from {month}", month=month)
        for optional in ("direct_minor", "usage_minor"):
            if all(getattr(row, optional) is None for row in paper.rows):
                del heads[optional]
        return [
            _Field(key, head, "", 14.0, key == "total_minor", key == "difference_minor")
            for key, head in heads.items()
        ]

    def _measured(self, fields: list[_Field]) -> list[_Field]:
        """Fields wide enough for every figure and every word of their heads."""
        rows: list[HubCostsRow | HubCostsSum] = [*self._paper.rows, *self._sums()]
        measured = []
        for field in fields:
            figures = max(
                (width(self._figure(field, row), _CELL_STRONG) for row in rows), default=0
            )
            heads = [width(line, HEAD) for line in field.head.split("\n")]
            heads += [width(part, _SUBHEAD) for part in field.subhead.split(" ")]
            measured.append(replace(field, wide=max(field.wide, figures, *heads) + 1.4 * GAP))
        return measured

    def _sums(self) -> list[HubCostsSum]:
        paper = self._paper
        sums = (paper.charged, paper.absorbed, paper.cost, paper.previous, paper.difference)
        return [one for one in sums if one is not None]

    def _figure(self, field: _Field, row: HubCostsRow | HubCostsSum) -> str:
        value = field.of(row)
        if value is None:
            return self._say.money(None) if isinstance(row, HubCostsRow) else ""
        return self._say.difference(value) if field.signed else self._say.money(value)

    def _parts(self) -> list[list[_Field]]:
        """Columns that fit beside each other; names may shrink a little before a part breaks."""
        room = self._flow.geometry.text_width - _CODE - _NAME_LEAST
        parts: list[list[_Field]] = [[]]
        used = 0.0
        for field in self._fields:
            if parts[-1] and used + field.wide > room:
                parts.append([])
                used = 0.0
            parts[-1].append(field)
            used += field.wide
        return parts

    def _draw_part(self, part: list[_Field], below: float) -> None:
        flow, say = self._flow, self._say
        spare = flow.geometry.text_width - _CODE - sum(field.wide for field in part)
        name = min(max(spare, _NAME_LEAST), _NAME + 12.0)
        each = (spare - name) / len(part)
        columns = (
            Column(_CODE, "l", _CELL_STRONG),
            Column(name, "l", _CELL),
            *(self._column(field, each) for field in part),
        )
        heads = (
            Row(
                (Cell(say.t("Organisation"), span=2), *(field.head for field in part)),
                style=HEAD,
                rule=HEAD_RULE,
            ),
            Row(
                (
                    Cell(f"{say.t('Shared by')} · {say.t('paper|VAT')}", span=2),
                    *(field.subhead or None for field in part),
                ),
                style=_SUBHEAD,
            ),
        )
        body = [self._row(row, part) for row in self._paper.rows]
        place(
            flow,
            Table(columns, heads, body, self._foot(part), carry=self._carry(part), keep=below),
        )

    def _column(self, field: _Field, each: float) -> Column:
        style = _CELL_STRONG if field.strong else _CELL
        return Column(field.wide + each, "r", style, fill=FILL if field.strong else "")

    def _row(self, row: HubCostsRow, part: list[_Field]) -> Row:
        name = named(self._say, row.name)
        if row.note:
            note = " · ".join(filter(None, (name.note, self._say.name(row.note))))
            name = name._replace(note=note)
        return Row((row.org, name, *(self._figure(field, row) for field in part)))

    def _foot(self, part: list[_Field]) -> tuple[Row, ...]:
        say, paper = self._say, self._paper
        strong, plain, quiet = _CELL_STRONG, _CELL, _CELL_QUIET
        charged = told(say, N_("Charged to organisations"))
        borne = told(say, N_("Borne by the hub (vacant space)"))
        cost = told(say, N_("= cost to be shared"))
        rows = [
            self._sum(charged, paper.charged, part, strong)._replace(above_rule=SUM_RULE, rule=0.0),
            self._sum(borne, paper.absorbed, part, plain),
            self._sum(cost, paper.cost, part, strong)._replace(rule=BAND_RULE),
        ]
        if paper.previous is not None and paper.previous_month is not None:
            label = told(say, N_("Last month ({month})"), month=paper.previous_month)
            rows.append(self._sum(label, paper.previous, part, quiet))
        if paper.difference is not None:
            label = told(say, N_("Change from last month"))
            rows.append(self._sum(label, paper.difference, part, quiet, signed=True))
        return tuple(rows)

    def _sum(
        self,
        label: Cell,
        sums: HubCostsSum,
        part: list[_Field],
        style: Style,
        *,
        signed: bool = False,
    ) -> Row:
        fields = [replace(field, signed=field.signed or signed) for field in part]
        figures = (self._figure(field, sums) for field in fields)
        return Row((label._replace(span=2), *figures), style=style, rule=HAIR)

    def _carry(self, part: list[_Field]) -> Callable[[int], tuple[Row, Row]]:
        """Running sums of every column over a page break."""
        say, rows = self._say, self._paper.rows

        def carry(done: int) -> tuple[Row, Row]:
            figures = []
            for field in part:
                values = [value for row in rows[:done] if (value := field.of(row)) is not None]
                total = sum(values)
                figures.append(say.difference(total) if field.signed else say.money(total))
            over = Row(
                (Cell(say.t("paper|Carried over"), span=2), *figures), style=_CELL_QUIET, rule=0.0
            )
            on = Row((Cell(say.t("paper|Brought over"), span=2), *figures), style=_CELL_QUIET)
            return over, on

        return carry
