"""The counter's figures for the strip on top of the page: visitors, parcels, tickets.

desk_figures(loaded, words, now)[1]     # ("4", "1 longer than 3 days", "warning")
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from hubdesk.frontdesk.model import ParcelStatus, TicketStatus, VisitStatus
from hubdesk.ui.today.desk.load import DeskLoad
from hubdesk.words.catalogue import Words


def desk_figures(
    loaded: DeskLoad | None, words: Words, now: datetime
) -> list[tuple[str, str, str]]:
    """(number, smaller line, tone) of each; nothing is said before they are read."""
    if loaded is None:
        return [("", "", "text")] * 3
    return [
        _visitors(loaded, words), _parcels(loaded, words, now), _tickets(loaded, words, now)
    ]  # fmt: skip


def _visitors(loaded: DeskLoad, words: Words) -> tuple[str, str, str]:
    sides = Counter(visit.status for visit in loaded.visits)
    note = words.t(
        "here {here}, left {left}", here=sides[VisitStatus.ARRIVED], left=sides[VisitStatus.LEFT]
    )
    return str(sides[VisitStatus.EXPECTED]), note, "text"


def _parcels(loaded: DeskLoad, words: Words, now: datetime) -> tuple[str, str, str]:
    waiting = [one for one in loaded.parcels if one.status is ParcelStatus.WAITING]
    days = loaded.settings.parcel_days
    old = sum(one.days_waiting(now) >= days for one in waiting)
    note = ""
    if old:
        note = words.n("{n} over {days} days", "{n} over {days} days", old, days=days)
    return str(len(waiting)), note, "warning" if old else "text"


def _tickets(loaded: DeskLoad, words: Words, now: datetime) -> tuple[str, str, str]:
    to_do = [one for one in loaded.tickets if one.status is TicketStatus.OPEN]
    late = sum(one.is_overdue(now) for one in to_do)
    keys = sum(key.loan is not None and key.loan.is_overdue(now) for key in loaded.keys)
    notes = [
        words.n("{n} overdue", "{n} overdue", late) if late else "",
        words.n("{n} key overdue", "{n} keys overdue", keys) if keys else "",
    ]
    said = " \u00b7 ".join(note for note in notes if note)
    return str(len(to_do)), said, "bad" if said else "text"
