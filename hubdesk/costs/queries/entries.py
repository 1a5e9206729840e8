"""Reads of bills, income and direct charges that stand (void ones do not)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, select

from hubdesk.costs.model import Bill, DirectCharge, Income
from hubdesk.costs.tables import BillRow, CostPoolRow, DirectChargeRow, IncomeRow, SupplierRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, MonthText

_MONTH = bindparam("month", type_=MonthText())
#: What the values are made of, in the order of their fields.
BILL_COLUMNS: tuple[Any, ...] = (
    BillRow.id,
    SupplierRow.name,
    BillRow.number,
    BillRow.date,
    BillRow.service_from,
    BillRow.service_to,
    BillRow.service_month,
    BillRow.accounting_month,
    BillRow.pool_id,
    CostPoolRow.code,
    BillRow.net_minor,
    BillRow.vat_rate,
    BillRow.vat_minor,
    BillRow.credits_id,
)
_BILL = (
    select(*BILL_COLUMNS)
    .join(SupplierRow, SupplierRow.id == BillRow.supplier_id)
    .join(CostPoolRow, CostPoolRow.id == BillRow.pool_id)
    .where(BillRow.void.is_(False))
)
_BILLS = Prepared(
    _BILL.where(BillRow.accounting_month == _MONTH).order_by(BillRow.date, BillRow.id)
)
_BILLS_DATED = Prepared(
    _BILL.where(
        ((BillRow.accounting_month == _MONTH) & (BillRow.date <= bindparam("last", type_=Day())))
        | (
            (BillRow.accounting_month < _MONTH)
            & BillRow.date.between(bindparam("first", type_=Day()), bindparam("last", type_=Day()))
        )
    ).order_by(BillRow.date, BillRow.id)
)
_BILL_BY_ID = Prepared(_BILL.where(BillRow.id == bindparam("id")))
_BILL_BY_NUMBER = Prepared(
    _BILL.where(SupplierRow.name == bindparam("supplier"), BillRow.number == bindparam("number"))
)
INCOME_COLUMNS: tuple[Any, ...] = (
    IncomeRow.id,
    IncomeRow.date,
    IncomeRow.description,
    IncomeRow.pool_id,
    CostPoolRow.code,
    IncomeRow.amount_minor,
    IncomeRow.service_month,
    IncomeRow.accounting_month,
)
_INCOME = Prepared(
    select(*INCOME_COLUMNS)
    .join(CostPoolRow, CostPoolRow.id == IncomeRow.pool_id)
    .where(IncomeRow.void.is_(False), IncomeRow.accounting_month == _MONTH)
    .order_by(IncomeRow.date, IncomeRow.id)
)
DIRECT_COLUMNS: tuple[Any, ...] = (
    DirectChargeRow.id,
    DirectChargeRow.date,
    DirectChargeRow.org_id,
    OrganisationRow.code,
    DirectChargeRow.description,
    DirectChargeRow.project,
    DirectChargeRow.net_minor,
    DirectChargeRow.vat_rate,
    DirectChargeRow.accounting_month,
    DirectChargeRow.source,
    DirectChargeRow.idem_key,
)
_DIRECT = Prepared(
    select(*DIRECT_COLUMNS)
    .join(OrganisationRow, OrganisationRow.id == DirectChargeRow.org_id)
    .where(DirectChargeRow.void.is_(False), DirectChargeRow.accounting_month == _MONTH)
    .order_by(OrganisationRow.code, DirectChargeRow.date, DirectChargeRow.id)
)
_INCOME_KEY = Prepared(select(IncomeRow.id).where(IncomeRow.idem_key == bindparam("key")))
_DIRECT_KEY = Prepared(
    select(DirectChargeRow.id).where(DirectChargeRow.idem_key == bindparam("key"))
)
_LATEST = select(func.max(BillRow.id)).where(BillRow.void.is_(False)).group_by(BillRow.supplier_id)
_HABITS = Prepared(_BILL.where(BillRow.id.in_(_LATEST)).order_by(SupplierRow.name))
_SUPPLIERS = Prepared(select(SupplierRow.name, SupplierRow.id).order_by(SupplierRow.name))
_MONTHS = [
    Prepared(select(row.accounting_month).where(row.void.is_(False)).distinct())
    for row in (BillRow, IncomeRow, DirectChargeRow)
]


def bills(session: Session, month: Month) -> list[Bill]:
    """Bills that stand in an accounting month, by date."""
    return [Bill(*row) for row in session.all(_BILLS, month=month)]


def bills_dated(session: Session, month: Month) -> list[Bill]:
    """Bills that stand of the days of a month, by date.

    A bill counts never before its accounting month: one that is older than a locked month it
    came too late for is of the first open one.
    """
    rows = session.all(_BILLS_DATED, month=month, first=month.first_day, last=month.last_day)
    return [Bill(*row) for row in rows]


def bill(session: Session, bill_id: int) -> Bill:
    """Raises:
    NotFoundError: no such bill, or it is void.
    """
    row = session.first(_BILL_BY_ID, id=bill_id)
    if row is None:
        raise NotFoundError(kind="bill", key=str(bill_id))
    return Bill(*row)


def bill_by_number(session: Session, supplier: str, number: str) -> Bill | None:
    """The bill a supplier's number stands for, or None."""
    row = session.first(_BILL_BY_NUMBER, supplier=supplier, number=number)
    return None if row is None else Bill(*row)


def income(session: Session, month: Month) -> list[Income]:
    """Income that stands in an accounting month, by date."""
    return [Income(*row) for row in session.all(_INCOME, month=month)]


def direct_charges(session: Session, month: Month) -> list[DirectCharge]:
    """Direct charges that stand in an accounting month, by organisation code and date."""
    return [DirectCharge(*row) for row in session.all(_DIRECT, month=month)]


def income_by_key(session: Session, key: str) -> int | None:
    """The id of the income with an idempotency key."""
    return _id(session.first(_INCOME_KEY, key=key))


def direct_charge_by_key(session: Session, key: str) -> int | None:
    """The id of the direct charge with an idempotency key."""
    return _id(session.first(_DIRECT_KEY, key=key))


def last_bills(session: Session) -> list[Bill]:
    """The bill of each supplier that was entered last, by supplier: what the next will be like."""
    return [Bill(*row) for row in session.all(_HABITS)]


def suppliers(session: Session) -> dict[str, int]:
    """Supplier name → row id."""
    return dict(session.all(_SUPPLIERS))


def months_with_money(session: Session) -> list[Month]:
    """Accounting months in which a bill, income or direct charge stands, in order."""
    return sorted({month for query in _MONTHS for (month,) in session.all(query)})


def _id(row: tuple[Any, ...] | None) -> int | None:
    return None if row is None else int(row[0])
