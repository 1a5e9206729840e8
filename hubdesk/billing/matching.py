"""Whose payment a line of the bank may be: suggestions, the likeliest first, with the reason.

By reference (document number, organisation code), by the payer's name, by exact amount, by an
amount less a tax that was withheld, and by the sum of several open documents.  Nothing is posted
here and nothing is certain: a person accepts.  Pure; imports only ``kernel`` and siblings.

    Proposer(accounts).suggest(Wanted(1, 98_500, "IV-2569/10-0004 ACT"))[0].reasons
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

from hubdesk.billing.settlement import Account, OpenDocument
from hubdesk.kernel.money import percent_half_up

#: Usual rates of tax withheld on rent, services and the like, in percent.
PERCENTS = (1, 3, 5, 10)
#: An organisation with more open documents than this is only searched for its oldest together.
MOST_DOCUMENTS = 10
MOST_TOGETHER = 4
#: So many sums are kept at most, whatever the house owes.
MOST_SUMS = 200_000
_SHORTEST_NAME = 4
_SHORTEST_NUMBER = 6

#: How likely a way is before names are looked at.
_WAYS = {"exact": 55, "balance": 52, "sum": 40}
_LESS_WITHHOLDING = 12
_NOT_ALONE = 8
_NAMED = {"document": 45, "org": 32, "payer": 25}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is left of a line of the bank, and its words."""

    line_id: int
    amount_minor: int
    reference: str = ""
    counterparty: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A part of a payment.

    Attributes:
        document_id: what it settles; None leaves it on the organisation's account.
        amount_minor: what it settles, the withheld part included.
    """

    org_id: int
    org: str
    document_id: int | None
    document: str
    amount_minor: int
    withheld_minor: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a code and what its words need."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Attributes:
    payment_id: a payment that was entered by hand and is this line; else one is posted.
    """

    targets: tuple[Target, ...]
    score: int
    reasons: tuple[Reason, ...]
    payment_id: int | None = None

    @property
    def cash_minor(self) -> int:
        """What of it reached the bank."""
        return sum(one.amount_minor - one.withheld_minor for one in self.targets)


@dataclass(frozen=True, slots=True)
class Entered:
    """A payment that was entered by hand and is not matched yet."""

    payment_id: int
    org_id: int
    org: str
    code: str
    amount_minor: int
    withheld_minor: int
    days_apart: int = 0


@dataclass(frozen=True, slots=True)
class _Sum:
    way: str
    account: Account
    documents: tuple[OpenDocument, ...]
    other: bool = False
    percent: int = 0
    taxed_only: bool = False


def squeezed(text: str) -> str:
    """Letters and digits only, capital: how a number survives a payment form."""
    return re.sub(r"[\W_]+", "", text).upper()


def withheld_of(one: OpenDocument, percent: int, *, taxed_only: bool = False) -> int:
    """Tax withheld of a document: its base is net of VAT."""
    base = one.taxed_net_minor if taxed_only else one.net_minor
    return percent_half_up(base, Fraction(percent, 100))


class Proposer:
    """Knows what is open and finds what a line may pay; made once for many lines."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = [one for one in accounts if one.documents or one.other_minor]
        self._all = accounts
        self._sums: dict[int, list[_Sum]] = {}
        self._numbers = [
            (number, one, account)
            for account in self._accounts for one in account.documents
            if len(number := squeezed(one.code)) >= _SHORTEST_NUMBER
        ]  # fmt: skip
        kept = 0
        for account in self._accounts:
            for one in _sums(account):
                self._keep(one)
                kept += 1
            if kept > MOST_SUMS:
                break

    def _keep(self, one: _Sum) -> None:
        owed = sum(each.open_minor for each in one.documents)
        owed += one.account.other_minor if one.other else 0
        self._sums.setdefault(owed, []).append(one)
        if not one.documents or one.other or not all(each.is_whole for each in one.documents):
            return
        mixed = any(0 < each.taxed_net_minor != each.net_minor for each in one.documents)
        for percent in PERCENTS:
            for taxed_only in (False, True) if mixed else (False,):
                less = sum(withheld_of(each, percent, taxed_only=taxed_only)
                           for each in one.documents)  # fmt: skip
                if less > 0:
                    self._sums.setdefault(owed - less, []).append(
                        _Sum(one.way, one.account, one.documents, False, percent, taxed_only)
                    )

    def suggest(
        self, line: Wanted, entered: Iterable[Entered] = (), *, most: int = 6
    ) -> list[Suggestion]:
        """What a line may be, the likeliest first.

        Args:
            entered: payments without a line that were entered about the same day.
        """
        found = [_known(one) for one in entered
                 if one.amount_minor - one.withheld_minor == line.amount_minor]  # fmt: skip
        if line.amount_minor > 0:
            named = self._named(line)
            found += self._by_amount(line, named)
            found += named.on_purpose(line.amount_minor)
        best: dict[tuple[Any, ...], Suggestion] = {}
        for one in sorted(found, key=lambda each: -each.score):
            best.setdefault((one.payment_id, frozenset(one.targets)), one)
        return list(best.values())[:most]

    def _named(self, line: Wanted) -> _Named:
        reference = f"{line.reference} {line.counterparty}"
        text = squeezed(reference)
        tokens = {token.upper() for token in re.split(r"[\W_]+", reference)}
        payer = squeezed(line.counterparty)
        documents = [(one, account) for number, one, account in self._numbers if number in text]
        orgs = [one for one in self._all if one.code.upper() in tokens]
        payers = [
            one for one in self._all
            if payer and any(len(name) >= _SHORTEST_NAME and (name in payer or payer in name)
                             for name in map(squeezed, one.names))
        ]  # fmt: skip
        return _Named(documents, orgs, payers if len(payer) >= _SHORTEST_NAME else [])

    def _by_amount(self, line: Wanted, named: _Named) -> Iterator[Suggestion]:
        sums = self._sums.get(line.amount_minor, ())
        others = len({one.account.org_id for one in sums if not one.percent}) > 1
        for one in sums:
            score = _WAYS[one.way] - (_LESS_WITHHOLDING if one.percent else 0)
            how = named.how(one)
            score += _NAMED[how] if how else (-_NOT_ALONE if others or one.percent else 0)
            yield Suggestion(_targets(one), score, tuple(_reasons(one, how)))


@dataclass(frozen=True, slots=True)
class _Named:
    """What a line's words name."""

    documents: list[tuple[OpenDocument, Account]]
    orgs: list[Account]
    payers: list[Account]

    def how(self, one: _Sum) -> str:
        """How a sum is named: by its documents, its organisation, its payer, or not."""
        ids = {document.id for document, _ in self.documents}
        if one.documents and all(each.id in ids for each in one.documents):
            return "document"
        of_named = {account.org_id for _, account in self.documents}
        orgs = of_named | {account.org_id for account in self.orgs}
        if one.account.org_id in orgs:
            return "org"
        return "payer" if one.account.org_id in {each.org_id for each in self.payers} else ""

    def on_purpose(self, amount_minor: int) -> Iterator[Suggestion]:
        """Named, though the amount is another: several at once, a part, or more than is open."""
        if self.documents:
            yield from self._several(amount_minor)
            yield _spread(
                [one for one, _ in self.documents], [account for _, account in self.documents],
                amount_minor, 82, Reason("names_document", {"document": self._numbers()}),
            )  # fmt: skip
            return
        ways = ((self.orgs, "names_org", 62), (self.payers, "names_payer", 48))
        for accounts, code, score in ways:
            for account in accounts:
                yield _spread(
                    list(account.documents), [account], amount_minor, score,
                    Reason(code, {"org": account.code}),
                )  # fmt: skip

    def _several(self, amount_minor: int) -> Iterator[Suggestion]:
        """One payment for documents of several organisations."""
        if len({account.org_id for _, account in self.documents}) < 2:
            return
        for percent in (0, *PERCENTS):
            parts = [
                _part(one, account, withheld_of(one, percent) if one.is_whole else 0)
                for one, account in self.documents
            ]
            if sum(one.amount_minor - one.withheld_minor for one in parts) == amount_minor:
                reasons = [Reason("names_document", {"document": self._numbers()}),
                           Reason("several_orgs", {"count": len(parts)})]  # fmt: skip
                if percent:
                    reasons.append(Reason("withheld", {"percent": percent}))
                yield Suggestion(tuple(parts), 96 - percent, tuple(reasons))

    def _numbers(self) -> str:
        return ", ".join(one.code for one, _ in self.documents)


def _sums(account: Account) -> Iterator[_Sum]:
    """Every single document, the whole balance, and what may be paid together."""
    documents = account.documents
    for one in documents:
        yield _Sum("exact", account, (one,))
    if account.other_minor:
        yield _Sum("balance", account, documents, other=True)
    if len(documents) < 2:
        return
    yield _Sum("balance" if not account.other_minor else "sum", account, documents)
    if len(documents) > MOST_DOCUMENTS:
        for count in range(2, len(documents)):
            yield _Sum("sum", account, documents[:count])
        return
    for count in range(2, min(MOST_TOGETHER, len(documents) - 1) + 1):
        for chosen in combinations(documents, count):
            yield _Sum("sum", account, chosen)


def _part(one: OpenDocument, account: Account, withheld: int = 0) -> Target:
    return Target(account.org_id, account.code, one.id, one.code, one.open_minor, withheld)


def _targets(one: _Sum) -> tuple[Target, ...]:
    account = one.account
    parts = [
        _part(each, account, withheld_of(each, one.percent, taxed_only=one.taxed_only)
              if one.percent else 0)
        for each in one.documents
    ]  # fmt: skip
    if one.other:
        parts.append(Target(account.org_id, account.code, None, "", account.other_minor))
    return tuple(parts)


def _reasons(one: _Sum, how: str) -> Iterator[Reason]:
    if how == "document":
        numbers = ", ".join(each.code for each in one.documents)
        yield Reason("names_document", {"document": numbers})
    elif how:
        yield Reason(f"names_{how}", {"org": one.account.code})
    owed = sum(each.open_minor for each in one.documents)
    if one.way == "exact":
        yield Reason("exact" if not one.percent else "exact_less", {"amount_minor": owed})
    elif one.way == "balance":
        yield Reason("balance", {"org": one.account.code})
    else:
        yield Reason("sum", {"count": len(one.documents), "org": one.account.code})
    if one.percent:
        yield Reason("withheld_taxed" if one.taxed_only else "withheld", {"percent": one.percent})


def _spread(
    documents: list[OpenDocument], accounts: list[Account], amount_minor: int, score: int,
    reason: Reason,
) -> Suggestion:  # fmt: skip
    """An amount over documents, the oldest first; what is left stays on the first account."""
    by_org = {account.org_id: account for account in accounts}
    left, targets = amount_minor, []
    for one in documents:
        taken = min(left, one.open_minor)
        if taken > 0:
            account = by_org[one.org_id]
            targets.append(Target(account.org_id, account.code, one.id, one.code, taken))
            left -= taken
    reasons = [reason]
    if left:
        first = accounts[0]
        targets.append(Target(first.org_id, first.code, None, "", left))
        reasons.append(Reason("more_than_open", {"amount_minor": left}))
    elif sum(one.open_minor for one in documents) > amount_minor:
        reasons.append(Reason("part"))
    return Suggestion(tuple(targets), score, tuple(reasons))


def _known(one: Entered) -> Suggestion:
    target = Target(one.org_id, one.org, None, "", one.amount_minor, one.withheld_minor)
    score = 99 - min(one.days_apart, 30)
    reason = Reason("entered", {"code": one.code})
    return Suggestion((target,), score, (reason,), one.payment_id)
