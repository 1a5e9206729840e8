"""Organisations join, change and leave.

act = add_organisation(uow, code="ACT", name_en="Anti-Corruption Trust")
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.text import clean, clean_values, require_fitting
from hubdesk.orgs.errors import OrganisationExistsError
from hubdesk.orgs.service.agreements import end_with_stay
from hubdesk.orgs.service.rows import change_row, known_row, require_class
from hubdesk.orgs.tables import MembershipRow, OccupancyRow, OrganisationRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id, Text

_SAME_CODE = Prepared(
    select(OrganisationRow.id).where(OrganisationRow.code == bindparam("code", type_=Text))
)
#: What an organisation is written to in; empty = the hub's language.
_LETTERS_IN = ("", "th", "en")
_DATED: tuple[tuple[type[OccupancyRow] | type[MembershipRow], Prepared], ...] = tuple(
    (
        row,
        Prepared(
            select(row.id, row.valid_from).where(
                row.org_id == bindparam("org_id", type_=Id),
                or_(row.valid_to.is_(None), row.valid_to > bindparam("last_day", type_=Day)),
            )
        ),
    )
    for row in (OccupancyRow, MembershipRow)
)


def add_organisation(
    uow: UnitOfWork, *, code: str, name_en: str = "", org_class: str = "resident", **values: Any
) -> int:
    """A new organisation.

    Args:
        code: short and unique; it breaks ties of shares.
        name_en: may be empty where ``name_th`` is given: the one stands in for the other.
        values: further columns of ``organisation`` (``name_th``, ``tax_id``, ``branch`` …).

    Raises:
        OrganisationExistsError: the code is taken.
        InvalidInputError: an unknown class or language, no code or no name.
    """
    access.require(uow, "orgs.edit")
    require_class(org_class)
    _require_language(values)
    code, name_en = clean(code), clean(name_en)
    if not code or not (name_en or clean(str(values.get("name_th") or ""))):
        raise InvalidInputError(field="code" if not code else "name_en", value="", reason="empty")
    require_fitting({"code": code, "name_en": name_en, **values})
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
    require_class(changes.get("org_class", "resident"))
    _require_language(changes)
    changed = change_row(uow, OrganisationRow, "organisation", org_id, changes)
    if changed:
        uow.record("organisation.changed", "organisation", org_id, org_id=org_id)
    return changed


def _require_language(values: dict[str, Any]) -> None:
    if values.get("lang", "") not in _LETTERS_IN:
        raise InvalidInputError(field="lang", value=values["lang"], reason="unknown_choice")


def end_stay(uow: UnitOfWork, org_id: int, last_day: date) -> None:
    """Say on which day an organisation is here for the last time; its facts, plans and
    agreements end then.

    What would begin later is taken away.  Its bookings are another feature's: see
    ``booking.service.leave``.

    Args:
        last_day: inclusive.

    Raises:
        GuardError: ``dated_fact_locked``, a locked month was shared by what would end.
        NotFoundError: no such organisation.
    """
    access.require(uow, "orgs.edit", org_id)
    before = known_row(uow, OrganisationRow, "organisation", org_id)
    uow.update(OrganisationRow, org_id, before=before, left_on=last_day)
    for row, statement in _DATED:
        for fact_id, valid_from in uow.all(statement, org_id=org_id, last_day=last_day):
            if valid_from > last_day:
                uow.delete(row, fact_id)
            else:
                uow.update(row, fact_id, valid_to=last_day)
    end_with_stay(uow, org_id, last_day)
    uow.record("organisation.left", "organisation", org_id, org_id=org_id)


def come_back(uow: UnitOfWork, org_id: int) -> None:
    """An organisation that left is here again; facts and plans are given anew."""
    access.require(uow, "orgs.edit", org_id)
    change_row(uow, OrganisationRow, "organisation", org_id, {"left_on": None, "active": True})
    uow.record("organisation.came_back", "organisation", org_id, org_id=org_id)
