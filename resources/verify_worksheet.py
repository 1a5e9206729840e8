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

FORMATS = ("hubdesk-worksheet/1", "hubdesk-worksheet/2")
VALUES = ("seats", "headcount", "area_m2")
OPTIONAL = ("usage_parts.csv", "absorbed.csv", "added.csv")
HUB = "the hub"


class Package:
    """A package as read, and what was found wrong in it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.month: dict[str, Any] = json.loads(
            (directory / "month.json").read_text(encoding="utf-8")
        )
        if self.month["format"] not in FORMATS:
            raise ValueError(f"month.json: format {self.month['format']!r} is none of {FORMATS}")
        self.findings: list[str] = []
        self.amounts = 0

    def rows(self, name: str) -> list[tuple[int, dict[str, str]]]:
        """(line, row) of a table, whose header is line 1; none where there is no such file."""
        if name in OPTIONAL and not (self.directory / name).exists():
            return []
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


def weights(
    month: str, driver: str, rule: dict[str, Any], facts: dict[str, Any]
) -> dict[str, Fraction]:
    """Organisation → weight by one driver, from the dated facts alone."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    if driver == "booked_hours":
        for booked in facts["booked"]:
            if any(
                row["org"] == booked["org"] and row["first"] <= booked["day"] <= row["last"]
                for row in facts["occupied"]
            ):
                found[booked["org"]] += Fraction(booked["minutes"], 60)
    else:
        floor = Fraction(rule.get("terms", {}).get("floor", 0))
        for row in facts["occupied"]:
            days = occupied_days(row, month)
            found[row["org"]] += max(value(driver, rule, row), floor) * days
    return {org: weight for org, weight in sorted(found.items()) if weight}


def value(driver: str, rule: dict[str, Any], row: dict[str, Any]) -> Fraction:
    """The driver value of one organisation on the days of one fact."""
    if driver == "equal":
        return Fraction(1)
    if driver in ("weights", "fixed_pct"):
        return Fraction(rule["weights"].get(row["org"], 0))
    if driver in VALUES:
        return Fraction(row[driver])
    raise ValueError(f"month.json: unknown driver {driver!r}")


def benefiting(rule: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of those that a pool is there for."""
    terms = rule.get("terms", {})
    include, exclude = terms.get("include", []), terms.get("exclude", [])
    classes = terms.get("classes", [])

    def is_in(org: str) -> bool:
        return (
            org not in exclude
            and (not include or org in include)
            and (not classes or facts["classes"].get(org) in classes)
        )

    rows = {name: [row for row in facts.get(name, []) if is_in(row["org"])]
            for name in ("occupied", "metered")}  # fmt: skip
    return {**facts, **rows}


def whole(
    month: str, driver: str, rule: dict[str, Any], facts: dict[str, Any], taken: Fraction
) -> Fraction:
    """What everybody's weight is a part of."""
    terms, days = rule.get("terms", {}), days_of(month)
    if driver == "fixed_pct":
        return Fraction(100 * days)
    if terms.get("denominator") == "lettable":
        rows = [row for row in facts.get("lettable", []) if row["driver"] == driver]
        return sum((Fraction(row["total"]) * occupied_days(row, month) for row in rows), Fraction())
    if terms.get("denominator") == "fixed":
        return Fraction(terms["total"]) * (1 if driver == "booked_hours" else days)
    return taken


def days_of(month: str) -> int:
    return occupied_days({"first": f"{month}-01", "last": "9999-12-31"}, month)


def shared_by(
    package: Package, month: str, rule: dict[str, Any], allocable: int
) -> tuple[dict[str, Fraction], Fraction]:
    """Organisation → weight under a rule, and the weight that is left with the hub."""
    if kept := late(package, month, rule["pool"]):
        by_org = {org: Fraction(weight) for org, weight in sorted(kept["weights"].items())}
        return by_org, Fraction(kept["hub"])
    facts = benefiting(rule, package.month["facts"][month])
    driver, terms = rule["driver"], rule.get("terms", {})
    if driver == "mixed":
        mixed: dict[str, Fraction] = defaultdict(Fraction)
        for name, part in terms["parts"]:
            found = weights(month, name, rule, facts)
            every = whole(month, name, rule, facts, sum(found.values(), Fraction()))
            for org, weight in found.items():
                mixed[org] += Fraction(part) * weight / every
        return dict(sorted(mixed.items())), 1 - sum(mixed.values(), Fraction())
    if driver in ("metered", "tiered"):
        return by_meter(month, rule, facts, allocable)
    found = weights(month, driver, rule, facts)
    taken = sum(found.values(), Fraction())
    return found, whole(month, driver, rule, facts, taken) - taken


def by_meter(
    month: str, rule: dict[str, Any], facts: dict[str, Any], allocable: int
) -> tuple[dict[str, Fraction], Fraction]:
    """Weights from readings and tariff, and what is left with the hub."""
    terms = rule.get("terms", {})
    units: dict[str, Fraction] = defaultdict(Fraction)
    for row in facts["metered"]:
        if row["pool"] == rule["pool"]:
            days = (date.fromisoformat(row["last"]) - date.fromisoformat(row["first"])).days + 1
            units[row["org"]] += Fraction(row["units"]) * occupied_days(row, month) / days
    found = {org: used for org, used in sorted(units.items()) if used}
    if not terms.get("tariff"):
        return found, Fraction()
    found = {org: by_blocks(used, terms["tariff"]) for org, used in found.items()}
    rest = allocable - sum(found.values(), Fraction())
    if rest <= 0 or not terms.get("common"):
        return found, max(rest, Fraction())
    common = weights(month, terms["common"], rule, facts)
    taken = sum(common.values(), Fraction())
    every = whole(month, terms["common"], rule, facts, taken)
    for org, weight in common.items():
        found[org] = found.get(org, Fraction()) + rest * weight / every
    return dict(sorted(found.items())), rest * (every - taken) / every


def by_blocks(units: Fraction, tariff: list[list[str | None]]) -> Fraction:
    """What units cost when each block has its own price; the last one has no end."""
    total, below = Fraction(), Fraction()
    for place, (price_minor, up_to) in enumerate(tariff):
        last = place == len(tariff) - 1 or up_to is None
        top = units if last else min(units, Fraction(up_to or 0))
        total += max(Fraction(), top - below) * Fraction(price_minor or 0)
        below = max(below, top)
    return total


def late(package: Package, month: str, pool: str) -> dict[str, Any] | None:
    """What is told of a pool of an earlier month whose money came late; None of the month's own."""
    for kept in package.month.get("frozen", []):
        if (kept["month"], kept["pool"]) == (month, pool):
            return dict(kept)
    return None


def room(package: Package, rule: dict[str, Any], org: str, month: str) -> Fraction | None:
    """The most an organisation bears of what is shared; None where there is no cap."""
    kept = late(package, month, rule["pool"])
    told = package.month.get("year_ago", {}).get(rule["pool"], {}) if kept is None else (
        kept.get("year_ago", {})
    )  # fmt: skip
    most = ceiling(rule, org, month, Fraction(told.get(org, 0)))
    if most is None or kept is None:
        return most
    return max(most - Fraction(kept.get("borne", {}).get(org, 0)), Fraction())


def ceiling(rule: dict[str, Any], org: str, month: str, before: Fraction) -> Fraction | None:
    """The most an organisation bears in a month; ``before``: what it bore a year ago."""
    terms = rule.get("terms", {})
    cap = terms.get("caps", {}).get(org, terms.get("cap"))
    if cap is None:
        return None
    base, rate = Fraction(cap["base_minor"]), Fraction(cap.get("rate", 0))
    kind, since = cap.get("kind", "amount"), cap.get("since", month)
    months = [12 * int(one[:4]) + int(one[5:]) for one in (month, since)]
    years = max(0, months[0] - months[1]) // 12
    if kind == "compounding":
        return base * (1 + rate) ** years
    if kind == "simple":
        return base * (1 + rate * years)
    if kind == "resetting" and years:
        return (before if before > 0 else base) * (1 + rate)
    return base


def within_limits(
    package: Package, month: str, rule: dict[str, Any], allocable: int,
    by_weight: dict[str, Fraction], vacant: Fraction,
) -> tuple[dict[str, Fraction], Fraction]:  # fmt: skip
    """Weights, or where minimums or ceilings move anything, exact amounts instead."""
    terms = rule.get("terms", {})
    if allocable <= 0 or not by_weight:
        return by_weight, vacant
    days: dict[str, int] = defaultdict(int)
    if month == package.month["month"]:
        for row in package.month["facts"][month]["occupied"]:
            days[row["org"]] += occupied_days(row, month)
    least = {org: Fraction(terms.get("minimum_minor", 0) * days[org], days_of(month))
             for org in by_weight}  # fmt: skip
    pinned: dict[str, Fraction] = {}
    excess = Fraction()

    def rest() -> dict[str, Fraction]:
        free = {org: weight for org, weight in by_weight.items() if org not in pinned}
        every = sum(free.values(), vacant)
        left = allocable - excess - sum(pinned.values())
        return {org: left * weight / every for org, weight in free.items()}

    while short := {org: least[org] for org, amount in rest().items() if amount < least[org]}:
        pinned |= short
    while True:
        over = {org: (amount, most) for org, amount in rest().items()
                if (most := room(package, rule, org, month)) is not None and amount > most}
        if not over:
            break
        if terms.get("excess") != "redistributed":
            excess += sum((amount - most for amount, most in over.values()), Fraction())
        pinned |= {org: most for org, (_, most) in over.items()}
    if not pinned:
        return by_weight, vacant
    exact = {**rest(), **pinned}
    return {org: exact[org] for org in by_weight}, allocable - sum(exact.values(), Fraction())


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


def check_added(package: Package, allocable: dict[tuple[str, str], int]) -> None:
    """What pools share beside bills and income: put onto ``allocable`` and compared."""
    expected: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for month in sorted({rule["month"] for rule in package.month["rules"]}):
        hand_on(package, month, allocable, expected)
    for line, row in package.rows("added.csv"):
        place, key = f"added.csv:{line}", (row["month"], row["pool"], row["what"], row["other"])
        found = package.number(place, row, "amount_minor")
        package.compare(place, f"{' '.join(key).strip()} amount_minor", expected.pop(key, 0), found)
    for key, amount in expected.items():
        if amount:
            package.findings.append(f"added.csv: {' '.join(key).strip()}: expected {amount}")


def hand_on(
    package: Package, month: str, allocable: dict[tuple[str, str], int],
    expected: dict[tuple[str, str, str, str], int],
) -> None:
    """Of one service month: reserve, unless it came late, and what pools hand on in their order."""
    rules = {rule["pool"]: rule for rule in package.month["rules"] if rule["month"] == month}
    for pool in package.month.get("pool_order", []):
        terms = rules.get(pool, {}).get("terms", {})
        if terms.get("reserve_minor") and month == package.month["month"]:
            allocable[month, pool] += terms["reserve_minor"]
            expected[month, pool, "reserve", ""] += terms["reserve_minor"]
        parts = {code: Fraction(part) for code, part in terms.get("hands_on", {}).items()}
        if not parts:
            continue
        kept = 1 - sum(parts.values(), Fraction())
        amounts = allocate(allocable[month, pool], {**parts, pool: kept})
        for code in parts:
            amount = amounts[code][0]
            for key, moved in (((code, "from", pool), amount), ((pool, "to", code), -amount)):
                expected[(month, *key)] += moved
                allocable[month, key[0]] += moved


def check_shares(package: Package) -> None:
    """Allocable, weights, amounts and ranks of every share, and what the hub bears."""
    allocable: dict[tuple[str, str], int] = defaultdict(int)
    for table, column, sign in (("bills.csv", "net_minor", 1), ("income.csv", "amount_minor", -1)):
        for line, row in package.rows(table):
            amount = int(package.number(f"{table}:{line}", row, column))
            allocable[row["month"], row["pool"]] += sign * amount
    check_added(package, allocable)
    shares: dict[tuple[str, str], list[tuple[str, str, dict[str, str]]]] = defaultdict(list)
    for table in ("shares.csv", "absorbed.csv"):
        for line, row in package.rows(table):
            org = row.get("org", HUB)
            shares[row["month"], row["pool"]].append((f"{table}:{line}", org, row))
    tie_order = package.month["tie_order"]
    package.compare("month.json", "tie_order", sorted(tie_order), tie_order)
    rules = {(rule["month"], rule["pool"]): rule for rule in package.month["rules"]}
    moved = {key for key, amount in allocable.items() if amount or key in rules}
    for key in sorted(moved | set(shares)):
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
    rows: list[tuple[str, str, dict[str, str]]],
) -> None:
    """The shares of one pool and the hub's line of it."""
    month, pool = key
    by_weight, vacant = shared_by(package, month, rule, allocable)
    if not by_weight and not vacant:
        package.findings.append(f"month.json: nobody has a weight for pool {pool} of {month}")
        return
    if vacant < 0:
        package.findings.append(f"month.json: pool {pool} of {month}: the whole is too small")
        return
    exact, hub = within_limits(package, month, rule, allocable, by_weight, vacant)
    parts = allocate(allocable, {**exact, HUB: hub} if hub else exact)
    by_weight = {**by_weight, HUB: vacant}
    seen = set()
    for place, org, row in rows:
        who = f"{org}, {pool}"
        if org in seen or org not in by_weight:
            package.findings.append(f"{place}: {who}: expected no such row, found one")
            continue
        seen.add(org)
        amount, rank = parts.get(org, (0, ""))
        expected = {
            "weight": by_weight[org],
            "weight_sum": sum(by_weight.values()),
            "allocable_minor": allocable,
            "amount_minor": amount,
        }
        for name, number in expected.items():
            package.compare(place, f"{who} {name}", number, package.number(place, row, name))
        if org != HUB:
            product = package.number(place, row, "value") * package.number(place, row, "days")
            package.compare(place, f"{who} value x days", by_weight[org], product)
        package.compare(place, f"{who} driver", rule["driver"], row["driver"])
        package.compare(place, f"{who} rank", rank, row["rank"])
    for org, (amount, _) in parts.items():
        if org not in seen:
            table = "absorbed.csv" if org == HUB else "shares.csv"
            package.findings.append(
                f"{table}: {org}, {pool}: expected a share of {amount}, found none"
            )


def usage_parts(package: Package) -> dict[int, list[tuple[int, dict[str, str]]]]:
    """Line of usage.csv → (line, row) of its parts, in order; none where there is no such file."""
    found: dict[int, list[tuple[int, dict[str, str]]]] = defaultdict(list)
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
