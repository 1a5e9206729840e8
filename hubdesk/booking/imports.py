"""Bookings from a table: importing twice adds nothing.

What was agreed elsewhere is not judged by the house's rules (``rules``), only by its rooms and
hours.  Each row books on its own; one that cannot be had is rejected with the reason and the rest
goes on.  A row's key, the hash of its values, is its idempotency key.

    outcome = import_bookings(uow, parse("bookings", read_table(data, "bookings.csv")))
"""

from __future__ import annotations

from hubdesk.booking.model import BookingRequest, Status, Wanted
from hubdesk.booking.service.book import book, is_booked
from hubdesk.exchange.columns import Parsed, Row
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.imports import Announce, Taken, import_rows
from hubdesk.orgs.queries import organisations
from hubdesk.spaces.queries import resource_id_of
from hubdesk.store.session import UnitOfWork


def import_bookings(uow: UnitOfWork, parsed: Parsed) -> ImportOutcome:
    """Book every row.

    Args:
        uow: one unit of work for the whole file, or a part of it.
        parsed: columns of the kind ``bookings``; times without offset are wall time.

    Returns:
        Counts and rejected rows; rows booked by an earlier import count as skipped.
    """
    orgs = {organisation.code: organisation.id for organisation in organisations(uow)}

    def take(row: Row, _announce: Announce) -> Taken:
        request = _request(uow, row, orgs)
        if is_booked(uow, request):
            return Taken.SKIPPED
        book(uow, request, action="booking.imported", by_rules=False)
        return Taken.CREATED

    return import_rows(uow, "booking", parsed, take)


def _request(uow: UnitOfWork, row: Row, orgs: dict[str, int]) -> BookingRequest:
    values = row.values
    if values["org"] not in orgs:
        raise NotFoundError(kind="organisation", key=values["org"])
    return BookingRequest(
        org_id=orgs[values["org"]],
        wanted=(Wanted(resource_id_of(uow, values["resource"])),),
        starts=values["start"],
        ends=values["end"],
        title=values.get("title") or "",
        private=bool(values.get("private")),
        project=values.get("project") or "",
        rrule=values.get("rrule"),
        status=Status(values.get("status") or Status.BOOKED),
        idem_key=f"import:{row.key}",
    )
