"""What the house owes its suppliers, bill by bill, and how a payment settles bills; pure.

Amounts are minor units.  Imports only ``kernel`` and siblings.

    plan([Wish(bill_id)], found, rates, payee="company", on=day)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hubdesk.billing.ageing import BUCKETS, buckets
from hubdesk.billing.withholding import (
    Rate,
    form_of,
    known_kind,
    rate_for,
    said_percent,
    withheld_minor,
)
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.money import round_half_up

__all__ = [
    "BUCKETS", "Part", "Payable", "SupplierAge", "Wish", "age", "due_day", "netted", "plan",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payable:
    """A bill with what was paid of it until a day; a credit is negative.

    Attributes:
        credits_id: the bill that this one takes back.
        paid_minor, paid_base_minor: settled by payments, tax withheld included, and the part of
            it before VAT.
        open_minor: what is left, after bills and their credits were set off.
    """

    bill_id: int
    supplier: str
    number: str
    date: dt.date
    due_on: dt.date
    net_minor: int
    vat_minor: int
    credits_id: int | None = None
    paid_minor: int = 0
    paid_base_minor: int = 0
    withheld_minor: int = 0
    open_minor: int = 0

    @property
    def gross_minor(self) -> int:
        return self.net_minor + self.vat_minor

    def state(self, at: dt.date) -> str:
        """``paid``, ``due`` or ``owed`` on a day."""
        if not self.open_minor:
            return "paid"
        return "due" if self.due_on <= at else "owed"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to pay of a bill; None leaves it to the rules.

    Attributes:
        amount_minor: with VAT and before tax is withheld; None = all that is open.
        kind: what it is paid for; None = as usual for the supplier, empty = nothing is withheld.
        base_minor: the part before VAT.
        withheld_minor: as somebody computed it otherwise.
    """

    bill_id: int
    amount_minor: int | None = None
    kind: str | None = None
    base_minor: int | None = None
    withheld_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What of a payment settles one bill, and what of it is withheld."""

    bill_id: int
    amount_minor: int
    kind: str
    percent: Fraction
    base_minor: int
    withheld_minor: int


@dataclass(frozen=True, slots=True)
class SupplierAge:
    """What is owed to one supplier on a day: not due, then due up to 30, 60, 90 and more days.

    Attributes:
        credit_minor: what the supplier owes the house, negative.
    """

    supplier: str
    buckets: tuple[int, ...]
    credit_minor: int
    total_minor: int


def due_day(dated: dt.date, said: dt.date | None, payment_days: int) -> dt.date:
    """When a bill is due: as somebody said, else so many days after its date."""
    if said is not None:
        return said
    days = min(payment_days, (dt.date.max - dated).days)
    return dated + dt.timedelta(days=days)


def netted(bills: Iterable[Payable]) -> list[Payable]:
    """The bills with what is open of each: a credit first takes from the bill it takes back."""
    rows = {one.bill_id: one for one in bills}
    left = {key: one.gross_minor - one.paid_minor for key, one in rows.items()}
    for key, one in rows.items():
        of = one.credits_id
        if of is not None and left.get(of, 0) * left[key] < 0:
            taken = min(abs(left[of]), abs(left[key]))
            sign = 1 if left[of] > 0 else -1
            left[of] -= sign * taken
            left[key] += sign * taken
    return [replace(one, open_minor=left[key]) for key, one in rows.items()]


def age(payables: Sequence[Payable], at: dt.date) -> list[SupplierAge]:
    """What is owed to each supplier by age, by name; who is owed nothing is left out."""
    found = []
    for supplier in sorted({one.supplier for one in payables}):
        mine = [one for one in payables if one.supplier == supplier and one.open_minor]
        owed = [(one.due_on, one.open_minor) for one in mine if one.open_minor > 0]
        credit = sum(one.open_minor for one in mine if one.open_minor < 0)
        if mine:
            total = sum(one.open_minor for one in mine)
            found.append(SupplierAge(supplier, buckets(owed, at), credit, total))
    return found


def plan(
    wishes: Sequence[Wish], payables: Mapping[int, Payable], rates: Sequence[Rate],
    *, payee: str, usual: str, on: dt.date,
) -> tuple[Part, ...]:  # fmt: skip
    """What each bill gets and what is withheld of it.

    Args:
        payables: of the supplier, by the bill's id, as they stand.
        payee: ``company`` or ``person``.
        usual: what the supplier is usually paid for, or empty.
        on: the day of payment, which decides the rate.

    Raises:
        NotFoundError: no such bill of the supplier.
        InvalidInputError: nothing to pay, more than is open, more withheld than there is or of
            nothing named, or kinds that go on lists of different forms.
    """
    if not wishes or len({one.bill_id for one in wishes}) < len(wishes):
        raise InvalidInputError(field="bills", value="", reason="empty")
    drafts = [_amounts(wish, payables, usual) for wish in wishes]
    billed: dict[str, int] = {}  # of whole bills: one paid in parts is withheld on as a whole
    for wish, _, _, kind in drafts:
        billed[kind] = billed.get(kind, 0) + payables[wish.bill_id].net_minor
    running: dict[str, int] = {}
    parts = []
    for wish, amount, base, kind in drafts:
        rate = rate_for(rates, kind, payee, on) if kind else None
        before = running.get(kind, 0)
        running[kind] = before + base
        # Rounded once for all bills of a kind, not for each.
        usually = withheld_minor(before + base, rate, billed[kind])
        usually -= withheld_minor(before, rate, billed[kind])
        held = usually if wish.withheld_minor is None else wish.withheld_minor
        _refuse_held(held, amount, base, kind)
        percent = Fraction(0)
        if held:
            percent = rate.percent if rate and held == usually else said_percent(held, base)
        parts.append(Part(wish.bill_id, amount, kind, percent, base, held))
    if len({form_of(one.kind, payee) for one in parts if one.withheld_minor}) > 1:
        raise InvalidInputError(field="payment_kind", value="", reason="forms_differ")
    return tuple(parts)


def _refuse_held(held: int, amount: int, base: int, kind: str) -> None:
    if held and not kind:
        raise InvalidInputError(field="payment_kind", value="", reason="empty")
    if held and (held * amount < 0 or abs(held) > abs(base)):
        raise InvalidInputError(field="withheld", value=str(held), reason="out_of_range")


def _amounts(wish: Wish, payables: Mapping[int, Payable], usual: str) -> tuple[Wish, int, int, str]:
    """The wish with the amount, the part of it before VAT, and what it is paid for."""
    bill = payables.get(wish.bill_id)
    if bill is None:
        raise NotFoundError(kind="bill", key=str(wish.bill_id))
    left = bill.open_minor
    amount = left if wish.amount_minor is None else wish.amount_minor
    if not amount or amount * left < 0 or abs(amount) > abs(left):
        raise InvalidInputError(field="amount", value=str(amount), reason="more_than_open")
    remaining = bill.net_minor - bill.paid_base_minor
    base = wish.base_minor
    if base is None:
        last = amount == bill.gross_minor - bill.paid_minor
        base = remaining if last else _share(bill, amount)
    if abs(base) > min(abs(amount), abs(remaining)) or base * amount < 0:
        raise InvalidInputError(field="base", value=str(base), reason="out_of_range")
    kind = known_kind(usual if wish.kind is None else wish.kind)
    return wish, amount, base, kind


def _share(bill: Payable, amount: int) -> int:
    """The part of an amount before VAT, half up."""
    return round_half_up(Fraction(bill.net_minor * amount, bill.gross_minor))
