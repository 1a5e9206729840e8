"""find, book, bookings, series and booking: shapes, outcomes and refusals, on both engines."""

from __future__ import annotations

import pytest

from tests.integration.cli.conftest import Desk, Desks

NINE, TEN, NOON = "2026-12-22T09:00", "2026-12-22T10:00", "2026-12-22T12:00"

MONDAY_NINE, MONDAY_TEN, MONDAY_NOON = (
    moment.replace("12-22", "12-21") for moment in (NINE, TEN, NOON)
)


def test_free_rooms_are_listed_best_fit_first(desk: Desk) -> None:
    rooms = desk("find", "--start", NINE, "--end", TEN, "--people", "8").done()["resources"]
    assert [room["code"] for room in rooms] == ["R2", "HALL-A", "HALL-B", "HALL"]
    assert rooms[0] == {"code": "R2", "name": "Room 2", "capacity": 8, "free_until": None}
    before = desk("find", "--start", "2026-12-22T07:00", "--end", "2026-12-22T08:00").done()
    until = {room["code"]: room["free_until"] for room in before["resources"]}
    assert until["R1"] == "2026-12-22T09:00:00"


def test_free_rooms_need_their_equipment(desk: Desk) -> None:
    when = ("--start", NINE, "--end", TEN)
    assert desk("find", *when, "--equipment", "PROJ=5").done()["resources"]
    assert not desk("find", *when, "--equipment", "PROJ=6").done()["resources"]
    details = desk("find", *when, "--equipment", "organ").refused("not_found")
    assert details["key"] == "organ"


def test_a_time_for_several_organisations_is_ranked_and_explained(desk: Desk) -> None:
    ask = ("find", "--start", "2026-12-21", "--weeks", "1", "--orgs", "ACT,BUD")
    desk("book", "R1", "--org", "ACT", "--start", MONDAY_NINE, "--end", MONDAY_NOON).done()
    found = desk(*ask, "--people", "8", "--equipment", "projector", "--minutes", "60").done()
    best = found["slots"][0]
    assert (best["resource"], best["start"], best["end"]) == (
        "R2", "2026-12-21T12:00:00", "2026-12-21T13:00:00",
    )  # fmt: skip
    assert "all 2 organisations are free" in best["why"]
    assert "projector is carried in" in best["why"]
    assert best["points"] <= found["slots"][1]["points"]
    assert found["moves"] == []
    desk(*ask, "--hours", "17-9").refused("usage", code=2)
    desk("find", "--start", MONDAY_NINE).refused("usage", code=2)
    desk(*ask, "--equipment", "organ").refused("not_found")


def test_who_would_have_to_move_is_told_and_nobody_is_moved(desk: Desk) -> None:
    desk("book", "HALL-A", "--org", "BUD", "--start", MONDAY_NINE, "--end", MONDAY_TEN).done()
    when = ("--start", MONDAY_NINE, "--end", MONDAY_TEN, "--orgs", "ACT", "--people", "50")
    found = desk("find", *when).done()
    assert found["slots"] == []
    (move,) = found["moves"]
    assert (move["org"], move["resource"], move["frees"]) == ("BUD", "HALL-A", "HALL")
    assert move["to_start"] != move["start"]
    (row,) = desk("bookings", "--org", "BUD").done()["bookings"]
    assert (row["resource"], row["start"]) == ("HALL-A", "2026-12-21T09:00:00")


def test_rooms_have_layouts_hours_and_closures(desk: Desk) -> None:
    desk("room", "layout", "HALL", "theatre", "--capacity", "60", "--setup", "30").done()
    when = ("--start", MONDAY_NINE, "--end", MONDAY_TEN)
    rooms = desk("find", *when, "--layout", "theatre").done()["resources"]
    assert [(room["code"], room["capacity"]) for room in rooms] == [("HALL", 60)]
    desk("room", "hours", "--from", "2026-12-01", "--days", "mon", "--open", "10:00-12:00").done()
    assert desk("find", *when).done()["resources"] == []
    desk("room", "hours", "--from", "2026-12-01", "--days", "monday").refused("usage", code=2)


def test_a_closure_asks_for_a_fate_of_every_booking(desk: Desk) -> None:
    made = desk("book", "R2", "--org", "ACT", "--start", MONDAY_NINE, "--end", MONDAY_TEN,
                "--title", "Clinic").done()  # fmt: skip
    number = made["dates"][0]["occurrence_id"]
    close = ("room", "close", "R2", "--start", "2026-12-21T08:00", "--end", "2026-12-21T12:00",
             "--reason", "works")  # fmt: skip
    (named,) = desk(*close, "--dry-run").done()["in_the_way"]
    assert (named["occurrence_id"], named["org"], named["title"]) == (number, "ACT", "Clinic")
    assert {way["kind"] for way in named["ways"]} >= {"room"}
    assert desk(*close).refused("closure_in_the_way")["occurrences"]
    assert desk(*close, "--fate", f"{number}=R1").done()["closures"]
    (row,) = desk("bookings", "--org", "ACT", "--from", "2026-12-21", "--to",
                  "2026-12-22").done()["bookings"]  # fmt: skip
    assert (row["resource"], row["status"]) == ("R1", "booked")


def test_a_booking_is_answered_and_listed(desk: Desk) -> None:
    made = desk(
        "book", "R2", "PROJ=2", "--org", "BUD", "--start", NINE, "--end", TEN,
        "--title", "Budget clinic", "--project", "P-7",
    ).done()  # fmt: skip
    (date,) = made["dates"]
    assert made["booking_id"].startswith("b")
    assert made["change"].startswith("c")
    assert date == {
        "occurrence_id": date["occurrence_id"],
        "start": "2026-12-22T09:00:00",
        "end": "2026-12-22T10:00:00",
        "outcome": "booked",
        "resource": "R2",
    }
    (row,) = desk("bookings", "--org", "BUD").done()["bookings"]
    assert row == {
        "id": made["booking_id"],
        "occurrence_id": date["occurrence_id"],
        "resource": "R2",
        "org": "BUD",
        "title": "Budget clinic",
        "start": "2026-12-22T09:00:00",
        "end": "2026-12-22T10:00:00",
        "status": "booked",
        "series": False,
    }
    shown = desk("booking", "show", made["booking_id"]).done()
    assert shown["extras"] == [{"resource": "PROJ", "quantity": 2}]
    assert shown["project"] == "P-7"


def test_a_clash_is_refused_with_its_dates_and_writes_nothing(desk: Desk) -> None:
    before = desk("history").done()
    answer = desk(
        "book", "R1", "--org", "BUD", "--start", "2026-12-15T10:00", "--end", "2026-12-15T12:00",
        "--rrule", "FREQ=WEEKLY;COUNT=3",
    )  # fmt: skip
    details = answer.refused("room_taken")
    assert [date["outcome"] for date in details["dates"]] == ["booked", "clash", "booked"]
    clash = details["dates"][1]
    assert clash["start"] == "2026-12-22T10:00:00"
    assert clash["by"] == "ACT"
    assert "Hearing" not in answer.out
    assert desk("history").done() == before
    assert len(desk("bookings").done()["bookings"]) == 1


def test_dates_that_clash_can_be_skipped_and_added_again(desk: Desk) -> None:
    series = (
        "book", "R1", "--org", "BUD", "--start", "2026-12-15T10:00", "--end", "2026-12-15T12:00",
        "--rrule", "FREQ=WEEKLY;COUNT=3", "--on-clash", "skip",
    )  # fmt: skip
    planned = desk(*series, "--dry-run").done()
    assert planned["booking_id"] is None
    assert [date["occurrence_id"] for date in planned["dates"]] == [None] * 3
    assert len(desk("bookings").done()["bookings"]) == 1
    made = desk(*series).done()
    assert [date["outcome"] for date in made["dates"]] == ["booked", "skipped", "booked"]
    assert made["dates"][1]["reason"] == "room_taken"
    skipped = made["dates"][1]["occurrence_id"]
    desk("booking", "restore", skipped).refused("room_taken")
    (first,) = desk("bookings", "--org", "ACT").done()["bookings"]
    desk("booking", "cancel", first["id"], "--reason", "ill").done()
    (restored,) = desk("booking", "restore", skipped).done()["dates"]
    assert restored["status"] == "booked"


def test_a_dry_run_of_a_clash_is_refused_as_the_booking_would_be(desk: Desk) -> None:
    desk(
        "book", "R1", "--org", "BUD", "--start", TEN, "--end", NOON, "--dry-run"
    ).refused("room_taken")  # fmt: skip


def test_bookings_are_narrowed_by_every_filter(desk: Desk) -> None:
    desk(
        "book", "R2", "--org", "BUD", "--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00",
        "--rrule", "FREQ=WEEKLY;COUNT=3",
    ).done()  # fmt: skip

    def starts(*options: str) -> list[str]:
        return [row["start"][:10] for row in desk("bookings", *options).done()["bookings"]]

    assert starts() == ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22"]
    assert starts("--from", "2026-12-08") == ["2026-12-08", "2026-12-15", "2026-12-22"]
    assert starts("--from", "2026-12-08", "--to", "2026-12-15") == ["2026-12-08"]
    assert starts("--from", "8/12/2569", "--to", "15/12/2569") == ["2026-12-08"]
    assert starts("--from", "2026-12-22T11:00") == []
    assert starts("--room", "R1") == ["2026-12-22"]
    assert starts("--org", "BUD", "--status", "booked") == starts("--room", "R2")
    assert starts("--status", "cancelled") == []
    assert [row["series"] for row in desk("bookings").done()["bookings"]] == [True] * 3 + [False]


def test_dates_are_moved_cancelled_restored_and_taken_back(desk: Desk) -> None:
    (row,) = desk("bookings").done()["bookings"]
    moved = desk("booking", "move", row["occurrence_id"], "--start", "2026-12-23T09:00").done()
    assert moved["dates"] == [
        {
            "occurrence_id": row["occurrence_id"],
            "start": "2026-12-23T09:00:00",
            "end": "2026-12-23T11:00:00",
            "resource": "R1",
            "status": "booked",
        }
    ]
    cancelled = desk("booking", "cancel", row["id"], "--reason", "ill").done()
    assert cancelled["dates"][0]["status"] == "cancelled"
    assert cancelled["dates"][0]["reason"] == "ill"
    desk("booking", "cancel", row["occurrence_id"]).refused("wrong_status")
    back = desk("undo", cancelled["change"]).done()
    assert back["undone"] == cancelled["change"]
    assert back["changed"]["occurrence"] == [row["occurrence_id"]]
    (again,) = desk("booking", "show", row["id"]).done()["dates"]
    assert (again["status"], again["start"]) == ("booked", "2026-12-23T09:00:00")
    desk("booking", "move", row["id"], "--room", "R2").done()
    assert desk("bookings", "--room", "R2").done()["bookings"]


def test_checking_in_has_its_time(desk: Desk) -> None:
    (row,) = desk("bookings").done()["bookings"]
    details = desk("booking", "check-in", row["id"]).refused("outside_check_in_window")
    assert details == {"opens": "2026-12-22T08:45:00", "closes": "2026-12-22T11:00:00"}


def test_a_scope_needs_a_date(desk: Desk) -> None:
    details = desk("booking", "cancel", "b1", "--scope", "all").refused("usage", 2)
    assert details["reason"] == "scope_needs_date"


@pytest.mark.parametrize(
    ("scope", "left"), [("this", 2), ("following", 1), ("all", 0)], ids=str
)
def test_a_scope_says_which_dates_are_meant(file_desk: Desk, scope: str, left: int) -> None:
    made = file_desk(
        "book", "R2", "--org", "BUD", "--start", "2099-12-01T09:00", "--end", "2099-12-01T10:00",
        "--rrule", "FREQ=WEEKLY;COUNT=3",
    ).done()  # fmt: skip
    second = made["dates"][1]["occurrence_id"]
    file_desk("booking", "cancel", second, "--scope", scope).done()
    booked = file_desk("bookings", "--org", "BUD", "--status", "booked").done()["bookings"]
    assert len(booked) == left


def test_a_rule_is_tried_without_booking(file_desk: Desk) -> None:
    words = ("series", "preview", "--start", NINE, "--end", TEN)
    found = file_desk(*words, "--rrule", "FREQ=WEEKLY;COUNT=3", "--exdate", "2026-12-29").done()
    assert found == {
        "dates": [
            {"start": "2026-12-22T09:00:00", "end": "2026-12-22T10:00:00"},
            {"start": "2027-01-05T09:00:00", "end": "2027-01-05T10:00:00"},
        ],
        "complete": True,
    }
    endless = file_desk(*words, "--rrule", "FREQ=DAILY", "--limit", "2").done()
    assert (len(endless["dates"]), endless["complete"]) == (2, False)
    added = file_desk(*words, "--rrule", "FREQ=DAILY;COUNT=1", "--rdate", "2026-12-24T09:00")
    assert [date["start"][:10] for date in added.done()["dates"]] == ["2026-12-22", "2026-12-24"]
    days = ("series", "preview", "--start", "2026-12-22", "--end", "2026-12-23")
    assert file_desk(*days, "--rrule", "FREQ=DAILY;COUNT=1").done()["dates"] == [
        {"start": "2026-12-22", "end": "2026-12-23"}
    ]
    details = file_desk(*words, "--rrule", "FREQ=SOMETIMES").refused("invalid_rule")
    assert details["reason"] == "unknown_freq"
    file_desk(*words[:4], "--end", NINE, "--rrule", "FREQ=DAILY").refused("invalid_input")


def test_a_rule_is_tried_where_there_is_no_hub(desks: Desks) -> None:
    answer = desks("nowhere").run(
        "series", "preview", "--start", NINE, "--end", TEN, "--rrule", "FREQ=DAILY;COUNT=2",
        "--format", "json",
    )  # fmt: skip
    assert len(answer.done()["dates"]) == 2


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("book", "R9", "--org", "ACT", "--start", NINE, "--end", TEN), "not_found"),
        (("book", "R2", "--org", "ZZZ", "--start", NINE, "--end", TEN), "not_found"),
        (("book", "R2", "--org", "ACT", "--start", TEN, "--end", NINE), "invalid_input"),
        (("book", "R2", "--org", "ACT", "--start", NINE, "--end", TEN, "--people", "90"),
         "too_many_people"),
        (("book", "R2", "--org", "ACT", "--start", NINE, "--end", TEN, "--rrule", "FREQ=DAILY"),
         "rule_not_bookable"),
        (("book", "PROJ=6", "--org", "ACT", "--start", NINE, "--end", TEN), "invalid_input"),
        (("bookings", "--room", "R9"), "not_found"),
        (("bookings", "--org", "ZZZ"), "not_found"),
        (("booking", "show", "b999"), "not_found"),
        (("booking", "cancel", "o999999999999"), "not_found"),
    ],
    ids=lambda value: " ".join(value[:6]) if isinstance(value, tuple) else value,
)  # fmt: skip
def test_rules_refuse_with_exit_code_1(file_desk: Desk, words: tuple[str, ...], error: str) -> None:
    file_desk(*words).refused(error)
