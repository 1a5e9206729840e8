"""What is asked of booking and what it answers, as frozen values.

Imports only ``kernel`` and the policies' values.

    >>> request = BookingRequest(org_id=1, wanted=(Wanted(7),),
    ...     starts=datetime(2026, 10, 22, 9), ends=datetime(2026, 10, 22, 10))
    >>> request.on_clash
    <OnClash.REFUSE: 'refuse'>
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any, NamedTuple

from hubdesk.booking.status import MAX_CLAIM as MAX_CLAIM  # noqa: PLC0414  they belong to
from hubdesk.booking.status import Status as Status  # noqa: PLC0414  what is asked
from hubdesk.kernel.ids import format_id, parse_id
from hubdesk.rules.policies.model import Answer, Policy


class Scope(StrEnum):
    """Which dates of a series an action concerns."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class OnClash(StrEnum):
    """What becomes of dates that cannot be had.

    ``refuse``: nothing is booked.  ``skip``: they are left out and wait for their room; at least
    one date must be had.  ``wait``: the same, also where no date can be had (a single wish).
    """

    REFUSE = "refuse"
    SKIP = "skip"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Wanted:
    """``quantity`` of one resource; more than one only of equipment."""

    resource_id: int
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """One wish to book.

    Attributes:
        wanted: the first is the main one; each date gets all of them or none.
        starts, ends: of the first date.  Naive = wall time where the main resource stands, aware =
            an instant.  A wall time that the clock skips means the moment the clock shows instead
            (02:30 becomes 03:30); one that it shows twice means the first.
        people: refused if the rooms hold fewer; None = unknown.
        rrule: RFC 5545 text with an end; every date lasts as many minutes as the first.
        exdates, rdates: dates left out and added; naive ones are wall time, plain dates in
            ``exdates`` leave out the whole day.
        skips: rules by which dates are left out: ``holidays``, ``closures``.
        setup_minutes, cleanup_minutes: wanted around each date; a room's own count if longer.
        layout: how the main resource is to be set, a kind of its layouts; empty = as it stands.
        movable: its people may be asked to go elsewhere where that makes room for others.
        person_id: who books; None = nobody said.
        purpose: what the rules of the house count it as ("fundraiser"); empty = an ordinary one.
        sponsor_id: the organisation of the house that answers for it.
        override: why a member of staff lets it pass what the rules refuse; kept in the history.
        status: of the new dates; one that does not block (``cancelled``) claims nothing.
        idem_key: the same key for the same organisation books once and gives the same answer
            again; empty = this call is the only one.
    """

    org_id: int
    wanted: tuple[Wanted, ...]
    starts: datetime
    ends: datetime
    title: str = ""
    private: bool = False
    project: str = ""
    people: int | None = None
    rrule: str | None = None
    exdates: tuple[date | datetime, ...] = ()
    rdates: tuple[datetime, ...] = ()
    on_clash: OnClash = OnClash.REFUSE
    skips: tuple[str, ...] = ()
    setup_minutes: int = 0
    cleanup_minutes: int = 0
    layout: str = ""
    movable: bool = True
    status: Status = Status.BOOKED
    idem_key: str = ""
    person_id: int | None = None
    purpose: str = ""
    sponsor_id: int | None = None
    override: str = ""


class DateOutcome(NamedTuple):
    """What became, or would become, of one date.

    Attributes:
        occurrence_id: None while nothing was written.
        outcome: ``booked``, ``skipped`` or ``clash``.
        resource: code of the main resource, or of the one that could not be had.
        reason: machine word, empty where the date was had.
        by: organisation that holds it, empty if the asker may not know.
    """

    occurrence_id: int | None
    starts_at: datetime
    ends_at: datetime
    outcome: str
    resource: str
    reason: str = ""
    by: str = ""

    def plain(self, zone: tzinfo) -> dict[str, Any]:
        """The shape of the command line's contract; times are wall time of ``zone``."""
        found: dict[str, Any] = {
            "occurrence_id": (
                None if self.occurrence_id is None else format_id("occurrence", self.occurrence_id)
            ),
            "start": self.starts_at.astimezone(zone).replace(tzinfo=None).isoformat(),
            "end": self.ends_at.astimezone(zone).replace(tzinfo=None).isoformat(),
            "outcome": self.outcome,
            "resource": self.resource,
        }
        if self.reason:
            found["reason"] = self.reason
        if self.by:
            found["by"] = self.by
        return found


@dataclass(frozen=True, slots=True)
class BookingResult:
    """What became of a request.

    Attributes:
        booking_id: None when nothing was written (a preview).
        answers: of the rules of the house against it; of a preview, those that would refuse it.
        approval: the rule by which it waits, or would wait, for somebody's word.
    """

    booking_id: int | None
    dates: tuple[DateOutcome, ...]
    answers: tuple[Answer, ...] = ()
    approval: Policy | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The dates an action concerns.

    ``booking_id`` alone = the whole booking; ``occurrence_id`` with a scope = from that date's
    point of view.  ``since`` and ``until`` (instants, half-open) narrow it to a range of a series.
    """

    booking_id: int | None = None
    occurrence_id: int | None = None
    scope: Scope = Scope.THIS
    until: datetime | None = None
    since: datetime | None = None

    @classmethod
    def of(cls, text: str, scope: Scope | str = Scope.THIS) -> Target:
        """``b12`` or ``o345``, as people and scripts write them.

        Raises:
            InvalidInputError: neither.
        """
        kind, number = parse_id(text)
        if kind == "booking":
            return cls(booking_id=number, scope=Scope.ALL)
        return cls(occurrence_id=number, scope=Scope(scope))


@dataclass(frozen=True, slots=True)
class Move:
    """Where dates go.

    Attributes:
        starts: new start of the date that is meant, naive wall time or aware; the other dates of
            the scope shift by the same wall time.  None = time stays.
        ends: its new end; None = it lasts as long as before.
        resource_id: new main resource; None = stays.
        override: why a member of staff lets it pass what the rules of the house refuse.
    """

    starts: datetime | None = None
    ends: datetime | None = None
    resource_id: int | None = None
    override: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What an action on dates did: ids of dates changed, and of exceptions left as they were."""

    booking_id: int
    changed: tuple[int, ...]
    kept: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a booking's room is to be set and what goes with it; None = as it is.

    Attributes:
        layout: of the main room; empty = as it stands.
        setup_minutes, cleanup_minutes: wanted around each date; a room's own count if longer.
        extras: further rooms and equipment beside the main room.
        movable: whether its people may be asked to go elsewhere.
    """

    layout: str | None = None
    setup_minutes: int | None = None
    cleanup_minutes: int | None = None
    extras: tuple[Wanted, ...] | None = None
    movable: bool | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a date that lies in the way of a closure.

    Attributes:
        cancel: it is cancelled; else it goes to another room, another time, or both.
    """

    cancel: bool = False
    resource_id: int | None = None
    starts: datetime | None = None
