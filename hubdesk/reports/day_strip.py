"""The strip of the day sheet: rooms down, hours across, a bar for everything that blocks one.

Meaning never by colour: public bars are grey, internal ones white, set-up time is striped,
closures are cross-hatched, private bookings carry a lock.
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.booking.papers import DayBar, DayRoom, DaySheetPaper
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HAIR, HEAD_RULE, SUM_RULE
from hubdesk.reports.pdf.layout import Geometry
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import HAIRLINE, INK, MUTED, SHADE, WHITE, Style
from hubdesk.reports.pdf.text import wrap
from hubdesk.reports.speech import Speech

#: A strip higher than this stands on the first page only.
STRIP_MOST = 100.0

_HOURS = Style("regular", 7.2, MUTED, 4.4)
_ROOM = Style("medium", 7.8, INK, 4.2)
_CAPACITY = Style("regular", 7.2, MUTED, 4.2)
_NUMBER = Style("bold", 7.6, INK, 4.2)
_TIGHT = Style("bold", 5.8, INK, 4.2)
_LABEL = Style("medium", 7.6, INK, 4.2)
_NAMES, _CAPACITIES = 31.0, 6.0
_PITCH, _PITCH_LEAST = 5.9, 4.3
_HEAD = 5.0
_LOCK = 2.5


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a minute of the day stands on the sheet."""

    left: float
    right: float
    starts: int
    ends: int

    def at(self, minute: int) -> float:
        inside = min(max(minute, self.starts), self.ends)
        return self.left + (self.right - self.left) * (inside - self.starts) / self._span

    @property
    def _span(self) -> int:
        return max(self.ends - self.starts, 60)


def strip_height(paper: DaySheetPaper, geometry: Geometry) -> float:
    """What the strip takes, one line for each room."""
    return _HEAD + _pitch(paper, geometry) * len(paper.rooms) + 2.0


def _pitch(paper: DaySheetPaper, geometry: Geometry) -> float:
    least = geometry.height * 0.3 / max(len(paper.rooms), 1)
    return min(_PITCH, max(_PITCH_LEAST, least))


def paint_strip(
    page: Page, geometry: Geometry, say: Speech, paper: DaySheetPaper, y: float
) -> float:
    """Draw the strip below ``y``; returns where it ends."""
    scale = _Scale(
        geometry.left + _NAMES + _CAPACITIES + 1.5,
        geometry.right - 3.0,
        paper.strip_from,
        paper.strip_to,
    )
    pitch = _pitch(paper, geometry)
    top = y + _HEAD
    bottom = top + pitch * len(paper.rooms)
    for minute in range(paper.strip_from, paper.strip_to + 1, 60):
        x = scale.at(minute)
        page.text(x, y + 3.4, f"{minute // 60 % 24:02d}", _HOURS, "c")
        page.line(x, top, x, bottom, HAIR, HAIRLINE)
    page.line(geometry.left, top, geometry.right, top, HEAD_RULE)
    for index, room in enumerate(paper.rooms):
        under = top + (index + 1) * pitch
        _label(page, geometry, say, room, under - pitch, pitch)
        last = index == len(paper.rooms) - 1
        new_group = not last and paper.rooms[index + 1].group != room.group
        heavy = last or new_group
        ink = INK if heavy else HAIRLINE
        page.line(geometry.left, under, geometry.right, under, SUM_RULE if heavy else HAIR, ink)
        for bar in paper.bars:
            if bar.room == room.code:
                _bar(page, scale, bar, (under - pitch, pitch, scale.at(_free_to(paper, bar))))
    return bottom + 2.0


def _label(
    page: Page, geometry: Geometry, say: Speech, room: DayRoom, y: float, pitch: float
) -> None:
    base = y + pitch / 2 + 0.95
    name = say.first.name(room.name)
    lines = wrap(name, _ROOM, _NAMES - 1.0)
    if len(lines) > 1:
        # Two short lines need less height than a clipped one; more become the room's code.
        name = room.code if width(room.code, _ROOM) < _NAMES else lines[0]
    page.text(geometry.left, base, name, _ROOM)
    if room.capacity:
        right = geometry.left + _NAMES + _CAPACITIES - 1.0
        page.text(right, base, str(room.capacity), _CAPACITY, "r")


def _free_to(paper: DaySheetPaper, bar: DayBar) -> int:
    """Until which minute the line behind a bar is empty."""
    later = (it.starts for it in paper.bars if it.room == bar.room and it.starts >= bar.ends)
    return min(later, default=paper.strip_to)


def _bar(page: Page, scale: _Scale, bar: DayBar, place: tuple[float, float, float]) -> None:
    y, pitch, free_to = place
    left, right = scale.at(bar.starts), scale.at(bar.ends)
    wide, top, high = right - left, y + 0.7, pitch - 1.4
    if wide <= 0:
        return
    if bar.kind == "closed":
        page.hatch(left, top, wide, high, cross=True)
        _closure_label(page, bar, left, y, wide, pitch)
        return
    if bar.kind in ("setup", "held"):
        page.box(left, top, wide, high, fill=WHITE)
        page.hatch(left, top, wide, high)
        page.box(left, top, wide, high, weight=0.4)
        if bar.kind == "setup":
            return
    else:
        page.box(left, top, wide, high, fill=SHADE if bar.kind == "public" else WHITE, weight=1.1)
    _bar_label(page, bar, (left, right, free_to, y + pitch / 2 + 0.95))


def _bar_label(page: Page, bar: DayBar, place: tuple[float, float, float, float]) -> None:
    """Number, organisation and lock, inside if they fit, else as much as does.

    The lock stands behind a bar that is too short for it, where nothing follows at once; the
    list below shows it always.
    """
    left, right, free_to, base = place
    number = str(bar.number) if bar.number else ""
    room = right - left - 2.0
    x = left + 1.0
    if width(number, _NUMBER) > room + 0.8:
        page.text((left + right) / 2, base - 0.25, number, _TIGHT, "c")
        x = right
    else:
        x += page.text(x, base, number, _NUMBER) + 0.8
    if x + width(bar.label, _LABEL) <= right - 1.0:
        x += page.text(x, base, bar.label, _LABEL)
    if bar.private:
        inside = right - _LOCK - 0.6
        if inside >= x:
            page.lock(inside, base - 2.2, _LOCK)
        elif right + _LOCK + 1.0 <= free_to:
            page.lock(right + 0.6, base - 2.2, _LOCK)


def _closure_label(
    page: Page, bar: DayBar, left: float, y: float, wide: float, pitch: float
) -> None:
    text = bar.label
    if not text or width(text, _LABEL) + 3.0 > wide:
        return
    page.box(left + 1.0, y + 1.0, width(text, _LABEL) + 2.0, pitch - 2.0, fill=WHITE)
    page.text(left + 2.0, y + pitch / 2 + 0.95, text, _LABEL)
