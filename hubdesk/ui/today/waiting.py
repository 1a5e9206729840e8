"""Reads how long the house waits for people today, on the worker's thread.

    front.read(lambda session: load_waiting(session, day, zone), self._on_waiting, owner=self)
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from hubdesk.booking.queries.arrivals import arrival_rules, warned_since
from hubdesk.store.session import Session
from hubdesk.ui.booking.load import day_bounds, minute_of
from hubdesk.ui.today.counter import Waiting


def load_waiting(session: Session, day: date, zone: ZoneInfo) -> Waiting:
    """The rules of the house, and who was told when their room is given free."""
    told = warned_since(session, day_bounds(day, zone)[0])
    releases = {
        number: minute_of(moment, day, zone) for number, moment in told.items() if moment
    }
    return Waiting(arrival_rules(session), releases)
