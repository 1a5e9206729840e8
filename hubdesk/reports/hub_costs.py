"""The month's cost report of the whole house: matrix, chart, and the way from bills to invoices.

Lies on its side.  More pools than the sheet is wide go on in further parts with the names
repeated; sums, last month, chart and reconciliation stay together on the last page.  Prints a
:class:`~hubdesk.month.papers.HubCostsPaper` and computes nothing.

    pdf = draw(paper, PaperOptions("th"))
"""

from __future__ import annotations

from hubdesk.month.papers import HubCostsPaper
from hubdesk.reports.base import draw_foot, geometry_of, paragraph, printed_lines
from hubdesk.reports.hub_matrix import HubMatrix
from hubdesk.reports.hub_summary import paint_summary
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import BAND_RULE, HEAD_RULE
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.image import read_picture
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import ACCENT, INK, MUTED, Style
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.words.catalogue import N_

_TITLE = Style("bold", 15.5, ACCENT, 8.6)
_TITLE_SECOND = Style("semibold", 10, ACCENT, 5.4)
_CONTEXT = Style("regular", 7.6, MUTED, 4.1)
_KEY_LABEL = Style("regular", 7.2, MUTED, 3.7)
_KEY = Style("bold", 12.5, INK, 6.6)
_RUNNING = Style("semibold", 9.2, INK, 5.2)
_LOGO = 11.6
_ROUNDING = N_("rounding: down to the smallest unit, largest remainders first, ties by code")
_KEY_GUTTER = 9.0


def draw(paper: HubCostsPaper, options: PaperOptions) -> bytes:
    """The report as PDF; equal input gives equal bytes."""
    say = Speech(options, paper.currency)
    geometry = geometry_of(options, landscape=True)
    title = _title(say, paper)

    def begin(page: Page, number: int) -> float:
        if number == 1:
            return _head(page, geometry, say, paper)
        page.text(geometry.left, geometry.top + _RUNNING.baseline, title, _RUNNING)
        end = geometry.top + _RUNNING.line + 0.6
        page.line(geometry.left, end, geometry.right, end, HEAD_RULE)
        return end + 1.2

    flow = Flow(geometry, begin)
    matrix = HubMatrix(flow, say, paper)
    summary, height = flow.sketched(lambda scratch: paint_summary(scratch, say, paper))
    matrix.draw(height)
    flow.put(summary, height)
    strong, foot = printed_lines(say, paper.printed, _ROUNDING)
    draw_foot(flow.pages, geometry, _title(say.first, paper), say, foot, strong)
    meta = Meta(title, options.languages[0], paper.printed.at)
    return write(flow.pages, meta)


def _title(say: Speech, paper: HubCostsPaper) -> str:
    return say.t("Shared costs report {month}", month=paper.month)


def _head(page: Page, geometry: Geometry, say: Speech, paper: HubCostsPaper) -> float:
    left, top = geometry.left, geometry.top + 0.6
    picture = read_picture(paper.letterhead.logo)
    if picture is not None:
        page.picture(left, top, _LOGO * 1.6, _LOGO, picture)
        left += min(_LOGO * 1.6, _LOGO * picture.width / picture.height) + 3.4
    keys = _keys(page, geometry, say, paper, top)
    room = keys - left - 6.0
    y = paragraph(page, left, top - 0.8, room, _title(say.first, paper), _TITLE)
    if say.second is not None:
        y = paragraph(page, left, y, room, _title(say.second, paper), _TITLE_SECOND)
    state = say.name(paper.letterhead.name)
    if paper.printed.state == "locked" and paper.printed.closed_on is not None:
        closed = say.t("month closed and locked {day}", day=paper.printed.closed_on)
        state = f"{state} · {closed}"
    context = f"{state} · {say.t('amounts in {currency}', currency=True)}"
    y = paragraph(page, left, y, room, context, _CONTEXT)
    end = max(y, top + 14.0) + 2.0
    page.line(geometry.left, end, geometry.right, end, BAND_RULE)
    return end + 0.8


def _keys(page: Page, geometry: Geometry, say: Speech, paper: HubCostsPaper, top: float) -> float:
    """The three figures of the month at the right; returns where they begin."""
    sums = paper.reconciliation
    total = paper.difference.total_minor if paper.difference else None
    allocable = paper.allocable_difference_minor
    count = str(len(paper.rows))
    grown = paper.organisations_difference
    counted = None if grown is None else f"{grown:+d}".replace("-", "−") if grown else "0"
    keys = [
        (say.stacked.t("Organisations"), count, counted),
        (say.stacked.t("Charged in all"), say.money(sums.total_minor), _signed(say, total)),
        (say.stacked.t("Cost shared"), say.money(sums.allocable_minor), _signed(say, allocable)),
    ]
    right = geometry.right
    for label, value, change in keys:
        y = top - 0.6
        lines = label.split("\n")
        for line in lines:
            page.text(right, y + _KEY_LABEL.baseline, line, _KEY_LABEL, "r")
            y += _KEY_LABEL.line
        page.text(right, y + _KEY.baseline, value, _KEY, "r")
        y += _KEY.line
        note = ""
        if change is not None and paper.previous_month is not None:
            month = say.first.short_month(paper.previous_month)
            note = say.first.t("{change} from {month}", change=change, month=month)
            page.text(right, y + _KEY_LABEL.baseline, note, _KEY_LABEL, "r")
        widest = max(
            width(value, _KEY), width(note, _KEY_LABEL), *(width(one, _KEY_LABEL) for one in lines)
        )
        right -= widest + _KEY_GUTTER
    return right + _KEY_GUTTER


def _signed(say: Speech, minor: int | None) -> str | None:
    return None if minor is None else say.difference(minor)
