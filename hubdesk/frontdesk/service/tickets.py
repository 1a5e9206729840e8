"""Work for the caretaker: out of order, and rooms to set up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.booking.service import add_closure, lift_closure
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.frontdesk.model import NewTicket, TicketKind, TicketStatus
from hubdesk.frontdesk.service.rows import before, in_state, key_of, known, known_org, words
from hubdesk.frontdesk.tables import TicketRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.spaces.tables import ClosureRow, ResourceRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_SAME_KEY = Prepared(
    select(TicketRow.id).where(TicketRow.idem_key == bindparam("idem_key", type_=Text))
)


def open_ticket(uow: UnitOfWork, ticket: NewTicket) -> int:
    """Give the caretaker something to do; an out-of-order ticket may close its room.

    Returns:
        The ticket's id; a repeated ``idem_key`` gives the first one's.

    Raises:
        ClosureInTheWayError: dates hold the room meanwhile; nothing is written.
        InvalidInputError: nobody said what, or a room is to be closed that was not named.
        NotFoundError: no such room, organisation or date.
    """
    access.require(uow, "frontdesk.tickets", ticket.org_id)
    earlier = before(uow, _SAME_KEY, ticket.idem_key)
    if earlier is not None:
        return earlier
    what = words("what", ticket.what, needed=True)
    known_org(uow, ticket.org_id)
    if ticket.resource_id is not None:
        known(uow, ResourceRow, "resource", ticket.resource_id)
    if ticket.occurrence_id is not None:
        known(uow, OccurrenceRow, "occurrence", ticket.occurrence_id)
    now = uow.clock.now()
    uow.record("ticket.opened", "ticket", None, org_id=ticket.org_id)
    return uow.insert(
        TicketRow,
        org_id=ticket.org_id,
        idem_key=key_of(ticket.idem_key),
        kind=TicketKind(ticket.kind).value,
        resource_id=ticket.resource_id,
        occurrence_id=ticket.occurrence_id,
        closure_id=_close(uow, ticket, what),
        what=what,
        due_at=ticket.due_at,
        status=TicketStatus.OPEN.value,
        done_at=None,
        created_at=now,
        created_by=uow.actor,
    )


def _close(uow: UnitOfWork, ticket: NewTicket, what: str) -> int | None:
    if ticket.close_until is None:
        return None
    if ticket.kind is not TicketKind.OUT_OF_ORDER or ticket.resource_id is None:
        raise InvalidInputError(field="room", value="", reason="empty")
    start = uow.clock.now().replace(second=0, microsecond=0)
    return add_closure(uow, ticket.resource_id, start, ticket.close_until, what)


def finish(uow: UnitOfWork, ticket_id: int, *, by: str = "") -> None:
    """Note that the work is done; a room that was closed for it opens again.

    Raises:
        NotFoundError: no such ticket.
        NotInStateError: it is not open.
    """
    _end(uow, ticket_id, TicketStatus.DONE, words("done_by", by))


def cancel(uow: UnitOfWork, ticket_id: int) -> None:
    """Withdraw a ticket; a room that was closed for it opens again.

    Raises:
        NotFoundError, NotInStateError
    """
    _end(uow, ticket_id, TicketStatus.CANCELLED, "")


def _end(uow: UnitOfWork, ticket_id: int, status: TicketStatus, by: str) -> None:
    row: dict[str, Any] = known(uow, TicketRow, "ticket", ticket_id)
    access.require(uow, "frontdesk.tickets", row["org_id"])
    in_state(row, "ticket", TicketStatus.OPEN)
    uow.record(f"ticket.{status.value}", "ticket", ticket_id, org_id=row["org_id"])
    uow.update(
        TicketRow, ticket_id, before=row, status=status.value, done_at=uow.clock.now(), done_by=by
    )
    if row["closure_id"] is not None:
        closure = known(uow, ClosureRow, "closure", row["closure_id"])
        if closure["active"]:
            lift_closure(uow, row["closure_id"])
