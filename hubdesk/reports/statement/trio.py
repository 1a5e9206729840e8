"""What stands under the total: why it changed, what may be withheld, and how to pay."""

from __future__ import annotations

import re

from hubdesk.month.papers import Change, PayTo, StatementPaper, Withholding
from hubdesk.reports.base import named, paragraph, told
from hubdesk.reports.pdf.cells import HAIR, SUM_RULE, Column, Row
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.qr import qr_code
from hubdesk.reports.pdf.rows import draw_rows
from hubdesk.reports.pdf.styles import HAIRLINE, INK, MUTED, WHITE, Style
from hubdesk.reports.speech import NBSP, Speech
from hubdesk.words.catalogue import N_

_TITLE = Style("semibold", 8.5, INK, 5.0)
_SMALL = Style("regular", 7.4, INK, 4.15)
_STRONG = Style("semibold", 7.4, INK, 4.15)
_VALUE = Style("semibold", 7.0, INK, 3.9)
_QUIET = Style("regular", 7.4, MUTED, 4.0)
_NOTE = Style("regular", 6.8, MUTED, 3.6)
_QR_SIDE = 27.0
_QUIET_ZONE = 3.0
_GUTTER = 5.0
_BAR = 2.8

PARTS = {
    "price": N_("change|price"),
    "share": N_("change|share"),
    "days": N_("change|days"),
    "direct": N_("change|direct"),
    "usage": N_("change|room use"),
    "prior": N_("change|prior periods"),
    "vat": N_("change|VAT"),
}


def paint(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """Draw the parts that there are, side by side, and move the flow below the longest."""
    top, whole = flow.y, flow.geometry.text_width
    pay = 57.0 if paper.pay_to.qr else 48.0
    others = [part for part in (paper.change, paper.withholding) if part is not None]
    room = (whole - pay - _GUTTER * len(others)) / max(len(others), 1)
    ends = [top]
    x = flow.left
    if paper.change is not None:
        ends.append(_change(flow, say, paper.change, x, room))
        x += room + _GUTTER
    if paper.withholding is not None:
        ends.append(_withholding(flow, say, paper.withholding, x, room))
    left = flow.right - pay
    ends.append(_pay(flow, say, paper, left + 2.0, pay - 2.0))
    flow.y = max(ends)
    if flow.y > top and others:
        flow.page.line(left - 1.2, top, left - 1.2, flow.y, HAIR, HAIRLINE)


def _change(flow: Flow, say: Speech, change: Change, x: float, room: float) -> float:
    """Bars around a middle line: outlined to the left for less, solid to the right for more."""
    page, right = flow.page, x + room
    y = paragraph(page, x, flow.y, room, say.t("Change against last month"), _TITLE)
    arrow = f"{say.money(change.previous_minor)} → {say.money(change.current_minor)}"
    page.text(x, y + _SMALL.baseline, arrow, _SMALL)
    total = say.difference(change.difference_minor)
    page.text(right, y + _STRONG.baseline, total, _STRONG, "r")
    y += _SMALL.line + 0.4
    largest = max((abs(amount) for _, amount in change.parts), default=0) or 1
    half = (room - 19.0 - 18.0) / 2
    middle = x + 18.5 + half
    top = y
    for kind, amount in change.parts:
        page.text(x, y + _SMALL.baseline, say.first.t(PARTS.get(kind, kind)), _SMALL)
        page.text(right, y + _SMALL.baseline, say.difference(amount), _SMALL, "r")
        length = max(half * abs(amount) / largest, 0.3) if amount else 0.0
        bar_top = y + (_SMALL.line - _BAR) / 2
        if amount > 0:
            page.box(middle, bar_top, length, _BAR, fill=INK)
        elif amount < 0:
            page.box(middle - length, bar_top, length, _BAR, fill=WHITE, weight=0.6)
        y += _SMALL.line
    page.line(middle, top, middle, y, 0.8)
    note = say.t("price: bills changed · share: you against all · days: others came or left")
    return paragraph(page, x, y + 0.4, room, note, _NOTE)


def _withholding(flow: Flow, say: Speech, tax: Withholding, x: float, room: float) -> float:
    page = flow.page
    y = paragraph(page, x, flow.y, room, say.t("If you withhold tax"), _TITLE)
    columns = (
        Column(room - 38.0, "l", _SMALL),
        Column(20.0, "r", _QUIET),
        Column(18.0, "r", _SMALL),
    )
    rows = []
    for line in tax.lines:
        text = named(say, line.text)
        if line.rate:
            text = text._replace(text=f"{text.text} {line.rate}{NBSP}%")
        withheld = (
            say.money(line.withheld_minor) if line.rate else say.first.t("paper|not withheld")
        )
        rows.append(Row((text, say.money(line.base_minor), withheld)))
    for label, amount, rule in (
        (told(say, N_("Withheld")), tax.withheld_minor, SUM_RULE),
        (told(say, N_("Transfer instead")), tax.transfer_minor, 0.0),
    ):
        cells = (label._replace(span=2), say.money(amount))
        rows.append(Row(cells, style=_STRONG, above_rule=rule, rule=0.0))
    y = draw_rows(page, x, y, columns, rows)
    note = say.t("Base: net of VAT. Please send the withholding tax certificate (50 bis).")
    if tax.rates_as_of is not None:
        note = f"{note} {say.t('Rates as of {day}.', day=tax.rates_as_of)}"
    return paragraph(page, x, y + 0.4, room, note, _NOTE)


def _pay(flow: Flow, say: Speech, paper: StatementPaper, x: float, room: float) -> float:
    pay, page = paper.pay_to, flow.page
    y = flow.y
    if paper.totals.due_minor <= 0:
        return paragraph(page, x, y, room, say.t("There is nothing to transfer."), _QUIET)
    if pay.qr:
        left, top = x + _QUIET_ZONE - 1.4, y + _QUIET_ZONE - 1.6
        page.stamp(qr_code(pay.qr, _QR_SIDE), left, top)
        text_x = left + _QR_SIDE + _QUIET_ZONE
        end = _pay_lines(flow, say, paper, text_x, x + room - text_x)
        return max(end, top + _QR_SIDE + 1.0)
    return _pay_lines(flow, say, paper, x, room)


def _pay_lines(flow: Flow, say: Speech, paper: StatementPaper, x: float, room: float) -> float:
    pay, page = paper.pay_to, flow.page
    heading = say.stacked.t("paper|Scan to pay") if pay.qr else say.t("Transfer to")
    y = paragraph(page, x, flow.y, room, heading, _TITLE)
    for label, value in _pay_facts(say, paper, pay):
        if label:
            y = paragraph(page, x, y, room, label, _NOTE)
        y = paragraph(page, x, y, room, value, _VALUE)
    return y


def _pay_facts(say: Speech, paper: StatementPaper, pay: PayTo) -> list[tuple[str, str]]:
    """Label and value of every line of the payment box."""
    facts = _code_facts(say, pay) if pay.qr else []
    if pay.bank_name:
        facts.append(("", say.name(pay.bank_name)))
    if pay.account_number:
        facts.append((say.t("Account number"), pay.account_number))
    if pay.account_name:
        facts.append((say.t("Account name"), say.name(pay.account_name)))
    if paper.number and not pay.ref1:
        facts.append((say.t("Please state"), paper.number))
    return facts


def _code_facts(say: Speech, pay: PayTo) -> list[tuple[str, str]]:
    """What the code says, for whoever types it."""
    labels = {"bill": N_("paper|PromptPay, biller id"), "proxy": N_("PromptPay"), "epc": N_("IBAN")}
    groups = re.findall(".{1,4}", pay.qr_to) if pay.qr_kind == "epc" else [pay.qr_to]
    facts = [(say.t(labels[pay.qr_kind]), " ".join(groups))]
    if pay.qr_kind == "bill":
        facts += [(say.t("paper|Ref. 1"), pay.ref1), (say.t("paper|Ref. 2"), pay.ref2)]
    return [fact for fact in facts if fact[1]]
