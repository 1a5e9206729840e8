"""A command that waits for another program says so, once, and keeps its answer clean."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from hubdesk import cli
from hubdesk.bootstrap import create_hub
from hubdesk.kernel.clock import SystemClock
from hubdesk.store import connections, database, opening, waiting
from hubdesk.store.sqlite import sqlite3


@pytest.mark.parametrize(
    ("holds", "words"),
    [
        (("BEGIN IMMEDIATE",), ("pay", "--org", "ACT", "--amount", "1", "--date", "2026-11-20")),
        (("PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"), ("holidays", "list")),
    ],
    ids=["writing", "reading"],
)
def test_a_wait_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    holds: tuple[str, ...],
    words: tuple[str, ...],
) -> None:
    place = str(tmp_path / "h.hubdesk")
    create_hub(place, name_en="House", clock=SystemClock()).close()
    monkeypatch.setattr(waiting, "NOTICED_S", 0.02)
    monkeypatch.setattr(database, "WRITE_PATIENCE_S", 0.1)
    for module, name in ((connections, "_READ_PATIENCE_S"), (opening, "_OPENING_PATIENCE_S")):
        monkeypatch.setattr(module, name, 0.1)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        for statement in holds:
            other.execute(statement)
        assert cli.main(["--hub", place, "--lang", "en", "--format", "json", *words]) == 3
    told = capsys.readouterr()
    assert told.err.count(f"Waiting: another program is writing to {place}") == 1
    assert '"hub_busy"' in told.out
