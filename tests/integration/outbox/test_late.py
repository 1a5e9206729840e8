"""Who has not checked in is warned by mail, once, before the room is given free."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hubdesk.booking import service
from hubdesk.booking.queries.arrivals import check_in_code
from hubdesk.bootstrap import Hub
from hubdesk.outbox.model import Mail
from hubdesk.outbox.queries import letter, lines
from tests.support.hub import House, at, book_room, set_clock

NINE = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def late_letters(hub: Hub) -> list[Mail]:
    with hub.read() as session:
        return [letter(session, one.id) for one in lines(session) if one.kind == "booking.late"]


def test_a_warning_is_sent_once_and_says_when_the_room_is_given_free(
    hub: Hub, house: House
) -> None:
    with hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=15, release_after=30)
    swept = hub.acting_as(service.SWEEPER, "sweep")
    service.sweep(swept)
    number = book_room(hub, house, "R1", at(1, 9, month=12)).dates[0].occurrence_id or 0
    for minutes in (15, 16, 30):
        set_clock(hub, NINE + timedelta(minutes=minutes))
        service.sweep(swept)
    (late,) = late_letters(hub)
    with hub.read() as session:
        code = check_in_code(session, number)
    for text in ("09:00", "09:30", code):
        assert text in late.body, late.body
    assert "09:00" in late.line.subject


def test_the_confirmation_of_one_date_tells_its_check_in_code(hub: Hub, house: House) -> None:
    service.sweep(hub.acting_as(service.SWEEPER, "sweep"))
    number = book_room(hub, house, "R1", at(1, 9, month=12)).dates[0].occurrence_id or 0
    book_room(hub, house, "R2", at(1, 9, month=12), rrule="FREQ=DAILY;COUNT=3")
    with hub.read() as session:
        code = check_in_code(session, number)
        series, single = [letter(session, one.id).body for one in lines(session)]
    assert f"Your check-in code: {code}" in single or f"รหัสเช็กอิน: {code}" in single
    assert "check-in code" not in series
    assert "รหัสเช็กอิน" not in series
