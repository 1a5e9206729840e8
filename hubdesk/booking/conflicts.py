"""Candidates against what is already held, loaded once, each with its verdict.

Three kinds of clash come out: with what others hold (a booking or a closure), with too little
left of a kind of equipment, and of two dates of the same series with each other.  Pure; times
are UTC seconds, half-open.

Source: Indico's room booking, which answers in lists instead of stopping at the first clash.

    >>> held = Held(); held.add(unit_id=1, starts_s=0, ends_s=3600)
    >>> held.holder(1, 1800, 5400)
    0
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice, repeat
from operator import gt
from typing import NamedTuple

from hubdesk.booking.candidates import Candidate, within_hours
from hubdesk.spaces.model import Bookable


@dataclass(frozen=True, slots=True)
class Need:
    """A resource of a request with the buffers that will be claimed around each date."""

    room: Bookable
    quantity: int
    setup_minutes: int
    cleanup_minutes: int

    def around(self, date: Candidate) -> tuple[int, int]:
        """A date with its buffers, in UTC seconds."""
        return date.starts_s - 60 * self.setup_minutes, date.ends_s + 60 * self.cleanup_minutes

    def around_all(self, dates: Sequence[Candidate]) -> tuple[list[int], list[int]]:
        """The starts and the ends of many dates with their buffers, in UTC seconds."""
        before_s, after_s = 60 * self.setup_minutes, 60 * self.cleanup_minutes
        starts_s = [starts_s - before_s for _, starts_s, _ in dates]
        return starts_s, [ends_s + after_s for _, _, ends_s in dates]


class UnitClaim(NamedTuple):
    """One unit to be held, buffers included."""

    unit_id: int
    starts_s: int
    ends_s: int


class Verdict(NamedTuple):
    """What would become of one candidate.

    Attributes:
        claims: what it needs, empty if it cannot be had.
        reason: ``room_taken``, ``equipment_short``, ``outside_opening_hours``, ``dates_overlap``;
            empty if it can be had.
        resource: code of the resource that cannot be had.
        held_unit, held_from_s: the claim in the way, to look up whose it is; None if it is no
            claim of others.
    """

    candidate: Candidate
    claims: tuple[UnitClaim, ...] = ()
    reason: str = ""
    resource: str = ""
    held_unit: int | None = None
    held_from_s: int | None = None


class Held:
    """What is held, by unit; the intervals of a unit never overlap."""

    def __init__(self) -> None:
        self._starts: dict[int, list[int]] = defaultdict(list)
        self._ends: dict[int, list[int]] = defaultdict(list)
        self._own: set[tuple[int, int]] = set()

    def load(self, unit_id: int, rows: Sequence[Sequence[int]]) -> None:
        """Take over a unit's ``(starts, ends)`` in ascending order."""
        self._starts[unit_id] += [row[0] for row in rows]
        self._ends[unit_id] += [row[1] for row in rows]

    def add(self, unit_id: int, starts_s: int, ends_s: int) -> None:
        """Hold a free interval for an earlier candidate of the same request."""
        starts = self._starts[unit_id]
        place = bisect_left(starts, starts_s)
        starts.insert(place, starts_s)
        self._ends[unit_id].insert(place, ends_s)
        self._own.add((unit_id, starts_s))

    def holder(self, unit_id: int, starts_s: int, ends_s: int) -> int | None:
        """Start of the interval in the way, or None: only the last before the end can be."""
        starts = self._starts[unit_id]
        place = bisect_left(starts, ends_s) - 1
        if place < 0 or self._ends[unit_id][place] <= starts_s:
            return None
        return starts[place]

    def leaves(self, unit_id: int, wanted: Iterable[tuple[int, int]]) -> bool:
        """Whether nothing of a unit is in the way of any of these intervals."""
        starts, ends = self._starts[unit_id], self._ends[unit_id]
        for starts_s, ends_s in wanted:
            place = bisect_left(starts, ends_s)
            if place and ends[place - 1] > starts_s:
                return False
        return True

    def is_own(self, unit_id: int, starts_s: int) -> bool:
        """Whether an interval was added for the same request."""
        return (unit_id, starts_s) in self._own


def needs_of(
    rooms: Sequence[Bookable], quantities: Sequence[int], setup_minutes: int, cleanup_minutes: int
) -> tuple[Need, ...]:
    """The longer of a resource's own buffers and the booking's."""
    return tuple(
        Need(
            room,
            quantity,
            max(room.setup_minutes, setup_minutes),
            max(room.cleanup_minutes, cleanup_minutes),
        )
        for room, quantity in zip(rooms, quantities, strict=True)
    )


def judge(
    dates: Sequence[tuple[Candidate, Sequence[Need]]],
    held: Held,
    zone: tzinfo,
    *,
    hours: bool = True,
) -> tuple[Verdict, ...]:
    """A verdict for every date, in order; what one takes is held against the next.

    Args:
        dates: each with its needs, of which it gets all or nothing.
        held: what others hold; of no more use afterwards.
        zone: in which opening hours are meant.
        hours: whether opening hours matter (not for a date that is put back as it was).
    """
    free = _free_at_once(dates, held, zone if hours else None)
    if free is not None:
        return free
    verdicts = []
    for candidate, needs in dates:
        verdict = _judge_one(candidate, needs, held, zone if hours else None)
        for claim in verdict.claims:
            held.add(*claim)
        verdicts.append(verdict)
    return tuple(verdicts)


def _free_at_once(
    dates: Sequence[tuple[Candidate, Sequence[Need]]], held: Held, zone: tzinfo | None
) -> tuple[Verdict, ...] | None:
    """The verdicts of dates in one room with nothing in their way; None for any others.

    Nearly every series is such, and takes half the time when it is looked at as a whole.
    """
    if not dates or len(needs := dates[0][1]) != 1 or needs[0].room.is_pool:
        return None
    room, units = needs[0].room, needs[0].room.unit_ids
    if any(others is not needs for _, others in dates):
        return None
    if zone and not all(
        within_hours(room, starts_s, ends_s, zone) for (_, starts_s, ends_s), _ in dates
    ):
        return None
    candidates = [candidate for candidate, _ in dates]
    starts, ends = needs[0].around_all(candidates)
    if any(map(gt, ends, starts[1:])):
        return None
    if not all(held.leaves(unit_id, zip(starts, ends, strict=True)) for unit_id in units):
        return None
    claims = zip(*(map(UnitClaim, repeat(unit_id), starts, ends) for unit_id in units), strict=True)
    return tuple(map(Verdict, candidates, claims))


def _judge_one(
    candidate: Candidate, needs: Sequence[Need], held: Held, zone: tzinfo | None
) -> Verdict:
    claims: list[UnitClaim] = []
    for need in needs:
        room = need.room
        if zone and not within_hours(room, candidate.starts_s, candidate.ends_s, zone):
            return Verdict(candidate, reason="outside_opening_hours", resource=room.code)
        taken = {claim.unit_id for claim in claims} if claims else ()
        found = _take(need, *need.around(candidate), held, taken)
        if isinstance(found, UnitClaim):
            return _clash(candidate, need, found, held)
        claims += found
    return Verdict(candidate, tuple(claims))


def _clash(candidate: Candidate, need: Need, claim: UnitClaim, held: Held) -> Verdict:
    code = need.room.code
    if need.room.is_pool:
        return Verdict(candidate, reason="equipment_short", resource=code)
    holder = held.holder(claim.unit_id, claim.starts_s, claim.ends_s)
    if holder is not None and held.is_own(claim.unit_id, holder):
        return Verdict(candidate, reason="dates_overlap", resource=code)
    unit = None if holder is None else claim.unit_id
    return Verdict(
        candidate, reason="room_taken", resource=code, held_unit=unit, held_from_s=holder
    )


def _take(
    need: Need, starts_s: int, ends_s: int, held: Held, taken: Container[int]
) -> list[UnitClaim] | UnitClaim:
    """The units that serve a need, or the claim that cannot be had."""
    units = need.room.unit_ids
    if not need.room.is_pool:
        for unit_id in units:
            if unit_id in taken or held.holder(unit_id, starts_s, ends_s) is not None:
                return UnitClaim(unit_id, starts_s, ends_s)
        return [UnitClaim(unit_id, starts_s, ends_s) for unit_id in units]
    free = (
        UnitClaim(unit_id, starts_s, ends_s)
        for unit_id in units
        if unit_id not in taken and held.holder(unit_id, starts_s, ends_s) is None
    )
    found = list(islice(free, need.quantity))
    return found if len(found) == need.quantity else UnitClaim(units[0], starts_s, ends_s)


def fits(candidate: Candidate, needs: Sequence[Need], held: Held, zone: tzinfo | None) -> bool:
    """Whether one date could be had; nothing is held for it."""
    return not _judge_one(candidate, needs, held, zone).reason
