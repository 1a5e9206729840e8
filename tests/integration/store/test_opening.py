"""Opening: each thing that can be wrong has its own error, and the file stays byte for byte."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from hubdesk import bootstrap
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import EnvironmentProblemError
from hubdesk.store import errors
from hubdesk.store.opening import open_database
from hubdesk.store.places import ANY_PLACE_VARIABLE
from hubdesk.store.schema import revision_number
from hubdesk.store.sqlite import sqlite3
from tests.integration.conftest import NOW, EngineUnderTest
from tests.need import CHECKOUT

CLOCK = FixedClock(NOW)


@pytest.fixture
def path(sqlite: EngineUnderTest) -> Path:
    return Path(sqlite.new_hub())


def _sql(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    try:
        for statement in statements:
            raw.execute(statement)
    finally:
        raw.close()


def _overwrite(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as handle:
        handle.seek(offset)
        handle.write(data)


def _other_database(path: Path) -> None:
    path.unlink()
    _sql(path, "CREATE TABLE accounts (id INTEGER)")


def _spoil_the_schema(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE claim (", b"CREATE TABLE claim \xa0"))


def _middle_of_a_page(path: Path) -> None:
    raw = sqlite3.connect(path)
    (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'history'").fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    raw.close()
    _overwrite(path, (page - 1) * size, b"\x0d\xff\xff\xff" * 64)


SPOILT: dict[str, tuple[Callable[[Path], object], type[EnvironmentProblemError], str]] = {
    "empty": (lambda path: path.write_bytes(b""), errors.NotAHubError, "empty"),
    "text": (lambda path: path.write_text("Dear all,\n" * 30), errors.NotAHubError, "text"),
    "binary": (lambda path: path.write_bytes(b"PK\3\4\0\0" * 99), errors.NotAHubError, "foreign"),
    "short": (lambda path: path.write_bytes(b"SQLite format 3\0"), errors.NotAHubError, "foreign"),
    "other database": (_other_database, errors.NotAHubError, "foreign"),
    "cut off": (lambda path: os.truncate(path, 20_000), errors.HubDamagedError, "truncated"),
    "first page": (lambda path: _overwrite(path, 100, b"\xee" * 900), errors.HubDamagedError, ""),
    "page inside": (_middle_of_a_page, errors.HubDamagedError, ""),
    "schema text": (_spoil_the_schema, errors.HubDamagedError, "unreadable_value"),
    "no stamp": (
        lambda path: _sql(path, "DROP TRIGGER schema_info_kept", "DELETE FROM schema_info"),
        errors.HubDamagedError,
        "no_stamp",
    ),
    "newer": (
        lambda path: _sql(path, "PRAGMA user_version = 99"), errors.HubTooNewError, ""
    ),
    "guard gone": (
        lambda path: _sql(path, "DROP TRIGGER claim_insert"), errors.GuardsChangedError, ""
    ),
    "guard altered": (
        lambda path: _sql(
            path, "DROP TRIGGER claim_insert",
            "CREATE TRIGGER claim_insert BEFORE INSERT ON claim BEGIN SELECT 1; END",
        ),
        errors.GuardsChangedError, "",
    ),
    "unknown trigger": (
        lambda path: _sql(
            path, "CREATE TRIGGER spy AFTER INSERT ON booking BEGIN SELECT 1; END"
        ),
        errors.GuardsChangedError, "",
    ),
    "unknown view": (
        lambda path: _sql(path, "CREATE VIEW spy AS SELECT 1"), errors.GuardsChangedError, ""
    ),
}  # fmt: skip


def _state(path: Path) -> tuple[str, list[str]]:
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    return content, sorted(entry.name for entry in path.parent.iterdir())


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_is_refused_and_left_alone(path: Path, name: str) -> None:
    spoil, expected, reason = SPOILT[name]
    spoil(path)
    before = _state(path)
    with pytest.raises(expected) as caught:
        open_database(str(path), CLOCK, thorough=True)
    assert caught.value.exit_code == 3
    assert caught.value.details["location"] == str(path)
    if reason:
        assert caught.value.details["reason"] == reason
    assert _state(path) == before


def test_nothing_and_a_folder(path: Path) -> None:
    with pytest.raises(errors.HubNotFoundError):
        open_database(str(path.with_name("other.hubdesk")), CLOCK)
    with pytest.raises(errors.NotAHubError):
        open_database(str(path.parent), CLOCK)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_hub_is_never_made_over_something(path: Path) -> None:
    before = _state(path)
    with pytest.raises(errors.HubExistsError):
        bootstrap.create_hub(str(path), name_en="Another")
    with pytest.raises(errors.HubNotFoundError):
        bootstrap.create_hub(str(path.parent / "no" / "hub.hubdesk"), name_en="Another")
    assert _state(path) == before


def test_a_closed_hub_is_one_file(path: Path) -> None:
    hub = bootstrap.open_hub(str(path))
    with hub.write() as uow:
        uow.record("nothing.done", "hub", 1)
    hub.close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


_HOLD = """
import sys
from hubdesk.store.sqlite import sqlite3
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("PRAGMA locking_mode = EXCLUSIVE")
raw.execute("BEGIN EXCLUSIVE")
raw.execute("CREATE TABLE IF NOT EXISTS held (id INTEGER)")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(path: Path) -> Iterator[Path]:
    """Another program has the file for itself."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=CHECKOUT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    yield path
    process.communicate()


def test_a_file_another_program_keeps_for_itself_is_busy(holder: Path) -> None:
    before = hashlib.sha256(holder.read_bytes()).hexdigest()
    with pytest.raises(errors.HubBusyError):
        open_database(str(holder), CLOCK)
    assert hashlib.sha256(holder.read_bytes()).hexdigest() == before


_READ_ONLY = """
import os, sys
from hubdesk import bootstrap
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import KnownError

def look(location):
    hub = bootstrap.open_hub(location)
    with hub.read() as session:
        print(hub.read_only, settings(session).names.en)
    try:
        with hub.write() as uow:
            uow.record("x.done", "hub", 1)
    except KnownError as error:
        print(error.code)
    hub.close()

look(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)  # root may write anywhere
look(sys.argv[2])
"""


@pytest.fixture
def medium() -> Iterator[Path]:
    """A folder that everybody may look into and, later, nobody may write into."""
    folder = Path(tempfile.mkdtemp(prefix="hubdesk-medium-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_medium_is_read_and_never_written(medium: Path, path: Path) -> None:
    copy = medium / "hub.hubdesk"
    copy.write_bytes(path.read_bytes())
    copy.chmod(0o444)
    medium.chmod(0o555)
    before = _state(copy)
    done = subprocess.run(
        [sys.executable, "-c", _READ_ONLY, str(path), str(copy)],
        capture_output=True, text=True, cwd=CHECKOUT, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "False House of trials", "True House of trials", "hub_read_only"
    ], done.stderr  # fmt: skip
    assert _state(copy) == before


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Office", "Nextcloud"])
def test_a_synchronised_folder_is_refused(
    tmp_path: Path, path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / name / "office"
    folder.mkdir(parents=True)
    moved = path.rename(folder / "hub.hubdesk")
    with pytest.raises(errors.HubPlaceError) as caught:
        open_database(str(moved), CLOCK)
    assert caught.value.details["place"] == name
    with pytest.raises(errors.HubPlaceError):
        bootstrap.create_hub(str(folder / "new.hubdesk"), name_en="New")
    monkeypatch.setenv(ANY_PLACE_VARIABLE, "1")
    open_database(str(moved), CLOCK).close()


# -- a server -----------------------------------------------------------------------------------


def test_a_server_without_the_hub(postgresql: EngineUnderTest) -> None:
    place = postgresql.new_place()
    with pytest.raises(errors.HubNotFoundError):
        open_database(place, CLOCK)


def test_a_hub_is_never_made_over_another_on_the_server(postgresql: EngineUnderTest) -> None:
    location = postgresql.new_hub()
    with pytest.raises(errors.HubExistsError):
        bootstrap.create_hub(location, name_en="Another")
    bootstrap.create_hub(f"{location}?schema=second", name_en="Second").close()
    bootstrap.open_hub(f"{location}?schema=second").close()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE hubdesk.schema_info SET version = '0099'", errors.HubTooNewError),
        ("UPDATE hubdesk.schema_info SET version = 'x'", errors.HubDamagedError),
        ("DROP TRIGGER a_month ON hubdesk.bill", errors.GuardsChangedError),
        ("ALTER TABLE hubdesk.bill DISABLE TRIGGER a_month", errors.GuardsChangedError),
        ("ALTER TABLE hubdesk.claim DROP CONSTRAINT claim_overlap", errors.GuardsChangedError),
        ("CREATE VIEW hubdesk.spy AS SELECT 1", errors.GuardsChangedError),
        (
            """CREATE OR REPLACE FUNCTION hubdesk.month_of(day date) RETURNS text
            LANGUAGE sql IMMUTABLE AS $$ SELECT '2999-01' $$""",
            errors.GuardsChangedError,
        ),
    ],
)
def test_a_spoilt_hub_on_a_server_is_refused(
    postgresql: EngineUnderTest, statement: str, expected: type[EnvironmentProblemError]
) -> None:
    location = postgresql.new_hub()
    with psycopg.connect(location, autocommit=True) as connection:
        connection.execute(statement)
    with pytest.raises(expected):
        open_database(location, CLOCK)


def test_no_server_and_no_entry(postgresql: EngineUnderTest) -> None:
    with pytest.raises(errors.ServerGoneError):
        open_database("postgresql://nobody@127.0.0.1:9/hub", CLOCK)
    with pytest.raises(errors.ServerRefusedError):
        open_database(postgresql.new_place() + "_missing", CLOCK)


def test_a_hub_that_a_newer_program_brought_up_to_date_is_not_written_to(
    sqlite: EngineUnderTest,
) -> None:
    location = sqlite.new_hub()
    hub = bootstrap.open_hub(location)
    with closing(sqlite3.connect(location)) as newer:
        newer.execute(f"PRAGMA user_version = {revision_number() + 1}")
    for _ in range(2):
        with pytest.raises(errors.HubTooNewError), hub.write():
            pass
    hub.close()
