"""Finds organisations, people, rooms, bookings, documents and bills by what a person types.

Reads only: the words stand in ``search_text``, which every unit of work keeps by itself
(``store.searching``).  May import the features below it, read-only; never the front.

    from hubdesk.search.queries import search

    with hub.read() as session:
        search(session, "งบประมาณ", limit=6)
"""
