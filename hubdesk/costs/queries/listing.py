"""Pages of what a month was charged with, searched and sorted by the database.

    page = list_bills(session, Month(2026, 10), text="MEA", sort="net", descending=True)
    page.rows[0].bill.number, page.total
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import and_, func, select

from hubdesk.costs.model import Bill, DirectCharge, Income
from hubdesk.costs.queries.entries import BILL_COLUMNS, DIRECT_COLUMNS, INCOME_COLUMNS
from hubdesk.costs.tables import BillRow, CostPoolRow, DirectChargeRow, IncomeRow, SupplierRow
from hubdesk.kernel.month import Month
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.listing import holds, page
from hubdesk.store.session import Session
from hubdesk.store.tables import Attachment

T = TypeVar("T")
Sorts = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class BillLine:
    """A bill in a list; ``scans`` counts the versions of its scan."""

    bill: Bill
    scans: int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows asked for, how many there are in all, and what all of them add up to."""

    rows: tuple[T, ...]
    total: int
    net_minor: int


_SCANS = (
    select(func.count(Attachment.id))
    .where(and_(Attachment.owner_kind == "bill", Attachment.owner_id == BillRow.id))
    .correlate(BillRow)
    .scalar_subquery()
)
_POOL_NAMES = (CostPoolRow.code, CostPoolRow.name_en, CostPoolRow.name_th)
_BILL_SORTS: Sorts = {
    "date": (BillRow.date,),
    "supplier": (SupplierRow.name,),
    "number": (BillRow.number,),
    "pool": (CostPoolRow.position,),
    "service": (BillRow.service_from, BillRow.service_to),
    "net": (BillRow.net_minor,),
    "vat": (BillRow.vat_minor,),
}
_INCOME_SORTS: Sorts = {
    "date": (IncomeRow.date,),
    "description": (IncomeRow.description,),
    "pool": (CostPoolRow.position,),
    "amount": (IncomeRow.amount_minor,),
}
_DIRECT_SORTS: Sorts = {
    "date": (DirectChargeRow.date,),
    "org": (OrganisationRow.code,),
    "description": (DirectChargeRow.description,),
    "net": (DirectChargeRow.net_minor,),
}


def list_bills(
    session: Session,
    month: Month,
    *,
    text: str = "",
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> Page[BillLine]:
    """Bills that stand in an accounting month.

    Args:
        text: narrows to suppliers, numbers and pools that contain it, whatever the case.
        sort: ``date`` (also where empty), ``supplier``, ``number``, ``pool``, ``service``,
            ``net`` or ``vat``.
    """
    where = [BillRow.void.is_(False), BillRow.accounting_month == month]
    if text:
        where.append(holds(text, SupplierRow.name, BillRow.number, *_POOL_NAMES))
    found = (
        select(*BILL_COLUMNS, _SCANS)
        .join(SupplierRow, SupplierRow.id == BillRow.supplier_id)
        .join(CostPoolRow, CostPoolRow.id == BillRow.pool_id)
        .where(*where)
    )
    order = _BILL_SORTS.get(sort, _BILL_SORTS["date"])
    rows, (total, net) = page(
        session, found, (*order, BillRow.id), BillRow.net_minor, descending=descending,
        offset=offset, limit=limit,
    )  # fmt: skip
    return Page(tuple(BillLine(Bill(*row[:-1]), row[-1]) for row in rows), total, net)


def list_income(
    session: Session,
    month: Month,
    *,
    text: str = "",
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> Page[Income]:
    """Income that stands in an accounting month; ``text`` looks at description and pool."""
    where = [IncomeRow.void.is_(False), IncomeRow.accounting_month == month]
    if text:
        where.append(holds(text, IncomeRow.description, *_POOL_NAMES))
    found = (
        select(*INCOME_COLUMNS)
        .join(CostPoolRow, CostPoolRow.id == IncomeRow.pool_id)
        .where(*where)
    )
    order = _INCOME_SORTS.get(sort, _INCOME_SORTS["date"])
    rows, (total, net) = page(
        session, found, (*order, IncomeRow.id), IncomeRow.amount_minor, descending=descending,
        offset=offset, limit=limit,
    )  # fmt: skip
    return Page(tuple(Income(*row) for row in rows), total, net)


def list_direct_charges(
    session: Session,
    month: Month,
    *,
    text: str = "",
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> Page[DirectCharge]:
    """Direct charges that stand in an accounting month; ``text`` looks at whom and what for."""
    where = [DirectChargeRow.void.is_(False), DirectChargeRow.accounting_month == month]
    if text:
        names = (OrganisationRow.code, OrganisationRow.name_en, OrganisationRow.name_th)
        where.append(holds(text, DirectChargeRow.description, DirectChargeRow.project, *names))
    found = (
        select(*DIRECT_COLUMNS)
        .join(OrganisationRow, OrganisationRow.id == DirectChargeRow.org_id)
        .where(*where)
    )
    order = _DIRECT_SORTS.get(sort, _DIRECT_SORTS["date"])
    rows, (total, net) = page(
        session, found, (*order, DirectChargeRow.id), DirectChargeRow.net_minor,
        descending=descending, offset=offset, limit=limit,
    )  # fmt: skip
    return Page(tuple(DirectCharge(*row) for row in rows), total, net)
