"""Who owes what and since when: the list of all, and one organisation's account.

Prints an :class:`~hubdesk.month.papers.document.AgeingPaper` or ``AccountPaper``; computes nothing.

    pdf = draw(paper, PaperOptions("en"))
"""

from __future__ import annotations

from hubdesk.month.papers.document import AccountPaper, AgeingPaper, AgeingRow
from hubdesk.reports.base import Section, draw_foot, geometry_of, named, nothing_in, place_section
from hubdesk.reports.head import draw_head, draw_party, running_head
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HEAD_RULE, SUM_RULE, Cell, Column, Row, widened
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.styles import HEAD, STRONG
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.words.marker import N_

_HEADS = (
    N_("not due"), N_("1–30 days"), N_("31–60 days"), N_("61–90 days"), N_("over 90 days"),
    N_("without document"), N_("ageing|credit"), N_("ageing|owed"),
)  # fmt: skip
_KINDS = {
    "statement": N_("Invoice"),
    "payment": N_("Payment received"),
    "opening": N_("Opening balance"),
    "credit_note": N_("Credit note"),
    "debit_note": N_("Debit note"),
    "write_off": N_("Debt written off"),
    "reversal": N_("Payment taken back"),
    "cancellation": N_("Cancellation"),
}
_CODE, _AMOUNT = 18.0, 24.0


def draw(paper: AgeingPaper | AccountPaper, options: PaperOptions) -> bytes:
    """The paper as PDF; equal input gives equal bytes."""
    return _ageing(paper, options) if isinstance(paper, AgeingPaper) else _account(paper, options)


def _ageing(paper: AgeingPaper, options: PaperOptions) -> bytes:
    say = Speech(options, paper.currency)
    geometry = geometry_of(options, landscape=True)
    title = N_("Ageing of debts")

    def begin(page: Page, number: int) -> float:
        if number > 1:
            return running_head(page, geometry, say.t(title))
        notes = [say.t(N_("as of {day}"), day=paper.at),
                 say.t("amounts in {currency}", currency=True)]  # fmt: skip
        return draw_head(page, geometry, say, paper.letterhead, title, notes, taxed=False)

    flow = Flow(geometry, begin)
    section = Section("1", say.t(N_("Organisations that owe, or have a credit")))
    if not paper.rows:
        nothing_in(flow, say, section, say.t(N_("Nobody owes anything.")))
    else:
        rows = [_row(say, row, named(say, row.name)) for row in paper.rows]
        foot = _row(say, paper.sums, Cell(say.t(N_("Total"))))
        foot = foot._replace(style=STRONG, above_rule=SUM_RULE, rule=0.0)
        name = geometry.text_width - _CODE - 8 * _AMOUNT
        columns = widened(
            (Column(_CODE), Column(name), *(Column(_AMOUNT, "r") for _ in _HEADS)),
            [*rows, foot], 1,
        )  # fmt: skip
        heads = (N_("Code"), N_("Organisation"), *_HEADS)
        head = Row(tuple(say.stacked.t(one) for one in heads), style=HEAD, rule=HEAD_RULE)
        place_section(flow, say, section, Table(columns, (head,), rows, (foot,)))
    return _written(flow, say, paper, say.first.t(title))


def _row(say: Speech, row: AgeingRow, name: Cell) -> Row:
    amounts = (*row.buckets, row.other_minor, -row.credit_minor, row.total_minor)
    return Row((row.code, name, *(say.money(amount) if amount else "" for amount in amounts)))


def _account(paper: AccountPaper, options: PaperOptions) -> bytes:
    say = Speech(options, paper.currency)
    geometry = geometry_of(options)
    title = N_("Statement of account")

    def begin(page: Page, number: int) -> float:
        if number > 1:
            return running_head(page, geometry, f"{say.t(title)} {paper.party.code}")
        notes = [say.t("amounts in {currency}", currency=True)]
        return draw_head(page, geometry, say, paper.letterhead, title, notes, taxed=False)

    flow = Flow(geometry, begin)
    facts = [(say.t(N_("as of")), say.day(paper.at)), (say.t("Member"), paper.party.code),
             (say.t(N_("ageing|owed")), say.money(paper.age.total_minor))]  # fmt: skip
    draw_party(flow, say, paper.party, facts, taxed=False)
    _moves(flow, say, paper)
    flow.y += 2.0
    _ages(flow, say, paper)
    return _written(flow, say, paper, f"{say.first.t(title)} {paper.party.code}")


def _moves(flow: Flow, say: Speech, paper: AccountPaper) -> None:
    section = Section("1", say.t(N_("Movements")))
    if not paper.moves:
        nothing_in(flow, say, section, say.t(N_("Nothing was charged or paid.")))
        return
    rest = flow.geometry.text_width - 30.0 - 38.0 - 2 * 28.0
    columns = (Column(30.0), Column(rest), Column(38.0), Column(28.0, "r"), Column(28.0, "r"))
    stack = say.stacked
    head = Row((stack.t("Date"), stack.t(N_("What")), stack.t("Number"), stack.t("Amount"),
                stack.t(N_("Balance"))), style=HEAD, rule=HEAD_RULE)  # fmt: skip
    rows = [
        Row((say.day(one.on), Cell(say.t(_KINDS.get(one.kind, N_("Other"))), note=one.text),
             one.number, say.money(one.amount_minor), say.money(one.balance_minor)))
        for one in paper.moves
    ]  # fmt: skip
    place_section(flow, say, section, Table(columns, (head,), rows))


def _ages(flow: Flow, say: Speech, paper: AccountPaper) -> None:
    wide = flow.geometry.text_width / len(_HEADS)
    head = Row(tuple(say.stacked.t(one) for one in _HEADS), style=HEAD, rule=HEAD_RULE)
    age = paper.age
    amounts = (*age.buckets, age.other_minor, -age.credit_minor, age.total_minor)
    row = Row(tuple(say.money(amount) for amount in amounts), rule=0.0)
    table = Table(tuple(Column(wide, "r") for _ in _HEADS), (head,), [row])
    place_section(flow, say, Section("2", say.t(N_("By age"))), table)


def _written(flow: Flow, say: Speech, paper: AgeingPaper | AccountPaper, title: str) -> bytes:
    text = say.t("Printed {moment} by {person}", moment=paper.printed.at, person=paper.printed.by)
    draw_foot(flow.pages, flow.geometry, title, say, [text])
    return write(flow.pages, Meta(title, say.options.languages[0], paper.printed.at))
