"""The day of use by command: the sweep, codes, ends and longer stays, and kiosks."""

from __future__ import annotations

from tests.integration.cli.conftest import Desk


def test_the_sweep_answers_by_what_was_done(desk: Desk) -> None:
    nothing: dict[str, list[str]] = {"warned": [], "released": [], "missed": [], "done": []}
    assert desk("booking", "sweep").done() == nothing
    assert desk("booking", "sweep").done() == nothing
    shown = desk.shown("booking", "sweep")
    assert shown.out.strip() == "Warned of: 0; released: 0; missed: 0; over: 0"


def test_a_date_has_a_code_once_the_house_was_swept(desk: Desk) -> None:
    assert desk("booking", "code", "o1").done() == {"occurrence_id": "o1", "code": ""}
    desk("booking", "sweep").done()
    code = desk("booking", "code", "o1").done()["code"]
    assert len(code) == 6
    assert code.isdigit()
    assert desk("booking", "code", "o1").done()["code"] == code
    desk("booking", "code", "b1").refused("usage", code=2)
    desk("booking", "code", "o99").refused("not_found")


def test_a_date_is_made_longer_while_the_room_is_free(desk: Desk) -> None:
    desk("book", "R1", "--org", "BUD", "--start", "2026-12-22T11:30", "--end",
         "2026-12-22T12:00").done()  # fmt: skip
    (date,) = desk("booking", "extend", "o1", "--minutes", "15").done()["dates"]
    assert date["end"] == "2026-12-22T11:15:00"
    desk("booking", "extend", "o1", "--minutes", "30").refused("room_taken")
    (date,) = desk("booking", "extend", "o1").done()["dates"]
    assert date["end"] == "2026-12-22T11:30:00"
    desk("booking", "extend", "o1").refused("nothing_to_change")


def test_only_who_is_there_can_leave_and_only_what_was_missed_is_excused(desk: Desk) -> None:
    desk("booking", "end", "o1").refused("wrong_status")
    desk("booking", "excuse", "o1").refused("wrong_status")
    desk("booking", "end", "b1").refused("usage", code=2)


def test_a_kiosk_is_not_hung_at_a_door_that_does_not_exist(desk: Desk) -> None:
    assert desk("kiosk", "door", "R77").refused("not_found")["key"] == "R77"
    desk("kiosk", "foyer", "--theme", "pink").refused("usage", code=2)
