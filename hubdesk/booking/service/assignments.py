"""Desks that are somebody's: assigning, ending, moving, away days and coming back.

    found = assign_desk(uow, desk_id, org_id, date(2026, 12, 1), person_id=nok)
    away = add_away(uow, found, date(2026, 12, 24), date(2027, 1, 3))
    come_back(uow, away, date(2026, 12, 29))

The row says what was agreed, ``deskclaims`` makes the claims from it.  ``extend_assignments`` is
called as days go by.
"""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.booking.desk_days import RENEWED, Days, days_held
from hubdesk.booking.errors import (
    AlreadyAwayError,
    DeskAssignedError,
    NotADeskError,
    OrganisationInactiveError,
    ResourceInactiveError,
)
from hubdesk.booking.queries.desks import (
    Assignment,
    assignment,
    assignments,
    assignments_of_desk,
    reach_of_assignments,
)
from hubdesk.booking.service.book import require_active
from hubdesk.booking.service.deskclaims import settle
from hubdesk.booking.tables import AssignmentRow, AwayRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.text import clean
from hubdesk.orgs.queries import person
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

_ONE = timedelta(days=1)
_SAME_KEY = Prepared(
    select(AssignmentRow.id).where(
        AssignmentRow.org_id == bindparam("org_id", type_=Id),
        AssignmentRow.idem_key == bindparam("idem_key", type_=Text),
    )
)


def assign_desk(
    uow: UnitOfWork,
    desk_id: int,
    org_id: int,
    first_day: date,
    last_day: date | None = None,
    *,
    person_id: int | None = None,
    note: str = "",
    idem_key: str = "",
) -> int:
    """Give a desk to an organisation, or to one of its people.

    Args:
        first_day, last_day: inclusive; None = no end is known.
        person_id: None = anybody of the organisation sits there.
        idem_key: the same key for the same organisation assigns once.

    Returns:
        The assignment's id.

    Raises:
        DeskTakenError: others booked it on some of the days; they are named.
        DeskAssignedError: it is somebody's then.
        NotADeskError, ResourceInactiveError, OrganisationInactiveError, NotFoundError,
        InvalidInputError
    """
    access.require(uow, "desks.assign", org_id)
    if idem_key:
        earlier = uow.first(_SAME_KEY, org_id=org_id, idem_key=idem_key)
        if earlier is not None:
            return int(earlier[0])
    found = _give(uow, desk_id, org_id, Days(first_day, last_day), person_id, note, idem_key)
    uow.record("desk.assigned", "assignment", found, org_id=org_id)
    return found


def set_last_day(uow: UnitOfWork, assignment_id: int, last_day: date | None) -> None:
    """End an assignment on a day, later than it was planned, or let it go on.

    Args:
        last_day: inclusive; a day before the first one means that it never came to be; None =
            no end is known.

    Raises:
        DeskTakenError, DeskAssignedError: it shall last longer, and others have the desk then.
        OrganisationInactiveError: the organisation leaves before.
        NotFoundError: no such assignment.
    """
    found = _in_turn(uow, assignment_id)
    access.require(uow, "desks.assign", found.org_id)
    if last_day == found.last_day:
        return
    if last_day is not None and last_day < found.first_day:
        uow.update(AssignmentRow, assignment_id, active=False)
    else:
        days = Days(found.first_day, last_day)
        _require_member(uow, found.org_id, days)
        _require_unassigned(uow, found.resource_id, days, without=assignment_id)
        uow.update(AssignmentRow, assignment_id, last_day=last_day)
    settle(uow, assignment_id)
    uow.record("desk.assignment_ended", "assignment", assignment_id, org_id=found.org_id)


def move_assignment(uow: UnitOfWork, assignment_id: int, desk_id: int, from_day: date) -> int:
    """Move whom a desk is assigned to to another desk, from a day on; away days move along.

    Returns:
        The assignment of the new desk; the old one if it had not begun by then.

    Raises:
        DeskTakenError, DeskAssignedError: the new desk is taken; nothing is moved.
        InvalidInputError: the assignment is over by then.
        NotADeskError, ResourceInactiveError, NotFoundError
    """
    found = _in_turn(uow, assignment_id)
    access.require(uow, "desks.assign", found.org_id)
    if found.last_day is not None and from_day > found.last_day:
        raise InvalidInputError(field="from_day", value=str(from_day), reason="out_of_range")
    uow.record("desk.assignment_moved", "assignment", assignment_id, org_id=found.org_id)
    if desk_id == found.resource_id:
        return assignment_id
    days = Days(max(from_day, found.first_day), found.last_day)
    if days.first == found.first_day and found.first_day > _today(uow, found.resource_id):
        _require_desk(uow, desk_id)
        _require_unassigned(uow, desk_id, days, without=assignment_id)
        uow.update(AssignmentRow, assignment_id, resource_id=desk_id)
        settle(uow, assignment_id)
        return assignment_id
    _end_before(uow, found, days.first)
    moved = _give(uow, desk_id, found.org_id, days, found.person_id, found.note, "")
    for away in found.aways:
        if away.last_day >= days.first:
            _take_along(uow, away.id, moved, max(away.first_day, days.first), away.last_day)
    settle(uow, moved)
    return moved


def _end_before(uow: UnitOfWork, found: Assignment, day: date) -> None:
    if day <= found.first_day:
        uow.update(AssignmentRow, found.id, active=False)
    else:
        uow.update(AssignmentRow, found.id, last_day=day - _ONE)
    settle(uow, found.id)


def _take_along(uow: UnitOfWork, away_id: int, to_id: int, first: date, last: date) -> None:
    """Give the rest of away days to another assignment."""
    row = uow.row(AwayRow, away_id)
    assert row is not None
    if row["first_day"] >= first:
        uow.update(AwayRow, away_id, assignment_id=to_id)
        return
    uow.update(AwayRow, away_id, last_day=first - _ONE)
    uow.insert(AwayRow, assignment_id=to_id, org_id=row["org_id"], first_day=first,
               last_day=last, note=row["note"], active=True)  # fmt: skip


def add_away(
    uow: UnitOfWork, assignment_id: int, first_day: date, last_day: date, note: str = ""
) -> int:
    """Say that nobody sits at an assigned desk on some days: others may book it then.

    Args:
        first_day, last_day: inclusive, within the assignment.

    Returns:
        The id of the away days.

    Raises:
        AlreadyAwayError: some of the days are free already.
        InvalidInputError: the days are none, or not of the assignment.
        NotFoundError: no such assignment.
    """
    found = _in_turn(uow, assignment_id)
    access.require(uow, "desks.away", found.org_id)
    if last_day < first_day:
        raise InvalidInputError(field="last_day", value=str(last_day), reason="last_before_first")
    if first_day not in found.days or last_day not in found.days:
        raise InvalidInputError(field="first_day", value=str(first_day), reason="out_of_range")
    for away in found.aways:
        if away.days.overlaps(Days(first_day, last_day)):
            raise AlreadyAwayError(unit=found.desk, first=away.first_day, last=away.last_day)
    away_id = uow.insert(
        AwayRow, assignment_id=assignment_id, org_id=found.org_id, first_day=first_day,
        last_day=last_day, note=clean(note), active=True,
    )  # fmt: skip
    settle(uow, assignment_id)
    uow.record("desk.away", "away", away_id, org_id=found.org_id)
    return away_id


def come_back(uow: UnitOfWork, away_id: int, from_day: date | None = None) -> None:
    """End away days early, or take them back.

    Args:
        from_day: the first day somebody sits there again; None = today, or all of them if they
            lie ahead.

    Raises:
        DeskTakenError: others booked the desk meanwhile; they are named and keep it.
        NotFoundError: no such away days.
        InvalidInputError: they are over by then.
    """
    row = uow.row(AwayRow, away_id)
    if row is None or not row["active"]:
        raise NotFoundError(kind="away", key=str(away_id))
    access.require(uow, "desks.away", row["org_id"])
    found = _in_turn(uow, row["assignment_id"])
    back = from_day or max(_today(uow, found.resource_id), row["first_day"])
    if back > row["last_day"]:
        raise InvalidInputError(field="from_day", value=str(back), reason="out_of_range")
    if back <= row["first_day"]:
        uow.update(AwayRow, away_id, before=row, active=False)
    else:
        uow.update(AwayRow, away_id, before=row, last_day=back - _ONE)
    settle(uow, found.id)
    uow.record("desk.back", "away", away_id, org_id=row["org_id"])


def _in_turn(uow: UnitOfWork, assignment_id: int) -> Assignment:
    """The assignment as it stands when it is this unit of work's turn at its desk."""
    found = assignment(uow, assignment_id)
    if uow.dialect.name == "sqlite":
        return found
    uow.lock_units(bookable(uow, found.resource_id).unit_ids)
    return assignment(uow, assignment_id)


# -- as days go by --------------------------------------------------------------------------------


def assignments_due(session: Session) -> tuple[int, ...]:
    """Assignments whose claims do not reach far enough ahead any more."""
    today, reached = _hub_today(session), reach_of_assignments(session)
    due = []
    for one in assignments(session, from_day=today):
        aways = [away.days for away in one.aways]
        near = [day for day in days_held(one.days, aways, today) if day <= today + RENEWED]
        # A day's midnight may be on the day before in UTC.
        if near and (one.id not in reached or reached[one.id].date() < near[-1] - _ONE):
            due.append(one.id)
    return tuple(due)


def extend_assignments(uow: UnitOfWork) -> int:
    """Make the claims of assigned desks reach as far ahead as they should again.

    A day on which others hold the desk is left to them.

    Returns:
        How many days were taken anew, of all desks together.
    """
    access.require(uow, "desks.assign")
    taken = sum(settle(uow, number, strict=False) for number in assignments_due(uow))
    if taken:
        uow.record("desk.assignments_extended", "hub", 1, days=taken)
    return taken


def end_assignments(uow: UnitOfWork, org_id: int, last_day: date) -> tuple[int, ...]:
    """End every assignment of an organisation that leaves; the caller records it.

    Args:
        last_day: inclusive.

    Returns:
        The ids of those that ended or never came to be.
    """
    ended = []
    for one in assignments(uow, org_id=org_id, from_day=last_day + _ONE):
        if one.first_day > last_day:
            uow.update(AssignmentRow, one.id, active=False)
        else:
            uow.update(AssignmentRow, one.id, last_day=last_day)
        settle(uow, one.id)
        ended.append(one.id)
    return tuple(ended)


# -- what is refused ------------------------------------------------------------------------------


def _give(
    uow: UnitOfWork, desk_id: int, org_id: int, days: Days, person_id: int | None, note: str,
    idem_key: str,
) -> int:  # fmt: skip
    if days.last is not None and days.last < days.first:
        raise InvalidInputError(
            field="last_day", value=str(days.last), reason="last_before_first"
        )
    _require_desk(uow, desk_id)
    _require_member(uow, org_id, days)
    if person_id is not None and person(uow, person_id).org_id != org_id:
        raise NotFoundError(kind="person", key=str(person_id))
    _require_unassigned(uow, desk_id, days)
    number = uow.insert(
        AssignmentRow, resource_id=desk_id, org_id=org_id, person_id=person_id,
        first_day=days.first, last_day=days.last, note=clean(note), active=True,
        idem_key=idem_key or new_key(), created_at=uow.clock.now(), created_by=uow.actor,
    )  # fmt: skip
    settle(uow, number)
    return number


def _require_desk(session: Session, desk_id: int) -> None:
    desk = bookable(session, desk_id)
    if desk.kind != "desk":
        raise NotADeskError(unit=desk.code)
    if not desk.active:
        raise ResourceInactiveError(unit=desk.code)


def _require_member(session: Session, org_id: int, days: Days) -> None:
    """Whoever leaves on a day has no desk after it; an open end follows the leaving."""
    stay = require_active(session, org_id)
    if stay.left_on is not None and (days.last is None or days.last > stay.left_on):
        raise OrganisationInactiveError(org=stay.org, day=stay.left_on)


def _require_unassigned(
    session: Session, desk_id: int, days: Days, *, without: int | None = None
) -> None:
    """Nobody else has the desk, however far ahead; two desks wait for each other at the units."""
    if isinstance(session, UnitOfWork):
        session.lock_units(sorted(bookable(session, desk_id).unit_ids))
    for other in assignments_of_desk(session, desk_id):
        if other.id != without and other.days.overlaps(days):
            raise DeskAssignedError(unit=other.desk, by=other.org, since=other.first_day)


def _today(session: Session, desk_id: int) -> date:
    return session.clock.now().astimezone(ZoneInfo(bookable(session, desk_id).timezone)).date()


def _hub_today(session: Session) -> date:
    return session.clock.now().astimezone(settings(session).zone).date()
