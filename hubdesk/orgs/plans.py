"""Plans and agreements as frozen values, and when an agreement can end; pure.

Imports only ``kernel``.

    >>> deal = Agreement(1, 7, date(2026, 1, 1), None, 6, 30, "monthly", None)
    >>> earliest_end(deal, date(2026, 3, 10)), earliest_end(deal, date(2026, 9, 10))
    (datetime.date(2026, 6, 30), datetime.date(2026, 10, 31))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import months_later
from hubdesk.kernel.names import Names
from hubdesk.kernel.weektime import Window, window_from
from hubdesk.kernel.written import listed, whole

#: What follows the term of an agreement.
RENEWALS = ("monthly", "term", "ends")
KINDS = ("room", "desk", "equipment")
_DAY = timedelta(days=1)
_MOST = 10**13


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What a plan includes each month.

    Attributes:
        allowance_minutes, credit_minor: time, and money's worth of time, pooled per organisation.
        carry_minutes, carry_minor: most of it that goes on to the next month.
        over_hour_minor: price of an hour beyond it; None = by the price rules.
        kinds: what it is for.
        peaks: hours of the week in which a minute takes more, or less, of it.
    """

    allowance_minutes: int = 0
    credit_minor: int = 0
    carry_minutes: int = 0
    carry_minor: int = 0
    over_hour_minor: int | None = None
    kinds: tuple[str, ...] = ("room",)
    peaks: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan; days inclusive, ``valid_to`` None = open; the fee is what is asked."""

    id: int
    code: str
    names: Names
    fee_minor: int
    seats: int
    terms: PlanTerms
    vat_rate: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What an organisation and the hub agreed.

    Attributes:
        ends_on: last day; None = no end is known.
        term_months: how long it lasts at least.
        notice_days: from notice to end, at least.
        renewal: ``monthly`` after the term, ``term`` = the same again, ``ends``.
        notice_on: when notice was given.
    """

    id: int
    org_id: int
    starts_on: date
    ends_on: date | None
    term_months: int
    notice_days: int
    renewal: str
    notice_on: date | None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class AgreementTerm:
    """Plan, seats and monthly fee over days, inclusive; ``announced_on`` = day of the letter."""

    id: int
    agreement_id: int
    org_id: int
    plan: str
    seats: int
    fee_minor: int
    vat_rate: str
    valid_from: date
    valid_to: date | None
    announced_on: date | None = None

    def days_in(self, first: date, last: date) -> int:
        """How many of the days ``first`` … ``last`` (inclusive) it holds."""
        ends = last if self.valid_to is None else min(last, self.valid_to)
        return max(0, (ends - max(first, self.valid_from)).days + 1)


def term_ends(agreement: Agreement, at_least: date) -> date:
    """The last day of the term, or of the renewal, that ends on or after a day."""
    step = max(1, agreement.term_months)
    months = step
    if agreement.renewal == "monthly":
        step = 1
    end = months_later(agreement.starts_on, months) - _DAY
    while end < at_least and agreement.renewal != "ends":
        months += step
        end = months_later(agreement.starts_on, months) - _DAY
    return end


def earliest_end(agreement: Agreement, notice_on: date) -> date:
    """The first day an agreement can end on if notice is given on a day, inclusive."""
    return term_ends(agreement, notice_on + timedelta(days=agreement.notice_days))


def notice_by(agreement: Agreement, today: date) -> date:
    """The last day to give notice for the next end that can still be had."""
    return earliest_end(agreement, today) - timedelta(days=agreement.notice_days)


def terms_to_plain(terms: PlanTerms) -> dict[str, Any]:
    """The JSON that keeps what a plan includes; what is as nobody said is left out."""
    usual = PlanTerms()
    found: dict[str, Any] = {
        name: getattr(terms, name)
        for name in ("allowance_minutes", "credit_minor", "carry_minutes", "carry_minor",
                     "over_hour_minor")
        if getattr(terms, name) != getattr(usual, name)
    }  # fmt: skip
    if terms.kinds != usual.kinds:
        found["kinds"] = list(terms.kinds)
    if terms.peaks:
        found["peaks"] = [one.plain() for one in terms.peaks]
    return found


def terms_from(plain: Mapping[str, Any]) -> PlanTerms:
    """What a plan includes, as JSON keeps it or a person wrote it.

    Raises:
        InvalidInputError: a name nobody knows or a number that cannot be.
    """
    numbers = {"allowance_minutes", "credit_minor", "carry_minutes", "carry_minor",
               "over_hour_minor"}  # fmt: skip
    for name, value in plain.items():
        if name not in {*numbers, "kinds", "peaks"}:
            raise InvalidInputError(field="terms", value=str(name), reason="not_one_of")
        if name in numbers and value is not None and not 0 <= whole(name, value) <= _MOST:
            reason = "negative" if value < 0 else "too_large"
            raise InvalidInputError(field=name, value=str(value), reason=reason)
    kinds = tuple(listed("kinds", plain.get("kinds")) or ("room",))
    for kind in kinds:
        if kind not in KINDS:
            raise InvalidInputError(field="kinds", value=str(kind), reason="not_one_of")
    return PlanTerms(
        plain.get("allowance_minutes") or 0, plain.get("credit_minor") or 0,
        plain.get("carry_minutes") or 0, plain.get("carry_minor") or 0,
        plain.get("over_hour_minor"), kinds,
        tuple(window_from(one) for one in listed("peaks", plain.get("peaks"))),
    )  # fmt: skip
