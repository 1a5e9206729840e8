"""Mail as frozen values; imports only ``kernel``.

    Letter(kind="booking.confirmed", to=Reader("Malee", "malee@act.example", "th"), …)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

#: How the connection to the server is kept from listeners.
SECURITIES = ("starttls", "tls", "none")
#: What a letter can be, in the order lists are filtered by.
KINDS = (
    "booking.confirmed", "booking.changed", "booking.cancelled", "booking.reminder",
    "booking.late", "booking.offered", "booking.to_confirm", "booking.may_move",
    "visit.arrived", "parcel.came", "test",
)  # fmt: skip
STATUSES = ("queued", "sending", "sent", "failed", "withdrawn", "dry_run")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Attributes:
    enabled: letters are written; off until somebody has set mail up.
    dry_run: letters are written and "sent", but no server is asked.
    confirmations: of bookings, changes and cancellations; ``reminders`` before the start.
    visitors: hosts are told who has arrived; ``parcels``: organisations, what has come.
    wait_minutes: a letter about a booking waits so long, so that undo takes it back too.
    """

    enabled: bool = False
    dry_run: bool = False
    host: str = ""
    port: int = 587
    security: str = "starttls"
    login: str = ""
    from_name: str = ""
    from_address: str = ""
    reply_to: str = ""
    confirmations: bool = True
    reminders: bool = True
    visitors: bool = True
    parcels: bool = True
    remind_hours: int = 24
    wait_minutes: int = 2


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a letter is for; ``lang`` is ``th`` or ``en``."""

    name: str
    address: str
    lang: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is queued.

    Attributes:
        about: kind and id of the row it tells of.
        calendar: an iCalendar file as text, or empty.
        key: idempotency key; empty = always a new letter.
        urgent: does not wait for an undo.
    """

    kind: str
    to: Reader
    subject: str
    body: str
    org_id: int | None = None
    about: tuple[str, int | None] = ("", None)
    calendar: str = ""
    key: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class MailLine:
    """A letter as the outbox lists it.

    Attributes:
        org: code, or empty.
        due_at: when it is tried next, while it is queued.
        error: what the server answered last, if it refused.
    """

    id: int
    kind: str
    org: str
    to: Reader
    subject: str
    status: str
    attempts: int
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send; ``reply`` is the server's answer."""

    at: datetime
    ok: bool
    reply: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A whole letter with its log; words about a forgotten visitor are empty."""

    line: MailLine
    body: str
    calendar: str
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class DateFact:
    """One date as a letter tells of it.

    Attributes:
        room: names of the place in both languages.
        was: start, end and room before a change; None where nothing moved.
    """

    id: int
    starts_at: datetime
    ends_at: datetime
    room_th: str
    room_en: str
    status: str
    was: tuple[datetime, datetime, str, str] | None = None

    def room(self, lang: str) -> str:
        return (self.room_th or self.room_en) if lang == "th" else (self.room_en or self.room_th)


@dataclass(frozen=True, slots=True)
class BookingFact:
    """What happened to a booking in one unit of work.

    Attributes:
        booked, changed, cancelled: dates in order of time.
        waits: somebody has to approve it first.
        code: by which its one date is checked in; empty for several.
    """

    id: int
    org: str
    title: str
    people: int | None
    project: str
    created_at: datetime
    booked: tuple[DateFact, ...] = field(default=())
    changed: tuple[DateFact, ...] = field(default=())
    cancelled: tuple[DateFact, ...] = field(default=())
    waits: bool = False
    code: str = ""
