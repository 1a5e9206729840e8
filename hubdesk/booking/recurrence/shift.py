"""A rule for the same dates, all of them so many days later.

Not every rule has one ("the second Monday" a day later is not always the second Tuesday); the
caller compares the dates and falls back on naming them one by one.  Pure.

    >>> shift_rule("FREQ=WEEKLY;COUNT=3;BYDAY=MO", date(2026, 1, 5), date(2026, 1, 6))
    'FREQ=WEEKLY;COUNT=3;BYDAY=TU'
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hubdesk.booking.recurrence.rule import ByDay, Freq, Rule, parse_rules
from hubdesk.booking.recurrence.text import format_rule

#: The last day that every month has.
_SURE_DAY = 28


def shift_rule(rule: str, old: date, new: date) -> str | None:
    """Rewrite a normalised rule for a series whose first date moves.

    Args:
        old, new: the first date, both of one kind; wall time where they are datetimes.

    Returns:
        The rule, or None where none is known for it.

    Raises:
        InvalidRuleError: the rule cannot be read.
    """
    rules = parse_rules(rule)
    if len(rules) != 1:
        return None
    days = _day(new).toordinal() - _day(old).toordinal()
    (known,) = rules
    if (known.by_hour or known.by_minute or known.by_second) and _time(old) != _time(new):
        return None
    moved = _shifted(known, days) if days else known
    if moved is None:
        return None
    return format_rule(replace(moved, until=_until(known, old, new)))


def _shifted(rule: Rule, days: int) -> Rule | None:
    if rule.by_year_day or rule.by_week_no or rule.by_set_pos:
        return None
    if rule.freq is Freq.WEEKLY and not (rule.by_month or rule.by_month_day):
        return replace(rule, by_day=_rotated(rule.by_day, days), wkst=(rule.wkst + days) % 7)
    if rule.freq is Freq.DAILY and not (rule.by_month or rule.by_month_day):
        return replace(rule, by_day=_rotated(rule.by_day, days))
    if rule.freq in (Freq.MONTHLY, Freq.YEARLY) and rule.by_month_day and not rule.by_day:
        month_days = tuple(day + days for day in rule.by_month_day)
        if all(1 <= day <= _SURE_DAY for day in (*rule.by_month_day, *month_days)):
            return replace(rule, by_month_day=month_days)
    return None


def _rotated(by_day: tuple[ByDay, ...], days: int) -> tuple[ByDay, ...]:
    return tuple(sorted(ByDay((item.weekday + days) % 7, item.ordinal) for item in by_day))


def _until(rule: Rule, old: date, new: date) -> date | datetime | None:
    if rule.until is None:
        return None
    if isinstance(rule.until, datetime):
        return rule.until + (_wall(new) - _wall(old))
    return rule.until + timedelta(days=_day(new).toordinal() - _day(old).toordinal())


def _wall(moment: date) -> datetime:
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - wall time is naive


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _time(moment: date) -> object:
    return moment.time() if isinstance(moment, datetime) else None
