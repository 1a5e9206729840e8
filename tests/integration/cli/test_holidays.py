"""holidays and closures by command, on both engines."""

from __future__ import annotations

from tests.integration.cli.conftest import Desk


def test_holidays_are_proposed_added_and_removed(desk: Desk) -> None:
    seen = desk("holidays", "propose", "--country", "th", "--year", "2027", "--dry-run").done()
    assert desk("holidays", "list", "--year", "2027").done()["holidays"] == []
    days = [one["day"] for one in seen["holidays"]]
    assert "2027-04-13" in days
    made = desk("holidays", "propose", "--country", "TH", "--year", "2027").done()
    assert made["added"] == len(days)
    assert made["change"].startswith("c")
    again = desk("holidays", "propose", "--country", "TH", "--year", "2027").done()
    assert (again["added"], again["change"]) == (0, None)
    add = ("holidays", "add", "2027-03-03", "--name-en", "Founders", "--name-th", "วันก่อตั้ง")
    assert desk(*add, "--dry-run").done()["change"] is None
    assert desk(*add).done()["day"] == "2027-03-03"
    desk(*add, "--dry-run").refused("invalid_input")
    (own,) = [
        one for one in desk("holidays", "list", "--year", "2027").done()["holidays"]
        if one["day"] == "2027-03-03"
    ]  # fmt: skip
    assert (own["name_th"], own["source"]) == ("วันก่อตั้ง", "")
    assert desk("holidays", "remove", "2027-03-03", "--dry-run").done()["change"] is None
    removed = desk("holidays", "remove", "2027-03-03").done()
    desk("holidays", "remove", "2027-03-03").refused("not_found")
    desk("undo", removed["change"]).done()
    assert desk("verify").done()["ok"]


def test_a_day_that_is_none_is_a_usage_error(file_desk: Desk) -> None:
    file_desk("holidays", "add", "soon", "--name-en", "x").refused("usage", code=2)
    file_desk("holidays", "propose", "--country", "XX").refused("usage", code=2)


def test_closures_are_listed_and_lifted(file_desk: Desk) -> None:
    desk = file_desk
    desk("room", "close", "R2", "--start", "2026-12-24T08:00", "--end", "2026-12-27T00:00",
         "--reason", "works").done()  # fmt: skip
    (one,) = desk("room", "closures", "R2").done()["closures"]
    assert (one["start"], one["reason"]) == ("2026-12-24T08:00:00", "works")
    desk("room", "open", str(one["closure"])).done()
    assert desk("room", "closures", "R2").done()["closures"] == []
    desk("room", "open", str(one["closure"])).refused("closure_lifted")
