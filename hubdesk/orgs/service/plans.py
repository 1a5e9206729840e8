"""Use cases of plans: a new version ends the one before, the past stays as it was.

set_plan(uow, "team", name_en="Team desk", terms=PlanTerms(600), vat_rate="7", ...)
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.text import clean
from hubdesk.orgs.facts import fit
from hubdesk.orgs.plans import PlanTerms, terms_to_plain
from hubdesk.orgs.service.rows import change_row
from hubdesk.orgs.tables import PlanRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_VERSIONS = Prepared(
    select(PlanRow.id, PlanRow.valid_from, PlanRow.valid_to).where(
        PlanRow.code == bindparam("code", type_=Text)
    )
)


def set_plan(
    uow: UnitOfWork,
    code: str,
    *,
    name_en: str,
    valid_from: date,
    vat_rate: str,
    name_th: str = "",
    fee_minor: int = 0,
    seats: int = 0,
    terms: PlanTerms | None = None,
) -> int:
    """Say what a plan includes from a day on; the version of the same first day is replaced.

    Args:
        code: short and without spaces; agreements name it.
        fee_minor: what is asked a month, net; an agreement may have another fee.
        vat_rate: a kind of ``rules.vat``; the caller checks it.

    Raises:
        InvalidInputError: no code or name, or a negative number.
        GuardError: ``dated_fact_locked``, the days reach into a locked month.
    """
    access.require(uow, "orgs.plans")
    code, name_en, name_th = clean(code), clean(name_en), clean(name_th)
    if not code or not (name_en or name_th):
        raise InvalidInputError(field="name_en" if code else "code", value="", reason="empty")
    if min(fee_minor, seats) < 0:
        raise InvalidInputError(field="fee", value=str(fee_minor), reason="negative")
    place = fit(valid_from, None, uow.all(_VERSIONS, code=code))
    if place.ends_before is not None:
        uow.update(PlanRow, place.ends_before, valid_to=valid_from - timedelta(days=1))
    values = {
        "name_en": name_en or name_th,
        "name_th": name_th,
        "fee_minor": fee_minor,
        "seats": seats,
        "terms": terms_to_plain(terms or PlanTerms()),
        "vat_rate": vat_rate,
        "valid_to": place.valid_to,
    }
    if place.same_id is None:
        plan_id = uow.insert(PlanRow, code=code, valid_from=valid_from, **values)
    else:
        plan_id = place.same_id
        change_row(uow, PlanRow, "plan", plan_id, values)
    uow.record("plan.set", "plan", plan_id)
    return plan_id
