"""Whose bills the house pays: how they are called, addressed, taxed and paid; pure.

Imports only ``kernel``.

    >>> Supplier(1, "MEA").called.get("en")
    'MEA'
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names

PAYEES = ("company", "person")
#: What is paid for; it decides what tax is withheld, see ``billing.withholding``.
PAYMENT_KINDS = (
    "service", "rent", "professional", "advertising", "transport", "insurance", "prize",
    "commission", "royalty", "interest", "dividend", "other",
)  # fmt: skip
#: The longest time to pay, in days.
MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Supplier:
    """Attributes:
    name: by which bills name it; there is one of each.
    names: as it is addressed, where that is more than its name.
    payee: ``company`` or ``person``: decides the rate of tax withheld and its list.
    payment_days: from the date of a bill until it is due.
    payment_kind: what it is usually paid for, of :data:`PAYMENT_KINDS`; empty = nothing is
        withheld.
    """

    id: int
    name: str
    names: Names = field(default_factory=Names)
    tax_id: str = ""
    branch: str = ""
    address: Names = field(default_factory=Names)
    payee: str = "company"
    bank: str = ""
    account_name: str = ""
    account_number: str = ""
    payment_days: int = 30
    payment_kind: str = ""

    @property
    def called(self) -> Names:
        """As it is addressed; by its name in a language nobody gave it one in."""
        return Names(self.names.th or self.name, self.names.en or self.name)


def check(payee: str, payment_days: int, payment_kind: str) -> None:
    """Raises:
    InvalidInputError: an unknown kind of payee or payment, or a time to pay that cannot be.
    """
    if payment_kind and payment_kind not in PAYMENT_KINDS:
        raise InvalidInputError(field="payment_kind", value=payment_kind, reason="not_one_of")
    if payee not in PAYEES:
        raise InvalidInputError(field="payee", value=payee, reason="not_one_of")
    if not 0 <= payment_days <= MOST_DAYS:
        raise InvalidInputError(
            field="payment_days", value=str(payment_days), reason="out_of_range"
        )
