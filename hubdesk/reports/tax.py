"""Papers for the tax office: tax withheld by certificate, and the figures of the VAT return.

Prints a :class:`~hubdesk.month.papers.suppliers.WithholdingListPaper` or ``VatReturnPaper`` and
computes nothing.

    pdf = draw(paper, PaperOptions("th"))

**Source**: Thai Revenue Code, sections 52, 59 (lists of tax withheld) and 83, 87 (VAT).
"""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.month.papers.suppliers import (
    TaxLine,
    UntaxedLine,
    VatReturnPaper,
    WithholdingListPaper,
)
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

_FORMS = {
    "pnd1": N_("Tax withheld, P.N.D. 1"),
    "pnd2": N_("Tax withheld, P.N.D. 2"),
    "pnd3": N_("Tax withheld, P.N.D. 3"),
    "pnd53": N_("Tax withheld, P.N.D. 53"),
}
_VAT = N_("VAT return, P.P. 30")
_REASONS = {
    "on_account": N_("received on account, without tax"),
    "no_receipt": N_("no receipt was issued yet"),
}
_AMOUNT, _DAY, _NUMBER, _TAX_ID = 29.0, 23.0, 34.0, 32.0
_KIND, _RATE = 36.0, 14.0


def draw(paper: WithholdingListPaper | VatReturnPaper, options: PaperOptions) -> bytes:
    """The paper as PDF; equal input gives equal bytes."""
    title = _FORMS[paper.form] if isinstance(paper, WithholdingListPaper) else _VAT
    say = Speech(options, paper.currency)
    geometry = geometry_of(options, landscape=True)

    def begin(page: Page, number: int) -> float:
        if number > 1:
            return running_head(page, geometry, f"{say.t(title)} {say.month(paper.month)}")
        notes = [say.month(paper.month), say.t("amounts in {currency}", currency=True)]
        return draw_head(page, geometry, say, paper.letterhead, title, notes)

    flow = Flow(geometry, begin)
    if isinstance(paper, WithholdingListPaper):
        _withheld(flow, say, paper)
    else:
        _figures(flow, say, paper)
        _documents(flow, say, "2", N_("Output VAT by document"), paper.sales)
        _documents(flow, say, "3", N_("Input VAT by bill"), paper.purchases)
        _untaxed(flow, say, paper.untaxed)
    text = say.t("Printed {moment} by {person}", moment=paper.printed.at, person=paper.printed.by)
    name = f"{say.first.t(title)} {say.first.month(paper.month)}"
    draw_foot(flow.pages, geometry, name, say, [text])
    return write(flow.pages, Meta(name, options.languages[0], paper.printed.at))


def _withheld(flow: Flow, say: Speech, paper: WithholdingListPaper) -> None:
    section = Section("1", say.t(N_("By certificate")))
    if not paper.lines:
        nothing_in(flow, say, section, say.t(N_("Nothing was withheld.")))
        return
    rows = []
    for one in paper.lines:
        kind = say.t(msgid_of("payment_kind", one.kind))
        taken_back = one.cancelled or one.rank is None
        note = say.t(N_("cancelled")) if taken_back else say.name(one.party.address)
        rows.append(Row((
            str(one.rank or ""), one.party.tax_id,
            Cell(named(say, one.party.name).text, note=note, note_below=True), one.number,
            say.day(one.paid_on), kind, f"{one.percent} %", say.money(one.base_minor),
            say.money(one.withheld_minor),
        )))  # fmt: skip
    foot = Row(
        (None, None, say.t(N_("Total")), None, None, None, None, say.money(paper.base_minor),
         say.money(paper.withheld_minor)),
        style=STRONG, above_rule=SUM_RULE, rule=0.0,
    )  # fmt: skip
    name = (flow.geometry.text_width - 10.0 - _TAX_ID - _NUMBER - _DAY - _KIND - _RATE
            - 2 * _AMOUNT)  # fmt: skip
    columns = (
        Column(10.0), Column(_TAX_ID), Column(name), Column(_NUMBER), Column(_DAY), Column(_KIND),
        Column(_RATE, "r"), Column(_AMOUNT, "r"), Column(_AMOUNT, "r"),
    )  # fmt: skip
    heads = ("#", say.stacked.t("Tax ID"), say.stacked.t(N_("Payee")),
             say.stacked.t(N_("Certificate")), say.stacked.t(N_("Paid on")),
             say.stacked.t(N_("Kind")), say.stacked.t(N_("Rate")),
             say.stacked.t(N_("Amount paid")), say.stacked.t(N_("Tax withheld")))  # fmt: skip
    table = Table(
        widened(columns, [*rows, foot], 2), (Row(heads, style=HEAD, rule=HEAD_RULE),), rows, (foot,)
    )
    place_section(flow, say, section, table)


def _figures(flow: Flow, say: Speech, paper: VatReturnPaper) -> None:
    """The lines of the return, numbered as its form numbers them."""
    due = paper.due_minor
    figures = (
        ("1", N_("Sales of the month"), paper.sales_minor),
        ("2", N_("less sales taxed at 0 %"), paper.zero_minor),
        ("3", N_("less exempt sales"), paper.exempt_minor),
        ("4", N_("Taxable sales"), paper.taxed_sales_minor),
        ("5", N_("Output tax of the month"), paper.output_minor),
        ("6", N_("Purchases with deductible input tax"), paper.purchases_minor),
        ("7", N_("Input tax of the month"), paper.input_minor),
        ("8", N_("Tax to be paid"), max(due, 0)),
        ("9", N_("Tax paid in excess"), max(-due, 0)),
        ("", N_("For comparison: output VAT that was posted in the month"), paper.posted_minor),
    )  # fmt: skip
    rows = [
        Row((number, say.t(text), say.money(minor)), style=STRONG if number in ("8", "9") else None)
        for number, text, minor in figures
    ]
    columns = (Column(10.0), Column(flow.geometry.text_width - 10.0 - 40.0), Column(40.0, "r"))
    place_section(flow, say, Section("1", say.t(N_("Figures"))), Table(columns, (), rows))
    flow.y += 2.0


def _documents(
    flow: Flow, say: Speech, mark: str, title: str, lines: Sequence[TaxLine]
) -> None:
    section = Section(mark, say.t(title))
    if not lines:
        nothing_in(flow, say, section, say.t(N_("There is none in this month.")))
        return
    rows = [
        Row((str(place), say.day(one.dated), one.number, named(say, one.party), one.tax_id,
             one.branch, say.money(one.net_minor), say.money(one.vat_minor)))
        for place, one in enumerate(lines, start=1)
    ]  # fmt: skip
    foot = Row(
        (None, None, None, say.t(N_("Total")), None, None,
         say.money(sum(one.net_minor for one in lines)),
         say.money(sum(one.vat_minor for one in lines))),
        style=STRONG, above_rule=SUM_RULE, rule=0.0,
    )  # fmt: skip
    branch = 18.0
    name = flow.geometry.text_width - 10.0 - _DAY - 44.0 - _TAX_ID - branch - 2 * _AMOUNT
    columns = (
        Column(10.0), Column(_DAY), Column(44.0), Column(name), Column(_TAX_ID), Column(branch),
        Column(_AMOUNT, "r"), Column(_AMOUNT, "r"),
    )  # fmt: skip
    stack = say.stacked
    heads = ("#", stack.t("Date"), stack.t("Number"), stack.t(N_("Name")), stack.t("Tax ID"),
             stack.t(N_("Branch")), stack.t(N_("Value before VAT")), stack.t("VAT"))  # fmt: skip
    head = Row(heads, style=HEAD, rule=HEAD_RULE)
    place_section(flow, say, section, Table(columns, (head,), rows, (foot,)))
    flow.y += 2.0


def _untaxed(flow: Flow, say: Speech, lines: Sequence[UntaxedLine]) -> None:
    """What is to be looked at before the return is filed; no section where there is nothing."""
    if not lines:
        return
    note = say.t(N_(
        "Tax may be due on this money by the day it was received; it is not in the figures. An "
        "advance is taxed by a tax invoice of its statement, before a receipt of that is issued."
    ))  # fmt: skip
    rows = [
        Row((str(place), say.day(one.dated), one.number, named(say, one.party),
             say.t(_REASONS[one.reason]), say.money(one.amount_minor)))
        for place, one in enumerate(lines, start=1)
    ]  # fmt: skip
    foot = Row(
        (None, None, None, say.t(N_("Total")), None,
         say.money(sum(one.amount_minor for one in lines))),
        style=STRONG, above_rule=SUM_RULE, rule=0.0,
    )  # fmt: skip
    reason = 90.0
    name = flow.geometry.text_width - 10.0 - _DAY - 44.0 - reason - _AMOUNT
    columns = (
        Column(10.0), Column(_DAY), Column(44.0), Column(name), Column(reason),
        Column(_AMOUNT, "r"),
    )  # fmt: skip
    stack = say.stacked
    heads = ("#", stack.t("Date"), stack.t("Number"), stack.t(N_("Name")),
             stack.t(N_("Reason")), stack.t(N_("Amount")))  # fmt: skip
    head = Row(heads, style=HEAD, rule=HEAD_RULE)
    title = say.t(N_("Received, but in no tax document"))
    place_section(flow, say, Section("4", title, note), Table(columns, (head,), rows, (foot,)))
    flow.y += 2.0
