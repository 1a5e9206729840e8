"""A year of joiners, leavers, vacancy, caps, meters, credits, late bills adds up everywhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hubdesk.bootstrap import Hub, verify
from hubdesk.costs import queries as costs
from hubdesk.kernel.month import Month
from hubdesk.kernel.resources import resource
from hubdesk.ledger import queries as ledger
from hubdesk.ledger.chart import ABSORBED, POOL_COST, POOL_INCOME, RECOVERY
from hubdesk.month.package import write_worksheet_package
from hubdesk.month.service import close
from tests.support.year import YEAR, enter_bills, year_house

ORGANISATIONS, POOLS = 24, 11


def test_every_pool_and_month_adds_up_and_is_recomputed(tmp_path: Path) -> None:
    hub = year_house(tmp_path / "year.hubdesk", organisations=ORGANISATIONS, pools=POOLS)
    absorbed = 0
    for month in YEAR:
        enter_bills(hub, month, pools=POOLS)
        with hub.write() as uow:
            close(uow, month)
        absorbed += _adds_up(hub, month)
        _recomputed(hub, month, tmp_path / str(month))
    assert absorbed > 0
    assert verify(hub).findings == ()
    hub.close()


def _adds_up(hub: Hub, month: Month) -> int:
    """Shares and what the hub absorbs are the cost, in the shares and in the ledger alike."""
    with hub.read() as session:
        charged = costs.frozen_costs(session, month)
        sums = ledger.pool_sums(session, month)
    shared: dict[tuple[Month, str], int] = {}
    for share in charged.shares:
        key = (share.service_month, share.pool)
        shared[key] = shared.get(key, 0) + share.amount_minor
    for line in charged.pools:
        key = (line.service_month, line.pool)
        shared[key] = shared.get(key, 0) + line.absorbed_minor
    assert shared == {
        (one.service_month, one.pool.code): one.allocable_minor for one in charged.money
    }
    for pool in {one.pool.code for one in charged.money}:
        posted = {account: sums.get((pool, account), 0)
                  for account in (POOL_COST, POOL_INCOME, RECOVERY, ABSORBED)}  # fmt: skip
        allocable = sum(one.allocable_minor for one in charged.money if one.pool.code == pool)
        assert posted[POOL_COST] + posted[POOL_INCOME] == allocable == -posted[RECOVERY]
        hubs = sum(line.absorbed_minor for line in charged.pools if line.pool == pool)
        assert posted[ABSORBED] == hubs
    return charged.absorbed_minor


def _recomputed(hub: Hub, month: Month, folder: Path) -> None:
    with hub.read() as session:
        write_worksheet_package(session, month, folder)
    command = [sys.executable, "-I", str(resource("verify_worksheet.py")), str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
