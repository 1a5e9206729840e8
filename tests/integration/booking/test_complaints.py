"""What users of today's systems complain about; each complaint is a test.

Named after the threads: LibreBooking #1220, cal.diy #15997, Indico #4180, #3980, #6550, MRBS
#2286, #364, #2202, #466, seatsurfing #1516, Indico #6443, MRBS #2789, #73.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from hubdesk.booking.errors import (
    ClosureInTheWayError,
    RoomClosedError,
    RoomTakenError,
)
from hubdesk.booking.model import BookingResult, Scope, Status, Target
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.booking.queries.listing import DateLine, booking_details
from hubdesk.booking.service import (
    add_closure,
    cancel,
    lift_closure,
    mark_no_show,
    occurrences_in_the_way,
    release,
    restore,
)
from hubdesk.bootstrap import Hub
from hubdesk.store.queries import history
from tests.support.hub import House, at, book_room, claims, set_clock

BANGKOK = ZoneInfo("Asia/Bangkok")


def dates_of(hub: Hub, result: BookingResult) -> tuple[DateLine, ...]:
    assert result.booking_id is not None
    with hub.read() as session:
        return booking_details(session, result.booking_id).dates


def local(line: DateLine, zone: ZoneInfo = BANGKOK) -> str:
    return line.starts_at.astimezone(zone).strftime("%m-%d %H:%M")


def test_a_closure_holds_the_room_and_names_what_is_in_its_way(hub: Hub, house: House) -> None:
    """MRBS #2202, #1453."""
    with hub.write() as uow:
        closure = add_closure(
            uow, house.rooms["HALL-A"], at(1, 0, month=12), at(15, 0, month=2, year=2027), "works"
        )
    spans = {(start, end) for _, start, end, kind, _ in claims(hub) if kind == "closure"}
    assert len(spans) == 4  # months are counted in UTC: the last hours of November are one
    assert max(end - start for start, end in spans) <= 31 * 86400
    for room in ("HALL", "HALL-A"):
        with pytest.raises(RoomClosedError) as caught:
            book_room(hub, house, room, at(5, 9, month=1, year=2027))
        assert caught.value.details["dates"][0]["reason"] == "closed"
    in_half = book_room(hub, house, "HALL-B", at(5, 9, month=1, year=2027))
    with pytest.raises(ClosureInTheWayError) as refused, hub.write() as uow:
        add_closure(
            uow, house.rooms["HALL"], at(5, 0, month=1, year=2027),
            at(6, 0, month=1, year=2027), "all",
        )  # fmt: skip
    number = in_half.dates[0].occurrence_id
    assert refused.value.details == {"occurrences": [number], "closures": [closure]}
    with hub.read() as session:
        span = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
        assert occurrences_in_the_way(session, house.rooms["HALL"], *span) == (number,)
    with hub.write() as uow:
        lift_closure(uow, closure)
    book_room(hub, house, "HALL-A", at(5, 9, month=1, year=2027))


def test_a_no_show_is_released_for_others(hub: Hub, house: House) -> None:
    """Indico #6443."""
    result = book_room(hub, house, "R1", at(30, 9, month=11), hours=2)
    target = Target(booking_id=result.booking_id, scope=Scope.ALL)
    set_clock(hub, datetime(2026, 11, 30, 2, 20, tzinfo=UTC))
    with hub.write() as uow:
        mark_no_show(uow, target)
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "R1", at(30, 9, 30, month=11), org="BUD")
    with hub.write() as uow:
        release(uow, target, "nobody came")
    book_room(hub, house, "R1", at(30, 9, 30, month=11), org="BUD")
    assert dates_of(hub, result)[0].status == "released"
    with pytest.raises(RoomTakenError), hub.write() as uow:
        restore(uow, target)


def test_private_titles_are_on_no_paper_and_in_no_answer(hub: Hub, house: House) -> None:
    """MRBS #2789."""
    book_room(hub, house, "R1", at(30, 9, month=11), title="Whistleblower", private=True)
    book_room(hub, house, "R2", at(30, 9, month=11), title="Open day")
    with hub.read() as session:
        paper = repr(day_sheet(session, date(2026, 11, 30)))
    assert "Whistleblower" not in paper
    assert "Open day" in paper
    with pytest.raises(RoomTakenError) as caught:
        book_room(hub, house, "R1", at(30, 9, month=11))
    assert "Whistleblower" not in repr(caught.value)


def test_who_deleted_my_booking(hub: Hub, house: House) -> None:
    """Seven MRBS threads, #73 first: actor, action, reason, before and after."""
    result = book_room(hub, house, "R1", at(30, 9, month=11))
    number = result.dates[0].occurrence_id
    assert number is not None
    with hub.acting_as("nok").write() as uow:
        cancel(uow, Target(occurrence_id=number), "the speaker is ill")
    with hub.read() as session:
        last, first = history(session, of=("occurrence", number))
    assert (first.action, last.action, last.actor) == (
        "booking.booked", "booking.cancelled", "nok",
    )  # fmt: skip
    (image,) = [image for image in last.images if image.kind == "occurrence"]
    assert image.before is not None
    assert image.after is not None
    assert image.before["status"] == Status.BOOKED
    assert image.after["reason"] == "the speaker is ill"
