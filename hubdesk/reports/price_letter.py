"""The letter that announces a new fee, in the languages asked for, one below the other.

Prints a :class:`~hubdesk.month.papers.letter.PriceLetterPaper` and computes nothing.

    pdf = draw(paper, PaperOptions("th+en"))
"""

from __future__ import annotations

from hubdesk.month.papers.letter import Offer, PriceLetterPaper
from hubdesk.outbox.templates import fill
from hubdesk.reports.base import draw_foot, geometry_of, paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import BAND_RULE, HEAD_RULE
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.image import read_picture
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.styles import ACCENT, INK, MUTED, Style
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.words.marker import N_

_HOUSE = Style("semibold", 12, INK, 6.4)
_LINE = Style("regular", 7.8, MUTED, 4.1)
_TITLE = Style("bold", 14, ACCENT, 8.4)
_TEXT = Style("regular", 10, INK, 6.0)
_STRONG = Style("semibold", 10, INK, 6.0)
_LABEL = Style("regular", 8.6, MUTED, 5.4)
#: Where the table of plan, seats and fee stands.
TERMS = "{terms}"
_LOGO = 12.6
_COLUMN = 52.0


def draw(paper: PriceLetterPaper, options: PaperOptions) -> bytes:
    """The letter as PDF; equal input gives equal bytes."""
    say = Speech(options, paper.currency)
    geometry = geometry_of(options)

    def head(page: Page, number: int) -> float:
        return _house(page, geometry.left, geometry.right, geometry.top, say, paper) if (
            number == 1
        ) else geometry.top  # fmt: skip

    flow = Flow(geometry, head)
    flow.y += 6.0
    flow.y = _address(flow, say, paper) + 6.0
    for one in say.each:
        flow.block(lambda sketch, one=one: _letter(sketch, one, paper))  # type: ignore[misc]
        flow.y += 5.0
    flow.block(lambda sketch: _signature(sketch, say))
    printed = say.first.t(N_("Printed {moment} by {person}"), moment=paper.printed.at,
                          person=paper.printed.by)  # fmt: skip
    draw_foot(flow.pages, geometry, paper.party.code, say, [printed])
    title = f"{say.first.t(N_('A new fee'))} {paper.party.code}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed.at))


def _house(
    page: Page, left: float, right: float, y: float, say: Speech, paper: PriceLetterPaper
) -> float:
    head, at = paper.letterhead, left
    picture = read_picture(head.logo)
    if picture is not None:
        page.picture(at, y, _LOGO * 1.6, _LOGO, picture)
        at += _LOGO * 1.6 + 3.4
    end = paragraph(page, at, y - 0.6, right - at, say.stacked.name(head.name), _HOUSE)
    for names in (head.legal_name, head.address):
        if names:
            end = paragraph(page, at, end, right - at, say.stacked.name(names), _LINE)
    contact = " · ".join(part for part in (head.phone, head.email) if part)
    if contact:
        end = paragraph(page, at, end, right - at, contact, _LINE)
    end = max(end, y + _LOGO) + 2.2
    page.line(left, end, right, end, BAND_RULE)
    return end


def _address(flow: Flow, say: Speech, paper: PriceLetterPaper) -> float:
    page, room = flow.page, flow.geometry.text_width * 0.55
    y = paragraph(page, flow.left, flow.y, room, say.stacked.name(paper.party.name), _STRONG)
    if paper.party.address:
        y = paragraph(page, flow.left, y, room, say.stacked.name(paper.party.address), _LINE)
    page.text(flow.right, flow.y + _TEXT.baseline, say.first.long_day(paper.issued_on), _TEXT, "r")
    return y


def _letter(flow: Flow, say: Speech, paper: PriceLetterPaper) -> None:
    page, room = flow.page, flow.geometry.text_width
    y = paragraph(page, flow.left, flow.y, room, say.t(N_("A new fee from {day}"),
                  day=say.long_day(paper.valid_from)), _TITLE)  # fmt: skip
    values = letter_values(say, paper)
    text = paper.texts.get(say.words[0].lang) or program_text(say)
    y += 1.0
    for line in fill(text, values).split("\n"):
        if line == TERMS:
            y = _table(flow, say, paper, y + 1.4)
        elif line:
            y = paragraph(page, flow.left, y, room, line, _TEXT) + 1.6
    flow.y = y


def program_text(say: Speech) -> str:
    """What the program writes, with its fields: where a house begins with words of its own."""
    return "\n\n".join([
        say.t(N_("From {day} on, your agreement with us reads as follows."), day="{day}"),
        TERMS,
        say.t(N_("Fees are for a month and without VAT ({vat})."), vat="{vat}"),
        say.t(
            N_("If you do not agree: notice is {days} days. Given on the day of this letter, it "
               "ends the agreement on {day}."),
            days="{notice_days}", day="{last_day}",
        ),
        say.t(N_("Otherwise there is nothing for you to do.")),
    ])  # fmt: skip


def letter_values(say: Speech, paper: PriceLetterPaper) -> dict[str, str]:
    """The fields of the letter; the terms are drawn as a table where they stand alone."""
    return {
        "organisation": say.name(paper.party.name),
        "house": say.name(paper.letterhead.name),
        "day": say.long_day(paper.valid_from),
        "terms": TERMS,
        "plan": say.name(paper.after.plan),
        "fee": _fee(say, paper.after),
        "fee_before": _fee(say, paper.before),
        "seats": str(paper.after.seats),
        "vat": say.vat(paper.vat),
        "notice_days": str(paper.notice_days),
        "last_day": say.long_day(paper.ends_on),
    }


def _table(flow: Flow, say: Speech, paper: PriceLetterPaper, y: float) -> float:
    page = flow.page
    columns = (flow.right - _COLUMN, flow.right)
    page.text(columns[0], y + _LABEL.baseline, say.t(N_("until now")), _LABEL, "r")
    page.text(columns[1], y + _LABEL.baseline, say.t(N_("from then on")), _LABEL, "r")
    y += _LABEL.line + 0.6
    page.line(flow.left, y, flow.right, y, HEAD_RULE)
    for label, before, after in (
        (say.t(N_("Plan")), say.name(paper.before.plan), say.name(paper.after.plan)),
        (say.t(N_("Seats")), str(paper.before.seats), str(paper.after.seats)),
        (say.t(N_("Fee a month")), _fee(say, paper.before), _fee(say, paper.after)),
    ):
        y += 0.8
        page.text(flow.left, y + _TEXT.baseline, label, _TEXT)
        page.text(columns[0], y + _TEXT.baseline, before, _TEXT, "r")
        page.text(columns[1], y + _TEXT.baseline, after, _STRONG, "r")
        y += _TEXT.line
    page.line(flow.left, y + 0.8, flow.right, y + 0.8, HEAD_RULE)
    return y + 2.6


def _fee(say: Speech, offer: Offer) -> str:
    return f"{say.money(offer.fee_minor)} {say.currency_name}"


def _signature(flow: Flow, say: Speech) -> None:
    page, at = flow.page, flow.right - 70.0
    y = paragraph(page, at, flow.y, 70.0, say.stacked.t(N_("With kind regards")), _TEXT)
    y += 12.0
    page.line(at, y, flow.right, y, HEAD_RULE)
    flow.y = paragraph(page, at, y + 1.0, 70.0, say.stacked.t(N_("for the hub")), _LABEL)
