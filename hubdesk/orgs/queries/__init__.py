"""Reads of organisations, people and their dated facts; returns frozen values.

for organisation in organisations(session): ...
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import bindparam, literal_column, or_, select

from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.orgs.glances import organisations
from hubdesk.orgs.model import Membership, Occupancy, Organisation, Person
from hubdesk.orgs.tables import MembershipRow, OccupancyRow, OrganisationRow, PersonRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id, Text

__all__ = [
    "any_organisation", "memberships", "occupancies", "occupancies_of", "organisation",
    "organisation_by_code", "organisations", "people", "people_of", "person",
]  # fmt: skip

_COLUMNS = (
    OrganisationRow.id,
    OrganisationRow.code,
    OrganisationRow.name_th,
    OrganisationRow.name_en,
    OrganisationRow.org_class,
    OrganisationRow.tax_id,
    OrganisationRow.branch,
    OrganisationRow.address_th,
    OrganisationRow.address_en,
    OrganisationRow.phone,
    OrganisationRow.email,
    OrganisationRow.active,
    OrganisationRow.left_on,
    OrganisationRow.project_required,
    OrganisationRow.lang,
)
_ANY = Prepared(select(OrganisationRow.id).limit(literal_column("1")))
_BY_CODE = Prepared(select(*_COLUMNS).where(OrganisationRow.code == bindparam("code", type_=Text)))
_BY_ID = Prepared(select(*_COLUMNS).where(OrganisationRow.id == bindparam("org_id", type_=Id)))
_OCCUPANCY: Any = (
    select(
        OccupancyRow.id,
        OccupancyRow.org_id,
        OrganisationRow.code,
        OccupancyRow.valid_from,
        OccupancyRow.valid_to,
        OccupancyRow.seats,
        OccupancyRow.headcount,
        OccupancyRow.area_m2,
    )
    .join(OrganisationRow, OrganisationRow.id == OccupancyRow.org_id)
)
_OCCUPANCIES = Prepared(
    _OCCUPANCY.where(
        OccupancyRow.valid_from <= bindparam("to_day", type_=Day),
        or_(
            OccupancyRow.valid_to.is_(None),
            OccupancyRow.valid_to >= bindparam("from_day", type_=Day),
        ),
    ).order_by(OrganisationRow.code, OccupancyRow.valid_from)
)
_OCCUPANCIES_OF = Prepared(
    _OCCUPANCY.where(OccupancyRow.org_id == bindparam("org_id", type_=Id)).order_by(
        OccupancyRow.valid_from
    )
)
_PERSON: Any = select(
    PersonRow.id,
    PersonRow.org_id,
    OrganisationRow.code,
    PersonRow.name_th,
    PersonRow.name_en,
    PersonRow.email,
    PersonRow.phone,
    PersonRow.role,
    PersonRow.active,
    PersonRow.lang,
).outerjoin(OrganisationRow, OrganisationRow.id == PersonRow.org_id)
_PEOPLE = Prepared(_PERSON.order_by(OrganisationRow.code, PersonRow.key))
_PEOPLE_OF = Prepared(
    _PERSON.where(PersonRow.org_id == bindparam("org_id", type_=Id)).order_by(PersonRow.key)
)
_PERSON_BY_ID = Prepared(_PERSON.where(PersonRow.id == bindparam("person_id", type_=Id)))
_MEMBERSHIPS = Prepared(
    select(
        MembershipRow.id,
        MembershipRow.org_id,
        MembershipRow.plan,
        MembershipRow.valid_from,
        MembershipRow.valid_to,
    )
    .where(MembershipRow.org_id == bindparam("org_id", type_=Id))
    .order_by(MembershipRow.valid_from)
)


def any_organisation(session: Session) -> bool:
    """Whether there is an organisation at all."""
    return session.first(_ANY) is not None


def organisation_by_code(session: Session, code: str) -> Organisation:
    """One organisation.

    Raises:
        NotFoundError: no such code.
    """
    found = session.first(_BY_CODE, code=code)
    if found is None:
        raise NotFoundError(kind="organisation", key=code)
    return _organisation(found)


def organisation(session: Session, org_id: int) -> Organisation:
    """One organisation.

    Raises:
        NotFoundError: no such organisation.
    """
    found = session.first(_BY_ID, org_id=org_id)
    if found is None:
        raise NotFoundError(kind="organisation", key=str(org_id))
    return _organisation(found)


def occupancies(session: Session, from_day: date, to_day: date) -> tuple[Occupancy, ...]:
    """Facts that touch the days ``from_day`` … ``to_day`` (inclusive), by code and first day."""
    return tuple(
        Occupancy(*row) for row in session.all(_OCCUPANCIES, from_day=from_day, to_day=to_day)
    )


def occupancies_of(session: Session, org_id: int) -> tuple[Occupancy, ...]:
    """All facts of an organisation from the first on."""
    return tuple(Occupancy(*row) for row in session.all(_OCCUPANCIES_OF, org_id=org_id))


def people(session: Session) -> tuple[Person, ...]:
    """Everybody, by organisation."""
    return tuple(_person(row) for row in session.all(_PEOPLE))


def people_of(session: Session, org_id: int) -> tuple[Person, ...]:
    """Everybody of an organisation, those who left too."""
    return tuple(_person(row) for row in session.all(_PEOPLE_OF, org_id=org_id))


def person(session: Session, person_id: int) -> Person:
    """One person.

    Raises:
        NotFoundError: no such person.
    """
    found = session.first(_PERSON_BY_ID, person_id=person_id)
    if found is None:
        raise NotFoundError(kind="person", key=str(person_id))
    return _person(found)


def memberships(session: Session, org_id: int) -> tuple[Membership, ...]:
    """An organisation's plans from the first on."""
    return tuple(Membership(*row) for row in session.all(_MEMBERSHIPS, org_id=org_id))


def _person(row: tuple[Any, ...]) -> Person:
    return Person(row[0], row[1], row[2] or "", Names(row[3], row[4]), *row[5:])


def _organisation(row: tuple[Any, ...]) -> Organisation:
    return Organisation(
        row[0], row[1], Names(row[2], row[3]), row[4], row[5], row[6], Names(row[7], row[8]),
        *row[9:],
    )  # fmt: skip
