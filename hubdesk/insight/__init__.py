"""Reads that look across features: what one organisation is, has, books and owes.

Reads only.  Must not write a row, and must not import ``ui``, ``cli`` or ``reports``.

    members(session, Wanted(text="trust"), at=now, zone=zone)
"""
