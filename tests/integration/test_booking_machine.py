"""A state machine: whatever people do, no unit is ever held twice and nothing is forgotten.

Hypothesis books, moves, skips, cancels, restores, checks in, closes, undoes and redoes in any
order, on a house with a divider hall and projectors.  After every step claims are exactly those
that follow from what blocks, every success left one history row, and a refusal left nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hubdesk.booking import service
from hubdesk.booking.checks import claims_follow
from hubdesk.booking.model import (
    Arrangement,
    BookingRequest,
    Fate,
    Move,
    OnClash,
    Scope,
    Target,
    Wanted,
)
from hubdesk.booking.queries.in_the_way import in_the_way
from hubdesk.booking.queries.listing import DateLine, bookings
from hubdesk.bootstrap import Hub, undo
from hubdesk.kernel.errors import RefusedError
from hubdesk.store.queries import history
from hubdesk.store.session import UnitOfWork
from tests.support.hub import NOW, House, claims, furnish, make_hub, set_clock

ROOMS = ("R1", "HALL", "HALL-A", "HALL-B")
FIRST_DAY = datetime(2026, 10, 5)  # noqa: DTZ001 - wall time is naive

starts = st.builds(
    lambda day, half_hour: FIRST_DAY + timedelta(days=day, minutes=30 * half_hour),
    st.integers(0, 9),
    st.integers(16, 24),
)
lengths = st.sampled_from([30, 60, 90, 240]).map(lambda minutes: timedelta(minutes=minutes))
buffers = st.sampled_from([0, 0, 15])
rules = st.sampled_from(
    [None, None, "FREQ=DAILY;COUNT=4", "FREQ=WEEKLY;COUNT=3", "FREQ=DAILY;INTERVAL=2;COUNT=3"]
)
scopes = st.sampled_from(list(Scope))


class BookingMachine(RuleBasedStateMachine):
    """Attributes:
    homes: where the folder of each run is made.
    written: history rows that must be there.
    changes: those that may be taken back.
    """

    homes: Path
    hub: Hub
    house: House

    @initialize()
    def open_the_house(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.homes))
        self.hub = make_hub(self.folder / "hub.hubdesk")
        self.house = furnish(self.hub)
        self.now = NOW
        self.bookings: list[int] = []
        self.closures: list[int] = []
        self.changes: list[int] = []
        self.written = self._rows()
        self.book_something()

    def book_something(self) -> None:
        """A series and a hall with projectors, so that every rule has a date from the start."""
        for room, rrule in (("R1", "FREQ=DAILY;COUNT=4"), ("HALL", None)):
            self.book(
                FIRST_DAY + timedelta(hours=9), timedelta(hours=1), room, "ACT",
                2 if rrule is None else 0, rrule, 0, 15, OnClash.REFUSE,
            )  # fmt: skip

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.hub.close()
            shutil.rmtree(self.folder)

    def _rows(self) -> int:
        with self.hub.read() as session:
            return history(session, limit=1)[0].seq

    def attempt(self, action: Callable[[UnitOfWork], Any]) -> Any:
        """Do something, or see it refused without a trace."""
        before = claims(self.hub)
        try:
            with self.hub.write() as uow:
                result = action(uow)
        except RefusedError:
            assert claims(self.hub) == before
            return None
        if uow.changes.history_seq is not None:
            self.written += 1
            assert uow.changes.history_seq == self.written
            self.changes.append(self.written)
        return result

    @rule(
        start=starts, length=lengths, room=st.sampled_from(ROOMS),
        org=st.sampled_from(["ACT", "BUD"]),
        projectors=st.sampled_from([0, 0, 2, 4]), rrule=rules, setup=buffers, cleanup=buffers,
        on_clash=st.sampled_from(list(OnClash)),
    )  # fmt: skip
    def book(
        self, start: datetime, length: timedelta, room: str, org: str, projectors: int,
        rrule: str | None, setup: int, cleanup: int, on_clash: OnClash,
    ) -> None:  # fmt: skip
        wanted = [Wanted(self.house.rooms[room])]
        if projectors:
            wanted.append(Wanted(self.house.rooms["PROJ"], projectors))
        request = BookingRequest(
            org_id=self.house.orgs[org], wanted=tuple(wanted), starts=start, ends=start + length,
            rrule=rrule, setup_minutes=setup, cleanup_minutes=cleanup, on_clash=on_clash,
        )  # fmt: skip
        result = self.attempt(lambda uow: service.book(uow, request))
        if result is not None:
            self.bookings.append(result.booking_id)

    def date_in(self, data: st.DataObject, *states: str) -> DateLine:
        """One of the dates in these states, or, more seldom, any date at all."""
        with self.hub.read() as session:
            lines = bookings(session)
        fitting = [line for line in lines if line.status in states]
        anything = not fitting or data.draw(st.integers(0, 4)) == 0
        return data.draw(st.sampled_from(lines if anything else fitting))

    def target(self, data: st.DataObject, *states: str) -> Target:
        line = self.date_in(data, *states)
        return Target(occurrence_id=line.occurrence_id, scope=data.draw(scopes))

    @precondition(lambda self: self.bookings)
    @rule(data=st.data(), name=st.sampled_from(["cancel", "skip_dates", "release"]))
    def end(self, data: st.DataObject, name: str) -> None:
        target, action = self.target(data, "booked", "checked_in"), getattr(service, name)
        self.attempt(lambda uow: action(uow, target, "because"))

    @precondition(lambda self: self.bookings)
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        line = self.date_in(data, "cancelled", "skipped", "released", "no_show")
        target = Target(occurrence_id=line.occurrence_id, scope=data.draw(scopes))
        action = service.readd_skipped if line.status == "skipped" else service.restore
        self.attempt(lambda uow: action(uow, target))

    @precondition(lambda self: self.bookings)
    @rule(data=st.data(), late=st.integers(-30, 90))
    def come(self, data: st.DataObject, late: int) -> None:
        """Time goes on to a date, and somebody comes or does not; it never goes back."""
        line = self.date_in(data, "booked")
        self.now = max(self.now, line.starts_at + timedelta(minutes=late))
        set_clock(self.hub, self.now)
        action = data.draw(st.sampled_from([service.check_in, service.mark_no_show]))
        target = Target(occurrence_id=line.occurrence_id)
        self.attempt(lambda uow: action(uow, target))

    @precondition(lambda self: self.bookings)
    @rule(data=st.data(), start=starts, room=st.sampled_from([None, *ROOMS]))
    def move(self, data: st.DataObject, start: datetime, room: str | None) -> None:
        target = self.target(data, "booked")
        to = Move(
            starts=data.draw(st.sampled_from([None, start])),
            ends=data.draw(st.sampled_from([None, None, start + timedelta(hours=1)])),
            resource_id=None if room is None else self.house.rooms[room],
        )
        self.attempt(lambda uow: service.move(uow, target, to))

    @precondition(lambda self: self.bookings)
    @rule(data=st.data(), rrule=rules.filter(bool))
    def repeat(self, data: st.DataObject, rrule: str) -> None:
        number = data.draw(st.sampled_from(self.bookings))
        self.attempt(
            lambda uow: service.repeat_booking(uow, number, rrule, on_clash=OnClash.SKIP)
        )

    @precondition(lambda self: self.bookings)
    @rule(data=st.data(), title=st.text(max_size=5))
    def write_on(self, data: st.DataObject, title: str) -> None:
        number = data.draw(st.sampled_from(self.bookings))
        before = claims(self.hub)
        self.attempt(lambda uow: service.change_booking(uow, number, title=title))
        assert claims(self.hub) == before

    @rule(start=starts, days=st.integers(1, 40), room=st.sampled_from(ROOMS))
    def close(self, start: datetime, days: int, room: str) -> None:
        number = self.attempt(
            lambda uow: service.add_closure(
                uow, self.house.rooms[room], start, start + timedelta(days=days), "works"
            )
        )
        if number is not None:
            self.closures.append(number)

    @rule(data=st.data(), start=starts, room=st.sampled_from(ROOMS))
    def close_and_decide(self, data: st.DataObject, start: datetime, room: str) -> None:
        """Every booking in the way goes elsewhere or is cancelled, and the room closes."""
        ends, number = start + timedelta(hours=6), self.house.rooms[room]
        with self.hub.read() as session:
            named = in_the_way(session, [number], start, ends)
        fates = {
            one.occurrence_id: Fate(cancel=True)
            if one.suggested is None or data.draw(st.booleans())
            else Fate(False, one.suggested.resource_id, one.suggested.starts_at)
            for one in named
        }
        closed = self.attempt(
            lambda uow: service.close_rooms(uow, [number], start, ends, "works", fates)
        )
        if closed is not None:
            self.closures += closed

    @precondition(lambda self: self.bookings)
    @rule(
        data=st.data(), setup=st.sampled_from([None, 0, 20]), cleanup=buffers,
        projectors=st.integers(0, 3), room=st.sampled_from([None, "R2", "HALL-B"]),
    )  # fmt: skip
    def arrange(
        self, data: st.DataObject, setup: int | None, cleanup: int, projectors: int,
        room: str | None,
    ) -> None:  # fmt: skip
        """Other buffers, other equipment, another room beside."""
        number = data.draw(st.sampled_from(self.bookings))
        extras = [Wanted(self.house.rooms["PROJ"], projectors)] if projectors else []
        if room is not None:
            extras.append(Wanted(self.house.rooms[room]))
        to = Arrangement(None, setup, cleanup, tuple(extras))
        self.attempt(lambda uow: service.arrange(uow, number, to))

    @precondition(lambda self: self.bookings)
    @rule(data=st.data(), start=starts)
    def make_room(self, data: st.DataObject, start: datetime) -> None:
        """One booking elsewhere by agreement, another one in its place."""
        line = self.date_in(data, "booked")
        request = BookingRequest(
            self.house.orgs["BUD"], (Wanted(line.resource_id),), line.starts_at, line.ends_at
        )
        result = self.attempt(
            lambda uow: service.make_room(uow, line.occurrence_id, Move(starts=start), request)
        )
        if result is not None:
            self.bookings.append(result.booking_id)

    @precondition(lambda self: self.closures)
    @rule(data=st.data())
    def lift(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.closures))
        self.attempt(lambda uow: service.lift_closure(uow, number))

    @precondition(lambda self: self.changes)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """Undo any change, recent ones more often; undoing an undo is redo."""
        recent = data.draw(st.integers(1, min(4, len(self.changes))))
        before = claims(self.hub)
        try:
            uow = undo(self.hub, self.changes[-recent])
        except RefusedError:
            assert claims(self.hub) == before
            return
        self.written += 1
        assert uow.changes.history_seq == self.written
        self.changes.append(self.written)

    @precondition(lambda self: self.changes)
    @rule()
    def take_back_and_again(self) -> None:
        """The last change taken back and done again leaves what was there."""
        before = claims(self.hub)
        for _ in range(2):
            self.take_back_last()
        with_same_times = [(unit, start, end) for unit, start, end, _, _ in claims(self.hub)]
        assert len(with_same_times) == len(before)

    def take_back_last(self) -> None:
        undo(self.hub, self.changes[-1])
        self.written += 1
        self.changes.append(self.written)

    @invariant()
    def claims_follow_from_what_blocks(self) -> None:
        if hasattr(self, "folder"):
            with self.hub.read() as session:
                assert claims_follow(session) == []

    @invariant()
    def no_history_row_is_lost(self) -> None:
        if hasattr(self, "folder"):
            assert self._rows() == self.written


BookingMachine.TestCase.settings = settings(max_examples=30, stateful_step_count=30)


class TestBookingMachine(BookingMachine.TestCase):  # type: ignore[valid-type,misc]
    @pytest.fixture(autouse=True)
    def _home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Later runs remove what one that ends hard has left here."""
        monkeypatch.setattr(BookingMachine, "homes", tmp_path, raising=False)
