"""Long lists of dates, as little of each as a list needs; nothing here loads SQLAlchemy.

with hub.glance() as glance:
    rows = booking_rows(glance, from_at=monday, to_at=sunday, room="R1", status="booked")
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from hubdesk.booking.status import MAX_CLAIM
from hubdesk.kernel.errors import NotFoundError
from hubdesk.store.written import Reader, Written

#: Ids of booking and date, codes of resource and organisation, title, start and end in UTC
#: seconds, status, whether it is of a series.
DateRow = tuple[int, int, str, str, str, int, int, str, bool]

_ROWS = """
SELECT booking.id, occurrence.id, resource.code, organisation.code, booking.title,
    seconds(occurrence.starts_at), seconds(occurrence.ends_at), occurrence.status,
    booking.rrule IS NOT NULL
FROM occurrence
JOIN booking ON booking.id = occurrence.booking_id
JOIN resource ON resource.id = occurrence.resource_id
JOIN organisation ON organisation.id = occurrence.org_id
"""
_IN_ORDER = " ORDER BY occurrence.starts_at, occurrence.id"
#: Statements that are kept for combinations of filters.
_KEPT = 256
# Dates have no index by their start: those that block are found by their claims, the others by a
# small index of their own; ``spans.in_span`` says why.
_BLOCKING = """
SELECT claim.source_id FROM unit JOIN claim ON claim.unit_id = unit.id + 0
WHERE claim.source_kind <> 'closure' AND claim.source_kind <> 'assignment'
"""
_IDLE = """
SELECT idle.id FROM occurrence AS idle
WHERE idle.status IN ('requested', 'skipped', 'cancelled', 'released')
"""
_CLAIM_FROM = """
AND claim.ends_at > :from_at AND claim.starts_at >= coalesce((
    SELECT max(earlier.starts_at) FROM claim AS earlier
    WHERE earlier.unit_id = unit.id AND earlier.starts_at <= :from_at
), :from_at)
"""
_CONDITIONS = {
    "from_at": "occurrence.ends_at > :from_at AND occurrence.starts_at > :after",
    "to_at": "occurrence.starts_at < :to_at",
    "resource_id": """(occurrence.resource_id = :resource_id OR occurrence.id IN (
        SELECT occurrence_id FROM occurrence_extra WHERE resource_id = :resource_id))""",
    "org_id": "booking.org_id = :org_id",
    "status": "occurrence.status = :status",
}
_ID_OF = {
    "resource": Written("SELECT id FROM resource WHERE code = :code"),
    "organisation": Written("SELECT id FROM organisation WHERE code = :code"),
}


def booking_rows(
    reader: Reader,
    *,
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    room: str | None = None,
    org: str | None = None,
    status: str | None = None,
) -> list[DateRow]:
    """The same dates as ``listing.bookings``, cheap enough for a whole year of them.

    Raises:
        NotFoundError: no such room or organisation.
    """
    given: dict[str, Any] = {
        "from_at": from_at,
        "to_at": to_at,
        "resource_id": None if room is None else id_of(reader, "resource", room),
        "org_id": None if org is None else id_of(reader, "organisation", org),
        "status": status,
    }
    wanted = {name: value for name, value in given.items() if value is not None}
    statement = _statement(tuple(wanted))
    if from_at is not None:
        wanted["after"] = from_at - MAX_CLAIM
    rows: list[Any] = reader.all(statement, **wanted)
    return rows


def id_of(reader: Reader, kind: str, code: str) -> int:
    """The id behind the code of a ``resource`` or an ``organisation``.

    Raises:
        NotFoundError: no such code.
    """
    found = reader.first(_ID_OF[kind], code=code)
    if found is None:
        raise NotFoundError(kind=kind, key=code)
    return int(found[0])


@lru_cache(maxsize=_KEPT)
def _statement(names: tuple[str, ...]) -> Written:
    """The statement for a combination of filters."""
    conditions = [_CONDITIONS[name] for name in names]
    if "from_at" in names or "to_at" in names:
        conditions.append(f"occurrence.id IN ({_in_span(names)})")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return Written(_ROWS + where + _IN_ORDER)


def _in_span(names: Iterable[str]) -> str:
    claims, idle = _BLOCKING, _IDLE
    if "from_at" in names:
        claims += _CLAIM_FROM
        idle += " AND idle.starts_at >= :after"
    if "to_at" in names:
        claims += " AND claim.starts_at < :to_at"
        idle += " AND idle.starts_at < :to_at"
    return f"{claims} UNION ALL {idle}"
