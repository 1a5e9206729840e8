"""Finds organisations, people, rooms, bookings, documents and bills by what a person types.

Reads only: the words stand in ``search_text``, which every unit of work keeps by itself
(``store.searching``).  May import the features below it, read-only; never the front.

    with hub.read() as session:
        search(session, "งบประมาณ", limit=6)
"""

from __future__ import annotations

from hubdesk.search.model import KINDS, Found
from hubdesk.search.queries import search

__all__ = ["KINDS", "Found", "search"]
