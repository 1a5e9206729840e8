"""Bringing back what was cancelled, released or skipped, if its rooms are still free."""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.errors import NothingToChangeError, WrongStatusError
from hubdesk.booking.model import Changed, Status, Target
from hubdesk.booking.offers import WaitingState
from hubdesk.booking.queries.targets import needs_of_dates, select_dates
from hubdesk.booking.service.admission import admit_rows, require
from hubdesk.booking.service.placing import place, write_claims
from hubdesk.booking.service.waiting import close_places, has_offer
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.store.session import UnitOfWork


def restore(uow: UnitOfWork, target: Target, override: str = "") -> Changed:
    """Book cancelled, released or missed dates again, all or none of them.

    Args:
        override: why a member of staff lets it pass what the rules of the house refuse.

    Raises:
        PolicyRefusedError: rules of the house are in the way.
        RoomTakenError, RoomClosedError, EquipmentShortError: somebody else has the room by now.
        WrongStatusError: the one date that is meant is none of these.
        NothingToChangeError: no date to come is.
    """
    states = {Status.CANCELLED, Status.RELEASED, Status.NO_SHOW}
    return _revive(uow, target, states, "booking.restored", hours=False, override=override)


def readd_skipped(uow: UnitOfWork, target: Target, override: str = "") -> Changed:
    """Book dates that were skipped when the series was made, or left out since.

    A date that is offered is accepted by it; one that waits leaves the line.

    Args:
        override: why a member of staff lets it pass what the rules of the house refuse.

    Raises:
        PolicyRefusedError: rules of the house are in the way.
        DatesRefusedError: one of its kinds; a date still clashes.
        WrongStatusError, NothingToChangeError
    """
    return _revive(
        uow, target, {Status.SKIPPED}, "booking.readded", hours=True, override=override
    )


def _revive(
    uow: UnitOfWork, target: Target, states: Collection[Status], action: str, *, hours: bool,
    override: str,
) -> Changed:  # fmt: skip
    selected = select_dates(uow, target)
    booking = selected.booking
    access.require(uow, "booking.book", booking["org_id"])
    before = [
        date
        for date in selected.dates
        if date["status"] in states or (Status.SKIPPED in states and has_offer(date))
    ]
    if not before and selected.single:
        raise WrongStatusError(status=selected.dates[0]["status"])
    if not before:
        raise NothingToChangeError
    values = {"status": str(Status.BOOKED), "reason": None, "checked_in_at": None,
              "cancelled_at": None, "waived": None}  # fmt: skip
    after = [{**date, **values} for date in before]
    needs = needs_of_dates(uow, after)
    verdicts = place(uow, after, ZoneInfo(booking["timezone"]), needs=needs, hours=hours)
    admission = admit_rows(uow, booking, after, needs, override=override)
    require(uow, admission, booking["org_id"])
    for date in before:
        uow.update(OccurrenceRow, date["id"], before=date, **values)
    write_claims(uow, after, verdicts)
    close_places(uow, [date["id"] for date in before], WaitingState.TAKEN)
    uow.record(action, "booking", booking["id"], org_id=booking["org_id"], **admission.facts)
    return Changed(booking["id"], tuple(date["id"] for date in before))
