"""What a booking is refused for.

Data only; the sentences, Thai and English, are found by ``code`` in ``hubdesk.words``.

    raise InvalidRuleError(rule="FREQ=DAILY;INTERVAL=0", reason="out_of_range")
"""

from __future__ import annotations

from hubdesk.kernel.errors import RefusedError


class InvalidRuleError(RefusedError):
    """A recurrence rule cannot be read.

    ``details``: ``rule`` (the text, shortened) and ``reason``, one of ``too_long``, ``empty``,
    ``too_many_rules``, ``malformed_part``, ``part_twice``, ``unknown_part``, ``no_freq``,
    ``unknown_freq``, ``not_a_number``, ``out_of_range``, ``unknown_weekday``, ``bad_until``,
    ``count_and_until``, ``other_calendar``.
    """

    code = "invalid_rule"


class RuleNotBookableError(RefusedError):
    """A readable rule goes beyond what may be booked.

    ``details``: ``rule``, ``reason`` (``too_fine``, ``no_end``, ``too_many_dates``, ``too_far``,
    ``too_slow``) and ``limit`` (dates, months or seconds; empty text where none applies).
    """

    code = "rule_not_bookable"


class SeriesNotDivisibleError(RefusedError):
    """A series cannot be divided there; ``details`` has ``rule`` and ``reason``.

    ``reason`` is ``several_rules``, ``first_date``, ``not_a_date_of_the_series`` or ``too_slow``.
    """

    code = "series_not_divisible"
