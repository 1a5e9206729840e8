"""Bookings that wait for somebody's word, holds that will lapse, and requests in each other's way.

for one in waiting(session, now): one.first_at
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, literal_column, select

from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import ApprovalRow, BookingRow, OccurrenceRow
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.rules.tables import PolicyRow
from hubdesk.spaces.glances import resources
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

#: No date is longer, so none that starts earlier reaches into a span.
LONGEST = timedelta(days=31)
_FIRST, _BEFORE = bindparam("first", type_=Instant), bindparam("before", type_=Instant)
_NOW = bindparam("now", type_=Instant)
_REQUESTED: Any = literal_column("'requested'")
_WAITING = Prepared(
    select(
        OccurrenceRow.id,
        OccurrenceRow.booking_id,
        OccurrenceRow.starts_at,
        OccurrenceRow.ends_at,
        ResourceRow.name_th,
        ResourceRow.name_en,
        OrganisationRow.id,
        OrganisationRow.code,
        OrganisationRow.name_th,
        OrganisationRow.name_en,
        BookingRow.title,
        BookingRow.private,
        ApprovalRow.approver,
        ApprovalRow.asked_at,
        ApprovalRow.answer_by,
        PolicyRow.name_th,
        PolicyRow.name_en,
        OccurrenceRow.resource_id,
    )
    .select_from(OccurrenceRow)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .join(OrganisationRow, OrganisationRow.id == OccurrenceRow.org_id)
    .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
    .outerjoin(
        ApprovalRow,
        and_(
            ApprovalRow.booking_id == BookingRow.id,
            ApprovalRow.state == literal_column("'waiting'"),
        ),
    )
    .outerjoin(PolicyRow, PolicyRow.id == ApprovalRow.policy_id)
    .where(
        in_span(_FIRST, None),
        OccurrenceRow.status == _REQUESTED,
        OccurrenceRow.starts_at >= _FIRST,
    )
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)
_OF_BOOKING = Prepared(
    select(ApprovalRow.id)
    .where(
        ApprovalRow.booking_id == bindparam("booking_id", type_=Id),
        ApprovalRow.state == literal_column("'waiting'"),
    )
    .order_by(ApprovalRow.id.desc())
)
_OVERDUE = Prepared(
    select(ApprovalRow.id, ApprovalRow.booking_id)
    .where(ApprovalRow.state == literal_column("'waiting'"), ApprovalRow.answer_by <= _NOW)
    .order_by(ApprovalRow.id)
)
_LAPSED_HOLDS = Prepared(
    select(BookingRow.id)
    .where(BookingRow.held_until.is_not(None), BookingRow.held_until <= _NOW)
    .order_by(BookingRow.id)
)
_REQUESTS = Prepared(
    select(OccurrenceRow.id)
    .where(
        in_span(_FIRST, _BEFORE),
        OccurrenceRow.status == _REQUESTED,
        OccurrenceRow.starts_at >= _FIRST,
        OccurrenceRow.starts_at < _BEFORE,
        OccurrenceRow.booking_id != bindparam("booking_id", type_=Id),
    )
    .order_by(OccurrenceRow.booking_id, OccurrenceRow.starts_at)
)


#: Start, end, and the units that are wanted meanwhile.
_Span = tuple[datetime, datetime, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A booking that waits.

    Attributes:
        dates: how many of its dates wait.
        first_at, first_ends_at: the next of them.
        room: its main resource.
        title: empty where it is private.
        rule: why somebody has to agree; empty names where a request was entered as one.
        approver: who has to, a login; empty = whoever may.
        asked_at, answer_by: None where nobody was asked by a rule.
        rivals: other bookings that wait for the same room, or a part of it, at the same time.
    """

    booking_id: int
    dates: int
    first_at: datetime
    first_ends_at: datetime
    room: Names
    org_id: int
    org: str
    org_names: Names
    title: str
    rule: Names
    approver: str = ""
    asked_at: datetime | None = None
    answer_by: datetime | None = None
    rivals: int = 0


def waiting(session: Session, now: datetime) -> tuple[Waiting, ...]:
    """Bookings with dates to come that wait for somebody's word, the most pressing first."""
    found: dict[int, Waiting] = {}
    spans: dict[int, list[_Span]] = defaultdict(list)
    rows = session.all(_WAITING, first=now)
    units = {one.id: frozenset(one.unit_ids) for one in resources(session)} if rows else {}
    for row in rows:
        number, room = row[1], Names(row[4], row[5])
        spans[number].append((row[2], row[3], units.get(row[17], frozenset())))
        if number in found:
            found[number] = replace(found[number], dates=found[number].dates + 1)
            continue
        found[number] = Waiting(
            number, 1, row[2], row[3], room, row[6], row[7], Names(row[8], row[9]),
            "" if row[11] else row[10], Names(row[15] or "", row[16] or ""), row[12] or "",
            row[13], row[14],
        )  # fmt: skip
    return tuple(
        sorted(
            (replace(one, rivals=_rivals(one.booking_id, spans)) for one in found.values()),
            key=lambda one: (one.answer_by or one.first_at, one.booking_id),
        )
    )


def _rivals(booking_id: int, spans: dict[int, list[_Span]]) -> int:
    own = spans[booking_id]
    return sum(
        any(
            units & other and starts < other_ends and other_starts < ends
            for starts, ends, units in own
            for other_starts, other_ends, other in theirs
        )
        for number, theirs in spans.items()
        if number != booking_id
    )


def approval_of(session: Session, booking_id: int) -> dict[str, Any] | None:
    """The question that is still open about a booking, as a row."""
    found = session.first(_OF_BOOKING, booking_id=booking_id)
    return None if found is None else session.row(ApprovalRow, found[0])


def overdue(session: Session, now: datetime) -> list[tuple[int, int]]:
    """Open questions whose time is over: id, and id of the booking."""
    return [(row[0], row[1]) for row in session.all(_OVERDUE, now=now)]


def lapsed_holds(session: Session, now: datetime) -> list[int]:
    """Bookings whose hold is over."""
    return [number for (number,) in session.all(_LAPSED_HOLDS, now=now)]


def requests_between(
    session: Session, span: tuple[datetime, datetime], *, but: int
) -> Iterable[int]:
    """Ids of dates of other bookings that are only requested and may reach into a span."""
    rows = session.all(_REQUESTS, first=span[0] - LONGEST, before=span[1], booking_id=but)
    return (number for (number,) in rows)
