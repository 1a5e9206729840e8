"""What exports of the books are made of: journals for other programs, and a workbook of the money.

Gathers values from queries and hands them to a format.  Imports features only inside functions,
so that the command line starts fast.

    data = journal(session, Wish(context, from_at=None, to_at=None, org=None, room=None))
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from hubdesk.cli.exporting import Wish

if TYPE_CHECKING:
    from hubdesk.exchange.journal import Journal, JournalBalance, JournalTransaction
    from hubdesk.ledger.model import Balance, JournalLine
    from hubdesk.store.session import Session

_BROUGHT_FORWARD = "Balances brought forward"


def journal(session: Session, wish: Wish) -> bytes:
    """The books as beancount's text."""
    from hubdesk.exchange.journal import write_journal

    return write_journal(_journal(session, wish)).encode()


def hledger(session: Session, wish: Wish) -> bytes:
    """The books as hledger's text."""
    from hubdesk.exchange.hledger import write_hledger

    return write_hledger(_journal(session, wish)).encode()


def _journal(session: Session, wish: Wish) -> Journal:
    from hubdesk.exchange.journal import Journal, JournalAccount
    from hubdesk.ledger import queries as ledger
    from hubdesk.orgs.queries import organisations

    settings = wish.context.settings()
    codes = {one.id: one.code for one in organisations(session)}
    lines = [line for line in ledger.journal(session) if wish.takes(line.date)]
    opening = list(_brought_forward(session, wish, codes))
    return Journal(
        settings.names.get("en"),
        settings.currency,
        settings.digits,
        [JournalAccount(one.code, one.kind, one.name_en) for one in ledger.accounts(session)],
        [*opening, *_transactions(session, lines, codes)],
        list(_month_ends(session, lines, codes)),
    )


def _brought_forward(
    session: Session, wish: Wish, codes: dict[int, str]
) -> Iterator[JournalTransaction]:
    """What every account held before the first day that is wanted, as one transaction."""
    from hubdesk.exchange.journal import JournalPosting, JournalTransaction
    from hubdesk.ledger.queries import balances

    if wish.from_at is None:
        return
    day = wish.from_at.astimezone(wish.context.settings().zone).date() - timedelta(days=1)
    sums = _sums(balances(session, day), codes)
    postings = tuple(
        JournalPosting(account, minor, part, {"org": part})
        for (account, part), minor in sums.items()
        if minor
    )
    if postings:
        yield JournalTransaction(day, _BROUGHT_FORWARD, postings, {"kind": "opening"})


def _transactions(
    session: Session, lines: list[JournalLine], codes: dict[int, str]
) -> Iterator[JournalTransaction]:
    from hubdesk.billing.queries import codes_by_transaction
    from hubdesk.exchange.journal import JournalPosting, JournalTransaction

    documents = codes_by_transaction(session)
    for transaction_id, group in groupby(lines, lambda line: line.transaction_id):
        postings = list(group)
        first = postings[0]
        yield JournalTransaction(
            first.date,
            first.description or first.kind,
            tuple(
                JournalPosting(
                    one.account,
                    one.amount_minor,
                    part := codes.get(one.org_id or 0, ""),
                    {"org": part, "pool": one.pool, "project": one.project},
                )
                for one in postings
            ),
            {
                "kind": first.kind,
                "month": str(first.month),
                "document": documents.get(transaction_id, ""),
            },
        )


def _month_ends(
    session: Session, lines: list[JournalLine], codes: dict[int, str]
) -> Iterator[JournalBalance]:
    """What the books say each account holds at the end of every month in which it moved.

    The sums come from the database, not from the lines that are written: that is what makes them
    worth checking.
    """
    from hubdesk.exchange.journal import JournalBalance
    from hubdesk.kernel.month import Month
    from hubdesk.ledger.queries import balances

    moved: dict[date, set[tuple[str, str]]] = {}
    for line in lines:
        part = codes.get(line.org_id or 0, "")
        moved.setdefault(Month.of(line.date).last_day, set()).add((line.account, part))
    wanted_to = max((line.date for line in lines), default=date.min)
    for last_day, accounts in sorted(moved.items()):
        day = min(last_day, wanted_to)
        sums = _sums(balances(session, day), codes)
        for account, part in sorted(accounts):
            yield JournalBalance(day, account, sums.get((account, part), 0), part)


def _sums(balances: list[Balance], codes: dict[int, str]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for one in balances:
        key = one.account, codes.get(one.org_id or 0, "")
        sums[key] = sums.get(key, 0) + one.amount_minor
    return sums
