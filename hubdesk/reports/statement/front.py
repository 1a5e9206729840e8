"""The head of the statement: the house, the organisation, the document and the amount to pay."""

from __future__ import annotations

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month.papers import Letterhead, StatementPaper
from hubdesk.reports.base import geometry_of, paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import BAND_RULE, HEAD_RULE
from hubdesk.reports.pdf.image import read_picture
from hubdesk.reports.pdf.layout import Geometry
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import ACCENT, INK, MUTED, Style
from hubdesk.reports.speech import DASH, NBSP, Speech

_TITLE = Style("bold", 21, ACCENT, 12.0)
_TITLE_SECOND = Style("semibold", 12, ACCENT, 6.4)
_SUBTITLE = Style("medium", 9.6, INK, 4.9)
_HOUSE = Style("semibold", 12, INK, 6.4)
_LINE = Style("regular", 7.8, MUTED, 4.1)
_NOTE = Style("regular", 7.2, MUTED, 3.7)
_PARTY = Style("semibold", 11, INK, 5.9)
_FACT = Style("semibold", 8.5, INK, 4.7)
_FACT_LABEL = Style("regular", 7.4, MUTED, 4.7)
_BOX_LABEL = Style("regular", 7.6, INK, 4.4)
_BOX_AMOUNT = Style("bold", 17.5, INK, 9.6)
_RUNNING = Style("regular", 7.2, MUTED, 4.2)

_LOGO = 12.6
_BOX_WIDTH = 50.0
_FACTS_WIDTH = 47.0
#: Labels in two languages need more.
_FACTS_WIDTH_BOTH = 59.0


class Front:
    """Draws the first page's head and the running head of the pages after it."""

    def __init__(self, say: Speech, paper: StatementPaper) -> None:
        self._say = say
        self._paper = paper

    def begin_page(self, page: Page, number: int) -> float:
        """Where the content of page ``number`` starts, its head drawn."""
        geometry = geometry_of(self._say.options)
        if number == 1:
            y = self._house_and_title(page, geometry)
            return self._block(page, geometry, y + 1.6)
        return running_head(page, geometry, self._say, self._paper)

    def _house_and_title(self, page: Page, geometry: Geometry) -> float:
        say, head = self._say, self._paper.letterhead
        right = geometry.right
        y = geometry.top
        room = geometry.text_width * 0.42
        page.text(right, y + 8.2, title(say.first, self._paper), _TITLE, "r")
        under = y + 10.2
        if say.second is not None:
            other = title(say.second, self._paper)
            page.text(right, under + _TITLE_SECOND.baseline, other, _TITLE_SECOND, "r")
            under += _TITLE_SECOND.line
        period = say.stacked.t("Shared costs for {month}", month=self._paper.month)
        under = paragraph(page, right, under, room, period, _SUBTITLE, "r")
        for note in _legal_notes(say.stacked, self._paper.taxed):
            under = paragraph(page, right, under, room, note, _NOTE, "r")
        left = geometry.left
        picture = read_picture(head.logo)
        if picture is not None:
            page.picture(left, y, _LOGO * 1.6, _LOGO, picture)
            left += min(_LOGO * 1.6, _LOGO * picture.width / picture.height) + 3.4
        beside = geometry.right - room - 4.0 - left
        y = paragraph(page, left, y - 0.6, beside, say.stacked.name(head.name), _HOUSE)
        for line in _house_lines(say, head):
            y = paragraph(page, left, y, beside, line, _LINE)
        end = max(y, under, geometry.top + _LOGO) + 2.2
        page.line(geometry.left, end, geometry.right, end, BAND_RULE)
        return end

    def _block(self, page: Page, geometry: Geometry, y: float) -> float:
        box = geometry.right - _BOX_WIDTH
        facts = box - (_FACTS_WIDTH_BOTH if self._say.both else _FACTS_WIDTH) - 2.0
        ends = (
            self._bill_to(page, geometry.left, y, facts - geometry.left - 3.0),
            self._facts(page, facts, y, box - facts - 3.0),
            self._amount(page, box, y + 0.6),
        )
        return max(ends) + 0.6

    def _bill_to(self, page: Page, x: float, y: float, room: float) -> float:
        say, party = self._say, self._paper.party
        y = paragraph(page, x, y, room, say.t("Bill to"), _NOTE)
        y = paragraph(page, x, y, room, say.stacked.name(party.name), _PARTY)
        if party.address:
            y = paragraph(page, x, y, room, say.stacked.name(party.address), _LINE)
        tax = _tax_line(say, party.tax_id, party.branch)
        return paragraph(page, x, y, room, tax, _LINE) if tax else y

    def _facts(self, page: Page, x: float, y: float, room: float) -> float:
        say, paper = self._say, self._paper
        month = paper.month
        facts = [
            (say.t("Number"), paper.number or say.t("draft, not issued")),
            (
                say.t("Issued"),
                say.day(paper.issued_on) if say.both else say.long_day(paper.issued_on),
            ),
            (say.t("Period"), _period(say, month)),
            (say.t("Member"), paper.party.code),
        ]
        label_room = max(17.0, *(width(label, _FACT_LABEL) + 2.0 for label, _ in facts))
        for label, value in facts:
            page.text(x, y + _FACT.baseline, label, _FACT_LABEL)
            y = paragraph(page, x + label_room, y, room - label_room, value, _FACT)
        return y

    def _amount(self, page: Page, x: float, y: float) -> float:
        say, totals = self._say, self._paper.totals
        inner, right = x + 2.6, x + _BOX_WIDTH - 2.6
        top = y
        owed = totals.due_minor >= 0
        stack = say.stacked
        label = stack.t("Amount to pay") if owed else stack.t("Credit in your favour")
        y += 1.4
        page.text(right, y + _BOX_LABEL.baseline, say.first.currency_name, _BOX_LABEL, "r")
        y = paragraph(page, inner, y, right - inner - 9.0, label, _BOX_LABEL)
        amount = say.money(abs(totals.due_minor))
        page.text(right, y + _BOX_AMOUNT.baseline, amount, _BOX_AMOUNT, "r")
        y += _BOX_AMOUNT.line
        page.line(inner, y, right, y, HEAD_RULE)
        y += 0.8
        if self._paper.due_on is not None and owed:
            due = say.t("due by")
            if say.both:
                due = say.first.t("due by")
                y = paragraph(page, inner, y, right - inner, say.t("due by"), _BOX_LABEL)
            else:
                page.text(inner, y + _FACT.baseline, due, _BOX_LABEL)
            value = say.day(self._paper.due_on) if say.both else say.due_day(self._paper.due_on)
            y = paragraph(
                page, right, y, right - inner - width(due, _BOX_LABEL) - 2, value, _FACT, "r"
            )
        else:
            y = paragraph(page, inner, y, right - inner, say.t("nothing to pay"), _BOX_LABEL)
        page.box(x, top, _BOX_WIDTH, y + 1.0 - top, weight=BAND_RULE)
        return y + 1.0


def _period(say: Speech, month: Month) -> str:
    if say.both:
        return f"1{DASH}{say.day(month.last_day)}"
    return say.period(month.first_day, month.last_day)


def title(say: Speech, paper: StatementPaper) -> str:
    """What the paper calls itself."""
    return say.t("Invoice") if paper.kind == "invoice" else say.t("Monthly statement")


def running_head(
    page: Page, geometry: Geometry, say: Speech, paper: StatementPaper, heading: str = ""
) -> float:
    """The narrow head of a further page: ``heading`` left, what it belongs to right."""
    y = geometry.top
    strong = Style("bold", 14, ACCENT, 7.6)
    left = heading or paper.party.code
    style = strong if heading else Style("semibold", 9.2, INK, 5.0)
    used = page.text(geometry.left, y + style.baseline, left, style)
    context = " · ".join(
        (say.name(paper.letterhead.name), say.name(paper.party.name), say.month(paper.month))
    )
    room = geometry.text_width - used - 6.0
    below = y + style.baseline - _RUNNING.baseline
    if width(context, _RUNNING) > room:
        below, room = y + style.line, geometry.text_width
    end = paragraph(page, geometry.right, below, room, context, _RUNNING, "r")
    end = max(end, y + style.line) + 0.8
    page.line(geometry.left, end, geometry.right, end, BAND_RULE if heading else HEAD_RULE)
    return end + 0.6


def _legal_notes(say: Speech, taxed: bool) -> list[str]:
    notes = []
    if taxed:
        notes.append(say.t("Not a tax invoice; the receipt and tax invoice follows payment"))
    if say.options.lang == "en":
        notes.append(say.t("Copy in English; the Thai document of the same number governs"))
    return notes


def _house_lines(say: Speech, head: Letterhead) -> list[str]:
    lines = []
    legal = [say.name(part) for part in (head.legal_name, head.branch) if part]
    if legal:
        lines.append(" · ".join(legal))
    if head.address:
        lines.append(say.stacked.name(head.address))
    if head.tax_id:
        lines.append(f"{say.t('Tax ID')} {head.tax_id.replace(' ', NBSP)}")
    contact = " · ".join(part for part in (head.phone, head.email) if part)
    return [*lines, contact] if contact else lines


def _tax_line(say: Speech, tax_id: str, branch: Names) -> str:
    parts = []
    if tax_id:
        parts.append(f"{say.t('Tax ID')} {tax_id.replace(' ', NBSP)}")
    if branch:
        parts.append(say.name(branch))
    return " · ".join(parts)
