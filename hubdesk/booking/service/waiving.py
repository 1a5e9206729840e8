"""What a late cancellation or a no-show costs is not charged, or is after all.

waive(uow, Target.of("o345"), "the lift was broken")
"""

from __future__ import annotations

from hubdesk.access import service as access
from hubdesk.booking.errors import NothingToChangeError
from hubdesk.booking.model import Changed, Status, Target
from hubdesk.booking.queries.targets import select_dates
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.text import clean
from hubdesk.store.session import UnitOfWork

_MISSED = (Status.CANCELLED, Status.NO_SHOW, Status.RELEASED)


def waive(uow: UnitOfWork, target: Target, reason: str) -> Changed:
    """Say why dates that were cancelled late or missed are not charged.

    A month that is locked keeps what it charged; give it back by a direct charge then.

    Args:
        reason: kept with the dates.

    Raises:
        InvalidInputError: no reason.
        NothingToChangeError: no date that is meant was cancelled or missed, or all are waived.
    """
    reason = clean(reason)
    if not reason:
        raise InvalidInputError(field="reason", value="", reason="empty")
    selected = select_dates(uow, target)
    booking = selected.booking
    access.require(uow, "booking.waive", booking["org_id"])
    dates = [
        date
        for date in selected.dates
        if date["status"] in _MISSED and date["waived"] != reason
    ]
    if not dates:
        raise NothingToChangeError
    for date in dates:
        uow.update(OccurrenceRow, date["id"], before=date, waived=reason)
    uow.record("booking.waived", "booking", booking["id"], org_id=booking["org_id"])
    return Changed(booking["id"], tuple(date["id"] for date in dates))
