"""The letter that announces a new fee: what holds now, what will hold, and what can be done.

Imports only ``kernel`` and its siblings; see the package for the units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hubdesk.kernel.names import Names
from hubdesk.month.papers.common import Letterhead, Party, Printed


@dataclass(frozen=True, slots=True)
class Offer:
    """What an agreement gives and costs each month; the fee is net."""

    plan: Names
    seats: int
    fee_minor: int


@dataclass(frozen=True, slots=True)
class PriceLetterPaper:
    """Attributes:
    issued_on: day of the letter.
    valid_from: first day of what is new.
    vat: kind of the fee.
    notice_days: of the agreement.
    ends_on: last day of the agreement if notice is given on the day of the letter.
    texts: language → what the house writes instead of the program; see ``outbox.templates``.
    """

    currency: str
    letterhead: Letterhead
    party: Party
    printed: Printed
    issued_on: date
    valid_from: date
    before: Offer
    after: Offer
    vat: str
    notice_days: int
    ends_on: date
    texts: Mapping[str, str] = field(default_factory=dict)
