"""Extras on a date of a booking, and what their charge must know of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.frontdesk.charges import ChargeLine, charge_line
from hubdesk.frontdesk.model import Extra, ExtraKind
from hubdesk.frontdesk.tables import BookingExtraRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id

_EXTRA: Any = (
    select(
        BookingExtraRow.id,
        BookingExtraRow.org_id,
        OrganisationRow.code,
        BookingExtraRow.occurrence_id,
        BookingExtraRow.kind,
        BookingExtraRow.what,
        BookingExtraRow.quantity,
        BookingExtraRow.price_minor,
        BookingExtraRow.vat_rate,
        BookingExtraRow.status,
        BookingExtraRow.charge_id,
    )
    .join(OrganisationRow, OrganisationRow.id == BookingExtraRow.org_id)
)  # fmt: skip
_OF_DATE = Prepared(
    _EXTRA.where(BookingExtraRow.occurrence_id == bindparam("occurrence_id", type_=Id)).order_by(
        BookingExtraRow.id
    )
)
_ONE = Prepared(_EXTRA.where(BookingExtraRow.id == bindparam("extra_id", type_=Id)))
_DATE = Prepared(
    select(OccurrenceRow.starts_at, BookingRow.project)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .where(OccurrenceRow.id == bindparam("occurrence_id", type_=Id))
)


def extras_of(session: Session, occurrence_id: int) -> tuple[Extra, ...]:
    """What was ordered with a date, cancelled ones too."""
    return tuple(_extra(row) for row in session.all(_OF_DATE, occurrence_id=occurrence_id))


def extra(session: Session, extra_id: int) -> Extra:
    """One extra.

    Raises:
        NotFoundError: no such extra.
    """
    found = session.first(_ONE, extra_id=extra_id)
    if found is None:
        raise NotFoundError(kind="booking_extra", key=str(extra_id))
    return _extra(found)


def charge_of(session: Session, extra_id: int) -> ChargeLine:
    """What an extra costs its organisation.

    Raises:
        NotFoundError: no such extra.
    """
    ordered = extra(session, extra_id)
    found = session.first(_DATE, occurrence_id=ordered.occurrence_id)
    assert found is not None, "the extra refers to it"
    day = found[0].astimezone(settings(session).zone).date()
    return charge_line(ordered, day, found[1])


def _extra(row: Any) -> Extra:
    values: list[Any] = [*row[:4], ExtraKind(row[4]), *row[5:9], row[9] == "cancelled", row[10]]
    return Extra(*values)
