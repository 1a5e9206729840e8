"""Who bore which part of the shared costs, as far as those who are named have agreed to it; pure.

A house names only the organisations it is told to name.  Their shares of a pool are published only
where nobody or at least ``LEAST`` others are left unnamed: one subtraction would else tell what the
last one or two paid.  Totals are sums of what is published, for the same reason.

    share_rows(shares, frozenset({"ACT"}), "THB", 2)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from hubdesk.costs.model import Share
from hubdesk.exchange.datapackage import Column, DataTable
from hubdesk.exchange.tables import Value
from hubdesk.kernel.money import format_minor
from hubdesk.kernel.month import Month

LEAST = 3
#: What the shares of those who are not named stand under, as one sum.
OTHERS = "(others)"

Group = tuple[Month, Month, str, str, int]

MONTH = Column("month", "yearmonth", "Month, common era")
SERVICE_MONTH = Column(
    "service_month", "yearmonth", "Month the costs belong to; earlier for late bills"
)
_SHARES = (
    MONTH,
    SERVICE_MONTH,
    Column("pool", "string", "Code of the cost pool"),
    Column("organisation", "string", f"Code of who agreed to be named, or {OTHERS} as one sum"),
    Column("organisations", "integer", "How many the row stands for"),
    Column("weight", "number", "Driver value times days of the month; of others their sum"),
    Column("amount", "number", "Their share, net of VAT"),
    Column("currency", "string", "ISO 4217"),
)
_TOTALS = (
    MONTH,
    Column("pools", "integer", "Groups of costs that are published"),
    Column("allocable", "number", "Their sum, net of VAT"),
    Column("currency", "string", "ISO 4217"),
    Column("organisations", "integer", "How many organisations shared any of them"),
)
_DRIVERS = (
    MONTH,
    SERVICE_MONTH,
    Column("pool", "string", "Code of the cost pool"),
    Column("driver", "string", "What the costs were shared by"),
    Column("weight_sum", "number", "Everybody's driver value times days"),
    Column("organisations", "integer", "How many organisations have one"),
)


def groups(shares: Iterable[Share]) -> dict[Group, list[Share]]:
    """Shares of each pool and month that are not too few to be told, in order."""
    found: dict[Group, list[Share]] = defaultdict(list)
    for one in shares:
        if one.weight:
            found[one.accounting_month, one.service_month, one.pool, one.driver,
                  one.allocable_minor].append(one)  # fmt: skip
    return {
        key: found[key]
        for key in sorted(found)
        if len({one.org_id for one in found[key]}) >= LEAST
    }


def share_rows(
    of_groups: dict[Group, list[Share]], named: frozenset[str], currency: str, digits: int
) -> list[tuple[Value, ...]]:
    """Rows of ``shares.csv``.

    Args:
        named: codes of the organisations that agreed to be named.
    """
    rows: list[tuple[Value, ...]] = []
    for (month, of_month, pool, _, _), shares in of_groups.items():
        told = sorted((one for one in shares if one.org in named), key=lambda one: one.org)
        others = [one for one in shares if one.org not in named]
        if not told or 0 < len(others) < LEAST:
            continue
        head = (str(month), str(of_month), pool)
        rows += [
            (*head, one.org, 1, exact(one.weight), format_minor(one.amount_minor, digits), currency)
            for one in told
        ]
        if others:
            weight = sum((one.weight for one in others), Fraction(0))
            minor = sum(one.amount_minor for one in others)
            rows.append((*head, OTHERS, len(others), exact(weight), format_minor(minor, digits),
                         currency))  # fmt: skip
    return rows


def total_rows(
    of_groups: dict[Group, list[Share]], currency: str, digits: int
) -> list[tuple[Value, ...]]:
    """Rows of ``totals.csv``: what ``costs.csv`` adds up to."""
    sums: dict[Month, list[int]] = defaultdict(list)
    orgs: dict[Month, set[int]] = defaultdict(set)
    for (month, _, _, _, minor), shares in of_groups.items():
        sums[month].append(minor)
        orgs[month] |= {one.org_id for one in shares}
    return [
        (str(month), len(sums[month]), format_minor(sum(sums[month]), digits), currency,
         len(orgs[month]))
        for month in sorted(sums)
    ]  # fmt: skip


def driver_rows(of_groups: dict[Group, list[Share]]) -> list[tuple[Value, ...]]:
    """Rows of ``drivers.csv``."""
    return [
        (str(month), str(of_month), pool, driver, exact(shares[0].weight_sum), len(shares))
        for (month, of_month, pool, driver, _), shares in of_groups.items()
    ]


def exact(value: Fraction) -> str:
    """A weight in digits; what never ends is cut after six."""
    whole = value.numerator * 10**6 // value.denominator
    text = format_minor(whole, 6).rstrip("0").rstrip(".")
    return text or "0"


def tables(
    of_groups: dict[Group, list[Share]], named: frozenset[str], currency: str, digits: int
) -> tuple[DataTable, ...]:
    """The tables; ``shares`` only where somebody agreed to be named."""
    shares = DataTable(
        "shares",
        "Shares of the organisations that agreed to be named, and of all others as one sum",
        _SHARES, ("month", "service_month", "pool", "organisation"),
        tuple(share_rows(of_groups, named, currency, digits)),
    )  # fmt: skip
    return (
        DataTable(
            "drivers", "What each pool was shared by", _DRIVERS,
            ("month", "service_month", "pool"), tuple(driver_rows(of_groups)),
        ),
        DataTable(
            "totals", "What the costs of a month add up to", _TOTALS, ("month",),
            tuple(total_rows(of_groups, currency, digits)),
        ),
        *((shares,) if named else ()),
    )  # fmt: skip
