"""Use cases of payments and opening balances.

add_payment(uow, org="ACT", date=day, amount_minor=15_277_264)
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from hubdesk.access import service as access
from hubdesk.billing import numbers, queries
from hubdesk.billing.errors import ReceiptStandsError
from hubdesk.billing.queries.about import receipt_of
from hubdesk.billing.queries.bank import matches_of_payment
from hubdesk.billing.tables import BankMatchRow, PaymentRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.month import Month
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import BANK, OPENING, RECEIVABLE, WITHHELD
from hubdesk.ledger.model import Draft, Entry
from hubdesk.ledger.queries import balances, first_open_month, is_locked
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared

_ORG = Prepared(select(OrganisationRow.code, OrganisationRow.id))


def add_payment(
    uow: UnitOfWork,
    *,
    org: str,
    date: date,
    amount_minor: int,
    reference: str = "",
    withheld_minor: int = 0,
    month: Month | None = None,
    key: str | None = None,
) -> int:
    """Enter and post money received from an organisation.

    Args:
        org: organisation code.
        amount_minor: what it settles, positive; negative for money paid back.
        withheld_minor: the part of it that the organisation withheld as tax; it is owed by the
            tax office from then on.
        month: the accounting month to insist on; None is that of ``date`` or the first open one
            after it.
        key: idempotency key; the same key twice returns the first one's id.

    Returns:
        The payment's id.

    Raises:
        NotFoundError: no such organisation.
        MonthLockedError: ``month`` is locked.
        InvalidInputError: zero amount, or more withheld than settled.
    """
    org_id = _org_id(uow, org)
    access.require(uow, "billing.pay", org_id)
    if key is not None and (known := queries.payment_by_key(uow, key)) is not None:
        return known
    if amount_minor == 0:
        raise InvalidInputError(field="amount", value="0", reason="zero")
    if withheld_minor and not 0 < withheld_minor < amount_minor:
        raise InvalidInputError(field="withheld", value=str(withheld_minor), reason="out_of_range")
    payment_id = _write_payment(
        uow, org_id, date, (amount_minor, withheld_minor), reference,
        ledger.entry_month(uow, Month.of(date), month), key or new_key(),
    )  # fmt: skip
    uow.record("payment.added", "payment", payment_id, org_id=org_id)
    return payment_id


def void_payment(uow: UnitOfWork, payment_id: int, *, reason: str) -> int | None:
    """Take a payment back: reversed in an open month, else by its mirror image in the next.

    The line of the bank it was matched to is open again.

    Returns:
        The id of the mirror image, or None where none was needed.

    Raises:
        NotFoundError: no such payment, or it was taken back.
        ReceiptStandsError: its receipt must be cancelled first.
    """
    row = uow.row(PaymentRow, payment_id)
    if row is None or row["void"]:
        raise NotFoundError(kind="payment", key=str(payment_id))
    access.require(uow, "billing.pay", row["org_id"])
    receipt = receipt_of(uow, payment_id)
    if receipt is not None:
        raise ReceiptStandsError(receipt.code)
    uow.record("payment.voided", "payment", payment_id, org_id=row["org_id"], reason=reason)
    for match in matches_of_payment(uow, payment_id):
        uow.update(BankMatchRow, match.id, void=True)
    month: Month = row["accounting_month"]
    if is_locked(uow, month):
        amounts = (-row["amount_minor"], -row["withheld_minor"])
        return _write_payment(
            uow, row["org_id"], row["date"], amounts, row["code"],
            first_open_month(uow, month.next),
            ledger.credit_key(uow, PaymentRow, "payment", row),
        )  # fmt: skip
    ledger.reverse(uow, PaymentRow, row, row["code"])
    return None


def _write_payment(
    uow: UnitOfWork,
    org_id: int,
    on: date,
    amounts: tuple[int, int],
    reference: str,
    month: Month,
    key: str,
) -> int:
    """``amounts`` are what it settles and the withheld part of it, minor units."""
    amount_minor, withheld_minor = amounts
    entries = [
        Entry(BANK, amount_minor - withheld_minor, org_id),
        Entry(RECEIVABLE, -amount_minor, org_id),
    ]
    if withheld_minor:
        ledger.ensure_accounts(uow, (WITHHELD,))
        entries.insert(1, Entry(WITHHELD, withheld_minor, org_id))
    series = numbers.series("payment", month, settings(uow).era)
    code = numbers.code(series, ledger.take_numbers(uow, series, 1))
    (transaction_id,) = ledger.post(uow, [Draft(month, on, "payment", code, tuple(entries))])
    return uow.insert(
        PaymentRow,
        idem_key=key,
        org_id=org_id,
        date=on,
        amount_minor=amount_minor,
        reference=reference,
        code=code,
        accounting_month=month,
        transaction_id=transaction_id,
        withheld_minor=withheld_minor,
    )


def set_opening_balance(uow: UnitOfWork, *, org: str, date: date, amount_minor: int) -> int | None:
    """Say what an organisation owed before the hub used this program.

    Setting it again posts the difference, so the opening balance is what was said last.

    Args:
        amount_minor: positive when it owes; negative for a credit.

    Returns:
        The id of the transaction, or None if nothing changed.

    Raises:
        NotFoundError: no such organisation.
    """
    org_id = _org_id(uow, org)
    access.require(uow, "billing.pay", org_id)
    known = -sum(
        one.amount_minor for one in balances(uow) if one.account == OPENING and one.org_id == org_id
    )
    difference = amount_minor - known
    if difference == 0:
        return None
    month = first_open_month(uow, Month.of(date))
    entries = (Entry(RECEIVABLE, difference, org_id), Entry(OPENING, -difference, org_id))
    (transaction_id,) = ledger.post(uow, [Draft(month, date, "opening", org, entries)])
    uow.record("opening_balance.set", "ledger_transaction", transaction_id, org_id=org_id)
    return transaction_id


def _org_id(uow: UnitOfWork, code: str) -> int:
    found = dict(uow.all(_ORG)).get(code)
    if found is None:
        raise NotFoundError(kind="organisation", key=code)
    return int(found)
