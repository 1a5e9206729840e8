"""Policies that look at the clock and the calendar: window, notice, length, slots, hours, waves.

Each evaluator gets one date and answers ``(code, details)`` or None.  Pure.

    >>> notice(policy, asker, date_asked, Situation(at=now))
    ('too_late', {'hours': 24})
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hubdesk.kernel.month import months_later
from hubdesk.rules.policies.model import Asker, DateAsked, Place, Policy
from hubdesk.rules.policies.periods import (
    after_business_days,
    lies_within,
    on_or_before,
)

Said = tuple[str, dict[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Situation:
    """What is the same for every date of a request.

    Attributes:
        at: the moment of asking, on the wall clock of the dates.
        holidays: days that are no business days, beside weekends.
        week_start: 0 = Monday.
    """

    at: datetime
    holidays: Collection[date] = frozenset()
    week_start: int = 0


def window(policy: Policy, _asker: Asker, asked: DateAsked, now: Situation) -> Said:
    """No earlier than so many months or days ahead; both given: the nearer one."""
    today = now.at.date()
    last = []
    if months := policy.terms["months_ahead"]:
        last.append(months_later(today, months))
    if days := policy.terms["days_ahead"]:
        last.append(today + timedelta(days=days))
    until = min(last)
    return ("too_early", {"until": until}) if asked.day > until else None


def notice(policy: Policy, _asker: Asker, asked: DateAsked, now: Situation) -> Said:
    """Not later than so many hours, or business days, before the start."""
    hours, days = policy.terms["hours"], policy.terms["business_days"]
    if hours and (asked.starts - now.at).total_seconds() < hours * 3600:
        return "too_late", {"hours": hours}
    if days:
        first = after_business_days(now.at.date(), days, now.holidays)
        if asked.day < first:
            return "too_late_by_days", {"business_days": days, "from": first}
    return None


def length(policy: Policy, _asker: Asker, asked: DateAsked, _now: Situation) -> Said:
    minutes = int((asked.ends - asked.starts).total_seconds()) // 60
    least, most = policy.terms["min_minutes"], policy.terms["max_minutes"]
    if minutes < least:
        return "too_short", {"min_minutes": least}
    return ("too_long", {"max_minutes": most}) if most and minutes > most else None


def slots(policy: Policy, _asker: Asker, asked: DateAsked, now: Situation) -> Said:
    """On a grid of minutes, or exactly one or several of the given parts of a day in a row.

    The grid is for who books ahead: who stands at the door now begins at the minute it is.
    """
    first = asked.starts.hour * 60 + asked.starts.minute
    days_later = (asked.ends.date() - asked.day).days
    last = asked.ends.hour * 60 + asked.ends.minute + days_later * 1440
    if step := policy.terms["step_minutes"]:
        if asked.starts <= now.at:
            return None
        return ("off_grid", {"step_minutes": step}) if first % step or last % step else None
    parts = policy.terms["slots"]
    starts, ends = {part[0] for part in parts}, {part[1] for part in parts}
    return None if first in starts and last in ends else ("off_slots", {"slots": parts})


def step_of(known: Iterable[Policy], place: Place, day: date) -> int:
    """The widest grid of minutes that rules lay over a place on a day; 0 = none does.

    Rules that concern only some count too: an end on a wide grid lies on the narrower one, too.
    """
    return max(
        (
            policy.terms["step_minutes"]
            for policy in known
            if policy.kind == "slots" and policy.holds_on(day)
            if not policy.scope.weekdays or day.weekday() in policy.scope.weekdays
            if policy.scope.concerns_place(place)
        ),
        default=0,
    )


def hours(policy: Policy, _asker: Asker, asked: DateAsked, _now: Situation) -> Said:
    """Only in this part of a day."""
    span = policy.terms["from_minute"], policy.terms["to_minute"]
    if lies_within(asked.starts, asked.ends, *span):
        return None
    return "outside_times", {"from_minute": span[0], "to_minute": span[1]}


def wave(policy: Policy, asker: Asker, asked: DateAsked, now: Situation) -> Said:
    """A part of the year is opened to one class after the other."""
    opens = policy.terms[f"opens_{asker.org_class}"]
    if not opens:
        return None
    begins = on_or_before(asked.day, policy.terms["period_from"])
    ends = on_or_before(asked.day, policy.terms["period_to"])
    if begins <= ends < asked.day:
        return None  # between two periods
    opens_on = on_or_before(begins, opens)
    if now.at.date() >= opens_on:
        return None
    return "not_open_yet", {"from": opens_on, "org_class": asker.org_class}
