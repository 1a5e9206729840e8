"""Letters in the house's own words: kept per language, used by mail, taken back."""

from __future__ import annotations

from datetime import datetime

import pytest

from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.booking.service import book
from hubdesk.bootstrap import Hub, undo
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.outbox.errors import UnknownFieldError
from hubdesk.outbox.queries import letter, lines, own_text
from hubdesk.outbox.service.texts import drop_text, set_text
from hubdesk.outbox.templates import OwnText
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
