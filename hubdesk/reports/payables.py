"""What the house owes its suppliers on a day: by age, and bill by bill.

Prints a :class:`~hubdesk.month.papers.suppliers.PayablesPaper` and computes nothing.

    pdf = draw(paper, PaperOptions("en"))
"""

from __future__ import annotations

from hubdesk.month.papers.suppliers import PayableAge, PayablesPaper
from hubdesk.reports.base import Section, draw_foot, geometry_of, named, nothing_in, place_section
from hubdesk.reports.head import draw_head, running_head
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HEAD_RULE, SUM_RULE, Cell, Column, Row, widened
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.styles import HEAD, STRONG
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.words.marker import N_
from hubdesk.words.names import msgid_of

_TITLE = N_("Payables to suppliers")
_AGES = (
    N_("not due"), N_("1–30 days"), N_("31–60 days"), N_("61–90 days"), N_("over 90 days"),
    N_("ageing|credit"), N_("ageing|owed"),
)  # fmt: skip
_AMOUNT, _DAY = 25.0, 24.0


def draw(paper: PayablesPaper, options: PaperOptions) -> bytes:
    """The paper as PDF; equal input gives equal bytes."""
    say = Speech(options, paper.currency)
    geometry = geometry_of(options, landscape=True)

    def begin(page: Page, number: int) -> float:
        if number > 1:
            return running_head(page, geometry, say.t(_TITLE))
        notes = [say.t("as of {day}", day=paper.at),
                 say.t("amounts in {currency}", currency=True)]  # fmt: skip
        return draw_head(page, geometry, say, paper.letterhead, _TITLE, notes, taxed=False)

    flow = Flow(geometry, begin)
    section = Section("1", say.t(N_("Suppliers by age")))
    if paper.ages:
        _ages(flow, say, paper, section)
        flow.y += 2.0
        _bills(flow, say, paper)
    else:
        nothing_in(flow, say, section, say.t(N_("No supplier is owed anything.")))
    text = say.t("Printed {moment} by {person}", moment=paper.printed.at, person=paper.printed.by)
    title = say.first.t(_TITLE)
    draw_foot(flow.pages, geometry, title, say, [text])
    return write(flow.pages, Meta(title, options.languages[0], paper.printed.at))


def _ages(flow: Flow, say: Speech, paper: PayablesPaper, section: Section) -> None:
    rows = [_age(say, one, named(say, one.supplier)) for one in paper.ages]
    foot = _age(say, paper.sums, Cell(say.t(N_("Total"))))
    foot = foot._replace(style=STRONG, above_rule=SUM_RULE, rule=0.0)
    name = flow.geometry.text_width - len(_AGES) * _AMOUNT
    columns = (Column(name), *(Column(_AMOUNT, "r") for _ in _AGES))
    heads = (N_("Supplier"), *_AGES)
    head = Row(tuple(say.stacked.t(one) for one in heads), style=HEAD, rule=HEAD_RULE)
    table = Table(widened(columns, [*rows, foot], 0), (head,), rows, (foot,))
    place_section(flow, say, section, table)


def _age(say: Speech, one: PayableAge, name: Cell) -> Row:
    amounts = (*one.buckets, one.credit_minor, one.total_minor)
    return Row((name, *(say.money(minor) if minor else "" for minor in amounts)))


def _bills(flow: Flow, say: Speech, paper: PayablesPaper) -> None:
    rows = [
        Row((
            named(say, one.supplier), one.number, say.day(one.dated), say.day(one.due_on),
            say.t(msgid_of("payable", one.state)), say.money(one.gross_minor),
            say.money(one.paid_minor) if one.paid_minor else "", say.money(one.open_minor),
        ))
        for one in paper.lines
    ]  # fmt: skip
    heads = (N_("Supplier"), N_("Number"), N_("Date"), N_("Due"), N_("State"), N_("Amount"),
             N_("payable|Paid"), N_("payable|Open"))  # fmt: skip
    number, state = 44.0, 24.0
    name = flow.geometry.text_width - number - 2 * _DAY - state - 3 * _AMOUNT
    columns = (
        Column(name), Column(number), Column(_DAY), Column(_DAY), Column(state),
        *(Column(_AMOUNT, "r") for _ in range(3)),
    )  # fmt: skip
    head = Row(tuple(say.stacked.t(one) for one in heads), style=HEAD, rule=HEAD_RULE)
    table = Table(widened(columns, rows, 0), (head,), rows)
    place_section(flow, say, Section("2", say.t(N_("Open bills"))), table)
