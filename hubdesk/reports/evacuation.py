"""The evacuation list: who is in the house now, where, and a box to tick for each.

First those who were seen to come in, then those who may be here.  Prints an
:class:`~hubdesk.frontdesk.papers.EvacuationPaper`.

    pdf = draw(paper, PaperOptions("th"))
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from hubdesk.frontdesk.model import GroupInside
from hubdesk.frontdesk.papers import EvacuationPaper
from hubdesk.reports.base import Section, draw_foot, geometry_of, nothing_in, place_section
from hubdesk.reports.counter import BODY, NOTE, STRONG, foot, head
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HEAD_RULE, Cell, Column, Row
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.styles import HEAD
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.words.catalogue import N_

_TICK, _ORG, _PEOPLE, _SINCE = 13.0, 17.0, 15.0, 19.0
_KINDS = {
    "visit": N_("inside|visitor"),
    "booking": N_("inside|booking"),
    "desk": N_("inside|desk"),
}


def draw(paper: EvacuationPaper, options: PaperOptions) -> bytes:
    """The list as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options)
    inside = paper.inside

    def facts() -> list[str]:
        found = [f"{say.full_day(inside.at.date())} {say.clock(inside.at)}"]
        found.append(say.n("{n} person inside", "{n} people inside", inside.people))
        if inside.perhaps:
            found.append(say.n("and perhaps {n} more", "and perhaps {n} more", inside.perhaps))
        if inside.uncounted:
            found.append(say.n(
                "{n} group gave no number", "{n} groups gave no number", inside.uncounted
            ))  # fmt: skip
        return found

    def begin(page: Page, _number: int) -> float:
        return head(page, geometry, say, paper.house, say.t("Evacuation list"), facts())

    flow = Flow(geometry, begin)
    sure = [group for group in inside.groups if group.sure]
    perhaps = [group for group in inside.groups if not group.sure]
    _section(flow, say, Section("1", say.t("Seen to come in")), sure, inside.at.date())
    second = Section("2", say.t("May be here: their time is now"))
    _section(flow, say, second, perhaps, inside.at.date())
    remark = N_("as of the printing; take it along, tick who stands outside, then destroy it")
    lines = foot(say, paper.printed_at, paper.printed_by, remark)
    draw_foot(flow.pages, geometry, "", say, lines)
    title = f"{say.t('Evacuation list')} {say.full_day(inside.at.date())}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed_at))


def _section(
    flow: Flow, say: Speech, section: Section, groups: Sequence[GroupInside], day: date
) -> None:
    if not groups:
        nothing_in(flow, say, section, say.t("Nobody."))
        return
    stack = say.stacked
    rest = flow.geometry.text_width - _TICK - _ORG - _PEOPLE - _SINCE
    columns = (
        Column(_TICK, "c", BODY),
        Column(rest * 0.42, "l", STRONG),
        Column(_ORG, "l", BODY),
        Column(rest * 0.58, "l", BODY),
        Column(_PEOPLE, "r", STRONG),
        Column(_SINCE, "r", BODY),
    )
    titles = (
        stack.t("inside|out"),
        stack.t("Where"),
        stack.t("Code"),
        stack.t("Who"),
        stack.t("People"),
        stack.t("Since"),
    )
    rows = [_row(say, group, day) for group in groups]
    place_section(
        flow, say, section, Table(columns, (Row(titles, style=HEAD, rule=HEAD_RULE),), rows)
    )


def _row(say: Speech, group: GroupInside, today: date) -> Row:
    where, second = say.pair(group.place) if group.place else (say.t("with the host"), "")
    floor = say.name(group.floor) if group.floor else ""
    who = group.what or say.name(group.org_names)
    kind = say.t(_KINDS[group.kind])
    badge = say.t("badge {badge}", badge=group.badge) if group.badge else ""
    note = " \u00b7 ".join(part for part in (kind, badge) if part)
    if group.kind == "visit":
        where, second = say.t("with the host"), ""
        if group.place:
            where = f"{where}: {say.name(group.place)}"
    return Row(
        (
            Cell("", box=True),
            Cell(where, note=" \u00b7 ".join(part for part in (second, floor) if part),
                 note_style=NOTE, note_below=True),
            group.org,
            Cell(who, note=note, note_style=NOTE, note_below=True),
            "?" if group.people is None else str(group.people),
            _since(say, group.since, today),
        ),
        least=6.4,
    )  # fmt: skip


def _since(say: Speech, since: datetime | None, today: date) -> Cell | str:
    """The time, and the day where it is another one: somebody was not seen to leave."""
    if since is None:
        return ""
    if since.date() == today:
        return say.clock(since)
    return Cell(say.clock(since), note=say.day(since.date()), note_style=NOTE, note_below=True)
