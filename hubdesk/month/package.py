"""Writes the worksheet package: everything needed to recompute a month without this program.

``shares.csv``, ``bills.csv``, ``income.csv``, ``direct.csv``, ``usage.csv``, ``totals.csv`` and
``month.json`` (rules, dated facts, tie order, state); ``absorbed.csv`` and ``added.csv`` where the
hub bears a part or pools share more than their bills.  ``resources/verify_worksheet.py`` recomputes
every amount from them with the standard library alone.  Uses no database.

    write_package(worksheet_source(session, Month(2026, 10)), Path("october"))
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hubdesk.costs.model import MonthCosts
from hubdesk.costs.sharing import Facts
from hubdesk.exchange.formulas import guard_cell
from hubdesk.kernel.ids import format_id
from hubdesk.kernel.month import Month
from hubdesk.month.packaged import (
    TERMS_RULE,
    asked_facts,
    hub_tables,
    said_of_rule,
    terms_json,
)
from hubdesk.month.queries import worksheet_source
from hubdesk.month.queries.worksheet import WorksheetSource
from hubdesk.store.session import Session

FORMAT = "hubdesk-worksheet/1"
#: Of a month that has what the first format does not tell: rules with terms, the hub's lines.
FORMAT_WITH_TERMS = "hubdesk-worksheet/2"

_SHARES = (
    "month", "pool", "driver", "org", "value", "days", "weight", "weight_sum", "allocable_minor",
    "amount_minor", "rank",
)  # fmt: skip
_BILLS = (
    "supplier", "number", "date", "service_from", "service_to", "month", "pool", "net_minor",
    "vat_rate",
)  # fmt: skip
_INCOME = ("date", "description", "month", "pool", "amount_minor")
_DIRECT = ("org", "date", "description", "project", "net_minor", "vat_rate")
_USAGE = (
    "org", "booking", "description", "project", "minutes", "free_minutes", "hour_minor",
    "list_minor", "net_minor", "vat_rate",
)  # fmt: skip
_PARTS = ("line", "part", "what", "minutes", "unit_minor", "percent", "count", "amount_minor")
_PART_RULE = (
    "; where usage_parts.csv has parts of a line: usage = the sum of their exact amounts, half up; "
    "hour = unit x minutes x percent / 6000; half_day, day = unit x count x percent / 100; staff = "
    "unit x minutes / 60, as holiday; minimum = what lacks to the unit; cap = what goes beyond it "
    "on a day; quantity = (count - 1) x what stands before it; cancelled, no_show = what stands "
    "before it x (percent - 100) / 100; credit is taken after rounding; plan, free, together cost "
    "nothing; waived gives back what an earlier month charged, charged takes it again"
)
_TYPED = frozenset({"supplier", "number", "description", "project"})
_TOTALS = ("org", "shares_minor", "direct_minor", "usage_minor", "net_minor")


def write_worksheet_package(session: Session, month: Month, directory: Path) -> list[Path]:
    """Write the package of a month into a folder, which is made if it does not exist.

    Returns:
        The files written.
    """
    return write_package(worksheet_source(session, month), directory)


def write_package(source: WorksheetSource, directory: Path) -> list[Path]:
    """Write the package of a loaded month.

    Returns:
        The files written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    tables = _tables(source.costs)
    for name, (header, rows) in tables.items():
        _write_csv(directory / name, header, rows)
    facts = json.dumps(_month_json(source), ensure_ascii=False, indent=1) + "\n"
    (directory / "month.json").write_text(facts, encoding="utf-8", newline="\n")
    return [directory / name for name in (*tables, "month.json")]


def _tables(costs: MonthCosts) -> dict[str, tuple[Sequence[str], list[Sequence[Any]]]]:
    bills = [bill for one in costs.money for bill in one.bills]
    income = [item for one in costs.money for item in one.income]
    return {
        "shares.csv": (_SHARES, [
            (one.service_month, one.pool, one.driver, one.org, one.value, one.days, one.weight,
             one.weight_sum, one.allocable_minor, one.amount_minor, one.remainder_rank or "")
            for one in costs.shares
        ]),
        "bills.csv": (_BILLS, [
            (one.supplier, one.number, one.date, one.service_from, one.service_to,
             one.service_month, one.pool, one.net_minor, one.vat_rate)
            for one in bills
        ]),
        "income.csv": (_INCOME, [
            (one.date, one.description, one.service_month, one.pool, one.amount_minor)
            for one in income
        ]),
        "direct.csv": (_DIRECT, [
            (one.org, one.date, one.description, one.project, one.net_minor, one.vat_rate)
            for one in costs.direct
        ]),
        "usage.csv": (_USAGE, [
            (one.org, format_id("booking", one.booking_id), one.description, one.project,
             one.minutes, one.free_minutes, one.hour_minor, one.list_minor, one.net_minor,
             one.vat_rate)
            for one in costs.usage
        ]),
        "totals.csv": (_TOTALS, _totals(costs)),
        **_parts(costs),
        **hub_tables(costs),
    }  # fmt: skip


def _parts(costs: MonthCosts) -> dict[str, tuple[Sequence[str], list[Sequence[Any]]]]:
    """How the uses came about that are not hour times minutes; no file where all are.

    ``line`` is that of ``usage.csv``, whose header is line 1.
    """
    rows: list[Sequence[Any]] = [
        (line, number, part.what, part.minutes, part.unit_minor, part.percent, part.count,
         part.amount)
        for line, one in enumerate(costs.usage, start=2)
        for number, part in enumerate(one.parts, start=1)
    ]  # fmt: skip
    return {"usage_parts.csv": (_PARTS, rows)} if rows else {}


def _totals(costs: MonthCosts) -> list[Sequence[Any]]:
    sums: dict[str, list[int]] = {org: [0, 0, 0] for org in costs.net_totals()}
    for share in costs.shares:
        sums[share.org][0] += share.amount_minor
    for direct in costs.direct:
        sums[direct.org][1] += direct.net_minor
    for usage in costs.usage:
        sums[usage.org][2] += usage.net_minor
    return [(org, *parts, sum(parts)) for org, parts in sums.items()]


def _month_json(source: WorksheetSource) -> dict[str, Any]:
    terms = terms_json(source)
    return {
        "format": FORMAT_WITH_TERMS if terms else FORMAT,
        "hub": {"th": source.settings.names.th, "en": source.settings.names.en},
        "month": str(source.costs.month),
        "days": source.costs.month.days,
        "state": source.period.state,
        "fingerprint": source.period.fingerprint,
        "currency": source.settings.currency,
        "minor_digits": source.settings.digits,
        "rule": (
            "allocable = net bills - income; weight = value x occupied days, both ends inclusive; "
            "share = allocable x weight / weight_sum, rounded down; what is left over goes one "
            "each to the largest remainders; ties by tie_order; negative totals are mirrored; "
            "usage = hour_minor x (minutes - free_minutes) / 60, half up"
            + (_PART_RULE if any(one.parts for one in source.costs.usage) else "")
            + (TERMS_RULE if terms else "")
        ),
        "tie_order": sorted({share.org for share in source.costs.shares}),
        "rules": [
            {
                "month": str(month),
                "pool": pool,
                "driver": rule.driver,
                "weights": {org: str(weight) for org, weight in sorted(rule.weights.items())},
                "reason": rule.reason,
                **said_of_rule(rule),
            }
            for (month, pool), rule in source.rules.items()
            if rule is not None
        ],
        "facts": {str(month): _facts(facts) for month, facts in source.facts.items()},
        **terms,
    }


def _facts(facts: Facts) -> dict[str, Any]:
    return {
        "occupied": [
            {
                "org": one.org,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "seats": one.seats,
                "headcount": one.headcount,
                "area_m2": str(one.area_m2),
            }
            for one in facts.occupied
        ],
        "booked": [
            {"org": one.org, "day": one.day.isoformat(), "minutes": one.minutes}
            for one in facts.booked
        ],
        **asked_facts(facts),
    }


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table; what a person typed cannot run as a formula, codes stay the keys they are."""
    typed = [name in _TYPED for name in header]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(
            [guard_cell(str(value)) if free else str(value)
             for value, free in zip(row, typed, strict=True)]
            for row in rows
        )  # fmt: skip
