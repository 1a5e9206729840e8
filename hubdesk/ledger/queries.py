"""Reads of the ledger: accounts, months, balances, registers.  Unsealed rows count nowhere."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, bindparam, case, cast, func, select

from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.chart import RECEIVABLE, ChartLine
from hubdesk.ledger.model import Balance, JournalLine, Period, RegisterLine
from hubdesk.ledger.tables import AccountRow, NumberSeriesRow, PeriodRow, PostingRow, TransactionRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, MonthText

LAST_DAY = date.max

_ACCOUNTS = Prepared(
    select(
        AccountRow.id, AccountRow.code, AccountRow.name_en, AccountRow.name_th, AccountRow.kind
    ).order_by(AccountRow.code)
)
_PERIOD_COLUMNS = (
    PeriodRow.month,
    PeriodRow.state,
    PeriodRow.fingerprint,
    PeriodRow.closed_at,
    PeriodRow.closed_by,
    PeriodRow.reason,
    PeriodRow.reopened_until,
    PeriodRow.facts,
)
_PERIOD = Prepared(
    select(*_PERIOD_COLUMNS).where(PeriodRow.month == bindparam("month", type_=MonthText()))
)
_PERIODS = Prepared(select(*_PERIOD_COLUMNS).order_by(PeriodRow.month))
#: Without the facts: a year of them takes longer to read than a booking to write.
_CLOSED_FROM = Prepared(
    select(PeriodRow.month, PeriodRow.state, PeriodRow.reopened_until).where(
        PeriodRow.month >= bindparam("month", type_=MonthText()),
        (PeriodRow.state == "locked") | (PeriodRow.state == "reopened"),
    )
)
_SUM = func.sum(PostingRow.amount_minor)
_SEALED = TransactionRow.sealed.is_(True)
_BALANCES = Prepared(
    select(PostingRow.account_id, PostingRow.org_id, PostingRow.pool, cast(_SUM, BigInteger))
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .where(_SEALED, TransactionRow.date <= bindparam("at", type_=Day()))
    .group_by(PostingRow.account_id, PostingRow.org_id, PostingRow.pool)
)
_MOVEMENTS = Prepared(
    select(PostingRow.account_id, PostingRow.org_id, PostingRow.pool, cast(_SUM, BigInteger))
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .where(_SEALED, TransactionRow.accounting_month == bindparam("month", type_=MonthText()))
    .group_by(PostingRow.account_id, PostingRow.org_id, PostingRow.pool)
    .order_by(PostingRow.account_id, PostingRow.org_id, PostingRow.pool)
)
_OWED = Prepared(
    select(PostingRow.org_id, cast(_SUM, BigInteger))
    .join(AccountRow, AccountRow.id == PostingRow.account_id)
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .where(
        AccountRow.code == RECEIVABLE,
        _SEALED,
        TransactionRow.date <= bindparam("at", type_=Day()),
    )
    .group_by(PostingRow.org_id)
)
_RECEIVABLE = Prepared(
    select(
        PostingRow.org_id,
        TransactionRow.id,
        TransactionRow.date,
        TransactionRow.kind,
        TransactionRow.description,
        PostingRow.amount_minor,
    )
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .join(AccountRow, AccountRow.id == PostingRow.account_id)
    .where(_SEALED, AccountRow.code == RECEIVABLE, TransactionRow.id > bindparam("after"))
    .order_by(PostingRow.org_id, TransactionRow.id)
)
_REGISTER = Prepared(
    select(
        PostingRow.id,
        TransactionRow.id,
        TransactionRow.date,
        PostingRow.accounting_month,
        TransactionRow.kind,
        TransactionRow.description,
        PostingRow.org_id,
        PostingRow.pool,
        PostingRow.amount_minor,
    )
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .join(AccountRow, AccountRow.id == PostingRow.account_id)
    .where(_SEALED, AccountRow.code == bindparam("account"))
    .order_by(TransactionRow.date, TransactionRow.id, PostingRow.id)
)
_JOURNAL = Prepared(
    select(
        TransactionRow.id,
        TransactionRow.date,
        TransactionRow.accounting_month,
        TransactionRow.kind,
        TransactionRow.description,
        AccountRow.code,
        PostingRow.org_id,
        PostingRow.pool,
        PostingRow.project,
        PostingRow.amount_minor,
    )
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .join(AccountRow, AccountRow.id == PostingRow.account_id)
    .where(_SEALED)
    .order_by(TransactionRow.date, TransactionRow.id, PostingRow.id)
)
_UNSEALED = Prepared(
    select(TransactionRow.id, TransactionRow.accounting_month, TransactionRow.description).where(
        TransactionRow.sealed.is_(False)
    )
)
_UNBALANCED = Prepared(
    select(TransactionRow.id, func.coalesce(cast(_SUM, BigInteger), 0))
    .join(PostingRow, PostingRow.transaction_id == TransactionRow.id, isouter=True)
    .where(_SEALED)
    .group_by(TransactionRow.id)
    .having(func.coalesce(_SUM, 0) != 0)
)
_STRAYS = Prepared(
    select(PostingRow.id)
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .where(PostingRow.accounting_month != TransactionRow.accounting_month)
)
_SERIES = Prepared(select(NumberSeriesRow.code, NumberSeriesRow.next_number))
_MONTHS_WITH_POSTINGS = Prepared(
    select(TransactionRow.accounting_month).distinct().order_by(TransactionRow.accounting_month)
)
_POOL_SUMS = Prepared(
    select(
        PostingRow.pool,
        AccountRow.code,
        cast(func.sum(case((_SEALED, PostingRow.amount_minor), else_=0)), BigInteger),
    )
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .join(AccountRow, AccountRow.id == PostingRow.account_id)
    .where(TransactionRow.accounting_month == bindparam("month", type_=MonthText()))
    .group_by(PostingRow.pool, AccountRow.code)
)


def account_ids(session: Session) -> dict[str, int]:
    """Account code → row id."""
    return {code: row_id for row_id, code, *_ in session.all(_ACCOUNTS)}


def accounts(session: Session) -> list[ChartLine]:
    """The chart of this hub, by code."""
    return [
        ChartLine(code, kind, name_en, name_th)
        for _, code, name_en, name_th, kind in session.all(_ACCOUNTS)
    ]


def period(session: Session, month: Month) -> Period:
    """The month's state; a month nobody has touched is open."""
    row = session.first(_PERIOD, month=month)
    return Period(month) if row is None else Period(*row)


def periods(session: Session) -> list[Period]:
    """The months that were ever closed, in order."""
    return [Period(*row) for row in session.all(_PERIODS)]


def period_state(session: Session, month: Month) -> str:
    """``open``, ``soft``, ``locked`` or ``reopened``."""
    return period(session, month).state


def is_locked(session: Session, month: Month) -> bool:
    """Whether nothing may be entered in the month: locked, or its reopening has run out."""
    return _locked(period(session, month), session)


def first_open_month(session: Session, at_least: Month) -> Month:
    """The first month from ``at_least`` on that takes entries."""
    locked = {
        closed
        for closed, state, until in session.all(_CLOSED_FROM, month=at_least)
        if _locked(Period(closed, state, reopened_until=until), session)
    }
    month = at_least
    while month in locked:
        month = month.next
    return month


def _locked(one: Period, session: Session) -> bool:
    if one.state == "reopened":
        return one.reopened_until is not None and session.clock.now() > one.reopened_until
    return one.state == "locked"


def months_with_postings(session: Session) -> list[Month]:
    """Months that have a transaction, in order."""
    return [month for (month,) in session.all(_MONTHS_WITH_POSTINGS)]


def balances(session: Session, at: date | None = None) -> list[Balance]:
    """Balances up to a day (inclusive), by account, organisation and pool; zeros left out.

    Args:
        at: by the date of the transaction; None = everything.
    """
    return _named(session, session.all(_BALANCES, at=at or LAST_DAY))


def movements(session: Session, month: Month) -> list[Balance]:
    """What a month added to each account, by organisation and pool; zeros left out."""
    return _named(session, session.all(_MOVEMENTS, month=month))


def trial_balance(session: Session, at: date | None = None) -> list[Balance]:
    """One line per account that was ever used; the lines add up to zero."""
    sums: dict[str, int] = {}
    for one in balances(session, at):
        sums[one.account] = sums.get(one.account, 0) + one.amount_minor
    return [
        Balance(code, Names(name_th, name_en), kind, sums[code])
        for _, code, name_en, name_th, kind in session.all(_ACCOUNTS)
        if code in sums
    ]


def _named(session: Session, rows: list[tuple[int, int | None, str, int]]) -> list[Balance]:
    accounts = {
        account_id: (code, Names(name_th, name_en), kind)
        for account_id, code, name_en, name_th, kind in session.all(_ACCOUNTS)
    }
    named = [
        Balance(*accounts[account_id], amount, org_id, pool)
        for account_id, org_id, pool, amount in rows
        if amount
    ]
    return sorted(named, key=lambda one: (one.account, one.org_id or 0, one.pool))


def receivables(session: Session, at: date | None = None) -> dict[int, int]:
    """Organisation id → what it owes (negative: a credit), minor units."""
    return dict(session.all(_OWED, at=at or LAST_DAY))


def receivable_moves(
    session: Session, after: int = 0
) -> list[tuple[int, int, date, str, str, int]]:
    """(organisation, transaction, date, kind, description, amount) of every receivable posting.

    Args:
        after: only transactions with a larger id.
    """
    return session.all(_RECEIVABLE, after=after)


def register(session: Session, account: str) -> list[RegisterLine]:
    """All sealed postings of an account by date, with a running balance.

    Raises:
        NotFoundError: no such account.
    """
    if account not in account_ids(session):
        raise NotFoundError(kind="account", key=account)
    lines, balance = [], 0
    for row in session.all(_REGISTER, account=account):
        balance += row[-1]
        values = (*row, balance)
        lines.append(RegisterLine(*values))
    return lines


def journal(session: Session) -> list[JournalLine]:
    """Every sealed posting, by date and transaction."""
    return [JournalLine(*row) for row in session.all(_JOURNAL)]


def unsealed(session: Session) -> list[tuple[int, Month, str]]:
    """(id, month, description) of transactions that were written but never sealed."""
    return session.all(_UNSEALED)


def unbalanced(session: Session) -> list[tuple[int, int]]:
    """(id, difference) of sealed transactions that do not add up; there must be none."""
    return session.all(_UNBALANCED)


def strays(session: Session) -> list[int]:
    """Postings whose month is not their transaction's; there must be none."""
    return [posting_id for (posting_id,) in session.all(_STRAYS)]


def series(session: Session) -> dict[str, int]:
    """Number series → next number."""
    return dict(session.all(_SERIES))


def pool_sums(session: Session, month: Month) -> dict[tuple[str, str], int]:
    """(pool, account) → what the month's sealed postings add up to."""
    return {
        (pool, account): amount for pool, account, amount in session.all(_POOL_SUMS, month=month)
    }
