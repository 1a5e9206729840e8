"""Rows of the statistics' tables: rooms, organisations, how long before people book.

    rows, shares = room_rows(words, statistics)
"""

from __future__ import annotations

from fractions import Fraction

from hubdesk.insight.statistics import LEAD_LIMITS, Statistics, per_mille
from hubdesk.kernel.money import round_half_up
from hubdesk.ui.organisations.wording import hours
from hubdesk.ui.widgets.cells import Cell, Row
from hubdesk.ui.widgets.table import Column
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

ROOM_COLUMNS = (
    Column(N_("Room")), Column(N_("Dates"), 64, right=True),
    Column(N_("Booked, h"), 92, right=True), Column(N_("Open, h"), 86, right=True),
    Column(N_("statistics|Full"), 170),
)  # fmt: skip
ROOM_BAR = 4
ORG_COLUMNS = (
    Column(N_("Code"), 62), Column(N_("Organisation")), Column(N_("Hours"), 66, right=True),
    Column(N_("statistics|Share"), 120), Column(N_("A head, h"), 84, right=True),
    Column(N_("statistics|No-shows"), 92, right=True),
)  # fmt: skip
ORG_BAR = 3
LEAD_COLUMNS = (
    Column(N_("statistics|Booked ahead"), 140), Column(N_("Dates"), 64, right=True),
    Column(N_("statistics|Share")),
)  # fmt: skip
LEAD_BAR = 2
LEADS = (
    N_("lead|the same day"), N_("lead|the day before"), N_("lead|2 to 7 days"),
    N_("lead|8 to 30 days"), N_("lead|earlier"),
)  # fmt: skip
assert len(LEADS) == len(LEAD_LIMITS) + 1
DASH = "\u2013"
Bars = tuple[list[Row], list[int]]


def percent(share: int) -> str:
    """``22.0 %``."""
    return f"{share // 10}.{share % 10}\u00a0%"


def tenths(words: Words, minutes: int) -> str:
    """Hours with one decimal, always: in a column the points stand below each other."""
    whole, rest = divmod(round_half_up(Fraction(minutes, 6)), 10)
    return f"{words.number(whole)}.{rest}"


def room_rows(words: Words, found: Statistics) -> Bars:
    """A row a room, in the order of the house."""
    shares = [per_mille(room.booked_minutes, room.open_minutes) for room in found.rooms]
    lang = words.lang
    rows = [
        Row(room.code, (
            Cell(room.names.get(lang), tip=f"{room.code} \u00b7 {room.names.get(lang)}"),
            Cell(words.number(room.dates)), Cell(tenths(words, room.booked_minutes)),
            Cell(tenths(words, room.open_minutes)), Cell(percent(share)),
        ))
        for room, share in zip(found.rooms, shares, strict=True)
    ]  # fmt: skip
    return rows, shares


def org_rows(words: Words, found: Statistics) -> Bars:
    """A row an organisation; the bar of the one that used most fills the column."""
    shares = [per_mille(org.minutes, found.minutes) for org in found.orgs]
    most = max(shares, default=0)
    rows = [
        Row(org.code, (
            Cell(org.code, strong=True), Cell(org.names.get(words.lang)),
            Cell(tenths(words, org.minutes)), Cell(percent(share)),
            Cell(DASH if org.minutes_a_head is None else tenths(words, org.minutes_a_head)),
            Cell(words.number(org.no_shows) if org.no_shows else DASH),
        ))
        for org, share in zip(found.orgs, shares, strict=True)
    ]  # fmt: skip
    return rows, [per_mille(share, most) for share in shares]


def lead_rows(words: Words, found: Statistics) -> Bars:
    """A row a span of days between booking and date."""
    whole = sum(found.leads)
    shares = [per_mille(dates, whole) for dates in found.leads]
    rows = [
        Row(None, (Cell(words.t(msgid)), Cell(words.number(dates)), Cell(percent(share))))
        for msgid, dates, share in zip(LEADS, found.leads, shares, strict=True)
    ]
    return rows, shares


def figures(words: Words, found: Statistics) -> list[tuple[str, str, str]]:
    """Number, smaller line and tone of the four figures."""
    held = found.count("booked", "checked_in", "done", "no_show")
    missed = found.count("no_show")
    return [
        (percent(per_mille(found.booked_minutes, found.open_minutes)),
         words.t("{booked} of {open} hours", booked=hours(words, found.booked_minutes),
                 open=hours(words, found.open_minutes)), "text"),
        (words.number(held), words.t("{hours} hours", hours=hours(words, found.minutes)), "text"),
        (words.number(missed), words.t("{share} of the dates",
                                       share=percent(per_mille(missed, held))),
         "warning" if missed else "text"),
        (DASH if found.lead_median is None else words.number(found.lead_median),
         words.t("from booking to start, as a median"), "text"),
    ]  # fmt: skip
