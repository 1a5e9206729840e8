"""The monthly statement: what an organisation pays, and how anybody can check it.

Page one demands the money: balance, shares, direct charges, room use, tax, total.  The worksheet
after it holds every figure of the house that the shares were made of.  Prints a
:class:`~hubdesk.month.papers.StatementPaper` and computes nothing.

    pdf = draw(paper, PaperOptions("th+en"))
"""

from __future__ import annotations

from hubdesk.month.papers import StatementPaper
from hubdesk.reports.base import draw_foot, geometry_of, printed_lines
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.reports.statement import closing, front, lines, worksheet


def draw(paper: StatementPaper, options: PaperOptions) -> bytes:
    """The statement as PDF; equal input gives equal bytes."""
    say = Speech(options, paper.currency)
    geometry = geometry_of(options)
    opening = front.Front(say, paper)
    flow = Flow(geometry, opening.begin_page)
    lines.balance(flow, say, paper)
    lines.pools(flow, say, paper)
    lines.direct(flow, say, paper)
    lines.usage(flow, say, paper)
    closing.draw(flow, say, paper)
    worksheet.draw(flow, say, paper)
    strong, foot = printed_lines(say, paper.printed)
    draw_foot(flow.pages, geometry, paper.number, say, foot, strong)
    title = " ".join(
        part for part in (front.title(say, paper), paper.number, paper.party.code) if part
    )
    meta = Meta(f"{title} {say.month(paper.month)}", options.languages[0], paper.printed.at)
    return write(flow.pages, meta)
