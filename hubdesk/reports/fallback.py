"""The week on paper for the day the computer is down: what is booked, and lines to write on.

Each open day has its rooms over the hours, with room to draw a bar, and numbered lines that are
keyed in when the program is back.  Prints a :class:`~hubdesk.booking.wall.WallPaper` and computes
nothing; no title is in it.

    pdf = draw(paper, PaperOptions("th"))
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hubdesk.booking.wall import WallBar, WallDay, WallPaper, WallRoom
from hubdesk.reports.base import draw_foot, geometry_of, paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HAIR, HEAD_RULE, SUM_RULE, TICK
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import HAIRLINE, HEAD, INK, MUTED, SHADE, WHITE, Style
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.reports.wall_marks import fitting, foot_lines
from hubdesk.words.catalogue import N_

_DAY = Style("bold", 16, INK, 9.0)
_HOW = Style("regular", 7.4, MUTED, 4.2)
_HOUR = Style("regular", 7.0, MUTED, 4.0)
_ROOM = Style("medium", 7.8, INK, 4.2)
_BAR = Style("semibold", 7.0, INK, 4.0)
_LINE_NUMBER = Style("semibold", 8.0, INK, 4.4)
_NAMES, _PITCH, _HOURS_HIGH = 34.0, 5.6, 5.0
_LINE_HIGH, _LINES_LEAST, _LOCK = 7.4, 6, 2.2
_NO, _WHERE, _TIME, _WHO, _KEYED = 9.0, 34.0, 21.0, 40.0, 16.0
_HEADS = (
    N_("fallback|No."), N_("Room"), N_("From"), N_("To"), N_("Organisation"),
    N_("Title, people, phone"), N_("fallback|keyed in"),
)  # fmt: skip
_HOW_TO = N_(
    "Write a booking on the next line and draw it above. When the program is back, key the lines "
    "in under Bookings and tick them here."
)


def draw(paper: WallPaper, options: PaperOptions) -> bytes:
    """The sheets as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options, landscape=True)
    open_days = [day for day in paper.days if not day.closed] or list(paper.days[:1])
    flow: Flow | None = None
    for day in open_days:
        begin = partial(_head, say, geometry, day)
        if flow is None:
            flow = Flow(geometry, begin)
        else:
            flow.begin = begin
            flow.new_page()
        _rooms(flow, say, paper, day)
        _lines(flow, say)
    assert flow is not None
    draw_foot(flow.pages, geometry, say.t("Week on paper"), say, foot_lines(say, paper))
    title = f"{say.t('Week on paper')} {say.period(paper.days[0].day, paper.days[-1].day)}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed_at))


def _head(say: Speech, geometry: Geometry, day: WallDay, page: Page, _number: int) -> float:
    half = geometry.text_width * 0.5
    y = paragraph(page, geometry.left, geometry.top, half, say.first.full_day(day.day), _DAY)
    how = paragraph(page, geometry.right, geometry.top, half - 6.0, say.t(_HOW_TO), _HOW, "r")
    return max(y, how) + 1.0


def _rooms(flow: Flow, say: Speech, paper: WallPaper, day: WallDay) -> None:
    """The rooms over the hours, on as many pages as they take."""
    rooms = list(paper.rooms)
    while rooms:
        fit = max(1, int((flow.room - _HOURS_HIGH) / _PITCH))
        _grid(flow, say, paper, (day, rooms[:fit]))
        rooms = rooms[fit:]
        if rooms:
            flow.new_page()


def _grid(
    flow: Flow, say: Speech, paper: WallPaper, part: tuple[WallDay, Sequence[WallRoom]]
) -> None:
    day, rooms = part
    page, left, right = flow.page, flow.left + _NAMES, flow.right
    span = max(paper.closes - paper.opens, 60)
    top = flow.y + _HOURS_HIGH
    bottom = top + _PITCH * len(rooms)
    for minute in range(paper.opens, paper.closes + 1, 30):
        x = left + (right - left) * (minute - paper.opens) / span
        whole = minute % 60 == 0
        if whole:
            page.text(x, flow.y + 3.6, f"{minute // 60 % 24:02d}", _HOUR, "c")
        page.line(x, top, x, bottom, HAIR, HAIRLINE, () if whole else (0.6, 1.6))
    page.line(flow.left, top, right, top, HEAD_RULE)
    for at, room in enumerate(rooms):
        y = top + at * _PITCH
        name = fitting(say.first.name(room.name), _ROOM, _NAMES - 2.0)
        page.text(flow.left, y + _PITCH / 2 + 0.95, name, _ROOM)
        for bar in paper.bars:
            if (bar.room, bar.day) == (room.code, day.day):
                starts, ends = max(bar.starts, paper.opens), min(bar.ends, paper.closes)
                if starts < ends:
                    x = left + (right - left) * (starts - paper.opens) / span
                    _bar(page, bar, (x, y, (right - left) * (ends - starts) / span))
        page.line(flow.left, y + _PITCH, right, y + _PITCH, HAIR, HAIRLINE)
    flow.y = bottom + 3.0


def _bar(page: Page, bar: WallBar, place: tuple[float, float, float]) -> None:
    x, y, wide = place
    top, high = y + 0.6, _PITCH - 1.2
    if bar.kind == "closed":
        page.hatch(x, top, wide, high, cross=True)
        return
    page.box(x, top, wide, high, fill=SHADE if bar.kind == "internal" else WHITE)
    if bar.kind == "held":
        page.hatch(x, top, wide, high)
    page.box(x, top, wide, high, weight=0.8)
    lock = _LOCK + 0.5 if bar.kind == "private" and wide > 2 * _LOCK else 0.0
    text = fitting(bar.label, _BAR, wide - 1.2 - lock)
    page.text(x + 0.8, y + _PITCH / 2 + 0.85, text, _BAR)
    if lock:
        page.lock(x + 1.2 + width(text, _BAR), y + _PITCH / 2 - 1.2, _LOCK)


def _lines(flow: Flow, say: Speech) -> None:
    """Numbered lines to write on, as many as the page has room for."""
    head = 4.6
    flow.need(head + _LINES_LEAST * _LINE_HIGH)
    wishes = flow.geometry.text_width - _NO - _WHERE - 2 * _TIME - _WHO - _KEYED
    wides = (_NO, _WHERE, _TIME, _TIME, _WHO, wishes, _KEYED)
    x = flow.left
    edges = []
    for msgid, wide in zip(_HEADS, wides, strict=True):
        flow.page.text(x + 0.6, flow.y + HEAD.baseline, say.first.t(msgid), HEAD)
        edges.append(x)
        x += wide
    top = flow.y + head
    flow.page.line(flow.left, top, flow.right, top, SUM_RULE)
    count = max(1, int((flow.geometry.foot - 1.5 - top) / _LINE_HIGH))
    for number in range(1, count + 1):
        y = top + number * _LINE_HIGH
        flow.page.text(flow.left + 0.6, y - 2.2, str(number), _LINE_NUMBER)
        flow.page.box(edges[-1] + 1.0, y - TICK - 1.6, TICK, TICK, weight=HEAD_RULE)
        flow.page.line(flow.left, y, flow.right, y, HAIR, HAIRLINE)
    for edge in edges[1:]:
        flow.page.line(edge - 0.6, top, edge - 0.6, top + count * _LINE_HIGH, HAIR, HAIRLINE)
    flow.y = top + count * _LINE_HIGH
