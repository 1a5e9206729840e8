"""A hub from before there was a table of words is filled when it is brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.store import searching
from hubdesk.store.connections import Links, is_server
from hubdesk.store.dump import dump
from hubdesk.store.migrate import upgrade
from hubdesk.store.opening import open_database
from hubdesk.store.schema import APPLICATION_ID, revision_number
from tests.integration.conftest import NOW, EngineUnderTest

BEFORE = "0004"
_ROWS = """
INSERT INTO organisation
  (id, code, name_en, name_th, org_class, tax_id, branch, address_en, address_th, phone, email,
   active)
  VALUES (7, 'ACT', 'Café Trust', 'มูลนิธิ', 'resident', '0105', '', '', '', '02',
          'a@act.example', {true});
INSERT INTO person (id, org_id, key, name_en, name_th, email, phone, role, active)
  VALUES (3, 7, 'k', 'Mali', '', 'm@act.example', '', 'admin', {true});
INSERT INTO resource
  (id, code, kind, name_en, name_th, setup_minutes, cleanup_minutes, count, features, position,
   active)
  VALUES (4, 'R๑', 'room', 'Room', '', 0, 0, 1, '["projector","video"]', 0, {true});
INSERT INTO booking
  (id, org_id, idem_key, title, private, project, timezone, starts_local, duration_minutes,
   exdates, rdates, wanted, setup_minutes, cleanup_minutes, created_at, created_by)
  VALUES (9, 7, 'i', 'ลับ', {true}, 'OD-14', 'Asia/Bangkok', '2026-10-01T09:00:00', 60,
          '[]', '[]', '[]', 0, 0, {moment}, 'm');
INSERT INTO supplier (id, name, tax_id) VALUES (2, 'อาคารสาทร', '')
"""


def _older(location: str) -> None:
    if not is_server(location):
        Path(location).touch()
    links = Links(location)
    with links.borrowed(writing=True) as link:
        server = is_server(location)
        if server:
            link.raw.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public")
            link.raw.execute("CREATE SCHEMA hubdesk")
        else:
            link.raw.execute("PRAGMA journal_mode = WAL")
            link.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            link.raw.execute(f"PRAGMA user_version = {revision_number(BEFORE)}")
        link.raw.execute("BEGIN")
        upgrade(link.sql, None, BEFORE)
        link.raw.execute(f"INSERT INTO schema_info VALUES (1, '{BEFORE}', '0.1', '')")
        for row in _ROWS.split(";"):
            link.raw.execute(
                row.format(true="true" if server else "1", moment="now()" if server else "0")
            )
        link.raw.execute("COMMIT")
    links.close()


def test_an_older_hub_is_filled(
    engine: EngineUnderTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    location = engine.new_place()
    _older(location)
    database = open_database(location, FixedClock(NOW))
    with database.read() as session:
        assert list(searching.check(session, bootstrap.all_tables())) == []
        found: Any = session.connection.exec_driver_sql(
            "SELECT kind, words FROM search_text ORDER BY kind"
        ).fetchall()
    database.close()
    assert dict(map(tuple, found)) == {
        "booking": "\n\nลับ\n\t od-14",
        "organisation": "\nact\nมูลนิธิ\ncafe trust\n\t 0105\t a@act.example\t 02",
        "person": "\n\n\nmali\n\t m@act.example\t admin",
        "resource": "\nr1\n\nroom\n\t projector\t video",
        "supplier": "\n\nอาคารสาทร\n",
    }


def test_a_dump_has_no_words_for_they_follow_from_the_rows(hub: Hub) -> None:
    with hub.read() as session:
        names = [name for name, _ in dump(session, bootstrap.all_tables())]
    assert "organisation" in names
    assert "search_text" not in names
