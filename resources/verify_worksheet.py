"""Recompute a month from its worksheet package, with nothing but Python's standard library.

    python verify_worksheet.py DIRECTORY

Every amount is computed again from bills, income, dated facts and rules; no checksum decides.
Each difference is one line: file, line, what was expected, what was found.  Exit code 0 when all
is equal, 1 when something differs, 2 when the package cannot be read.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

FORMAT = "hubdesk-worksheet/1"
VALUES = ("seats", "headcount", "area_m2")


class Package:
    """A package as read, and what was found wrong in it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.month: dict[str, Any] = json.loads(
            (directory / "month.json").read_text(encoding="utf-8")
        )
        if self.month["format"] != FORMAT:
            raise ValueError(f"month.json: format {self.month['format']!r} is not {FORMAT!r}")
        self.findings: list[str] = []
        self.amounts = 0

    def rows(self, name: str) -> list[tuple[int, dict[str, str]]]:
        """(line, row) of a table; the header is line 1."""
        with (self.directory / name).open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            return [(reader.line_num, row) for row in reader]

    def number(self, place: str, row: dict[str, str], name: str) -> Fraction:
        """A cell as an exact number; one that is none is a finding and counts as 0."""
        try:
            return Fraction(row[name])
        except (ValueError, ZeroDivisionError, TypeError):
            self.findings.append(f"{place}: {name}: expected a number, found {row[name]!r}")
            return Fraction(0)

    def compare(self, place: str, what: str, expected: object, found: object) -> None:
        self.amounts += 1
        if expected != found:
            self.findings.append(f"{place}: {what}: expected {expected}, found {found}")


def occupied_days(row: dict[str, Any], month: str) -> int:
    """Days of a fact that lie in the month, both ends inclusive."""
    year, number = (int(part) for part in month.split("-"))
    first_of_month = date(year, number, 1)
    first_of_next = date(year + number // 12, number % 12 + 1, 1)
    first = max(date.fromisoformat(row["first"]), first_of_month)
    last = min(date.fromisoformat(row["last"]).toordinal(), first_of_next.toordinal() - 1)
    return max(0, last - first.toordinal() + 1)


def weights(month: str, rule: dict[str, Any], facts: dict[str, Any]) -> dict[str, Fraction]:
    """Organisation → weight under a rule, from the dated facts alone."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    if rule["driver"] == "booked_hours":
        for booked in facts["booked"]:
            if any(
                row["org"] == booked["org"] and row["first"] <= booked["day"] <= row["last"]
                for row in facts["occupied"]
            ):
                found[booked["org"]] += Fraction(booked["minutes"], 60)
    else:
        for row in facts["occupied"]:
            found[row["org"]] += value(rule, row) * occupied_days(row, month)
    return {org: weight for org, weight in found.items() if weight}


def value(rule: dict[str, Any], row: dict[str, Any]) -> Fraction:
    """The driver value of one organisation on the days of one fact."""
    driver = rule["driver"]
    if driver == "equal":
        return Fraction(1)
    if driver == "weights":
        return Fraction(rule["weights"].get(row["org"], 0))
    if driver in VALUES:
        return Fraction(row[driver])
    raise ValueError(f"month.json: unknown driver {driver!r}")


def allocate(total: int, by_weight: dict[str, Fraction]) -> dict[str, tuple[int, str]]:
    """Organisation → (amount, rank of its left-over unit or ''), by largest remainder."""
    weight_sum = sum(by_weight.values())
    sign = -1 if total < 0 else 1
    exact = {org: abs(total) * weight / weight_sum for org, weight in by_weight.items()}
    floors = {org: int(amount) for org, amount in exact.items()}
    left_over = abs(total) - sum(floors.values())
    order = sorted(by_weight, key=lambda org: floors[org] - exact[org])
    ranks = {org: rank for rank, org in enumerate(order[:left_over], start=1)}
    return {
        org: (sign * (floors[org] + (org in ranks)), str(ranks.get(org, ""))) for org in by_weight
    }


def check_shares(package: Package) -> None:
    """Allocable, weights, amounts and ranks of every share."""
    allocable: dict[tuple[str, str], int] = defaultdict(int)
    for table, column, sign in (("bills.csv", "net_minor", 1), ("income.csv", "amount_minor", -1)):
        for line, row in package.rows(table):
            amount = int(package.number(f"{table}:{line}", row, column))
            allocable[row["month"], row["pool"]] += sign * amount
    shares: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for line, row in package.rows("shares.csv"):
        shares[row["month"], row["pool"]].append((line, row))
    tie_order = package.month["tie_order"]
    package.compare("month.json", "tie_order", sorted(tie_order), tie_order)
    rules = {(rule["month"], rule["pool"]): rule for rule in package.month["rules"]}
    for key in sorted(set(allocable) | set(shares)):
        name = f"pool {key[1]} of {key[0]}"
        if key not in rules:
            package.findings.append(f"month.json: {name} has money or shares, but no rule")
            continue
        check_pool(package, key, rules[key], allocable.get(key, 0), shares.get(key, []))


def check_pool(
    package: Package,
    key: tuple[str, str],
    rule: dict[str, Any],
    allocable: int,
    rows: list[tuple[int, dict[str, str]]],
) -> None:
    """The shares of one pool."""
    month, pool = key
    found = weights(month, rule, package.month["facts"][month])
    by_weight = {org: found[org] for org in sorted(found)}
    if not by_weight:
        package.findings.append(f"month.json: nobody has a weight for pool {pool} of {month}")
        return
    parts = allocate(allocable, by_weight)
    seen = set()
    for line, row in rows:
        org, place = row["org"], f"shares.csv:{line}"
        who = f"{org}, {pool}"
        if org in seen or org not in by_weight:
            package.findings.append(f"{place}: {who}: expected no such row, found one")
            continue
        seen.add(org)
        amount, rank = parts[org]
        expected = {
            "weight": by_weight[org],
            "weight_sum": sum(by_weight.values()),
            "allocable_minor": allocable,
            "amount_minor": amount,
        }
        for name, number in expected.items():
            package.compare(place, f"{who} {name}", number, package.number(place, row, name))
        product = package.number(place, row, "value") * package.number(place, row, "days")
        package.compare(place, f"{who} value x days", by_weight[org], product)
        package.compare(place, f"{who} driver", rule["driver"], row["driver"])
        package.compare(place, f"{who} rank", rank, row["rank"])
    for org in by_weight:
        if org not in seen:
            package.findings.append(
                f"shares.csv: {org}, {pool}: expected a share of {parts[org][0]}, found none"
            )


def usage_parts(package: Package) -> dict[int, list[tuple[int, dict[str, str]]]]:
    """Line of usage.csv → (line, row) of its parts, in order; none where there is no such file."""
    found: dict[int, list[tuple[int, dict[str, str]]]] = defaultdict(list)
    if (package.directory / "usage_parts.csv").exists():
        for line, row in package.rows("usage_parts.csv"):
            number = package.number(f"usage_parts.csv:{line}", row, "line")
            found[int(number)].append((line, row))
    return found


def check_parts(package: Package, rows: list[tuple[int, dict[str, str]]]) -> int:
    """The price that the parts of one use add up to; each part is computed again."""
    total, credit = Fraction(0), Fraction(0)
    for line, row in rows:
        place = f"usage_parts.csv:{line}"
        minutes, unit, percent, count, amount = (
            package.number(place, row, name)
            for name in ("minutes", "unit_minor", "percent", "count", "amount_minor")
        )
        what = row["what"]
        if what == "credit":
            credit += amount
            continue
        expected = {
            "plan": Fraction(0),
            "free": Fraction(0),
            "together": Fraction(0),
            "hour": unit * minutes * percent / 6000,
            "half_day": unit * count * percent / 100,
            "day": unit * count * percent / 100,
            "staff": unit * minutes / 60,
            "holiday": unit * minutes / 60,
            "minimum": unit - total,
            "quantity": (count - 1) * total,
            "cancelled": total * (percent - 100) / 100,
            "no_show": total * (percent - 100) / 100,
            # What other dates of the day left of the most is in their own lines.
            "cap": min(amount, Fraction(0)),
            # What it takes back, or charges again, stands in the package of an earlier month.
            "waived": min(amount, Fraction(0)),
            "charged": max(amount, Fraction(0)),
        }
        if what not in expected:
            package.findings.append(f"{place}: unknown part {what!r}")
            continue
        package.compare(place, what, expected[what], amount)
        total += amount
    if total < 0 and rows[-1][1]["what"] != "waived":
        package.findings.append(f"usage_parts.csv:{rows[-1][0]}: the parts are less than nothing")
    return half_up(total) + int(credit)


def half_up(amount: Fraction) -> int:
    """To whole minor units."""
    return int((2 * amount + 1) // 2)


def check_usage(package: Package) -> None:
    """List and net price of every use of a room."""
    parts = usage_parts(package)
    for line, row in package.rows("usage.csv"):
        place, who = f"usage.csv:{line}", f"{row['org']}, {row['booking']}"
        if line in parts:
            expected = check_parts(package, parts[line])
            net = package.number(place, row, "net_minor")
            package.compare(place, f"{who} net_minor", expected, net)
            continue
        minutes, free, hour = (
            int(package.number(place, row, name))
            for name in ("minutes", "free_minutes", "hour_minor")
        )
        for name, expected in (
            ("list_minor", price(hour, minutes)),
            ("net_minor", price(hour, minutes - free)),
        ):
            package.compare(place, f"{who} {name}", expected, package.number(place, row, name))


def price(hour: int, minutes: int) -> int:
    """Price of some minutes, half up."""
    return (hour * minutes * 2 + 60) // 120


def check_totals(package: Package) -> None:
    """Net total of every organisation with any line."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, table, column in (
        ("shares_minor", "shares.csv", "amount_minor"),
        ("direct_minor", "direct.csv", "net_minor"),
        ("usage_minor", "usage.csv", "net_minor"),
    ):
        for line, row in package.rows(table):
            amount = int(package.number(f"{table}:{line}", row, column))
            sums[row["org"]][name] += amount
            sums[row["org"]]["net_minor"] += amount
    seen = set()
    for line, row in package.rows("totals.csv"):
        seen.add(row["org"])
        for name in ("shares_minor", "direct_minor", "usage_minor", "net_minor"):
            place = f"totals.csv:{line}"
            found = package.number(place, row, name)
            package.compare(place, f"{row['org']} {name}", sums[row["org"]][name], found)
    for org in sorted(set(sums) - seen):
        package.findings.append(f"totals.csv: {org}: expected a row, found none")


def main(argv: list[str]) -> int:
    if len(argv) != 1:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        package = Package(Path(argv[0]))
        for check in (check_shares, check_usage, check_totals):
            check(package)
    except (OSError, ValueError, KeyError, TypeError, csv.Error, ZeroDivisionError) as error:
        print(f"cannot be read: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    for finding in package.findings:
        print(finding)
    if package.findings:
        return 1
    print(f"{package.month['month']}: {package.amounts} values recomputed, all equal")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
