"""Montgomery County CUPF: January to June opens class by class; seven business days of notice.

Government is the class of affiliates here, non-profits are partners, others outside.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hubdesk.bootstrap import Hub
from hubdesk.hub.tables import HolidayRow
from tests.integration.houses.conftest import Enter, become
from tests.support.hub import House, at, request_for, set_clock
from tests.support.rules import said


@pytest.fixture
def house(hub: Hub, enter: Enter) -> House:
    return enter("montgomery-county")


def _on(hub: Hub, month: int, day: int, hour: int = 5) -> None:
    """Move the clock; 5 in UTC is noon in Bangkok."""
    set_clock(hub, datetime(2026, month, day, hour, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("org_class", "last_closed", "first_open"),
    [
        ("affiliate", (10, 14), (10, 15)),
        ("partner", (11, 14), (11, 15)),
        ("outside", (11, 30), (12, 1)),
    ],
)
def test_a_class_waits_for_its_wave(
    hub: Hub, house: House, org_class: str, last_closed: tuple[int, int],
    first_open: tuple[int, int],
) -> None:  # fmt: skip
    become(hub, house, "ACT", org_class)
    spring = request_for(house, "R1", at(2, 9, month=3, year=2027))
    _on(hub, *last_closed)
    assert said(hub, spring) == ["not_open_yet"]
    _on(hub, *first_open)
    assert said(hub, spring) == []


def test_a_wave_opens_at_midnight_of_the_house(hub: Hub, house: House) -> None:
    """17:00 UTC on the 14th is 00:00 on the 15th in Bangkok."""
    become(hub, house, "ACT", "affiliate")
    spring = request_for(house, "R1", at(2, 9, month=3, year=2027))
    set_clock(hub, datetime(2026, 10, 14, 16, 59, tzinfo=UTC))
    assert said(hub, spring) == ["not_open_yet"]
    set_clock(hub, datetime(2026, 10, 14, 17, 0, tzinfo=UTC))
    assert said(hub, spring) == []


def test_waves_are_for_january_to_june(hub: Hub, house: House) -> None:
    become(hub, house, "ACT", "outside")
    assert said(hub, request_for(house, "R1", at(31, 9, month=12))) == []
    assert said(hub, request_for(house, "R1", at(1, 9, month=1, year=2027))) == ["not_open_yet"]
    assert said(hub, request_for(house, "R1", at(30, 9, month=6, year=2027))) == ["not_open_yet"]
    assert said(hub, request_for(house, "R1", at(1, 9, month=7, year=2027))) == []


def test_the_house_itself_waits_for_no_wave(hub: Hub, house: House) -> None:
    assert said(hub, request_for(house, "R1", at(2, 9, month=3, year=2027))) == []


def test_seven_business_days_of_notice(hub: Hub, house: House) -> None:
    """From Thu 1 October: Fri 2, Mon 5, Tue 6, Wed 7, Thu 8, Fri 9, Mon 12 – the seventh."""
    assert said(hub, request_for(house, "R1", at(9, 9))) == ["too_late_by_days"]
    assert said(hub, request_for(house, "R1", at(11, 9))) == ["too_late_by_days"]
    assert said(hub, request_for(house, "R1", at(12, 9))) == []


def test_a_holiday_is_no_business_day(hub: Hub, house: House) -> None:
    """With Monday 12 October off, the seventh is Tuesday 13."""
    with hub.write() as uow:
        holiday = uow.insert(HolidayRow, day=at(12, 0).date(), name_en="A day off")
        uow.record("holiday.added", "holiday", holiday)
    assert said(hub, request_for(house, "R1", at(12, 9))) == ["too_late_by_days"]
    assert said(hub, request_for(house, "R1", at(13, 9))) == []
