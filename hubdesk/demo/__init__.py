"""An invented house to look at and to try: a year of bookings, bills, statements and payments.

Everything goes through the same services as the window, on a clock that is led through the year,
so the history reads as if people had worked there.  Names of organisations and rooms stand in
``resources/demo``; no person of the demo has ever lived.  Knows no front.

    >>> from hubdesk.demo.build import build_demo  # doctest: +SKIP
"""
