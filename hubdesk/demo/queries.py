"""What the demo must look up while it tells its year."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Instant

_SINCE, _UNTIL = bindparam("since", type_=Instant), bindparam("until", type_=Instant)
_STARTING = Prepared(
    select(OccurrenceRow.id, OccurrenceRow.starts_at)
    .where(
        in_span(_SINCE, _UNTIL),
        OccurrenceRow.starts_at >= _SINCE,
        OccurrenceRow.starts_at < _UNTIL,
        OccurrenceRow.status == "booked",
    )
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)


def starting(session: Session, since: datetime, until: datetime) -> list[tuple[int, datetime]]:
    """Ids and starts of booked dates that begin within ``[since, until)``, in order of time."""
    return [(row[0], row[1]) for row in session.all(_STARTING, since=since, until=until)]
