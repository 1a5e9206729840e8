"""Shared costs: bills, pools and the dated rules they are shared by, direct and usage charges.

``allocation``, ``sharing``, ``monthly`` and ``usage`` are pure and exact; ``service`` posts what
it enters in the ledger at once.  Must not import ``billing`` or ``month``, which charge what is
computed here.

    >>> from hubdesk.costs.allocation import allocate
    >>> allocate(100, {"ACT": 1, "BUD": 2})
    {'ACT': 33, 'BUD': 67}
"""
