"""Letters in the house's own words: kept per language, used by mail, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from hubdesk.booking.model import BookingRequest, OnClash, Target, Wanted
from hubdesk.booking.service import book, cancel
from hubdesk.bootstrap import Hub, undo
from hubdesk.frontdesk.model import NewParcel
from hubdesk.frontdesk.service.parcels import take_in
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.outbox.errors import UnknownFieldError
from hubdesk.outbox.programtexts import program_text
from hubdesk.outbox.queries import letter, lines, own_text
from hubdesk.outbox.service.texts import drop_text, set_text
from hubdesk.outbox.templates import FIELDS, LANGUAGES, OwnText, check
from hubdesk.words.catalogue import Words
from tests.support.hub import House

_TEXT = OwnText("ห้องของคุณ: {what}", "สวัสดี {name}\n\n{dates}\n{project}\n{title} {unset\n{house}")

_NINE = datetime(2026, 12, 21, 9)  # noqa: DTZ001 - wall time is naive


def written(house: House, hub: Hub, title: str) -> tuple[str, str]:
    with hub.write() as uow:
        book(uow, BookingRequest(
            house.orgs["ACT"], (Wanted(house.rooms["R1"]),), _NINE, _NINE.replace(hour=10),
            title=title,
        ))  # fmt: skip
    with hub.read() as session:
        found = letter(session, lines(session)[0].id)
    return found.line.subject, found.body


def test_a_letter_is_written_in_the_houses_words_and_then_in_the_programs(
    house: House, hub: Hub
) -> None:
    with hub.read() as session:
        assert own_text(session, "booking.confirmed", "th") is None
    with hub.write() as uow:
        set_text(uow, "booking.confirmed", "th", _TEXT)
    subject, body = written(house, hub, "{name} <b>&")
    assert subject.startswith("ห้องของคุณ: {name} <b>& · ")
    assert body.startswith("สวัสดี มูลนิธิต้านโกง\n")
    # What a person typed is no field, a field without a value leaves no empty line.
    assert "\n{name} <b>& {unset\nบ้านทดลอง\n" in body
    with hub.write() as uow:
        drop_text(uow, "booking.confirmed", "th")
    with hub.read() as session:
        assert own_text(session, "booking.confirmed", "th") is None
    with hub.write() as uow, pytest.raises(NotFoundError):
        drop_text(uow, "booking.confirmed", "th")


def test_a_field_nobody_knows_is_refused_with_its_name(house: House, hub: Hub) -> None:
    with hub.write() as uow, pytest.raises(UnknownFieldError) as refused:
        set_text(uow, "booking.reminder", "en", OwnText("{what}", "Dear {nmae}"))
    assert refused.value.details["name"] == "nmae"
    assert refused.value.details["field"] == "body"
    for kind, lang, text in (
        ("booking.reminder", "en", OwnText("x", " ")),
        ("booking.reminder", "fr", OwnText("x", "y")),
        ("nothing", "en", OwnText("x", "y")),
    ):
        with hub.write() as uow, pytest.raises(InvalidInputError):
            set_text(uow, kind, lang, text)


def test_words_are_taken_back(house: House, hub: Hub) -> None:
    with hub.write() as uow:
        set_text(uow, "visit.arrived", "th", OwnText("{who}", "{who} {time}"))
    seq = uow.changes.history_seq
    assert seq is not None
    undo(hub, seq)
    with hub.read() as session:
        assert own_text(session, "visit.arrived", "th") is None


def _told(hub: Hub, kind: str) -> tuple[str, str]:
    with hub.read() as session:
        found = [one for one in lines(session) if one.kind == kind]
        assert len(found) == 1
        whole = letter(session, found[0].id)
    return whole.line.subject, whole.body


def test_a_parcel_is_told_of_in_the_houses_words(house: House, hub: Hub) -> None:
    with hub.write() as uow:
        set_text(uow, "parcel.came", "th", OwnText(
            "พัสดุ {what}", "{name}\n{recipient}\n{place}\n{organisaton"
        ))  # fmt: skip
        take_in(uow, NewParcel(house.orgs["ACT"], "{place}", pieces=2, place="Shelf <b>"))
    subject, body = _told(hub, "parcel.came")
    assert subject == "พัสดุ {place} × 2"
    assert body == "มูลนิธิต้านโกง\nวางอยู่ที่: Shelf <b>\n{organisaton\n"


def test_an_offer_names_until_when_in_the_houses_words(house: House, hub: Hub) -> None:
    with hub.write() as uow:
        set_text(uow, "booking.offered", "th", OwnText("{title}?", "{until} / {reference}"))
    wanted = BookingRequest(house.orgs["BUD"], (Wanted(house.rooms["R1"]),), _NINE,
                            _NINE.replace(hour=10), title="Council")  # fmt: skip
    with hub.write() as uow:
        first = book(uow, wanted)
        waits = book(uow, replace(wanted, org_id=house.orgs["ACT"], on_clash=OnClash.WAIT))
        number = waits.dates[0].occurrence_id
    with hub.write() as uow:
        cancel(uow, Target(booking_id=first.booking_id))
    subject, body = _told(hub, "booking.offered")
    assert subject == "Council?"
    assert body.endswith(f" / o{number}\n")
    assert "2569" in body


def test_every_letter_has_words_of_the_program_that_name_only_its_fields() -> None:
    for kind in FIELDS:
        for lang in LANGUAGES:
            if kind != "price":
                check(kind, program_text(kind, Words(lang)))
