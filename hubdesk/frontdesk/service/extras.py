"""Extras on a date of a booking: catering, staff, materials.

The price becomes a direct charge of the organisation by ``costs.service.extras``, a floor higher,
which notes the charge here with ``charged``.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.frontdesk.errors import NotInStateError
from hubdesk.frontdesk.model import ExtraKind, NewExtra
from hubdesk.frontdesk.service.rows import before, in_state, key_of, known, words
from hubdesk.frontdesk.tables import BookingExtraRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import require_amount
from hubdesk.rules.vat import known_kind
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_MOST = 100_000
_OVER = ("cancelled", "skipped", "released")
_SAME_KEY = Prepared(
    select(BookingExtraRow.id).where(BookingExtraRow.idem_key == bindparam("idem_key", type_=Text))
)


def order(uow: UnitOfWork, extra: NewExtra) -> int:
    """Order something with a date of a booking; it is charged a floor higher.

    Returns:
        The extra's id; a repeated ``idem_key`` gives the first one's.

    Raises:
        InvalidInputError: nothing said, an impossible quantity, price or kind of VAT.
        NotInStateError: the date does not take place.
        NotFoundError: no such date.
    """
    date = known(uow, OccurrenceRow, "occurrence", extra.occurrence_id)
    access.require(uow, "frontdesk.extras", date["org_id"])
    earlier = before(uow, _SAME_KEY, extra.idem_key)
    if earlier is not None:
        return earlier
    if date["status"] in _OVER:
        raise NotInStateError(kind="occurrence", stage=date["status"])
    if not 0 < extra.quantity <= _MOST:
        raise InvalidInputError(
            field="quantity", value=str(extra.quantity), reason="out_of_range"
        )
    if extra.price_minor:
        require_amount("price", extra.price_minor)
    if extra.price_minor < 0:
        raise InvalidInputError(field="price", value=str(extra.price_minor), reason="out_of_range")
    extra_id = uow.insert(
        BookingExtraRow,
        org_id=date["org_id"],
        idem_key=key_of(extra.idem_key),
        occurrence_id=extra.occurrence_id,
        kind=ExtraKind(extra.kind).value,
        what=words("what", extra.what, needed=True),
        quantity=extra.quantity,
        price_minor=extra.price_minor,
        vat_rate=known_kind(extra.vat_rate),
        status="ordered",
        charge_id=None,
        created_at=uow.clock.now(),
        created_by=uow.actor,
    )
    uow.record("extra.ordered", "booking_extra", extra_id, org_id=date["org_id"])
    return extra_id


def charged(uow: UnitOfWork, extra_id: int, charge_id: int | None) -> None:
    """Note which direct charge was made of an extra; None = it was taken back."""
    row = known(uow, BookingExtraRow, "booking_extra", extra_id)
    access.require(uow, "frontdesk.extras", row["org_id"])
    uow.update(BookingExtraRow, extra_id, before=row, charge_id=charge_id)


def cancel(uow: UnitOfWork, extra_id: int) -> int | None:
    """Call an extra off.

    Returns:
        The direct charge that has to be taken back, if one was made.

    Raises:
        NotFoundError, NotInStateError
    """
    row = known(uow, BookingExtraRow, "booking_extra", extra_id)
    access.require(uow, "frontdesk.extras", row["org_id"])
    in_state(row, "booking_extra", "ordered")
    uow.update(BookingExtraRow, extra_id, before=row, status="cancelled")
    uow.record("extra.cancelled", "booking_extra", extra_id, org_id=row["org_id"])
    charge_id: int | None = row["charge_id"]
    return charge_id
