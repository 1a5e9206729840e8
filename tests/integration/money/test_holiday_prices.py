"""A month keeps the public holidays it was priced by, whatever is written in the table later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from hubdesk.costs.queries import costs_of, quote_for
from hubdesk.hub.service.holidays import add_holiday
from hubdesk.kernel.month import Month
from hubdesk.rules.service import set_price_rule
from hubdesk.rules.tariff import tariff_from
from tests.integration.conftest import EngineUnderTest
from tests.support.books import Books

OCTOBER = Month(2026, 10)


@pytest.fixture
def house(engine: EngineUnderTest) -> Iterator[Books]:
    books = Books.at(engine.new_place())
    books.room("R1")
    with books.hub.write() as uow:
        add_holiday(uow, date(2026, 10, 23), name_en="Chulalongkorn Day", name_th="")
        set_price_rule(
            uow, "rooms", name_en="Rooms", name_th="", vat_rate="7", org_class="",
            valid_from=date(2026, 1, 1), resource_kind="room", resource_id=None, org_id=None,
            tariff=tariff_from({
                "hour_minor": 100_00, "staff_hour_minor": 50_00, "holidays": True,
                "staff_there": [{"weekdays": [0, 1, 2, 3, 4], "from": 480, "to": 1080}],
            }),
        )  # fmt: skip
    books.book("DOG", 1, 22, 9, 2)
    books.book("DOG", 1, 23, 9, 2)
    yield books
    books.hub.close()


def charged(books: Books) -> list[int]:
    with books.hub.read() as session:
        return [one.net_minor for one in costs_of(session, OCTOBER).usage]


def test_a_holiday_costs_staff_and_a_closed_month_stays(house: Books) -> None:
    # Thursday 2 h at 100; the holiday 2 h at 100 and somebody must come for 50 an hour.
    assert charged(house) == [200_00, 300_00]
    house.close()
    with house.hub.write() as uow:
        add_holiday(uow, date(2026, 10, 22), name_en="Late", name_th="")
    assert charged(house) == [200_00, 300_00]
    assert house.close().findings == ()


def test_a_quote_says_what_a_holiday_costs(house: Books) -> None:
    with house.hub.read() as session:
        starts = datetime(2026, 10, 23, 5, tzinfo=UTC)
        found = quote_for(session, house.orgs["DOG"], [(1, 1)], starts, starts.replace(hour=6))
    assert found.net_minor == 150_00
    assert [part.what for part in found.lines[0].why] == ["hour", "holiday"]
