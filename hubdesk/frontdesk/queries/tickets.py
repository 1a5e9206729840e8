"""What the caretaker has to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from hubdesk.frontdesk.model import Ticket, TicketKind, TicketStatus
from hubdesk.frontdesk.tables import TicketRow
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.tables import ClosureRow, ResourceRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Instant

_TICKET: Any = (
    select(
        TicketRow.id,
        TicketRow.kind,
        TicketRow.what,
        TicketRow.resource_id,
        func.coalesce(ResourceRow.code, ""),
        func.coalesce(ResourceRow.name_th, ""),
        func.coalesce(ResourceRow.name_en, ""),
        func.coalesce(OrganisationRow.code, ""),
        TicketRow.due_at,
        TicketRow.status,
        TicketRow.done_at,
        TicketRow.done_by,
        TicketRow.closure_id,
        ClosureRow.ends_at,
        TicketRow.created_at,
        TicketRow.created_by,
    )
    .select_from(TicketRow)
    .outerjoin(ResourceRow, ResourceRow.id == TicketRow.resource_id)
    .outerjoin(OrganisationRow, OrganisationRow.id == TicketRow.org_id)
    .outerjoin(ClosureRow, and_(ClosureRow.id == TicketRow.closure_id, ClosureRow.active))
)
_ORDER = (func.coalesce(TicketRow.due_at, TicketRow.created_at), TicketRow.id)
_OPEN = Prepared(_TICKET.where(TicketRow.status == "open").order_by(*_ORDER))
_SINCE = Prepared(
    _TICKET.where(
        or_(TicketRow.status == "open", TicketRow.done_at >= bindparam("since", type_=Instant))
    ).order_by(*_ORDER)
)


def open_tickets(session: Session) -> tuple[Ticket, ...]:
    """What is to be done, the most urgent first."""
    return tuple(_ticket(row) for row in session.all(_OPEN))


def tickets_since(session: Session, since_at: datetime) -> tuple[Ticket, ...]:
    """What is to be done, and what was finished or withdrawn since an instant."""
    return tuple(_ticket(row) for row in session.all(_SINCE, since=since_at))


def _ticket(row: Any) -> Ticket:
    values: list[Any] = [
        row[0], TicketKind(row[1]), *row[2:5], Names(row[5], row[6]), *row[7:9],
        TicketStatus(row[9]), *row[10:],
    ]  # fmt: skip
    return Ticket(*values)
