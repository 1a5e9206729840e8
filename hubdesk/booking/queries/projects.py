"""The projects an organisation booked for, to be offered again.

projects_of(session, org_id)   # ("G-12", "core")
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from hubdesk.booking.tables import BookingRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Number

_PROJECTS = Prepared(
    select(BookingRow.project)
    .where(BookingRow.org_id == bindparam("org_id", type_=Id), BookingRow.project != "")
    .group_by(BookingRow.project)
    .order_by(func.max(BookingRow.id).desc())
    .limit(bindparam("most", type_=Number))
)


def projects_of(session: Session, org_id: int, most: int = 20) -> tuple[str, ...]:
    """Projects of an organisation's bookings, the one booked for last first."""
    return tuple(project for (project,) in session.all(_PROJECTS, org_id=org_id, most=most))
