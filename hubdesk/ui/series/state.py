"""What a person decides on a series, date by date, before anything is written.  Pure.

    state = SeriesState(load)
    state.pick(3, Pick.ROOM)
    state.choices()     # for service.book_dates
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hubdesk.booking.model import BookingRequest
from hubdesk.booking.queries.proposals import Proposal
from hubdesk.booking.service.choices import LEFT_OUT, Choice, PlannedDate
from hubdesk.booking.service.leftout import RULES
from hubdesk.kernel.names import Names


class Pick(StrEnum):
    """What can be done with a date."""

    BOOK = "book"
    ROOM = "room"
    TIME = "time"
    SKIP = "skip"


#: The kinds of proposals that a pick takes.
KINDS = {Pick.ROOM: ("room",), Pick.TIME: ("time", "day")}


@dataclass(frozen=True, slots=True)
class RoomFact:
    """What is said of a room beside its name."""

    names: Names
    capacity: int
    floor: str
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesLoad:
    """A series as read for the first time.

    Attributes:
        dates: as asked.
        proposals: what would fit, for the dates that were looked at so far.
        rooms: by id.
        holidays: public holidays on which a date falls, by the start that was asked for.
    """

    request: BookingRequest
    dates: tuple[PlannedDate, ...]
    proposals: dict[datetime, tuple[Proposal, ...]]
    rooms: dict[int, RoomFact]
    holidays: dict[datetime, Names]


@dataclass(frozen=True, slots=True)
class Sums:
    """How many dates go which way; ``minutes`` of those that are booked."""

    asked: int = 0
    room: int = 0
    time: int = 0
    skipped: int = 0
    undecided: int = 0
    minutes: int = 0

    @property
    def booked(self) -> int:
        return self.asked + self.room + self.time


class SeriesState:
    """Attributes:
    dates: as asked; ``now``: with their choices, as judged last.
    proposals: as far as known, by the start that was asked for.
    """

    def __init__(self, load: SeriesLoad) -> None:
        self.request = load.request
        self.dates = load.dates
        self.rooms = load.rooms
        self.holidays = load.holidays
        self.proposals = dict(load.proposals)
        self.now: dict[datetime, PlannedDate] = {}
        self._picked: dict[datetime, tuple[Pick, Choice]] = {}

    # -- one date -------------------------------------------------------------------------------

    def clashes(self, at: int) -> bool:
        """Whether a date cannot be had as it was asked for."""
        return self.dates[at].outcome.outcome == "clash"

    def by_rules(self, at: int) -> bool:
        """Whether only rules of the house refuse a date as it stands now, and staff may pass it."""
        rules = self.shown(at).rules
        return bool(rules) and all(one.policy.overridable for one in rules)

    def left_out(self, at: int) -> bool:
        """Whether a rule of the series leaves a date out; a person may book it all the same."""
        return self.dates[at].outcome.outcome == "skipped"

    def holiday(self, at: int) -> Names | None:
        """The public holiday on which a date falls."""
        return self.holidays.get(self.dates[at].asked_at)

    def holidays_to_skip(self) -> list[int]:
        """Dates on public holidays that would be booked, or need a choice."""
        return [
            at for at in range(len(self.dates))
            if self.holiday(at) is not None and self.picked(at) is not Pick.SKIP
        ]  # fmt: skip

    def picked(self, at: int) -> Pick | None:
        """What is to be done with a date; None = nobody has decided yet."""
        found = self._picked.get(self.dates[at].asked_at)
        if found is not None:
            return found[0]
        if self.left_out(at):
            return Pick.SKIP
        return None if self.clashes(at) else Pick.BOOK

    def undecided(self, at: int) -> bool:
        return self.picked(at) is None

    def options(self, at: int, pick: Pick) -> tuple[Proposal, ...] | None:
        """What a pick could take; None = not looked at yet."""
        found = self.proposals.get(self.dates[at].asked_at)
        if found is None:
            return None
        return tuple(proposal for proposal in found if proposal.kind in KINDS[pick])

    def possible(self, at: int, pick: Pick) -> bool:
        """Whether a pick may be taken, as far as known."""
        if pick is Pick.BOOK:
            rules = self.dates[at].rules
            passes = bool(rules) and all(one.policy.overridable for one in rules)
            return passes or not self.clashes(at)
        if pick is Pick.SKIP:
            return True
        options = self.options(at, pick)
        return options is None or bool(options)

    def pick(self, at: int, pick: Pick) -> bool:
        """Decide; taking *other room* or *other time* again goes on to the next one.

        Returns:
            Whether it was possible.
        """
        if not self.possible(at, pick):
            return False
        asked_at = self.dates[at].asked_at
        if pick is Pick.BOOK:
            self._set(asked_at, pick, Choice())
        elif pick is Pick.SKIP:
            self._set(asked_at, pick, Choice(skip=self._reason(at)))
        else:
            options = self.options(at, pick)
            if not options:
                return False
            self.take(at, _next(options, self.taken(at)))
        return True

    def take(self, at: int, proposal: Proposal) -> None:
        """Decide for a proposal."""
        pick = Pick.ROOM if proposal.kind == "room" else Pick.TIME
        choice = Choice(resource_id=proposal.resource_id, starts=proposal.starts_at)
        self._set(self.dates[at].asked_at, pick, choice)

    def taken(self, at: int) -> Proposal | None:
        """The proposal a date was decided for."""
        found = self._picked.get(self.dates[at].asked_at)
        if found is None:
            return None
        return next(
            (
                proposal
                for proposal in self.proposals.get(self.dates[at].asked_at, ())
                if (proposal.resource_id, proposal.starts_at)
                == (found[1].resource_id, found[1].starts)
            ),
            None,
        )

    def shown(self, at: int) -> PlannedDate:
        """A date where and when it is to be."""
        return self.now.get(self.dates[at].asked_at, self.dates[at])

    def _set(self, asked_at: datetime, pick: Pick, choice: Choice) -> None:
        self._picked[asked_at] = (pick, choice)
        self.now.pop(asked_at, None)

    def _reason(self, at: int) -> str:
        """Why a date is left out: what is in the way, the day, or because a person wants it so."""
        on_its_day = LEFT_OUT if self.holiday(at) is None else RULES["holidays"]
        return self.dates[at].outcome.reason or on_its_day

    # -- all dates ------------------------------------------------------------------------------

    def choices(self) -> dict[datetime, Choice]:
        """For every date that is not booked as asked; undecided ones are left out."""
        found: dict[datetime, Choice] = {}
        for at, date in enumerate(self.dates):
            picked = self._picked.get(date.asked_at)
            if picked is not None:
                found[date.asked_at] = picked[1]
            elif self.clashes(at):
                found[date.asked_at] = Choice(skip=self._reason(at))
        return found

    def judge(self, dates: Iterable[PlannedDate]) -> None:
        """Take over what would become of each date with its choice."""
        self.now = {date.asked_at: date for date in dates}

    def replan(self, load: SeriesLoad) -> None:
        """Take over what stands there by now; decisions stay where they are possible."""
        self.dates, self.rooms, self.holidays = load.dates, load.rooms, load.holidays
        self.proposals |= load.proposals
        self.now = {}
        for at, date in enumerate(self.dates):
            picked = self._picked.get(date.asked_at)
            if picked is not None and picked[0] is Pick.BOOK and not self.possible(at, Pick.BOOK):
                del self._picked[date.asked_at]

    def sums(self) -> Sums:
        count = dict.fromkeys(Pick, 0)
        undecided = minutes = 0
        for at, date in enumerate(self.dates):
            pick = self.picked(at)
            if pick is None:
                undecided += 1
                continue
            count[pick] += 1
            if pick is not Pick.SKIP:
                length = date.outcome.ends_at - date.outcome.starts_at
                minutes += int(length.total_seconds()) // 60
        return Sums(
            count[Pick.BOOK], count[Pick.ROOM], count[Pick.TIME], count[Pick.SKIP], undecided,
            minutes,
        )  # fmt: skip

    def stuck(self) -> int | None:
        """The first date that is to be booked and cannot be, as judged last."""
        for at in range(len(self.dates)):
            stands = self.picked(at) not in (None, Pick.SKIP)
            if stands and self.shown(at).outcome.reason and not self.by_rules(at):
                return at
        return None


def _next(options: tuple[Proposal, ...], taken: Proposal | None) -> Proposal:
    if taken not in options:
        return options[0]
    return options[(options.index(taken) + 1) % len(options)]
