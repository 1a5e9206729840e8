"""Values every floor speaks: money, intervals, months, the clock, ids, errors, changes.

Standard library only, and nothing here knows what a booking or a bill is.

    >>> from hubdesk.kernel.month import Month
    >>> Month.parse("2026-10").days
    31
"""
