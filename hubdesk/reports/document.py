"""Receipts, tax invoices, credit and debit notes, write-offs and cancellations.

Prints a :class:`~hubdesk.month.papers.document.DocumentPaper` and computes nothing.  A house that
is not registered for VAT has no word of tax on its papers.

    pdf = draw(paper, PaperOptions("th+en"))

**Source**: Thai Revenue Code, sections 86/4 (tax invoice), 86/9 and 86/10 (debit, credit note).
"""

from __future__ import annotations

from hubdesk.month.papers.document import DocumentLine, DocumentPaper
from hubdesk.reports.base import Section, draw_foot, geometry_of, paragraph, place_section
from hubdesk.reports.head import draw_head, draw_party, running_head
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import BAND_RULE, HEAD_RULE, SUM_RULE, Cell, Column, Row
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.rows import draw_rows
from hubdesk.reports.pdf.styles import FILL, HEAD, INK, MUTED, STRONG, Style
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.words.marker import N_

_TITLES = {
    "receipt": N_("paper|Receipt"),
    "tax_receipt": N_("Receipt / Tax invoice"),
    "tax_invoice": N_("Tax invoice"),
    "credit_note": N_("Credit note"),
    "debit_note": N_("Debit note"),
    "write_off": N_("Debt written off"),
    "cancellation": N_("Cancellation"),
}
_WORDS = Style("medium", 8.5, INK, 4.8)
_REASON = Style("regular", 9, INK, 5.0)
_SIGN = Style("regular", 7.8, MUTED, 4.4)
_BAND = Style("bold", 12.5, INK, 6.6)
_VOID = Style("bold", 11, INK, 6.4)
_AMOUNT, _VAT = 30.0, 22.0


def draw(paper: DocumentPaper, options: PaperOptions) -> bytes:
    """The document as PDF; equal input gives equal bytes."""
    say = Speech(options, paper.currency)
    geometry = geometry_of(options)
    title = _TITLES[paper.kind]

    def begin(page: Page, number: int) -> float:
        if number > 1:
            return running_head(page, geometry, f"{say.t(title)} {paper.number}")
        return draw_head(
            page, geometry, say, paper.letterhead, title, _notes(say), taxed=paper.taxed
        )

    flow = Flow(geometry, begin)
    draw_party(flow, say, paper.party, _facts(say, paper), taxed=paper.taxed)
    if paper.cancelled:
        text = say.t(N_("Cancelled by {number}"), number=paper.cancelled)
        flow.y = paragraph(flow.page, flow.left, flow.y, geometry.text_width, text, _VOID) + 1.6
    if paper.lines:
        _lines(flow, say, paper)
        flow.block(lambda sketch: _sums(sketch, say, paper))
    flow.block(lambda sketch: _closing(sketch, say, paper))
    strong, foot = _foot(say, paper)
    draw_foot(flow.pages, geometry, f"{say.first.t(title)} {paper.number}", say, foot, strong)
    meta = Meta(f"{say.first.t(title)} {paper.number}", options.languages[0], paper.printed.at)
    return write(flow.pages, meta)


def _notes(say: Speech) -> list[str]:
    notes = [say.stacked.t(N_("Original"))]
    if say.options.lang == "en" and say.currency == "THB":
        notes.append(say.t("Copy in English; the Thai document of the same number governs"))
    return notes


def _facts(say: Speech, paper: DocumentPaper) -> list[tuple[str, str]]:
    facts = [
        (say.t("Number"), paper.number),
        (say.t("Issued"), say.day(paper.issued_on) if say.both else say.long_day(paper.issued_on)),
        (say.t("Member"), paper.party.code),
    ]
    if paper.original is not None:
        number = f"{paper.original.number}, {say.day(paper.original.issued_on)}"
        facts.append((say.t(N_("About document")), number))
    if paper.paid is not None:
        reference = f" · {paper.paid.reference}" if paper.paid.reference else ""
        paid = f"{paper.paid.code}, {say.day(paper.paid.on)}{reference}"
        facts.append((say.t(N_("Payment")), paid))
    return facts


def _lines(flow: Flow, say: Speech, paper: DocumentPaper) -> None:
    vat = _VAT if paper.taxed else 0.0
    columns = (
        Column(10.0), Column(flow.geometry.text_width - 10.0 - _AMOUNT - vat), Column(_AMOUNT, "r"),
        *((Column(vat, "r"),) if paper.taxed else ()),
    )  # fmt: skip
    stack = say.stacked
    net = stack.t(N_("Value before VAT")) if paper.taxed else stack.t("Amount")
    head = ("#", stack.t(N_("Description")), net, *((stack.t("paper|VAT"),) if paper.taxed else ()))
    rows = [
        Row(
            (
                str(number), Cell(_text(say, line), note=line.project), say.money(line.net_minor),
                *((say.vat(line.vat),) if paper.taxed else ()),
            )
        )
        for number, line in enumerate(paper.lines, start=1)
    ]  # fmt: skip
    section = Section("1", say.t(N_("What it is for")))
    table = Table(columns, (Row(head, style=HEAD, rule=HEAD_RULE),), rows)
    place_section(flow, say, section, table)
    flow.y += 1.6


def _text(say: Speech, line: DocumentLine) -> str:
    if line.kind == "paid":
        return say.t(N_("Payment of {number}"), number=line.text.get("en"))
    if line.kind == "on_account":
        return say.t(N_("Payment on account"))
    return say.name(line.text)


def _sums(flow: Flow, say: Speech, paper: DocumentPaper) -> None:
    """The way to the total; of a note also what the original says and what is right."""
    wide = flow.geometry.text_width
    columns = (Column(wide - _AMOUNT - 8.0, "r"), Column(_AMOUNT + 8.0, "r"))
    rows: list[Row] = []
    if paper.original is not None and paper.kind in ("credit_note", "debit_note"):
        rows += [
            Row((say.t(N_("Value by the original document")),
                 say.money(paper.original.net_minor))),
            Row((say.t(N_("Value that is right")), say.money(paper.original.left_minor))),
            Row((say.t(N_("Difference of this document")), say.money(paper.net_minor))),
        ]  # fmt: skip
    if paper.taxed:
        for one in paper.vat:
            label = say.t(N_("Value, VAT {rate}"), rate=say.vat(one.vat))
            rows.append(Row((label, say.money(one.net_minor))))
        if paper.kind not in ("credit_note", "debit_note"):
            rows.append(Row((say.t(N_("Value before VAT")), say.money(paper.net_minor))))
        rows.append(Row((say.t("VAT"), say.money(paper.vat_minor))))
    if rows:
        flow.y = draw_rows(flow.page, flow.left, flow.y, columns, rows)
    label = f"{say.t(N_('Total'))} ({say.first.currency_name})"
    total = Row((label, say.money(abs(paper.total_minor))), style=STRONG, above_rule=SUM_RULE)
    flow.y = draw_rows(flow.page, flow.left, flow.y, columns, [total]) + 0.8
    if paper.paid is not None and paper.paid.withheld_minor:
        rows = [Row((say.t(N_("of it, tax withheld by the payer")),
                     say.money(paper.paid.withheld_minor)))]  # fmt: skip
        if paper.taxed:
            flow.y = draw_rows(flow.page, flow.left, flow.y, columns, rows)
    texts = dict.fromkeys(f"({paper.in_words.get(lang)})" for lang in say.options.languages)
    top = flow.y + 0.8
    flow.page.box(flow.left, top, wide, len(texts) * _WORDS.line + 1.6, fill=FILL)
    flow.page.line(flow.left, top, flow.right, top, BAND_RULE)
    y = top + 0.8
    for text in texts:
        y = paragraph(flow.page, flow.left + 2.0, y, wide - 4.0, text, _WORDS)
    flow.y = y + 2.4


def _closing(flow: Flow, say: Speech, paper: DocumentPaper) -> None:
    page, wide = flow.page, flow.geometry.text_width
    y = flow.y
    if paper.reason:
        y = paragraph(page, flow.left, y, wide, f"{say.t('Reason')}: {paper.reason}", _REASON)
    if paper.approved_by:
        text = say.t(N_("Made by {maker}, approved by {approver}"), maker=paper.made_by,
                     approver=paper.approved_by)  # fmt: skip
        y = paragraph(page, flow.left, y, wide, text, _REASON)
    y += 14.0
    for at, text in ((flow.left, say.t(N_("Received by"))),
                     (flow.right - 66.0, say.t(N_("for the hub")))):  # fmt: skip
        page.line(at, y, at + 66.0, y, HEAD_RULE)
        paragraph(page, at, y + 0.6, 66.0, text, _SIGN)
    flow.y = y + 6.0


def _foot(say: Speech, paper: DocumentPaper) -> tuple[str, list[str]]:
    """The fingerprint, and when and by whom it was issued."""
    grouped = " ".join(paper.printed.fingerprint[at : at + 4].upper() for at in range(0, 32, 4))
    strong = f"{say.first.t('Fingerprint')} {grouped}" if paper.printed.fingerprint else ""
    text = say.t("Printed {moment} by {person}", moment=paper.printed.at, person=paper.printed.by)
    return strong, ["", text]
