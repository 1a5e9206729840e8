"""One room's month for the files: every date with its organisation, and what each used in all.

Prints a :class:`~hubdesk.booking.wall.RoomMonthPaper` and computes nothing.

    pdf = draw(paper, PaperOptions("en"))
"""

from __future__ import annotations

from hubdesk.booking.wall import RoomMonthPaper, RoomUse, RoomUser
from hubdesk.reports.base import (
    Section,
    draw_foot,
    geometry_of,
    nothing_in,
    paragraph,
    place_section,
)
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import BAND_RULE, HEAD_RULE, Cell, Column, Row
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.styles import HEAD, INK, MUTED, STRONG, Style
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import DASH, PaperOptions, Speech, clock_text
from hubdesk.reports.wall_marks import foot_lines
from hubdesk.words.catalogue import N_

_TITLE = Style("bold", 18, INK, 10.0)
_SUB = Style("semibold", 10.5, INK, 5.8)
_HOUSE = Style("regular", 7.4, MUTED, 4.2)
_DAY, _TIMES, _HOURS, _PEOPLE = 33.0, 24.0, 15.0, 14.0
_CODE, _COUNT = 24.0, 22.0
#: State → what is said of it; a date that simply took place says nothing.
_SAID = {"held": N_("held"), "no_show": N_("no-show")}


def draw(paper: RoomMonthPaper, options: PaperOptions) -> bytes:
    """The report as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options)
    flow = Flow(geometry, lambda page, number: _head(page, geometry, say, paper, number))
    _users(flow, say, paper)
    _uses(flow, say, paper)
    label = f"{paper.room.code} · {say.first.month(paper.month)}"
    draw_foot(flow.pages, geometry, label, say, foot_lines(say, paper))
    title = f"{say.name(paper.room.name)} {say.month(paper.month)}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed_at))


def _head(page: Page, geometry: Geometry, say: Speech, paper: RoomMonthPaper, number: int) -> float:
    left, wide = geometry.left, geometry.text_width
    if number > 1:
        text = f"{say.first.name(paper.room.name)} · {say.first.month(paper.month)}"
        return paragraph(page, left, geometry.top, wide, text, _SUB) + 1.0
    facts = [paper.room.code]
    if paper.room.floor:
        facts.append(say.first.name(paper.room.floor))
    if paper.room.capacity:
        facts.append(say.first.n("{n} person", "{n} people", paper.room.capacity))
    y = paragraph(page, left, geometry.top, wide, say.name(paper.house), _HOUSE)
    y = paragraph(page, left, y, wide, say.name(paper.room.name), _TITLE)
    y = paragraph(page, left, y, wide, f"{say.month(paper.month)} · {' · '.join(facts)}", _SUB)
    page.line(left, y + 1.5, geometry.right, y + 1.5, HEAD_RULE)
    return y + 3.0


def _users(flow: Flow, say: Speech, paper: RoomMonthPaper) -> None:
    section = Section("1", say.t("Hours by organisation"))
    if not paper.users:
        nothing_in(flow, say, section, say.t("No bookings in this month."))
        return
    names = flow.geometry.text_width - _CODE - 3 * _COUNT
    columns = (
        Column(_CODE, "l", STRONG), Column(names), Column(_COUNT, "r"), Column(_COUNT, "r"),
        Column(_COUNT, "r"),
    )  # fmt: skip
    stack = say.stacked
    head = Row(
        (stack.t("Code"), stack.t("Organisation"), stack.t("Dates"), stack.t("room month|No-shows"),
         stack.t("Hours")), style=HEAD, rule=HEAD_RULE,
    )  # fmt: skip
    rows = [_user(say, user) for user in paper.users]
    dates = str(sum(user.dates for user in paper.users))
    missed = sum(user.no_shows for user in paper.users)
    rows.append(
        Row(
            (say.t("Total"), None, dates, str(missed) if missed else DASH,
             say.hours(paper.minutes)),
            style=STRONG, above_rule=BAND_RULE,
        )
    )  # fmt: skip
    place_section(flow, say, section, Table(columns, (head,), rows))


def _user(say: Speech, user: RoomUser) -> Row:
    main, second = say.pair(user.name)
    missed = str(user.no_shows) if user.no_shows else DASH
    name = Cell(main, note=second)
    return Row((user.org, name, str(user.dates), missed, say.hours(user.minutes)))


def _uses(flow: Flow, say: Speech, paper: RoomMonthPaper) -> None:
    section = Section("2", say.t("All dates"))
    if not paper.uses:
        return
    titles = flow.geometry.text_width - _DAY - _TIMES - _CODE - _PEOPLE - _HOURS
    columns = (
        Column(_DAY), Column(_TIMES), Column(_CODE, "l", STRONG), Column(titles, inset=1.0),
        Column(_PEOPLE, "r"), Column(_HOURS, "r"),
    )  # fmt: skip
    stack = say.stacked
    head = Row(
        (stack.t("Day"), stack.t("Time"), stack.t("Organisation"), stack.t("Title"),
         stack.t("People"), stack.t("Hours")), style=HEAD, rule=HEAD_RULE,
    )  # fmt: skip
    rows = []
    last = None
    for use in paper.uses:
        rows.append(_use(say, use, say.weekday_day(use.day) if use.day != last else ""))
        last = use.day
    place_section(flow, say, section, Table(columns, (head,), rows))


def _use(say: Speech, use: RoomUse, day: str) -> Row:
    times = f"{clock_text(use.starts)}{DASH}{clock_text(use.ends)}"
    text = say.t("private title") if use.private else use.title
    note = say.t(_SAID[use.status]) if use.status in _SAID else ""
    people = str(use.people) if use.people else ""
    return Row((day, times, use.org, Cell(text, note=note), people,
                say.hours(use.minutes)))  # fmt: skip
