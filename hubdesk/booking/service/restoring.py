"""Bringing back what was cancelled, released or skipped, if its rooms are still free."""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.errors import NothingToChangeError, WrongStatusError
from hubdesk.booking.model import Changed, Status, Target
from hubdesk.booking.queries.targets import select_dates
from hubdesk.booking.service.placing import place, write_claims
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.store.session import UnitOfWork


def restore(uow: UnitOfWork, target: Target) -> Changed:
    """Book cancelled, released or missed dates again, all or none of them.

    Raises:
        RoomTakenError, RoomClosedError, EquipmentShortError: somebody else has the room by now.
        WrongStatusError: the one date that is meant is none of these.
        NothingToChangeError: no date to come is.
    """
    states = {Status.CANCELLED, Status.RELEASED, Status.NO_SHOW}
    return _revive(uow, target, states, "booking.restored", hours=False)


def readd_skipped(uow: UnitOfWork, target: Target) -> Changed:
    """Book dates that were skipped when the series was made, or left out since.

    Raises:
        DatesRefusedError: one of its kinds; a date still clashes.
        WrongStatusError, NothingToChangeError
    """
    return _revive(uow, target, {Status.SKIPPED}, "booking.readded", hours=True)


def _revive(
    uow: UnitOfWork, target: Target, states: Collection[Status], action: str, *, hours: bool
) -> Changed:
    selected = select_dates(uow, target)
    booking = selected.booking
    access.require(uow, "booking.book", booking["org_id"])
    before = [date for date in selected.dates if date["status"] in states]
    if not before and selected.single:
        raise WrongStatusError(status=selected.dates[0]["status"])
    if not before:
        raise NothingToChangeError
    values = {"status": str(Status.BOOKED), "reason": None, "checked_in_at": None}
    after = [{**date, **values} for date in before]
    verdicts = place(uow, after, ZoneInfo(booking["timezone"]), hours=hours)
    for date in before:
        uow.update(OccurrenceRow, date["id"], before=date, **values)
    write_claims(uow, after, verdicts)
    uow.record(action, "booking", booking["id"], org_id=booking["org_id"])
    return Changed(booking["id"], tuple(date["id"] for date in before))
