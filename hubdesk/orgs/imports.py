"""Organisations, people and occupancy from a table: importing twice adds nothing.

A row is created, updated where it differs, or skipped where it is equal; a column that the file
lacks is left as it is, an empty cell takes the value away.  Uses the service for every write.

    outcome = import_organisations(uow, parse("organisations", read_table(data, "orgs.csv")))
    outcome.require_complete()
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from hubdesk.exchange.columns import Parsed, Row
from hubdesk.exchange.outcome import ImportOutcome, Rejection
from hubdesk.kernel.errors import NotFoundError, RefusedError
from hubdesk.orgs import queries, service
from hubdesk.orgs.facts import fit
from hubdesk.orgs.tables import OrganisationRow, PersonRow
from hubdesk.store.session import UnitOfWork

#: To be called before the first write of a row, so that the import names the unit of work.
Announce = Callable[[], None]

_ORGANISATION = {
    "name_en": "name_en",
    "name_th": "name_th",
    "class": "org_class",
    "tax_id": "tax_id",
    "branch": "branch",
    "lang": "lang",
}
_PERSON = ("email", "name_en", "name_th", "phone", "role")


class Taken(StrEnum):
    """What became of a row; the words are the counts of ``ImportOutcome``."""

    CREATED = "created"
    UPDATED = "updated"
    SKIPPED = "skipped"


def import_organisations(uow: UnitOfWork, parsed: Parsed) -> ImportOutcome:
    """Organisations, known by code.

    Returns:
        Counts and rejected rows.  An odd tax number rejects nothing (``tax_ids.finding``).
    """
    known = _org_ids(uow)

    def take(row: Row, announce: Announce) -> Taken:
        values = {
            column: row.values[field] or ""
            for field, column in _ORGANISATION.items()
            if field in row.values
        }
        code = row.values["code"]
        if code not in known:
            announce()
            known[code] = service.add_organisation(uow, code=code, **values)
            return Taken.CREATED
        if not service.differs(uow, OrganisationRow, known[code], values):
            return Taken.SKIPPED
        announce()
        service.update_organisation(uow, known[code], **values)
        return Taken.UPDATED

    return import_rows(uow, "organisation", parsed, take)


def import_people(uow: UnitOfWork, parsed: Parsed) -> ImportOutcome:
    """People, known by e-mail, or by name within their organisation."""
    orgs = _org_ids(uow)

    def take(row: Row, announce: Announce) -> Taken:
        values: dict[str, Any] = {
            field: row.values[field] or "" for field in _PERSON if field in row.values
        }
        org = row.values.get("org")
        org_id = None if org is None else _org_id(orgs, org)
        found = service.person_id_of(uow, service.person_key(values, org_id))
        if found is None:
            announce()
            service.add_person(uow, org_id=org_id, **values)
            return Taken.CREATED
        if "org" in row.values:
            values["org_id"] = org_id
        if not service.differs(uow, PersonRow, found, values):
            return Taken.SKIPPED
        announce()
        service.update_person(uow, found, **values)
        return Taken.UPDATED

    return import_rows(uow, "person", parsed, take)


def import_occupancy(uow: UnitOfWork, parsed: Parsed) -> ImportOutcome:
    """Seats, heads and square metres, known by organisation and first day.

    An empty last day means "until the next fact of the organisation", whatever the order of rows.
    """
    orgs = _org_ids(uow)

    def take(row: Row, announce: Announce) -> Taken:
        org_id = _org_id(orgs, row.values["org"])
        first, last = row.values["valid_from"], row.values.get("valid_to")
        facts = {
            fact.valid_from: fact
            for fact in queries.occupancies(uow, date.min, date.max)
            if fact.org_id == org_id
        }
        known = facts.get(first)
        values: dict[str, Any] = {
            "seats": row.values.get("seats", known.seats if known else 0) or 0,
            "headcount": row.values.get("headcount", known.headcount if known else 0) or 0,
            "area_m2": Fraction(row.values.get("area_m2", known.area_m2 if known else 0) or 0),
        }
        ends = fit(first, last, [(f.id, f.valid_from, f.valid_to) for f in facts.values()])
        if (
            known
            and known.valid_to == ends.valid_to
            and all(getattr(known, name) == value for name, value in values.items())
        ):
            return Taken.SKIPPED
        announce()
        service.set_occupancy(uow, org_id, first, last, **values)
        return Taken.UPDATED if known else Taken.CREATED

    return import_rows(uow, "occupancy", parsed, take)


def import_rows(
    uow: UnitOfWork, kind: str, parsed: Parsed, take: Callable[[Row, Announce], Taken]
) -> ImportOutcome:
    """Take row by row; one that is refused is rejected with its line and the reason.

    Args:
        kind: of the rows, as the history names it.
        take: writes one row; one that is refused leaves no trace.

    Raises:
        EnvironmentProblemError: the disk, the file or the server fails; no row is to blame.
    """
    outcome = ImportOutcome(
        read=len(parsed.rows) + len(parsed.rejected), rejected=list(parsed.rejected)
    )

    def announce() -> None:
        uow.record(f"{kind}.imported", kind, source=parsed.source)

    for row in parsed.rows:
        try:
            with uow.part():
                taken = take(row, announce)
        except RefusedError as error:
            reason = str(error.details.get("reason") or error.code)
            outcome.rejected.append(Rejection(parsed.source, row.line, reason, dict(error.details)))
        else:
            setattr(outcome, taken, getattr(outcome, taken) + 1)
    outcome.rejected.sort(key=lambda rejection: rejection.line)
    return outcome


def _org_ids(uow: UnitOfWork) -> dict[str, int]:
    return {organisation.code: organisation.id for organisation in queries.organisations(uow)}


def _org_id(known: dict[str, int], code: Any) -> int:
    if code not in known:
        raise NotFoundError(kind="organisation", key=code)
    return known[code]
