"""Tax withheld from suppliers: dated rates for each kind of payment and payee; pure.

What a kind is stands here; the usual Thai rates are dated data beside what a house says itself,
and the younger of both holds.  Imports only ``kernel`` and what suppliers are.

    >>> rate_for(USUAL, "service", "company", date(2026, 10, 1)).percent
    Fraction(3, 1)

**Source**: Thai Revenue Code, sections 3 tredecim, 40, 50, 52, 59 and 69 bis; Order of the Revenue
Department Taw Paw 4/2528 (rates; nothing is withheld below 1,000 baht, clause 12).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hubdesk.costs.suppliers import PAYEES, PAYMENT_KINDS
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import percent_half_up, round_half_up

#: Kind of payment → its row on the certificate: 1, 2, 3, 4a, 4b, 5 or 6.
ROW_OF: dict[str, str] = {
    "service": "5",
    "rent": "5",
    "professional": "5",
    "advertising": "5",
    "transport": "5",
    "insurance": "5",
    "prize": "5",
    "commission": "2",
    "royalty": "3",
    "interest": "4a",
    "dividend": "4b",
    "other": "6",
}
KINDS = PAYMENT_KINDS
ROWS = ("1", "2", "3", "4a", "4b", "5", "6")
#: The lists that tax withheld is reported on.
FORMS = ("pnd1", "pnd2", "pnd3", "pnd53")
#: Row of the certificate → list of what is paid to persons; everything else goes on ``pnd3``.
_OF_PERSONS = {"1": "pnd1", "2": "pnd1", "3": "pnd2", "4a": "pnd2", "4b": "pnd2"}
#: The currency of the usual rates.
CURRENCY = "THB"
_SINCE = date(2001, 1, 1)
_LEAST = 1_000_00


@dataclass(frozen=True, slots=True)
class Rate:
    """What is withheld on a kind of payment to a kind of payee, from a day on.

    Attributes:
        percent: of the amount before VAT.
        least_minor: where the bills of a payment are less as a whole, nothing is withheld.
        own: said by the house, not the usual one.
    """

    kind: str
    payee: str
    percent: Fraction
    least_minor: int = 0
    valid_from: date = _SINCE
    reason: str = ""
    own: bool = False


def _usual(percents: Mapping[str, tuple[int, int | None]], least_minor: int) -> tuple[Rate, ...]:
    return tuple(
        Rate(kind, payee, Fraction(percent), least_minor)
        for kind, of_payees in percents.items()
        for payee, percent in zip(("company", "person"), of_payees, strict=True)
        if percent is not None
    )


#: Kind → percent for companies and for persons; None where it depends on the person's income.
USUAL = (
    *_usual(
        {"service": (3, 3), "rent": (5, 5), "professional": (3, 3), "advertising": (2, 2),
         "transport": (1, 1), "insurance": (1, 0), "prize": (5, 5)},
        _LEAST,
    ),
    *_usual({"commission": (3, None), "royalty": (3, None)}, _LEAST),
    *_usual({"interest": (1, 15), "dividend": (10, 10)}, 0),
)  # fmt: skip


def known_rates(own: Iterable[Rate], currency: str) -> tuple[Rate, ...]:
    """The house's own rates and, where money is baht, the usual ones."""
    return (*own, *(USUAL if currency == CURRENCY else ()))


def rate_for(rates: Iterable[Rate], kind: str, payee: str, on: date) -> Rate | None:
    """The rate that holds on a day: the youngest, of two of one day the house's own."""
    return max(
        (one for one in rates if (one.kind, one.payee) == (kind, payee) and one.valid_from <= on),
        key=lambda one: (one.valid_from, one.own),
        default=None,
    )


def withheld_minor(base_minor: int, rate: Rate | None, billed_minor: int | None = None) -> int:
    """Tax on an amount before VAT, half up; nothing where no rate is known.

    Args:
        billed_minor: what is billed of the kind in all, of which the amount may be a part; it
            decides whether anything is withheld; the amount itself by default.
    """
    whole = base_minor if billed_minor is None else billed_minor
    if rate is None or whole < rate.least_minor:
        return 0
    return percent_half_up(base_minor, rate.percent / 100)


def form_of(kind: str, payee: str) -> str:
    """The list on which tax withheld on a kind of payment is reported.

    >>> form_of("interest", "person"), form_of("interest", "company")
    ('pnd2', 'pnd53')
    """
    return "pnd53" if payee == "company" else _OF_PERSONS.get(ROW_OF[kind], "pnd3")


def said_percent(held_minor: int, base_minor: int) -> Fraction:
    """What an amount that somebody computed otherwise is of its base, to a hundredth."""
    return Fraction(round_half_up(Fraction(held_minor * 10_000, base_minor)), 100)


def known_kind(kind: str) -> str:
    """Raises:
    InvalidInputError: not one of :data:`KINDS`, and not empty.
    """
    if kind and kind not in ROW_OF:
        raise InvalidInputError(field="payment_kind", value=kind, reason="not_one_of")
    return kind


def checked_rate(rate: Rate) -> Rate:
    """Raises:
    InvalidInputError: an unknown kind or payee, or a percentage that cannot be.
    """
    if not rate.kind or not known_kind(rate.kind):
        raise InvalidInputError(field="payment_kind", value=rate.kind, reason="empty")
    if rate.payee not in PAYEES:
        raise InvalidInputError(field="payee", value=rate.payee, reason="not_one_of")
    if not 0 <= rate.percent <= 100:
        raise InvalidInputError(field="percent", value=str(rate.percent), reason="out_of_range")
    if rate.least_minor < 0:
        raise InvalidInputError(field="amount", value=str(rate.least_minor), reason="out_of_range")
    return rate


def percent_text(percent: Fraction) -> str:
    """``3``, ``1.5``, ``10/3``: as papers and answers show a rate."""
    hundredths = percent * 100
    if hundredths.denominator != 1:
        return str(percent)
    whole, rest = divmod(hundredths.numerator, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)
