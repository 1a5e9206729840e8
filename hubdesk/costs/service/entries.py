"""Use cases of income and direct charges: enter and take back."""

from __future__ import annotations

from datetime import date
from typing import Any

from hubdesk.access import service as access
from hubdesk.costs import queries
from hubdesk.costs.service.pools import pool_for_income
from hubdesk.costs.tables import DirectChargeRow, IncomeRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.money import require_amount
from hubdesk.kernel.month import Month
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import OTHER_RECEIVABLE, POOL_INCOME
from hubdesk.ledger.model import Draft, Entry
from hubdesk.ledger.queries import first_open_month, is_locked
from hubdesk.rules.vat import known_kind
from hubdesk.store.base import Base
from hubdesk.store.session import UnitOfWork


def add_income(
    uow: UnitOfWork,
    *,
    date: date,
    description: str,
    pool: str,
    amount_minor: int,
    month: Month | None = None,
    key: str | None = None,
) -> int:
    """Enter income that is taken off a pool before it is shared.

    Args:
        date: its month names the driver values, as the last day of a bill's service does.
        pool: code; an unknown one is made without a driver.
        amount_minor: net and positive (a negative one takes income back).
        month: as for ``add_bill``.
        key: idempotency key; the same key twice returns the first one's id.

    Returns:
        The income's id.

    Raises:
        MonthLockedError: ``month`` is locked.
        InvalidInputError: zero amount.
    """
    access.require(uow, "costs.edit")
    if key is not None and (known := queries.income_by_key(uow, key)) is not None:
        return known
    require_amount("amount", amount_minor)
    service_month = Month.of(date)
    accounting_month = ledger.entry_month(uow, service_month, month)
    income_id = _write_income(
        uow,
        {
            "idem_key": key or new_key(),
            "date": date,
            "description": description,
            "pool_id": pool_for_income(uow, pool).id,
            "amount_minor": amount_minor,
            "service_month": service_month,
            "accounting_month": accounting_month,
        },
        pool,
    )
    uow.record("income.added", "income", income_id)
    return income_id


def _write_income(uow: UnitOfWork, row: dict[str, Any], pool: str) -> int:
    amount = row["amount_minor"]
    entries = (Entry(OTHER_RECEIVABLE, amount), Entry(POOL_INCOME, -amount, pool=pool))
    draft = Draft(row["accounting_month"], row["date"], "income", row["description"], entries)
    (transaction_id,) = ledger.post(uow, [draft])
    return uow.insert(IncomeRow, **row, transaction_id=transaction_id)


def void_income(uow: UnitOfWork, income_id: int, *, reason: str) -> int | None:
    """Take income back: void in an open month, its mirror image after its month was locked.

    Returns:
        The id of the mirror image, or None where none was needed.

    Raises:
        NotFoundError: no such income, or it was taken back.
    """
    access.require(uow, "costs.edit")
    row = _standing(uow, IncomeRow, "income", income_id)
    uow.record("income.voided", "income", income_id, reason=reason)
    pool = next(one.code for one in queries.pools(uow) if one.id == row["pool_id"])
    month: Month = row["accounting_month"]
    if is_locked(uow, month):
        return _write_income(uow, _mirror(uow, IncomeRow, "income", row, "amount_minor"), pool)
    ledger.reverse(uow, IncomeRow, row, row["description"])
    return None


def add_direct_charge(
    uow: UnitOfWork,
    *,
    date: date,
    org: str,
    description: str,
    net_minor: int,
    vat_rate: str,
    project: str = "",
    month: Month | None = None,
    key: str | None = None,
) -> int:
    """Enter what one organisation owes alone; it is posted with the month's statement.

    Args:
        org: organisation code.
        net_minor: before VAT; negative for what is given back.
        month: as for ``add_bill``.
        key: idempotency key; the same key twice returns the first one's id.

    Returns:
        The charge's id.

    Raises:
        NotFoundError: no such organisation.
        MonthLockedError: ``month`` is locked.
        InvalidInputError: zero amount or unknown VAT kind.
    """
    known_org = queries.organisations(uow).get(org)
    if known_org is None:
        raise NotFoundError(kind="organisation", key=org)
    access.require(uow, "costs.edit", known_org[0])
    if key is not None and (known := queries.direct_charge_by_key(uow, key)) is not None:
        return known
    require_amount("net", net_minor)
    charge_id = uow.insert(
        DirectChargeRow,
        idem_key=key or new_key(),
        date=date,
        org_id=known_org[0],
        description=description,
        project=project,
        net_minor=net_minor,
        vat_rate=known_kind(vat_rate),
        accounting_month=ledger.entry_month(uow, Month.of(date), month),
    )
    uow.record("direct_charge.added", "direct_charge", charge_id, org_id=known_org[0])
    return charge_id


def void_direct_charge(uow: UnitOfWork, charge_id: int, *, reason: str) -> int | None:
    """Take a direct charge back: void in an open month, else its mirror image in the next.

    Returns:
        The id of the mirror image, or None where none was needed.

    Raises:
        NotFoundError: no such charge, or it was taken back.
    """
    row = _standing(uow, DirectChargeRow, "direct_charge", charge_id)
    access.require(uow, "costs.edit", row["org_id"])
    uow.record(
        "direct_charge.voided", "direct_charge", charge_id, org_id=row["org_id"], reason=reason
    )
    if is_locked(uow, row["accounting_month"]):
        mirror = _mirror(uow, DirectChargeRow, "direct_charge", row, "net_minor")
        return uow.insert(DirectChargeRow, **mirror)
    uow.update(DirectChargeRow, charge_id, before=row, void=True)
    return None


def _standing(uow: UnitOfWork, kind: type[Base], name: str, row_id: int) -> dict[str, Any]:
    row = uow.row(kind, row_id)
    if row is None or row["void"]:
        raise NotFoundError(kind=name, key=str(row_id))
    return row


def _mirror(
    uow: UnitOfWork, table: type[Base], kind: str, row: dict[str, Any], amount: str
) -> dict[str, Any]:
    """The same row with the opposite amount, to stand in the first open month after it."""
    same = {name: value for name, value in row.items() if name not in ("id", "transaction_id")}
    return same | {
        amount: -row[amount],
        "accounting_month": first_open_month(uow, row["accounting_month"].next),
        "idem_key": ledger.credit_key(uow, table, kind, row),
    }
