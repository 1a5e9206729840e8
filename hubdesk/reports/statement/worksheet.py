"""The worksheet: every figure of the house from which the shares can be recomputed."""

from __future__ import annotations

from fractions import Fraction

from hubdesk.kernel.month import Month
from hubdesk.month.papers import FactRow, StatementPaper, Worksheet
from hubdesk.reports.base import Section, geometry_of, place_section
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HEAD_RULE, SUM_RULE, Cell, Column, Row, eased, widened
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.styles import FILL, HEAD, SMALL, SMALL_QUIET, SMALL_STRONG
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import DASH, Speech
from hubdesk.reports.statement import matrix, reasons
from hubdesk.reports.statement.alike import once
from hubdesk.reports.statement.front import running_head

#: Drivers whose value is a column of the facts; the others are weights only.
_VALUED = ("seats", "headcount", "area_m2", "weights")
_CODE = 11.0
_SPAN = 15.0
#: Columns of figures grow from here to what their figures and heads need.
_LEAST = 8.0


def draw(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """Sections A to D, beginning on a new page."""

    def begin(page: Page, _number: int) -> float:
        geometry = geometry_of(say.options)
        title = say.t("Worksheet: check every figure")
        return running_head(page, geometry, say, paper, title)

    flow.begin = begin
    flow.new_page()
    facts(flow, say, paper)
    matrix.draw(flow, say, paper)
    reasons.examples(flow, say, paper)
    reasons.change(flow, say, paper)


def facts(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """A: who was here on which days with how much of each driver."""
    sheet = paper.worksheet
    valued = [driver for driver in sheet.drivers if driver in _VALUED]
    columns, head = _fact_columns(flow, say, paper, valued)
    code = paper.party.code
    own = [_fact_row(say, row, sheet, valued, own=True) for row in sheet.facts if row.org == code]
    plain = once(
        sheet, say, "facts", lambda: [_fact_row(say, row, sheet, valued) for row in sheet.facts]
    )
    others = [row for row, fact in zip(plain, sheet.facts, strict=True) if fact.org != code]
    divisors = [_weight(say, sheet.weight_sums.get(driver), driver) for driver in sheet.drivers]
    label = Cell(say.t("All organisations = divisor"), span=4 + len(valued))
    sums = Row(
        (label, *divisors),
        style=SMALL_STRONG,
        above_rule=SUM_RULE,
        rule=0.0,
    )
    columns = widened(columns, [head, *own, *others, sums], 1)
    columns = eased(columns, [*own, *others], 1)
    note = " · ".join(
        [
            say.t("first and last day count; the month has {days} days", days=paper.month_days),
            *(say.name(text) for text in sheet.notes),
        ]
    )
    section = Section("A", say.t("Each organisation's value × days"), note)
    table = Table(columns, (head,), [*own, *others], (sums,), pinned=own[0] if own else None)
    place_section(flow, say, section, table)


def _fact_columns(
    flow: Flow, say: Speech, paper: StatementPaper, valued: list[str]
) -> tuple[tuple[Column, ...], Row]:
    sheet, stack = paper.worksheet, say.stacked
    figures = len(valued) + len(sheet.drivers)
    fixed = _CODE + _SPAN + _LEAST * (1 + figures)
    columns = (
        Column(_CODE, "l", SMALL_STRONG),
        Column(flow.geometry.text_width - fixed, "l", SMALL),
        Column(_SPAN, "c", SMALL),
        *(Column(_LEAST, "r", SMALL) for _ in range(1 + figures)),
    )
    cells: tuple[str | Cell, ...] = (
        Cell(say.t("Organisation"), span=2),
        say.stacked.t("paper|days in {month}", month=say.first.short_month(paper.month)),
        stack.t("Days"),
        *(stack.driver(driver) for driver in valued),
        *(stack.unit(driver) for driver in sheet.drivers),
    )
    return columns, Row(cells, style=HEAD, rule=HEAD_RULE)


def _fact_row(
    say: Speech, row: FactRow, sheet: Worksheet, valued: list[str], *, own: bool = False
) -> Row:
    if row.continued:
        name = Cell(say.t("from {day}", day=row.first), style=SMALL_QUIET)
    else:
        name = Cell(row.name.get(say.options.languages[0]))
    whole_month = row.days == Month.of(row.first).days
    style = SMALL_STRONG if own else None
    days = f"{row.first.day}{DASH}{row.last.day}"
    return Row(
        (
            "" if row.continued else row.org,
            name,
            days if whole_month else Cell(days, style=SMALL_STRONG),
            str(row.days),
            *(_weight(say, row.values.get(driver), driver) for driver in valued),
            *(_weight(say, row.weights.get(driver), driver) for driver in sheet.drivers),
        ),
        style=style,
        fill=FILL if own else "",
    )


def _weight(say: Speech, value: Fraction | None, driver: str) -> str:
    return DASH if value is None else say.weight(value, driver)
