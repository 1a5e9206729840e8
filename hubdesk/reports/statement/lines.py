"""Sections 1 to 4 of the statement: balance, shared costs, direct charges, room use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hubdesk.costs.model import MADE
from hubdesk.month.papers import (
    BalanceLine,
    DirectLine,
    PoolLine,
    StatementPaper,
    UsageLine,
)
from hubdesk.reports.base import Section, named, nothing_in, place_section, told
from hubdesk.reports.pdf.cells import HEAD_RULE, SUM_RULE, Cell, Column, Row, widened
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.styles import BODY, HEAD, NOTE, QUIET, STRONG, TINY, Style
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import NBSP, Speech
from hubdesk.reports.statement.terms import said_of_terms
from hubdesk.words.catalogue import N_

#: Width of the last two columns; the right edge of the amounts is the same in all sections.
AMOUNT, VAT = 21.5, 11.2

_BALANCE_KINDS = {
    "opening": N_("Opening balance"),
    "invoice": N_("Invoice for {month}"),
    "payment": N_("Payment received"),
    "withholding": N_("Tax withheld"),
    "credit_note": N_("Credit note for {month}"),
    "debit_note": N_("Debit note for {month}"),
    "other": N_("Other"),
}
_SHARED = N_("amount shared × yours ÷ all = your amount · {currency} before VAT")
_SHARED_UNTAXED = N_("amount shared × yours ÷ all = your amount · {currency}")
_VAT_CELL = BODY.but(size=7.2)
_POOL = BODY.but(face="medium")
_UNIT = TINY.but(line=BODY.line)


def balance(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """Section 1: what was open, what was paid, what is carried over."""
    rest = flow.geometry.text_width - 29.0 - 34.0 - AMOUNT - VAT
    columns = (
        Column(29.0),
        Column(rest),
        Column(34.0, "l", QUIET),
        Column(AMOUNT, "r"),
        Column(VAT),
    )
    rows = [_balance_row(say, line) for line in paper.balance]
    total = Row(
        (
            Cell(say.t("Balance brought forward"), span=3),
            say.money(paper.totals.brought_forward_minor),
        ),
        style=STRONG,
        above_rule=SUM_RULE if rows else 0.0,
        rule=0.0,
    )
    section = Section("1", say.t("Balance brought forward and payments"), rule=True)
    place_section(flow, say, section, Table(columns, (), rows, (total,)))


def _balance_row(say: Speech, line: BalanceLine) -> Row:
    msgid = _BALANCE_KINDS.get(line.kind, "Other")
    text = told(say, msgid, month=line.month or "")
    note = " ".join(part for part in (text.note, f"({line.text})" if line.text else "") if part)
    text = text._replace(text=text.text.strip(), note=note)
    return Row((say.day(line.on), text, line.number, say.money(line.amount_minor)))


def pools(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """Section 2: bill total → driver → yours of all → share → amount, for every pool."""
    note = say.t(_SHARED if paper.taxed else _SHARED_UNTAXED, currency=True)
    section = Section("2", say.t("Shared costs"), note)
    if not paper.pools:
        nothing_in(flow, say, section, say.t("No shared costs this month"))
        return
    rows = [_pool_row(say, line) for line in paper.pools]
    shared, yours = paper.totals.allocable_minor, paper.totals.pools_minor
    label = say.t("Total")
    cells = (label, say.money(shared), None, None, None, None, None, say.money(yours))
    total = Row(cells, style=STRONG, above_rule=SUM_RULE, rule=0.0)
    columns = widened(_pool_columns(flow), [*rows, total], 0)
    carry = _carried(say, [line.amount_minor for line in paper.pools], 7)
    head = _pool_head(say.stacked, paper.taxed)
    place_section(flow, say, section, Table(columns, (head,), rows, (total,), carry=carry))


def _pool_columns(flow: Flow) -> tuple[Column, ...]:
    figures = (
        Column(23.0, "r"),
        Column(21.0, inset=2.4),
        Column(30.0, "r"),
        Column(15.5, "r"),
        Column(15.8, "l", _UNIT, inset=1.0),
        Column(13.5, "r"),
        Column(AMOUNT, "r", STRONG),
        Column(VAT, "r", _VAT_CELL),
    )
    rest = flow.geometry.text_width - sum(column.width for column in figures)
    return (Column(rest, "l", _POOL), *figures)


def _pool_head(stack: Speech, taxed: bool) -> Row:
    cells = (
        stack.t("Pool"),
        stack.t("Amount shared"),
        stack.t("Shared by"),
        stack.t("Yours × days"),
        stack.t("All"),
        None,
        stack.t("Share %"),
        stack.t("Amount"),
        stack.t("paper|VAT") if taxed else None,
    )
    return Row(cells, style=HEAD, rule=HEAD_RULE)


def _pool_row(say: Speech, line: PoolLine) -> Row:
    name = named(say, line.name)
    if line.service_month is not None:
        late = say.t("prior period: {month}", month=line.service_month)
        name = Cell(name.text, note=" · ".join(part for part in (name.note, late) if part))
    return Row(
        (
            name,
            say.money(line.allocable_minor),
            two([one.driver(line.driver) for one in say.each], NOTE),
            _terms(say, line),
            say.weight(line.weight_sum, line.driver),
            two([one.unit(line.driver) for one in say.each]),
            say.percent(line.share_millionths),
            say.money(line.amount_minor),
            vat_cell(say, line.vat),
        ),
        below="\n".join(filter(None, (_income_text(say, line), said_of_terms(say, line)))),
    )


def two(texts: list[str], style: Style = TINY) -> str | Cell:
    """The second language small under the first."""
    first, *others = dict.fromkeys(texts)
    if not others:
        return first
    return Cell(first, note="\n".join(others), note_style=style, note_below=True)


def vat_cell(say: Speech, vat: str) -> str | Cell:
    if not vat:
        return ""
    return two([one.vat(vat) for one in say.each])


def _terms(say: Speech, line: PoolLine) -> str:
    """``14 × 31 = 434``; hours are counted, not multiplied by days."""
    weight = say.weight(line.weight, line.driver)
    if line.driver in MADE or not line.terms:
        return weight
    terms = " + ".join(
        f"{say.weight(term.value, line.driver)}{NBSP}×{NBSP}{term.days}" for term in line.terms
    )
    return f"{terms} ={NBSP}{weight}"


def _income_text(say: Speech, line: PoolLine) -> str:
    """What was taken off the bills before sharing."""
    if not line.income:
        return ""
    items = " + ".join(
        " ".join(
            part for part in (say.day(item.on), item.text, say.money(item.amount_minor)) if part
        )
        for item in line.income
    )
    return say.stacked.t(
        "Bills {bills} − income taken off first ({items}) = {shared}",
        bills=say.money(line.bill_total_minor),
        items=items,
        shared=say.money(line.allocable_minor),
    )


def direct(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """Section 3: charges for this organisation alone."""
    section = Section("3", say.t("Direct charges"), rule=True)
    if not paper.direct:
        nothing_in(flow, say, section, say.t("No direct charges this month"))
        return
    rest = flow.geometry.text_width - 29.0 - 40.0 - AMOUNT - VAT
    columns = (
        Column(29.0),
        Column(rest),
        Column(40.0, "l", QUIET),
        Column(AMOUNT, "r", STRONG),
        Column(VAT, "r", _VAT_CELL),
    )
    rows = [_direct_row(say, line) for line in paper.direct]
    foot: tuple[Row, ...] = ()
    if len(rows) > 1:
        sum_cells = (Cell(say.t("Total"), span=3), say.money(paper.totals.direct_minor))
        foot = (Row(sum_cells, style=STRONG, above_rule=SUM_RULE, rule=0.0),)
    amounts = [line.net_minor for line in paper.direct]
    carry = _carried(say, amounts, 3)
    place_section(flow, say, section, Table(columns, (), rows, foot, carry=carry))


def _direct_row(say: Speech, line: DirectLine) -> Row:
    text = named(say, line.text)
    if line.service_month is not None:
        late = say.t("prior period: {month}", month=line.service_month)
        text = Cell(text.text, note=" · ".join(part for part in (text.note, late) if part))
    project = say.first.t("Project {code}", code=line.project) if line.project else ""
    vat = vat_cell(say, line.vat)
    return Row((say.day(line.on), text, project, say.money(line.net_minor), vat))


def usage(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """Section 4: every use of a room, what was free and what is charged."""
    total = paper.usage_sum
    note = ""
    if total.allowance_minutes is not None:
        note = say.t(
            "free allowance {allowance} h a month · used {used} h · left {left} h",
            allowance=say.hours(total.allowance_minutes),
            used=say.hours(total.taken_minutes),
            left=say.hours(total.left_minutes),
        )
    section = Section("4", say.t("Room use"), note, rule=not paper.usage)
    if not paper.usage:
        nothing_in(flow, say, section, say.t("No room use"))
        return
    date_width = 29.0
    rest = flow.geometry.text_width - date_width - 23.0 - 22.0 - 13.0 - 14.5 - 13.0 - AMOUNT - VAT
    columns: tuple[Column, ...] = (
        Column(date_width),
        Column(rest),
        Column(23.0),
        Column(22.0, "l", QUIET),
        Column(13.0, "r"),
        Column(14.5, "r"),
        Column(13.0, "r"),
        Column(AMOUNT, "r", STRONG),
        Column(VAT, "r", _VAT_CELL),
    )
    rows = [_usage_row(say, line) for line in paper.usage]
    carry = _carried(say, [line.amount_minor for line in paper.usage], 7)
    foot = (_usage_total(say, paper),)
    columns = widened(columns, [*rows, *foot], 1)
    head = _usage_head(say, paper.taxed)
    place_section(flow, say, section, Table(columns, (head,), rows, foot, carry=carry))


def _usage_head(say: Speech, taxed: bool) -> Row:
    stack = say.stacked
    cells = (
        stack.t("Date"),
        stack.t("Room"),
        stack.t("Time"),
        stack.t("Project"),
        stack.t("Hours"),
        stack.t("paper|Free"),
        stack.t("paper|Charged"),
        stack.t("Amount"),
        stack.t("paper|VAT") if taxed else None,
    )
    return Row(cells, style=HEAD, rule=HEAD_RULE)


def _usage_row(say: Speech, line: UsageLine) -> Row:
    room = named(say, line.room)
    if line.text:
        text = say.name(line.text)
        room = Cell(room.text, note=" · ".join(part for part in (room.note, text) if part))
    return Row(
        (
            say.weekday_day(line.on),
            room,
            f"{line.starts:%H:%M}–{line.ends:%H:%M}",
            line.project,
            say.hours(line.minutes),
            say.hours(line.free_minutes),
            say.hours(line.charged_minutes),
            say.money(line.amount_minor),
            vat_cell(say, line.vat),
        )
    )


def _usage_total(say: Speech, paper: StatementPaper) -> Row:
    total = paper.usage_sum
    note = ""
    if total.list_minor and total.hour_minor:
        note = say.t(
            "list value {hours} h × {price} = {value} {currency}",
            hours=say.hours(total.minutes),
            price=say.money(total.hour_minor),
            value=say.money(total.list_minor),
            currency=True,
        )
    elif total.list_minor:
        note = say.t(
            "list value {value} {currency}",
            value=say.money(total.list_minor),
            currency=True,
        )
    cells = (
        Cell(say.t("Total"), note=note, span=4),
        say.hours(total.minutes),
        say.hours(total.free_minutes),
        say.hours(total.charged_minutes),
        say.money(total.amount_minor),
    )
    return Row(cells, style=STRONG, above_rule=SUM_RULE, rule=0.0)


def _carried(say: Speech, amounts: Sequence[int], column: int) -> Callable[[int], tuple[Row, Row]]:
    """Rows that carry the running sum of ``amounts`` over a page break.

    The only sum that is made on paper: where a page ends is not known to anybody else.
    """

    def carry(done: int) -> tuple[Row, Row]:
        running = say.money(sum(amounts[:done]))
        over = Row((Cell(say.t("paper|Carried over"), span=column), running), style=QUIET, rule=0.0)
        on = Row((Cell(say.t("paper|Brought over"), span=column), running), style=QUIET)
        return over, on

    return carry
