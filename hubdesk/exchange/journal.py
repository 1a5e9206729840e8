"""The ledger as beancount's plain text, so that the books can be read and checked elsewhere.

Knows no feature: the caller hands over accounts, balanced transactions, and balances that whoever
reads it is to find as well.  Texts that people typed stand in quoted strings; account names are
made of letters, digits and dashes only.

    text = write_journal(Journal("House", "THB", 2, accounts, transactions, balances))

**Source**: beancount's language syntax, https://beancount.github.io/docs/beancount_language_syntax.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from hubdesk.kernel.money import format_minor
from hubdesk.kernel.text import clean

_ROOTS = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expenses",
}
_HOUSE = "House"
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


@dataclass(frozen=True, slots=True)
class JournalBalance:
    """What an account holds at the end of a day; ``part`` as in a posting."""

    on: date
    account: str
    amount_minor: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """Attributes:
    digits: decimals of ``currency`` (ISO 4217).
    transactions: in the order they are to stand, by date.
    balances: to be asserted; only of accounts that a transaction names.
    """

    title: str
    currency: str
    digits: int
    accounts: Iterable[JournalAccount]
    transactions: Sequence[JournalTransaction]
    balances: Sequence[JournalBalance] = ()


def write_journal(journal: Journal) -> str:
    """A journal that ``bean-check`` accepts if transactions and balances are right.

    Amounts must agree to the last digit: beancount would else let a cent pass.
    """
    names = AccountNames(journal)
    money = _Money(journal.currency, journal.digits)
    opened = names.opened()
    first = min((day for _, day in opened), default=None)
    head = [
        f"option {_quoted('title')} {_quoted(journal.title)}",
        f"option {_quoted('operating_currency')} {_quoted(journal.currency)}",
        f"option {_quoted('tolerance_multiplier')} {_quoted('0')}",
        "",
        *([f"{first.isoformat()} commodity {journal.currency}"] if first else []),
        *(f"{day.isoformat()} open {name} {journal.currency}" for name, day in opened),
        "",
    ]
    entries = [_entry(one, names, money) for one in journal.transactions]
    return "\n".join([*head, *entries, *_balances(journal, names, money)]) + "\n"


@dataclass(frozen=True, slots=True)
class _Money:
    currency: str
    digits: int

    def __call__(self, minor: int) -> str:
        return f"{format_minor(minor, self.digits)} {self.currency}"


def _balances(journal: Journal, names: AccountNames, money: _Money) -> list[str]:
    """Beancount looks at the beginning of a day: the end of one is the beginning of the next."""
    return [
        f"{(one.on + timedelta(days=1)).isoformat()} balance "
        f"{names.of(one.account, one.part)}  {money(one.amount_minor)}"
        for one in journal.balances
    ]


class AccountNames:
    """Account names, the same for the same account and part, and never shared by two.

    What is nobody's part of an account that has parts is the house's: beancount adds the accounts
    below one to its balance, hledger does not.
    """

    def __init__(self, journal: Journal) -> None:
        self._accounts = {account.code: account for account in journal.accounts}
        self._transactions = journal.transactions
        self._parted = {
            posting.account
            for one in journal.transactions
            for posting in one.postings
            if posting.part
        }
        self._known: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def of(self, account: str, part: str) -> str:
        """The name; always the same one."""
        key = account, part
        if key not in self._known:
            self._known[key] = self._free(self._wished(account, part))
        return self._known[key]

    def _wished(self, code: str, part: str) -> str:
        account = self._accounts[code]
        name = f"{_ROOTS[account.kind]}:{_component(f'{account.code} {account.name}')}"
        if not part and code in self._parted:
            return f"{name}:{_HOUSE}"
        return f"{name}:{_component(part)}" if part else name

    def _free(self, wished: str) -> str:
        name, number = wished, 2
        while name in self._taken:
            name, number = f"{wished}-{number}", number + 1
        self._taken.add(name)
        return name

    def opened(self) -> list[tuple[str, date]]:
        """Every account that is used, with the first day it is."""
        first: dict[str, date] = {}
        for one in self._transactions:
            for posting in one.postings:
                name = self.of(posting.account, posting.part)
                first[name] = min(first.get(name, one.on), one.on)
        return sorted(first.items())


def _component(text: str) -> str:
    plain = _NOT_IN_NAMES.sub("-", text).strip("-")
    return f"{plain[:1].upper()}{plain[1:]}" if plain else "X"


def _entry(one: JournalTransaction, names: AccountNames, money: _Money) -> str:
    lines = [f"{one.on.isoformat()} * {_quoted(one.narration)}", *_facts(one.facts, "  ")]
    for posting in one.postings:
        name = names.of(posting.account, posting.part)
        lines.append(f"  {name}  {money(posting.amount_minor)}")
        lines += _facts(posting.facts, "    ")
    return "\n".join(lines) + "\n"


def _facts(facts: Mapping[str, str], indent: str) -> list[str]:
    return [f"{indent}{name}: {_quoted(value)}" for name, value in facts.items() if value]


def _quoted(text: str) -> str:
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
