"""What the plan of an edit is made of, and what is asked of a date all over it.

    Shift(before, after, "move")
    shifted(moment, timedelta(hours=1), zone)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate, in_zone
from hubdesk.booking.conflicts import Need, Verdict
from hubdesk.booking.dividing import Described
from hubdesk.booking.editing import SeriesEdit
from hubdesk.booking.model import Scope, Status

MOVABLE = frozenset({Status.REQUESTED, Status.HELD, Status.BOOKED})
#: Those go along with their series and stay what they are.
ALONG = MOVABLE | {Status.CANCELLED, Status.SKIPPED}
#: Reason of a date that ends because its series goes on differently.
RULE_CHANGED = "rule_changed"
#: Reasons of cancelled dates that the rule does not give any more.
_GONE = frozenset({RULE_CHANGED, "undone"})

Row = dict[str, Any]


class Shift(NamedTuple):
    """One date before and after; ``verdict`` None where no room had to be asked.

    Attributes:
        fate: ``move``, ``end`` (no date of the rule any more), ``stay`` or ``skip`` (it clashes).
    """

    before: Row
    after: Row
    fate: str = "move"
    verdict: Verdict | None = None


class Added(NamedTuple):
    """A date that the rule gives in addition; ``skipped`` = it clashes and is left out."""

    candidate: Candidate
    verdict: Verdict
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """The rules of the part that goes on by itself and, if it divides, of what stays."""

    later: Described
    earlier: Described | None = None


@dataclass(frozen=True, slots=True)
class EditPlan:
    """Attributes:
    shifts: dates concerned, in order of time; ``added`` those that are new.
    kept: exceptions to come within the part concerned.
    rest: dates before the part concerned: past ones and, for ``following``, earlier ones.
    by: the shift in wall time.
    needs: what each date wants where it goes; of added dates under 0.
    own: a single date goes on as a booking of its own, because its words change.
    single: one date of a series is meant; ``ranged``: some of those that lie ahead.
    division: None if the rule stays as it is.
    """

    booking: Row
    zone: ZoneInfo
    scope: Scope
    edit: SeriesEdit
    shifts: tuple[Shift, ...]
    kept: tuple[Row, ...]
    rest: tuple[Row, ...]
    by: timedelta
    needs: dict[int, tuple[Need, ...]]
    texts: dict[str, Any]
    added: tuple[Added, ...] = ()
    own: bool = False
    single: bool = False
    ranged: bool = False
    division: Division | None = None

    @property
    def divides(self) -> bool:
        """Whether the part concerned becomes a booking of its own."""
        return self.own or (self.division is not None and self.division.earlier is not None)

    @property
    def clashing(self) -> list[Verdict]:
        """Verdicts of everything that cannot be had."""
        found = [shift.verdict for shift in self.shifts if shift.verdict]
        found += [one.verdict for one in self.added]
        return [verdict for verdict in found if verdict.reason]


@lru_cache(maxsize=4096)
def shifted(moment: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    """An instant later by so much wall time, so that nine o'clock stays nine o'clock.

    Kept at hand: a date's place and its name within the series are mostly the same instant.
    """
    if not by:
        return moment
    wall = moment.astimezone(zone).replace(tzinfo=None) + by
    return in_zone(wall, zone).astimezone(UTC)


def is_named(row: Row) -> bool:
    """Whether a date is one that its booking's rule gives, whatever became of it."""
    return not (row["status"] == Status.CANCELLED and row["reason"] in _GONE)
