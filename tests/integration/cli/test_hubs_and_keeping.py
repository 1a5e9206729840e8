"""init, the last hub, export, backup, restore, verify, history, undo; who acts; help; tables."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hubdesk import cli
from hubdesk.cli.index import COMMANDS
from hubdesk.reports import NAMES
from tests.integration.cli.conftest import Desk, Desks
from tests.integration.conftest import EngineUnderTest


def test_a_hub_is_made_once(engine: EngineUnderTest, desks: Desks) -> None:
    place = engine.new_place()
    desk = desks(place)
    words = (
        "init", place, "--name", "House", "--currency", "EUR", "--timezone", "Europe/Berlin",
        "--locale", "en_GB", "--no-vat", "--format", "json",
    )  # fmt: skip
    made = desk.run(*words).done()
    assert {name: made[name] for name in ("name", "currency", "timezone", "vat_registered")} == {
        "name": "House",
        "currency": "EUR",
        "timezone": "Europe/Berlin",
        "vat_registered": False,
    }
    assert desk.run(*words).refused("hub_exists", 3)
    assert desk("bookings").done() == {"bookings": []}
    assert desk("verify").done() == {"ok": True, "findings": []}


@pytest.mark.parametrize(
    "words",
    [("--currency", "BAHT"), ("--timezone", "Mars/Olympus"), ("--locale", "klingon")],
    ids=lambda words: words[1],
)
def test_settings_that_cannot_be_make_no_hub(
    desks: Desks, tmp_path: Path, words: tuple[str, ...]
) -> None:
    place = tmp_path / "hub.hubdesk"
    answer = desks("").run("init", place, "--name", "House", *words, "--format", "json")
    answer.refused("invalid_input")
    assert not list(tmp_path.iterdir())


def test_the_last_hub_opened_is_the_default(file_desk: Desk) -> None:
    file_desk("bookings").done()
    assert file_desk.run("bookings", "--format", "json").done()["bookings"]


def test_who_acts_stands_in_the_history(file_desk: Desk) -> None:
    when = ("--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00")
    file_desk("--as", "mali", "book", "R2", "--org", "ACT", *when).done()
    newest = file_desk("history", "--limit", "1").done()["history"][0]
    assert (newest["actor"], newest["source"], newest["action"]) == (
        "mali",
        "cli",
        "booking.booked",
    )


def test_history_is_narrowed_and_undone_once(desk: Desk) -> None:
    when = ("--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00")
    made = desk("book", "R2", "--org", "ACT", *when).done()
    of = desk("history", "--of", made["booking_id"]).done()["history"]
    assert [row["id"] for row in of] == [made["change"]]
    assert of[0]["entity_id"] == made["booking_id"]
    assert desk("history", "--of", made["change"]).done()["history"] == of
    assert desk("history", "--since", "2099-01-01").done()["history"] == []
    taken_back = desk("undo", made["change"]).done()
    assert not desk("bookings", "--org", "ACT", "--status", "booked", "--room", "R2").done()[
        "bookings"
    ]
    desk("undo", made["change"]).refused("undo_not_possible")
    desk("undo", taken_back["change"]).done()
    desk("undo", "c999999").refused("not_found")


def test_a_backup_is_checked_and_comes_back(file_desk: Desk, tmp_path: Path) -> None:
    copy, place = tmp_path / "copy.hubdesk", tmp_path / "again.hubdesk"
    made = file_desk("backup", "--out", copy).done()
    assert made["bytes"] == copy.stat().st_size
    assert file_desk("backup", "--out", copy).refused("hub_exists", 3)
    assert Path(file_desk("backup").done()["file"]).is_file()
    back = file_desk("restore", copy, place).done()
    assert back == {"location": str(place), "kept": None}
    kept = file_desk("restore", copy, place).done()["kept"]
    assert Path(kept).is_file()
    restored = file_desk.run("--hub", place, "--format", "json", "bookings").done()
    assert restored == file_desk("bookings").done()
    file_desk("restore", tmp_path / "none", place).refused("file_not_found", 3)
    file_desk("restore", copy, tmp_path).refused("not_a_hub", 3)
    copy.write_bytes(copy.read_bytes()[:-4096])
    file_desk("restore", copy, place).refused("backup_failed", 3)


def test_verify_names_what_is_wrong(file_desk: Desk) -> None:
    with closing(sqlite3.connect(file_desk.location)) as raw:
        (name,) = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchone()
        raw.execute(f"DROP TRIGGER {name}")
        raw.commit()
    answer = file_desk("verify")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert {"kind", "where", "message"} == set(answer.json["findings"][0])
    assert any(finding["kind"] == "guard" for finding in answer.json["findings"])
    with Path(file_desk.location).open("r+b") as file:
        file.truncate(8192)
    broken = file_desk("verify")
    assert (broken.code, broken.json["ok"]) == (1, False)
    assert broken.json["findings"][0]["kind"] == "file"


def test_everything_is_exported_the_same_twice(file_desk: Desk, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        file_desk("export", "everything", "--out", tmp_path / name).done()
    one = (tmp_path / "one.json").read_bytes()
    assert one == (tmp_path / "two.json").read_bytes()
    tables = json.loads(one)["tables"]
    assert {"organisation", "booking", "occurrence", "claim", "history"} <= set(tables)
    assert tables["occurrence"][0]["starts_at"] == "2026-12-22T02:00:00Z"


def test_lists_are_exported_and_read_again(file_desk: Desk, tmp_path: Path) -> None:
    orgs, dates, book = (tmp_path / name for name in ("orgs.csv", "dates.csv", "all.xlsx"))
    file_desk("export", "organisations", "--out", orgs).done()
    file_desk("export", "bookings", "--out", dates, "--from", "2026-12-01").done()
    file_desk("export", "xlsx", "--out", book).done()
    assert file_desk("import", "organisations", orgs).done()["skipped"] == 2
    assert file_desk("import", "organisations", book).done()["skipped"] == 2
    assert "Hearing" in dates.read_text(encoding="utf-8-sig")
    assert file_desk("export", "bookings", "--out", "-", "--to", "2026-12-01").out.count("\n") == 1


def test_day_sheets_are_printed(file_desk: Desk, tmp_path: Path) -> None:
    words = ("report", "day-sheet", "--from", "2026-12-22", "--to", "2026-12-24")
    file_desk(*words, "--out", tmp_path).done()
    file_desk(*words[:4], "--room", "R1", "--out", tmp_path, "--lang", "th+en").done()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "day-sheet-2026-12-22-R1.pdf",
        "day-sheet-2026-12-22.pdf",
        "day-sheet-2026-12-23.pdf",
    ]
    assert [row["name"] for row in file_desk("report", "list").done()["reports"]] == list(NAMES)


def test_sheets_for_the_wall_and_a_rooms_month_are_printed(
    file_desk: Desk, tmp_path: Path
) -> None:
    file_desk("report", "week-rooms", "--from", "2026-12-22", "--out", tmp_path).done()
    file_desk("report", "door-cards", "--from", "2026-12-22", "--room", "R1", "--out", tmp_path)
    file_desk("report", "room-month", "--month", "2026-12", "--out", tmp_path, "--lang", "th")
    names = {path.name for path in tmp_path.iterdir()}
    assert {"week-rooms-2026-12-21.pdf", "door-cards-2026-12-21-R1.pdf"} < names
    assert "room-month-2026-12-R1.pdf" in names
    refused = file_desk("report", "door-cards", "--room", "NOPE", "--out", tmp_path)
    assert refused.code == 1


def test_lists_are_shown_in_the_readers_language(file_desk: Desk) -> None:
    thai = file_desk.shown("bookings", lang="th").out
    assert "หัวข้อ" in thai
    assert "จองแล้ว" in thai
    english = file_desk.shown("bookings").out
    assert "Title" in english
    assert file_desk.shown("bookings", "--org", "BUD").out == "Nothing to show.\n"
    assert file_desk.shown("bookings", form="csv").out.startswith("id,occurrence_id,resource,")


def test_what_was_typed_is_only_text(file_desk: Desk) -> None:
    when = ("--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00")
    file_desk("book", "R2", "--org", "ACT", *when, "--title", "=1+1 [bold]x[/bold]").done()
    assert "=1+1 [bold]x[/bold]" in file_desk.shown("bookings").out
    assert "'=1+1" in file_desk.shown("bookings", form="csv").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(desks: Desks, command: str) -> None:
    english = desks("").run(command, "--help", "--lang", "en")
    thai = desks("").run(command, "--help", "--lang", "th")
    assert (english.code, thai.code) == (0, 0)
    assert english.out.startswith("Usage: hubdesk ")
    assert thai.out.startswith("วิธีใช้: hubdesk ")
    assert "Show this help" in english.out
    assert "Show this help" not in thai.out
    assert "[required]" not in thai.out


def test_the_whole_is_helped_too(desks: Desks) -> None:
    assert "bookings" in desks("").run("--help").out
    assert desks("").run("--version").out.startswith("hubdesk ")


def test_one_process_runs_many_commands(file_desk: Desk) -> None:
    answers = {file_desk("bookings").out for _ in range(25)}
    assert len(answers) == 1
    assert cli.main(["--hub", file_desk.location, "bookings"]) == 0


def test_a_list_loads_no_more_than_it_needs(file_desk: Desk) -> None:
    code = (
        "import sys; from hubdesk import cli; cli.main(sys.argv[1:]);"
        "heavy = {'sqlalchemy', 'psycopg', 'alembic', 'pydantic', 'openpyxl', 'reportlab',"
        " 'PySide6', 'rich', 'babel', 'num2words'} & set(sys.modules);"
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    words = ["--hub", file_desk.location, "--format", "json", "bookings"]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
