"""The matrix from which anybody can recompute the month.

Imports only ``kernel`` and its siblings; see the package for the units.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class FactRow:
    """One organisation's values over one period inside the month.

    Attributes:
        first, last: days, inclusive.
        values: driver → value on those days; a driver that is missing prints as a dash.
        weights: driver → value × days.
        continued: a later period of the organisation above.
    """

    org: str
    name: Names
    first: date
    last: date
    days: int
    values: dict[str, Fraction]
    weights: dict[str, Fraction]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class PoolColumn:
    """One pool of the matrix.

    Attributes:
        remainder_count: left-over minor units that were dealt out.
        absorbed_minor: kept by the house.
        total_minor: shares + absorbed = allocable.
        service_month: of a late bill, else None.
    """

    code: str
    name: Names
    driver: str
    weight_sum: Fraction
    total_minor: int
    remainder_count: int = 0
    absorbed_minor: int = 0
    vat: str = "exempt"
    service_month: Month | None = None


@dataclass(frozen=True, slots=True)
class ShareCell:
    """A share in the matrix; ``remainder`` marks a left-over minor unit with ``+``."""

    amount_minor: int
    remainder: bool = False


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One organisation's shares, in the order of the columns; None where it takes no part."""

    org: str
    name: Names
    cells: tuple[ShareCell | None, ...]
    total_minor: int


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Everything needed to recompute the month.

    Attributes:
        drivers: those with a column of weights, in order.
        facts: by organisation code, then day.
        weight_sums: driver → the divisor.
        columns: the pools.
        shares: by organisation code.
        absorbed_total_minor, total_minor: right end of the last two rows.
    """

    drivers: tuple[str, ...]
    facts: tuple[FactRow, ...]
    weight_sums: dict[str, Fraction]
    columns: tuple[PoolColumn, ...]
    shares: tuple[ShareLine, ...]
    absorbed_total_minor: int
    total_minor: int
    notes: tuple[Names, ...] = ()
