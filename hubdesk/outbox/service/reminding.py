"""Reminders before a booking begins, and before a standing one is given free; each written once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.booking.queries.reconfirming import reconfirmations_due
from hubdesk.booking.standing import Standing
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.hub.queries import settings
from hubdesk.outbox.letters import booking_letter
from hubdesk.outbox.model import MailSettings
from hubdesk.outbox.notices import standing_letter
from hubdesk.outbox.queries import mail_settings, own_words
from hubdesk.outbox.service.dates import soon
from hubdesk.outbox.service.facts import Told, booking_fact, date_fact
from hubdesk.outbox.service.queue import put
from hubdesk.outbox.service.readers import letter_house, reader_for, words_for
from hubdesk.outbox.tables import MailRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_WRITTEN = Prepared(
    select(MailRow.id).where(MailRow.idem_key == bindparam("key", type_=Text))
)


def remind(uow: UnitOfWork) -> int:
    """Write the reminders that are due; who booked within the time of the reminder gets none.

    Returns:
        How many; nothing is recorded where there are none.
    """
    access.require(uow, "outbox.send")
    wanted = mail_settings(uow)
    if not wanted.enabled or not wanted.reminders:
        return 0
    count = _before_bookings(uow, wanted) + _before_release(uow)
    if count:
        uow.record("mail.reminders_written", "mail", count=count)
    return count


def _before_bookings(uow: UnitOfWork, wanted: MailSettings) -> int:
    now, ahead = uow.clock.now(), timedelta(hours=wanted.remind_hours)
    count = 0
    for date, booking_id, created_at, org_id, person_id in soon(uow, now, now + ahead):
        key = f"reminder:{date.id}:{int(date.starts_at.timestamp())}"
        if created_at > date.starts_at - ahead or uow.first(_WRITTEN, key=key) is not None:
            continue
        reader = reader_for(uow, org_id, person_id)
        if reader is None:
            continue
        fact = booking_fact(uow, booking_id, Told(booked=[date]), reader.lang)
        letter = booking_letter(
            fact, reader, letter_house(uow), words_for(uow, reader.lang), reminder=True,
            own=own_words(uow, reader.lang),
        )  # fmt: skip
        put(uow, replace(letter, org_id=org_id, key=key))
        count += 1
    return count


def _before_release(uow: UnitOfWork) -> int:
    """Standing bookings that are to be confirmed by now, each period told once."""
    count, today = 0, uow.clock.now().astimezone(settings(uow).zone).date()
    for line in reconfirmations_due(uow, today):
        key = f"to_confirm:{line.booking_id}:{line.confirmed_until.isoformat()}"
        if line.standing is not Standing.DUE or uow.first(_WRITTEN, key=key) is not None:
            continue
        row = uow.row(OccurrenceRow, line.occurrence_id)
        booking = uow.row(BookingRow, line.booking_id) or {}
        reader = reader_for(uow, line.org_id, booking.get("person_id"))
        if row is None or reader is None:
            continue
        told = Told(booked=[date_fact(uow, row["id"], row, {})])
        fact = replace(booking_fact(uow, line.booking_id, told, reader.lang), code="")
        letter = standing_letter(
            fact, line.confirmed_until, line.open_dates, reader, letter_house(uow),
            words_for(uow, reader.lang), own=own_words(uow, reader.lang),
        )  # fmt: skip
        put(uow, replace(letter, org_id=line.org_id, key=key))
        count += 1
    return count
