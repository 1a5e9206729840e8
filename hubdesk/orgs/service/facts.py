"""The dated facts that share costs, and the plans: set, ended, taken away.

set_occupancy(uow, act, date(2026, 1, 1), seats=14, headcount=16)
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.text import clean
from hubdesk.orgs.facts import fit
from hubdesk.orgs.service.rows import change_row, known_row, require_order
from hubdesk.orgs.tables import MembershipRow, OccupancyRow, OrganisationRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id

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
    require_order(valid_from, valid_to)
    known_row(uow, OrganisationRow, "organisation", org_id)
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
        changed = change_row(uow, OccupancyRow, "occupancy", fact_id, values)
    if changed or place.ends_before is not None:
        uow.record("occupancy.set", "occupancy", fact_id, org_id=org_id)
    return fact_id, changed


def set_membership(
    uow: UnitOfWork, org_id: int, plan: str, valid_from: date, valid_to: date | None = None
) -> int:
    """Give an organisation a plan from a day on; the open one ends on the day before.

    Raises:
        OverlappingFactsError: days that another plan covers with a fixed end, or a later one.
        InvalidInputError: no plan is named.
    """
    access.require(uow, "orgs.edit", org_id)
    plan = clean(plan)
    if not plan:
        raise InvalidInputError(field="plan", value="", reason="empty")
    require_order(valid_from, valid_to)
    place = fit(valid_from, valid_to, uow.all(_PLANS, org_id=org_id))
    if place.ends_before is not None:
        uow.update(MembershipRow, place.ends_before, valid_to=valid_from - _DAY)
    values = {"plan": plan, "valid_to": place.valid_to}
    if place.same_id is not None:
        change_row(uow, MembershipRow, "membership", place.same_id, values)
        membership_id = place.same_id
    else:
        membership_id = uow.insert(MembershipRow, org_id=org_id, valid_from=valid_from, **values)
    uow.record("membership.set", "membership", membership_id, org_id=org_id)
    return membership_id


def end_occupancy(uow: UnitOfWork, fact_id: int, last_day: date) -> bool:
    """Let a fact end on a day, inclusive.

    Returns:
        Whether its end was another one.

    Raises:
        InvalidInputError: the day lies before its first.
        GuardError: ``dated_fact_locked``, a locked month was shared by the days it would lose.
        NotFoundError: no such fact.
    """
    return _end(uow, OccupancyRow, "occupancy", fact_id, last_day)


def end_membership(uow: UnitOfWork, membership_id: int, last_day: date) -> bool:
    """Let a plan end on a day, inclusive; as :func:`end_occupancy`."""
    return _end(uow, MembershipRow, "membership", membership_id, last_day)


def remove_occupancy(uow: UnitOfWork, fact_id: int) -> None:
    """Take a fact away that never held.

    Raises:
        GuardError: ``dated_fact_locked``, a locked month was shared by it.
        NotFoundError: no such fact.
    """
    _remove(uow, OccupancyRow, "occupancy", fact_id)


def remove_membership(uow: UnitOfWork, membership_id: int) -> None:
    """Take a plan away that never held.

    Raises:
        NotFoundError: no such plan.
    """
    _remove(uow, MembershipRow, "membership", membership_id)


_Dated = type[OccupancyRow] | type[MembershipRow]


def _end(uow: UnitOfWork, row: _Dated, kind: str, fact_id: int, last_day: date) -> bool:
    before = known_row(uow, row, kind, fact_id)
    access.require(uow, "orgs.edit", before["org_id"])
    require_order(before["valid_from"], last_day)
    if before["valid_to"] == last_day:
        return False
    uow.update(row, fact_id, before=before, valid_to=last_day)
    uow.record(f"{kind}.ended", kind, fact_id, org_id=before["org_id"])
    return True


def _remove(uow: UnitOfWork, row: _Dated, kind: str, fact_id: int) -> None:
    before = known_row(uow, row, kind, fact_id)
    access.require(uow, "orgs.edit", before["org_id"])
    uow.delete(row, fact_id, before=before)
    # The row will be gone: the organisation is what its history is found by.
    uow.record(f"{kind}.removed", "organisation", before["org_id"], org_id=before["org_id"])
