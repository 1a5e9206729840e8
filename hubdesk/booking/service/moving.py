"""Moving dates to another time or room: one, this and the following, or all to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.candidates import duration, in_zone, require_suitable
from hubdesk.booking.conflicts import Need, needs_of
from hubdesk.booking.errors import NothingToChangeError, WrongStatusError
from hubdesk.booking.model import Changed, Move, Status, Target
from hubdesk.booking.queries.targets import Selected, needs_of_dates, select_dates
from hubdesk.booking.service.admission import admit_rows, require
from hubdesk.booking.service.placing import place, write_claims
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import UnitOfWork

_MOVABLE = frozenset({Status.REQUESTED, Status.HELD, Status.BOOKED})


@dataclass(frozen=True, slots=True)
class _Shift:
    """Attributes:
    by: in wall time.
    length_s: None = each date keeps its own.
    room: the new main resource with the buffers it will have; None = each date keeps its own.
    """

    by: timedelta
    length_s: int | None
    room: Need | None


def move(uow: UnitOfWork, target: Target, to: Move) -> Changed:
    """Move dates, all or none of them.

    Every date of the scope shifts by the same wall time, so a series stays at its hour when the
    clock changes.  Dates that were moved on their own before are exceptions and stay where they
    are; cancelled and skipped ones shift along and stay cancelled and skipped.

    Args:
        to: see :class:`Move`; for a whole booking, ``starts`` is that of its first date to come.

    Returns:
        Ids of the dates moved and of the exceptions kept.

    Raises:
        DatesRefusedError: one of its kinds, with all dates; nothing was moved.
        PolicyRefusedError: rules of the house are in the way.
        WrongStatusError: the one date that is meant is over, checked in or cancelled.
        NothingToChangeError: no date to come, or no new place.
        TooManyPeopleError, ResourceInactiveError, InvalidInputError
    """
    selected = select_dates(uow, target)
    booking = selected.booking
    access.require(uow, "booking.move", booking["org_id"])
    dates, kept = _concerned(selected)
    zone = ZoneInfo(booking["timezone"])
    meant = next((date for date in dates if date["id"] == selected.meant), dates[0])
    shift = _shift(to, meant, zone, _new_room(uow, to, booking))
    changes = {date["id"]: _changes(date, shift, zone) for date in dates}
    if not any(changes.values()):
        raise NothingToChangeError
    after = [{**date, **changes[date["id"]]} for date in dates]
    needs = needs_of_dates(uow, dates)
    if shift.room is not None:
        needs = {number: (shift.room, *known[1:]) for number, known in needs.items()}
    verdicts = place(uow, after, zone, needs=needs)
    admission = admit_rows(uow, booking, after, needs, before={date["id"]: date for date in dates},
                           override=to.override)  # fmt: skip
    require(uow, admission, booking["org_id"])
    alone = {"moved": True} if selected.single and booking["rrule"] else {}
    for date in dates:
        uow.update(OccurrenceRow, date["id"], before=date, **changes[date["id"]], **alone)
    write_claims(uow, after, verdicts)
    uow.record("booking.moved", "booking", booking["id"], org_id=booking["org_id"],
               **admission.facts)  # fmt: skip
    return Changed(booking["id"], tuple(date["id"] for date in dates), kept)


def _concerned(selected: Selected) -> tuple[list[dict[str, Any]], tuple[int, ...]]:
    """The dates that move, and the ids of the exceptions that stay."""
    if selected.single:
        if selected.dates[0]["status"] not in _MOVABLE:
            raise WrongStatusError(status=selected.dates[0]["status"])
        return selected.dates, ()
    along = _MOVABLE | {Status.CANCELLED, Status.SKIPPED}
    dates = [
        date
        for date in selected.dates
        if date["status"] in along and (not date["moved"] or date["id"] == selected.meant)
    ]
    if not any(date["status"] in _MOVABLE for date in dates):
        raise NothingToChangeError
    moving = {date["id"] for date in dates}
    return dates, tuple(date["id"] for date in selected.dates if date["id"] not in moving)


def _new_room(uow: UnitOfWork, to: Move, booking: dict[str, Any]) -> Need | None:
    if to.resource_id is None:
        return None
    room = bookable(
        uow, to.resource_id, org_id=booking["org_id"], layout=booking["layout"]
    )
    quantity = booking["wanted"][0]["quantity"]
    require_suitable([room], [quantity], booking["people"])
    (need,) = needs_of([room], [quantity], booking["setup_minutes"], booking["cleanup_minutes"])
    return need


def _shift(to: Move, meant: dict[str, Any], zone: ZoneInfo, room: Need | None) -> _Shift:
    old = meant["starts_at"].astimezone(zone)
    new = old if to.starts is None else in_zone(to.starts, zone)
    by = new.replace(tzinfo=None) - old.replace(tzinfo=None)
    if by.total_seconds() % 60:
        raise InvalidInputError(field="starts", value=new.isoformat(), reason="too_fine")
    return _Shift(by, None if to.ends is None else duration(new, to.ends, zone), room)


def _changes(date: dict[str, Any], shift: _Shift, zone: ZoneInfo) -> dict[str, Any]:
    """The columns of a date that differ afterwards."""
    wall = date["starts_at"].astimezone(zone).replace(tzinfo=None) + shift.by
    starts_at = in_zone(wall, zone).astimezone(UTC) if shift.by else date["starts_at"]
    length = date["ends_at"] - date["starts_at"]
    if shift.length_s is not None:
        length = timedelta(seconds=shift.length_s)
    values = {"starts_at": starts_at, "ends_at": starts_at + length}
    if shift.room is not None:
        values |= {
            "resource_id": shift.room.room.id,
            "setup_minutes": shift.room.setup_minutes,
            "cleanup_minutes": shift.room.cleanup_minutes,
        }
    return {name: value for name, value in values.items() if date[name] != value}
