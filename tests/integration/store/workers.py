"""Other processes for the tests: writers that are killed, and rivals for the same slots.

    python -m tests.integration.store.workers writers LOCATION   # a line on stdin starts one
    python -m tests.integration.store.workers rivals LOCATION COUNT SLOTS

Each is one process that has loaded everything and forks, because starting Python takes longer
than the work.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from importlib import import_module
from typing import Any

from sqlalchemy import insert

from hubdesk import bootstrap
from hubdesk.booking.tables import ClaimRow
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.errors import GuardError
from tests.integration.store.house import HOUR, NINE

#: Importing it loads all that a child would load for itself.
_LOADED = "tests.support.warm"


def writers(location: str) -> None:
    """For every line ``NAME`` on stdin: a child that writes until it is killed.

    It says its process id, then the code of each row after the commit was acknowledged.
    """
    import_module(_LOADED)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            write_for_ever(location, line.strip())
        os.waitpid(child, 0)
        print("gone", flush=True)


def write_for_ever(location: str, name: str) -> None:
    print(os.getpid(), flush=True)
    hub = bootstrap.open_hub(location)
    number = 0
    while True:
        code = f"{name}-{number}"
        with hub.write() as uow:
            org = uow.insert(OrganisationRow, code=code, name_en="x" * 300, org_class="outside")
            uow.record("organisation.added", "organisation", org)
        print(code, flush=True)
        number += 1


def rivals(location: str, count: int, slots: int) -> None:
    """Processes that wait for each other and then want the same slots, in different orders."""
    import_module(_LOADED)
    fork = multiprocessing.get_context("fork")
    barrier, queue = fork.Barrier(count), fork.SimpleQueue()
    processes = [
        fork.Process(target=_rival, args=(location, number, slots, barrier, queue))
        for number in range(count)
    ]
    for process in processes:
        process.start()
    won = [queue.get() for _ in processes]
    for process in processes:
        process.join()
    print(json.dumps(won))


def _rival(location: str, number: int, slots: int, barrier: Any, queue: Any) -> None:
    hub = bootstrap.open_hub(location)
    won, refused = [], []
    barrier.wait()
    for step in range(slots):
        slot = (step * 7 + number * 5) % slots
        try:
            with hub.write() as uow:
                uow.lock_units([1, 2])
                rows = [
                    {
                        "unit_id": unit, "starts_at": NINE + slot * HOUR,
                        "ends_at": NINE + (slot + 1) * HOUR, "source_kind": "occurrence",
                        "source_id": number, "org_id": None,
                    }
                    for unit in (1, 2)
                ]  # fmt: skip
                uow.execute(insert(ClaimRow).values(rows))
                uow.record("claim.won", "claim", slot)
        except GuardError as error:
            refused.append(error.guard)
        else:
            won.append(slot)
    hub.close()
    queue.put((number, won, sorted(set(refused))))


if __name__ == "__main__":
    if sys.argv[1] == "writers":
        writers(sys.argv[2])
    else:
        rivals(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
