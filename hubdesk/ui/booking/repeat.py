"""How a booking repeats, as a person chooses it: to a rule of RFC 5545, and to plain words.

Pure: the window's choices are fewer than what a rule may say.

    repeat = Repeat(Every.WEEK, days=(1,), until=date(2026, 12, 15))
    repeat.rule(date(2026, 10, 27))     # FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215
    said(words, repeat, date(2026, 10, 27))     # every Tuesday until 15 Dec 2026
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from hubdesk.booking.recurrence.rule import WEEKDAYS, Freq, Rule
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: A Monday, to name weekdays by.
MONDAY = date(2024, 1, 1)
_LAST = -1
_ORDINALS = {
    1: N_("first {weekday} of every month"),
    2: N_("second {weekday} of every month"),
    3: N_("third {weekday} of every month"),
    4: N_("fourth {weekday} of every month"),
    _LAST: N_("last {weekday} of every month"),
}


class Every(StrEnum):
    """The steps of a series."""

    DAY = "day"
    WEEK = "week"
    MONTH_DAY = "month_day"
    MONTH_WEEKDAY = "month_weekday"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Attributes:
    days: weekdays of a weekly series, 0 = Monday; empty = that of the first date.
    until: last day, inclusive; or ``count`` dates in all.  One of them is given.
    skips: rules by which dates are left out (``holidays``, ``closures``).
    """

    every: Every
    days: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None
    skips: tuple[str, ...] = ()

    def rule(self, first: date) -> str:
        """The text of the rule for a series that begins on a day."""
        parts = {
            Every.DAY: "FREQ=DAILY",
            Every.WEEK: f"FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[day] for day in self._days(first))}",
            Every.MONTH_DAY: f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
            Every.MONTH_WEEKDAY: (
                f"FREQ=MONTHLY;BYDAY={ordinal(first)}{WEEKDAYS[first.weekday()]}"
            ),
            Every.YEAR: "FREQ=YEARLY",
        }[self.every]
        if self.count is not None:
            return f"{parts};COUNT={self.count}"
        return parts if self.until is None else f"{parts};UNTIL={self.until:%Y%m%d}"

    def _days(self, first: date) -> tuple[int, ...]:
        return tuple(sorted(self.days)) or (first.weekday(),)


def ordinal(day: date) -> int:
    """Which one of its weekday in the month a day is; −1 for the fifth, which is always last."""
    at = (day.day - 1) // 7 + 1
    return _LAST if at > max(_ORDINALS) else at


def said_step(words: Words, every: Every, first: date, days: tuple[int, ...] = ()) -> str:
    """The step alone: ``every Tuesday, Thursday``, ``fourth Thursday of every month``."""
    if every is Every.DAY:
        return words.t("every day")
    if every is Every.WEEK:
        named = sorted(days) or [first.weekday()]
        names = ", ".join(words.weekday(MONDAY + timedelta(days=day)) for day in named)
        return words.t("every {weekdays}", weekdays=names)
    if every is Every.MONTH_DAY:
        return words.t("on day {day} of every month", day=first.day)
    if every is Every.MONTH_WEEKDAY:
        return words.t(_ORDINALS[ordinal(first)], weekday=words.weekday(first))
    return words.t("every year")


def said(words: Words, repeat: Repeat, first: date) -> str:
    """The whole in plain words, with its end."""
    step = said_step(words, repeat.every, first, repeat.days)
    if repeat.count is not None:
        return words.n("{step}, once", "{step}, {n} times", repeat.count, step=step)
    if repeat.until is not None:
        return words.t("{step} until {date}", step=step, date=words.date_short(repeat.until))
    return step


def said_rule(words: Words, rules: Sequence[Rule], first: date) -> str:
    """A stored rule in plain words, if it is one of those a person can choose; else empty."""
    if len(rules) != 1:
        return ""
    rule = rules[0]
    found = _every_of(rule, first)
    if found is None:
        return ""
    until = rule.until.date() if isinstance(rule.until, datetime) else rule.until
    return said(words, Repeat(found, _weekdays(rule), until, rule.count), first)


def _every_of(rule: Rule, first: date) -> Every | None:
    """Which choice a rule is; None = it says more than the choices can."""
    if rule.interval != 1 or rule.by_set_pos or rule.by_month:
        return None
    plain = not rule.by_day and not rule.by_month_day
    if rule.freq is Freq.DAILY:
        return Every.DAY if plain else None
    if rule.freq is Freq.WEEKLY:
        return Every.WEEK if not rule.by_month_day else None
    if rule.freq is Freq.YEARLY:
        return Every.YEAR if plain else None
    if rule.freq is Freq.MONTHLY and not rule.by_day:
        return Every.MONTH_DAY if rule.by_month_day in ((), (first.day,)) else None
    if rule.freq is Freq.MONTHLY and len(rule.by_day) == 1 and not rule.by_month_day:
        at = rule.by_day[0]
        same = (at.weekday, at.ordinal) == (first.weekday(), ordinal(first))
        return Every.MONTH_WEEKDAY if same else None
    return None


def _weekdays(rule: Rule) -> tuple[int, ...]:
    return tuple(item.weekday for item in rule.by_day) if rule.freq is Freq.WEEKLY else ()
