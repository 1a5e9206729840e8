"""Letters that follow from what a unit of work has written, put into the same one.

Called just before a unit of work ends, whoever wrote it: window, command line, kiosk or undo.
Bookings, visitors and parcels thus need to know nothing of mail.  A letter about a booking waits
a little; if the booking is taken back meanwhile, both letters are withdrawn.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from hubdesk.booking.offers import WaitingState
from hubdesk.booking.queries.arrivals import check_in_code
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.kernel.names import Names
from hubdesk.outbox.letters import booking_letter, kind_of
from hubdesk.outbox.model import Letter, MailSettings
from hubdesk.outbox.notices import offer_letter, parcel_letter, visit_letter, warning_letter
from hubdesk.outbox.queries import enabled_mail, own_words
from hubdesk.outbox.service.dates import open_dates
from hubdesk.outbox.service.facts import Told, booking_fact, date_fact, sort_dates
from hubdesk.outbox.service.queue import drop, put, untried
from hubdesk.outbox.service.readers import letter_house, reader_for, words_for
from hubdesk.outbox.service.visitors import visitor_words
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import UnitOfWork

_KINDS = ("occurrence", "waiting", "visit", "parcel", "no_show_warning")
#: What comes in bulk or is invented is nobody's news.
_SILENT_SOURCES = frozenset({"demo", "import"})
_SILENT_ACTIONS = frozenset({"booking.imported"})


def follow(uow: UnitOfWork) -> None:
    """Write the letters of a unit of work that is about to end."""
    if next(uow.written(*_KINDS), None) is None or uow.source in _SILENT_SOURCES:
        return
    wanted = enabled_mail(uow)
    if wanted is None or uow.action in _SILENT_ACTIONS:
        return
    if wanted.confirmations:
        now = uow.clock.now()
        for booking_id, told in sort_dates(uow, uow.written("occurrence"), now).items():
            _tell_booking(uow, booking_id, told, wanted)
        _tell_offers(uow, wanted)
        _tell_all_late(uow)
    if wanted.visitors:
        for _, visit_id, before, after in list(uow.written("visit")):
            if after is not None and _arrives(before, after):
                _tell_host(uow, visit_id, after)
    if wanted.parcels:
        for _, parcel_id, before, after in list(uow.written("parcel")):
            if before is None and after is not None:
                _tell_parcel(uow, parcel_id, after, wanted)


def _tell_booking(uow: UnitOfWork, booking_id: int, told: Told, wanted: MailSettings) -> None:
    row = uow.row(BookingRow, booking_id)
    assert row is not None, "its dates refer to it"
    reader = reader_for(uow, row["org_id"], row["person_id"])
    if reader is None:
        return
    waiting = untried(uow, "booking", booking_id)
    fact = booking_fact(uow, booking_id, told, reader.lang)
    kind = kind_of(fact)
    if kind == "booking.cancelled" and "booking.confirmed" in waiting.values():
        left = open_dates(uow, booking_id)
        drop(uow, waiting)
        if not left:
            return  # nobody was told that it was booked, so nobody is told that it is not
        told = Told(booked=left)
        fact = booking_fact(uow, booking_id, told, reader.lang)
    elif uow.action == "undone" and set(waiting.values()) == {"booking.cancelled"}:
        drop(uow, waiting)
        return
    elif kind == "booking.changed" and "booking.confirmed" in waiting.values():
        drop(uow, waiting)
        fact = booking_fact(uow, booking_id, Told(booked=open_dates(uow, booking_id)), reader.lang)
    letter = booking_letter(fact, reader, letter_house(uow), words_for(uow, reader.lang),
                            own=own_words(uow, reader.lang))  # fmt: skip
    put(uow, _of(letter, row["org_id"]), wait_minutes=wanted.wait_minutes)


def _tell_offers(uow: UnitOfWork, wanted: MailSettings) -> None:
    """Who is offered now what they waited for; what is no offer any more is not told."""
    for _, _, before, after in list(uow.written("waiting")):
        row = None if after is None else uow.row(OccurrenceRow, after["occurrence_id"])
        if after is None or row is None:
            continue
        was = None if before is None else before["offer_until"]
        if was is not None and after["offer_until"] != was:
            told = untried(uow, "booking", row["booking_id"])
            drop(uow, [number for number, kind in told.items() if kind == "booking.offered"])
        if after["status"] == WaitingState.OFFERED and after["offer_until"] != was:
            _tell_offer(uow, row, after["offer_until"], wanted)


def _tell_offer(
    uow: UnitOfWork, row: dict[str, Any], until: datetime, wanted: MailSettings
) -> None:
    booking = uow.row(BookingRow, row["booking_id"])
    assert booking is not None, "its date refers to it"
    reader = reader_for(uow, row["org_id"], booking["person_id"])
    if reader is None:
        return
    told = Told(booked=[date_fact(uow, row["id"], row, {})])
    fact = replace(booking_fact(uow, booking["id"], told, reader.lang), code="")
    letter = offer_letter(fact, until, reader, letter_house(uow), words_for(uow, reader.lang),
                          own=own_words(uow, reader.lang))  # fmt: skip
    put(uow, _of(letter, row["org_id"]), wait_minutes=wanted.wait_minutes)


def _tell_all_late(uow: UnitOfWork) -> None:
    """Who is warned now; a warning that is only noted as used up is no news."""
    for _, _, before, after in list(uow.written("no_show_warning")):
        if after is not None and (before is None or before["warned_at"] != after["warned_at"]):
            _tell_late(uow, after)


def _tell_late(uow: UnitOfWork, warning: dict[str, Any]) -> None:
    date = uow.row(OccurrenceRow, warning["occurrence_id"])
    assert date is not None, "the warning refers to it"
    booking = uow.row(BookingRow, date["booking_id"]) or {}
    reader = reader_for(uow, date["org_id"], booking.get("person_id"))
    if reader is None:
        return
    room = uow.row(ResourceRow, date["resource_id"]) or {}
    names = Names(room.get("name_th", ""), room.get("name_en", ""))
    letter = warning_letter(
        check_in_code(uow, date["id"]), date["starts_at"], names.get(reader.lang),
        warning["releases_at"], reader, letter_house(uow), words_for(uow, reader.lang),
        own=own_words(uow, reader.lang),
    )  # fmt: skip
    put(uow, _of(letter, date["org_id"], ("booking", date["booking_id"])))


def _arrives(before: Any, after: Any) -> bool:
    return after["status"] == "arrived" and (before is None or before["status"] == "expected")


def _tell_host(uow: UnitOfWork, visit_id: int, row: dict[str, Any]) -> None:
    reader = reader_for(uow, row["org_id"], row["person_id"])
    if reader is None:
        return
    # Who comes privately is not known by the name of their house either.
    name, company = ("", "") if row["private"] else visitor_words(uow, visit_id)
    letter = visit_letter(
        name, company, row["people"], row["arrived_at"], reader, letter_house(uow),
        words_for(uow, reader.lang), own=own_words(uow, reader.lang),
    )  # fmt: skip
    put(uow, _of(letter, row["org_id"], ("visit", visit_id)))


def _tell_parcel(
    uow: UnitOfWork, parcel_id: int, row: dict[str, Any], wanted: MailSettings
) -> None:
    reader = reader_for(uow, row["org_id"], None)
    if reader is None:
        return
    letter = parcel_letter(
        row["what"], row["pieces"], row["recipient"], row["place"], reader, letter_house(uow),
        words_for(uow, reader.lang), own=own_words(uow, reader.lang),
    )  # fmt: skip
    put(uow, _of(letter, row["org_id"], ("parcel", parcel_id)), wait_minutes=wanted.wait_minutes)


def _of(letter: Letter, org_id: int | None, about: tuple[str, int] | None = None) -> Letter:
    return replace(letter, org_id=org_id, about=about or letter.about)
