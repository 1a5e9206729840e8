"""Sections C and D of the worksheet: two lines read aloud, and why the month differs."""

from __future__ import annotations

from hubdesk.costs.model import MADE
from hubdesk.month.papers import Change, ChangeLine, PoolLine, StatementPaper
from hubdesk.reports.base import Section, nothing_in, paragraph, place_section
from hubdesk.reports.pdf.cells import HEAD_RULE, SUM_RULE, Column, Row, widened
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.styles import HEAD, INK, SMALL, SMALL_QUIET, SMALL_STRONG, Style
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import NBSP, Speech
from hubdesk.reports.statement.trio import PARTS

_TITLE = Style("semibold", 8.0, INK, 4.5)
_WORDS = Style("regular", 8.0, INK, 4.5)
_FORMULA = Style("semibold", 8.3, INK, 4.9)
_GUTTER = 8.0


def examples(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """C: two of the shares in words, one of them with a left-over satang if there is one."""
    chosen = _chosen(paper)
    if not chosen:
        return
    section = Section("C", say.t("Read in words: two lines as examples"), rule=True)
    flow.block(lambda scratch: _paint(scratch, say, section, chosen))


def _chosen(paper: StatementPaper) -> list[PoolLine]:
    shared = [
        line for line in paper.pools
        if line.weight and line.allocable_minor > 0 and not line.limit and line.driver not in MADE
    ]  # fmt: skip
    rounded_up = [line for line in shared if line.remainder]
    others = [line for line in shared if not line.remainder]
    return (others[:1] + rounded_up[:1]) if others and rounded_up else shared[:2]


def _paint(flow: Flow, say: Speech, section: Section, chosen: list[PoolLine]) -> None:
    section.draw(flow, False)
    top = flow.y + 0.8
    room = (flow.geometry.text_width - _GUTTER) / 2
    ends = [
        _example(flow, say, line, flow.left + index * (room + _GUTTER), top, room)
        for index, line in enumerate(chosen)
    ]
    flow.y = max(ends)


def _example(flow: Flow, say: Speech, line: PoolLine, x: float, y: float, room: float) -> float:
    page = flow.page
    y = paragraph(page, x, y, room, say.name(line.name), _TITLE)
    for one in (say.first, say.second):
        if one is None:
            continue
        terms = " + ".join(
            f"{one.weight(term.value, line.driver)}{NBSP}×{NBSP}{term.days}" for term in line.terms
        )
        text = one.t(
            "{amount} {currency} are shared by {driver}. You count {terms} = {weight} of "
            "{weight_sum} {unit}.",
            amount=one.money(line.allocable_minor),
            currency=True,
            driver=one.driver(line.driver),
            terms=terms,
            weight=one.weight(line.weight, line.driver),
            weight_sum=one.weight(line.weight_sum, line.driver),
            unit=one.unit(line.driver),
        )
        y = paragraph(page, x, y, room, text, _WORDS)
    formula = (
        f"{say.money(line.allocable_minor)} × {say.weight(line.weight, line.driver)} ÷ "
        f"{say.weight(line.weight_sum, line.driver)} = {say.exact(line.exact_minor)}"
    )
    y = paragraph(page, x, y, room, formula, _FORMULA)
    for one in (say.first, say.second):
        if one is not None:
            y = paragraph(page, x, y, room, _rounding(one, line), _WORDS)
    return y


def _rounding(say: Speech, line: PoolLine) -> str:
    """How the exact amount became a whole number of satang."""
    values = {
        "amount": say.money(line.amount_minor),
        "count": line.remainder_count,
        "unit": say.money(1),
    }
    if line.remainder:
        return say.t(
            "Rounded down, {count} × {unit} was left over in all; the largest remainders get one "
            "each, and you got one: {amount}.",
            **values,
        )
    if line.exact_minor.denominator == 1:
        return say.t("Nothing to round: {amount}.", **values)
    return say.t(
        "Rounded down to {amount}; {count} × {unit} was left over in all and went to larger "
        "remainders.",
        **values,
    )


def change(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """D: last month against this one, pool by pool, explained as price, share and days."""
    reason = paper.change
    section = Section("D", say.t("Why it differs from last month"))
    if reason is None:
        nothing_in(flow, say, section, say.t("There is no month before to compare with."))
        return
    columns = (
        Column(flow.geometry.text_width - 8 * 19.2, "l", SMALL),
        Column(19.2, "r", SMALL_QUIET),
        Column(19.2, "r", SMALL_QUIET),
        Column(19.2, "r", SMALL),
        Column(19.2, "r", SMALL),
        Column(19.2, "r", SMALL_STRONG),
        *(Column(19.2, "r", SMALL) for _ in range(3)),
    )
    rows = [_row(say, line) for line in reason.lines]
    rows += [
        Row(
            (
                say.t(PARTS.get(kind, kind)),
                None,
                None,
                say.money(before),
                say.money(now),
                say.difference(differs),
            )
        )
        for kind, before, now, differs in reason.others
    ]
    section = Section("D", say.t("Why it differs from last month"), _note(say, reason))
    foot = (_total(say, reason),)
    columns = widened(columns, [*rows, *foot], 0)
    place_section(flow, say, section, Table(columns, (_head(say, paper, reason),), rows, foot))


def _note(say: Speech, reason: Change) -> str:
    notes = [say.t("difference = price + share + days"), *map(say.name, reason.notes)]
    return " · ".join(notes)


def _head(say: Speech, paper: StatementPaper, reason: Change) -> Row:
    stack = say.stacked
    before = say.first.short_month(reason.previous_month)
    now = say.first.short_month(paper.month)
    cells = (
        stack.t("Pool"),
        stack.t("Shared {month}", month=before),
        stack.t("Shared {month}", month=now),
        stack.t("You {month}", month=before),
        stack.t("You {month}", month=now),
        stack.t("Difference"),
        stack.t("change|price"),
        stack.t("change|share"),
        stack.t("change|days"),
    )
    return Row(cells, style=HEAD, rule=HEAD_RULE)


def _row(say: Speech, line: ChangeLine) -> Row:
    return Row(
        (
            line.name.get(say.options.languages[0]),
            say.money(line.previous_allocable_minor),
            say.money(line.allocable_minor),
            say.money(line.previous_minor),
            say.money(line.current_minor),
            say.difference(line.difference_minor),
            *(
                "" if part is None else say.difference(part)
                for part in (line.price_minor, line.share_minor, line.days_minor)
            ),
        )
    )


def _total(say: Speech, reason: Change) -> Row:
    parts = dict(reason.parts)
    cells = (
        say.t("Total"),
        None,
        None,
        say.money(reason.previous_minor),
        say.money(reason.current_minor),
        say.difference(reason.difference_minor),
        *(say.difference(parts.get(kind, 0)) for kind in ("price", "share", "days")),
    )
    return Row(cells, style=SMALL_STRONG, above_rule=SUM_RULE, rule=0.0)
