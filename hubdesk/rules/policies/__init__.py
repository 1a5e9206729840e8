"""Policies of a house: what may be booked by whom, when and how much, as data.

``model`` holds the values, ``terms`` what each kind of policy asks for, ``periods`` days and weeks,
``timely``, ``personal`` and ``counted`` the evaluators, ``evaluate`` asks them all.  Pure: no
database, no clock.

    >>> ruling = evaluate([policy], asker, dates, at=now, counted=Counted())
    >>> [answer.code for answer in ruling.answers]
    ['too_early']
"""
