"""Import of payments; a row that was imported before is skipped.

outcome = import_payments(uow, parse("payments", read_table(data, "payments.csv")))
"""

from __future__ import annotations

from hubdesk.billing import queries, service
from hubdesk.exchange.columns import Parsed, Row
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.kernel.month import Month
from hubdesk.orgs.imports import Announce, Taken, import_rows
from hubdesk.store.session import UnitOfWork


def import_payments(uow: UnitOfWork, parsed: Parsed, month: Month | None = None) -> ImportOutcome:
    """Enter and post payments.

    Args:
        month: the accounting month to insist on; None is each payment's own.
    """

    def take(row: Row, announce: Announce) -> Taken:
        if queries.payment_by_key(uow, row.key) is not None:
            return Taken.SKIPPED
        announce()
        service.add_payment(
            uow,
            org=row.values["org"],
            date=row.values["date"],
            amount_minor=row.values["amount_minor"],
            reference=row.values.get("reference") or "",
            month=month,
            key=row.key,
        )
        return Taken.CREATED

    return import_rows(uow, "payment", parsed, take)
