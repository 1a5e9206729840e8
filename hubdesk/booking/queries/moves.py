"""Which single booking, put elsewhere, would make room; only asked about, never done here.

A booking comes into question if its people may be asked (``movable``), if it lies ahead, and if
there is another room for it at its time, or another time of its day in its room.

    for one in single_moves(session, ask): print(one.org, one.to_resource_id)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from hubdesk.booking.candidates import Candidate, within_hours
from hubdesk.booking.conflicts import Need
from hubdesk.booking.fitting import holds
from hubdesk.booking.model import Status, Target
from hubdesk.booking.queries.common import Ask, Look, look_for
from hubdesk.booking.queries.held import instant
from hubdesk.booking.queries.house import Place, TakenSpan
from hubdesk.booking.queries.targets import needs_of_dates, select_dates
from hubdesk.booking.slots import STEP_MINUTES, Start, when_reasons
from hubdesk.orgs.queries import organisation
from hubdesk.store.session import Session

_MOVABLE = (Status.HELD, Status.BOOKED)
#: So many bookings are looked at before it is said that no single move helps.
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class SingleMove:
    """One booking elsewhere, and what that makes free.

    Attributes:
        occurrence_id: the date that would move.
        org: code of whose it is.
        title: what for; empty if it is private or has none.
        code, starts_at, ends_at: where and when it is now.
        to_resource_id, to_code, to_starts_at: where and when it would be.
        room_id, room, opens_at: the room and time that would be free for the question.
    """

    occurrence_id: int
    org: str
    title: str
    code: str
    starts_at: datetime
    ends_at: datetime
    to_resource_id: int
    to_code: str
    to_starts_at: datetime
    room_id: int
    room: str
    opens_at: datetime
    fetched: Mapping[int, int]

    @property
    def to_ends_at(self) -> datetime:
        return self.to_starts_at + (self.ends_at - self.starts_at)


def single_moves(session: Session, ask: Ask, *, most: int = 3) -> tuple[SingleMove, ...]:
    """Moves of one booking each after which the question has an answer, the nearest first."""
    look = look_for(session, ask)
    finder = _Finder(session, look)
    found: list[SingleMove] = []
    tried: set[int] = set()
    for start, place, needs in _in_order(look):
        if len(found) == most or len(tried) == _PATIENCE:
            break
        blocker = finder.only_blocker(start, place, needs)
        if blocker is None or blocker in tried:
            continue
        tried.add(blocker)
        move = finder.elsewhere(blocker, start, place, needs)
        if move is not None:
            found.append(move)
    return tuple(found)


def _in_order(look: Look) -> Iterator[tuple[Start, Place, tuple[Need, ...]]]:
    """Times by the points of their hour and day, the smallest fitting room first."""

    def points(start: Start) -> int:
        return sum(one.points for one in when_reasons(start, look.ask.minutes, look.ask.preferred))

    rooms = sorted(look.rooms, key=lambda pair: (pair[0].room.capacity or 9999, pair[0].room.code))
    for start in sorted(look.starts, key=lambda start: (points(start), start.starts_s)):
        for place, needs in rooms:
            yield start, place, needs


class _Finder:
    """Looks at what is in the way of one time after the other."""

    def __init__(self, session: Session, look: Look) -> None:
        self._session = session
        self._look = look
        self._length_s = look.ask.minutes * 60
        self._busy = [span for org_id in look.orgs for span in look.busy_times(org_id)]
        self._engaged: tuple[int, list[TakenSpan]] = -1, []

    # -- what is in the way ---------------------------------------------------------------------

    def only_blocker(self, start: Start, place: Place, needs: Sequence[Need]) -> int | None:
        """The one date that keeps a room and the organisations from a time; None otherwise."""
        starts_s, ends_s = start.starts_s, start.starts_s + self._length_s
        if not within_hours(place.room, starts_s, ends_s, self._look.zone):
            return None
        blockers: set[int] = set()
        for span in self._in_the_way(starts_s, ends_s, needs):
            if span is None or span.kind != "occurrence":
                return None
            blockers.add(span.source_id)
            if len(blockers) > 1:
                return None
        return next(iter(blockers), None)

    def _in_the_way(
        self, starts_s: int, ends_s: int, needs: Sequence[Need]
    ) -> Iterator[TakenSpan | None]:
        """What holds the units, and what the organisations do then; None if that is too much."""
        date = Candidate(starts_s, starts_s, ends_s)
        for need in needs:
            found = [self._holders(unit, *need.around(date)) for unit in need.room.unit_ids]
            if not need.room.is_pool:
                yield from (span for spans in found for span in spans)
            elif sum(not spans for spans in found) < need.quantity:
                yield None
        yield from self._engagements(starts_s, ends_s)

    def _engagements(self, starts_s: int, ends_s: int) -> list[TakenSpan]:
        """What the organisations do at a time; asked once for all rooms."""
        if self._engaged[0] != starts_s:
            found = [
                span for span in self._busy if span.starts_s < ends_s and span.ends_s > starts_s
            ]
            self._engaged = starts_s, found
        return self._engaged[1]

    def _holders(self, unit: int, from_s: int, to_s: int) -> list[TakenSpan]:
        return list(_overlapping(self._look.taken.get(unit, ()), from_s, to_s))

    # -- where it could go ----------------------------------------------------------------------

    def elsewhere(
        self, occurrence_id: int, start: Start, place: Place, needs: Sequence[Need]
    ) -> SingleMove | None:
        """The nearest other place of a date, if its people may be asked and there is one."""
        selected = select_dates(self._session, Target(occurrence_id=occurrence_id))
        booking, date = selected.booking, selected.dates[0]
        if (
            not booking["movable"]
            or date["status"] not in _MOVABLE
            or date["starts_at"] <= self._session.clock.now()
        ):
            return None
        own = needs_of_dates(self._session, [date])[occurrence_id]
        wanted = _Wanted(start, self._length_s, tuple(needs))
        going = self._new_place(booking, date, own, wanted)
        if going is None:
            return None
        to_place, to_starts_s = going
        return SingleMove(
            occurrence_id,
            organisation(self._session, booking["org_id"]).code,
            "" if booking["private"] else booking["title"],
            own[0].room.code,
            date["starts_at"],
            date["ends_at"],
            to_place.resource.id,
            to_place.resource.code,
            instant(to_starts_s),
            place.resource.id,
            place.resource.code,
            instant(start.starts_s),
            {need.room.id: need.quantity for need in needs[1:]},
        )

    def _new_place(
        self, booking: Mapping[str, Any], date: Mapping[str, Any], own: Sequence[Need],
        wanted: _Wanted,
    ) -> tuple[Place, int] | None:  # fmt: skip
        starts_s = int(date["starts_at"].timestamp())
        here = self._look.house.places.get(date["resource_id"])
        if here is None or here.resource.kind != "room":
            return None
        if date["org_id"] not in self._look.orgs:
            for other in self._other_rooms(booking, here):
                main = self._need_in(other, booking)
                if self._fits(date, starts_s, (main, *own[1:]), wanted):
                    return other, starts_s
        for later_s in self._other_times(date["starts_at"]):
            if self._fits(date, later_s, own, wanted):
                return here, later_s
        return None

    def _other_rooms(self, booking: Mapping[str, Any], here: Place) -> list[Place]:
        """Rooms that would do as well, the most alike first."""
        people = booking["people"] or here.room.capacity
        return sorted(
            (
                other
                for other in self._look.house.rooms(booking["layout"])
                if other.resource.id != here.resource.id
                and other.room.timezone == here.room.timezone
                and holds(other.room, people)
                and set(here.resource.features) <= set(other.resource.features)
            ),
            key=lambda other: (
                other.resource.floor != here.resource.floor,
                abs((other.room.capacity or 0) - (here.room.capacity or 0)),
                other.resource.code,
            ),
        )

    @staticmethod
    def _need_in(place: Place, booking: Mapping[str, Any]) -> Need:
        room = place.room
        return Need(
            room,
            1,
            max(room.setup_minutes, booking["setup_minutes"]),
            max(room.cleanup_minutes, booking["cleanup_minutes"]),
        )

    def _other_times(self, starts_at: datetime) -> Iterator[int]:
        """Quarters of the same day, the nearest first."""
        zone = self._look.zone
        day = starts_at.astimezone(zone).date()
        midnight = datetime.combine(day, time())
        quarters = [
            int((midnight + timedelta(minutes=minute)).replace(tzinfo=zone).timestamp())
            for minute in range(0, 1440, STEP_MINUTES)
        ]
        now_s, own_s = (
            int(moment.timestamp()) for moment in (self._session.clock.now(), starts_at)
        )
        return iter(
            sorted(
                (quarter for quarter in quarters if quarter >= now_s and quarter != own_s),
                key=lambda quarter: (abs(quarter - own_s), -quarter),
            )
        )

    def _fits(
        self, date: Mapping[str, Any], starts_s: int, own: Sequence[Need], wanted: _Wanted
    ) -> bool:
        """Whether a date could stand somewhere, beside what is held and what is asked for."""
        length_s = int((date["ends_at"] - date["starts_at"]).total_seconds())
        candidate = Candidate(starts_s, starts_s, starts_s + length_s)
        if date["org_id"] in self._look.orgs and wanted.overlaps(starts_s, starts_s + length_s):
            return False
        taken = wanted.units()
        for need in own:
            if not within_hours(need.room, candidate.starts_s, candidate.ends_s, self._look.zone):
                return False
            from_s, to_s = need.around(candidate)
            free = [
                unit
                for unit in need.room.unit_ids
                if all(span.source_id == date["id"] and span.kind == "occurrence"
                       for span in self._holders(unit, from_s, to_s))
                and not any(unit == other and start < to_s and end > from_s
                            for other, start, end in taken)
            ]  # fmt: skip
            if len(free) < (need.quantity if need.room.is_pool else len(need.room.unit_ids)):
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the question would hold if it got its time."""

    start: Start
    length_s: int
    needs: tuple[Need, ...]

    def overlaps(self, starts_s: int, ends_s: int) -> bool:
        own_s = self.start.starts_s
        return starts_s < own_s + self.length_s and own_s < ends_s

    def units(self) -> list[tuple[int, int, int]]:
        """Units of rooms with the time they would be held; equipment is any of several."""
        own_s = self.start.starts_s
        date = Candidate(own_s, own_s, own_s + self.length_s)
        return [
            (unit, *need.around(date))
            for need in self.needs
            if not need.room.is_pool
            for unit in need.room.unit_ids
        ]


def _overlapping(spans: Sequence[TakenSpan], from_s: int, to_s: int) -> Iterator[TakenSpan]:
    """Those of a unit's ascending, disjoint times that touch ``[from_s, to_s)``, last first."""
    for at in range(bisect_left(spans, (to_s,)) - 1, -1, -1):
        if spans[at].ends_s <= from_s:
            return
        yield spans[at]
