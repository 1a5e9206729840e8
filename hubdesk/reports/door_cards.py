"""A card for each room's door: its name in large type and its week, one upright page a room.

Prints a :class:`~hubdesk.booking.wall.WallPaper` and computes nothing; no title is in it.

    pdf = draw(paper, PaperOptions("th+en"))
"""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.booking.wall import WallBar, WallDay, WallPaper, WallRoom
from hubdesk.reports.base import draw_foot, geometry_of, paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HAIR, HEAD_RULE
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.styles import FILL, HAIRLINE, INK, MUTED, Style
from hubdesk.reports.pdf.text import wrap
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.reports.wall_marks import day_strip, fitting, foot_lines, said

_NAME = Style("bold", 34, INK, 18.0)
_NAME_SECOND = Style("semibold", 18, INK, 10.0)
_FACT = Style("regular", 12, MUTED, 6.6)
_WEEK = Style("semibold", 11, INK, 6.2)
_DAY = Style("semibold", 11, INK, 6.0)
_DATE = Style("regular", 8.5, MUTED, 4.8)
_TIMES = Style("regular", 10.5, INK, 5.6)
_WHO = Style("semibold", 10.5, INK, 5.6)
_REMARK = Style("regular", 9, MUTED, 5.6)
_DAYS_WIDE, _TIMES_WIDE = 34.0, 28.0
_LOCK = 3.0


def draw(paper: WallPaper, options: PaperOptions) -> bytes:
    """The cards as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options)
    flow = Flow(geometry, lambda _page, _number: geometry.top)
    for number, room in enumerate(paper.rooms):
        if number:
            flow.new_page()
        _card(flow, say, paper, room)
    if not paper.rooms:
        flow.y = paragraph(flow.page, flow.left, flow.y, 120.0, say.t("No room yet."), _FACT)
    draw_foot(flow.pages, geometry, "", say, foot_lines(say, paper))
    title = f"{say.t('Door cards')} {say.period(paper.days[0].day, paper.days[-1].day)}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed_at))


def _card(flow: Flow, say: Speech, paper: WallPaper, room: WallRoom) -> None:
    geometry = flow.geometry
    y = _head(flow.page, geometry, say, paper, room)
    for day in paper.days:
        bars = [bar for bar in paper.bars if (bar.room, bar.day) == (room.code, day.day)]
        height = max(_DAY.line + _DATE.line, (max(len(bars), 1) * _TIMES.line)) + 5.4
        flow.y = y
        flow.need(height)
        y = flow.y
        _day(flow.page, geometry, say, paper, (day, bars), y)
        y += height
        flow.page.line(geometry.left, y, geometry.right, y, HAIR, HAIRLINE)
    flow.y = y


def _head(page: Page, geometry: Geometry, say: Speech, paper: WallPaper, room: WallRoom) -> float:
    left, wide = geometry.left, geometry.text_width
    main, second = say.pair(room.name)
    y = paragraph(page, left, geometry.top, wide, main, _NAME)
    if second:
        y = paragraph(page, left, y, wide, second, _NAME_SECOND)
    facts = [say.name(room.floor)] if room.floor else []
    if room.capacity:
        facts.append(say.n("{n} person", "{n} people", room.capacity))
    if room.joins:
        rooms = ", ".join(map(say.first.name, room.joins))
        facts.append(say.first.t("with {rooms}", rooms=rooms))
    y = paragraph(page, left, y, wide, " · ".join(facts) or room.code, _FACT) + 4.0
    week = say.period(paper.days[0].day, paper.days[-1].day)
    y = paragraph(page, left, y, wide, f"{say.name(paper.house)} · {week}", _WEEK) + 1.0
    page.line(left, y, geometry.right, y, HEAD_RULE)
    return y


def _day(
    page: Page,
    geometry: Geometry,
    say: Speech,
    paper: WallPaper,
    of_day: tuple[WallDay, Sequence[WallBar]],
    y: float,
) -> None:
    day, bars = of_day
    left = geometry.left
    weekday = say.first.words[0].weekday(day.day)
    page.text(left, y + 1.6 + _DAY.baseline, weekday, _DAY)
    page.text(left, y + 1.6 + _DAY.line + _DATE.baseline, say.day(day.day), _DATE)
    x, wide = left + _DAYS_WIDE, geometry.text_width - _DAYS_WIDE
    if day.closed:
        text = f"{say.first.t('wall|closed')} · {say.first.name(day.closed)}"
        page.box(x, y + 1.2, wide, _DAY.line + _DATE.line, fill=FILL)
        page.text(x + 2.0, y + 2.6 + _WHO.baseline, wrap(text, _WHO, wide - 4.0)[0], _WHO)
        return
    day_strip(page, (x, y + 1.6, wide), paper, bars)
    at = y + 4.8
    for bar in bars:
        _bar(page, (x, at, wide), say, bar)
        at += _TIMES.line
    if not bars:
        page.text(x, at + _REMARK.baseline, say.first.t("wall|free all day"), _REMARK)


def _bar(page: Page, place: tuple[float, float, float], say: Speech, bar: WallBar) -> None:
    x, y, wide = place
    times, who, remark = said(say, bar)
    page.text(x, y + _TIMES.baseline, times, _TIMES)
    end, x = x + wide, x + _TIMES_WIDE
    x += page.text(x, y + _WHO.baseline, fitting(who, _WHO, end - x), _WHO) + 2.0
    if bar.kind == "private":
        page.lock(x, y + 1.2, _LOCK)
        x += _LOCK + 1.5
    if remark:
        page.text(x, y + _REMARK.baseline, fitting(remark, _REMARK, end - x), _REMARK)
