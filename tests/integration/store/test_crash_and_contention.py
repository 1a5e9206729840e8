"""Writers that are killed lose nothing that was acknowledged; rivals win each slot once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from hubdesk import bootstrap
from hubdesk.booking.tables import ClaimRow
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store import database as store_database
from hubdesk.store.errors import HubBusyError
from hubdesk.store.writerlock import WriterLock
from tests.integration.conftest import EngineUnderTest
from tests.integration.store import house
from tests.need import CHECKOUT

KILLS = 50
RIVALS, SLOTS = 8, 40
_WORKERS = [sys.executable, "-m", "tests.integration.store.workers"]


@pytest.fixture
def writers(sqlite: EngineUnderTest) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    location = sqlite.new_hub()
    process = subprocess.Popen(
        [*_WORKERS, "writers", location],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT,
    )  # fmt: skip
    yield location, process
    process.communicate()


def test_every_acknowledged_write_survives_kill_9(
    writers: tuple[str, subprocess.Popen[str]],
) -> None:
    location, process = writers
    assert process.stdin is not None
    assert process.stdout is not None
    acknowledged: list[str] = []
    chance = random.Random(7)
    for run in range(KILLS):
        process.stdin.write(f"R{run}\n")
        process.stdin.flush()
        child = int(process.stdout.readline())
        wanted = chance.randint(1, 12)
        acknowledged += [process.stdout.readline().strip() for _ in range(wanted)]
        os.kill(child, signal.SIGKILL)
        while (line := process.stdout.readline().strip()) != "gone":
            acknowledged.append(line)
    hub = bootstrap.open_hub(location, thorough=True)
    with hub.read() as session:
        stored = set(session.execute(select(OrganisationRow.code)).scalars())
    report = bootstrap.verify(hub)
    hub.close()
    assert len(acknowledged) > KILLS
    assert set(acknowledged) <= stored
    assert len(stored) - len(acknowledged) <= KILLS  # at most the one each was about to tell
    assert report.findings == ()


def test_each_slot_is_won_exactly_once(engine: EngineUnderTest) -> None:
    location = engine.new_hub()
    hub = bootstrap.open_hub(location)
    house.settle(hub)
    done = subprocess.run(
        [*_WORKERS, "rivals", location, str(RIVALS), str(SLOTS)],
        capture_output=True, text=True, cwd=CHECKOUT, check=True,
    )  # fmt: skip
    results = json.loads(done.stdout)
    won = sorted(slot for _, slots, _ in results for slot in slots)
    assert won == list(range(SLOTS))
    assert {guard for _, _, refused in results for guard in refused} == {"claim_overlap"}
    with hub.read() as session:
        rows = session.execute(select(ClaimRow.unit_id, ClaimRow.starts_at, ClaimRow.source_id))
        held = {(row.unit_id, row.starts_at): row.source_id for row in rows}
    hub.close()
    assert len(held) == 2 * SLOTS
    for number, slots, _ in results:
        for slot in slots:
            for unit in (1, 2):
                assert held[unit, house.NINE + slot * house.HOUR] == number


def test_with_an_old_library_writers_hold_a_lock_file(
    sqlite: EngineUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "needs_writer_lock", lambda: True)
    location = sqlite.new_hub()
    hub = bootstrap.open_hub(location)

    def add(name: str) -> None:
        for number in range(20):
            with hub.write() as uow:
                uow.insert(
                    OrganisationRow, code=f"{name}{number}", name_en="O", org_class="outside"
                )
                uow.record("organisation.added", "organisation", 1)

    threads = [threading.Thread(target=add, args=(name,)) for name in "ABCD"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with hub.read() as session:
        assert len(session.execute(select(OrganisationRow.id)).all()) == 80
    monkeypatch.setattr(store_database, "WRITE_PATIENCE_S", 0.05)
    with (
        WriterLock(Path(location)).held(patience_s=1),
        pytest.raises(HubBusyError) as busy,
        hub.write() as uow,
    ):
        uow.record("never.reached", "hub", 1)
    assert busy.value.details["location"] == location
    hub.close()


def test_a_writer_that_waits_too_long_says_busy(
    engine: EngineUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "WRITE_PATIENCE_S", 0.05)
    hub = bootstrap.open_hub(engine.new_hub())
    with hub.write() as uow:
        uow.lock_units([1])
        if engine.name == "sqlite":
            with pytest.raises(HubBusyError), hub.write():
                pass
        else:
            with pytest.raises(HubBusyError), hub.write() as other:
                other.execute(text("SET LOCAL lock_timeout = '50ms'"))
                other.lock_units([1])
    hub.close()
