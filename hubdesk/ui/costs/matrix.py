"""The month as a matrix of pools and organisations, as a frozen value.  Pure.

    matrix = matrix_of(costs, names, review)
    matrix.rows[0].cells[2]
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.costs.model import MonthCosts, Share
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month.model import Review

POOL, DIRECT, USAGE = "pool", "direct", "usage"


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A pool of one service month, or the direct or usage charges.

    Attributes:
        kind: ``pool``, ``direct`` or ``usage``.
        driver: by what a pool is shared, empty otherwise.
        late: the pool's money belongs to an earlier month.
        total_minor: what was to be shared; Σ of the cells equals it.
    """

    kind: str
    pool: str
    names: Names
    service_month: Month
    driver: str
    late: bool
    total_minor: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An organisation's month; a cell is None where it takes no part."""

    org: str
    names: Names
    hue: int
    cells: tuple[int | None, ...]
    net_minor: int
    difference_minor: int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """See the module.

    Attributes:
        sums: Σ of each column as charged.
    """

    month: Month
    previous: Month | None
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    sums: tuple[int, ...]
    net_minor: int
    difference_minor: int | None

    @property
    def adds_up(self) -> bool:
        """Whether every pool is charged to the last minor unit."""
        return all(
            total == column.total_minor
            for total, column in zip(self.sums, self.columns, strict=True)
        )


def matrix_of(
    costs: MonthCosts, names: dict[str, Names], hues: dict[str, int], review: Review
) -> Matrix:
    """Lay a month's charges out.

    Args:
        names, hues: by organisation code.
        review: differences to the month before; may be empty.
    """
    columns = _columns(costs)
    index = {(c.kind, c.pool, c.service_month): at for at, c in enumerate(columns)}
    cells: dict[str, list[int | None]] = {}

    def add(org: str, key: tuple[str, str, Month], amount_minor: int) -> None:
        line = cells.setdefault(org, [None] * len(columns))
        at = index[key]
        line[at] = (line[at] or 0) + amount_minor

    for share in costs.shares:
        add(share.org, (POOL, share.pool, share.service_month), share.amount_minor)
    for direct in costs.direct:
        add(direct.org, (DIRECT, "", costs.month), direct.net_minor)
    for usage in costs.usage:
        add(usage.org, (USAGE, "", costs.month), usage.net_minor)
    moved = {one.org: one.net_difference_minor for one in review.organisations}
    compared = review.previous_month is not None
    rows = tuple(
        MatrixRow(
            org, names.get(org, Names(org, org)), hues.get(org, 0), tuple(line),
            sum(cell or 0 for cell in line), moved.get(org, 0) if compared else None,
        )
        for org, line in sorted(cells.items())
    )  # fmt: skip
    sums = tuple(sum(row.cells[at] or 0 for row in rows) for at in range(len(columns)))
    return Matrix(
        costs.month, review.previous_month, columns, rows, sums, sum(sums),
        sum(moved.values()) if compared else None,
    )  # fmt: skip


def _columns(costs: MonthCosts) -> tuple[MatrixColumn, ...]:
    drivers: dict[tuple[str, Month], Share] = {}
    for share in costs.shares:
        drivers.setdefault((share.pool, share.service_month), share)
    columns = [
        MatrixColumn(
            POOL, money.pool.code, money.pool.name, money.service_month,
            driver.driver if (driver := drivers.get((money.pool.code, money.service_month)))
            else "",
            money.service_month != costs.month, money.allocable_minor,
        )
        for money in costs.money
    ]  # fmt: skip
    for kind, lines in ((DIRECT, costs.direct), (USAGE, costs.usage)):
        if lines:
            total = sum(line.net_minor for line in lines)
            columns.append(MatrixColumn(kind, "", Names(), costs.month, "", False, total))
    return tuple(columns)
