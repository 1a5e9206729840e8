"""Letters are written in the unit of work they tell of, and taken back with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from hubdesk import bootstrap
from hubdesk.booking.model import Move, Target
from hubdesk.booking.service import cancel, move
from hubdesk.bootstrap import Hub
from hubdesk.frontdesk.model import NewParcel, NewVisit
from hubdesk.frontdesk.service import parcels, visits
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.service import update_organisation, update_person
from hubdesk.outbox.model import Mail
from hubdesk.outbox.queries import letter, lines
from hubdesk.outbox.service.reminding import remind
from hubdesk.outbox.service.settings import set_up
from hubdesk.outbox.service.tidying import tidy
from tests.integration.conftest import NOW
from tests.integration.outbox.conftest import MAIL
from tests.support.hub import House, at, book_room


def _letters(hub: Hub) -> list[Mail]:
    """Oldest first."""
    with hub.read() as session:
        return [letter(session, line.id) for line in reversed(lines(session))]


def _waiting(hub: Hub, minutes: int = 5) -> None:
    with hub.write() as uow:
        set_up(uow, replace(MAIL, wait_minutes=minutes))


def test_a_booking_is_confirmed_in_thai_with_its_calendar(hub: Hub, house: House) -> None:
    booked = book_room(
        hub, house, "R1", at(day=30, hour=9, month=11), title="ประชุมคณะทำงาน", people=8
    )
    (mail,) = _letters(hub)
    assert (mail.line.kind, mail.line.to.address, mail.line.to.lang) == (
        "booking.confirmed", "office@act.example", "th",
    )  # fmt: skip
    assert mail.line.subject == "จองแล้ว: ประชุมคณะทำงาน · ห้อง 1 · 30 พ.ย. 2569"
    assert mail.body.startswith("เรียน มูลนิธิต้านโกง")
    for line in (
        "ยืนยันการจองของท่านแล้ว", "หัวข้อ: ประชุมคณะทำงาน", "จำนวนคน: 8",
        "  จ. 30 พฤศจิกายน 2569 09:00–10:00 น. · ห้อง 1", f"อ้างอิง: b{booked.booking_id}",
        "ขอแสดงความนับถือ",
    ):  # fmt: skip
        assert line in mail.body.splitlines(), mail.body
    (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert str(event["summary"]) == "ประชุมคณะทำงาน"
    assert event.decoded("dtstart") == NOW + timedelta(days=2, hours=23)
    assert str(event["uid"]).startswith(f"o{booked.dates[0].occurrence_id}@")


def test_who_booked_is_written_to_in_their_language(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        update_person(uow, 1, lang="en")
    book_room(hub, house, "R1", at(day=30, hour=9, month=11), person_id=1, title="Board")
    (mail,) = _letters(hub)
    assert (mail.line.to.name, mail.line.to.address) == ("Malee", "malee@act.example")
    assert mail.line.subject == "Booked: Board · Room 1 · 30 Nov 2026"
    assert "Your booking is confirmed." in mail.body


def test_a_change_says_what_was_before(hub: Hub, house: House) -> None:
    booked = book_room(hub, house, "R1", at(day=30, hour=9, month=11), title="Board")
    with hub.read() as session:
        (line,) = lines(session)
    _mark_tried(hub, line.id)
    with hub.write() as uow:
        move(uow, Target(booking_id=booked.booking_id), Move(starts=at(day=30, hour=11, month=11)))
    mail = _letters(hub)[-1]
    assert mail.line.kind == "booking.changed"
    assert "    เดิม: จ. 30 พฤศจิกายน 2569 09:00–10:00 น. · ห้อง 1" in mail.body.splitlines()


def _mark_tried(hub: Hub, mail_id: int) -> None:
    from hubdesk.outbox.service.queue import _SET_STATE

    with hub.write() as uow:
        uow.run(_SET_STATE, _mail=mail_id, _status="sent", _attempts=1, _due_at=NOW)


def test_what_is_taken_back_before_it_was_sent_is_nobodys_news(hub: Hub, house: House) -> None:
    _waiting(hub)
    with hub.write() as uow:
        from hubdesk.booking.service import book
        from tests.support.hub import request_for

        book(uow, request_for(house, "R1", at(day=30, hour=9, month=11)))
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert [mail.line.status for mail in _letters(hub)] == ["withdrawn"]


def test_a_cancelling_that_is_taken_back_is_nobodys_news(hub: Hub, house: House) -> None:
    booked = book_room(hub, house, "R1", at(day=30, hour=9, month=11))
    _mark_tried(hub, _letters(hub)[0].line.id)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=booked.booking_id))
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert [(mail.line.kind, mail.line.status) for mail in _letters(hub)] == [
        ("booking.confirmed", "sent"), ("booking.cancelled", "withdrawn"),
    ]  # fmt: skip


def test_a_series_is_one_letter(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(day=30, hour=9, month=11), rrule="FREQ=WEEKLY;COUNT=40")
    (mail,) = _letters(hub)
    assert mail.body.count("· ห้อง 1") == 30
    assert "และอีก 10 รอบ" in mail.body
    assert len(Calendar.from_ical(mail.calendar).walk("VEVENT")) == 40


def test_nothing_is_written_where_mail_is_off_or_nobody_has_an_address(
    hub: Hub, house: House
) -> None:
    book_room(hub, house, "R1", at(day=30, hour=9, month=11), org="BUD")
    with hub.write() as uow:
        set_up(uow, replace(MAIL, confirmations=False))
    book_room(hub, house, "R2", at(day=30, hour=9, month=11))
    with hub.write() as uow:
        set_up(uow, replace(MAIL, enabled=False))
    book_room(hub, house, "HALL", at(day=30, hour=9, month=11))
    assert _letters(hub) == []


def test_past_dates_are_nobodys_news(hub: Hub, house: House, clock: FixedClock) -> None:
    booked = book_room(hub, house, "R1", at(day=30, hour=9, month=11))
    clock.at = NOW + timedelta(days=30)
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=booked.dates[0].occurrence_id))
    assert [mail.line.kind for mail in _letters(hub)] == ["booking.confirmed"]


def test_hosts_and_organisations_are_told(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        visit = visits.expect(
            uow, NewVisit(name="Wipa", company="Press", org_id=house.orgs["ACT"], person_id=1,
                          expected_at=NOW + timedelta(hours=1), people=3)
        )  # fmt: skip
    with hub.write() as uow:
        visits.arrive(uow, visit, badge="7")
    with hub.write() as uow:
        parcels.take_in(uow, NewParcel(house.orgs["ACT"], "Books", pieces=2, place="Shelf A"))
    host, office = _letters(hub)
    assert (host.line.to.address, host.line.subject) == (
        "malee@act.example", "ผู้มาติดต่อของท่านมาถึงแล้ว: Wipa · Press",
    )  # fmt: skip
    assert "3 คน" in host.body
    assert (office.line.kind, office.line.to.address) == ("parcel.came", "office@act.example")
    assert "Books × 2" in office.body


def test_who_is_not_to_be_named_is_not_named(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        visits.expect(
            uow, NewVisit(name="Secret", company="Press", org_id=house.orgs["ACT"], private=True)
        )
    (mail,) = _letters(hub)
    assert "Secret" not in mail.line.subject + mail.body
    assert "Press" not in mail.line.subject + mail.body


def test_letters_about_forgotten_visitors_lose_their_words(
    hub: Hub, house: House, clock: FixedClock
) -> None:
    with hub.write() as uow:
        visits.expect(uow, NewVisit(name="Wipa", org_id=house.orgs["ACT"]))
    clock.at = NOW + timedelta(days=40)
    with hub.write() as uow:
        assert tidy(uow) == 1
    (mail,) = _letters(hub)
    assert (mail.line.subject, mail.body, mail.line.kind) == ("", "", "visit.arrived")


def test_a_reminder_is_written_once(hub: Hub, house: House, clock: FixedClock) -> None:
    book_room(hub, house, "R1", at(day=30, hour=9, month=11), title="Board")
    with hub.write() as uow:
        assert remind(uow) == 0
    clock.at = NOW + timedelta(days=2, hours=1)
    book_room(hub, house, "R2", at(day=30, hour=8, month=11), title="Just booked")
    with hub.write() as uow:
        assert remind(uow) == 1
    with hub.write() as uow:
        assert remind(uow) == 0
    found = [mail for mail in _letters(hub) if mail.line.kind == "booking.reminder"]
    assert [mail.line.subject for mail in found] == ["แจ้งเตือน: Board · ห้อง 1 · 30 พ.ย. 2569"]


def test_a_letter_that_is_not_there(hub: Hub, house: House) -> None:
    with pytest.raises(NotFoundError), hub.read() as session:
        letter(session, 99)


def test_an_organisation_has_a_language(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        update_organisation(uow, house.orgs["ACT"], lang="en")
    book_room(hub, house, "R1", at(day=30, hour=9, month=11), title="Board")
    assert _letters(hub)[0].line.subject.startswith("Booked:")
