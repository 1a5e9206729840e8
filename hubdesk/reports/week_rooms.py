"""All rooms of a week on one sheet for the wall, lying; A3 has room for twice as many.

A cell has a bar over the hours and a line for each date; a row is as high as its fullest cell
needs, up to a limit; what is beyond it is a note, printed in full below.  Prints a
:class:`~hubdesk.booking.wall.WallPaper` and computes nothing.

    pdf = draw(paper, PaperOptions("th", paper="a3"))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from hubdesk.booking.wall import WallBar, WallDay, WallPaper, WallRoom
from hubdesk.kernel.month import Month
from hubdesk.reports.base import draw_foot, geometry_of, paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HAIR, HEAD_RULE
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.styles import FILL, HAIRLINE, INK, MUTED, WHITE, Style
from hubdesk.reports.pdf.text import wrap
from hubdesk.reports.speech import PaperOptions, Speech, clock_text
from hubdesk.reports.wall_marks import (
    STRIP,
    TIMES,
    WHO,
    day_strip,
    fitting,
    foot_lines,
    legend,
    line,
    said,
)

_TITLE = Style("bold", 17, INK, 9.5)
_TITLE_SECOND = Style("semibold", 10, INK, 5.4)
_HOUSE = Style("regular", 7.2, MUTED, 4.0)
_DAY = Style("semibold", 8.5, WHITE, 4.8)
_ROOM = Style("semibold", 8.5, INK, 4.6)
_FACT = Style("regular", 7.0, MUTED, 3.8)
_SHUT = Style("semibold", 7.4, INK, 4.2)
_NOTE = Style("regular", 7.2, INK, 4.0)
_ROOMS_WIDE, _SHUT_WIDE = 31.0, 14.0
_BAND = 6.6
_LINES_MOST = 6
#: A date's line takes as much; a wide cell sets two of them side by side.
_LINE_WIDE = 23.0
_AIR = 1.6
_PAD = 1.2
#: Kept free for notes; more of them go on a page of their own.
_NOTES = 9.0


@dataclass(slots=True)
class _Sheet:
    """What one drawing knows; ``notes`` fill while cells are drawn."""

    say: Speech
    paper: WallPaper
    geometry: Geometry
    bars: dict[tuple[str, object], list[WallBar]]
    lefts: list[float]
    notes: list[str] = field(default_factory=list)

    @property
    def beside(self) -> int:
        """How many dates stand side by side in a cell."""
        edges = zip(self.lefts, self.lefts[1:], strict=False)
        widest = max(right - left for left, right in edges)
        return max(1, int((widest - 2 * _PAD) / _LINE_WIDE))


def draw(paper: WallPaper, options: PaperOptions) -> bytes:
    """The sheet as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options, landscape=True)
    flow = Flow(geometry, lambda page, _number: _head(page, geometry, say, paper))
    bars: dict[tuple[str, object], list[WallBar]] = defaultdict(list)
    for bar in paper.bars:
        bars[bar.room, bar.day].append(bar)
    sheet = _Sheet(say, paper, geometry, bars, _lefts(paper, geometry))
    pages = _pages_of(sheet, flow.full_room - _BAND - _NOTES)
    for number, rooms in enumerate(pages):
        if number:
            flow.new_page()
        _table(flow, sheet, rooms)
        _notes(flow, sheet)
    if not paper.rooms:
        flow.y = paragraph(flow.page, flow.left, flow.y + 4.0, 120.0, say.t("No room yet."), _NOTE)
    draw_foot(flow.pages, geometry, "", say, foot_lines(say, paper))
    title = f"{say.t('Rooms of the week')} {say.period(paper.days[0].day, paper.days[-1].day)}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed_at))


def _lefts(paper: WallPaper, geometry: Geometry) -> list[float]:
    """Left edges of the days and the right end: a day that is closed all day is narrow."""
    shut = sum(bool(day.closed) for day in paper.days)
    wide = geometry.text_width - _ROOMS_WIDE - shut * _SHUT_WIDE
    each = wide / max(len(paper.days) - shut, 1)
    edges = [geometry.left + _ROOMS_WIDE]
    for day in paper.days:
        edges.append(edges[-1] + (_SHUT_WIDE if day.closed else each))
    return edges


def _pages_of(sheet: _Sheet, room: float) -> list[list[WallRoom]]:
    """The rooms of each page."""
    pages: list[list[WallRoom]] = []
    left = 0.0
    for wall_room in sheet.paper.rooms:
        high = _height(sheet, wall_room)
        if high > left:
            pages.append([])
            left = room
        pages[-1].append(wall_room)
        left -= high
    return pages


def _height(sheet: _Sheet, room: WallRoom) -> float:
    """What the row of a room takes: its name and facts, or its fullest cell."""
    name = len(wrap(sheet.say.first.name(room.name), _ROOM, _ROOMS_WIDE - 2 * _PAD)[:2])
    label = name * _ROOM.line + len(_facts(sheet.say, room)[:1]) * _FACT.line
    fullest = max(len(sheet.bars.get((room.code, day.day), ())) for day in sheet.paper.days)
    lines = min(-(-fullest // sheet.beside), _LINES_MOST)
    return max(label, STRIP + lines * TIMES.line) + _AIR


def _head(page: Page, geometry: Geometry, say: Speech, paper: WallPaper) -> float:
    left, right, top = geometry.left, geometry.right, geometry.top
    first, last = paper.days[0].day, paper.days[-1].day
    wide = geometry.text_width * 0.55
    y = paragraph(page, left, top, wide, say.first.period(first, last), _TITLE)
    if say.second is not None:
        y = paragraph(page, left, y, wide, say.second.period(first, last), _TITLE_SECOND)
    hours = say.first.t(
        "all rooms, {opens} to {closes}",
        opens=clock_text(paper.opens),
        closes=clock_text(paper.closes),
    )
    house = f"{say.first.name(paper.house)} · {hours}"
    paragraph(page, right, top, geometry.text_width - wide, house, _HOUSE, "r")
    legend(page, right, y - 4.6, say)
    return y + 1.6


def _table(flow: Flow, sheet: _Sheet, rooms: Sequence[WallRoom]) -> None:
    page, left, right = flow.page, flow.left, flow.right
    page.box(left, flow.y, right - left, _BAND, fill=INK)
    for day, x, end in zip(sheet.paper.days, sheet.lefts, sheet.lefts[1:], strict=False):
        text = _day_text(sheet.say.first, day, end - x)
        page.text(x + _PAD, flow.y + _BAND / 2 + 1.0, text, _DAY)
    top = flow.y + _BAND
    y = top
    for at, room in enumerate(rooms):
        high = _height(sheet, room)
        page.box(left, y, _ROOMS_WIDE, high, fill=FILL)
        _room(page, sheet.say, room, left + _PAD, y, y + high)
        for day, x, end in zip(sheet.paper.days, sheet.lefts, sheet.lefts[1:], strict=False):
            if not day.closed:
                _cell(page, sheet, room, day, (x + _PAD, y + 0.9, end - x - 2 * _PAD))
        y += high
        same_floor = at + 1 < len(rooms) and rooms[at + 1].floor == room.floor
        weight, ink = (HAIR, HAIRLINE) if same_floor else (HEAD_RULE, INK)
        page.line(left, y, right, y, weight, ink)
    bottom = y
    for day, x, end in zip(sheet.paper.days, sheet.lefts, sheet.lefts[1:], strict=False):
        if day.closed:
            page.box(x, top, end - x, bottom - top, fill=FILL)
            _shut(page, sheet.say, day, (x, top, end - x, bottom - top))
        page.line(x, top, x, bottom, HAIR, HAIRLINE)
    page.line(right, top, right, bottom, HAIR, HAIRLINE)
    flow.y = bottom


def _day_text(say: Speech, day: WallDay, room: float) -> str:
    weekday = say.words[0].weekday(day.day, short=True)
    short = f"{weekday} {day.day.day}"
    return short if room <= _SHUT_WIDE else f"{short} {say.short_month(Month.of(day.day))}"


def _room(page: Page, say: Speech, room: WallRoom, x: float, y: float, end: float) -> None:
    """Name, floor and people; what it can be joined with where the row has a line left."""
    wide = _ROOMS_WIDE - 2 * _PAD
    y += 0.6
    for text in wrap(say.first.name(room.name), _ROOM, wide)[:2]:
        page.text(x, y + _ROOM.baseline, text, _ROOM)
        y += _ROOM.line
    for text in _facts(say, room):
        if y + _FACT.line > end:
            return
        page.text(x, y + _FACT.baseline, fitting(text, _FACT, wide), _FACT)
        y += _FACT.line


def _facts(say: Speech, room: WallRoom) -> list[str]:
    facts = [say.first.name(room.floor)] if room.floor else []
    if room.capacity:
        facts.append(say.first.n("{n} person", "{n} people", room.capacity))
    rows = [" · ".join(facts)] if facts else []
    if room.joins:
        rows.append(say.first.t("with {rooms}", rooms=", ".join(map(say.first.name, room.joins))))
    return rows


def _cell(
    page: Page,
    sheet: _Sheet,
    room: WallRoom,
    day: WallDay,
    place: tuple[float, float, float],
) -> None:
    x, y, wide = place
    bars = sheet.bars.get((room.code, day.day), [])
    day_strip(page, (x, y, wide), sheet.paper, bars)
    y += STRIP + 0.6
    most = _LINES_MOST * sheet.beside
    shown = bars if len(bars) <= most else bars[: most - sheet.beside]
    # A date alone in its line has the whole width for its remark.
    each = wide / min(sheet.beside, max(len(shown), 1))
    for at, bar in enumerate(shown):
        row, column = divmod(at, sheet.beside)
        line(page, x + column * each, y + row * TIMES.line, each - 0.6, sheet.say, bar)
    y += -(-len(shown) // sheet.beside) * TIMES.line
    rest = bars[len(shown) :]
    if rest:
        number = len(sheet.notes) + 1
        sheet.notes.append(_note(sheet.say, number, room, day, rest))
        text = sheet.say.first.t("+ {n} more: note {number}", n=len(rest), number=number)
        page.text(x, y + WHO.baseline, text, WHO)


def _note(say: Speech, number: int, room: WallRoom, day: WallDay, bars: Sequence[WallBar]) -> str:
    texts = [" ".join(part for part in said(say, bar) if part) for bar in bars]
    head = f"{number}) {say.first.name(room.name)}, {say.first.weekday_day(day.day)}:"
    return f"{head} {', '.join(texts)}"


def _notes(flow: Flow, sheet: _Sheet) -> None:
    """The notes of this page in full, going on over the next where there are many."""
    flow.y += 1.2
    for text in sheet.notes:
        for row in wrap(text, _NOTE, flow.geometry.text_width):
            flow.need(_NOTE.line)
            flow.page.text(flow.left, flow.y + _NOTE.baseline, row, _NOTE)
            flow.y += _NOTE.line
    sheet.notes.clear()


def _shut(page: Page, say: Speech, day: WallDay, place: tuple[float, float, float, float]) -> None:
    """Why the house is closed, word under word in the narrow column."""
    x, y, wide, high = place
    text = f"{say.first.t('wall|closed')} {say.first.name(day.closed)}"
    rows = wrap(text, _SHUT, wide - 2.0)
    y += max(2.0, (high - len(rows) * _SHUT.line) / 2)
    for row in rows:
        page.text(x + wide / 2, y + _SHUT.baseline, row, _SHUT, "c")
        y += _SHUT.line
