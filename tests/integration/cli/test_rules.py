"""rules list, add, end, try, load, and requests answered by command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.cli.conftest import Desk

NINE, TEN = "2030-03-05T09:00", "2030-03-05T10:00"
WISH = ("R1", "--org", "ACT", "--start", NINE, "--end", TEN)


def test_a_rule_is_added_tried_asked_and_ended(desk: Desk) -> None:
    added = desk(
        "rules", "add", "hours", "--name", "Afternoons", "--reason", "Mornings are quiet",
        "--set", "from_minute=720", "--set", "to_minute=1080", "--room", "R1", "--weekday", "1",
        "--class", "resident",
    ).done()  # fmt: skip
    (rule,) = desk("rules", "list").done()["rules"]
    assert rule["id"] == added["id"]
    assert rule["does"] == "Only times between 12:00–18:00 are booked."
    assert rule["scope"]["weekdays"] == [1]
    tried = desk("rules", "try", *WISH).done()
    assert [one["code"] for one in tried["answers"]] == ["outside_times"]
    assert tried["dates"][0]["outcome"] == "clash"
    details = desk("book", *WISH).refused("policy_refused")
    assert details["answers"][0]["name"]["en"] == "Afternoons"
    assert details["overridable"] is True
    assert desk("rules", "try", "R2", *WISH[1:]).done()["answers"] == []
    assert desk("book", *WISH, "--override", "the minister", "--dry-run").done()["dates"]
    desk("rules", "end", str(added["id"]), "--withdraw").done()
    assert desk("rules", "list", "--all").done()["rules"] == []
    desk("book", *WISH).done()


def test_moving_and_restoring_ask_and_take_a_reason(file_desk: Desk) -> None:
    booked = file_desk("book", *WISH).done()["booking_id"]
    file_desk("rules", "add", "length", "--name", "Short", "--set", "max_minutes=30").done()
    move = ("booking", "move", booked, "--start", "2030-03-06T09:00")
    file_desk(*move).refused("policy_refused")
    file_desk(*move, "--override", "agreed").done()
    file_desk("booking", "cancel", booked).done()
    file_desk("booking", "restore", booked).refused("policy_refused")
    file_desk("booking", "restore", booked, "--override", "agreed").done()


def test_a_file_of_rules_is_entered_once(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "house.json"
    source.write_text(
        '{"key": "mine", "policies": [{"key": "a", "kind": "length", "name": {"en": "Short"},'
        ' "scope": {"rooms": ["R1"], "orgs": ["ACT"]}, "terms": {"max_minutes": 30}}]}',
        encoding="utf-8",
    )
    assert len(desk("rules", "load", source).done()["added"]) == 1
    assert desk("rules", "load", source).done() == {"added": [], "change": None}
    desk("book", *WISH).refused("policy_refused")


@pytest.mark.parametrize(
    ("text", "error"),
    [("[]", "file_unreadable"), ("no json", "file_unreadable"), ("{}", "invalid_input"),
     ('{"policies": [{"kind": "riddle", "name": {"en": "x"}}]}', "invalid_input"),
     ('{"policies": [{"kind": "length", "name": {"en": "x"}, "scope": {"rooms": ["X9"]}}]}',
      "not_found")],
)  # fmt: skip
def test_a_file_that_is_none_enters_nothing(
    desk: Desk, tmp_path: Path, text: str, error: str
) -> None:
    source = tmp_path / "house.json"
    source.write_text(text, encoding="utf-8")
    code = 3 if error == "file_unreadable" else 1
    desk("rules", "load", source).refused(error, code=code)
    assert desk("rules", "list").done()["rules"] == []


def test_houses_that_are_shipped_are_listed_and_entered(desk: Desk) -> None:
    found = {one["key"]: one["rules"] for one in desk("rules", "examples").done()["examples"]}
    assert len(found) == 6
    added = desk("rules", "load", "democracy-center", "--from", "2026-01-01").done()["added"]
    assert len(added) == found["democracy-center"]


def test_requests_are_answered_by_command(desk: Desk) -> None:
    desk("rules", "add", "approval", "--name", "Ask", "--set", "hours=48", "--strict").done()
    first = desk("book", *WISH).done()
    assert first["waits_for"] == "Ask"
    second = desk("book", "R1", "--org", "BUD", *WISH[3:]).done()
    third = desk("book", "R2", "--org", "BUD", *WISH[3:]).done()
    rows = desk("rules", "waiting").done()["waiting"]
    assert {one["id"]: one["rivals"] for one in rows} == {
        first["booking_id"]: 1, second["booking_id"]: 1, third["booking_id"]: 0,
    }  # fmt: skip
    done = desk("rules", "approve", second["booking_id"]).done()
    assert done["answered"] == [first["booking_id"]]
    desk("rules", "approve", first["booking_id"]).refused("wrong_status")
    desk("rules", "decline", third["booking_id"], "--reason", "no need").done()
    assert desk("rules", "waiting").done()["waiting"] == []


@pytest.mark.parametrize(
    ("words", "error", "code"),
    [
        (("add", "riddle", "--name", "x"), "invalid_input", 1),
        (("add", "notice", "--name", "x", "--set", "hours"), "usage", 2),
        (("add", "notice", "--name", "x", "--set", "hours=soon"), "invalid_input", 1),
        (("add", "notice", "--name", "x", "--set", "hours=9", "--org", "NOBODY"), "not_found", 1),
        (("end", "99"), "not_found", 1),
        (("load", "nowhere.json"), "file_not_found", 3),
        (("approve", "x"), "usage", 2),
    ],
)
def test_what_cannot_be_is_refused(
    file_desk: Desk, words: tuple[str, ...], error: str, code: int
) -> None:
    file_desk("rules", *words).refused(error, code=code)


@pytest.mark.parametrize(
    "wrong",
    [
        5, "x", None, [], {"scope": None}, {"scope": 5}, {"scope": [1]}, {"scope": {"orgs": 5}},
        {"scope": {"rooms": [5]}}, {"scope": {"plans": "x"}}, {"scope": {"purposes": [5]}},
        {"name": None}, {"name": "x"}, {"name": {"en": 5}}, {"reason": [1]}, {"terms": None},
        {"terms": [1]}, {"terms": {"max_minutes": {}}}, {"valid_from": 5}, {"valid_to": "x"},
    ],
    ids=repr,
)  # fmt: skip
def test_a_file_of_another_shape_is_refused_whole(
    file_desk: Desk, tmp_path: Path, wrong: Any
) -> None:
    right = {"key": "a", "kind": "length", "name": {"en": "Short"}, "terms": {"max_minutes": 30}}
    entry = {**right, "key": "b", **wrong} if isinstance(wrong, dict) else wrong
    path = tmp_path / "rules.json"
    path.write_text(json.dumps({"key": "k", "policies": [right, entry]}))
    answer = file_desk("rules", "load", path)
    assert (answer.code, answer.json["error"]) == (1, "invalid_input"), answer.out
    assert file_desk("rules", "list").done()["rules"] == []


def test_a_file_of_brackets_is_refused(file_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_text("[" * 100_000)
    file_desk("rules", "load", path).refused("file_unreadable", 3)
