"""The server that the test command starts: ours alone, for its owner, and gone afterwards."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from installer.cluster import PORTS, private_postgresql
from installer.console import InstallerError
from installer.system import postgresql_programs
from tests import need


def test_runs_for_an_ordinary_owner_and_is_gone_afterwards() -> None:
    programs = postgresql_programs()
    if programs is None:
        need.missing("PostgreSQL 15 or later", "installer/test.py brings it")
    with private_postgresql(programs) as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE EXTENSION btree_gist")
            asked = connection.execute(
                "SELECT rolsuper, current_setting('server_encoding'),"
                " current_setting('port')::int"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        assert asked is not None
        superuser, encoding, port = asked
        assert (superuser, encoding) == (False, "UTF8")
        assert port in PORTS
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=2)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    initdb = tmp_path / "initdb"
    initdb.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    initdb.chmod(0o755)
    with (
        pytest.raises(InstallerError, match="initdb failed"),
        private_postgresql(tmp_path),
    ):
        pass
