"""Editing a series: what is to be different, and what would become of every date.

Values only; ``service.preview_edit`` fills them and ``service.edit_series`` acts on the same plan.

    edit = SeriesEdit(starts=datetime(2026, 10, 22, 10), title="Board")
    preview = preview_edit(session, Target(occurrence_id=9, scope=Scope.FOLLOWING), edit)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from hubdesk.booking.model import Move, Scope


class Clashing(StrEnum):
    """What becomes of dates that clash where they would go.

    ``refuse``: nothing is changed.  ``stay``: they stay where they are, as exceptions.  ``skip``:
    they are left out and wait for the room.
    """

    REFUSE = "refuse"
    STAY = "stay"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class SeriesEdit:
    """What is to be different; None = as it is.

    Attributes:
        starts, ends, resource_id, override: as :class:`Move`.
        title, private, project: of the booking; for some of its dates, they get one of their own.
        people: 0 = not known.
        rrule: how the dates concerned go on from the first of them, with an end.
        clashing: what becomes of dates that clash there.
        take_along: exceptions go along with the others instead of staying where they are.
    """

    starts: datetime | None = None
    ends: datetime | None = None
    resource_id: int | None = None
    title: str | None = None
    private: bool | None = None
    project: str | None = None
    people: int | None = None
    rrule: str | None = None
    clashing: Clashing = Clashing.REFUSE
    take_along: bool = False
    override: str = ""

    @classmethod
    def of(cls, move: Move) -> SeriesEdit:
        """A move as an edit."""
        return cls(move.starts, move.ends, move.resource_id, override=move.override)

    @property
    def places(self) -> bool:
        """Whether dates go elsewhere, so that rooms must be asked."""
        return (self.starts, self.ends, self.resource_id, self.rrule) != (None,) * 4


class Becomes(StrEnum):
    """What becomes of one date."""

    CHANGED = "changed"
    SAME = "same"
    ADDED = "added"
    ENDED = "ended"
    CLASH = "clash"
    STAYS = "stays"
    SKIPPED = "skipped"


class Spot(NamedTuple):
    """When and in which room (its code)."""

    starts_at: datetime
    ends_at: datetime
    resource: str


class DateChange(NamedTuple):
    """One date before and after.

    Attributes:
        occurrence_id: None for a date that is added.
        status: it has, and keeps unless it ends or is skipped.
        before, after: None where there is none.
        reason, by: why it clashes, and with whom as far as the asker may know.
    """

    occurrence_id: int | None
    status: str
    before: Spot | None
    after: Spot | None
    becomes: Becomes
    reason: str = ""
    by: str = ""


class KeptDate(NamedTuple):
    """An exception to come that stays as it is; ``why`` is ``moved``, ``offered`` or its status."""

    occurrence_id: int
    spot: Spot
    why: str


class TextChange(NamedTuple):
    """A field of the booking before and after, as plain text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EditPreview:
    """What an edit would do; nothing was written.

    Attributes:
        dates: those concerned, ascending.
        kept: exceptions that stay.
        past: how many dates are over or under way; they are neither looked at nor changed.
        earlier: how many dates to come lie before the part concerned.
        divides: the part concerned becomes a booking of its own.
        rule_before, rule_after: of the part concerned; empty = one date.
        rule_earlier: of what lies before it, if it divides.
        total_before, total_after: dates of the whole series, whatever became of them.
    """

    booking_id: int
    scope: Scope
    timezone: str
    dates: tuple[DateChange, ...]
    kept: tuple[KeptDate, ...]
    texts: tuple[TextChange, ...]
    past: int
    earlier: int
    divides: bool
    rule_before: str
    rule_after: str
    rule_earlier: str
    total_before: int
    total_after: int

    @property
    def clashes(self) -> tuple[DateChange, ...]:
        """Dates in whose way something stands."""
        return tuple(date for date in self.dates if date.reason)

    def count(self, *kinds: Becomes) -> int:
        """How many dates become one of these."""
        return sum(date.becomes in kinds for date in self.dates)
