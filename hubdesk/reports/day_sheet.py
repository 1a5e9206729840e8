"""The day sheet: what the caretaker and the desk need for one day, with boxes to tick.

A strip of the rooms over the hours, the list of bookings and room changes in order of time, and
what to open, close and write down.  Private titles are not in its value, so they cannot be in
the file.  Prints a :class:`~hubdesk.booking.papers.DaySheetPaper` and computes nothing.

    pdf = draw(paper, PaperOptions("th"))
"""

from __future__ import annotations

from hubdesk.booking.papers import DayEntry, DaySheetPaper, DayTask
from hubdesk.reports.base import draw_foot, geometry_of, paragraph
from hubdesk.reports.day_strip import STRIP_MOST, paint_strip, strip_height
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HAIR, HEAD_RULE, SUM_RULE, TICK, Cell, Column, Row
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.styles import FILL, HAIRLINE, HEAD, INK, MUTED, STRONG, Style
from hubdesk.reports.pdf.table import Table, place
from hubdesk.reports.speech import DASH, PaperOptions, Speech, clock_text
from hubdesk.words.catalogue import N_

_HOUSE = Style("regular", 7.4, MUTED, 4.2)
_DAY = Style("bold", 20, INK, 11.0)
_DAY_SECOND = Style("semibold", 11, INK, 6.0)
_FACT = Style("medium", 8.5, INK, 4.9)
_STAFF = Style("regular", 7.4, MUTED, 4.2)
_TITLE = Style("semibold", 8.8, INK, 5.2)
_BODY = Style("regular", 8.3, INK, 4.6)
_MEDIUM = Style("medium", 8.3, INK, 4.6)
_STRONG = Style("semibold", 8.3, INK, 4.6)
_NOTE = Style("regular", 7.4, MUTED, 4.1)
_INK_NOTE = Style("regular", 7.6, INK, 4.2)
_BLOCK_LINES = 4
_BLOCK_PITCH = 6.4


def draw(paper: DaySheetPaper, options: PaperOptions) -> bytes:
    """The sheet as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options)

    def begin(page: Page, number: int) -> float:
        y = _head(page, geometry, say, paper)
        if number == 1 or strip_height(paper, geometry) <= STRIP_MOST:
            y = paint_strip(page, geometry, say, paper, y)
        return y

    flow = Flow(geometry, begin)
    _entries(flow, say, paper)
    flow.block(lambda scratch: _blocks(scratch, say, paper))
    draw_foot(flow.pages, geometry, "", say, _foot_lines(say, paper))
    title = f"{say.t('Day sheet')} {say.full_day(paper.day)}"
    return write(flow.pages, Meta(title, options.languages[0], paper.printed_at))


def _head(page: Page, geometry: Geometry, say: Speech, paper: DaySheetPaper) -> float:
    left, right, top = geometry.left, geometry.right, geometry.top
    room = geometry.text_width * 0.30
    house = f"{say.name(paper.house)} · {say.t('caretaker’s day sheet')}"
    y = paragraph(page, left, top, geometry.text_width - room - 4.0, house, _HOUSE)
    y = paragraph(page, left, y, right - left - room, say.first.full_day(paper.day), _DAY)
    if say.second is not None:
        y = paragraph(
            page, left, y, right - left - room, say.second.full_day(paper.day), _DAY_SECOND
        )
    at = top
    for one in say.each:
        for line in _facts(one, paper):
            at = paragraph(page, right, at, room, line, _FACT, "r")
    if paper.staff:
        at = paragraph(page, right, at, room, " · ".join(map(say.name, paper.staff)), _STAFF, "r")
    end = max(y, at) + 1.2
    page.line(left, end, right, end, HEAD_RULE)
    return end + 1.4


def _facts(say: Speech, paper: DaySheetPaper) -> list[str]:
    if paper.opens is None or paper.closes is None:
        hours = say.t("The house is closed today")
    else:
        hours = say.t(
            "open {opens} · closes {closes}",
            opens=clock_text(paper.opens),
            closes=clock_text(paper.closes),
        )
    counts = [
        say.n("{n} booking", "{n} bookings", paper.bookings),
        say.n("{n} room change", "{n} room changes", paper.room_changes),
    ]
    if paper.people:
        counts.append(say.n("about {n} person", "about {n} people", paper.people))
    return [hours, " · ".join(counts)]


def _entries(flow: Flow, say: Speech, paper: DaySheetPaper) -> None:
    """The list; a room change stays with the booking after it."""
    if not paper.entries:
        flow.y = paragraph(
            flow.page, flow.left, flow.y + 2.0, 120.0, say.t("No bookings on this day."), _BODY
        )
        return
    chosen = say.options.day_columns
    free = flow.geometry.text_width - sum(column.width for column in _FIXED)
    free -= sum(_CHOSEN[name][0].width for name in chosen)
    columns = [*_FIXED, *(_CHOSEN[name][0] for name in chosen)]
    # What is left goes to the wishes, else to where one writes, else to who comes.
    wide = next((name for name in ("wishes", "blank") if name in chosen), "")
    at = len(_FIXED) + chosen.index(wide) if wide else len(_FIXED) - 1
    columns[at] = columns[at]._replace(width=columns[at].width + free)
    stack = say.stacked
    heads = (N_("Time"), N_("Room"), N_("Organisation · contact"))
    head = Row(
        (None, *map(stack.t, heads), *(stack.t(_CHOSEN[name][1]) for name in chosen)),
        style=HEAD,
        rule=HEAD_RULE,
    )
    rows = [_entry(say, entry) for entry in paper.entries]
    place(flow, Table(tuple(columns), (head,), rows))


#: Number, time, room, organisation.
_FIXED = (
    Column(6.5, "l", STRONG), Column(21.0, "l", _STRONG), Column(29.0, "l", _MEDIUM),
    Column(33.0, "l", _MEDIUM),
)  # fmt: skip
#: Chosen column → its measures and heading; those of no width take what is left.
_CHOSEN = {
    "people": (Column(8.0, "r", _BODY), N_("People")),
    "wishes": (Column(0.0, "l", _BODY, inset=3.0), N_("Layout · equipment · notes")),
    "set": (Column(9.0, "c", _BODY), N_("day sheet|set")),
    "came": (Column(9.0, "c", _BODY), N_("day sheet|came")),
    "left": (Column(9.0, "c", _BODY), N_("day sheet|left")),
    "blank": (Column(30.0, "l", _BODY, inset=3.0), N_("Notes (walk-ins, damage, lost things)")),
}


def _entry(say: Speech, entry: DayEntry) -> Row:
    times = f"{clock_text(entry.starts)}{DASH}{clock_text(entry.ends)}"
    room, second = say.pair(entry.room)
    chosen = say.options.day_columns
    if entry.kind == "setup":
        before = [name for name in chosen if name in ("people", "wishes")]
        change = _change(say, entry, span=1 + len(before))
        done = [Cell("", box=True)] if "set" in chosen else []
        return Row(
            (None, times, Cell(room, style=_BODY, note=second), change, *done),
            fill=FILL,
            joined=True,
            least=5.2,
        )
    who = " ".join(part for part in (entry.org, entry.contact) if part)
    tick = Cell("", box=True)
    cells: dict[str, str | Cell] = {
        "people": str(entry.people) if entry.people else "",
        "wishes": _wishes(say, entry),
        "blank": "",
    }
    return Row(
        (
            str(entry.number),
            times,
            Cell(room, note=second),
            Cell(who, note=_under(say, entry), note_style=_NOTE, note_below=True),
            *(cells.get(name, tick) for name in chosen),
        ),
        least=5.2,
    )


def _under(say: Speech, entry: DayEntry) -> str:
    """The phone; and the lock's words where no column says them."""
    lines = [entry.phone] if entry.phone else []
    if entry.private and "wishes" not in say.options.day_columns:
        lines.append(say.t("private: do not ask, do not announce"))
    return "\n".join(lines)


def _change(say: Speech, entry: DayEntry, span: int) -> Cell:
    """What has to be changed in the room, each language on its own line."""
    texts = []
    for one in say.each:
        parts = _layout_parts(one, entry) + [one.name(note) for note in entry.notes]
        texts.append(f"{one.t('Change the room:')} {' · '.join(parts)}")
    return Cell(texts[0], style=_MEDIUM, span=span, note="\n".join(texts[1:]), note_below=True)


def _layout_parts(say: Speech, entry: DayEntry) -> list[str]:
    layout = [say.name(entry.layout)] if entry.layout else []
    return layout + [say.name(item) for item in entry.equipment]


def _wishes(say: Speech, entry: DayEntry) -> Cell:
    """How the room is set and what else matters, each language on its own lines."""
    wishes = [
        " · ".join(_layout_parts(one, entry)) or one.t("nothing to set up") for one in say.each
    ]
    notes = [*wishes[1:], *(say.stacked.name(note) for note in entry.notes)]
    if entry.private:
        notes.append(say.t("private: do not ask, do not announce"))
    return Cell(
        wishes[0],
        note="\n".join(notes),
        note_style=_INK_NOTE,
        note_below=True,
        lock=entry.private,
    )


def _blocks(flow: Flow, say: Speech, paper: DaySheetPaper) -> None:
    """Closures, what to do when opening and closing, and room to write."""
    gutter = 6.0
    room = (flow.geometry.text_width - 2 * gutter) / 3
    top = flow.y + 5.0
    titles = (
        say.t("Closed today"),
        say.t("Opening and closing"),
        say.t("Notes (walk-ins, damage, lost things)"),
    )
    ends = []
    for index, title in enumerate(titles):
        x = flow.left + index * (room + gutter)
        y = paragraph(flow.page, x, top, room, title, _TITLE)
        flow.page.line(x, y + 0.4, x + room, y + 0.4, SUM_RULE)
        y += 1.4
        if index == 0:
            ends.append(_closures(flow.page, say, paper, x, y, room))
        elif index == 1:
            ends.append(_tasks(flow.page, say, paper.tasks, x, y, room))
        else:
            ends.append(_blank_lines(flow.page, x, y, room))
    flow.y = max(ends)


def _closures(
    page: Page, say: Speech, paper: DaySheetPaper, x: float, y: float, room: float
) -> float:
    texts = [say.name(text) for text in paper.closures] or [say.t("nothing is closed")]
    for text in texts:
        y = paragraph(page, x, y, room, text, _BODY) + 0.6
    return y


def _tasks(
    page: Page, say: Speech, tasks: tuple[DayTask, ...], x: float, y: float, room: float
) -> float:
    for task in tasks:
        page.box(x, y + 0.6, TICK, TICK, weight=SUM_RULE)
        text = say.name(task.text)
        if task.at is not None:
            text = f"{clock_text(task.at)} {text}"
        y = max(paragraph(page, x + TICK + 2.0, y, room - TICK - 2.0, text, _BODY), y + 5.0) + 0.6
    return y


def _blank_lines(page: Page, x: float, y: float, room: float) -> float:
    for _ in range(_BLOCK_LINES):
        y += _BLOCK_PITCH
        page.line(x, y, x + room, y, HAIR, HAIRLINE)
    return y


def _foot_lines(say: Speech, paper: DaySheetPaper) -> list[str]:
    lines = []
    for one in say.each:
        printed = one.t(
            "Printed {moment} by {person}", moment=paper.printed_at, person=paper.printed_by
        )
        data = one.t(
            "as of {time}; later changes are not on this sheet · destroy it at the end of the day",
            time=one.clock(paper.as_of),
        )
        lines.append(f"{printed} · {data}")
    legend = N_(
        "grey: public · white: internal · lock: private · stripes: room change · crosses: closed · "
        "same numbers in strip and list"
    )
    return [*lines, *(one.t(legend) for one in say.each)]
