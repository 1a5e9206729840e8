"""Reads of the counter; return frozen values.

    visits.visits_of(session, day) · visits.inside_visits(session)
    parcels.waiting(session)          keys.house_keys(session)        tickets.open_tickets(session)
    extras.extras_of(session, 12)     notes.running(session)          inside.inside(session)
"""

from __future__ import annotations
