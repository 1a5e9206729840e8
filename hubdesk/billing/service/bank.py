"""Use cases of the bank's lines: accounts, files, and lines that are nobody's payment.

What the bank told is kept as it was told; importing the same file twice adds nothing.

    outcome = import_bank(uow, read_bank(data, "october.ofx", currency="THB"))
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubdesk.access import service as access
from hubdesk.billing.bankimport import BankOutcome, StatementOutcome
from hubdesk.billing.model import BankAccount
from hubdesk.billing.queries import bank as queries
from hubdesk.billing.tables import BankAccountRow, BankLineRow, BankMapRow
from hubdesk.exchange.bankcsv import ColumnMap
from hubdesk.exchange.bankfile import BankEntry, BankFile, BankStatement, account_of
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError, NotFoundError, RefusedError
from hubdesk.kernel.text import clean
from hubdesk.store.session import UnitOfWork

_MAX_NAME = 60
#: What an account is called where neither a person nor the file says it.
_UNNAMED = "BANK"
#: So many signs of its number tell an account.
_LAST_SIGNS = 4
_TAKEN_UP: dict[str, Any] = {"set_aside": False, "reason": ""}


class OtherAccountError(RefusedError):
    """The file is of another account; ``found`` and ``expected`` are numbers."""

    code = "other_account"


class AccountUnclearError(RefusedError):
    """The file does not say whose it is and the hub has several accounts."""

    code = "account_unclear"


class AccountExistsError(RefusedError):
    """``kind`` and ``key`` say what is there already."""

    code = "already_exists"


class OtherCurrencyError(RefusedError):
    """The account is not in the hub's currency; ``found`` and ``expected``."""

    code = "other_currency"


def add_bank_account(uow: UnitOfWork, code: str, *, name: str = "", number: str = "") -> int:
    """Make an account known, in the hub's currency.

    Args:
        number: as statements name it; blanks and dashes do not matter.

    Raises:
        InvalidInputError: no code, or a long one.
        AccountExistsError: it is taken.
    """
    access.require(uow, "billing.bank")
    code = clean(code)
    if not code or len(code) > _MAX_NAME:
        raise InvalidInputError(field="code", value=code, reason="too_long" if code else "empty")
    if any(one.code == code for one in queries.bank_accounts(uow)):
        raise AccountExistsError(kind="bank_account", key=code)
    account_id = _add_account(uow, code, clean(name), account_of(number))
    uow.record("bank_account.added", "bank_account", account_id)
    return account_id


def save_bank_map(uow: UnitOfWork, name: str, columns: ColumnMap) -> int:
    """Keep under a name which column of a bank's CSV file is what.

    Raises:
        InvalidInputError: no name.
    """
    access.require(uow, "billing.bank")
    name = clean(name)
    if not name or len(name) > _MAX_NAME:
        raise InvalidInputError(field="name", value=name, reason="too_long" if name else "empty")
    known = queries.bank_maps(uow).get(name)
    if known is None:
        map_id = uow.insert(BankMapRow, name=name, columns=columns.as_dict())
    else:
        map_id = known[0]
        uow.update(BankMapRow, map_id, columns=columns.as_dict())
    uow.record("bank_map.saved", "bank_map", map_id)
    return map_id


def import_bank(uow: UnitOfWork, file: BankFile, account: str | None = None) -> BankOutcome:
    """Keep the movements of a bank's file; those that are known are skipped.

    Args:
        account: code of the account it is of; None finds it by its number, and makes a new one
            for a number that is not known.  One that was named without a number takes that of
            the file; None takes it if it is the only one and has no lines yet.

    Raises:
        NotFoundError: no account of that code.
        OtherAccountError, AccountUnclearError, OtherCurrencyError: nothing was kept.
    """
    access.require(uow, "billing.bank")
    outcome = BankOutcome(file)
    uow_named = False
    for statement in file.statements:
        if not statement.entries and account is None:
            outcome.statements.append(StatementOutcome(statement, ""))
            continue
        found = _account(uow, statement, account)
        if not uow_named:
            uow.record("bank_lines.imported", "bank_account", found.id, source=file.source)
            uow_named = True
        outcome.statements.append(_take(uow, file.source, statement, found))
    return outcome


def set_aside(uow: UnitOfWork, line_id: int, *, reason: str) -> None:
    """Say that what is left of a line is nobody's payment, and what it is.

    Raises:
        NotFoundError: no such line.
        InvalidInputError: no reason.
    """
    access.require(uow, "billing.bank")
    queries.bank_line(uow, line_id)
    reason = clean(reason)
    if not reason:
        raise InvalidInputError(field="reason", value="", reason="empty")
    uow.update(BankLineRow, line_id, set_aside=True, reason=reason)
    uow.record("bank_line.set_aside", "bank_line", line_id, reason=reason)


def take_up(uow: UnitOfWork, line_id: int) -> None:
    """Take up again a line that was set aside.

    Raises:
        NotFoundError: no such line, or it was not set aside.
    """
    access.require(uow, "billing.bank")
    if not queries.bank_line(uow, line_id).set_aside:
        raise NotFoundError(kind="bank_line", key=str(line_id))
    uow.update(BankLineRow, line_id, **_TAKEN_UP)
    uow.record("bank_line.taken_up", "bank_line", line_id)


def _account(uow: UnitOfWork, statement: BankStatement, wanted: str | None) -> BankAccount:
    currency = settings(uow).currency
    if statement.currency and statement.currency != currency:
        raise OtherCurrencyError(found=statement.currency, expected=currency)
    known = queries.bank_accounts(uow)
    if wanted is not None:
        account = queries.bank_account(uow, wanted)
        if statement.account and account.number != statement.account:
            others = [one.code for one in known if one.number == statement.account]
            if account.number or others:
                expected = account.number or account.code
                raise OtherAccountError(found=statement.account, expected=expected)
            return _numbered(uow, account, statement.account)
        return account
    if statement.account:
        for one in known:
            if one.number == statement.account:
                return one
        if len(known) == 1 and not known[0].number and not queries.line_keys(uow, known[0].id):
            return _numbered(uow, known[0], statement.account)
        code = _free_code(known, statement.account)
    elif len(known) == 1:
        return known[0]
    elif known:
        raise AccountUnclearError(accounts=", ".join(one.code for one in known))
    else:
        code = _UNNAMED
    number = statement.account or account_of(settings(uow).bank.number)
    account_id = _add_account(uow, code, "", number)
    return BankAccount(account_id, code, "", number, currency)


def _numbered(uow: UnitOfWork, account: BankAccount, number: str) -> BankAccount:
    """An account that was named without its number, with that of its first file."""
    uow.update(BankAccountRow, account.id, number=number)
    return replace(account, number=number)


def _free_code(known: list[BankAccount], number: str) -> str:
    """The last four signs of a number, all of it where those are taken, or else a count."""
    taken = {one.code for one in known}
    short = number[-_LAST_SIGNS:]
    counted = (f"{short}-{again}" for again in range(2, len(known) + 3))
    return next(code for code in (short, number[-_MAX_NAME:], *counted) if code not in taken)


def _add_account(uow: UnitOfWork, code: str, name: str, number: str) -> int:
    return uow.insert(
        BankAccountRow, code=code, name=name, number=number, currency=settings(uow).currency
    )


def _take(
    uow: UnitOfWork, source: str, statement: BankStatement, account: BankAccount
) -> StatementOutcome:
    known = queries.line_keys(uow, account.id)
    new: list[dict[str, Any]] = []
    again = 0
    for one in statement.entries:
        row_id, void = known.get(one.key, (0, False))
        if not row_id:
            new.append(_row(one, account.id, source))
        elif void:
            uow.update(BankLineRow, row_id, void=False)
            again += 1
    uow.insert_many(BankLineRow, new)
    created = len(new) + again
    return StatementOutcome(
        statement, account.code, created=created, skipped=len(statement.entries) - created
    )


def _row(one: BankEntry, account_id: int, source: str) -> dict[str, Any]:
    return {
        "account_id": account_id,
        "line_key": one.key,
        "date": one.on,
        "amount_minor": one.amount_minor,
        "reference": one.reference,
        "counterparty": one.counterparty,
        "bank_ref": one.bank_ref,
        "source": source,
        "set_aside": False,
        "reason": "",
        "void": False,
    }
