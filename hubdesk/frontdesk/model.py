"""What the counter knows, as frozen values; imports only ``kernel``.

    parcel.days_waiting(now)
    loan.is_overdue(now)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from hubdesk.kernel.names import Names

#: The most people one line of visitors stands for.
MOST_PEOPLE = 9999


class VisitStatus(StrEnum):
    """Where a visit stands."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    LEFT = "left"
    CANCELLED = "cancelled"


class ParcelStatus(StrEnum):
    """Where a parcel is."""

    WAITING = "waiting"
    FETCHED = "fetched"
    RETURNED = "returned"


class KeyKind(StrEnum):
    """What is handed out."""

    KEY = "key"
    CARD = "card"
    LOCKER = "locker"


class TicketKind(StrEnum):
    """What the caretaker is asked for."""

    OUT_OF_ORDER = "out_of_order"
    SET_UP = "set_up"


class TicketStatus(StrEnum):
    """Where a ticket stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class ExtraKind(StrEnum):
    """What is ordered with a booking."""

    CATERING = "catering"
    STAFF = "staff"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """Attributes:
    keep_visits_days: words about visitors are deleted so many days after their day.
    parcel_days: a parcel that waits longer is told of as left lying.
    """

    keep_visits_days: int = 30
    parcel_days: int = 3


@dataclass(frozen=True, slots=True)
class NewVisit:
    """Attributes:
    name: empty only where ``private``: somebody who is not to be named.
    expected_at: aware; None = comes now, unannounced.
    org_id: whom they come to see; None = the house itself.
    host: whom in words, where no person of the organisation is chosen.
    """

    name: str
    org_id: int | None = None
    expected_at: datetime | None = None
    people: int = 1
    company: str = ""
    host: str = ""
    person_id: int | None = None
    occurrence_id: int | None = None
    note: str = ""
    private: bool = False
    idem_key: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One line of visitors; the words are empty once they are forgotten.

    Attributes:
        org: code, empty for the house itself.
        host: the person's name or what was typed.
    """

    id: int
    org_id: int | None
    org: str
    org_names: Names
    day: date
    expected_at: datetime | None
    people: int
    private: bool
    badge: str
    status: VisitStatus
    arrived_at: datetime | None
    left_at: datetime | None
    forgotten: bool
    name: str
    company: str
    host: str
    note: str

    @property
    def when(self) -> datetime | None:
        """What a list is sorted by: the last thing that happened, or is to happen."""
        return self.left_at or self.arrived_at or self.expected_at


@dataclass(frozen=True, slots=True)
class NewParcel:
    """Attributes:
    came_at: None = now.
    """

    org_id: int
    what: str
    pieces: int = 1
    sender: str = ""
    recipient: str = ""
    place: str = ""
    came_at: datetime | None = None
    idem_key: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """``done_by`` is who fetched it, ``done_at`` when."""

    id: int
    org_id: int
    org: str
    org_names: Names
    what: str
    pieces: int
    sender: str
    recipient: str
    place: str
    status: ParcelStatus
    came_at: datetime
    done_at: datetime | None
    done_by: str

    def days_waiting(self, now: datetime) -> int:
        """Whole days since it came."""
        return max(0, (now - self.came_at).days)


@dataclass(frozen=True, slots=True)
class Loan:
    """A key in somebody's hands."""

    id: int
    key_id: int
    org_id: int | None
    org: str
    holder: str
    out_at: datetime
    due_at: datetime | None
    back_at: datetime | None = None

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should be back by now."""
        return self.back_at is None and self.due_at is not None and self.due_at < now


@dataclass(frozen=True, slots=True)
class HouseKey:
    """A key, card or locker; ``loan`` None = it hangs on its hook.

    Attributes:
        room: code of the room it opens, empty for none.
    """

    id: int
    code: str
    kind: KeyKind
    names: Names
    resource_id: int | None
    room: str
    active: bool
    loan: Loan | None = None


@dataclass(frozen=True, slots=True)
class NewTicket:
    """Attributes:
    due_at: by when; None = no hurry.
    close_until: an out-of-order ticket closes its room from now until then.
    """

    kind: TicketKind
    what: str
    resource_id: int | None = None
    org_id: int | None = None
    occurrence_id: int | None = None
    due_at: datetime | None = None
    close_until: datetime | None = None
    idem_key: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """``closed_until`` is set while the ticket keeps its room closed."""

    id: int
    kind: TicketKind
    what: str
    resource_id: int | None
    room: str
    room_names: Names
    org: str
    due_at: datetime | None
    status: TicketStatus
    done_at: datetime | None
    done_by: str
    closure_id: int | None
    closed_until: datetime | None
    created_at: datetime
    created_by: str

    def is_overdue(self, now: datetime) -> bool:
        return self.status is TicketStatus.OPEN and self.due_at is not None and self.due_at < now


@dataclass(frozen=True, slots=True)
class NewExtra:
    """Attributes:
    quantity: above zero, exact.
    price_minor: net price of one, in minor units.
    vat_rate: kind of VAT, a key of ``rules.vat.RATES``.
    """

    occurrence_id: int
    kind: ExtraKind
    what: str
    quantity: Fraction
    price_minor: int
    vat_rate: str = "7"
    idem_key: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """``charge_id`` is the direct charge that was made of it, None while there is none."""

    id: int
    org_id: int
    org: str
    occurrence_id: int
    kind: ExtraKind
    what: str
    quantity: Fraction
    price_minor: int
    vat_rate: str
    cancelled: bool
    charge_id: int | None


@dataclass(frozen=True, slots=True)
class ShiftNote:
    """What one shift tells the next; ``ended_at`` None = it is being written."""

    id: int
    text: str
    started_at: datetime
    started_by: str
    ended_at: datetime | None
    ended_by: str


@dataclass(frozen=True, slots=True)
class GroupInside:
    """People who are in the house now, of one kind and place.

    Attributes:
        kind: ``visit``, ``booking`` or ``desk``.
        what: the visitor's name, or the booking's title; empty where it is private.
        place: where they should be: room or desk; empty where nobody knows.
        people: how many; None = nobody said.
        since: when they came in.
    """

    kind: str
    id: int
    org: str
    org_names: Names
    what: str
    place: Names
    floor: Names
    people: int | None
    since: datetime | None
    badge: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Inside:
    """Who is in the house at an instant."""

    at: datetime
    groups: tuple[GroupInside, ...]

    @property
    def people(self) -> int:
        """Those seen to come in; an unknown number counts as one at least."""
        return sum(group.people or 1 for group in self.groups if group.sure)

    @property
    def perhaps(self) -> int:
        """Those who may be here: their time is now, but nobody saw them come in."""
        return sum(group.people or 1 for group in self.groups if not group.sure)

    @property
    def uncounted(self) -> int:
        """How many groups gave no number."""
        return sum(group.people is None for group in self.groups)
