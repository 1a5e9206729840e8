"""What all papers share: the foot of every page, numbered sections, names in cells.

``reports`` never computes: every figure comes in a frozen value of ``month.papers`` or
``booking.papers``; here it is only written and placed.  Must not import ``store``, a table, a
query or a service.

    section = Section("2", say.t("Shared costs"))
    place_section(flow, say, section, table)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.kernel.names import Names
from hubdesk.month.papers import Printed
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import BAND_RULE, HEAD_RULE, Cell, Column, Row
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import INK, NOTE, SECTION, TINY, WHITE, Style
from hubdesk.reports.pdf.table import Table, place
from hubdesk.reports.pdf.text import wrap
from hubdesk.reports.speech import PaperOptions, Speech

_TAB = 4.0
_TAB_TEXT = Style("bold", 7.2, WHITE)
_FOOT_STRONG = Style("semibold", 6.6, INK, 3.5)
_PAGE_LABEL = Style("semibold", 7.2, INK, 3.6)
_BLOCK_GAP = 2.6


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading: a black tab, the title, and a remark beside or under it.

    Attributes:
        rule: whether a rule is drawn under it (tables with heads bring their own).
    """

    mark: str
    title: str
    note: str = ""
    rule: bool = False

    def height(self, flow: Flow) -> float:
        """Height with the air above, as the widest case (a continuation) takes it."""
        return _BLOCK_GAP + SECTION.line + NOTE.line * len(self._under(flow)) + 0.5

    def draw(self, flow: Flow, continued: bool, word: str = "") -> None:
        """Draw it and move the flow below it; ``word`` marks a continuation."""
        page, x = flow.page, flow.left
        y = flow.y + _BLOCK_GAP
        page.box(x, y + 0.3, _TAB, _TAB, fill=INK)
        page.text(x + _TAB / 2, y + 0.3 + _TAB / 2 + 0.9, self.mark, _TAB_TEXT, "c")
        title = f"{self.title} {word}" if continued and word else self.title
        at = x + _TAB + 1.6
        used = page.text(at, y + SECTION.baseline, title, SECTION)
        if self.note and not self._under(flow):
            page.text(at + used + 2.0, y + SECTION.baseline, self.note, NOTE)
        for index, line in enumerate(self._under(flow)):
            page.text(at, y + SECTION.line + index * NOTE.line + NOTE.baseline, line, NOTE)
        flow.y += self.height(flow)
        if self.rule:
            page.line(x, flow.y, flow.right, flow.y, HEAD_RULE)

    def _under(self, flow: Flow) -> tuple[str, ...]:
        """The lines of the remark, if it does not fit beside the title."""
        room = flow.geometry.text_width - _TAB - 1.6
        if not self.note or width(self.title, SECTION) + 14.0 + width(self.note, NOTE) <= room:
            return ()
        return wrap(self.note, NOTE, room)


def place_section(flow: Flow, say: Speech, section: Section, table: Table) -> None:
    """A table under its heading; where it goes on, the heading says so."""
    word = say.first.t("(continued)")
    place(
        flow,
        table,
        heading=lambda at, continued: section.draw(at, continued, word),
        heading_height=section.height(flow),
    )


def nothing_in(flow: Flow, say: Speech, section: Section, text: str) -> None:
    """One line that says there is nothing, instead of a missing section."""
    columns = (Column(flow.geometry.text_width),)
    place_section(
        flow, say, section, Table(columns, (), [Row((Cell(text, style=NOTE),), rule=0.0)])
    )


#: 128 bits say enough to compare by eye; the whole fingerprint stays in the hub.
_FINGERPRINT_DIGITS = 32


def draw_foot(
    pages: Sequence[Page],
    geometry: Geometry,
    label: str,
    say: Speech,
    lines: Sequence[str],
    strong: str = "",
) -> None:
    """The foot of every page: what it is, page x of y, fingerprint, printed when and by whom.

    Args:
        label: names the document at the right.
        lines: the small lines at the left, wrapped where needed.
        strong: begins the first line, in ink (the fingerprint).
    """
    for number, page in enumerate(pages, start=1):
        y = geometry.foot
        page.line(geometry.left, y, geometry.right, y, BAND_RULE)
        count = say.t("page {number} of {count}", number=number, count=len(pages))
        right = f"{label}  ·  {count}" if label else count
        used = page.text(geometry.right, y + _PAGE_LABEL.baseline, right, _PAGE_LABEL, "r")
        at = geometry.left
        if strong:
            at += page.text(at, y + _FOOT_STRONG.baseline, strong, _FOOT_STRONG) + 1.6
        beside = geometry.right - used - 4.0 - at
        for text in lines:
            for line in _foot_lines(text, beside, geometry.text_width):
                page.text(at, y + TINY.baseline, line, TINY)
                y += TINY.line
                at = geometry.left
            beside = geometry.text_width


def _foot_lines(text: str, first: float, others: float) -> list[str]:
    """Wrapped text whose first line is shorter than the others."""
    line = wrap(text, TINY, first)[0]
    rest = text[len(line) :].lstrip()
    return [line, *(wrap(rest, TINY, others) if rest else ())]


def geometry_of(options: PaperOptions, *, landscape: bool = False) -> Geometry:
    """The sheet; two languages need a higher foot."""
    foot = 18.5 if len(options.languages) > 1 else 15.0
    return Geometry.of(options.paper, landscape=landscape, foot_height=foot)


def printed_lines(say: Speech, printed: Printed, more: str = "") -> tuple[str, list[str]]:
    """The fingerprint, and the lines of the foot that say when and by whom it was printed.

    Args:
        more: message id of a remark behind them.
    """
    strong = ""
    first = ""
    if printed.fingerprint:
        digits = printed.fingerprint[:_FINGERPRINT_DIGITS].upper()
        grouped = " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
        strong = f"{say.t('Fingerprint')} {grouped}"
        first = say.first.t("SHA-256, first {bits} bits", bits=len(digits) * 4)
    if not say.both:
        state = " · ".join(part for part in (first, _state(say, printed)) if part)
        return strong, [state, _printed(say, printed, more)]
    each = [f"{_state(one, printed)} · {_printed(one, printed, more)}" for one in say.each]
    return strong, [first, *each]


def _printed(say: Speech, printed: Printed, more: str) -> str:
    text = say.t("Printed {moment}", moment=printed.at)
    if printed.by:
        text = say.t("Printed {moment} by {person}", moment=printed.at, person=printed.by)
    return f"{text} · {say.t(more)}" if more else text


def _state(say: Speech, printed: Printed) -> str:
    if printed.state == "locked" and printed.closed_on is not None:
        return say.t("month closed and locked {day}", day=printed.closed_on)
    if printed.state == "locked":
        return say.t("month closed and locked")
    return say.t("month not closed: figures may change")


def told(say: Speech, msgid: str, /, style: Style | None = None, **values: object) -> Cell:
    """A text in a cell; the second language small behind or under it."""
    other = say.second.t(msgid, **values) if say.second else ""
    return Cell(say.first.t(msgid, **values), style=style, note=other)


def named(say: Speech, names: Names, style: Style | None = None) -> Cell:
    """A name in a cell; the second language small behind or under it."""
    main, other = say.pair(names)
    return Cell(main, style=style, note=other)


def paragraph(
    page: Page, x: float, y: float, room: float, text: str, style: Style, align: str = "l"
) -> float:
    """Draw wrapped text; ``x`` is its left (or right) edge, ``y`` its top; returns its end."""
    for line in wrap(text, style, room):
        page.text(x, y + style.baseline, line, style, align)
        y += style.line
    return y
