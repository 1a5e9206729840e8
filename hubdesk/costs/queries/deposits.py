"""Reads of deposits: what is held, and for which dates to come one is still to be taken."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, or_, select

from hubdesk.costs.model import Deposit
from hubdesk.costs.tables import DepositRow
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id

_DEPOSIT: Any = select(
    DepositRow.id,
    DepositRow.org_id,
    OrganisationRow.code,
    DepositRow.booking_id,
    DepositRow.agreement_id,
    DepositRow.amount_minor,
    DepositRow.state,
    DepositRow.kept_minor,
    DepositRow.held_on,
    DepositRow.settled_on,
    DepositRow.reason,
).join(OrganisationRow, OrganisationRow.id == DepositRow.org_id)
_ALL = Prepared(_DEPOSIT.order_by(DepositRow.state != "held", DepositRow.held_on, DepositRow.id))
_OF = Prepared(
    _DEPOSIT.where(DepositRow.org_id == bindparam("org_id", type_=Id)).order_by(
        DepositRow.state != "held", DepositRow.held_on, DepositRow.id
    )
)
_HELD = Prepared(
    select(func.coalesce(func.sum(DepositRow.amount_minor), 0)).where(
        DepositRow.booking_id == bindparam("booking_id", type_=Id),
        or_(DepositRow.state == "held", DepositRow.state == "kept"),
    )
)


def deposits(session: Session, org_id: int | None = None) -> tuple[Deposit, ...]:
    """Deposits, those that are held first.

    Args:
        org_id: only of this organisation.
    """
    rows = session.all(_ALL) if org_id is None else session.all(_OF, org_id=org_id)
    return tuple(Deposit(*row) for row in rows)


def held_minor(session: Session, booking_id: int) -> int:
    """What was taken for a booking and not returned."""
    found = session.first(_HELD, booking_id=booking_id)
    return int(found[0]) if found else 0
