"""Leaving early and staying longer: the end of a date that is on now.

    end_early(uow, 12)      # the room is free from this minute on, the time used stays
    extend(uow, 12, 30)     # half an hour more, if nobody else has it
    walk_in(uow, room_id, org_id, 60)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.arrivals import ROUND_TO, walk_in_end
from hubdesk.booking.errors import CheckInWindowError, NothingToChangeError, WrongStatusError
from hubdesk.booking.model import (
    BookingRequest,
    BookingResult,
    Changed,
    Scope,
    Status,
    Target,
    Wanted,
)
from hubdesk.booking.queries.arrivals import extensions
from hubdesk.booking.queries.steps import walk_in_steps
from hubdesk.booking.queries.targets import needs_of_dates
from hubdesk.booking.service.admission import OF_LENGTH, admit_rows, require
from hubdesk.booking.service.book import book
from hubdesk.booking.service.claims import delete_claims
from hubdesk.booking.service.placing import place, write_claims
from hubdesk.booking.service.states import check_in
from hubdesk.booking.service.turns import fresh
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.spaces.queries import zones
from hubdesk.store.session import UnitOfWork

_MINUTE = timedelta(minutes=1)


def end_early(uow: UnitOfWork, occurrence_id: int) -> Changed:
    """Note that everybody has left: the room is free from now on, clean-up time as booked.

    The date is done and ends at the next full minute; who leaves before the start gives it free.

    Raises:
        WrongStatusError: nobody is checked in.
        NothingToChangeError: it has ended.
    """
    date, booking = _on(uow, occurrence_id, "booking.release")
    if date["status"] != Status.CHECKED_IN:
        raise WrongStatusError(status=date["status"])
    now = uow.clock.now()
    if date["ends_at"] <= now:
        raise NothingToChangeError
    if now <= date["starts_at"]:
        values: dict[str, Any] = {"status": str(Status.RELEASED), "reason": "left_early"}
        uow.update(OccurrenceRow, occurrence_id, before=date, **values)
        delete_claims(uow, "occurrence", [occurrence_id])
        return _done(uow, booking, occurrence_id, "booking.ended_early")
    values = {"status": str(Status.DONE), "ends_at": min(_next_minute(now), date["ends_at"])}
    _put(uow, date, booking, values, hours=False)
    return _done(uow, booking, occurrence_id, "booking.ended_early")


def extend(
    uow: UnitOfWork, occurrence_id: int, minutes: int = 0, *, until: datetime | None = None,
    override: str = "",
) -> Changed:  # fmt: skip
    """Let a date that is on, or has not begun, last longer.

    Args:
        minutes: more than now; 0 = as long as the rooms are free today.
        until: the new end instead, aware.
        override: why a member of staff lets it pass what the rules of the house refuse.

    Raises:
        RoomTakenError, RoomClosedError, OutsideHoursError: they are not free so long.
        PolicyRefusedError: a rule is in the way: on length, times, quota, who may book what, or
            somebody would have to agree.
        NothingToChangeError: nothing is left to extend into, or it has ended.
        WrongStatusError: it is neither booked nor checked in.
    """
    date, booking = _on(uow, occurrence_id, "booking.move")
    if date["status"] not in (Status.BOOKED, Status.HELD, Status.CHECKED_IN):
        raise WrongStatusError(status=date["status"])
    if date["ends_at"] <= uow.clock.now():
        raise NothingToChangeError
    if minutes < 0 or minutes > 24 * 60:
        raise InvalidInputError(field="minutes", value=str(minutes), reason="out_of_range")
    end = until or (date["ends_at"] + timedelta(minutes=minutes) if minutes else None)
    if end is None:
        end = extensions(uow, occurrence_id).free_until
    if end is None or end <= date["ends_at"]:
        raise NothingToChangeError
    _put(uow, date, booking, {"ends_at": end}, hours=True)
    longer = {**date, "ends_at": end}
    admission = admit_rows(uow, booking, [longer], needs_of_dates(uow, [longer]),
                           override=override, kinds=OF_LENGTH)  # fmt: skip
    require(uow, admission, booking["org_id"])
    return _done(uow, booking, occurrence_id, "booking.extended", **admission.facts)


def walk_in(
    uow: UnitOfWork,
    resource_id: int,
    org_id: int,
    minutes: int,
    *,
    people: int | None = None,
    idem_key: str = "",
    on_grid: bool = True,
    override: str = "",
) -> BookingResult:
    """Book a room from this minute on for somebody who stands there, and check them in.

    Args:
        minutes: the end is rounded up to the grid of the house, or to five minutes.
        idem_key: the same key books once.
        on_grid: end where the rules of the house let others begin.
        override: why a member of staff lets it pass what the rules of the house refuse.

    Raises:
        DatesRefusedError: one of its kinds; it is not free so long.
        PolicyRefusedError and the other refusals of ``book``.
    """
    zone = ZoneInfo(zones(uow).get(resource_id, "UTC"))
    now = uow.clock.now().astimezone(zone).replace(second=0, microsecond=0)
    if not 0 < minutes <= 24 * 60:
        raise InvalidInputError(field="minutes", value=str(minutes), reason="out_of_range")
    steps = walk_in_steps(uow, now.date()) if on_grid else {}
    step = steps.get(resource_id, ROUND_TO)
    request = BookingRequest(
        org_id, (Wanted(resource_id),), now, walk_in_end(now, minutes, step), people=people,
        idem_key=idem_key or new_key(), override=override,
    )  # fmt: skip
    result = book(uow, request)
    check_in_booked(uow, result)
    return result


def check_in_booked(uow: UnitOfWork, result: BookingResult) -> None:
    """Check in whom a room was booked for just now; a date that waits for a word stays so."""
    for date in result.dates:
        row = uow.row(OccurrenceRow, date.occurrence_id)
        if row is not None and row["status"] == Status.BOOKED:
            check_in(uow, Target(occurrence_id=date.occurrence_id))


def let_in(uow: UnitOfWork, target: Target) -> Changed:
    """Check in whoever stands there, in time or after everybody had given them up.

    Raises:
        CheckInWindowError, WrongStatusError: as ``check_in``.
        DatesRefusedError: one of its kinds; the room was given free and somebody else has it.
    """
    if target.occurrence_id is not None and target.scope is Scope.THIS:
        date = uow.row(OccurrenceRow, target.occurrence_id)
        if date is not None and is_missed(date):
            return late_arrival(uow, target.occurrence_id)
    return check_in(uow, target)


def is_missed(date: Mapping[str, Any]) -> bool:
    """Whether a date was given up because nobody came."""
    state = date["status"], date["reason"]
    return date["status"] == Status.NO_SHOW or state == (Status.RELEASED, "no_show")


def late_arrival(uow: UnitOfWork, occurrence_id: int) -> Changed:
    """Let people in whose room was given free, if nobody else has it by now.

    Raises:
        DatesRefusedError: one of its kinds; somebody has.
        WrongStatusError: it was not given free for their absence.
        CheckInWindowError: it is over.
    """
    date, booking = _on(uow, occurrence_id, "booking.check_in")
    if not is_missed(date):
        raise WrongStatusError(status=date["status"])
    now = uow.clock.now()
    if not date["starts_at"] <= now < date["ends_at"]:
        raise CheckInWindowError(opens=date["starts_at"], closes=date["ends_at"])
    values = {"status": str(Status.CHECKED_IN), "reason": None, "checked_in_at": now}
    _put(uow, date, booking, values, hours=False)
    return _done(uow, booking, occurrence_id, "booking.checked_in")


def _on(
    uow: UnitOfWork, occurrence_id: int, permission: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    dates = fresh(uow, [occurrence_id])
    if not dates:
        raise NotFoundError(kind="occurrence", key=f"o{occurrence_id}")
    booking = uow.row(BookingRow, dates[0]["booking_id"])
    assert booking is not None
    access.require(uow, permission, booking["org_id"])
    return dates[0], booking


def _put(
    uow: UnitOfWork,
    date: dict[str, Any],
    booking: dict[str, Any],
    values: dict[str, Any],
    *,
    hours: bool,
) -> None:
    """Change a date that blocks afterwards, and claim what it holds then."""
    after = {**date, **values}
    verdicts = place(uow, [after], ZoneInfo(booking["timezone"]), hours=hours)
    uow.update(OccurrenceRow, date["id"], before=date, **values)
    write_claims(uow, [after], verdicts)


def _next_minute(now: datetime) -> datetime:
    whole = now.replace(second=0, microsecond=0)
    return whole if whole == now else whole + _MINUTE


def _done(
    uow: UnitOfWork, booking: dict[str, Any], number: int, action: str, **facts: Any
) -> Changed:
    uow.record(action, "booking", booking["id"], org_id=booking["org_id"], **facts)
    return Changed(booking["id"], (number,))
