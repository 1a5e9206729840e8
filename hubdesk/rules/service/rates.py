"""Writes the rate card: a new price ends the old one, the past stays as it was.

with hub.write() as uow:
    set_rate(uow, "outside", hour_minor=50_000, vat_rate="7", valid_from=date(2026, 1, 1))
"""

from __future__ import annotations

from datetime import date, timedelta

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.orgs.model import CLASSES
from hubdesk.rules.queries.rates import rates
from hubdesk.rules.tables import RateRow
from hubdesk.rules.vat import known_kind
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images


def set_rate(
    uow: UnitOfWork,
    org_class: str,
    *,
    hour_minor: int,
    vat_rate: str,
    valid_from: date,
    free_minutes: int = 0,
    resource_id: int | None = None,
) -> int:
    """Set the price of an hour for a class from a day on.

    Args:
        hour_minor: net, minor units.
        free_minutes: per organisation and month.
        resource_id: one resource, or None for every room.

    Returns:
        The id of the new line; the line that was open before ends the day before.

    Raises:
        InvalidInputError: unknown class or VAT kind, a negative number, or a day on or before
            the start of the line that is open.
        GuardError: ``dated_fact_locked``, the day lies in a locked month.
    """
    access.require(uow, "rules.edit")
    if org_class not in CLASSES:
        raise InvalidInputError(field="class", value=org_class, reason="not_one_of")
    if hour_minor < 0 or free_minutes < 0:
        lowest = str(min(hour_minor, free_minutes))
        raise InvalidInputError(field="rate", value=lowest, reason="negative")
    _end_open_line(uow, org_class, resource_id, valid_from)
    rate_id = uow.insert(
        RateRow,
        org_class=org_class,
        resource_id=resource_id,
        hour_minor=hour_minor,
        free_minutes=free_minutes,
        vat_rate=known_kind(vat_rate),
        valid_from=valid_from,
        valid_to=None,
    )
    uow.record("rate.set", "rate", rate_id)
    return rate_id


def _end_open_line(
    uow: UnitOfWork, org_class: str, resource_id: int | None, valid_from: date
) -> None:
    for line in rates(uow):
        if (line.org_class, line.resource_id, line.valid_to) != (org_class, resource_id, None):
            continue
        if line.valid_from >= valid_from:
            raise InvalidInputError(
                field="valid_from", value=valid_from.isoformat(), reason="end_before_start"
            )
        uow.update(RateRow, line.id, valid_to=valid_from - timedelta(days=1))


def _undo_rate(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"rate": RateRow})


UNDO = {"rate.set": _undo_rate}
