"""Reads the day of the counter: the board of today, and where walk-ins end.

    front.read(lambda session: load_counter_day(session, day, zone), self._on_day, owner=self)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from hubdesk.booking.queries.steps import walk_in_steps
from hubdesk.store.session import Session
from hubdesk.ui.booking.load import DayLoad, load_day


def load_counter_day(session: Session, day: date, zone: ZoneInfo) -> DayLoad:
    """The board of one day, with what walk-ins want to know."""
    return replace(load_day(session, day, zone), steps=walk_in_steps(session, day))
