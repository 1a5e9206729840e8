"""What the counter's two papers share: their head and their foot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hubdesk.kernel.names import Names
from hubdesk.reports.base import paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HEAD_RULE
from hubdesk.reports.pdf.layout import Geometry
from hubdesk.reports.pdf.styles import INK, MUTED, Style
from hubdesk.reports.speech import Speech

HOUSE = Style("regular", 7.4, MUTED, 4.2)
TITLE = Style("bold", 18, INK, 10.0)
FACT = Style("medium", 8.8, INK, 5.0)
BODY = Style("regular", 8.6, INK, 4.6)
STRONG = Style("semibold", 8.6, INK, 4.6)
NOTE = Style("regular", 7.4, MUTED, 4.0)


def head(
    page: Page, geometry: Geometry, say: Speech, house: Names, title: str, facts: Sequence[str]
) -> float:
    """House, title and facts, over a rule; returns where the sheet goes on."""
    left, right, top = geometry.left, geometry.right, geometry.top
    room = geometry.text_width * 0.34
    y = paragraph(page, left, top, geometry.text_width - room, say.name(house), HOUSE)
    y = paragraph(page, left, y, geometry.text_width - room - 4.0, title, TITLE)
    at = top
    for fact in facts:
        at = paragraph(page, right, at, room, fact, FACT, "r")
    end = max(y, at) + 1.2
    page.line(left, end, right, end, HEAD_RULE)
    return end + 1.6


def foot(say: Speech, moment: datetime, person: str, remark: str, **values: object) -> list[str]:
    """When and by whom it was printed, and a remark, in each language."""
    lines = []
    for one in say.each:
        printed = one.t("Printed {moment} by {person}", moment=moment, person=person)
        lines.append(f"{printed} \u00b7 {one.t(remark, **values)}")
    return lines
