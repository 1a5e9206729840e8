"""Reads of desks that are somebody's, their away days, and desks that are free.

    for found in assignments(session, org_id=3, from_day=today): ...
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, literal_column, or_, select

from hubdesk.booking.desk_days import Days
from hubdesk.booking.tables import AssignmentRow, AwayRow, ClaimRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow, PersonRow
from hubdesk.spaces.tables import FloorRow, ResourceRow, ResourceUnitRow
from hubdesk.store.expressions import seconds
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id, Instant


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which an assigned desk is free for others; inclusive."""

    id: int
    assignment_id: int
    first_day: date
    last_day: date
    note: str

    @property
    def days(self) -> Days:
        return Days(self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A desk that is somebody's; days inclusive, ``last_day`` None = no end is known.

    Attributes:
        desk, desk_names, floor: code and names of the desk, code of its floor.
        org: the organisation's code.
        person: names of the person it is for; empty = anybody of the organisation.
        aways: those in force, by day.
    """

    id: int
    resource_id: int
    desk: str
    desk_names: Names
    floor: str
    org_id: int
    org: str
    person_id: int | None
    person: Names
    first_day: date
    last_day: date | None
    note: str
    aways: tuple[Away, ...] = ()

    @property
    def days(self) -> Days:
        return Days(self.first_day, self.last_day)

    def away_on(self, day: date) -> Away | None:
        """The away days a day is one of."""
        return next((away for away in self.aways if day in away.days), None)


_FOUND: Any = (
    select(
        AssignmentRow.id,
        AssignmentRow.resource_id,
        ResourceRow.code,
        ResourceRow.name_th,
        ResourceRow.name_en,
        FloorRow.code,
        AssignmentRow.org_id,
        OrganisationRow.code,
        AssignmentRow.person_id,
        PersonRow.name_th,
        PersonRow.name_en,
        AssignmentRow.first_day,
        AssignmentRow.last_day,
        AssignmentRow.note,
    )
    .join(ResourceRow, ResourceRow.id == AssignmentRow.resource_id)
    .outerjoin(FloorRow, FloorRow.id == ResourceRow.floor_id)
    .join(OrganisationRow, OrganisationRow.id == AssignmentRow.org_id)
    .outerjoin(PersonRow, PersonRow.id == AssignmentRow.person_id)
    .where(AssignmentRow.active.is_(True))
    .order_by(ResourceRow.position, ResourceRow.code, AssignmentRow.first_day)
)
_FROM_DAY = bindparam("from_day", type_=Day)
_STILL = or_(AssignmentRow.last_day.is_(None), AssignmentRow.last_day >= _FROM_DAY)
_ALL, _OPEN = Prepared(_FOUND), Prepared(_FOUND.where(_STILL))
_OF_ORG = _FOUND.where(AssignmentRow.org_id == bindparam("org_id", type_=Id))
_ALL_OF, _OPEN_OF = Prepared(_OF_ORG), Prepared(_OF_ORG.where(_STILL))
_ONE = Prepared(_FOUND.where(AssignmentRow.id == bindparam("assignment_id", type_=Id)))
_OF_DESK = Prepared(_FOUND.where(AssignmentRow.resource_id == bindparam("resource_id", type_=Id)))
_AWAY = select(
    AwayRow.id, AwayRow.assignment_id, AwayRow.first_day, AwayRow.last_day, AwayRow.note
).where(AwayRow.active.is_(True)).order_by(AwayRow.first_day)  # fmt: skip
_AWAYS = Prepared(_AWAY)
_AWAYS_OF = Prepared(_AWAY.where(AwayRow.assignment_id == bindparam("assignment_id", type_=Id)))
_HELD = Prepared(
    select(ClaimRow.unit_id, ClaimRow.starts_at).where(
        ClaimRow.source_kind == "assignment",
        ClaimRow.source_id == bindparam("assignment_id", type_=Id),
        ClaimRow.starts_at >= bindparam("from_at", type_=Instant),
    )
)
_CLAIMS = Prepared(
    select(
        ClaimRow.source_id, ClaimRow.org_id, ResourceUnitRow.resource_id,
        seconds(ClaimRow.starts_at), seconds(ClaimRow.ends_at),
    )
    .outerjoin(ResourceUnitRow, ResourceUnitRow.unit_id == ClaimRow.unit_id)
    .where(ClaimRow.source_kind == "assignment")
)  # fmt: skip
# The last claim is found from the end of its unit; see ``assigned`` for the sum and the joint.
_LAST: Any = (
    select(ClaimRow.starts_at)
    .where(
        ClaimRow.unit_id == ResourceUnitRow.unit_id,
        ClaimRow.source_id + 0 == AssignmentRow.id,
        ClaimRow.source_kind.concat("") == "assignment",
    )
    .order_by(ClaimRow.starts_at.desc())
    .limit(literal_column("1"))
    .correlate(AssignmentRow, ResourceUnitRow)
    .scalar_subquery()
)
_REACH = Prepared(
    select(AssignmentRow.id, _LAST)
    .join(ResourceUnitRow, ResourceUnitRow.resource_id == AssignmentRow.resource_id)
    .where(AssignmentRow.active.is_(True))
)


def assignments(
    session: Session, *, org_id: int | None = None, from_day: date | None = None
) -> tuple[Assignment, ...]:
    """Desks that are somebody's, by desk and day.

    Args:
        org_id: of one organisation; None = of all.
        from_day: only those that have not ended before; None = those of the past too.
    """
    if org_id is None:
        rows = session.all(_ALL) if from_day is None else session.all(_OPEN, from_day=from_day)
    elif from_day is None:
        rows = session.all(_ALL_OF, org_id=org_id)
    else:
        rows = session.all(_OPEN_OF, org_id=org_id, from_day=from_day)
    return _with_aways(session, rows)


def assignment(session: Session, assignment_id: int) -> Assignment:
    """One of them.

    Raises:
        NotFoundError: no such assignment, or it never came to be.
    """
    rows = session.all(_ONE, assignment_id=assignment_id)
    if not rows:
        raise NotFoundError(kind="assignment", key=str(assignment_id))
    return _with_aways(session, rows)[0]


def assignments_of_desk(session: Session, resource_id: int) -> tuple[Assignment, ...]:
    """Everybody a desk was, is or will be assigned to, by first day."""
    return _with_aways(session, session.all(_OF_DESK, resource_id=resource_id))


def aways_of(session: Session, assignment_id: int) -> tuple[Away, ...]:
    """The away days of an assignment that are in force, by day."""
    return tuple(Away(*row) for row in session.all(_AWAYS_OF, assignment_id=assignment_id))


def held_from(session: Session, assignment_id: int, from_at: datetime) -> set[tuple[int, datetime]]:
    """Unit and start of every claim of an assignment from an instant on."""
    rows = session.all(_HELD, assignment_id=assignment_id, from_at=from_at)
    return {(row[0], row[1]) for row in rows}


def reach_of_assignments(session: Session) -> dict[int, datetime]:
    """When the last claim of each assignment begins; one without any is missing."""
    return {row[0]: row[1] for row in session.all(_REACH) if row[1] is not None}


def assignment_claims(session: Session) -> list[tuple[int, int | None, int | None, int, int]]:
    """Every claim of an assignment, for ``verify``.

    Returns:
        Assignment, organisation, resource and both ends in UTC seconds.
    """
    return [(row[0], row[1], row[2], row[3], row[4]) for row in session.all(_CLAIMS)]


def _with_aways(session: Session, rows: list[tuple[Any, ...]]) -> tuple[Assignment, ...]:
    if not rows:
        return ()
    found: dict[int, list[Away]] = defaultdict(list)
    for row in session.all(_AWAYS) if len(rows) > 1 else session.all(
        _AWAYS_OF, assignment_id=rows[0][0]
    ):  # fmt: skip
        found[row[1]].append(Away(*row))
    return tuple(
        Assignment(
            row[0], row[1], row[2], Names(row[3], row[4]), row[5] or "", row[6], row[7], row[8],
            Names(row[9] or "", row[10] or ""), row[11], row[12], row[13],
            tuple(found.get(row[0], ())),
        )
        for row in rows
    )  # fmt: skip
