"""A policy, what it is asked about, and what it answers, as frozen values.

Imports only ``kernel``.

    >>> Scope(classes=("outside",)).concerns_asker(Asker(1, "resident"))
    False
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class Place:
    """A resource of a date: ``units`` is of how many units it takes."""

    id: int
    kind: str = "room"
    capacity: int | None = None
    units: int = 1


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom a booking is.

    Attributes:
        plans: names of its membership plans that hold now.
        purpose: what rules count the booking as, empty = an ordinary one.
        sponsor_class: class of the organisation that answers for it; empty = nobody does.
    """

    org_id: int
    org_class: str
    plans: tuple[str, ...] = ()
    person_id: int | None = None
    purpose: str = ""
    sponsor_class: str = ""


@dataclass(frozen=True, slots=True)
class DateAsked:
    """One date: aware times on the wall clock of where it is.

    Attributes:
        booking: tells dates of one booking from those of others; 0 = the one that is asked for.
        purpose: what rules count that booking as.
    """

    starts: datetime
    ends: datetime
    places: tuple[Place, ...]
    booking: int = 0
    purpose: str = ""

    @property
    def day(self) -> date:
        return self.starts.date()


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom and what a policy concerns; an empty tuple leaves nobody and nothing out.

    Attributes:
        min_capacity: rooms that hold at least so many; 0 = all.
        weekdays: 0 = Monday, of the day a date starts on.
        purposes: of the booking, compared without case.
    """

    classes: tuple[str, ...] = ()
    org_ids: tuple[int, ...] = ()
    plans: tuple[str, ...] = ()
    room_ids: tuple[int, ...] = ()
    room_kinds: tuple[str, ...] = ()
    min_capacity: int = 0
    weekdays: tuple[int, ...] = ()
    purposes: tuple[str, ...] = ()

    def concerns_asker(self, asker: Asker) -> bool:
        purpose = asker.purpose.casefold()
        return (
            (not self.classes or asker.org_class in self.classes)
            and (not self.org_ids or asker.org_id in self.org_ids)
            and (not self.plans or any(plan in self.plans for plan in asker.plans))
            and (not self.purposes or any(purpose == one.casefold() for one in self.purposes))
        )

    def concerns_place(self, place: Place) -> bool:
        return (
            (not self.room_ids or place.id in self.room_ids)
            and (not self.room_kinds or place.kind in self.room_kinds)
            and (not self.min_capacity or (place.capacity or 0) >= self.min_capacity)
        )

    def places_of(self, date_asked: DateAsked) -> tuple[Place, ...]:
        """The places of a date that are concerned; none where its weekday is not."""
        if self.weekdays and date_asked.starts.weekday() not in self.weekdays:
            return ()
        return tuple(place for place in date_asked.places if self.concerns_place(place))


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule of the house.

    Attributes:
        kind: a key of ``terms.KINDS``.
        names, reasons: what it is called and why it is there, as the house wrote it.
        terms: what it asks, by the names of ``terms.KINDS[kind]``.
        overridable: staff may let a booking pass, with a reason.
        valid_from, valid_to: days of use for which it holds, inclusive; None = open.
    """

    id: int
    kind: str
    names: Names
    reasons: Names
    scope: Scope
    terms: Mapping[str, Any]
    overridable: bool
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def places_of(self, asker: Asker, date_asked: DateAsked) -> tuple[Place, ...]:
        """What of a date the policy has a say in; empty = nothing."""
        if not self.holds_on(date_asked.day) or not self.scope.concerns_asker(asker):
            return ()
        return self.scope.places_of(date_asked)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a policy says against a booking.

    Attributes:
        code: which sentence tells it (``words.policies``).
        details: the values of that sentence.
        starts: of the dates it concerns, ascending.
    """

    policy: Policy
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)
    starts: tuple[datetime, ...] = ()

    def plain(self) -> dict[str, Any]:
        """For an error's details and for scripts."""
        policy = self.policy
        return {
            "policy": policy.id,
            "kind": policy.kind,
            "name": {"en": policy.names.en, "th": policy.names.th},
            "reason": {"en": policy.reasons.en, "th": policy.reasons.th},
            "overridable": policy.overridable,
            "code": self.code,
            "facts": dict(self.details),
            "dates": [moment.replace(tzinfo=None).isoformat() for moment in self.starts],
        }


@dataclass(frozen=True, slots=True)
class Ruling:
    """What all policies together say of a booking.

    Attributes:
        answers: what stands against it; empty = nothing does.
        approval: the policy by which somebody has to agree, or None.
        hold: the policy by which a hold lapses, or None.
        reconfirm: the policy by which a series is confirmed anew, or None.
    """

    answers: tuple[Answer, ...] = ()
    approval: Policy | None = None
    hold: Policy | None = None
    reconfirm: Policy | None = None
