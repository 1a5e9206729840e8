"""Use cases of organisations: members, people, plans, and the dated facts that share costs.

with hub.write() as uow:
    act = add_organisation(uow, code="ACT", name_en="Anti-Corruption Trust")
    set_occupancy(uow, act, date(2026, 1, 1), seats=14, headcount=16)
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean, clean_values
from hubdesk.orgs.errors import OrganisationExistsError
from hubdesk.orgs.facts import fit
from hubdesk.orgs.model import CLASSES
from hubdesk.orgs.tables import MembershipRow, OccupancyRow, OrganisationRow, PersonRow
from hubdesk.store.base import Base
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

_SAME_CODE = Prepared(
    select(OrganisationRow.id).where(OrganisationRow.code == bindparam("code", type_=Text))
)
_SAME_PERSON = Prepared(select(PersonRow.id).where(PersonRow.key == bindparam("key", type_=Text)))
_ORG_ID = bindparam("org_id", type_=Id)
_FACTS = Prepared(
    select(OccupancyRow.id, OccupancyRow.valid_from, OccupancyRow.valid_to).where(
        OccupancyRow.org_id == _ORG_ID
    )
)
_PLANS = Prepared(
    select(MembershipRow.id, MembershipRow.valid_from, MembershipRow.valid_to).where(
        MembershipRow.org_id == _ORG_ID
    )
)
_DAY = timedelta(days=1)


def add_organisation(
    uow: UnitOfWork, *, code: str, name_en: str, org_class: str = "resident", **values: Any
) -> int:
    """A new organisation.

    Args:
        code: short and unique; it breaks ties of shares.
        values: further columns of ``organisation`` (``name_th``, ``tax_id``, ``branch`` …).

    Raises:
        OrganisationExistsError: the code is taken.
        InvalidInputError: an unknown class, no code or no name.
    """
    access.require(uow, "orgs.edit")
    _require_class(org_class)
    code, name_en = clean(code), clean(name_en)
    if not code or not name_en:
        raise InvalidInputError(field="code" if not code else "name_en", value="", reason="empty")
    if uow.first(_SAME_CODE, code=code) is not None:
        raise OrganisationExistsError(kind="organisation", key=code)
    org_id = uow.insert(
        OrganisationRow, code=code, name_en=name_en, org_class=org_class, **clean_values(values)
    )
    uow.record("organisation.added", "organisation", org_id, org_id=org_id)
    return org_id


def update_organisation(uow: UnitOfWork, org_id: int, **changes: Any) -> bool:
    """Change columns of an organisation; its code stays.

    Returns:
        Whether anything differed.
    """
    access.require(uow, "orgs.edit", org_id)
    if "code" in changes:
        raise TypeError("the code of an organisation stays")
    _require_class(changes.get("org_class", "resident"))
    changed = _update(uow, OrganisationRow, "organisation", org_id, changes)
    if changed:
        uow.record("organisation.changed", "organisation", org_id, org_id=org_id)
    return changed


def add_person(uow: UnitOfWork, *, org_id: int | None = None, **values: Any) -> int:
    """A person, known by e-mail, or by name and organisation.

    Raises:
        OrganisationExistsError: that person is known.
        InvalidInputError: neither an e-mail nor a name.
    """
    access.require(uow, "orgs.edit", org_id)
    values = clean_values(values)
    key = person_key(values, org_id)
    if uow.first(_SAME_PERSON, key=key) is not None:
        raise OrganisationExistsError(kind="person", key=key)
    person_id = uow.insert(PersonRow, org_id=org_id, key=key, **values)
    uow.record("person.added", "person", person_id, org_id=org_id)
    return person_id


def update_person(uow: UnitOfWork, person_id: int, **changes: Any) -> bool:
    """Change columns of a person; returns whether anything differed."""
    access.require(uow, "orgs.edit", changes.get("org_id"))
    changed = _update(uow, PersonRow, "person", person_id, changes)
    if changed:
        uow.record("person.changed", "person", person_id)
    return changed


def person_key(values: dict[str, Any], org_id: int | None) -> str:
    """What a person is known by: the e-mail in lower case, or the name within an organisation.

    Raises:
        InvalidInputError: neither is given.
    """
    if values.get("email"):
        return str(values["email"]).lower()
    name = str(values.get("name_en") or values.get("name_th") or "")
    if not name:
        raise InvalidInputError(field="email", value="", reason="needs_email_or_name_and_org")
    return f"{name.casefold()}@{org_id or ''}"


def person_id_of(uow: UnitOfWork, key: str) -> int | None:
    """The person known by a key, or None."""
    found = uow.first(_SAME_PERSON, key=key)
    return None if found is None else int(found[0])


def set_occupancy(
    uow: UnitOfWork,
    org_id: int,
    valid_from: date,
    valid_to: date | None = None,
    *,
    seats: int = 0,
    headcount: int = 0,
    area_m2: Fraction | int = 0,
) -> tuple[int, bool]:
    """Say how many seats, heads and square metres an organisation has from a day on.

    The open fact before ends on the day before; an open end means "until the next fact"; the fact
    of the same first day is replaced.

    Args:
        valid_from, valid_to: inclusive; None = open.

    Returns:
        The fact's id, and whether anything differed.

    Raises:
        OverlappingFactsError: days that a fact with a fixed end, or a later one, covers.
        GuardError: ``dated_fact_locked``, the change reaches into a locked month.
        NotFoundError, InvalidInputError
    """
    access.require(uow, "orgs.edit", org_id)
    if min(seats, headcount) < 0 or area_m2 < 0:
        raise InvalidInputError(field="occupancy", value=str(seats), reason="negative")
    _require_order(valid_from, valid_to)
    if uow.row(OrganisationRow, org_id) is None:
        raise NotFoundError(kind="organisation", key=str(org_id))
    place = fit(valid_from, valid_to, uow.all(_FACTS, org_id=org_id))
    if place.ends_before is not None:
        uow.update(OccupancyRow, place.ends_before, valid_to=valid_from - _DAY)
    values: dict[str, Any] = {
        "valid_to": place.valid_to,
        "seats": seats,
        "headcount": headcount,
        "area_m2": Fraction(area_m2),
    }
    if place.same_id is None:
        fact_id = uow.insert(OccupancyRow, org_id=org_id, valid_from=valid_from, **values)
        changed = True
    else:
        fact_id = place.same_id
        changed = _update(uow, OccupancyRow, "occupancy", fact_id, values)
    if changed or place.ends_before is not None:
        uow.record("occupancy.set", "occupancy", fact_id, org_id=org_id)
    return fact_id, changed


def set_membership(
    uow: UnitOfWork, org_id: int, plan: str, valid_from: date, valid_to: date | None = None
) -> int:
    """Give an organisation a plan from a day on; the open one ends on the day before.

    Raises:
        OverlappingFactsError: days that another plan covers with a fixed end, or a later one.
    """
    access.require(uow, "orgs.edit", org_id)
    _require_order(valid_from, valid_to)
    place = fit(valid_from, valid_to, uow.all(_PLANS, org_id=org_id))
    if place.ends_before is not None:
        uow.update(MembershipRow, place.ends_before, valid_to=valid_from - _DAY)
    values = {"plan": clean(plan), "valid_to": place.valid_to}
    if place.same_id is not None:
        _update(uow, MembershipRow, "membership", place.same_id, values)
        membership_id = place.same_id
    else:
        membership_id = uow.insert(MembershipRow, org_id=org_id, valid_from=valid_from, **values)
    uow.record("membership.set", "membership", membership_id, org_id=org_id)
    return membership_id


def differs(uow: UnitOfWork, row: type[Base], key: int, changes: dict[str, Any]) -> bool:
    """Whether a row would change."""
    before = uow.row(row, key) or {}
    return any(before.get(name) != value for name, value in clean_values(changes).items())


def _update(uow: UnitOfWork, row: type[Base], kind: str, key: int, changes: dict[str, Any]) -> bool:
    before = uow.row(row, key)
    if before is None:
        raise NotFoundError(kind=kind, key=str(key))
    differing = {
        name: value for name, value in clean_values(changes).items() if before[name] != value
    }
    if differing:
        uow.update(row, key, before=before, **differing)
    return bool(differing)


def _require_class(org_class: str) -> None:
    if org_class not in CLASSES:
        raise InvalidInputError(field="class", value=org_class, reason="not_one_of")


def _require_order(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise InvalidInputError(
            field="valid_to", value=valid_to.isoformat(), reason="last_before_first"
        )
