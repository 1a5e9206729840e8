"""The day of one room as a strip, with the present moment.

    paint_strip(canvas, pair, sheet, day, room, now)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPen

from hubdesk.booking.doors import DoorDate, DoorRoom, HouseDay
from hubdesk.ui.kiosk.canvas import Canvas
from hubdesk.ui.kiosk.sheet import LEFT, Sheet
from hubdesk.ui.kiosk.wording import Pair
from hubdesk.words.catalogue import Words

#: Minutes of the day shown for rooms that never close.
_FROM, _TO = 7 * 60, 22 * 60
_HEIGHT = 60


@dataclass(frozen=True, slots=True)
class _Scale:
    """Minutes of the day to pixels of the sheet."""

    day: HouseDay
    from_minute: int
    to_minute: int
    width: float

    def x(self, moment: datetime) -> float:
        local = moment.astimezone(self.day.zone)
        days = (local.date() - self.day.day).days
        return self.at(days * 24 * 60 + local.hour * 60 + local.minute)

    def at(self, minute: float) -> float:
        part = (minute - self.from_minute) / (self.to_minute - self.from_minute)
        return LEFT + min(1.0, max(0.0, part)) * self.width


def paint_strip(
    canvas: Canvas, pair: Pair, sheet: Sheet, day: HouseDay, room: DoorRoom, now: datetime
) -> None:
    """Hours, what holds the room, when it is closed, and now."""
    opens, closes = (room.opens, room.closes) if room.closes - room.opens < 1440 else (_FROM, _TO)
    first, last = min(opens, _FROM) // 60 * 60, -(-max(closes, _TO) // 60) * 60
    scale = _Scale(day, first, last, sheet.width - 2 * LEFT)
    top = sheet.height - 236
    canvas.box(LEFT, top, scale.width, _HEIGHT, "surface", "line", radius=4)
    for minute in range(first, last + 1, 60):
        x = scale.at(minute)
        if first < minute < last:
            canvas.painter.fillRect(canvas.rect(x, top + 1, 1, _HEIGHT - 2), canvas.colour("line"))
        if (minute - first) % 120 == 0 and minute < last:
            canvas.text(pair.first.hour(minute // 60), x, top + _HEIGHT + 4, 120, 19, tone="muted")
    closed = [(scale.at(first), scale.at(opens)), (scale.at(closes), scale.at(last))]
    closed += [(scale.x(starts), scale.x(ends)) for starts, ends, _ in day.closed.get(room.id, ())]
    for left, right in closed:
        _hatch(canvas, left, right, top)
    for date in day.dates.get(room.id, ()):
        _block(canvas, pair.first, scale, date, top, over=date.ends_at <= now)
    _now(canvas, pair.first, scale, now, top, sheet)


def _hatch(canvas: Canvas, left: float, right: float, top: float) -> None:
    if right - left < 2:
        return
    painter = canvas.painter
    place = canvas.rect(left, top, right - left, _HEIGHT)
    painter.save()
    painter.setClipRect(place)
    painter.fillRect(place, canvas.colour("hatch_ground"))
    painter.setPen(QPen(canvas.colour("hatch"), 1.5 * canvas.scale))
    step = 12 * canvas.scale
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QLineF(x, place.bottom(), x + place.height(), place.top()))
        x += step
    painter.restore()


def _block(
    canvas: Canvas, words: Words, scale: _Scale, date: DoorDate, top: float, *, over: bool
) -> None:
    left, right = scale.x(date.starts_at), scale.x(date.ends_at)
    width = right - left
    if width < 3:
        return
    canvas.painter.save()
    canvas.painter.setOpacity(0.55 if over else 1.0)
    held = date.status == "held"
    if date.hue < 0:
        fill, edge = canvas.colour("sunken"), canvas.colour("line_strong")
        bar, ink, text = canvas.colour("muted"), canvas.colour("text"), words.t("Private")
    else:
        hue = canvas.theme.hue(date.hue)
        fill, edge, bar, ink, text = hue.fill, hue.edge, hue.bar, hue.ink, date.org
    canvas.box(left, top + 5, width, _HEIGHT - 10, fill, bar if held else edge, radius=4,
               dashed=held)  # fmt: skip
    canvas.painter.fillRect(canvas.rect(left, top + 5, 6, _HEIGHT - 10), bar)
    if canvas.width(text, 20, 700) <= width - 20:
        canvas.text(text, left + 14, top, width - 18, 20, weight=700, tone=ink, height=_HEIGHT)
    canvas.painter.restore()


def _now(
    canvas: Canvas, words: Words, scale: _Scale, now: datetime, top: float, sheet: Sheet
) -> None:
    x = scale.x(now)
    canvas.painter.fillRect(canvas.rect(x - 1.5, top - 4, 3, _HEIGHT + 10), canvas.colour("now"))
    left = min(max(LEFT, x - 36), sheet.width - LEFT - 72)
    canvas.box(left, top - 32, 72, 28, "now", radius=14)
    text = words.time(now).removesuffix(" น.")
    canvas.text(text, left, top - 32, 72, 19, weight=700, tone="background", align="centre",
                height=28)  # fmt: skip
