"""Dated facts as data for bars: which rows there are, which bars, which days the axis shows; pure.

    rows = bar_rows(found, words)
    axis_of(rows, today)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.organisations.wording import area
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

OCCUPANCY = "occupancy"
MEMBERSHIP = "membership"
_ROWS = (
    ("seats", N_("Seats"), OCCUPANCY),
    ("headcount", N_("People"), OCCUPANCY),
    ("area_m2", N_("Area, m\u00b2"), OCCUPANCY),
    ("plan", N_("Plan"), MEMBERSHIP),
)
#: The axis shows at least so much before and after today.
_BEFORE, _AFTER = timedelta(days=400), timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Bar:
    """One fact in one row; both days inclusive, ``last`` None = open.

    Attributes:
        kind: ``occupancy`` or ``membership``.
        fact_id: its row.
    """

    kind: str
    fact_id: int
    text: str
    first: date
    last: date | None

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One kind of fact: its label and its bars in order of time."""

    name: str
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from ``first`` to ``last``, both shown."""

    first: date
    last: date

    def part(self, day: date) -> float:
        """Where the beginning of a day lies, 0 … 1."""
        whole = (self.last - self.first).days + 1
        return min(1.0, max(0.0, (day - self.first).days / whole))

    def marks(self) -> list[tuple[date, bool]]:
        """Days to write at the top: (first day of a year or half-year, whether of a year)."""
        years = self.last.year - self.first.year
        months = (1, 7) if years <= 4 else (1,)
        step = 1 + years // 10
        found = [
            (date(year, month, 1), month == 1)
            for year in range(self.first.year, self.last.year + 1)
            if (year - self.first.year) % step == 0 or step == 1
            for month in months
        ]
        return [(day, whole) for day, whole in found if self.first <= day <= self.last]


def bar_rows(found: OrgLoad, words: Words) -> tuple[BarRow, ...]:
    """The rows of the card, empty ones too, so that nothing moves when facts come."""
    rows = []
    for name, label, kind in _ROWS:
        if kind == MEMBERSHIP:
            bars = tuple(
                Bar(
                    kind, one.id, words.name_or_text("class", one.plan),
                    one.valid_from, one.valid_to,
                )
                for one in found.plans
            )  # fmt: skip
        else:
            bars = tuple(
                Bar(
                    kind, one.id,
                    area(words, one.area_m2) if name == "area_m2" else words.number(
                        one.seats if name == "seats" else one.headcount
                    ),
                    one.valid_from, one.valid_to,
                )
                for one in found.facts
            )  # fmt: skip
        rows.append(BarRow(name, words.t(label), bars))
    return tuple(rows)


def axis_of(rows: Sequence[BarRow], today: date) -> Axis:
    """The days that show every bar, and something before and after today."""
    first = min((bar.first for row in rows for bar in row.bars), default=today)
    last = max(
        (bar.last or bar.first for row in rows for bar in row.bars), default=today
    )
    begin = min(first, today - _BEFORE)
    return Axis(date(begin.year, 1, 1), max(last, today + _AFTER))
