"""What may be booked: the limits of the editor and of imports, stricter than what can be read.

check_bookable(datetime(2026, 1, 5, 9), "FREQ=WEEKLY;COUNT=52", months=12)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from hubdesk.booking.errors import RuleNotBookableError
from hubdesk.booking.recurrence.expand import expand_with_state
from hubdesk.booking.recurrence.frame import MomentT
from hubdesk.booking.recurrence.rule import Freq, parse_rules
from hubdesk.kernel.month import months_later

MAX_DATES: Final = 1_500
MAX_SECONDS: Final = 0.5
DEFAULT_MONTHS: Final = 24


def check_bookable(
    start: MomentT,
    rule: str | None,
    *,
    exdates: Iterable[date | datetime] = (),
    rdates: Iterable[date | datetime] = (),
    months: int | None = DEFAULT_MONTHS,
    max_dates: int = MAX_DATES,
    max_seconds: float = MAX_SECONDS,
) -> list[MomentT]:
    """Expand a series that is to be booked, all of it, or refuse it.

    Args:
        start: DTSTART; a date, a floating or an aware datetime.
        rule: RFC 5545 text, or None for a single date.
        exdates: dates taken out.
        rdates: dates added.
        months: how far after DTSTART the last date may lie, from the house's policy; None allows
            any distance, but never a rule without an end.
        max_dates: the most dates, counted after ``exdates``.
        max_seconds: the most time the expansion may take.

    Returns:
        Every date of the series, as :func:`expand` gives them.

    Raises:
        InvalidRuleError: the rule cannot be read.
        RuleNotBookableError: reason ``too_fine`` (SECONDLY, MINUTELY), ``no_end`` (neither COUNT
            nor UNTIL), ``too_many_dates``, ``too_far`` or ``too_slow``.
    """
    text = rule or ""
    for item in () if rule is None else parse_rules(rule):
        if item.freq in (Freq.SECONDLY, Freq.MINUTELY):
            raise RuleNotBookableError(rule=text, reason="too_fine", limit="")
        if item.count is None and item.until is None:
            raise RuleNotBookableError(rule=text, reason="no_end", limit="")
    found = expand_with_state(
        start, rule, exdates=exdates, rdates=rdates, limit=max_dates, max_seconds=max_seconds
    )
    if found.out_of_time:
        raise RuleNotBookableError(rule=text, reason="too_slow", limit=max_seconds)
    if not found.complete:
        raise RuleNotBookableError(rule=text, reason="too_many_dates", limit=max_dates)
    if months is not None and found.dates:
        last_allowed = months_later(_day_of(start), months)
        if _day_of(found.dates[-1]) > last_allowed:
            raise RuleNotBookableError(rule=text, reason="too_far", limit=months)
    return found.dates


def _day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
