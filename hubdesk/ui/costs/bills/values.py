"""What a person enters, as frozen values.

    NewBill("MEA", "881", day, first, last, "electricity", 9_654_321, "7")
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewBill:
    """A supplier's bill; days inclusive, ``vat_minor`` None = computed."""

    supplier: str
    number: str
    date: dt.date
    service_from: dt.date
    service_to: dt.date
    pool: str
    net_minor: int
    vat_rate: str
    vat_minor: int | None = None


@dataclass(frozen=True, slots=True)
class NewIncome:
    """Income of a pool."""

    date: dt.date
    description: str
    pool: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class NewDirect:
    """What one organisation owes alone."""

    date: dt.date
    org: str
    description: str
    project: str
    net_minor: int
    vat_rate: str


New = NewBill | NewIncome | NewDirect
