"""desk and plan: whose desks are, away days, teams, drawings out and in, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Desk

DESKS = "code,kind,name_en,floor\n" + "".join(f"D{n},desk,Desk {n},4\n" for n in range(1, 7))
FROM, AWAY, BACK = "2027-03-01", "2027-03-08", "2027-03-12"


@pytest.fixture
def house(desk: Desk, write_csv: Callable[[str, str], Path]) -> Desk:
    """Six desks on floor 4."""
    desk("import", "resources", write_csv("desks.csv", DESKS)).done()
    return desk


@pytest.fixture
def file_house(file_desk: Desk, write_csv: Callable[[str, str], Path]) -> Desk:
    """The same in a file: drawings are read alike on both engines."""
    file_desk("import", "resources", write_csv("desks.csv", DESKS)).done()
    return file_desk


def test_a_desk_is_assigned_freed_taken_back_and_ended(house: Desk) -> None:
    given = house("desk", "assign", "D1", "--org", "ACT", "--from", FROM).done()
    assert (given["desk"], given["org"], given["from"], given["to"]) == ("D1", "ACT", FROM, None)
    assert given["change"].startswith("c")
    details = house("desk", "assign", "D1", "--org", "BUD", "--from", "2028-01-01").refused(
        "desk_assigned"
    )
    assert details["by"] == "ACT"
    close = ("room", "close", "D1", "--start", f"{AWAY}T09:00", "--end", f"{AWAY}T12:00",
             "--reason", "x")  # fmt: skip
    (assigned,) = house(*close, "--dry-run").done()["assignments"]
    assert (assigned["unit"], assigned["org"]) == ("D1", "ACT")
    assert house(*close).refused("closure_in_the_way")["desks"] == "D1 (ACT)"
    book = ("book", "D1", "--org", "BUD", "--start", f"{AWAY}T09:00", "--end", f"{AWAY}T12:00")
    assert house(*book).refused("room_taken")["by"] == "ACT"
    gone = house("desk", "away", "D1", "--from", AWAY, "--to", BACK, "--note", "field").done()
    assert gone["away"] == [f"{AWAY}/{BACK}"]
    house(*book).done()
    refused = house("desk", "back", "D1", "--from", AWAY).refused("desk_taken")
    assert (refused["by"], refused["days"]) == ("BUD", [AWAY])
    back = house("desk", "back", "D1", "--from", "2027-03-10").done()
    assert back["away"] == [f"{AWAY}/2027-03-09"]
    moved = house("desk", "move", "D1", "--to", "D2", "--from", "2027-04-01").done()
    assert (moved["desk"], moved["from"]) == ("D2", "2027-04-01")
    ended = house("desk", "end", "D2", "--on", "2027-12-31").done()
    assert ended["to"] == "2027-12-31"
    house("undo", ended["change"]).done()
    listed = house("desk", "list", "--org", "ACT").done()["desks"]
    assert [(one["desk"], one["to"]) for one in listed] == [("D1", "2027-03-31"), ("D2", None)]
    assert house("desk", "list", "--on", "2027-01-01").done()["desks"] == []
    assert house("verify").done()["ok"]


def test_a_team_books_free_desks_by_half_day(house: Desk) -> None:
    house("desk", "assign", "D3", "--org", "ACT", "--from", FROM).done()
    team = house("desk", "book", "--org", "BUD", "--on", AWAY, "--part", "morning",
                 "--count", "3", "--floor", "4").done()  # fmt: skip
    assert team["desks"] == ["D4", "D5", "D6"]
    date = team["dates"][0]
    assert (date["start"], date["end"]) == (f"{AWAY}T08:00:00", f"{AWAY}T13:00:00")
    free = house("desk", "list", "--free", "--on", AWAY).done()["desks"]
    assert [one["desk"] for one in free if one["floor"] == "4"] == ["D1", "D2"]
    few = house("desk", "book", "--org", "BUD", "--on", AWAY, "--count", "9").refused(
        "too_few_together"
    )
    assert few == {"wanted": 9, "free": 2}


def test_a_plan_comes_in_and_goes_out(file_house: Desk, tmp_path: Path) -> None:
    house = file_house
    drawing = tmp_path / "floor.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
        '<rect id="D1" x="10" y="10" width="7" height="4"/>'
        '<rect id="D2" x="10" y="20" width="7" height="4" transform="rotate(90 13.5 22)"/>'
        '<path id="stairs" d="M0 0 C 1 1 2 2 3 3 z"/></svg>',
        encoding="utf-8",
    )
    tried = house("plan", "import", "4", drawing, "--width", "20", "--dry-run").done()
    assert (tried["placed"], tried["change"]) == (2, None)
    assert tried["missing"] == ["D3", "D4", "D5", "D6"]
    assert tried["notes"][0]["reason"] == "svg_curve_skipped"
    house("plan", "export", "4", "--out", "-").refused("not_found")
    house("plan", "import", "4", drawing, "--width", "20").done()
    (floor,) = house("plan", "list").done()["plans"]
    assert (floor["floor"], floor["plan"], floor["width_cm"], floor["placed"]) == (
        "4", True, 2000, 2,
    )  # fmt: skip
    out = tmp_path / "out.svg"
    house("plan", "export", "4", "--out", out).done()
    assert 'data-resource="D2"' in out.read_text(encoding="utf-8")
    again = house("plan", "import", "4", out).done()
    assert again["change"] is not None
    third = tmp_path / "third.svg"
    house("plan", "export", "4", "--out", third).done()
    assert third.read_bytes() == out.read_bytes()


def test_what_is_refused_is_said_in_words(file_house: Desk, tmp_path: Path) -> None:
    house = file_house
    evil = tmp_path / "evil.svg"
    evil.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 900">\n'
        '<image href="http://evil.example/x.png"/></svg>',
        encoding="utf-8",
    )
    refused = house("plan", "import", "4", evil)
    assert refused.refused("plan_file_refused")["reason"] == "svg_outside"
    assert "line 2" in refused.json["message"]
    house("plan", "import", "9", evil).refused("not_found")
    house("plan", "import", "4", evil, "--width", "0.1").refused("usage", 2)
    house("desk", "assign", "R1", "--org", "ACT", "--from", FROM).refused("not_a_desk")
    house("desk", "end", "D1").refused("not_found")
    house("desk", "assign", "D1", "--org", "ACT", "--from", FROM, "--person", "Nobody").refused(
        "not_found"
    )
    shown = house.shown("plan", "import", "4", evil, lang="th")
    assert "ไม่รับภาพวาดนี้" in shown.err
