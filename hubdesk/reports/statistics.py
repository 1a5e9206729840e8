"""How the rooms were used in a period: occupancy, the week's heat map, no-shows, fairness.

Prints a :class:`~hubdesk.insight.statistics.Statistics`; black-and-white safe, every bar and cell
carries its number.

    pdf = draw(statistics, PaperOptions("en"))
"""

from __future__ import annotations

from datetime import date, timedelta

from hubdesk.insight.statistics import LEAD_LIMITS, OrgUsed, RoomUsed, Statistics, per_mille
from hubdesk.reports.base import (
    Section,
    draw_foot,
    geometry_of,
    nothing_in,
    paragraph,
    place_section,
)
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HAIR, HEAD_RULE, Cell, Column, Row
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Flow, Geometry
from hubdesk.reports.pdf.styles import (
    BODY,
    HAIRLINE,
    HEAD,
    INK,
    MUTED,
    NOTE,
    STRONG,
    WHITE,
    Style,
)
from hubdesk.reports.pdf.table import Table
from hubdesk.reports.speech import DASH, NBSP, PaperOptions, Speech, clock_text
from hubdesk.words.catalogue import N_

_TITLE = Style("bold", 18, INK, 10.0)
_SUB = Style("semibold", 10.5, INK, 5.8)
_HOUSE = Style("regular", 7.4, MUTED, 4.2)
_FIGURE = Style("bold", 17, INK, 9.4)
_CAPTION = Style("regular", 7.4, MUTED, 4.0)
_CELL = Style("medium", 6.6, INK, 4.4)
_CELL_LIGHT = Style("medium", 6.6, WHITE, 4.4)
_DAY = Style("regular", 7.6, INK, 4.4)
_MONDAY = date(2024, 1, 1)
_BAR = 46.0
_HEAT_HIGH = 5.4
#: From lightest to darkest: fill of a cell that is so many tenths full, and whether its text is
#: white.
_GREYS = ("1 1 1", "0.93 0.94 0.95", "0.84 0.86 0.88", "0.72 0.75 0.78", "0.55 0.58 0.62",
          "0.36 0.4 0.44", "0.2 0.23 0.27")  # fmt: skip
_LEADS = (
    N_("lead|the same day"), N_("lead|the day before"), N_("lead|2 to 7 days"),
    N_("lead|8 to 30 days"), N_("lead|earlier"),
)  # fmt: skip
assert len(_LEADS) == len(LEAD_LIMITS) + 1


def draw(found: Statistics, options: PaperOptions) -> bytes:
    """The report as PDF; equal input gives equal bytes."""
    say = Speech(options)
    geometry = geometry_of(options)
    flow = Flow(geometry, lambda page, number: _head(page, geometry, say, found, number))
    flow.block(lambda scratch: _figures(scratch, say, found))
    _rooms(flow, say, found)
    flow.block(lambda scratch: _heat(scratch, say, found))
    flow.block(lambda scratch: _leads(scratch, say, found))
    _orgs(flow, say, found)
    draw_foot(flow.pages, geometry, say.first.t("Use of the rooms"), say, _foot(say, found))
    title = f"{say.t('Use of the rooms')} {say.period(found.first, found.last)}"
    return write(flow.pages, Meta(title, options.languages[0], found.as_of))


def _head(page: Page, geometry: Geometry, say: Speech, found: Statistics, number: int) -> float:
    left, wide = geometry.left, geometry.text_width
    if number > 1:
        text = f"{say.first.t('Use of the rooms')} · {say.first.period(found.first, found.last)}"
        return paragraph(page, left, geometry.top, wide, text, _SUB) + 1.0
    y = paragraph(page, left, geometry.top, wide, say.name(found.house), _HOUSE)
    y = paragraph(page, left, y, wide, say.t("Use of the rooms"), _TITLE)
    y = paragraph(page, left, y, wide, say.period(found.first, found.last), _SUB)
    if found.only is not None:
        rooms = say.t("Only these rooms: {rooms}", rooms=", ".join(found.only))
        y = paragraph(page, left, y, wide, rooms, _HOUSE)
    page.line(left, y + 1.5, geometry.right, y + 1.5, HEAD_RULE)
    return y + 3.0


def percent(per_thousand: int) -> str:
    """``22.0 %``."""
    return f"{per_thousand // 10}.{per_thousand % 10}{NBSP}%"


def _figures(flow: Flow, say: Speech, found: Statistics) -> None:
    """Four figures that say the most, side by side."""
    held = found.count("booked", "checked_in", "done", "no_show")
    figures = (
        (percent(per_mille(found.booked_minutes, found.open_minutes)),
         say.t("of the hours that could be booked were booked")),
        (f"{held:,}", say.t("dates, {hours} hours", hours=say.first.hours(found.minutes))),
        (percent(per_mille(found.count("no_show"), held)), say.t("of the dates nobody came to")),
        (DASH if found.lead_median is None
         else say.first.n("{n} day", "{n} days", found.lead_median),
         say.t("from booking to start, as a median")),
    )  # fmt: skip
    each = flow.geometry.text_width / len(figures)
    end = flow.y
    for at, (figure, caption) in enumerate(figures):
        x = flow.left + at * each
        y = paragraph(flow.page, x, flow.y, each - 3.0, figure, _FIGURE)
        end = max(end, paragraph(flow.page, x, y, each - 6.0, caption, _CAPTION))
    flow.y = end + 1.0


def _rooms(flow: Flow, say: Speech, found: Statistics) -> None:
    section = Section("1", say.t("Rooms"), say.first.t("booked hours within opening hours"))
    if not found.rooms:
        nothing_in(flow, say, section, say.t("No room yet."))
        return
    names = flow.geometry.text_width - 20.0 - _BAR - 17.0 - 17.0 - 21.0 - 15.0
    columns = (
        Column(20.0, "l", STRONG), Column(names), Column(15.0, "r"), Column(17.0, "r"),
        Column(21.0, "r"), Column(17.0, "r"), Column(_BAR, inset=3.0),
    )  # fmt: skip
    stack = say.stacked
    head = Row(
        (stack.t("Room"), None, stack.t("Dates"), stack.t("Booked"), stack.t("Could be booked"),
         stack.t("Full"), None), style=HEAD, rule=HEAD_RULE,
    )  # fmt: skip
    rows = [_room(say, room) for room in found.rooms]
    total = Row(
        (say.t("Total"), None, f"{sum(room.dates for room in found.rooms):,}",
         say.hours(found.booked_minutes), say.hours(found.open_minutes),
         percent(per_mille(found.booked_minutes, found.open_minutes)), None),
        style=STRONG, above_rule=HEAD_RULE,
    )  # fmt: skip
    place_section(flow, say, section, Table(columns, (head,), [*rows, total]))


def _room(say: Speech, room: RoomUsed) -> Row:
    full = per_mille(room.booked_minutes, room.open_minutes)
    main, second = say.pair(room.names)
    return Row((
        room.code, Cell(main, note=second), f"{room.dates:,}", say.hours(room.booked_minutes),
        say.hours(room.open_minutes), percent(full), Cell("", bar=full),
    ))  # fmt: skip


def _heat(flow: Flow, say: Speech, found: Statistics) -> None:
    """Weekdays down, hours across; each cell its per cent on a grey as dark as it is full."""
    note = say.first.t("per cent of the bookable room hours; \u2013 = closed")
    Section("2", say.t("When the rooms are full"), note).draw(flow, continued=False)
    hours = [at for at in range(24) if any(day[at][1] for day in found.heat)]
    if not hours:
        flow.y = paragraph(flow.page, flow.left, flow.y, 120.0, say.t("No room yet."), BODY)
        return
    shown = range(hours[0], hours[-1] + 1)
    label = 22.0
    wide = (flow.geometry.text_width - label) / len(shown)
    for at, hour in enumerate(shown):
        x = flow.left + label + (at + 0.5) * wide
        flow.page.text(x, flow.y + 3.6, f"{hour:02d}", NOTE, "c")
    top = flow.y + 4.6
    for day in range(7):
        y = top + day * _HEAT_HIGH
        name = say.first.words[0].weekday(_MONDAY + timedelta(days=day))
        flow.page.text(flow.left, y + 3.7, name, _DAY)
        for at, hour in enumerate(shown):
            _heat_cell(flow.page, found.heat[day][hour], (flow.left + label + at * wide, y, wide))
    flow.y = top + 7 * _HEAT_HIGH + 1.0


def _heat_cell(page: Page, of_hour: tuple[int, int], place: tuple[float, float, float]) -> None:
    booked, opened = of_hour
    x, y, wide = place
    if not opened:
        page.text(x + wide / 2, y + 3.7, DASH, _CELL, "c")
        return
    full = per_mille(booked, opened)
    shade = min(full * len(_GREYS) // 800, len(_GREYS) - 1)
    page.box(x, y, wide, _HEAT_HIGH, fill=_GREYS[shade])
    page.box(x, y, wide, _HEAT_HIGH, weight=HAIR, ink=HAIRLINE)
    style = _CELL_LIGHT if shade >= 4 else _CELL
    page.text(x + wide / 2, y + 3.7, str((full + 5) // 10), style, "c")


def _leads(flow: Flow, say: Speech, found: Statistics) -> None:
    note = say.first.t("a series counts once, by its first date")
    Section("3", say.t("How long before people book"), note).draw(flow, continued=False)
    whole = sum(found.leads)
    label, count = 42.0, 26.0
    for msgid, dates in zip(_LEADS, found.leads, strict=True):
        share = per_mille(dates, whole)
        base = flow.y + BODY.baseline
        flow.page.text(flow.left, base, say.first.t(msgid), BODY)
        figure = f"{dates:,} · {percent(share)}"
        flow.page.text(flow.left + label + count - 3.0, base, figure, BODY, "r")
        wide = (flow.geometry.text_width - label - count) * share / 1000
        if wide:
            flow.page.box(flow.left + label + count, flow.y + 0.9, wide, BODY.line - 1.8, fill=INK)
        flow.y += BODY.line
    flow.y += 1.0


def _orgs(flow: Flow, say: Speech, found: Statistics) -> None:
    prime = say.first.t(
        "hours wanted by all: {opens}\u2013{closes} on working days",
        opens=clock_text(found.prime[0]), closes=clock_text(found.prime[1]),
    )  # fmt: skip
    section = Section("4", say.t("Fairness between organisations"), prime)
    if not found.orgs:
        nothing_in(flow, say, section, say.t("No organisation has booked a room."))
        return
    names = flow.geometry.text_width - 18.0 - 15.0 - 17.0 - 16.0 - 19.0 - 17.0 - 17.0
    columns = (
        Column(18.0, "l", STRONG), Column(names), Column(15.0, "r"), Column(17.0, "r"),
        Column(16.0, "r"), Column(19.0, "r"), Column(17.0, "r"), Column(17.0, "r"),
    )  # fmt: skip
    stack = say.stacked
    head = Row(
        (stack.t("Code"), stack.t("Organisation"), stack.t("Dates"), stack.t("Hours"),
         stack.t("Share"), stack.t("Hours a head"), stack.t("In wanted hours"),
         stack.t("statistics|No-shows")), style=HEAD, rule=HEAD_RULE,
    )  # fmt: skip
    rows = [_org(say, org, found) for org in found.orgs]
    below = say.t(
        "The tenth of the organisations that used most had {share} of the hours. Gini index "
        "{index}: 0 = all used the same.",
        share=percent(per_mille(found.top_tenth_minutes, found.minutes)),
        index=f"0.{found.concentration:03d}",
    )  # fmt: skip
    place_section(flow, say, section, Table(columns, (head,), rows))
    flow.need(2 * BODY.line)
    flow.y = paragraph(flow.page, flow.left, flow.y + 1.0, flow.geometry.text_width, below, BODY)


def _org(say: Speech, org: OrgUsed, found: Statistics) -> Row:
    main, second = say.pair(org.names)
    return Row((
        org.code, Cell(main, note=second), f"{org.dates:,}", say.hours(org.minutes),
        percent(per_mille(org.minutes, found.minutes)),
        DASH if org.minutes_a_head is None else say.hours(org.minutes_a_head),
        percent(per_mille(org.prime_minutes, found.prime_minutes)),
        str(org.no_shows) if org.no_shows else DASH,
    ))  # fmt: skip


def _foot(say: Speech, found: Statistics) -> list[str]:
    return [
        one.t("Printed {moment} by {person}", moment=found.as_of, person=found.printed_by)
        for one in say.each
    ]
