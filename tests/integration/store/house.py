"""A small house for the tests of the guards, written straight into the tables.

Two organisations, two units, a booking with one priced date, and money in October (locked on
demand) and November 2026.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.sql.expression import Executable

from hubdesk.billing.tables import DocumentLineRow, DocumentRow, PaymentRow
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.bootstrap import Hub
from hubdesk.costs.tables import (
    BillRow,
    CostPoolRow,
    DirectChargeRow,
    IncomeRow,
    PoolMonthRow,
    PoolRuleRow,
    ShareRow,
    SupplierRow,
    UsageChargeRow,
)
from hubdesk.kernel.month import Month
from hubdesk.ledger.tables import AccountRow, PeriodRow, PostingRow, TransactionRow
from hubdesk.orgs.tables import OccupancyRow, OrganisationRow
from hubdesk.rules.tables import RateRow
from hubdesk.spaces.tables import ResourceRow, ResourceUnitRow, UnitRow
from hubdesk.store.base import Base
from hubdesk.store.errors import GuardError
from hubdesk.store.session import UnitOfWork

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
NINE = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ACCOUNTS = (101, 102)

#: Money rows: class and the column that is changed to see whether it may be.
MONEY: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "bill": (BillRow, {"net_minor": 5}),
    "income": (IncomeRow, {"amount_minor": 5}),
    "direct_charge": (DirectChargeRow, {"net_minor": 5}),
    "share": (ShareRow, {"amount_minor": 5}),
    "pool_month": (PoolMonthRow, {"absorbed_minor": 5}),
    "usage_charge": (UsageChargeRow, {"net_minor": 5}),
    "ledger_transaction": (TransactionRow, {"description": "other"}),
    "posting": (PostingRow, {"amount_minor": 5}),
    "document": (DocumentRow, {"net_minor": 5}),
    "document_line": (DocumentLineRow, {"net_minor": 5}),
    "payment": (PaymentRow, {"amount_minor": 5}),
}


def settle(hub: Hub, *, with_facts: bool = True) -> None:
    """Write the house; without facts it has neither dated facts nor money."""
    with hub.write() as uow:
        _people_and_rooms(uow)
        if with_facts:
            _facts(uow)
            for number, month in ((1, OCTOBER), (2, NOVEMBER)):
                for table, (row, _) in MONEY.items():
                    uow.insert(row, **money(table, number, month))
        uow.record("house.settled", "hub", 1)


def _people_and_rooms(uow: UnitOfWork) -> None:
    for number in (1, 2):
        uow.insert(
            OrganisationRow, id=number, code=f"O{number}", name_en=f"Organisation {number}",
            org_class="resident",
        )  # fmt: skip
        uow.insert(UnitRow, id=number, code=f"U{number}")
        uow.insert(ResourceRow, id=number, code=f"R{number}", kind="room", name_en="Room")
        uow.insert(ResourceUnitRow, resource_id=number, unit_id=number, ordinal=1)
    for number in ACCOUNTS:
        uow.insert(AccountRow, id=number, code=f"T{number}", name_en="A", name_th="ก", kind="asset")
    uow.insert(SupplierRow, id=1, name="Waterworks")
    uow.insert(CostPoolRow, id=1, code="water", name_en="Water", name_th="น้ำ", vat_rate="7")
    uow.insert(CostPoolRow, id=2, code="power", name_en="Power", name_th="ไฟ", vat_rate="7")
    uow.insert(
        BookingRow, id=1, org_id=1, idem_key="b1", timezone="Asia/Bangkok",
        starts_local="2026-10-05T09:00:00", duration_minutes=60,
        wanted=[{"resource": 1, "quantity": 1}], created_at=NINE, created_by="manager",
    )  # fmt: skip
    uow.insert(
        OccurrenceRow, id=1, booking_id=1, org_id=1, resource_id=1, original_start=NINE,
        starts_at=NINE, ends_at=NINE + HOUR, status="done",
    )  # fmt: skip


def _facts(uow: UnitOfWork) -> None:
    first = date(2026, 1, 1)
    uow.insert(OccupancyRow, id=1, org_id=1, valid_from=first, seats=4, headcount=5)
    uow.insert(PoolRuleRow, id=1, pool_id=1, driver="seats", valid_from=first)
    uow.insert(
        RateRow, id=1, org_class="resident", hour_minor=10000, vat_rate="7", valid_from=first
    )


def money(table: str, number: int, month: Month) -> dict[str, Any]:
    """A row of a money table; ``number`` keeps its keys apart."""
    day = month.first_day
    every = {"id": number, "accounting_month": month}
    key = {"idem_key": f"{table}{number}"}
    rows: dict[str, dict[str, Any]] = {
        "bill": {
            "supplier_id": 1, "number": f"B{number}", "date": day, "service_from": day,
            "service_to": month.last_day, "service_month": month, "pool_id": 1,
            "net_minor": 1000, "vat_rate": "7", "vat_minor": 70,
        },
        "income": {
            **key, "date": day, "description": "sold paper", "pool_id": 1, "amount_minor": 100,
            "service_month": month,
        },
        "direct_charge": {
            **key, "date": day, "org_id": 1, "description": "copies", "net_minor": 100,
            "vat_rate": "7",
        },
        "share": {
            "service_month": month, "pool_id": 1, "org_id": 1, "driver": "seats", "value": 4,
            "days": month.days, "weight": 4 * month.days, "weight_sum": 4 * month.days,
            "allocable_minor": 900, "amount_minor": 900, "vat_rate": "7",
        },
        "pool_month": {
            "service_month": month, "pool_id": 1, "driver": "seats", "policy": "occupied",
            "weight": 0, "weight_sum": 4 * month.days, "allocable_minor": 900,
            "absorbed_minor": 0,
        },
        "usage_charge": {
            "org_id": 1, "occurrence_id": 1, "resource_id": 1, "description": "Room", "minutes": 60,
            "free_minutes": 0, "hour_minor": 10000, "list_minor": 10000, "net_minor": 10000,
            "vat_rate": "7",
        },
        "ledger_transaction": {"date": day, "kind": "bill", "description": "Waterworks"},
        "posting": {"transaction_id": number, "account_id": ACCOUNTS[0], "amount_minor": 1000},
        "document": {
            "kind": "statement", "series": "S", "org_id": 1, "issued_on": day,
            "brought_forward_minor": 0, "net_minor": 900, "vat_minor": 63, "total_minor": 963,
            "facts": {},
        },
        "document_line": {
            "document_id": number, "org_id": 1, "position": 1, "kind": "share",
            "source_id": number, "description": "Water", "net_minor": 900, "vat_rate": "7",
        },
        "payment": {
            **key, "org_id": 1, "date": day, "amount_minor": 963, "code": f"P{number}",
        },
    }  # fmt: skip
    return {**every, **rows[table]}


def lock(uow: UnitOfWork, month: Month = OCTOBER) -> None:
    uow.insert(PeriodRow, month=month, state="locked", fingerprint="f")


class _EnoughError(Exception):
    """Ends a trial, so that nothing of it stays."""


def verdict(hub: Hub, *steps: Executable | Callable[[UnitOfWork], None]) -> str:
    """What the database says to statements in one transaction: ``ok`` or the guard's name.

    Nothing stays, whatever the verdict, so that many tests can share one house.
    """
    try:
        with hub.write() as uow:
            for step in steps:
                if isinstance(step, Executable):
                    uow.execute(step)
                else:
                    step(uow)
            raise _EnoughError
    except GuardError as error:
        return error.guard
    except _EnoughError:
        return "ok"
