"""What people typed stays text in hledger's journal."""

from __future__ import annotations

from datetime import date

from hubdesk.exchange.hledger import write_hledger
from hubdesk.exchange.journal import (
    Journal,
    JournalAccount,
    JournalPosting,
    JournalTransaction,
)


def test_a_value_in_brackets_is_no_date_of_a_posting() -> None:
    postings = (
        JournalPosting("1000", 100, facts={"project": "lift [10/15], [=2026/1/1]: x"}),
        JournalPosting("4000", -100),
    )
    accounts = (JournalAccount("1000", "asset", "Bank"), JournalAccount("4000", "income", "Rent"))
    moved = JournalTransaction(date(2026, 10, 31), "rent", postings)
    text = write_hledger(Journal("House", "THB", 2, accounts, (moved,)))
    assert "; project: lift (10/15)  (=2026/1/1)  x" in text
