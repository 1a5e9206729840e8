"""A calendar as iCalendar, for any program that subscribes to one or reads one.

Knows no feature: the caller hands over entries that hold nothing a reader may not know.  Instants
are written in UTC, so that no reader needs a zone's rules to place them.  The same entries give
the same bytes: nothing in the file says when it was written.

    data = write_calendar("House", "Asia/Bangkok", entries)

**Source**: RFC 5545; RFC 7986 (NAME, REFRESH-INTERVAL); MS-OXCICAL (X-WR-CALNAME, X-PUBLISHED-TTL).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from hubdesk.kernel.text import clean

_PRODUCT = "-//HubDesk//HubDesk//EN"
_REFRESH = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event; all instants aware.

    Attributes:
        uid: the same for the same event for ever.
        status: ``TENTATIVE``, ``CONFIRMED`` or ``CANCELLED``.
        changed_at: when what is written here last changed.
    """

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    changed_at: datetime
    status: str = "CONFIRMED"
    location: str = ""
    categories: tuple[str, ...] = ()


def write_calendar(name: str, timezone: str, entries: Iterable[CalendarEntry]) -> bytes:
    """A file with one VEVENT for each entry, in their order.

    Args:
        name: what readers call the calendar.
        timezone: IANA name of the zone a reader may show it in.

    Returns:
        UTF-8 with CRLF, lines of at most 75 octets.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, clean(name))
    calendar.add("x-wr-timezone", timezone)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", _duration(_REFRESH))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    # Outside a message, DTSTAMP says when the event was last revised (RFC 5545, 3.8.7.2).
    event.add("dtstamp", _utc(entry.changed_at))
    event.add("created", _utc(entry.created_at))
    event.add("last-modified", _utc(entry.changed_at))
    event.add("dtstart", _utc(entry.starts_at))
    event.add("dtend", _utc(entry.ends_at))
    event.add("summary", clean(entry.summary))
    event.add("status", entry.status)
    if entry.location:
        event.add("location", clean(entry.location))
    if entry.categories:
        event.add("categories", [clean(category) for category in entry.categories])
    return event


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _duration(length: timedelta) -> str:
    return f"PT{int(length.total_seconds()) // 3600}H"
