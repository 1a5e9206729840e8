"""The plans of the floors on paper: rooms with their people, desks with whose they are.

One lying page for each floor.  Prints a :class:`~hubdesk.booking.plan_paper.FloorPlansPaper` and
computes nothing.

    pdf = draw(paper, PaperOptions("th", paper="a3"))
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from hubdesk.booking.plan_paper import FloorPlansPaper, PlanFloor, PlanShape
from hubdesk.reports.base import draw_foot, geometry_of, paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import FILL, HAIRLINE, INK, MUTED, SHADE, WHITE, Style
from hubdesk.reports.pdf.text import wrap
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.reports.wall_marks import fitting, foot_lines

_TITLE = Style("bold", 16, INK, 9.0)
_HOUSE = Style("regular", 7.4, MUTED, 4.2)
_ROOM = Style("semibold", 8.0, INK, 4.2)
_FACT = Style("regular", 6.8, MUTED, 3.6)
_DESK = Style("medium", 6.2, INK, 3.2)
_OWNER = Style("bold", 6.6, INK, 3.2)
_SEATS = Style("regular", 7.4, INK, 4.2)
#: Fill of a shape: a desk that is somebody's is grey and names whose.
_FILLS = {"room": FILL, "desk": WHITE, "area": "0.87 0.88 0.9"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a point of the plan stands on the sheet."""

    left: float
    top: float
    factor: float

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        return self.left + point[0] * self.factor, self.top + point[1] * self.factor


def draw(paper: FloorPlansPaper, options: PaperOptions) -> bytes:
    """The plans as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options, landscape=True)
    flow: Flow | None = None
    for floor in paper.floors:
        begin = partial(_head, say, geometry, paper, floor)
        if flow is None:
            flow = Flow(geometry, begin)
        else:
            flow.begin = begin
            flow.new_page()
        _floor(flow, say, floor)
    if flow is None:
        flow = Flow(geometry, lambda _page, _number: geometry.top)
        flow.y = paragraph(flow.page, flow.left, flow.y, 160.0, say.t("No floor has a plan yet."),
                           _SEATS)  # fmt: skip
    draw_foot(flow.pages, geometry, say.first.t("Floor plan"), say, foot_lines(say, paper))
    title = f"{say.t('Floor plan')} {say.day(paper.day)}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed_at))


def _head(
    say: Speech, geometry: Geometry, paper: FloorPlansPaper, floor: PlanFloor, page: Page,
    _number: int,
) -> float:  # fmt: skip
    half = geometry.text_width * 0.6
    y = paragraph(page, geometry.left, geometry.top, half, say.name(floor.name), _TITLE)
    when = f"{say.first.name(paper.house)} · {say.first.full_day(paper.day)}"
    room = geometry.text_width - half
    paragraph(page, geometry.right, geometry.top + 2.0, room, when, _HOUSE, "r")
    return y + 1.0


def _floor(flow: Flow, say: Speech, floor: PlanFloor) -> None:
    """The whole plan as large as the page allows, in the middle; below it whose desks are."""
    seats = _seats(flow, say, floor)
    room = flow.room - len(seats) * _SEATS.line - 3.0
    factor = min(flow.geometry.text_width / floor.width, room / floor.height)
    left = flow.left + (flow.geometry.text_width - floor.width * factor) / 2
    scale = _Scale(left, flow.y, factor)
    for shape in floor.shapes:
        points = [scale.at(corner) for corner in shape.corners]
        if shape.kind != "label":
            fill = SHADE if shape.org else _FILLS.get(shape.kind, WHITE)
            weight = 0.9 if shape.kind == "room" else 0.5
            ink = HAIRLINE if shape.kind == "area" else INK
            flow.page.polygon(points, fill=fill, weight=weight, ink=ink)
        _caption(flow.page, say, shape, points)
    flow.y += floor.height * factor + 2.0
    for row in seats:
        flow.page.text(flow.left, flow.y + _SEATS.baseline, row, _SEATS)
        flow.y += _SEATS.line


def _caption(page: Page, say: Speech, shape: PlanShape, points: list[tuple[float, float]]) -> None:
    """What stands in a shape, as much as it holds, in its middle."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs) - 0.8, max(ys) - min(ys)
    rows = [
        (text, style) for text, style in _rows(say, shape, wide) if width(text, style) <= wide
    ]
    while rows and sum(style.line for _, style in rows) > high + 0.4:
        rows.pop()
    y = (min(ys) + max(ys)) / 2 - sum(style.line for _, style in rows) / 2
    for text, style in rows:
        page.text((min(xs) + max(xs)) / 2, y + style.baseline, text, style, "c")
        y += style.line


def _rows(say: Speech, shape: PlanShape, wide: float) -> list[tuple[str, Style]]:
    name = say.first.name(shape.name)
    if shape.kind == "desk":
        owner = [(shape.org, _OWNER)] if shape.org else []
        short = shape.code.rpartition("-")[2]
        return [*owner, (shape.code if width(shape.code, _DESK) <= wide else short, _DESK)]
    if shape.kind == "room":
        lines = [(line, _ROOM) for line in wrap(name, _ROOM, wide)[:3]]
        facts = [shape.code] if shape.code != name else []
        if shape.capacity:
            facts.append(say.first.n("{n} person", "{n} people", shape.capacity))
        return [*lines, (fitting(" · ".join(facts), _FACT, wide), _FACT)]
    return [(line, _FACT) for line in wrap(name, _FACT, max(wide, 6.0))[:2]] if name else []


def _seats(flow: Flow, say: Speech, floor: PlanFloor) -> tuple[str, ...]:
    """Which organisation has how many desks, for the codes on the plan."""
    texts = [
        f"{code} {say.first.name(name)} {say.first.n('{n} desk', '{n} desks', count)}"
        for code, name, count in floor.seats
    ]
    return wrap(" · ".join(texts), _SEATS, flow.geometry.text_width) if texts else ()
