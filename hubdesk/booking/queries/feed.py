"""Dates as strangers may see them: what a calendar that leaves the house is made of.

A private date comes without title and organisation, so that they cannot be in the file at all.
In a calendar of one organisation it does not come: standing there would say whose it is.

    feed_dates(session, from_at=monday, room="R1")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from hubdesk.booking.model import Status
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.tables import BookingRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.tables import History, HistorySubject
from hubdesk.store.types import Text

_NEVER_THERE = {Status.SKIPPED, Status.RELEASED}
_CREATED = Prepared(select(BookingRow.id, BookingRow.created_at))
_CHANGED = Prepared(
    select(HistorySubject.subject_id, func.max(History.at))
    .join(History, History.seq == HistorySubject.seq)
    .where(HistorySubject.kind == bindparam("kind", type_=Text))
    .group_by(HistorySubject.subject_id)
)


@dataclass(frozen=True, slots=True)
class FeedDate:
    """One date.

    Attributes:
        title, org: empty where the booking is private; ``org`` is a code.
        created_at: of the booking.
        changed_at: when date or booking last changed.
    """

    occurrence_id: int
    title: str
    org: str
    resource_id: int
    starts_at: datetime
    ends_at: datetime
    status: str
    created_at: datetime
    changed_at: datetime


def feed_dates(
    session: Session,
    *,
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    room: str | None = None,
    org: str | None = None,
) -> list[FeedDate]:
    """Dates in order of time, cancelled ones too; those skipped or released are left out.

    Args:
        from_at, to_at: aware instants; dates that touch ``[from_at, to_at)``.
        room, org: codes.

    Raises:
        NotFoundError: no such room or organisation.
    """
    found = bookings(session, from_at=from_at, to_at=to_at, room=room, org=org)
    created: dict[int, datetime] = dict(session.all(_CREATED))
    of_bookings, of_dates = _changed(session, "booking"), _changed(session, "occurrence")
    return [
        FeedDate(
            one.occurrence_id,
            "" if one.private else one.title,
            "" if one.private else one.org,
            one.resource_id,
            one.starts_at,
            one.ends_at,
            one.status,
            created[one.id],
            max(
                of_bookings.get(one.id, created[one.id]),
                of_dates.get(one.occurrence_id, created[one.id]),
            ),
        )
        for one in found
        if one.status not in _NEVER_THERE and not (one.private and org is not None)
    ]


def _changed(session: Session, kind: str) -> dict[int, datetime]:
    """Row id → when the history last spoke of it."""
    rows: list[tuple[Any, ...]] = session.all(_CHANGED, kind=kind)
    return {row_id: datetime.fromisoformat(at) for row_id, at in rows}
