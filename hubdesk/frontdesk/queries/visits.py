"""Who is expected, who is here, who has left."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from hubdesk.frontdesk.model import Visit, VisitStatus
from hubdesk.frontdesk.tables import VisitRow, VisitWordsRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow, PersonRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id

_VISIT: Any = (
    select(
        VisitRow.id,
        VisitRow.org_id,
        OrganisationRow.code,
        OrganisationRow.name_th,
        OrganisationRow.name_en,
        VisitRow.day,
        VisitRow.expected_at,
        VisitRow.people,
        VisitRow.private,
        VisitRow.badge,
        VisitRow.status,
        VisitRow.arrived_at,
        VisitRow.left_at,
        VisitRow.forgotten,
        func.coalesce(VisitWordsRow.name, ""),
        func.coalesce(VisitWordsRow.company, ""),
        func.coalesce(VisitWordsRow.host, ""),
        func.coalesce(VisitWordsRow.note, ""),
        func.coalesce(PersonRow.name_th, ""),
        func.coalesce(PersonRow.name_en, ""),
    )
    .select_from(VisitRow)
    .outerjoin(VisitWordsRow, VisitWordsRow.visit_id == VisitRow.id)
    .outerjoin(OrganisationRow, OrganisationRow.id == VisitRow.org_id)
    .outerjoin(PersonRow, PersonRow.id == VisitRow.person_id)
)
#: Whoever is still here belongs to today, whenever they came.
_OF_DAY = Prepared(
    _VISIT.where(
        or_(VisitRow.day == bindparam("day", type_=Day), VisitRow.status == "arrived"),
        VisitRow.status != "cancelled",
    ).order_by(VisitRow.expected_at, VisitRow.id)
)
_HERE = Prepared(_VISIT.where(VisitRow.status == "arrived").order_by(VisitRow.arrived_at))
_ONE = Prepared(_VISIT.where(VisitRow.id == bindparam("visit_id", type_=Id)))
_OF_DATE = Prepared(
    _VISIT.where(
        VisitRow.occurrence_id == bindparam("occurrence_id", type_=Id),
        or_(VisitRow.status == "expected", VisitRow.status == "arrived"),
    ).order_by(VisitRow.expected_at, VisitRow.id)
)
_BETWEEN = Prepared(
    _VISIT.where(
        VisitRow.day >= bindparam("first", type_=Day), VisitRow.day <= bindparam("last", type_=Day)
    ).order_by(VisitRow.day, VisitRow.expected_at, VisitRow.id)
)


def visits_of(session: Session, day: date) -> tuple[Visit, ...]:
    """Visitors of a day, and whoever of an earlier one is still here; not those called off."""
    return tuple(_visit(row) for row in session.all(_OF_DAY, day=day))


def visits_with(session: Session, occurrence_id: int) -> tuple[Visit, ...]:
    """Who is expected, or is here, for a date of a booking."""
    return tuple(_visit(row) for row in session.all(_OF_DATE, occurrence_id=occurrence_id))


def visits_between(session: Session, first: date, last: date) -> tuple[Visit, ...]:
    """Every visit of the days ``first`` … ``last`` (inclusive), called off ones too."""
    return tuple(_visit(row) for row in session.all(_BETWEEN, first=first, last=last))


def inside_visits(session: Session) -> tuple[Visit, ...]:
    """Visitors who are in the house, the longest here first."""
    return tuple(_visit(row) for row in session.all(_HERE))


def visit(session: Session, visit_id: int) -> Visit:
    """One visit.

    Raises:
        NotFoundError: no such visit.
    """
    found = session.first(_ONE, visit_id=visit_id)
    if found is None:
        raise NotFoundError(kind="visit", key=str(visit_id))
    return _visit(found)


def _visit(row: Any) -> Visit:
    person = row[18] or row[19]
    values: list[Any] = [
        row[0], row[1], row[2] or "", Names(row[3] or "", row[4] or ""), *row[5:10],
        VisitStatus(row[10]), *row[11:16], row[16] or person, row[17],
    ]  # fmt: skip
    return Visit(*values)
