"""What a booking leaves behind that was let in: a question to somebody, an end of its hold.

    settle(uow, admission, request, booking_id, first_start)
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hubdesk.booking.model import BookingRequest, Status
from hubdesk.booking.service.admission import Admission
from hubdesk.booking.service.reconfirming import set_reconfirmation
from hubdesk.booking.tables import ApprovalRow, BookingRow
from hubdesk.store.session import UnitOfWork


def settle(
    uow: UnitOfWork, admission: Admission, request: BookingRequest, booking_id: int,
    starts_at: datetime,
) -> None:  # fmt: skip
    """Ask who has to agree, say when a hold lapses, and how often a series is confirmed anew.

    To be called after the unit of work has its name.

    Args:
        starts_at: of the first date; a question and a hold are over by then.
    """
    now = uow.clock.now()
    if admission.approval is not None:
        hours = admission.approval.terms.get("hours", 0)
        uow.insert(
            ApprovalRow,
            booking_id=booking_id,
            org_id=request.org_id,
            policy_id=admission.approval.id,
            approver=admission.approval.terms.get("approver", ""),
            state="waiting",
            asked_at=now,
            answer_by=min(now + timedelta(hours=hours), starts_at) if hours else starts_at,
        )
    elif request.status is Status.HELD and admission.hold is not None:
        until = min(now + timedelta(hours=admission.hold.terms["hours"]), starts_at)
        uow.update(BookingRow, booking_id, held_until=until)
    if admission.reconfirm is not None and request.rrule is not None:
        set_reconfirmation(uow, booking_id, admission.reconfirm.terms["months"])
