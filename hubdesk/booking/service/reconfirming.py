"""Standing bookings: set how often they are confirmed anew, confirm, release what is not.

    set_reconfirmation(uow, booking_id, every_months=6)
    reconfirm(uow, booking_id)
    release_unconfirmed(uow)        # the sweep

**Source**: Democracy Center: a standing booking is reconfirmed every half year.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.errors import NothingToChangeError
from hubdesk.booking.model import Status
from hubdesk.booking.queries.of_org import OPEN
from hubdesk.booking.queries.reconfirming import (
    reconfirmation_row,
    reconfirmations_due,
    unconfirmed_from,
)
from hubdesk.booking.queries.targets import booking_row, dates_of_booking
from hubdesk.booking.service.claims import delete_claims
from hubdesk.booking.service.waiting import offer_freed
from hubdesk.booking.standing import Reconfirmation, Standing, next_confirmed
from hubdesk.booking.tables import OccurrenceRow, ReconfirmationRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import months_later
from hubdesk.store.errors import GuardError
from hubdesk.store.session import Session, UnitOfWork

#: Reason of a date that was released because nobody confirmed its booking.
NOT_CONFIRMED = "not_reconfirmed"
_MOST_MONTHS = 24


def set_reconfirmation(uow: UnitOfWork, booking_id: int, every_months: int) -> None:
    """Say how often a booking is to be confirmed anew; 0 = never.

    It counts as confirmed for so many months from its first date, or from today if that is later.

    Raises:
        InvalidInputError: more than two years, or fewer than no months.
        NotFoundError: no such booking.
    """
    booking = booking_row(uow, booking_id)
    access.require(uow, "booking.change", booking["org_id"])
    if not 0 <= every_months <= _MOST_MONTHS:
        raise InvalidInputError(
            field="every_months", value=str(every_months), reason="out_of_range"
        )
    known = reconfirmation_row(uow, booking_id)
    if every_months == 0:
        if known is not None and known["active"]:
            uow.update(ReconfirmationRow, known["id"], before=known, active=False)
    else:
        values: dict[str, Any] = {"every_months": every_months, "active": True}
        values["confirmed_until"] = _first_until(uow, booking, every_months)
        if known is None:
            uow.insert(
                ReconfirmationRow, org_id=booking["org_id"], booking_id=booking_id, **values
            )
        else:
            uow.update(ReconfirmationRow, known["id"], before=known, **values)
    uow.record(
        "booking.reconfirmation_set", "booking", booking_id, org_id=booking["org_id"],
        every_months=every_months,
    )  # fmt: skip


def reconfirm(uow: UnitOfWork, booking_id: int) -> date:
    """Confirm a standing booking for its next months.

    Returns:
        The last day that is confirmed now.

    Raises:
        NothingToChangeError: it need not be confirmed.
        NotFoundError: no such booking.
    """
    booking, known = booking_row(uow, booking_id), reconfirmation_row(uow, booking_id)
    access.require(uow, "booking.change", booking["org_id"])
    if known is None or not known["active"]:
        raise NothingToChangeError
    until = next_confirmed(
        known["confirmed_until"], known["every_months"], today=today_in(uow, booking["timezone"])
    )
    uow.update(ReconfirmationRow, known["id"], before=known, confirmed_until=until)
    uow.record(
        "booking.reconfirmed", "booking", booking_id, org_id=booking["org_id"], until=until
    )
    return until


def release_unconfirmed(uow: UnitOfWork) -> tuple[int, ...]:
    """Release the dates of standing bookings that nobody confirmed in time; for the sweep.

    Dates charged in a locked month stay as they are.

    Returns:
        Ids of the dates released; nothing is written where there are none.
    """
    released: list[int] = []
    for line in reconfirmations_due(uow, uow.clock.now().date()):
        booking = booking_row(uow, line.booking_id)
        rule = Reconfirmation(line.every_months, line.confirmed_until)
        today = today_in(uow, booking["timezone"])
        if rule.standing(today, 0) is Standing.LATE:
            access.require(uow, "booking.release", line.org_id)
            released += _release(uow, booking, rule)
    if released:
        uow.record("booking.released", "booking", None, reason=NOT_CONFIRMED)
    return tuple(released)


def today_in(session: Session, timezone: str) -> date:
    """The day it is where a booking takes place."""
    return session.clock.now().astimezone(ZoneInfo(timezone)).date()


def _release(uow: UnitOfWork, booking: dict[str, Any], rule: Reconfirmation) -> list[int]:
    from_at = unconfirmed_from(uow, rule, booking["timezone"])
    freed: list[dict[str, Any]] = []
    for row in dates_of_booking(uow, booking["id"]):
        if row["starts_at"] >= from_at and row["status"] in OPEN:
            try:
                with uow.part():
                    uow.update(
                        OccurrenceRow, row["id"], before=row, status=str(Status.RELEASED),
                        reason=NOT_CONFIRMED,
                    )  # fmt: skip
                    delete_claims(uow, "occurrence", [row["id"]])
            except GuardError:
                continue
            freed.append(row)
    offer_freed(uow, freed)
    return [row["id"] for row in freed]


def _first_until(uow: UnitOfWork, booking: dict[str, Any], every_months: int) -> date:
    first = date.fromisoformat(booking["starts_local"][:10])
    return months_later(max(first, today_in(uow, booking["timezone"])), every_months)
