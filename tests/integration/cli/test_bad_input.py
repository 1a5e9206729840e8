"""Whatever is typed: an exit code of the contract, one JSON document, never a traceback."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Answer, Desk, Desks

ODD = (
    "", " ", "-1", "0", "99999999999999999999999", "2026-13", "2026-02-30", "31/13/2569", "1/1/69",
    "2026-10-22T25:00", "0001-01-01", "9999-12-31", "2299-12-31T23:59", "1900-01", "o1", "b0", "c0",
    "e7", "o999999999999999999", "NOPE", "../..", "/", "a" * 5000, "\ud800", "\0", "[bold]", "%s",
    "{x}", "'; DROP TABLE hub; --", "FREQ=SECONDLY;COUNT=99999999", "FREQ=DAILY;COUNT=0", "ไทย",
    "1e9", "nan", "٣", "-0",
)  # fmt: skip
#: A command that is right, and the options (or places, as numbers) that are made wrong.
COMMANDS: tuple[tuple[tuple[str, ...], tuple[str | int, ...]], ...] = (
    (("find", "--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00", "--people", "2",
      "--equipment", "PROJ"), ("--start", "--end", "--people", "--equipment")),
    (("book", "R2", "--org", "ACT", "--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00",
      "--rrule", "FREQ=DAILY;COUNT=2", "--exdate", "2026-12-02", "--dry-run"),
     (1, "--org", "--start", "--end", "--rrule", "--exdate")),
    (("bookings", "--from", "2026-12-01", "--to", "2026-12-02", "--room", "R1", "--org", "ACT",
      "--status", "booked"), ("--from", "--to", "--room", "--org", "--status")),
    (("series", "preview", "--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00", "--rrule",
      "FREQ=DAILY", "--limit", "2"), ("--start", "--end", "--rrule", "--limit")),
    (("booking", "show", "b1"), (2,)),
    (("booking", "move", "o1", "--start", "2026-12-05T09:00", "--end", "2026-12-05T10:00",
      "--room", "R2", "--scope", "this"), (2, "--start", "--end", "--room", "--scope")),
    (("booking", "cancel", "o1", "--scope", "this"), (2, "--scope")),
    (("bill", "add", "--supplier", "S", "--number", "1", "--date", "2026-11-03", "--service-from",
      "2026-11-01", "--service-to", "2026-11-30", "--pool", "water", "--driver", "equal", "--net",
      "5", "--vat-rate", "7"),
     ("--supplier", "--number", "--date", "--service-from", "--pool", "--driver", "--net",
      "--vat-rate")),
    (("pay", "--org", "ACT", "--date", "2026-11-03", "--amount", "5", "--reference", "T"),
     ("--org", "--date", "--amount", "--reference")),
    (("costs", "preview", "2026-11"), (2,)),
    (("costs", "close", "2026-11"), (2,)),
    (("costs", "reopen", "2026-11", "--reason", "r", "--until", "2099-01-01"),
     (2, "--reason", "--until")),
    (("costs", "worksheet", "2026-11", "--org", "ACT"), (2, "--org")),
    (("ledger", "balance", "--at", "2026-11-03"), ("--at",)),
    (("ledger", "register", "1000"), (2,)),
    (("history", "--of", "b1", "--since", "2026-01-01", "--limit", "3"),
     ("--of", "--since", "--limit")),
    (("undo", "c1"), (1,)),
    (("export", "bookings", "--out", "-", "--from", "2026-12-01", "--org", "ACT"),
     (1, "--from", "--org")),
    (("export", "ics", "--out", "-", "--to", "2027-01-01", "--org", "ACT", "--room", "R1"),
     ("--to", "--org", "--room")),
    (("export", "vcf", "--out", "-", "--org", "ACT"), ("--org",)),
    (("export", "open-data", "--out", "-", "--from", "2026-01-01"), ("--from",)),
    (("report", "day-sheet", "--from", "2026-12-01", "--to", "2026-12-02", "--room", "R1", "--out",
      "{tmp}", "--era", "be", "--paper", "a4"),
     (1, "--from", "--to", "--room", "--era", "--paper")),
)  # fmt: skip


def _check(answer: Answer, words: list[str]) -> None:
    assert answer.code in (0, 1, 2, 3, 4), words
    assert "Traceback" not in answer.err
    if answer.code or words[0] != "export":
        document = json.loads(answer.out)
        if answer.code and "error" in document:
            assert set(document) == {"error", "message", "details"}
            assert document["message"]
            assert "{" not in document["message"] or "{x}" in words


def _spoiled(words: tuple[str, ...], place: str | int, odd: str) -> list[str]:
    spoiled = list(words)
    at = place if isinstance(place, int) else spoiled.index(place) + 1
    spoiled[at] = odd
    return spoiled


@pytest.mark.parametrize("number", range(len(COMMANDS)), ids=lambda n: " ".join(COMMANDS[n][0][:2]))
def test_odd_words_in_every_place(file_desk: Desk, tmp_path: Path, number: int) -> None:
    words, places = COMMANDS[number]
    words = tuple(word.replace("{tmp}", str(tmp_path / "out")) for word in words)
    chosen = random.Random(number)
    for place in places:
        for odd in chosen.sample(ODD, 9):
            spoiled = _spoiled(words, place, odd)
            _check(file_desk(*spoiled), spoiled)


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["costs"],
        ["costs", "fly"],
        ["bookings", "--colour", "red"],
        ["bookings", "extra"],
        ["book"],
        ["find", "--start"],
        ["--hub"],
        ["--format", "xml", "bookings"],
        ["--lang", "de", "bookings"],
        ["bookings", "--from", "soon"],
        ["booking", "show", "12"],
        ["booking", "show", "c1"],
        ["undo", "b1"],
        ["export", "moon", "--out", "-"],
        ["export", "vcf", "--out", "-", "--room", "R1"],
        ["export", "open-data", "--out", "-", "--org", "ACT"],
        ["export", "journal", "--out", "-", "--org", "ACT"],
        ["report", "nonsense", "--out", "x"],
        ["report", "statement", "--out", "x"],
        ["report", "statement", "--month", "2026-10"],
        ["report", "hub-costs", "--month", "2026-10", "--org", "ACT", "--out", "x"],
        ["report", "day-sheet", "--from", "2026-12-02", "--to", "2026-12-01", "--out", "x"],
        ["screenshot", "moon"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(file_desk: Desk, words: list[str]) -> None:
    answer = file_desk(*words)
    answer.refused("usage", 2)


def test_usage_is_told_in_the_readers_language(file_desk: Desk) -> None:
    thai = file_desk.shown("find", "--start", "2026-12-01T09:00", lang="th")
    assert thai.code == 2
    assert "ขาด --end" in thai.err
    assert "costs [OPTIONS]" in file_desk.shown("costs", "close").err.replace("close ", "")
    option = file_desk.shown("bookings", "--from", "2026-02-30")
    assert option.err == "--from: “2026-02-30” was not accepted: there is no such day\n"


def test_a_folder_that_is_not_there_is_named(file_desk: Desk, tmp_path: Path) -> None:
    target = str(tmp_path / "no" / "x.hubdesk")
    for words in (("init", target, "--name", "X"), ("backup", "--out", target)):
        details = file_desk(*words).refused("cannot_write", 3)
        assert details == {"target": target, "reason": "no_such_folder"}


def test_no_hub_is_exit_code_3(
    desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no hub", encoding="utf-8")
    cases = {
        str(tmp_path / "none.hubdesk"): "hub_not_found",
        str(text): "not_a_hub",
        str(tmp_path): "not_a_hub",
        "postgresql://nobody@127.0.0.1:1/hub": "server_gone",
        "postgresql://[::1": "server_address",
    }
    for location, error in cases.items():
        desks(location)("bookings").refused(error, 3)
    assert text.read_text(encoding="utf-8") == "no hub"
    nowhere = desks("").run("bookings", "--format", "json")
    nowhere.refused("hub_not_found", 3)
    monkeypatch.setenv("HUBDESK_HUB", str(text))
    desks("").run("bookings", "--format", "json").refused("not_a_hub", 3)


def test_a_password_is_never_shown(desks: Desks) -> None:
    answer = desks("postgresql://mali:secret@127.0.0.1:1/hub")("bookings")
    assert "secret" not in answer.out + answer.err
    assert answer.refused("server_gone", 3)["location"] == "postgresql://mali@127.0.0.1:1/hub"


def test_what_cannot_be_written_is_exit_code_3(file_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    for words in (
        ("export", "organisations", "--out", tmp_path),
        ("export", "organisations", "--out", file / "deeper"),
        ("costs", "worksheet", "2026-11", "--out", file),
        ("report", "day-sheet", "--from", "2026-12-01", "--out", file),
    ):
        file_desk(*words).refused("cannot_write", 3)
    assert file.read_text(encoding="utf-8") == "x"
