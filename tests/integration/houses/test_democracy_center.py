"""Democracy Center: six months ahead at most, standing bookings confirmed anew, no-shows count."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hubdesk.booking.model import OnClash
from hubdesk.booking.queries.reconfirming import reconfirmation_row
from hubdesk.booking.service import book
from hubdesk.bootstrap import Hub
from hubdesk.rules.queries.policies import policies
from tests.integration.houses.conftest import Enter
from tests.support.hub import House, at, book_room, request_for, set_clock
from tests.support.rules import said


@pytest.fixture
def house(enter: Enter) -> House:
    return enter("democracy-center")


def test_the_last_day_is_six_months_away(hub: Hub, house: House) -> None:
    """From 1 October 2026 that is 1 April 2027."""
    assert said(hub, request_for(house, "R1", at(1, 23, month=4, year=2027))) == []
    assert said(hub, request_for(house, "R1", at(2, 0, month=4, year=2027))) == ["too_early"]


def test_the_last_day_moves_with_the_calendar(hub: Hub, house: House) -> None:
    """From 31 August 2026 it is 28 February 2027, which has no 31st."""
    set_clock(hub, datetime(2026, 8, 31, 5, 0, tzinfo=UTC))
    assert said(hub, request_for(house, "R1", at(28, 9, month=2, year=2027))) == []
    assert said(hub, request_for(house, "R1", at(1, 9, month=3, year=2027))) == ["too_early"]


def test_it_counts_the_day_of_the_house_not_of_greenwich(hub: Hub, house: House) -> None:
    """At 18:00 UTC on 1 October it is the 2nd in Bangkok."""
    set_clock(hub, datetime(2026, 10, 1, 18, 0, tzinfo=UTC))
    assert said(hub, request_for(house, "R1", at(2, 9, month=4, year=2027))) == []


def test_a_series_of_a_year_is_taken_for_half_of_it(hub: Hub, house: House) -> None:
    """Weekly from Thu 8 October: 8 October + 25 weeks is 1 April, so 26 of 52 dates."""
    wish = request_for(
        house, "R1", at(8, 9), rrule="FREQ=WEEKLY;COUNT=52", on_clash=OnClash.SKIP
    )
    with hub.write() as uow:
        result = book(uow, wish)
    assert sum(not one.reason for one in result.dates) == 26


def test_a_standing_booking_is_confirmed_anew_every_half_year(hub: Hub, house: House) -> None:
    """Weekly from 8 October: confirmed until 8 April; a single booking needs nobody's word."""
    book_room(hub, house, "R2", at(8, 9))
    series = book_room(hub, house, "R1", at(8, 9), rrule="FREQ=WEEKLY;COUNT=20")
    with hub.read() as session:
        row = reconfirmation_row(session, series.booking_id or 0)
        assert row is not None
        assert row["every_months"] == 6
        assert row["confirmed_until"] == at(8, 0, month=4, year=2027).date()


def test_staff_may_look_further_ahead_with_a_reason(hub: Hub, house: House) -> None:
    wish = request_for(house, "R1", at(2, 9, month=6, year=2027), override="yearly assembly")
    with hub.write() as uow:
        assert book(uow, wish).booking_id


def test_what_others_read_of_the_rules(hub: Hub, house: House) -> None:
    """The period of reconfirmation and the threshold of no-shows are data."""
    with hub.read() as session:
        known = {policy.kind: policy for policy in policies(session)}
    assert known["reconfirm"].terms == {"months": 6, "remind_days": 14}
    assert known["strikes"].terms == {"warn": 1, "ask": 3, "days": 180}
