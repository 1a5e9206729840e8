"""Offers from the waiting list and standing bookings to be confirmed are told by letter."""

from __future__ import annotations

from datetime import date, timedelta

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.model import Move, OnClash, Target
from hubdesk.booking.queries.reconfirming import reconfirmations_due
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.orgs.service import update_organisation
from hubdesk.outbox.model import Mail
from hubdesk.outbox.queries import letter, lines
from hubdesk.outbox.service.moving import ask_to_move
from hubdesk.outbox.service.reminding import remind
from tests.integration.conftest import NOW
from tests.support.hub import House, at, book_room
from tests.support.rules import add_rule


def _letters(hub: Hub, kind: str = "") -> list[Mail]:
    """Oldest first."""
    with hub.read() as session:
        found = [letter(session, line.id) for line in reversed(lines(session))]
    return [mail for mail in found if not kind or mail.line.kind == kind]


def _in_line(hub: Hub, house: House) -> tuple[int, int]:
    """BUD has a room, ACT waits for it: both dates."""
    there = book_room(hub, house, "R1", at(day=30, hour=9, month=11), org="BUD")
    waits = book_room(
        hub, house, "R1", at(day=30, hour=9, month=11), on_clash=OnClash.WAIT, title="Board"
    )
    first, second = there.dates[0].occurrence_id, waits.dates[0].occurrence_id
    assert first is not None
    assert second is not None
    return first, second


def test_an_offer_is_told_with_its_deadline_and_how_to_accept_it(hub: Hub, house: House) -> None:
    there, waits = _in_line(hub, house)
    before = len(_letters(hub))
    with hub.write() as uow:
        service.cancel(uow, Target(occurrence_id=there))
    (mail,) = _letters(hub)[before:]
    assert (mail.line.kind, mail.line.to.address) == ("booking.offered", "office@act.example")
    body = mail.body.splitlines()
    assert "  จ. 30 พฤศจิกายน 2569 09:00–10:00 น. · ห้อง 1" in body
    assert f"ข้อเสนอนี้มีผลถึง {_until(hub, waits)}" in mail.body
    assert f"o{waits}" in mail.body


def test_an_accepted_offer_is_confirmed_and_a_lapsed_one_is_not_a_cancellation(
    hub: Hub, house: House, clock: FixedClock
) -> None:
    there, waits = _in_line(hub, house)
    with hub.write() as uow:
        service.cancel(uow, Target(occurrence_id=there))
    with hub.write() as uow:
        service.accept_offer(uow, waits)
    assert [mail.line.kind for mail in _letters(hub)][-2:] == [
        "booking.offered", "booking.confirmed",
    ]  # fmt: skip
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    count = len(_letters(hub))
    clock.at = NOW + timedelta(days=2)
    with hub.write() as uow:
        service.tend(uow)
    assert [mail.line.kind for mail in _letters(hub)][count:] == []


def test_an_offer_that_is_taken_back_is_not_sent(hub: Hub, house: House) -> None:
    there, _waits = _in_line(hub, house)
    with hub.write() as uow:
        service.cancel(uow, Target(occurrence_id=there))
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    (mail,) = _letters(hub, "booking.offered")
    assert mail.line.status == "withdrawn"


def test_a_standing_booking_is_told_before_it_is_given_free(
    hub: Hub, house: House, clock: FixedClock
) -> None:
    """So many days before as its rule says; once for each period."""
    add_rule(hub, "reconfirm", terms={"months": 1, "remind_days": 5})
    booked = book_room(
        hub, house, "R1", at(day=30, hour=9, month=11), title="Board",
        rrule="FREQ=WEEKLY;COUNT=10",
    )  # fmt: skip
    with hub.write() as uow:
        service.set_reconfirmation(uow, booked.booking_id or 0, 1)
    clock.at = NOW + timedelta(days=27)  # 24 December; it is confirmed until the 30th
    assert _reminded(hub) == 0
    clock.at = NOW + timedelta(days=28)
    with hub.read() as session:
        (line,) = reconfirmations_due(session, date(2026, 12, 25))
        assert line.confirmed_until == date(2026, 12, 30)
    assert _reminded(hub) == 1
    assert _reminded(hub) == 0
    (mail,) = _letters(hub, "booking.to_confirm")
    assert "30 ธันวาคม 2569" in mail.body
    assert f"b{booked.booking_id}" in mail.body
    assert "5 รอบ" in mail.body
    with hub.write() as uow:
        service.reconfirm(uow, booked.booking_id or 0)
    assert _reminded(hub) == 0


def _reminded(hub: Hub) -> int:
    """How many letters about standing bookings were written now."""
    before = len(_letters(hub, "booking.to_confirm"))
    with hub.write() as uow:
        remind(uow)
    return len(_letters(hub, "booking.to_confirm")) - before


def _until(hub: Hub, occurrence_id: int) -> str:
    """Until when a date is offered, as Thai letters say it."""
    from hubdesk.booking.queries.waiting import waiting_row
    from hubdesk.outbox.service.readers import words_for

    with hub.read() as session:
        row = waiting_row(session, occurrence_id)
        assert row is not None
        return words_for(session, "th").moment(row["offer_until"])


def test_a_question_says_where_it_would_go_and_moves_nothing(hub: Hub, house: House) -> None:
    booked = book_room(hub, house, "R1", at(day=30, hour=9, month=11), title="Board")
    number = booked.dates[0].occurrence_id or 0
    to = Move(starts=at(day=30, hour=11, month=11), resource_id=house.rooms["R2"])
    for _ in range(2):
        with hub.write() as uow:
            assert ask_to_move(uow, number, to).to == "มูลนิธิต้านโกง"
    (mail,) = _letters(hub, "booking.may_move")
    lines_said = mail.body.splitlines()
    assert "  จ. 30 พฤศจิกายน 2569 09:00–10:00 น. · ห้อง 1" in lines_said
    assert "  จ. 30 พฤศจิกายน 2569 11:00–12:00 น. · ห้อง 2" in lines_said
    with hub.read() as session:
        row = session.row(OccurrenceRow, number) or {}
    assert row["resource_id"] == house.rooms["R1"]
    with hub.write() as uow:
        update_organisation(uow, house.orgs["ACT"], email="")
    with hub.write() as uow:
        assert ask_to_move(uow, number, to).to == ""
