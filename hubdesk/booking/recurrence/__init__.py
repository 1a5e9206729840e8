"""Recurrence: from RFC 5545 rule text to dates, exactly, in bounded time.

HubDesk's own engine.  ``rule`` reads strictly, ``resolve`` adds what DTSTART implies, ``days`` and
``walk`` step over wall-clock time, ``frame`` knows dates and zones, ``expand`` puts a series
together, ``text`` writes rules back, ``bookable`` holds the limits of the house.  Pure: standard
library, ``hubdesk.kernel`` and ``hubdesk.booking.errors`` only.

Policy, where RFC 5545 is silent, is not followed by calendars, or leaves a choice:

- **DTSTART** is always a date of the series, is first, and counts towards COUNT, even when its own
  rule does not give it; only EXDATE takes it out.  RDATEs before it are left out.
- **YEARLY with BYMONTHDAY and without BYMONTH** means DTSTART's month only.  The RFC's table would
  give that day of every month; libical, Thunderbird, ical.js and ical.net do not, and no one who
  repeats "yearly on the 13th" wants twelve dates.  Together with BYWEEKNO or BYYEARDAY, BYMONTHDAY
  only limits, in all months.
- **YEARLY with BYWEEKNO and without BYDAY** means DTSTART's weekday.  With BYWEEKNO the year that
  INTERVAL counts is the year the week belongs to: 2 January 2010 lies in week 53 of 2009.
- **Ordinals in BYDAY** (``2MO``) count within the month for MONTHLY and wherever BYMONTH is given
  or implied, else within the year; elsewhere (WEEKLY, DAILY and below) they mean the plain
  weekday.  Plain weekdays and ordinals may be mixed.  BY parts that the RFC forbids for a FREQ
  limit it.
- **BYSETPOS** counts within the whole period, days before DTSTART included.
- **UNTIL** is inclusive; a date on a timed series ends with that local day, a floating time on a
  series in a zone is local, a UTC time on a floating series is read as written.  COUNT together
  with UNTIL is refused, as are EXRULE and calendars other than Gregorian (RFC 7529).
- **Time** is wall-clock time: rules, HOURLY and below included, and COUNT run on the wall clock and
  the zone is applied afterwards.  A time in a gap is shown as the clock shows it after a round trip
  through UTC; two times that a gap lays on each other are one date.  A time shown twice is the
  first.  BYSECOND=60 is 59.
- **All-day series** ignore BYHOUR, BYMINUTE and BYSECOND; HOURLY and below give each day once.

Exceptions among the agreed vectors (tests/integration/test_shared_rrule_vectors.py): none.

    >>> expand(datetime(2026, 1, 5, 9), "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3")
    [datetime.datetime(2026, 1, 5, 9, 0), datetime.datetime(2026, 1, 8, 9, 0), ...]
"""

from __future__ import annotations

from hubdesk.booking.errors import (
    InvalidRuleError,
    RuleNotBookableError,
    SeriesNotDivisibleError,
)
from hubdesk.booking.recurrence.bookable import MAX_DATES, MAX_SECONDS, check_bookable
from hubdesk.booking.recurrence.expand import Expansion, expand, expand_with_state
from hubdesk.booking.recurrence.rule import ByDay, Freq, Rule, parse_rules
from hubdesk.booking.recurrence.text import divide, format_rule, normalise

__all__ = [
    "MAX_DATES",
    "MAX_SECONDS",
    "ByDay",
    "Expansion",
    "Freq",
    "InvalidRuleError",
    "Rule",
    "RuleNotBookableError",
    "SeriesNotDivisibleError",
    "check_bookable",
    "divide",
    "expand",
    "expand_with_state",
    "format_rule",
    "normalise",
    "parse_rules",
]
