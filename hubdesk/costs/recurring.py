"""Bills that come again every few months: which periods are due, and the days of each; pure.

Imports only ``kernel``.

    >>> one = Recurring(1, "Fibre Co", "internet", 38_900_00, "7", 3, 31, Month(2026, 1))
    >>> [str(month) for month in periods(one, Month(2026, 7))]
    ['2026-01', '2026-04', '2026-07']
    >>> draft(one, Month(2026, 4)).service_to
    datetime.date(2026, 6, 30)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month

MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Recurring:
    """A supplier's bill that comes every ``every_months`` from ``first_month`` on.

    Attributes:
        day: of the month it is dated; the last one where a month is shorter.
        last_month: none comes after it; None = it goes on.
    """

    id: int
    supplier: str
    pool: str
    net_minor: int
    vat_rate: str
    every_months: int
    day: int
    first_month: Month
    last_month: Month | None = None


@dataclass(frozen=True, slots=True)
class BillDraft:
    """A recurring bill of one period, which begins in ``period``; days inclusive.

    Attributes:
        state: ``draft``, ``entered`` or ``skipped``.
        bill_id: the bill it became.
    """

    id: int
    recurring_id: int
    supplier: str
    pool: str
    period: Month
    date: dt.date
    service_from: dt.date
    service_to: dt.date
    net_minor: int
    vat_rate: str
    state: str = "draft"
    bill_id: int | None = None


def periods(one: Recurring, until: Month) -> Iterator[Month]:
    """The months in which its periods begin, up to one inclusive."""
    month, last = one.first_month, one.last_month
    while month <= until and (last is None or month <= last):
        yield month
        for _ in range(one.every_months):
            month = month.next


def draft(one: Recurring, period: Month) -> BillDraft:
    """The bill of the period that begins in a month."""
    last = period
    for _ in range(one.every_months - 1):
        last = last.next
    dated = period.first_day.replace(day=min(one.day, period.days))
    return BillDraft(
        0, one.id, one.supplier, one.pool, period, dated, period.first_day, last.last_day,
        one.net_minor, one.vat_rate,
    )  # fmt: skip


def check(every_months: int, day: int, first_month: Month, last_month: Month | None) -> None:
    """Raises:
    InvalidInputError: months, a day or an end that cannot be.
    """
    if not 1 <= every_months <= MOST_MONTHS:
        raise InvalidInputError(
            field="every_months", value=str(every_months), reason="out_of_range"
        )
    if not 1 <= day <= 31:
        raise InvalidInputError(field="day", value=str(day), reason="out_of_range")
    if last_month is not None and last_month < first_month:
        raise InvalidInputError(
            field="last", value=str(last_month), reason="last_before_first"
        )
