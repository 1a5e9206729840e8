"""Reminders before a booking begins, each written once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.outbox.letters import booking_letter
from hubdesk.outbox.queries import mail_settings
from hubdesk.outbox.service.dates import soon
from hubdesk.outbox.service.facts import Told, booking_fact
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
            fact, reader, letter_house(uow), words_for(uow, reader.lang), reminder=True
        )
        put(uow, replace(letter, org_id=org_id, key=key))
        count += 1
    if count:
        uow.record("mail.reminders_written", "mail", count=count)
    return count
