"""History only grows, files do not change, and rows of the house are never removed."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.store.blobs import put_file
from hubdesk.store.session import UnitOfWork
from hubdesk.store.tables import History, HistorySubject
from tests.integration.conftest import EngineUnderTest
from tests.integration.store.house import verdict

ROW = {
    "at": "2026-11-27T03:00:00.000+00:00", "actor": "a", "source": "s", "action": "x.done",
    "entity": "hub", "entity_id": 1, "payload": "{}", "salt": "00", "payload_hash": "00",
    "chain": "00",
}  # fmt: skip


def _last(uow: UnitOfWork) -> int:
    return int(uow.execute(text("SELECT max(seq) FROM history")).scalar_one())


@pytest.mark.parametrize(("step", "expected"), [(1, "ok"), (2, "history_fixed"), (0, "")])
def test_rows_are_added_one_after_the_other(settled: Hub, step: int, expected: str) -> None:
    def add(uow: UnitOfWork) -> None:
        uow.insert(History, seq=_last(uow) + step, **ROW)

    assert verdict(settled, add) == (expected or "history_fixed")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("payload = NULL", "ok"),
        ("payload = '{}'", "history_fixed"),
        ("payload = NULL, actor = 'x'", "history_fixed"),
        ("actor = 'x'", "history_fixed"),
        ("chain = '00'", "history_fixed"),
        ("seq = 99", "history_fixed"),
        ("org_id = 7", "history_fixed"),
        ("undoes = 1", "history_fixed"),
    ],
)
def test_a_row_can_only_lose_its_payload(settled: Hub, change: str, expected: str) -> None:
    assert verdict(settled, text(f"UPDATE history SET {change} WHERE seq = 1")) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM history",
        "DELETE FROM history_subject",
        "UPDATE history_subject SET seq = 1",
        "INSERT INTO history_subject (kind, subject_id, seq) VALUES ('hub', 77, 1)",
    ],
)
def test_the_rest_is_fixed(settled: Hub, statement: str) -> None:
    assert verdict(settled, text(statement)) == "history_fixed"


def test_subjects_belong_to_the_row_being_written(settled: Hub) -> None:
    def add(uow: UnitOfWork) -> None:
        seq = _last(uow) + 1
        uow.insert(History, seq=seq, **ROW)
        uow.insert(HistorySubject, kind="hub", subject_id=5, seq=seq)

    assert verdict(settled, add) == "ok"


def test_files_do_not_change(settled: Hub) -> None:
    def put(uow: UnitOfWork) -> None:
        put_file(uow, "note.txt", b"Rules of the house")

    assert verdict(settled, put, put) == "ok"
    for statement in ("UPDATE blob SET name = 'x'", "DELETE FROM blob"):
        assert verdict(settled, put, text(statement)) == "blob_fixed"


@pytest.mark.parametrize(
    "table",
    ["organisation", "resource", "unit", "occurrence", "booking", "app_user", "hub", "bill",
     "account", "supplier", "cost_pool", "schema_info"],
)  # fmt: skip
def test_deleting_is_a_state(settled: Hub, table: str) -> None:
    assert verdict(settled, text(f"DELETE FROM {table}")) == "kept"


@pytest.mark.parametrize("table", ["bill", "history", "claim", "period", "posting"])
def test_truncate_is_no_way_around(postgresql: EngineUnderTest, table: str) -> None:
    hub = bootstrap.open_hub(postgresql.new_hub())
    try:
        expected = "ok" if table == "claim" else "kept"
        assert verdict(hub, text(f"TRUNCATE {table} CASCADE")) == expected
    finally:
        hub.close()
