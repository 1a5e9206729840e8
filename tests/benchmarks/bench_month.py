"""Closing months of 90 organisations and 15 pools, computing one of 10,000, beside bare work."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from hubdesk.bootstrap import Hub, create_hub
from hubdesk.costs.allocation import allocate_ranked
from hubdesk.costs.service import add_bill
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.month.queries import preview
from hubdesk.month.service import close
from hubdesk.orgs.service import add_organisation, set_occupancy
from hubdesk.store.sqlite import sqlite3
from tests.benchmarks.result import Result, median_time
from tests.support.year import YEAR, enter_bills, year_house

ORGANISATIONS, POOLS, RUNS = 90, 15, 5
LIMIT_MS = 300.0
YEAR_LIMIT_S = 2.0
MANY, MANY_LIMIT_S = 10_000, 3.0
_DRIVERS = ("seats", "headcount", "area_m2", "equal", "headcount")
_MONEY_TABLES = ("share", "ledger_transaction", "posting", "document", "document_line")


def close_90x15() -> Result:
    """The whole call: shares, 90 numbered and posted statements, fingerprint, lock, commit."""
    with tempfile.TemporaryDirectory() as folder:
        hub = _house(Path(folder) / "hub.hubdesk")
        months = iter(_months(RUNS + 1))
        current = [Month(2026, 1)]

        def prepare() -> None:
            current[0] = next(months)
            with hub.write() as uow:
                for number in range(POOLS):
                    _bill(uow, number, current[0])

        def action() -> None:
            with hub.write() as uow:
                close(uow, current[0])

        value = median_time(action, runs=RUNS, before_each=prepare)
        reference = _raw(hub, current[0])
        hub.close()
    return Result(
        value,
        "ms",
        reference=reference,
        reference_what="allocation and the same rows by raw executemany, one commit",
        limit=LIMIT_MS,
    )


def year_90x15() -> Result:
    """Twelve closes with joiners, leavers, vacancy, caps, meters, credits and late bills."""
    with tempfile.TemporaryDirectory() as folder:
        hub = year_house(
            Path(folder) / "year.hubdesk", organisations=ORGANISATIONS, pools=POOLS
        )
        seconds = 0.0
        for month in YEAR:
            enter_bills(hub, month, pools=POOLS)
            began = time.perf_counter()
            with hub.write() as uow:
                close(uow, month)
            seconds += time.perf_counter() - began
        hub.close()
    return Result(seconds, "s", limit=YEAR_LIMIT_S)


def month_10000x15() -> Result:
    """What a month of 10,000 organisations would charge, read from the hub and shared exactly."""
    month = Month(2026, 1)
    with tempfile.TemporaryDirectory() as folder:
        hub = _house(Path(folder) / "many.hubdesk", MANY)
        with hub.write() as uow:
            for number in range(POOLS):
                _bill(uow, number, month)

        def action() -> None:
            with hub.read() as session:
                if len(preview(session, month).costs.shares) < MANY * POOLS * 6 // 7:
                    raise AssertionError("not everybody has a share of every pool")

        value = median_time(action, runs=3, unit="s")
        hub.close()
    weights = {f"ORG{number:02}": 31 * (1 + number % 11) for number in range(MANY)}

    def bare() -> None:
        for number in range(POOLS):
            allocate_ranked(1_000_001 + 7919 * number, weights)

    return Result(
        value,
        "s",
        reference=median_time(bare, runs=3, unit="s"),
        reference_what="fifteen divisions by whole numbers, nothing read",
        limit=MANY_LIMIT_S,
    )


def _house(path: Path, organisations: int = ORGANISATIONS) -> Hub:
    hub = create_hub(
        str(path), name_en="Bench", clock=FixedClock(datetime(2026, 12, 1, tzinfo=UTC))
    )
    with hub.write() as uow:
        for number in range(organisations):
            org_id = add_organisation(uow, code=f"ORG{number:02}", name_en=f"Organisation {number}")
            set_occupancy(
                uow, org_id, date(2025, 1, 1 + number % 28), seats=number % 7,
                headcount=1 + number % 11, area_m2=Fraction(1000 + 37 * number, 100),
            )  # fmt: skip
    return hub


def _months(count: int) -> list[Month]:
    found = [Month(2026, 1)]
    while len(found) < count:
        found.append(found[-1].next)
    return found


def _bill(uow: Any, number: int, month: Month) -> None:
    add_bill(
        uow, supplier=f"Supplier {number}", number=str(month), date=month.last_day,
        service_from=month.first_day, service_to=month.last_day, pool=f"pool{number:02}",
        driver=_DRIVERS[number % len(_DRIVERS)], net_minor=1_000_001 + 7919 * number,
        vat_rate="exempt" if number == 0 else "7",
    )  # fmt: skip


def _raw(hub: Hub, month: Month) -> float:
    """The same allocation, and the same rows into bare tables of a fresh file."""
    with hub.read() as session:
        tables = {
            name: session.connection.exec_driver_sql(
                f"SELECT * FROM {name} WHERE accounting_month = '{month}'"
            ).fetchall()
            for name in _MONEY_TABLES
        }
        payload = session.connection.exec_driver_sql(
            "SELECT payload FROM history WHERE action = 'month.closed' ORDER BY seq DESC LIMIT 1"
        ).scalar_one()
    weights = {
        f"ORG{number:02}": Fraction(31 * (1 + number % 11)) for number in range(ORGANISATIONS)
    }
    with tempfile.TemporaryDirectory() as folder:
        raw = sqlite3.connect(str(Path(folder) / "raw.db"), isolation_level=None)
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("CREATE TABLE history (payload)")
        for name, rows in tables.items():
            raw.execute(f"CREATE TABLE {name} ({', '.join(f'c{i}' for i in range(len(rows[0])))})")

        def action() -> None:
            for number in range(POOLS):
                allocate_ranked(1_000_001 + 7919 * number, weights)
            raw.execute("BEGIN IMMEDIATE")
            for name, rows in tables.items():
                places = ", ".join("?" * len(rows[0]))
                raw.executemany(f"INSERT INTO {name} VALUES ({places})", [tuple(r) for r in rows])
            raw.execute("INSERT INTO history VALUES (?)", (payload,))
            raw.execute("COMMIT")

        value = median_time(action, runs=RUNS)
        raw.close()
    return value


BENCHES = {
    "close_90x15": close_90x15, "year_90x15": year_90x15, "month_10000x15": month_10000x15,
}  # fmt: skip
