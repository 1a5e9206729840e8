"""What is done all day costs few statements, however many dates it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hubdesk.booking.errors import CheckInWindowError, WrongStatusError
from hubdesk.booking.model import DateOutcome, Target
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.service import book, check_in, check_in_all
from hubdesk.bootstrap import Hub, undo, verify
from hubdesk.kernel.errors import NotFoundError
from hubdesk.store.session import UnitOfWork
from tests.support.counting import counted
from tests.support.hub import House, at, book_room, request_for, set_clock

_WEEKLY = "FREQ=WEEKLY;COUNT=52"
#: (a date, a series, a check-in) by engine; a server also waits for turns, and reads again then.
_MOST = {"sqlite": (12, 13, 7), "postgresql": (12, 13, 14)}


def test_booking_and_checking_in_cost_few_statements(
    hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []
    dates: list[DateOutcome] = []
    for start, rrule in ((at(30, 9, month=11), None), (at(30, 12, month=11), _WEEKLY)):
        with counted(monkeypatch) as texts, hub.write() as uow:
            dates += book(uow, request_for(house, "R1", start, rrule=rrule)).dates
        found.append(len(texts))
    first = dates[0]
    set_clock(hub, first.starts_at)
    with counted(monkeypatch) as texts, hub.write() as uow:
        check_in(uow, Target(occurrence_id=first.occurrence_id))
    found.append(len(texts))
    most = _MOST[hub.database.dialect]
    assert all(number <= limit for number, limit in zip(found, most, strict=True)), found


def test_many_come_for_the_price_of_one(
    hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily = book_room(hub, house, "R1", at(30, 9, month=11), rrule="FREQ=DAILY;COUNT=40")
    arrivals = {date.occurrence_id or 0: date.starts_at for date in daily.dates}
    set_clock(hub, daily.dates[-1].ends_at)
    found: list[int] = []
    works: list[UnitOfWork] = []
    for part in ([*arrivals][:10], [*arrivals][10:]):
        with counted(monkeypatch) as texts, hub.write() as uow:
            noted = check_in_all(uow, {number: arrivals[number] for number in part})
            works.append(uow)
            assert list(noted.noted) == part
        found.append(len(texts))
    # A server is asked for the extras of every date before its turn is waited for.
    assert found[0] == found[1] or hub.database.dialect == "postgresql"
    with hub.read() as session:
        assert {line.status for line in bookings(session)} == {"checked_in"}
    seq = works[-1].changes.history_seq
    assert seq is not None
    undo(hub, seq)
    with hub.read() as session:
        statuses = [line.status for line in bookings(session)]
    assert statuses == ["checked_in"] * 10 + ["booked"] * 30
    assert not verify(hub).findings


def test_who_cannot_be_noted_is_left_out_with_the_reason(hub: Hub, house: House) -> None:
    days = [at(30, hour, month=11) for hour in (9, 11, 13)]
    early, twice, good = (_one(hub, house, day) for day in days)
    set_clock(hub, good[1])
    with hub.write() as uow:
        check_in_all(uow, {twice[0]: twice[1]})
    arrivals = {
        early[0]: early[1] - timedelta(minutes=16), twice[0]: twice[1], 987_654: good[1],
        good[0]: good[1],
    }  # fmt: skip
    with hub.write() as uow:
        noted = check_in_all(uow, arrivals)
    assert noted.noted == (good[0],)
    assert {number: type(error) for number, error in noted.left_out.items()} == {
        early[0]: CheckInWindowError, twice[0]: WrongStatusError, 987_654: NotFoundError,
    }  # fmt: skip


def test_nobody_has_come_who_is_still_to_come(hub: Hub, house: House) -> None:
    number, starts_at = _one(hub, house, at(30, 9, month=11))
    set_clock(hub, starts_at - timedelta(minutes=5))
    with hub.write() as uow:
        noted = check_in_all(uow, {number: starts_at})
    assert isinstance(noted.left_out[number], CheckInWindowError)


def _one(hub: Hub, house: House, start: datetime) -> tuple[int, datetime]:
    (date,) = book_room(hub, house, "R1", start).dates
    return date.occurrence_id or 0, date.starts_at
