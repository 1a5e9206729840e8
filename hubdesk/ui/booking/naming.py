"""How messages name a date: room, day, time and whose it is.

    thing = thing_of(session, 12)
    named(words, thing)     # Mun, Thu 22 Oct 2026 13:00–14:00 (BUD)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hubdesk.booking.tables import OccurrenceRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session
from hubdesk.ui.orgs import load_orgs
from hubdesk.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class Thing:
    """One date as people tell it from others."""

    room: Names
    starts_at: datetime
    ends_at: datetime
    org: str
    status: str = ""
    reason: str = ""


def thing_of(session: Session, occurrence_id: int) -> Thing:
    """Name a date.

    Raises:
        NotFoundError: no such date.
    """
    row = session.row(OccurrenceRow, occurrence_id)
    if row is None:
        raise NotFoundError(kind="occurrence", key=f"o{occurrence_id}")
    place = next(place for place in resources(session) if place.id == row["resource_id"])
    choice = load_orgs(session).by_id.get(row["org_id"])
    return Thing(
        place.names, row["starts_at"], row["ends_at"], "" if choice is None else choice.code,
        str(row["status"]), row["reason"] or "",
    )  # fmt: skip


def named(words: Words, thing: Thing) -> str:
    """The whole name."""
    where = placed(words, thing)
    return f"{where} ({thing.org})" if thing.org else where


def placed(words: Words, thing: Thing) -> str:
    """Where and when, without whose."""
    room = thing.room.get(words.lang)
    day = words.weekday_date(words.local(thing.starts_at).date())
    return f"{room}, {day} {words.times(thing.starts_at, thing.ends_at)}"


def moved(words: Words, before: Thing, after: Thing) -> str:
    """From where to where, saying only what differs."""
    if before.starts_at == after.starts_at and before.ends_at == after.ends_at:
        return words.t(
            "from {before} to {after}", before=before.room.get(words.lang),
            after=named(words, after),
        )  # fmt: skip
    same_day = words.local(before.starts_at).date() == words.local(after.starts_at).date()
    was = words.times(before.starts_at, before.ends_at) if same_day else placed(words, before)
    if same_day and before.room != after.room:
        was = f"{before.room.get(words.lang)} {was}"
    return words.t("from {before} to {after}", before=was, after=named(words, after))


def wall_of(moment: datetime, zone: ZoneInfo) -> datetime:
    """An instant as naive wall time, as booking takes it."""
    return moment.astimezone(zone).replace(tzinfo=None)
