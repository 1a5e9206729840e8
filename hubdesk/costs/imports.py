"""Imports of bills, income and direct charges: each row through the use case a person would use.

A row that cannot be taken is rejected with its line and the reason; the others are written, and
the caller rolls back unless it was asked for a partial import.  Importing twice adds nothing.

    outcome = import_bills(uow, parse("bills", read_table(data, "bills.csv")))
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hubdesk.costs import queries, service
from hubdesk.costs.errors import BillDiffersError
from hubdesk.exchange.columns import Parsed, Row
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.kernel.month import Month
from hubdesk.orgs.imports import Announce, Taken, import_rows
from hubdesk.store.session import UnitOfWork


def import_bills(uow: UnitOfWork, parsed: Parsed, month: Month | None = None) -> ImportOutcome:
    """Enter and post bills; a bill that stands with the same values is skipped.

    Args:
        month: the accounting month to insist on; None is the first open one of each bill.
    """

    def take(row: Row, announce: Announce) -> Taken:
        values = row.values
        known = queries.bill_by_number(uow, values["supplier"], values["number"])
        fields = {
            name: values[name] for name in ("date", "service_from", "service_to", "net_minor")
        } | {"vat_rate": _vat(values), "pool": values["pool"]}
        if known is None:
            announce()
            service.add_bill(
                uow, supplier=values["supplier"], number=values["number"],
                driver=values["driver"], month=month, **fields,
            )  # fmt: skip
            return Taken.CREATED
        if any(getattr(known, name) != value for name, value in fields.items()):
            raise BillDiffersError(known.supplier, known.number)
        return Taken.SKIPPED

    return import_rows(uow, "bill", parsed, take)


def import_income(uow: UnitOfWork, parsed: Parsed, month: Month | None = None) -> ImportOutcome:
    """Enter income of pools; a row that was imported before is skipped."""

    def take(row: Row, announce: Announce) -> Taken:
        if queries.income_by_key(uow, row.key) is not None:
            return Taken.SKIPPED
        names = ("date", "description", "pool", "amount_minor")
        fields = {name: row.values[name] for name in names}
        announce()
        service.add_income(uow, **fields, month=month, key=row.key)
        return Taken.CREATED

    return import_rows(uow, "income", parsed, take)


def import_direct_charges(
    uow: UnitOfWork, parsed: Parsed, month: Month | None = None
) -> ImportOutcome:
    """Enter direct charges; a row that was imported before is skipped."""

    def take(row: Row, announce: Announce) -> Taken:
        if queries.direct_charge_by_key(uow, row.key) is not None:
            return Taken.SKIPPED
        fields = {name: row.values[name] for name in ("date", "org", "description", "net_minor")}
        announce()
        service.add_direct_charge(
            uow, **fields, vat_rate=_vat(row.values), month=month, key=row.key
        )
        return Taken.CREATED

    return import_rows(uow, "direct_charge", parsed, take)


def _vat(values: Mapping[str, Any]) -> str:
    """The reader's rate in percent as the stored kind; None is exempt."""
    rate: Decimal | None = values["vat_rate"]
    return "exempt" if rate is None else format(rate, "f")
