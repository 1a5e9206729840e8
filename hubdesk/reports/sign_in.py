"""The sheet that visitors sign: who is expected, and lines for everybody else.

Who is not to be named has a line with the time alone.  Prints a
:class:`~hubdesk.frontdesk.papers.SignInPaper`.

    pdf = draw(paper, PaperOptions("th"))
"""

from __future__ import annotations

from hubdesk.frontdesk.papers import SignInPaper, SignInRow
from hubdesk.reports.base import draw_foot, geometry_of
from hubdesk.reports.counter import BODY, NOTE, STRONG, foot, head
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HEAD_RULE, Cell, Column, Row
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.styles import HEAD
from hubdesk.reports.pdf.table import Table, place
from hubdesk.reports.speech import PaperOptions, Speech, clock_text
from hubdesk.words.catalogue import N_

#: Empty lines below those who are expected, so that the first page is full.
_LEAST_EMPTY = 6
_LINE, _HEAD = 8.6, 10.0
_TIME, _PEOPLE, _CLOCK, _BADGE, _SIGN = 14.0, 11.0, 15.0, 13.0, 32.0


def draw(paper: SignInPaper, options: PaperOptions) -> bytes:
    """The sheet as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options)
    facts = [say.full_day(paper.day)]
    facts.append(say.n("{n} visitor expected", "{n} visitors expected", len(paper.rows)))

    def begin(page: Page, _number: int) -> float:
        return head(page, geometry, say, paper.house, say.t("Sign-in sheet"), facts)

    flow = Flow(geometry, begin)
    _table(flow, say, paper)
    remark = N_("These lines are destroyed after {days} days, as the records are.")
    lines = foot(say, paper.printed_at, paper.printed_by, remark, days=paper.keep_days)
    draw_foot(flow.pages, geometry, "", say, lines)
    title = f"{say.t('Sign-in sheet')} {say.full_day(paper.day)}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed_at))


def _table(flow: Flow, say: Speech, paper: SignInPaper) -> None:
    stack = say.stacked
    rest = flow.geometry.text_width - _TIME - _PEOPLE - 2 * _CLOCK - _BADGE - _SIGN
    columns = (
        Column(_TIME, "l", STRONG),
        Column(rest * 0.56, "l", STRONG),
        Column(rest * 0.44, "l", BODY),
        Column(_PEOPLE, "r", BODY),
        Column(_CLOCK, "l", BODY, inset=2.0),
        Column(_CLOCK, "l", BODY),
        Column(_BADGE, "l", BODY),
        Column(_SIGN, "l", BODY),
    )
    titles = (
        stack.t("Time"),
        stack.t("Name and where from"),
        stack.t("To see"),
        stack.t("People"),
        stack.t("sheet|in"),
        stack.t("sheet|out"),
        stack.t("sheet|badge"),
        stack.t("Signature"),
    )
    fitting = int((flow.room - _HEAD) / _LINE)
    empty = max(_LEAST_EMPTY, fitting - len(paper.rows))
    rows = [_row(say, one) for one in paper.rows]
    rows += [Row(("", "", "", "", "", "", "", ""), least=_LINE) for _ in range(empty)]
    place(flow, Table(columns, (Row(titles, style=HEAD, rule=HEAD_RULE),), rows))


def _row(say: Speech, one: SignInRow) -> Row:
    hidden = not one.name
    whom = " \u00b7 ".join(part for part in (one.org, one.host) if part)
    name = say.t("not to be named") if hidden else one.name
    return Row(
        (
            "" if one.minute is None else clock_text(one.minute),
            Cell(name, style=NOTE if hidden else None, note=one.company, note_style=NOTE,
                 note_below=True),
            whom or say.t("the house itself"),
            str(one.people) if one.people > 1 else "",
            "", "", one.badge, "",
        ),
        least=_LINE,
    )  # fmt: skip
