"""One month of a small hub as its spreadsheets are: every weight, share and total, and the lock."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hubdesk.billing.queries import statements
from hubdesk.bootstrap import Hub, create_hub
from hubdesk.costs import queries as costs
from hubdesk.costs.imports import import_bills, import_direct_charges, import_income
from hubdesk.costs.service import add_bill
from hubdesk.exchange.columns import parse
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.exchange.tables import read_table
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.kernel.resources import resource
from hubdesk.ledger.errors import MonthLockedError
from hubdesk.month import queries
from hubdesk.month.package import write_worksheet_package
from hubdesk.month.service import close
from hubdesk.orgs.imports import import_occupancy, import_organisations
from hubdesk.store.errors import GuardError
from hubdesk.store.session import UnitOfWork
from tests import need

OCTOBER = Month(2026, 10)
FILES: tuple[tuple[str, str, Callable[..., ImportOutcome]], ...] = (
    ("organisations", "organisations.csv", import_organisations),
    ("occupancy", "occupancy.csv", import_occupancy),
    ("income", "income.csv", import_income),
    ("bills", "bills.csv", import_bills),
    ("direct-charges", "direct_charges.csv", import_direct_charges),
)


def _import_all(hub: Hub) -> list[ImportOutcome]:
    folder = need.shared("data/hub")
    outcomes = []
    for kind, file, take in FILES:
        parsed = parse(kind, read_table((folder / file).read_bytes(), file))
        with hub.write() as uow:
            outcomes.append(take(uow, parsed))
    return outcomes


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    clock = FixedClock(datetime(2026, 11, 5, 2, 12, tzinfo=UTC))
    hub = create_hub(str(tmp_path / "hub.hubdesk"), name_en="Open Gov Hub", clock=clock)
    _import_all(hub)
    yield hub
    hub.close()


@pytest.fixture
def closed(hub: Hub) -> Hub:
    with hub.write() as uow:
        close(uow, OCTOBER)
    return hub


def _expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (need.shared("data/hub") / "expected.json").read_text(encoding="utf-8")
    )
    return found


def _check_worksheet(hub: Hub, state: str) -> None:
    with hub.read() as session:
        sheet = queries.worksheet(session, OCTOBER)
    expected = _expected()
    assert (sheet["month"], sheet["state"]) == ("2026-10", state)
    for pool, wanted in expected["pools"].items():
        rows = [row for row in sheet["rows"] if row["pool"] == pool]
        assert {row["org"]: row["amount_minor"] for row in rows} == wanted["shares_minor"]
        assert {row["org"]: row["weight"] for row in rows} == wanted["weights"]
        assert {row["weight_sum"] for row in rows} == {wanted["weight_sum"]}
        assert {row["allocable_minor"] for row in rows} == {wanted["allocable_minor"]}
        assert {row["driver"] for row in rows} == {wanted["driver"]}
    assert {row["org"]: row["net_minor"] for row in sheet["direct"]} == expected["direct_net_minor"]
    assert sheet["totals_minor"] == expected["net_total_minor"]


def test_the_open_month_shows_every_share(hub: Hub) -> None:
    _check_worksheet(hub, "open")


def test_the_locked_month_keeps_every_share(closed: Hub) -> None:
    _check_worksheet(closed, "locked")


def test_importing_twice_adds_nothing(hub: Hub) -> None:
    assert [(one.created, len(one.rejected)) for one in _import_all(hub)] == [(0, 0)] * 5


def test_a_second_close_changes_nothing(closed: Hub) -> None:
    def rows() -> list[Any]:
        with closed.read() as session:
            cursor = session.connection.exec_driver_sql(
                "SELECT (SELECT count(*) FROM share), (SELECT count(*) FROM posting), "
                "(SELECT count(*) FROM document), (SELECT count(*) FROM history)"
            )
            return [tuple(row) for row in cursor]

    before = rows()
    with closed.write() as uow:
        result = close(uow, OCTOBER)
    assert (result.changed, result.findings, result.documents) == (False, (), ())
    assert rows() == before


def test_a_new_october_bill_is_refused_there_and_lands_in_november(closed: Hub) -> None:
    def add(month: Month | None) -> int:
        with closed.write() as uow:
            return add_bill(
                uow, supplier="Late Ltd", number="L-1", date=date(2026, 11, 4),
                service_from=date(2026, 10, 1), service_to=date(2026, 10, 31), pool="water",
                driver="headcount", net_minor=100_00, vat_rate="7", month=month,
            )  # fmt: skip

    with pytest.raises(MonthLockedError) as refused:
        add(OCTOBER)
    assert (refused.value.code, refused.value.exit_code) == ("month_locked", 1)
    bill_id = add(None)
    with closed.read() as session:
        bill = costs.bill(session, bill_id)
        late = costs.computed_costs(session, Month(2026, 11)).shares
    assert (bill.accounting_month, bill.service_month) == (Month(2026, 11), OCTOBER)
    assert sum(one.amount_minor for one in late) == 100_00
    assert {one.org: str(one.weight) for one in late} == _expected()["pools"]["water"]["weights"]


@pytest.mark.parametrize(
    "table",
    ["bill", "income", "direct_charge", "share", "ledger_transaction", "posting", "document",
     "document_line"],
)  # fmt: skip
def test_the_file_refuses_every_change_of_octobers_money(closed: Hub, table: str) -> None:
    for statement in (
        f"UPDATE {table} SET accounting_month = '2026-11' WHERE accounting_month = '2026-10'",
        f"UPDATE {table} SET id = id WHERE accounting_month = '2026-10'",
        f"DELETE FROM {table} WHERE accounting_month = '2026-10'",
        f"INSERT INTO {table} SELECT * FROM {table} WHERE accounting_month = '2026-10'",
    ):
        with pytest.raises(GuardError), closed.write() as uow:
            uow.connection.exec_driver_sql(statement)


@pytest.mark.parametrize("change", ["seats = 1", "valid_from = '2026-10-02'"])
def test_the_file_refuses_to_change_octobers_facts(closed: Hub, change: str) -> None:
    with pytest.raises(GuardError, match="dated_fact_locked"), closed.write() as uow:
        uow.connection.exec_driver_sql(f"UPDATE occupancy SET {change} WHERE valid_to IS NULL")


def test_documents_are_numbered_by_code_and_taxed_once_per_rate(closed: Hub) -> None:
    with closed.read() as session:
        found = statements(session, OCTOBER)
    assert [one.code for one in found] == [f"IV-2569/10-{number:04}" for number in range(1, 13)]
    assert [one.org for one in found] == sorted(_expected()["net_total_minor"])
    assert {one.org: one.net_minor for one in found} == _expected()["net_total_minor"]
    assert (found[0].vat_minor, found[0].total_minor) == (258395, 15403418)
    assert sum(one.vat_minor for one in found) == 1404889


def test_the_package_verifies_and_names_what_was_touched(closed: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "october"
    with closed.read() as session:
        write_worksheet_package(session, OCTOBER, folder)

    def verify() -> subprocess.CompletedProcess[str]:
        script = str(resource("verify_worksheet.py"))
        return subprocess.run(
            [sys.executable, "-I", script, str(folder)], capture_output=True, text=True, timeout=60
        )

    assert verify().returncode == 0
    shares = (folder / "shares.csv").read_text(encoding="utf-8")
    (folder / "shares.csv").write_text(shares.replace("11263497", "11263498"), encoding="utf-8")
    found = verify()
    assert found.returncode == 1
    assert "shares.csv:2: ACT, rent amount_minor: expected 11263497, found 11263498" in found.stdout


def test_the_paper_says_what_the_document_says(closed: Hub) -> None:
    with closed.read() as session:
        papers = queries.statement_papers(session, OCTOBER)
        hub_paper = queries.hub_costs_paper(session, OCTOBER)
    act = papers[0]
    assert (act.number, act.party.code, act.kind) == ("IV-2569/10-0001", "ACT", "invoice")
    assert [(one.vat, one.net_minor, one.vat_minor) for one in act.vat] == [
        ("exempt", 11263497, 0), ("7", 3691356, 258395), ("0", 190170, 0),
    ]  # fmt: skip
    assert (act.totals.net_minor, act.totals.due_minor) == (15145023, 15403418)
    terms = [(str(term.value), term.days) for term in papers[10].pools[0].terms]
    assert terms == [("9", 10), ("7", 21)]
    assert [column.remainder_count for column in act.worksheet.columns] == [4, 7, 4, 5, 4, 6, 6]
    assert hub_paper.charged.total_minor == 68087334
    assert hub_paper.reconciliation.difference_minor == 0


#: The September that the paper mock-ups invent: pool → net.
SEPTEMBER_BILLS = {
    "rent": ("seats", "exempt", 46125000),
    "electricity": ("headcount", "7", 10218740),
    "water": ("headcount", "7", 698812),
    "internet": ("headcount", "7", 1290000),
    "cleaning": ("area_m2", "7", 3800000),
    "reception": ("equal", "7", 4200000),
    "coffee": ("headcount", "0", 941230),
}


def _enter_september(uow: UnitOfWork) -> None:
    for pool, (driver, vat, net) in SEPTEMBER_BILLS.items():
        add_bill(
            uow, supplier=pool, number="9", date=date(2026, 9, 30), service_from=date(2026, 9, 1),
            service_to=date(2026, 9, 30), pool=pool, driver=driver, net_minor=net, vat_rate=vat,
        )  # fmt: skip


def test_the_difference_to_last_month_is_explained_to_the_satang(hub: Hub) -> None:
    with hub.write() as uow:
        _enter_september(uow)
        close(uow, Month(2026, 9))
        close(uow, OCTOBER)
    with hub.read() as session:
        review = queries.review(session, OCTOBER)
    act = review.organisations[0]
    parts = dict(act.parts())
    assert (parts["price"], parts["share"], parts["days"]) == (-222065, -647170, 373594)
    for one in review.organisations:
        assert sum(amount for _, amount in one.parts()) == one.difference_minor
