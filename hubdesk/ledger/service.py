"""Writes the ledger: posting by sealing, number series, states of months.

Postings are written under an unsealed transaction; the update that seals it is checked by the
database (Σ = 0, open month).  What is sealed never changes and is corrected by a new entry.

    post(uow, [Draft(month, day, "bill", "MEA-881", (Entry("5000", 100), Entry("2000", -100)))])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import NotFoundError, RefusedError
from hubdesk.kernel.month import Month
from hubdesk.ledger import queries
from hubdesk.ledger.chart import CHART
from hubdesk.ledger.errors import MonthLockedError, UnbalancedError
from hubdesk.ledger.model import Draft, Entry
from hubdesk.ledger.tables import AccountRow, NumberSeriesRow, PeriodRow, PostingRow, TransactionRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared

_ENTRIES = Prepared(
    select(
        AccountRow.code,
        PostingRow.amount_minor,
        PostingRow.org_id,
        PostingRow.pool,
        PostingRow.project,
    )
    .join(AccountRow, AccountRow.id == PostingRow.account_id)
    .where(PostingRow.transaction_id == bindparam("transaction_id"))
    .order_by(PostingRow.id)
)
_SERIES = Prepared(
    select(NumberSeriesRow.id, NumberSeriesRow.next_number).where(
        NumberSeriesRow.code == bindparam("code")
    )
)

#: What stays as it was made.
INSTEAD = {"accounts.seeded": "stays"}


def seed_accounts(uow: UnitOfWork) -> None:
    """Give a new hub its chart of accounts; called once, when the hub is made."""
    uow.insert_many(
        AccountRow,
        [
            {"code": line.code, "kind": line.kind, "name_en": line.name_en, "name_th": line.name_th}
            for line in CHART
        ],
    )
    uow.record("accounts.seeded", "account")


def ensure_accounts(uow: UnitOfWork, codes: Sequence[str]) -> None:
    """Give a hub that was made by an older program the accounts it lacks."""
    known = queries.account_ids(uow)
    uow.insert_many(
        AccountRow,
        [
            {"code": line.code, "kind": line.kind, "name_en": line.name_en, "name_th": line.name_th}
            for line in CHART
            if line.code in codes and line.code not in known
        ],
    )


def post(uow: UnitOfWork, drafts: Sequence[Draft]) -> list[int]:
    """Write and seal transactions, all or none.

    Returns:
        Transaction ids, in the order of ``drafts``.

    Raises:
        UnbalancedError: the entries of one do not add up to zero.
        MonthLockedError: a month takes no entries.
    """
    for month in {draft.month for draft in drafts}:
        require_open(uow, month)
    for draft in drafts:
        if difference := sum(entry.amount_minor for entry in draft.entries):
            raise UnbalancedError(difference)
    rows = [_transaction_row(draft) for draft in drafts]
    ids = uow.insert_many(TransactionRow, rows)
    accounts = queries.account_ids(uow)
    uow.insert_columns(
        PostingRow,
        [
            _posting_row(entry, transaction_id, draft.month, accounts[entry.account])
            for transaction_id, draft in zip(ids, drafts, strict=True)
            for entry in draft.entries
            if entry.amount_minor
        ],
    )
    sealed = {"sealed": True, "sealed_at": uow.clock.now()}
    uow.update_many(
        TransactionRow,
        [
            ({"id": transaction_id, **row}, sealed)
            for transaction_id, row in zip(ids, rows, strict=True)
        ],
    )
    return ids


def _transaction_row(draft: Draft) -> dict[str, Any]:
    return {
        "accounting_month": draft.month,
        "date": draft.date,
        "kind": draft.kind,
        "description": draft.description,
        "reverses_id": draft.reverses_id,
        "sealed": False,
        "sealed_at": None,
    }


def _posting_row(
    entry: Entry, transaction_id: int, month: Month, account_id: int
) -> dict[str, Any]:
    return {
        "transaction_id": transaction_id,
        "accounting_month": month,
        "account_id": account_id,
        "org_id": entry.org_id,
        "pool": entry.pool,
        "project": entry.project,
        "amount_minor": entry.amount_minor,
    }


def mirrored(
    uow: UnitOfWork, transaction_id: int, *, month: Month, on: date, kind: str, description: str
) -> Draft:
    """The draft that takes a sealed transaction back: the same entries with opposite signs.

    Args:
        month: the open month it is to be posted in.

    Raises:
        NotFoundError: no such transaction.
    """
    rows = uow.all(_ENTRIES, transaction_id=transaction_id)
    if not rows:
        raise NotFoundError(kind="transaction", key=str(transaction_id))
    entries = tuple(
        Entry(account, -amount, org_id, pool, project)
        for account, amount, org_id, pool, project in rows
    )
    return Draft(month, on, kind, description, entries, transaction_id)


def reverse(uow: UnitOfWork, table: Any, row: Mapping[str, Any], description: str) -> None:
    """Take a row of an open month back: its transaction is mirrored there, and it is void.

    Args:
        table: the row's table; it has ``transaction_id``, ``accounting_month``, ``date``, ``void``.

    Raises:
        MonthLockedError: its month is locked; see :func:`credit_key`.
    """
    draft = mirrored(
        uow, row["transaction_id"], month=row["accounting_month"], on=row["date"],
        kind="reversal", description=description,
    )  # fmt: skip
    post(uow, [draft])
    uow.update(table, row["id"], before=row, void=True)


def credit_key(uow: UnitOfWork, table: Any, kind: str, row: Mapping[str, Any]) -> str:
    """The idempotency key of the mirror image that takes back a row of a locked month.

    Args:
        table: the row's table; it has ``idem_key`` and ``void``.
        kind: how refusals name it.

    Raises:
        NotFoundError: a mirror image stands, so there is nothing left to take back.
    """
    key, stands = _mirror_of(uow, table, row)
    if stands:
        raise NotFoundError(kind=kind, key=str(row["id"]))
    return key


def require_standing(uow: UnitOfWork, table: Any, kind: str, row: Mapping[str, Any]) -> None:
    """See that no mirror image took a row of a locked month back; arguments as above.

    Raises:
        NotFoundError: one stands.
    """
    if _mirror_of(uow, table, row)[1]:
        raise NotFoundError(kind=kind, key=str(row["id"]))


def _mirror_of(uow: UnitOfWork, table: Any, row: Mapping[str, Any]) -> tuple[str, bool]:
    """The key of the mirror image that stands, or else of the next one; whether it stands."""
    of_key = Prepared(select(table.void).where(table.idem_key == bindparam("key")))
    first = key = f"{row['idem_key']}/credit"
    again = 1
    while (found := uow.first(of_key, key=key)) is not None:
        if not found[0]:
            return key, True
        again += 1
        key = f"{first}-{again}"
    return key, False


def require_open(uow: UnitOfWork, month: Month) -> None:
    """Raises:
    MonthLockedError: the month takes no entries.
    """
    if queries.is_locked(uow, month):
        raise MonthLockedError(month)


def entry_month(uow: UnitOfWork, at_least: Month, asked: Month | None) -> Month:
    """Where an entry belongs.

    Args:
        at_least: the month of what it is about.
        asked: the month a person insists on, or None for the first open one from ``at_least``.

    Raises:
        MonthLockedError: the month asked for is locked.
    """
    if asked is None:
        return queries.first_open_month(uow, at_least)
    require_open(uow, asked)
    return asked


def today(uow: UnitOfWork) -> date:
    """The day it is now in the hub's zone: the date documents are issued on."""
    return uow.clock.now().astimezone(settings(uow).zone).date()


def take_numbers(uow: UnitOfWork, series: str, count: int) -> int:
    """Reserve ``count`` consecutive numbers; a unit of work that fails gives them back.

    Returns:
        The first of them.
    """
    uow.lock_numbers()
    row = uow.first(_SERIES, code=series)
    if row is None:
        uow.insert(NumberSeriesRow, code=series, next_number=1 + count)
        return 1
    series_id, first = row
    uow.update(
        NumberSeriesRow,
        series_id,
        before={"id": series_id, "code": series, "next_number": first},
        next_number=first + count,
    )
    return int(first)


def set_period(uow: UnitOfWork, month: Month, state: str, **values: Any) -> None:
    """Write a month's state; ``month`` checks and records, the guards do the rest.

    Raises:
        RefusedError: unknown state.
    """
    if state not in ("open", "soft", "locked", "reopened"):
        raise RefusedError(reason="not_one_of", state=state)
    if uow.row(PeriodRow, month) is None:
        uow.insert(PeriodRow, month=month, state=state, **values)
    else:
        uow.update(PeriodRow, month, state=state, **values)
