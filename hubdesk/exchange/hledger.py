"""The ledger as hledger's plain text: the same accounts and amounts as the beancount journal.

Knows no feature.  A balance is asserted behind the last posting of its account up to that day;
texts that people typed lose the signs that hledger would read as its own.

    text = write_hledger(Journal("House", "THB", 2, accounts, transactions, balances))

**Source**: hledger's journal format, https://hledger.org/1.25/hledger.html#journal-format
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date

from hubdesk.exchange.journal import AccountNames, Journal, JournalTransaction
from hubdesk.kernel.money import format_minor
from hubdesk.kernel.text import clean

_KINDS = {"Assets": "A", "Liabilities": "L", "Equity": "E", "Income": "R", "Expenses": "X"}
#: A semicolon begins a comment, a bar parts payee and note.
_IN_DESCRIPTIONS = str.maketrans({";": ",", "|": "/"})
#: In a comment ``name:`` is a tag, a comma ends its value, and ``[10/15]`` is a date of its own.
_IN_VALUES = str.maketrans({",": " ", ":": " ", "[": "(", "]": ")"})
_NOT_IN_CODES = re.compile(r"[()]")


def write_hledger(journal: Journal) -> str:
    """A journal that ``hledger check`` accepts if transactions and balances are right."""
    names = AccountNames(journal)
    opened = names.opened()
    asserted = _asserted(journal, names)
    title = clean(journal.title).translate(_IN_DESCRIPTIONS)
    sample = format_minor(10**journal.digits, journal.digits) + ("" if journal.digits else ".")
    head = [
        f"; {title}",
        "decimal-mark .",
        f"commodity {sample} {journal.currency}",
        *(f"account {name}  ; type:{_KINDS[name.partition(':')[0]]}" for name, _ in opened),
        "",
    ]
    entries = [
        "\n".join([*_entry(one, number, names, journal, asserted), ""])
        for number, one in enumerate(journal.transactions)
    ]
    return "\n".join([*head, *entries])


def _asserted(journal: Journal, names: AccountNames) -> dict[tuple[int, int], int]:
    """(transaction, posting) by number → the balance that its account must have after it."""
    wanted: dict[str, dict[date, int]] = {}
    for one in journal.balances:
        wanted.setdefault(names.of(one.account, one.part), {})[one.on] = one.amount_minor
    days = {name: sorted(balances) for name, balances in wanted.items()}
    last: dict[tuple[str, date], tuple[int, int]] = {}
    for number, transaction in enumerate(journal.transactions):
        for place, posting in enumerate(transaction.postings):
            name = names.of(posting.account, posting.part)
            known = days.get(name, [])
            at = bisect_left(known, transaction.on)
            if at < len(known):
                last[name, known[at]] = (number, place)
    return {where: wanted[name][day] for (name, day), where in last.items()}


def _entry(
    one: JournalTransaction,
    number: int,
    names: AccountNames,
    journal: Journal,
    asserted: Mapping[tuple[int, int], int],
) -> Iterator[str]:
    facts = dict(one.facts)
    code = _NOT_IN_CODES.sub("", clean(facts.pop("document", "")))
    text = clean(one.narration).translate(_IN_DESCRIPTIONS)
    yield f"{one.on.isoformat()} * ({code}) {text}{_tags(facts)}".rstrip()
    for place, posting in enumerate(one.postings):
        amount = f"{format_minor(posting.amount_minor, journal.digits)} {journal.currency}"
        balance = asserted.get((number, place))
        if balance is not None:
            amount += f" = {format_minor(balance, journal.digits)} {journal.currency}"
        name = names.of(posting.account, posting.part)
        yield f"    {name}  {amount}{_tags(posting.facts)}"


def _tags(facts: Mapping[str, str]) -> str:
    tags = ", ".join(
        f"{name}: {clean(value).translate(_IN_VALUES)}" for name, value in facts.items() if value
    )
    return f"  ; {tags}" if tags else ""
