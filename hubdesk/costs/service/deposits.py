"""Use cases of deposits: held, returned, or kept in part or whole; all through the ledger.

    deposit = take_deposit(uow, org_id, on=today, amount_minor=100_000, booking_id=12)
    settle_deposit(uow, deposit, on=later, kept_minor=20_000, reason="a broken chair")

Held money is owed back, never income; what is kept is outside the scope of VAT.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.costs.errors import DepositSettledError
from hubdesk.costs.tables import DepositRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.money import require_amount
from hubdesk.kernel.month import Month
from hubdesk.kernel.text import clean
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import BANK, DEPOSITS, DEPOSITS_KEPT
from hubdesk.ledger.model import Draft, Entry
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_SAME_KEY = Prepared(
    select(DepositRow.id).where(DepositRow.idem_key == bindparam("key", type_=Text))
)


def take_deposit(
    uow: UnitOfWork,
    org_id: int,
    *,
    on: date,
    amount_minor: int,
    booking_id: int | None = None,
    agreement_id: int | None = None,
    reason: str = "",
    key: str | None = None,
) -> int:
    """Note that an organisation has paid a deposit; it is held until it is settled.

    Args:
        on: day the money came.
        booking_id, agreement_id: what it is held for.
        key: idempotency key; the same key twice returns the first one's id.

    Raises:
        NotFoundError: no such organisation.
        InvalidInputError: nothing, or less.
        MonthLockedError: never: a day in a locked month is posted in the next open one.
    """
    access.require(uow, "costs.deposits", org_id)
    if key is not None and (known := uow.first(_SAME_KEY, key=key)) is not None:
        return int(known[0])
    require_amount("amount", amount_minor)
    if amount_minor < 0:
        raise InvalidInputError(field="amount", value=str(amount_minor), reason="negative")
    if uow.row(OrganisationRow, org_id) is None:
        raise NotFoundError(kind="organisation", key=str(org_id))
    entries = (Entry(BANK, amount_minor), Entry(DEPOSITS, -amount_minor, org_id))
    deposit_id = uow.insert(
        DepositRow, idem_key=key or new_key(), org_id=org_id, booking_id=booking_id,
        agreement_id=agreement_id, amount_minor=amount_minor, state="held", held_on=on,
        settled_on=None, reason=clean(reason), settled_id=None,
        transaction_id=_post(uow, on, "deposit", clean(reason), entries),
    )  # fmt: skip
    uow.record("deposit.taken", "deposit", deposit_id, org_id=org_id)
    return deposit_id


def settle_deposit(
    uow: UnitOfWork, deposit_id: int, *, on: date, kept_minor: int = 0, reason: str = ""
) -> None:
    """Return a deposit, or keep some or all of it.

    Args:
        kept_minor: what is kept; the rest is paid back.
        reason: why something is kept.

    Raises:
        NotFoundError: no such deposit.
        DepositSettledError: it was returned or kept already.
        InvalidInputError: more is kept than held, or without a reason; a day before it was held.
    """
    row = _deposit(uow, deposit_id)
    org_id: int = row["org_id"]
    if row["state"] != "held":
        raise DepositSettledError(state=row["state"])
    if on < row["held_on"]:
        raise InvalidInputError(field="on", value=on.isoformat(), reason="before_held")
    held: int = row["amount_minor"]
    if not 0 <= kept_minor <= held:
        why = "negative" if kept_minor < 0 else "too_large"
        raise InvalidInputError(field="kept", value=str(kept_minor), reason=why)
    reason = clean(reason)
    if kept_minor and not reason:
        raise InvalidInputError(field="reason", value="", reason="empty")
    entries = [Entry(DEPOSITS, held, org_id)]
    if held > kept_minor:
        entries.append(Entry(BANK, kept_minor - held))
    if kept_minor:
        entries.append(Entry(DEPOSITS_KEPT, -kept_minor, org_id))
    kind = "deposit_kept" if kept_minor else "deposit_returned"
    values: dict[str, Any] = {
        "state": "kept" if kept_minor else "returned",
        "kept_minor": kept_minor,
        "settled_on": on,
        "settled_id": _post(uow, on, kind, reason or row["reason"], tuple(entries)),
    }
    if reason:
        values["reason"] = reason
    uow.update(DepositRow, deposit_id, before=row, **values)
    uow.record(f"deposit.{values['state']}", "deposit", deposit_id, org_id=org_id)


def undo_taking(uow: UnitOfWork, deposit_id: int) -> None:
    """Take back that a deposit came: it goes back on the day it came, and the row stays.

    Raises:
        NotFoundError: no such deposit.
        DepositSettledError: it was returned or kept meanwhile.
    """
    row = _deposit(uow, deposit_id)
    if row["state"] != "held":
        raise DepositSettledError(state=row["state"])
    settled_id = _mirror(uow, row["transaction_id"], row)
    uow.update(
        DepositRow, deposit_id, before=row, state="returned", settled_on=row["held_on"],
        settled_id=settled_id,
    )  # fmt: skip


def undo_settling(uow: UnitOfWork, deposit_id: int, *, reason: str) -> None:
    """Take back that a deposit was returned or kept: it is held again.

    Args:
        reason: what it was held for before.

    Raises:
        NotFoundError: no such deposit.
        DepositSettledError: it is held already.
    """
    row = _deposit(uow, deposit_id)
    if row["state"] == "held":
        raise DepositSettledError(state=row["state"])
    _mirror(uow, row["settled_id"], row)
    uow.update(
        DepositRow, deposit_id, before=row, state="held", kept_minor=0, settled_on=None,
        settled_id=None, reason=reason,
    )  # fmt: skip


def _deposit(uow: UnitOfWork, deposit_id: int) -> dict[str, Any]:
    row = uow.row(DepositRow, deposit_id)
    if row is None:
        raise NotFoundError(kind="deposit", key=str(deposit_id))
    access.require(uow, "costs.deposits", row["org_id"])
    return row


def _mirror(uow: UnitOfWork, transaction_id: int, row: dict[str, Any]) -> int:
    """What was posted is posted the other way, in the first month that takes entries."""
    on: date = row["settled_on"] or row["held_on"]
    draft = ledger.mirrored(
        uow, transaction_id, month=ledger.entry_month(uow, Month.of(on), None), on=on,
        kind="reversal", description=row["reason"],
    )  # fmt: skip
    (number,) = ledger.post(uow, [draft])
    return number


def _post(
    uow: UnitOfWork, on: date, kind: str, description: str, entries: tuple[Entry, ...]
) -> int:
    ledger.ensure_accounts(uow, (DEPOSITS, DEPOSITS_KEPT))
    month = ledger.entry_month(uow, Month.of(on), None)
    (transaction_id,) = ledger.post(uow, [Draft(month, on, kind, description, entries)])
    return transaction_id
