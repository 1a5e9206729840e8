"""Section 5 of the statement: tax by kind, the total in figures and in words, and the trio under
it.  One block that never breaks: its height is found by painting it on a scratch page first.
"""

from __future__ import annotations

from hubdesk.month.papers import StatementPaper
from hubdesk.reports.base import Section, named, told
from hubdesk.reports.pdf.cells import BAND_RULE, HEAD_RULE, SUM_RULE, Column, Row, widened
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.rows import draw_rows
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import FILL, HEAD, INK, STRONG, Style
from hubdesk.reports.pdf.text import wrap
from hubdesk.reports.speech import Speech
from hubdesk.reports.statement import trio
from hubdesk.reports.statement.lines import AMOUNT, VAT, vat_cell
from hubdesk.words.catalogue import N_

_BAND = 8.2
_GUTTER = 8.0
_BAND_AMOUNT = Style("bold", 12.5, INK, 6.6)
_BAND_LABEL = Style("medium", 9, INK, 4.8)
_WORDS = Style("medium", 8.5, INK, 4.6)


def draw(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """Draw the block on this page, or on the next if it does not fit whole."""
    flow.block(lambda scratch: _paint(scratch, say, paper))


def _paint(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    note = say.t("tax once per rate and document, half up") if paper.taxed else ""
    title = say.t("VAT and total") if paper.taxed else say.t(N_("Total"))
    Section("5", title, note, rule=True).draw(flow, False)
    _tables(flow, say, paper)
    _band(flow, say, paper)
    flow.y += 1.6
    trio.paint(flow, say, paper)


def _tables(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """Tax by kind at the left, the way to the total at the right."""
    half = flow.geometry.text_width / 2
    left_end = flow.y
    if paper.taxed:
        columns, rows = _tax_table(say, paper, half)
        left_end = draw_rows(flow.page, flow.left, flow.y, columns, rows)
    columns, rows = _sum_table(say, paper, half - _GUTTER)
    right_end = draw_rows(flow.page, flow.left + half + _GUTTER, flow.y, columns, rows)
    flow.y = max(left_end, right_end) + 1.0


def _tax_table(
    say: Speech, paper: StatementPaper, wide: float
) -> tuple[tuple[Column, ...], list[Row]]:
    stack, totals = say.stacked, paper.totals
    columns: tuple[Column, ...] = (
        Column(wide - 15.0 - 22.0 - 19.0),
        Column(15.0, "r"),
        Column(22.0, "r"),
        Column(19.0, "r"),
    )
    head = (stack.t("Kind"), stack.t("Rate"), stack.t("Net"), stack.t("paper|VAT"))
    rows = [Row(head, style=HEAD, rule=HEAD_RULE)]
    for line in paper.vat:
        taxed = line.vat != "exempt" or line.vat_minor
        text = named(say, line.text) if line.text else vat_cell(say, line.vat)
        tax = say.money(line.vat_minor if taxed else None)
        rows.append(Row((text, vat_cell(say, line.vat), say.money(line.net_minor), tax)))
    sums = (say.t("Total"), None, say.money(totals.net_minor), say.money(totals.vat_minor))
    rows.append(Row(sums, style=STRONG, above_rule=SUM_RULE, rule=0.0))
    return widened(columns, rows, 0), rows


def _sum_table(
    say: Speech, paper: StatementPaper, wide: float
) -> tuple[tuple[Column, ...], list[Row]]:
    totals = paper.totals
    columns = (Column(wide - AMOUNT - VAT - 4.0), Column(AMOUNT + 4.0, "r"), Column(VAT))
    lines = (
        *(
            (
                (told(say, N_("Net (2 + 3 + 4)")), totals.net_minor),
                (told(say, N_("VAT")), totals.vat_minor),
            )
            if paper.taxed
            else ()
        ),
        (told(say, N_("This month")), totals.month_minor),
        (told(say, N_("Brought forward (1)")), totals.brought_forward_minor),
    )
    return columns, [Row((label, say.money(amount))) for label, amount in lines]


def _band(flow: Flow, say: Speech, paper: StatementPaper) -> None:
    """The total over the whole width, in words at the left and in figures at the right."""
    page, totals = flow.page, paper.totals
    amount = say.money(abs(totals.due_minor))
    label = say.t("Amount to pay") if totals.due_minor >= 0 else say.t("Credit in your favour")
    label = f"{label} ({say.first.currency_name})"
    taken = VAT + 5.0 + width(amount, _BAND_AMOUNT) + width(label, _BAND_LABEL) + 7.0
    room = flow.geometry.text_width - taken
    beside = room > 50.0
    lines = _in_words(say, paper, room if beside else flow.geometry.text_width - VAT)
    words_height = len(lines) * _WORDS.line
    height = max(_BAND, words_height + 3.0) if beside else _BAND + words_height + 1.4
    page.box(flow.left, flow.y, flow.geometry.text_width, height, fill=FILL)
    page.line(flow.left, flow.y, flow.right, flow.y, BAND_RULE)
    page.line(flow.left, flow.y + height, flow.right, flow.y + height, HEAD_RULE)
    middle = flow.y + (height if beside else _BAND) / 2
    used = page.text(flow.right - VAT, middle + 1.6, amount, _BAND_AMOUNT, "r")
    page.text(flow.right - VAT - used - 5.0, middle + 1.2, label, _BAND_LABEL, "r")
    at = flow.y + (height - words_height) / 2 if beside else flow.y + _BAND - 0.6
    for line in lines:
        page.text(flow.left + 2.2, at + _WORDS.baseline, line, _WORDS)
        at += _WORDS.line
    flow.y += height


def _in_words(say: Speech, paper: StatementPaper, room: float) -> list[str]:
    words = paper.totals.in_words
    if not words:
        return []
    texts = dict.fromkeys(f"({words.get(lang)})" for lang in say.options.languages)
    return [line for text in texts for line in wrap(text, _WORDS, room)]
