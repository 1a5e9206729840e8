"""Extras on a booking with their price: each becomes a direct charge of its organisation.

The charge stands in the month of the booking's day (or the first open one after it) and is shown
on the statement like any other direct charge.

    extra_id = order_extra(uow, NewExtra(date_id, ExtraKind.CATERING, "Coffee", 12, 4500))
"""

from __future__ import annotations

from hubdesk.costs.service.entries import add_direct_charge, void_direct_charge
from hubdesk.costs.tables import DirectChargeRow
from hubdesk.frontdesk.model import NewExtra
from hubdesk.frontdesk.queries.extras import charge_of, extra
from hubdesk.frontdesk.service import extras
from hubdesk.store.session import UnitOfWork


def order_extra(uow: UnitOfWork, wish: NewExtra) -> int:
    """Order something with a date of a booking and charge it.

    Returns:
        The extra's id; a repeated ``idem_key`` gives the first one's and charges nothing.

    Raises:
        InvalidInputError, NotInStateError, NotFoundError: as ``frontdesk.service.extras.order``.
    """
    extra_id = extras.order(uow, wish)
    line = charge_of(uow, extra_id)
    if line.net_minor and extra(uow, extra_id).charge_id is None:
        charge_id = add_direct_charge(
            uow, date=line.date, org=line.org, description=line.description,
            net_minor=line.net_minor, vat_rate=line.vat_rate, project=line.project, key=line.key,
        )  # fmt: skip
        extras.charged(uow, extra_id, charge_id)
    return extra_id


def cancel_extra(uow: UnitOfWork, extra_id: int, *, reason: str = "") -> None:
    """Call an extra off; its charge is voided, or mirrored if its month is locked.

    A charge that was taken back already, by hand or with its date, stays as it is.

    Raises:
        NotFoundError, NotInStateError: as ``frontdesk.service.extras.cancel``.
    """
    charge_id = extras.cancel(uow, extra_id)
    known = None if charge_id is None else uow.row(DirectChargeRow, charge_id)
    if known is not None and charge_id is not None and not known["void"]:
        void_direct_charge(uow, charge_id, reason=reason)
