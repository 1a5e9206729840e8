"""History: "who deleted my booking?" – seven threads of MRBS users, each way of losing one a test.

Nothing is deleted: a booking that is gone is a state of its dates, and the history says who
brought it about, when, with what, and what it was before.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.model import Move, Scope, Target
from hubdesk.booking.queries.listing import booking_details, bookings
from hubdesk.bootstrap import Hub
from hubdesk.store.queries import Change, history
from tests.support.hub import House, at, book_room, set_clock

NINE = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def last_change(hub: Hub, occurrence_id: int) -> Change:
    with hub.read() as session:
        return history(session, of=("occurrence", occurrence_id))[0]


def before_and_after(change: Change, occurrence_id: int, column: str) -> tuple[object, object]:
    image = next(
        one for one in change.images if (one.kind, one.id) == ("occurrence", occurrence_id)
    )
    return (image.before or {}).get(column), (image.after or {}).get(column)


def booked(hub: Hub, house: House, **more: object) -> list[int]:
    result = book_room(hub, house, "R1", at(1, 9, month=12), title="Board", **more)
    return [date.occurrence_id or 0 for date in result.dates]


def test_who_cancelled_my_booking_and_why(hub: Hub, house: House) -> None:
    """MRBS #73: a booking has gone, and nobody can say who deleted it."""
    (number,) = booked(hub, house)
    set_clock(hub, NINE - timedelta(days=2))
    with hub.acting_as("mali", "window").write() as uow:
        service.cancel(uow, Target(occurrence_id=number), "the speaker is ill")
    change = last_change(hub, number)
    assert (change.actor, change.source, change.action) == ("mali", "window", "booking.cancelled")
    assert change.at == NINE - timedelta(days=2)
    assert before_and_after(change, number, "status") == ("booked", "cancelled")
    assert before_and_after(change, number, "reason") == (None, "the speaker is ill")


def test_it_is_still_there_to_be_looked_at_and_brought_back(hub: Hub, house: House) -> None:
    """MRBS #73 and its like: the row itself is lost with the answer; here neither is."""
    (number,) = booked(hub, house)
    with hub.write() as uow:
        service.cancel(uow, Target(occurrence_id=number))
    with hub.read() as session:
        (line,) = bookings(session, status="cancelled")
        assert (line.occurrence_id, line.title) == (number, "Board")
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    with hub.read() as session:
        (line,) = bookings(session, status="booked")
        assert line.occurrence_id == number


def test_who_cancelled_one_date_of_my_series(hub: Hub, house: House) -> None:
    """MRBS #73 and its like: one date of a weekly booking is missing."""
    numbers = booked(hub, house, rrule="FREQ=WEEKLY;COUNT=4")
    with hub.acting_as("somchai", "cli").write() as uow:
        service.cancel(uow, Target(occurrence_id=numbers[1]))
    assert last_change(hub, numbers[1]).actor == "somchai"
    assert last_change(hub, numbers[2]).action == "booking.booked"


def test_who_cancelled_the_rest_of_my_series(hub: Hub, house: House) -> None:
    """MRBS #73 and its like: "this and following" went further than somebody thought."""
    numbers = booked(hub, house, rrule="FREQ=WEEKLY;COUNT=4")
    with hub.acting_as("somchai", "window").write() as uow:
        service.cancel(uow, Target(occurrence_id=numbers[1], scope=Scope.FOLLOWING))
    changes = {last_change(hub, number).seq for number in numbers[1:]}
    assert changes == {uow.changes.history_seq}
    assert last_change(hub, numbers[0]).action == "booking.booked"


def test_who_moved_my_booking_to_another_room(hub: Hub, house: House) -> None:
    """MRBS #73 and its like: a booking is not where it was made."""
    (number,) = booked(hub, house)
    with hub.acting_as("mali", "window").write() as uow:
        service.move(
            uow, Target(occurrence_id=number), Move(resource_id=house.rooms["R2"])
        )
    change = last_change(hub, number)
    assert change.actor == "mali"
    assert before_and_after(change, number, "resource_id") == (
        house.rooms["R1"], house.rooms["R2"],
    )  # fmt: skip


def test_the_house_itself_is_named_where_it_gave_the_room_free(hub: Hub, house: House) -> None:
    """MRBS #73 and its like: nobody touched it, and still it has gone."""
    with hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=10, release_after=20)
    (number,) = booked(hub, house)
    for minutes in (10, 20):
        set_clock(hub, NINE + timedelta(minutes=minutes))
        service.sweep(hub.acting_as(service.SWEEPER, "sweep"))
    change = last_change(hub, number)
    assert (change.actor, change.source, change.action) == ("sweep", "sweep", "booking.released")
    assert before_and_after(change, number, "reason") == (None, "no_show")


def test_who_left_it_behind_when_the_organisation_went(hub: Hub, house: House) -> None:
    """MRBS #73 and its like: bookings go with a user who is removed."""
    (number,) = booked(hub, house)
    with hub.acting_as("director", "window").write() as uow:
        service.leave(uow, house.orgs["ACT"], NINE.date() - timedelta(days=1))
    change = last_change(hub, number)
    assert (change.actor, change.action) == ("director", "organisation.left")


def test_nobody_can_take_a_line_out_of_the_history(hub: Hub, house: House) -> None:
    """MRBS #73 and its like: a log that can be edited answers nothing."""
    (number,) = booked(hub, house)
    with hub.write() as uow:
        service.cancel(uow, Target(occurrence_id=number))
    with hub.read() as session:
        details = booking_details(session, 1)
        found = history(session, of=("booking", details.id))
    assert [one.action for one in found] == ["booking.cancelled", "booking.booked"]
    assert bootstrap.verify(hub).findings == ()
