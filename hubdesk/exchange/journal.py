"""The ledger as beancount's plain text, so that the books can be read and checked elsewhere.

Knows no feature: the caller hands over accounts and balanced transactions.  Texts that people
typed stand in quoted strings; account names are made of letters, digits and dashes only.

    text = write_journal("House", "THB", 2, accounts, transactions)

**Source**: beancount's language syntax, https://beancount.github.io/docs/beancount_language_syntax.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hubdesk.kernel.money import format_minor
from hubdesk.kernel.text import clean

_ROOTS = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expenses",
}
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class JournalAccount:
    """``kind`` is ``asset``, ``liability``, ``equity``, ``income`` or ``expense``."""

    code: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class JournalPosting:
    """One side; ``part`` (an organisation's code, or empty) is an account of its own below."""

    account: str
    amount_minor: int
    part: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalTransaction:
    """``facts`` are written as metadata; their names are lower-case words."""

    on: date
    narration: str
    postings: tuple[JournalPosting, ...]
    facts: Mapping[str, str] = field(default_factory=dict)


def write_journal(
    title: str,
    currency: str,
    digits: int,
    accounts: Iterable[JournalAccount],
    transactions: Sequence[JournalTransaction],
) -> str:
    """A journal that ``bean-check`` accepts if the transactions balance.

    Args:
        digits: decimals of ``currency`` (ISO 4217).
        transactions: in the order they are to stand.
    """
    names = _Names({account.code: account for account in accounts})
    entries = [_entry(one, names, currency, digits) for one in transactions]
    opened = [
        f"{day.isoformat()} open {name} {currency}" for name, day in names.opened(transactions)
    ]
    head = [f"option {_quoted('title')} {_quoted(title)}",
            f"option {_quoted('operating_currency')} {_quoted(currency)}"]  # fmt: skip
    return "\n".join([*head, "", *opened, "", *entries])


class _Names:
    """Account names, the same for the same account and part, and never shared by two."""

    def __init__(self, accounts: Mapping[str, JournalAccount]) -> None:
        self._accounts = accounts
        self._known: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def of(self, posting: JournalPosting) -> str:
        key = posting.account, posting.part
        if key not in self._known:
            self._known[key] = self._free(self._wished(posting))
        return self._known[key]

    def _wished(self, posting: JournalPosting) -> str:
        account = self._accounts[posting.account]
        name = f"{_ROOTS[account.kind]}:{_component(f'{account.code} {account.name}')}"
        return f"{name}:{_component(posting.part)}" if posting.part else name

    def _free(self, wished: str) -> str:
        name, number = wished, 2
        while name in self._taken:
            name, number = f"{wished}-{number}", number + 1
        self._taken.add(name)
        return name

    def opened(self, transactions: Iterable[JournalTransaction]) -> list[tuple[str, date]]:
        """Every account that is used, with the first day it is."""
        first: dict[str, date] = {}
        for one in transactions:
            for posting in one.postings:
                name = self.of(posting)
                first[name] = min(first.get(name, one.on), one.on)
        return sorted(first.items())


def _component(text: str) -> str:
    plain = _NOT_IN_NAMES.sub("-", text).strip("-")
    return f"{plain[:1].upper()}{plain[1:]}" if plain else "X"


def _entry(one: JournalTransaction, names: _Names, currency: str, digits: int) -> str:
    lines = [f"{one.on.isoformat()} * {_quoted(one.narration)}", *_facts(one.facts, "  ")]
    for posting in one.postings:
        amount = format_minor(posting.amount_minor, digits)
        lines.append(f"  {names.of(posting)}  {amount} {currency}")
        lines += _facts(posting.facts, "    ")
    return "\n".join(lines) + "\n"


def _facts(facts: Mapping[str, str], indent: str) -> list[str]:
    return [f"{indent}{name}: {_quoted(value)}" for name, value in facts.items() if value]


def _quoted(text: str) -> str:
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
