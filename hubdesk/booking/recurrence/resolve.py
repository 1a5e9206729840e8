"""What DTSTART adds to a rule: the parts the RFC leaves to it, made explicit.

A resolved rule means the same wherever its first date is moved to, so a series can be divided
and its text compared.  These are also the places where engines silently disagree; the policy here
is HubDesk's (see the package docstring).  Pure; standard library only.

    >>> from datetime import datetime
    >>> resolve(parse_rules("FREQ=WEEKLY")[0], datetime(2026, 1, 6, 9), is_date=False).by_day
    (ByDay(weekday=1, ordinal=0),)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hubdesk.booking.recurrence.days import DateParts
from hubdesk.booking.recurrence.rule import ByDay, Freq, Rule


def resolve(rule: Rule, start: datetime, *, is_date: bool) -> Rule:
    """Fill in what DTSTART implies and drop what has no meaning.

    Args:
        rule: as read.
        start: DTSTART on the wall clock (naive); midnight for an all-day series.
        is_date: an all-day series, for which BYHOUR, BYMINUTE and BYSECOND do not count.

    Returns:
        A rule whose days no longer depend on DTSTART, except for where intervals begin.
    """
    if is_date:
        rule = replace(rule, by_hour=(), by_minute=(), by_second=())
    if rule.by_day and rule.freq not in (Freq.YEARLY, Freq.MONTHLY):
        # "First Monday" has no meaning within a week or a day: every Monday.
        plain = {ByDay(item.weekday) for item in rule.by_day}
        rule = replace(rule, by_day=tuple(sorted(plain)))
    if rule.freq is Freq.YEARLY:
        return _resolve_year(rule, start)
    if rule.by_month_day or rule.by_day or rule.by_year_day or rule.by_week_no:
        return rule
    if rule.freq is Freq.MONTHLY:
        return replace(rule, by_month_day=(start.day,))
    if rule.freq is Freq.WEEKLY:
        return replace(rule, by_day=(ByDay(start.weekday()),))
    return rule


def _resolve_year(rule: Rule, start: datetime) -> Rule:
    if rule.by_year_day:
        return rule
    if rule.by_week_no:
        if rule.by_day or rule.by_month_day:
            return rule
        return replace(rule, by_day=(ByDay(start.weekday()),))
    if rule.by_month_day and not rule.by_month:
        return replace(rule, by_month=(start.month,))
    if rule.by_month_day or rule.by_day:
        return rule
    return replace(rule, by_month=rule.by_month or (start.month,), by_month_day=(start.day,))


def date_parts(rule: Rule) -> DateParts:
    """The parts of a resolved rule that select days."""
    return DateParts(
        by_month=rule.by_month,
        by_week_no=rule.by_week_no,
        by_year_day=rule.by_year_day,
        by_month_day=rule.by_month_day,
        by_day=rule.by_day,
        wkst=rule.wkst,
        ordinals_in_month=rule.freq is Freq.MONTHLY or bool(rule.by_month),
    )
