"""Rules written back as text: one spelling for one meaning, and a series divided in two.

Normalised text spells out what DTSTART would otherwise imply, so it still means the same when the
series continues from another first date.  Pure; no catalogue words (describing a rule to a person
is not done here).

    >>> normalise(date(2026, 1, 6), "freq=weekly;count=3")
    'FREQ=WEEKLY;COUNT=3;BYDAY=TU'
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from hubdesk.booking.errors import SeriesNotDivisibleError
from hubdesk.booking.recurrence.expand import DEFAULT_SECONDS, stream_of
from hubdesk.booking.recurrence.frame import Frame, MomentT
from hubdesk.booking.recurrence.resolve import resolve
from hubdesk.booking.recurrence.rule import WEEKDAYS, ByDay, Freq, Rule, parse_rules
from hubdesk.booking.recurrence.watch import OutOfTimeError, Watch

_NO_MARKS: Final = str.maketrans("", "", "-:")


def normalise(start: date | datetime, rule: str) -> str:
    """One spelling of a rule, independent of its first date.

    Args:
        start: DTSTART, which decides the implied parts and how UNTIL is read.
        rule: one or several rules, one a line.

    Returns:
        Rules without ``RRULE:``, one a line; UNTIL in UTC for a series in a zone, as a date for an
        all-day series, as a local time for a floating one; WKST wherever it matters.

    Raises:
        InvalidRuleError: the rule cannot be read.
    """
    frame = Frame(start)
    return "\n".join(format_rule(_explicit(item, frame)) for item in parse_rules(rule))


def divide(start: MomentT, rule: str, at: MomentT) -> tuple[str, str]:
    """Divide a series in two for "this and following": ten dates stay ten.

    Args:
        start: DTSTART of the series.
        rule: its one rule.
        at: a later date of the rule (an excluded one will do), of the kind of ``start``.

    Returns:
        The rule of the earlier part (with the same DTSTART) and of the later one (whose DTSTART
        is ``at``).  A COUNT is shared out between them; otherwise the earlier one gets UNTIL.

    Raises:
        InvalidRuleError: the rule cannot be read.
        SeriesNotDivisibleError: several rules, or ``at`` is the first or none of its dates.
    """
    rules = parse_rules(rule)
    if len(rules) > 1:
        raise SeriesNotDivisibleError(rule=rule, reason="several_rules")
    frame = Frame(start)
    explicit = _explicit(rules[0], frame)
    cut = frame.inward(at)
    if cut <= frame.shown_start:
        raise SeriesNotDivisibleError(rule=rule, reason="first_date")
    try:
        before = _dates_before(explicit, frame, cut)
    except OutOfTimeError:
        raise SeriesNotDivisibleError(rule=rule, reason="too_slow") from None
    if explicit.count is not None:
        earlier = replace(explicit, count=before)
        return format_rule(earlier), format_rule(replace(explicit, count=explicit.count - before))
    return format_rule(replace(explicit, until=_just_before(cut, frame))), format_rule(explicit)


def _dates_before(rule: Rule, frame: Frame[MomentT], cut: datetime) -> int:
    for before, wall in enumerate(stream_of(rule, frame, Watch(DEFAULT_SECONDS))):
        if wall == cut:
            return before
        if wall > cut:
            break
    raise SeriesNotDivisibleError(rule=format_rule(rule), reason="not_a_date_of_the_series")


def _just_before(cut: datetime, frame: Frame[MomentT]) -> date | datetime:
    if frame.is_date:
        return (cut - timedelta(days=1)).date()
    last = cut - timedelta(seconds=1)
    return last if frame.zone is None else last.replace(tzinfo=frame.zone).astimezone(UTC)


def _explicit(rule: Rule, frame: Frame[MomentT]) -> Rule:
    resolved = resolve(rule, frame.start, is_date=frame.is_date)
    if rule.until is None:
        return resolved
    return replace(resolved, until=frame.exact_until(rule.until))


def format_rule(rule: Rule) -> str:
    """A rule's text, as written: parts in one order, defaults left out."""
    parts = [f"FREQ={rule.freq}"]
    if rule.until is not None:
        parts.append(f"UNTIL={_moment_text(rule.until)}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    lists = (
        ("BYMONTH", rule.by_month),
        ("BYWEEKNO", rule.by_week_no),
        ("BYYEARDAY", rule.by_year_day),
        ("BYMONTHDAY", rule.by_month_day),
        ("BYDAY", tuple(_day_text(item) for item in rule.by_day)),
        ("BYHOUR", rule.by_hour),
        ("BYMINUTE", rule.by_minute),
        ("BYSECOND", rule.by_second),
        ("BYSETPOS", rule.by_set_pos),
    )
    parts += [f"{name}={','.join(map(str, values))}" for name, values in lists if values]
    if _week_start_matters(rule):
        parts.append(f"WKST={WEEKDAYS[rule.wkst]}")
    return ";".join(parts)


def _week_start_matters(rule: Rule) -> bool:
    if rule.freq is Freq.WEEKLY:
        return rule.interval > 1 or bool(rule.by_set_pos)
    return bool(rule.by_week_no)


def _day_text(item: ByDay) -> str:
    return f"{item.ordinal or ''}{WEEKDAYS[item.weekday]}"


def _moment_text(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat().replace("-", "")
    zulu = "Z" if moment.tzinfo is not None else ""
    return moment.replace(tzinfo=None, microsecond=0).isoformat().translate(_NO_MARKS) + zulu
