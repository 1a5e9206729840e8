"""Organisations, people and occupancy from a table: importing twice adds nothing.

A row is created, updated where it differs, or skipped where it is equal; a column that the file
lacks is left as it is, an empty cell takes the value away.  Uses the service for every write.

    outcome = import_organisations(uow, parse("organisations", read_table(data, "orgs.csv")))
    outcome.require_complete()
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from hubdesk.exchange.columns import Parsed, Row
from hubdesk.exchange.outcome import ImportOutcome, Rejection
from hubdesk.kernel.errors import KnownError, NotFoundError
from hubdesk.orgs import queries, service
from hubdesk.store.session import UnitOfWork

_CREATED, _UPDATED, _SKIPPED = "created", "updated", "skipped"
_ORGANISATION = {
    "name_en": "name_en", "name_th": "name_th", "class": "org_class", "tax_id": "tax_id",
    "branch": "branch",
}  # fmt: skip
_PERSON = ("email", "name_en", "name_th", "phone", "role")


def import_organisations(uow: UnitOfWork, parsed: Parsed) -> ImportOutcome:
    """Organisations, known by code.

    Returns:
        Counts and rejected rows.  An odd tax number rejects nothing (``tax_ids.finding``).
    """
    known = {organisation.code: organisation.id for organisation in queries.organisations(uow)}

    def take(row: Row) -> str:
        values = {
            column: row.values[field] or ""
            for field, column in _ORGANISATION.items()
            if field in row.values
        }
        code = row.values["code"]
        if code in known:
            return _changed(service.update_organisation(uow, known[code], **values))
        known[code] = service.add_organisation(uow, code=code, **values)
        return _CREATED

    return _each(uow, parsed, "organisations.imported", "organisation", take)


def import_people(uow: UnitOfWork, parsed: Parsed) -> ImportOutcome:
    """People, known by e-mail, or by name within their organisation."""
    orgs = _org_ids(uow)

    def take(row: Row) -> str:
        values = {field: row.values[field] or "" for field in _PERSON if field in row.values}
        org = row.values.get("org")
        org_id = None if org is None else _org_id(orgs, org)
        found = service.person_id_of(uow, service.person_key(values, org_id))
        if found is None:
            service.add_person(uow, org_id=org_id, **values)
            return _CREATED
        if "org" in row.values:
            values["org_id"] = org_id
        return _changed(service.update_person(uow, found, **values))

    return _each(uow, parsed, "people.imported", "person", take)


def import_occupancy(uow: UnitOfWork, parsed: Parsed) -> ImportOutcome:
    """Seats, heads and square metres, known by organisation and first day.

    An empty last day means "until the next fact of the organisation", whatever the order of rows.
    """
    orgs = _org_ids(uow)
    facts = {
        (fact.org_id, fact.valid_from): fact
        for fact in queries.occupancies(uow, date.min, date.max)
    }

    def take(row: Row) -> str:
        org_id = _org_id(orgs, row.values["org"])
        known = facts.get((org_id, row.values["valid_from"]))
        seats = row.values.get("seats", known.seats if known else 0)
        headcount = row.values.get("headcount", known.headcount if known else 0)
        area = row.values.get("area_m2", known.area_m2 if known else 0)
        _, changed = service.set_occupancy(
            uow, org_id, row.values["valid_from"], row.values.get("valid_to"),
            seats=seats or 0, headcount=headcount or 0, area_m2=Fraction(area or 0),
        )  # fmt: skip
        return _changed(changed) if known else _CREATED

    return _each(uow, parsed, "occupancy.imported", "occupancy", take)


def _each(
    uow: UnitOfWork, parsed: Parsed, action: str, entity: str, take: Callable[[Row], str]
) -> ImportOutcome:
    """Take row by row; a row that is refused is rejected with its line and the reason."""
    outcome = ImportOutcome(
        read=len(parsed.rows) + len(parsed.rejected), rejected=list(parsed.rejected)
    )
    if not parsed.rows:
        return outcome
    uow.record(action, entity, source_name=parsed.source)
    for row in parsed.rows:
        try:
            done = take(row)
        except KnownError as error:
            outcome.rejected.append(
                Rejection(parsed.source, row.line, _reason(error), dict(error.details))
            )
            continue
        setattr(outcome, done, getattr(outcome, done) + 1)
    return outcome


def _reason(error: KnownError) -> str:
    return str(error.details.get("reason") or error.code)


def _changed(changed: bool) -> str:
    return _UPDATED if changed else _SKIPPED


def _org_ids(uow: UnitOfWork) -> dict[str, int]:
    return {organisation.code: organisation.id for organisation in queries.organisations(uow)}


def _org_id(known: Mapping[str, int], code: Any) -> int:
    if code not in known:
        raise NotFoundError(kind="organisation", key=code)
    return known[code]
