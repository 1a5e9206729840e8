"""The head of a document: the house at the left, what it is at the right; and whom it is for.

    y = draw_head(page, geometry, say, letterhead, titles, notes, taxed=True)
"""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.month.papers import Letterhead, Party
from hubdesk.reports.base import paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import BAND_RULE, HEAD_RULE
from hubdesk.reports.pdf.image import read_picture
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import ACCENT, INK, MUTED, Style
from hubdesk.reports.speech import NBSP, Speech
from hubdesk.words.marker import N_

_TITLE = Style("bold", 17, ACCENT, 9.6)
_TITLE_SECOND = Style("semibold", 10.5, ACCENT, 5.8)
_HOUSE = Style("semibold", 12, INK, 6.4)
_LINE = Style("regular", 7.8, MUTED, 4.1)
_NOTE = Style("regular", 7.2, MUTED, 3.7)
_PARTY = Style("semibold", 11, INK, 5.9)
_FACT = Style("semibold", 8.5, INK, 4.7)
_FACT_LABEL = Style("regular", 7.4, MUTED, 4.7)
_RUNNING = Style("semibold", 9.2, INK, 5.2)
_LOGO = 12.6
_FACTS_WIDTH = 84.0


def draw_head(
    page: Page,
    geometry: Geometry,
    say: Speech,
    head: Letterhead,
    title: str,
    notes: Sequence[str] = (),
    *,
    taxed: bool = True,
) -> float:
    """Draw it; where the content may begin.

    Args:
        title: message id of what the paper is.
        notes: small lines under the title, said already.
        taxed: whether the house's tax number is shown.
    """
    room = geometry.text_width * 0.46
    right, top = geometry.right, geometry.top
    under = paragraph(page, right, top, room, say.first.t(title), _TITLE, "r")
    if say.second is not None:
        under = paragraph(page, right, under, room, say.second.t(title), _TITLE_SECOND, "r")
    for note in notes:
        under = paragraph(page, right, under, room, note, _NOTE, "r")
    left = geometry.left
    picture = read_picture(head.logo)
    if picture is not None:
        page.picture(left, top, _LOGO * 1.6, _LOGO, picture)
        left += min(_LOGO * 1.6, _LOGO * picture.width / picture.height) + 3.4
    beside = right - room - 4.0 - left
    y = paragraph(page, left, top - 0.6, beside, say.stacked.name(head.name), _HOUSE)
    for line in _house_lines(say, head, taxed):
        y = paragraph(page, left, y, beside, line, _LINE)
    end = max(y, under, top + (_LOGO if picture else 0.0)) + 2.2
    page.line(geometry.left, end, right, end, BAND_RULE)
    return end + 1.6


def draw_party(
    flow: Flow, say: Speech, party: Party, facts: Sequence[tuple[str, str]], *, taxed: bool = True
) -> None:
    """Whom it is for at the left, and facts (label, value) at the right."""
    page = flow.page
    at = flow.right - _FACTS_WIDTH
    room = at - flow.left - 4.0
    y = paragraph(page, flow.left, flow.y, room, say.t(N_("Organisation")), _NOTE)
    y = paragraph(page, flow.left, y, room, say.stacked.name(party.name), _PARTY)
    if party.address:
        y = paragraph(page, flow.left, y, room, say.stacked.name(party.address), _LINE)
    tax = _tax_line(say, party) if taxed else ""
    if tax:
        y = paragraph(page, flow.left, y, room, tax, _LINE)
    labels = max((width(label, _FACT_LABEL) for label, _ in facts), default=0.0) + 2.4
    end = flow.y
    for label, value in facts:
        page.text(at, end + _FACT.baseline, label, _FACT_LABEL)
        end = paragraph(page, at + labels, end, _FACTS_WIDTH - labels, value, _FACT)
    flow.y = max(y, end) + 2.4


def running_head(page: Page, geometry: Geometry, text: str) -> float:
    """The narrow head of a further page."""
    page.text(geometry.left, geometry.top + _RUNNING.baseline, text, _RUNNING)
    end = geometry.top + _RUNNING.line + 0.6
    page.line(geometry.left, end, geometry.right, end, HEAD_RULE)
    return end + 1.2


def _house_lines(say: Speech, head: Letterhead, taxed: bool) -> list[str]:
    parts = [head.legal_name, head.branch] if taxed else [head.legal_name]
    lines = [" · ".join(say.name(part) for part in parts if part)]
    if head.address:
        lines.append(say.stacked.name(head.address))
    if head.tax_id and taxed:
        lines.append(f"{say.t('Tax ID')} {head.tax_id.replace(' ', NBSP)}")
    lines.append(" · ".join(part for part in (head.phone, head.email) if part))
    return [line for line in lines if line]


def _tax_line(say: Speech, party: Party) -> str:
    parts = []
    if party.tax_id:
        parts.append(f"{say.t('Tax ID')} {party.tax_id.replace(' ', NBSP)}")
    if party.branch:
        parts.append(say.name(party.branch))
    return " · ".join(parts)
