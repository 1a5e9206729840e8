"""A backup counts only after it was checked, and a restore loses nothing of what stood there."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from hubdesk import bootstrap
from hubdesk.hub.queries import settings
from hubdesk.hub.service import update_settings
from hubdesk.kernel.clock import FixedClock
from hubdesk.store import errors
from hubdesk.store.backup import back_up, backup_folder, restore
from hubdesk.store.rotation import backups
from hubdesk.store.sqlite import sqlite3
from tests import need
from tests.integration.conftest import EngineUnderTest


@pytest.fixture
def location(sqlite: EngineUnderTest) -> str:
    return sqlite.new_hub()


def _phone(location: str, phone: str) -> None:
    hub = bootstrap.open_hub(location)
    with hub.write() as uow:
        update_settings(uow, phone=phone)
    hub.close()


def _read_phone(location: str) -> str:
    hub = bootstrap.open_hub(location)
    with hub.read() as session:
        phone = settings(session).phone
    hub.close()
    return phone


def test_a_damaged_hub_is_restored_and_kept_aside(location: str, clock: FixedClock) -> None:
    path = Path(location)
    _phone(location, "02 111")
    made = back_up(location, clock)
    assert made.head is not None
    assert made.path.with_name(made.path.name + ".sha256").read_text().split()[0] == (
        hashlib.sha256(made.path.read_bytes()).hexdigest()
    )
    _phone(location, "02 222")
    with path.open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xff" * 40_000)
    damaged = path.read_bytes()
    with pytest.raises(errors.HubDamagedError):
        bootstrap.open_hub(location, thorough=True)

    kept = restore(made.path, location, clock)

    assert kept is not None
    assert kept.read_bytes() == damaged
    assert _read_phone(location) == "02 111"
    hub = bootstrap.open_hub(location, thorough=True)
    assert bootstrap.verify(hub).ok
    hub.close()


def test_a_backup_while_others_write_is_of_one_moment(location: str, clock: FixedClock) -> None:
    hub = bootstrap.open_hub(location)
    with hub.write() as uow:
        update_settings(uow, phone="not yet")
        made = back_up(location, clock)
    hub.close()
    copy = Path(location).with_name("copy.hubdesk")
    restore(made.path, str(copy), clock)
    assert _read_phone(str(copy)) == ""
    assert _read_phone(location) == "not yet"


def test_a_copy_that_fails_its_checks_is_not_kept(location: str, clock: FixedClock) -> None:
    raw = sqlite3.connect(location)
    raw.execute("DROP TRIGGER history_update")
    raw.execute("UPDATE history SET actor = 'somebody else'")
    raw.commit()
    raw.close()
    with pytest.raises(errors.BackupFailedError):
        back_up(location, clock)
    assert list(backup_folder(location).iterdir()) == []


def test_a_backup_that_was_altered_is_not_restored(location: str, clock: FixedClock) -> None:
    made = back_up(location, clock)
    content = bytearray(made.path.read_bytes())
    content[-100] ^= 1
    made.path.write_bytes(content)
    before = Path(location).read_bytes()
    with pytest.raises(errors.BackupFailedError):
        restore(made.path, location, clock)
    assert Path(location).read_bytes() == before


def test_only_a_hub_is_restored(location: str, clock: FixedClock, tmp_path: Path) -> None:
    letter = tmp_path / "letter.hubdesk"
    letter.write_text("Dear all,")
    before = Path(location).read_bytes()
    with pytest.raises(errors.NotAHubError):
        restore(letter, location, clock)
    assert Path(location).read_bytes() == before


def test_a_hub_in_use_is_not_replaced(location: str, clock: FixedClock) -> None:
    made = back_up(location, clock)
    hub = bootstrap.open_hub(location)
    try:
        with hub.read() as session:
            settings(session)
            with pytest.raises(errors.HubBusyError):
                restore(made.path, location, clock)
    finally:
        hub.close()
    assert _read_phone(location) == ""


def test_a_place_of_ones_own_is_never_overwritten(location: str, clock: FixedClock) -> None:
    out = Path(location).with_name("mine.hubdesk")
    assert back_up(location, clock, out=out).path == out
    with pytest.raises(errors.HubExistsError):
        back_up(location, clock, out=out)
    with pytest.raises(errors.HubNotFoundError):
        back_up(location, clock, out=out.parent / "no" / "mine.hubdesk")


def test_closing_after_changes_makes_a_backup(location: str) -> None:
    hub = bootstrap.open_hub(location)
    hub.close(back_up=True)
    assert backups(backup_folder(location)) == []
    hub = bootstrap.open_hub(location)
    with hub.write() as uow:
        update_settings(uow, phone="02 333")
    hub.close(back_up=True)
    (made,) = backups(backup_folder(location))
    assert _read_phone(str(shutil.copyfile(made, Path(location).with_name("look")))) == "02 333"


def test_old_backups_make_room(location: str, clock: FixedClock) -> None:
    asked_for = back_up(location, clock).path
    for _ in range(6):
        clock.at += timedelta(minutes=20)
        back_up(location, clock, occasion="exit")
    names = [path.name.split(".")[1] for path in backups(backup_folder(location))]
    assert names == ["20261127T050000Z", "20261127T044000Z", "20261127T034000Z", "20261127T030000Z"]
    assert asked_for.exists()


def test_what_the_program_before_an_update_can_open_stays(location: str, clock: FixedClock) -> None:
    before = back_up(location, clock, occasion="before-migration").path
    clock.at += timedelta(minutes=20)
    back_up(location, clock, occasion="exit")
    assert before.exists()


def test_programs_that_copy_in_the_same_second_do_not_meet(location: str) -> None:
    same = (
        "import sys; from datetime import UTC, datetime; from hubdesk.kernel.clock import *;"
        "from hubdesk.store.backup import back_up; sys.stdin.readline();"
        "back_up(sys.argv[1], FixedClock(datetime(2026, 11, 27, 3, 0, tzinfo=UTC)),"
        " occasion='exit')"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", same, location], cwd=need.CHECKOUT, stdin=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("now\n")
        program.stdin.flush()
    assert [program.communicate(timeout=120)[1] for program in programs] == ["", "", ""]
    assert len(backups(backup_folder(location))) == len(programs)


def test_a_hub_on_a_server_goes_there_and_back(
    postgresql: EngineUnderTest, tmp_path: Path, clock: FixedClock
) -> None:
    need.program("pg_dump")
    location = postgresql.new_hub()
    _phone(location, "02 111")
    made = back_up(location, clock, out=tmp_path / "hub.pgdump")
    _phone(location, "02 222")
    restore(made.path, location, clock)
    assert _read_phone(location) == "02 111"
    hub = bootstrap.open_hub(location)
    assert bootstrap.verify(hub).ok
    hub.close()


def test_a_missing_tool_is_said(
    postgresql: EngineUnderTest, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(errors.ToolMissingError) as caught:
        back_up(postgresql.new_place(), clock, out=tmp_path / "hub.pgdump")
    assert caught.value.details["tool"] == "pg_dump"
