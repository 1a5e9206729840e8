"""Deposits due, held and to return, and fees for what was missed; each can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from hubdesk.booking.model import BookingRequest, Target, Wanted
from hubdesk.booking.service import book, cancel, mark_no_show
from hubdesk.booking.service.waiving import waive
from hubdesk.bootstrap import undo, verify
from hubdesk.costs.model import Dues
from hubdesk.costs.queries import deposits
from hubdesk.costs.queries.dues import dues
from hubdesk.costs.service import settle_deposit, take_deposit
from hubdesk.kernel.month import Month
from hubdesk.rules.service import set_price_rule
from hubdesk.rules.tariff import tariff_from
from tests.integration.conftest import EngineUnderTest
from tests.support.books import Books

OCTOBER = Month(2026, 10)


@pytest.fixture
def house(engine: EngineUnderTest) -> Iterator[Books]:
    """Guests pay 800 an hour, 100 as a deposit, and half for what they call off late."""
    books = Books.on(engine)
    books.room("R1")
    with books.hub.write() as uow:
        set_price_rule(
            uow, "guests", name_en="Guests", name_th="", vat_rate="7", org_class="outside",
            valid_from=date(2026, 1, 1), resource_kind="room", resource_id=None, org_id=None,
            tariff=tariff_from({"hour_minor": 800_00, "cancel": [[1440, 50]],
                                "deposit_minor": 100_00}),
        )  # fmt: skip
    yield books
    books.hub.close()


def seen(books: Books, month: Month = OCTOBER) -> Dues:
    with books.hub.read() as session:
        return dues(session, month)


def ahead(books: Books, org: str) -> int:
    starts = datetime(2026, 11, 20, 9)  # noqa: DTZ001 - wall time is naive
    with books.hub.write() as uow:
        found = book(uow, BookingRequest(
            books.orgs[org], (Wanted(1),), starts, starts.replace(hour=11)
        ))  # fmt: skip
    assert found.booking_id is not None
    return found.booking_id


def last(books: Books) -> int:
    return int(books.sql("SELECT max(seq) FROM history")[0][0])


def test_a_deposit_is_due_until_it_is_taken_and_to_return_when_the_booking_is_over(
    house: Books,
) -> None:
    number = ahead(house, "DOG")
    (due,) = seen(house).due
    assert (due.org, due.booking_id, due.amount_minor) == ("DOG", number, 100_00)
    with house.hub.write() as uow:
        held = take_deposit(
            uow, house.orgs["DOG"], on=date(2026, 11, 5), amount_minor=60_00, booking_id=number
        )
    found = seen(house)
    assert [one.amount_minor for one in found.due] == [40_00]
    assert [one.id for one in found.held] == [held]
    assert found.to_return == set()
    with house.hub.write() as uow:
        cancel(uow, Target(booking_id=number))
    found = seen(house)
    assert found.due == ()
    assert found.to_return == {held}


def test_members_of_the_house_pay_no_deposit(house: Books) -> None:
    ahead(house, "ANT")
    assert seen(house).due == ()


def test_fees_are_listed_with_what_was_waived(house: Books) -> None:
    missed = house.book("DOG", 1, 14, 9, 2)
    with house.hub.write() as uow:
        mark_no_show(uow, Target(booking_id=missed))
    (fee,) = seen(house).fees
    assert (fee.org, fee.kind, fee.net_minor, fee.reason) == ("DOG", "no_show", 1600_00, "")
    with house.hub.write() as uow:
        waive(uow, Target(booking_id=missed), "the lift")
    (fee,) = seen(house).fees
    assert (fee.kind, fee.net_minor, fee.reason) == ("no_show", 0, "the lift")
    undo(house.hub, last(house))
    house.close()
    with house.hub.write() as uow:
        waive(uow, Target(booking_id=missed), "the lift")
    assert [one.reason for one in seen(house).fees] == ["the lift"]
    (credit,) = seen(house, OCTOBER.next).fees
    assert (credit.kind, credit.net_minor, credit.reason) == ("waived", -1600_00, "the lift")


def test_deposits_are_taken_back_and_again(house: Books) -> None:
    with house.hub.write() as uow:
        held = take_deposit(uow, house.orgs["DOG"], on=date(2026, 11, 5), amount_minor=100_00)
    taken = last(house)
    with house.hub.write() as uow:
        settle_deposit(uow, held, on=date(2026, 11, 6), kept_minor=30_00, reason="a chair")
    settled, balance = last(house), house.trial_balance()
    undo(house.hub, settled)
    with house.hub.read() as session:
        (one,) = deposits(session)
    assert (one.state, one.kept_minor, one.settled_on) == ("held", 0, None)
    undo(house.hub, last(house))
    assert house.trial_balance() == balance
    undo(house.hub, last(house))
    undo(house.hub, taken)
    assert house.trial_balance() == {}
    undo(house.hub, last(house))
    with house.hub.read() as session:
        (one,) = deposits(session)
    assert (one.state, one.amount_minor) == ("held", 100_00)
    assert verify(house.hub).findings == ()


def test_a_return_that_is_done_again_keeps_its_day(house: Books) -> None:
    with house.hub.write() as uow:
        held = take_deposit(uow, house.orgs["DOG"], on=date(2026, 11, 3), amount_minor=100_00)
    taken = last(house)
    with house.hub.write() as uow:
        settle_deposit(uow, held, on=date(2026, 11, 5))
    balance = house.trial_balance()
    undo(house.hub, last(house))
    undo(house.hub, last(house))
    with house.hub.read() as session:
        (one,) = deposits(session)
    assert (one.state, one.settled_on) == ("returned", date(2026, 11, 5))
    assert house.trial_balance() == balance
    undo(house.hub, last(house))
    undo(house.hub, taken)
    undo(house.hub, last(house))
    undo(house.hub, last(house))
    with house.hub.read() as session:
        (one,) = deposits(session)
    assert (one.state, one.settled_on) == ("returned", date(2026, 11, 3))
    assert house.trial_balance() == {}
    assert verify(house.hub).findings == ()
