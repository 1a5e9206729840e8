"""Reads of what the bank told: accounts, lines, their matches, and what is open to be matched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import BigInteger, and_, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from hubdesk.billing.matching import Entered
from hubdesk.billing.model import BankAccount, BankLine, BankMatch, Document
from hubdesk.billing.queries import document
from hubdesk.billing.queries.ageing import accounts_at
from hubdesk.billing.settlement import Account
from hubdesk.billing.tables import (
    BankAccountRow,
    BankLineRow,
    BankMapRow,
    BankMatchRow,
    DocumentLineRow,
    DocumentRow,
    PaymentRow,
)
from hubdesk.exchange.bankcsv import ColumnMap
from hubdesk.kernel.errors import NotFoundError
from hubdesk.ledger.queries import LAST_DAY
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.listing import holds
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_ACCOUNTS = Prepared(
    select(
        BankAccountRow.id, BankAccountRow.code, BankAccountRow.name, BankAccountRow.number,
        BankAccountRow.currency,
    ).order_by(BankAccountRow.id)
)  # fmt: skip
_MAPS = Prepared(select(BankMapRow.id, BankMapRow.name, BankMapRow.columns).order_by(
    BankMapRow.name
))  # fmt: skip
_CASH = BankMatchRow.amount_minor - BankMatchRow.withheld_minor
_STANDS = BankMatchRow.void.is_(False)
_MATCHED = (
    select(BankMatchRow.line_id, cast(func.sum(_CASH), BigInteger).label("cash"))
    .where(_STANDS)
    .group_by(BankMatchRow.line_id)
    .subquery()
)
#: The same of one line, by the index: the rest of the matches is not read for it.
_MATCHED_HERE = (
    select(cast(func.sum(_CASH), BigInteger))
    .where(_STANDS, BankMatchRow.line_id == BankLineRow.id)
    .correlate(BankLineRow)
    .scalar_subquery()
)
_TOLD = (
    BankLineRow.id, BankAccountRow.code, BankLineRow.date, BankLineRow.amount_minor,
    BankLineRow.reference, BankLineRow.counterparty, BankLineRow.bank_ref, BankLineRow.source,
    BankLineRow.set_aside, BankLineRow.reason,
)  # fmt: skip
_LINE = (
    select(*_TOLD, func.coalesce(_MATCHED.c.cash, 0))
    .join(BankAccountRow, BankAccountRow.id == BankLineRow.account_id)
    .outerjoin(_MATCHED, _MATCHED.c.line_id == BankLineRow.id)
    .where(BankLineRow.void.is_(False))
)
_BY_ID = Prepared(
    select(*_TOLD, func.coalesce(_MATCHED_HERE, 0))
    .join(BankAccountRow, BankAccountRow.id == BankLineRow.account_id)
    .where(BankLineRow.void.is_(False), BankLineRow.id == bindparam("id"))
)
_KEYS = Prepared(
    select(BankLineRow.line_key, BankLineRow.id, BankLineRow.void).where(
        BankLineRow.account_id == bindparam("account_id")
    )
)
_MATCH = (
    select(
        BankMatchRow.id, BankMatchRow.line_id, BankMatchRow.payment_id, PaymentRow.code,
        BankMatchRow.org_id, OrganisationRow.code, BankMatchRow.document_id,
        func.coalesce(DocumentRow.code, ""), BankMatchRow.amount_minor,
        BankMatchRow.withheld_minor,
    )
    .join(PaymentRow, PaymentRow.id == BankMatchRow.payment_id)
    .join(OrganisationRow, OrganisationRow.id == BankMatchRow.org_id)
    .outerjoin(DocumentRow, DocumentRow.id == BankMatchRow.document_id)
    .where(_STANDS)
    .order_by(BankMatchRow.id)
)  # fmt: skip
_OF_LINE = Prepared(_MATCH.where(BankMatchRow.line_id == bindparam("line_id")))
_OF_PAYMENT = Prepared(_MATCH.where(BankMatchRow.payment_id == bindparam("payment_id")))
_BY_KEY = Prepared(
    select(BankMatchRow.id, BankMatchRow.idem_key)
    .where(BankMatchRow.idem_key.like(bindparam("pattern"), escape="\\"))
    .order_by(BankMatchRow.id)
)
_TAXED = Prepared(
    select(DocumentLineRow.document_id, cast(func.sum(DocumentLineRow.net_minor), BigInteger))
    .where(DocumentLineRow.vat_rate != "exempt")
    .group_by(DocumentLineRow.document_id)
)
_BY_CODE = Prepared(
    select(DocumentRow.id).where(
        DocumentRow.code == bindparam("code", type_=Text), DocumentRow.sealed.is_(True)
    )
)
_FREE, _MIRROR = aliased(BankMatchRow), aliased(PaymentRow)
_ENTERED = Prepared(
    select(
        PaymentRow.id, PaymentRow.org_id, OrganisationRow.code, PaymentRow.code,
        PaymentRow.amount_minor, PaymentRow.withheld_minor, PaymentRow.date,
    )
    .join(OrganisationRow, OrganisationRow.id == PaymentRow.org_id)
    .outerjoin(_FREE, and_(_FREE.payment_id == PaymentRow.id, _FREE.void.is_(False)))
    .where(
        PaymentRow.void.is_(False),
        _FREE.id.is_(None),
        # What was taken back from a locked month stands there still, beside its mirror image.
        ~PaymentRow.idem_key.like("%/credit%"),
        ~exists().where(
            _MIRROR.void.is_(False), _MIRROR.idem_key.like(PaymentRow.idem_key + "/credit%")
        ),
    )
    .order_by(PaymentRow.id)
)  # fmt: skip
_UNEVEN = Prepared(
    select(
        PaymentRow.code, PaymentRow.amount_minor, PaymentRow.void,
        cast(func.sum(BankMatchRow.amount_minor), BigInteger),
    )
    .join(BankMatchRow, BankMatchRow.payment_id == PaymentRow.id)
    .where(_STANDS)
    .group_by(PaymentRow.id, PaymentRow.code, PaymentRow.amount_minor, PaymentRow.void)
    .having(or_(PaymentRow.void, func.sum(BankMatchRow.amount_minor) != PaymentRow.amount_minor))
)  # fmt: skip
#: A payment that was entered this many days before or after a line may be that line.
_NEAR = 10


def bank_accounts(session: Session) -> list[BankAccount]:
    """The hub's accounts, the oldest first."""
    return [BankAccount(*row) for row in session.all(_ACCOUNTS)]


def bank_account(session: Session, code: str) -> BankAccount:
    """Raises:
    NotFoundError: no account of that code.
    """
    for one in bank_accounts(session):
        if one.code == code:
            return one
    raise NotFoundError(kind="bank_account", key=code)


def bank_maps(session: Session) -> dict[str, tuple[int, ColumnMap]]:
    """Name → id and map of the columns of a CSV file."""
    return {name: (row_id, ColumnMap.of(kept)) for row_id, name, kept in session.all(_MAPS)}


def bank_map(session: Session, name: str) -> ColumnMap:
    """Raises:
    NotFoundError: no map of that name.
    """
    found = bank_maps(session).get(name)
    if found is None:
        raise NotFoundError(kind="bank_map", key=name)
    return found[1]


def bank_lines(
    session: Session, *, state: str = "", text: str = "", account: str = "",
    limit: int | None = None,
) -> list[BankLine]:  # fmt: skip
    """The bank's lines, the newest first.

    Args:
        state: ``open`` (something is left to be matched), ``matched``, ``aside``; empty = all.
        text: narrows to references, payers and ids of the bank that contain it.
        account: code of an account.
        limit: at most so many.
    """
    found = _LINE.order_by(BankLineRow.date.desc(), BankLineRow.id.desc())
    left = BankLineRow.amount_minor != func.coalesce(_MATCHED.c.cash, 0)
    if state == "open":
        found = found.where(BankLineRow.set_aside.is_(False), left)
    elif state == "matched":
        found = found.where(~left)
    elif state == "aside":
        found = found.where(BankLineRow.set_aside.is_(True))
    if text:
        found = found.where(
            holds(text, BankLineRow.reference, BankLineRow.counterparty, BankLineRow.bank_ref)
        )
    if account:
        found = found.where(BankAccountRow.code == account)
    if limit is not None:
        found = found.limit(limit)
    return [BankLine(*tuple(row)) for row in session.execute(found)]


def bank_line(session: Session, line_id: int) -> BankLine:
    """Raises:
    NotFoundError: no such line, or its file was taken back.
    """
    row = session.first(_BY_ID, id=line_id)
    if row is None:
        raise NotFoundError(kind="bank_line", key=str(line_id))
    return BankLine(*row)


def line_keys(session: Session, account_id: int) -> dict[str, tuple[int, bool]]:
    """Key → id and whether its file was taken back, of every line of an account."""
    rows = session.all(_KEYS, account_id=account_id)
    return {key: (row_id, void) for key, row_id, void in rows}


def matches_of_line(session: Session, line_id: int) -> list[BankMatch]:
    """The payments of a line, in the order they were matched."""
    return [BankMatch(*row) for row in session.all(_OF_LINE, line_id=line_id)]


def matches_of_payment(session: Session, payment_id: int) -> list[BankMatch]:
    """The lines and documents of a payment."""
    return [BankMatch(*row) for row in session.all(_OF_PAYMENT, payment_id=payment_id)]


def matches_by_key(session: Session, key: str) -> list[int]:
    """The matches that were made under an idempotency key."""
    escaped = key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = session.all(_BY_KEY, pattern=f"{escaped}/%")
    return [row_id for row_id, kept in found if kept.rpartition("/")[0] == key]


def open_accounts(session: Session) -> list[Account]:
    """Every organisation with what it owes by document, by code."""
    taxed: dict[int, int] = dict(session.all(_TAXED))
    return [
        replace(account, documents=tuple(
            replace(one, taxed_net_minor=taxed.get(one.id, 0)) for one in account.documents
        ))
        for account in accounts_at(session, LAST_DAY)
    ]  # fmt: skip


def unmatched_payments(session: Session) -> list[tuple[Entered, date]]:
    """Payments entered by hand that no line was matched to, and their days."""
    return [(Entered(*row[:-1]), row[-1]) for row in session.all(_ENTERED)]


def near(found: Iterable[tuple[Entered, date]], on: date) -> list[Entered]:
    """Those of them about a day."""
    return [
        replace(one, days_apart=apart)
        for one, day in found if (apart := abs((day - on).days)) <= _NEAR
    ]  # fmt: skip


def document_by_code(session: Session, code: str) -> Document | None:
    """A sealed document by its number as printed."""
    row = session.first(_BY_CODE, code=code)
    return None if row is None else document(session, row[0])


def uneven_matches(session: Session) -> list[tuple[str, int, bool, int]]:
    """(number, amount, void, matched) of payments that their matches do not fit; none."""
    return session.all(_UNEVEN)
