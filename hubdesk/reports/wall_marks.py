"""What the sheets for walls share: a bar over the hours of a day, and a line that says who.

Meaning never by colour: internal use is grey, private is an outline with a lock, held is striped,
closed is cross-hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from hubdesk.booking.wall import WallBar, WallPaper
from hubdesk.kernel.weektime import DAY_MINUTES
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HAIR
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import HAIRLINE, INK, MUTED, SHADE, WHITE, Style
from hubdesk.reports.pdf.text import LONGEST_WORD
from hubdesk.reports.speech import DASH, Speech, clock_text
from hubdesk.words.catalogue import N_

TIMES = Style("regular", 7.4, INK, 4.2)
WHO = Style("semibold", 7.4, INK, 4.2)
QUIET = Style("regular", 7.4, MUTED, 4.2)
LEGEND = Style("regular", 6.8, MUTED, 3.8)
_KINDS = (
    ("internal", N_("wall|in use")),
    ("private", N_("wall|in use, private")),
    ("held", N_("wall|held")),
    ("closed", N_("wall|closed")),
)
_LOCK = 2.3


class Dated(Protocol):
    """A paper that says of when its data is, and when and by whom it was printed."""

    @property
    def as_of(self) -> datetime: ...

    @property
    def printed_at(self) -> datetime: ...

    @property
    def printed_by(self) -> str: ...


STRIP = 2.2
#: Times that get a tick on every strip.
_TICKS = (12 * 60, 17 * 60)


def day_strip(
    page: Page,
    place: tuple[float, float, float],
    paper: WallPaper,
    bars: Sequence[WallBar],
) -> None:
    """The hours of one day as a thin line of bars; ``place`` is left, top and width."""
    left, top, wide = place
    span = max(paper.closes - paper.opens, 60)
    page.box(left, top, wide, STRIP, weight=HAIR, ink=HAIRLINE)
    for tick in _TICKS:
        if paper.opens < tick < paper.closes:
            x = left + wide * (tick - paper.opens) / span
            page.line(x, top, x, top + STRIP, HAIR, HAIRLINE)
    for bar in bars:
        starts, ends = max(bar.starts, paper.opens), min(bar.ends, paper.closes)
        if starts < ends:
            x = left + wide * (starts - paper.opens) / span
            mark(page, bar.kind, x, top, wide * (ends - starts) / span)


def mark(page: Page, kind: str, x: float, y: float, wide: float) -> None:
    """A bar of a kind."""
    if kind == "closed":
        page.hatch(x, y, wide, STRIP, cross=True)
        return
    page.box(x, y, wide, STRIP, fill=SHADE if kind == "internal" else WHITE)
    if kind == "held":
        page.hatch(x, y, wide, STRIP)
    page.box(x, y, wide, STRIP, weight=0.8)


def said(say: Speech, bar: WallBar) -> tuple[str, str, str]:
    """Times, who, and a quiet remark of a bar; never a title."""
    times = f"{clock_text(bar.starts)}{DASH}{clock_text(bar.ends)}"
    if bar.starts <= 0 and bar.ends >= DAY_MINUTES:
        times = say.first.t("all day")
    remarks = [say.first.name(bar.via)] if bar.via else []
    if bar.kind == "held":
        remarks.append(say.first.t("wall|held"))
    if bar.kind == "closed":
        return times, say.first.t("wall|closed"), bar.label
    return times, bar.label, " · ".join(remarks)


def line(page: Page, x: float, y: float, room: float, say: Speech, bar: WallBar) -> None:
    """One line of a cell; the remark only where it fits, the lock always."""
    times, who, remark = said(say, bar)
    base = y + TIMES.baseline
    end = x + room
    x += page.text(x, base, times, TIMES) + 0.8
    style = QUIET if bar.kind == "closed" else WHO
    lock = _LOCK + 0.6 if bar.kind == "private" else 0.0
    x += page.text(x, base, fitting(who, style, end - x - lock), style) + 0.6
    if lock:
        page.lock(x, base - 2.0, _LOCK)
        x += lock
    if remark and x + width(remark, QUIET) <= end:
        page.text(x, base, remark, QUIET)


def fitting(text: str, style: Style, room: float) -> str:
    """The text, or as much of it as fits with dots; the whole is in the list or the program."""
    if len(text) <= LONGEST_WORD and width(text, style) <= room:
        return text
    text = text[:LONGEST_WORD]
    while text and width(text + "…", style) > room:
        text = text[:-1]
    return text + "…" if text else ""


def legend(page: Page, right: float, y: float, say: Speech) -> None:
    """What the bars mean, ending at the right."""
    x = right
    for kind, msgid in reversed(_KINDS):
        text = say.first.t(msgid)
        x -= width(text, LEGEND)
        page.text(x, y + LEGEND.baseline, text, LEGEND)
        x -= 8.0
        mark(page, kind, x, y + 0.8, 6.5)
        if kind == "private":
            page.lock(x + 2.2, y + 0.7, _LOCK - 0.2)
        x -= 4.0


def foot_lines(say: Speech, paper: Dated) -> list[str]:
    """When and by whom it was printed, and of when the data is, in each language."""
    lines = []
    for one in say.each:
        printed = one.t(
            "Printed {moment} by {person}", moment=paper.printed_at, person=paper.printed_by
        )
        data = one.t(
            "as of {time}; later changes are on the board at the desk", time=one.clock(paper.as_of)
        )
        lines.append(f"{printed} · {data}")
    return lines
