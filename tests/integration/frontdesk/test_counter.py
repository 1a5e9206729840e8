"""Parcels, keys, tickets, extras and the shift note."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from hubdesk import bootstrap
from hubdesk.booking.errors import ClosureInTheWayError, RoomClosedError
from hubdesk.booking.model import Target
from hubdesk.booking.service import cancel, check_in
from hubdesk.bootstrap import Hub
from hubdesk.frontdesk.errors import AlreadyExistsError, KeyHereError, KeyOutError, NotInStateError
from hubdesk.frontdesk.model import (
    ExtraKind,
    KeyKind,
    NewExtra,
    NewParcel,
    NewTicket,
    NewVisit,
    ParcelStatus,
    TicketKind,
    TicketStatus,
)
from hubdesk.frontdesk.queries import extras as extras_reading
from hubdesk.frontdesk.queries import inside as inside_reading
from hubdesk.frontdesk.queries import keys as keys_reading
from hubdesk.frontdesk.queries import notes as notes_reading
from hubdesk.frontdesk.queries import parcels as parcels_reading
from hubdesk.frontdesk.queries import tickets as tickets_reading
from hubdesk.frontdesk.service import extras, keys, notes, parcels, tickets, visits
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names
from tests.integration.conftest import NOW
from tests.support.hub import House, at, book_room


def test_a_parcel_waits_and_is_fetched(hub: Hub, house: House, clock: FixedClock) -> None:
    with hub.write() as uow:
        parcel_id = parcels.take_in(
            uow, NewParcel(house.orgs["ACT"], "Books", pieces=2, place="Shelf A", idem_key="p")
        )
        assert parcels.take_in(uow, NewParcel(house.orgs["ACT"], "Books", idem_key="p")) == (
            parcel_id
        )
    clock.at = NOW + timedelta(days=4)
    with hub.read() as session:
        (waiting,) = parcels_reading.waiting(session)
    assert (waiting.org, waiting.pieces, waiting.days_waiting(clock.at)) == ("ACT", 2, 4)
    with hub.write() as uow:
        parcels.hand_out(uow, parcel_id, to="Malee")
    with hub.read() as session:
        assert parcels_reading.waiting(session) == ()
        fetched = parcels_reading.parcel(session, parcel_id)
        assert parcels_reading.since(session, NOW + timedelta(days=3)) == (fetched,)
    assert (fetched.status, fetched.done_by) == (ParcelStatus.FETCHED, "Malee")
    with pytest.raises(NotInStateError), hub.write() as uow:
        parcels.send_back(uow, parcel_id)


def test_a_fetched_parcel_is_put_back(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        parcel_id = parcels.take_in(uow, NewParcel(house.orgs["ACT"], "Letter"))
    with hub.write() as uow:
        parcels.hand_out(uow, parcel_id, to="Malee")
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    with hub.read() as session:
        assert [one.id for one in parcels_reading.waiting(session)] == [parcel_id]


def _key(hub: Hub, house: House, code: str = "ว-2") -> int:
    with hub.write() as uow:
        return keys.add_key(
            uow, code, kind=KeyKind.KEY, names=Names("ห้อง 1", "Room 1"),
            resource_id=house.rooms["R1"],
        )  # fmt: skip


def test_a_key_has_one_holder(hub: Hub, house: House, clock: FixedClock) -> None:
    key_id = _key(hub, house)
    with hub.write() as uow:
        keys.hand_out(
            uow, key_id, holder="Chai", org_id=house.orgs["BUD"], due_at=NOW + timedelta(hours=1)
        )
    with pytest.raises(KeyOutError) as refused, hub.write() as uow:
        keys.hand_out(uow, key_id, holder="Malee")
    assert refused.value.details == {"unit": "ว-2", "by": "Chai"}
    clock.at = NOW + timedelta(hours=2)
    with hub.read() as session:
        (key,) = keys_reading.house_keys(session)
    assert key.loan is not None
    assert (key.loan.org, key.room, key.loan.is_overdue(clock.at)) == ("BUD", "R1", True)
    with hub.write() as uow:
        keys.take_back(uow, key_id)
    with pytest.raises(KeyHereError), hub.write() as uow:
        keys.take_back(uow, key_id)
    with hub.read() as session:
        assert keys_reading.house_keys(session)[0].loan is None
        assert len(keys_reading.loans_of(session, key_id)) == 1


def test_the_database_refuses_a_second_holder(hub: Hub, house: House) -> None:
    from hubdesk.frontdesk.tables import KeyLoanRow

    key_id = _key(hub, house)
    loan = {"key_id": key_id, "org_id": None, "holder": "x", "out_at": NOW, "due_at": None,
            "back_at": None, "created_by": "x"}  # fmt: skip
    with pytest.raises(Exception, match=r"(?i)unique|key_loan"), hub.write() as uow:
        uow.insert(KeyLoanRow, idem_key="1", **loan)
        uow.insert(KeyLoanRow, idem_key="2", **loan)


def test_keys_have_codes_of_their_own_and_holders(hub: Hub, house: House) -> None:
    key_id = _key(hub, house)
    with pytest.raises(AlreadyExistsError):
        _key(hub, house)
    with pytest.raises(InvalidInputError), hub.write() as uow:
        keys.hand_out(uow, key_id, holder=" ")
    with pytest.raises(InvalidInputError), hub.write() as uow:
        keys.hand_out(uow, key_id, holder="Chai", due_at=NOW)


def test_handing_out_a_key_is_taken_back(hub: Hub, house: House) -> None:
    key_id = _key(hub, house)
    with hub.write() as uow:
        keys.hand_out(uow, key_id, holder="Chai")
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    with hub.read() as session:
        assert keys_reading.house_keys(session)[0].loan is None


def test_out_of_order_closes_the_room_until_it_is_done(
    hub: Hub, house: House, clock: FixedClock
) -> None:
    ticket = NewTicket(
        TicketKind.OUT_OF_ORDER, "Air conditioner drips", resource_id=house.rooms["R1"],
        due_at=NOW + timedelta(hours=5), close_until=NOW + timedelta(hours=6),
    )  # fmt: skip
    with hub.write() as uow:
        ticket_id = tickets.open_ticket(uow, ticket)
    with pytest.raises(RoomClosedError):
        book_room(hub, house, "R1", at(day=27, hour=11, month=11))
    with hub.read() as session:
        (shown,) = tickets_reading.open_tickets(session)
    assert (shown.room, shown.closed_until) == ("R1", NOW + timedelta(hours=6))
    assert not shown.is_overdue(NOW)
    clock.at = NOW + timedelta(minutes=30)
    with hub.write() as uow:
        tickets.finish(uow, ticket_id, by="Ek")
    done = uow.changes.history_seq or 0
    book_room(hub, house, "R1", at(day=27, hour=15, month=11))
    with pytest.raises(ClosureInTheWayError):
        bootstrap.undo(hub, done)
    with hub.read() as session:
        (shown,) = tickets_reading.tickets_since(session, NOW)
    assert (shown.status, shown.done_by, shown.closed_until) == (TicketStatus.DONE, "Ek", None)


def test_a_ticket_and_its_closure_are_taken_back_together(hub: Hub, house: House) -> None:
    ticket = NewTicket(
        TicketKind.OUT_OF_ORDER, "No light", resource_id=house.rooms["R1"],
        close_until=NOW + timedelta(hours=6),
    )  # fmt: skip
    with hub.write() as uow:
        tickets.open_ticket(uow, ticket)
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    book_room(hub, house, "R1", at(day=27, hour=11, month=11))
    with hub.read() as session:
        assert tickets_reading.open_tickets(session) == ()


def test_dates_in_the_way_are_told_and_nothing_is_written(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(day=27, hour=11, month=11))
    ticket = NewTicket(
        TicketKind.OUT_OF_ORDER, "No light", resource_id=house.rooms["R1"],
        close_until=NOW + timedelta(hours=6),
    )  # fmt: skip
    with pytest.raises(ClosureInTheWayError), hub.write() as uow:
        tickets.open_ticket(uow, ticket)
    with hub.read() as session:
        assert tickets_reading.open_tickets(session) == ()


def test_a_room_is_only_closed_if_it_is_named(hub: Hub, house: House) -> None:
    ticket = NewTicket(TicketKind.SET_UP, "U-shape for 12", close_until=NOW + timedelta(hours=1))
    with pytest.raises(InvalidInputError), hub.write() as uow:
        tickets.open_ticket(uow, ticket)


def test_extras_are_ordered_for_a_date_that_takes_place(hub: Hub, house: House) -> None:
    booked = book_room(hub, house, "R1", at(day=30, hour=9, month=11), project="EU-7")
    date_id = booked.dates[0].occurrence_id or 0
    wish = NewExtra(date_id, ExtraKind.CATERING, "Coffee", Fraction(12), 4500)
    with hub.write() as uow:
        extra_id = extras.order(uow, wish)
    with hub.read() as session:
        line = extras_reading.charge_of(session, extra_id)
        (shown,) = extras_reading.extras_of(session, date_id)
    assert (line.net_minor, line.date.isoformat(), line.org, line.project) == (
        54000, "2026-11-30", "ACT", "EU-7",
    )  # fmt: skip
    assert line.description == "Coffee × 12"
    assert shown.charge_id is None
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=date_id))
    with pytest.raises(NotInStateError), hub.write() as uow:
        extras.order(uow, wish)


def test_the_shift_note_runs_until_it_is_handed_over(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        first = notes.write(uow, "Lift is slow\nCall the plumber")
    with hub.write() as uow:
        assert notes.write(uow, "Lift is slow\nPlumber comes at 3") == first
    with hub.write() as uow:
        notes.hand_over(uow)
    with hub.read() as session:
        assert notes_reading.running(session) is None
        (handed,) = notes_reading.earlier(session)
    assert (handed.text.splitlines()[1], handed.ended_by) == ("Plumber comes at 3", "manager")
    with hub.write() as uow:
        assert notes.write(uow, "Quiet") != first
    with hub.write() as uow:
        notes.hand_over(uow)
    with pytest.raises(NotInStateError), hub.write() as uow:
        notes.hand_over(uow)


def test_who_is_in_the_house(hub: Hub, house: House, clock: FixedClock) -> None:
    sure = book_room(hub, house, "R1", at(day=27, hour=10, month=11), people=9, title="Board")
    book_room(hub, house, "R2", at(day=27, hour=10, month=11), org="BUD", private=True, title="X")
    book_room(hub, house, "HALL", at(day=27, hour=15, month=11))
    with hub.write() as uow:
        check_in(uow, Target(occurrence_id=sure.dates[0].occurrence_id))
        visits.expect(uow, NewVisit(name="Wipa", org_id=house.orgs["ACT"], people=2))
        visits.expect(uow, NewVisit(name="Late", expected_at=NOW + timedelta(hours=1)))
    clock.at = NOW + timedelta(minutes=20)
    with hub.read() as session:
        found = inside_reading.inside(session)
    assert [(one.kind, one.org, one.what, one.people, one.sure) for one in found.groups] == [
        ("visit", "ACT", "Wipa", 2, True),
        ("booking", "ACT", "Board", 9, True),
        ("booking", "BUD", "", None, False),
    ]
    assert (found.people, found.perhaps, found.uncounted) == (11, 1, 1)
