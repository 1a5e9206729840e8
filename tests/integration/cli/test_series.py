"""Series and waiting by command: edit with a preview, ranges, copies, offers, confirmations."""

from __future__ import annotations

from tests.integration.cli.conftest import Desk

NINE, TEN = "2026-12-07T09:00", "2026-12-07T10:00"
WEEKLY = ("--rrule", "FREQ=WEEKLY;COUNT=5")


def book(desk: Desk, *more: str, org: str = "ACT") -> dict[str, object]:
    found: dict[str, object] = desk(
        "book", "R2", "--org", org, "--start", NINE, "--end", TEN, *more
    ).done()
    return found


def ids(found: dict[str, object]) -> list[str]:
    dates = found["dates"]
    assert isinstance(dates, list)
    return [row["occurrence_id"] for row in dates]


def test_an_edit_is_looked_at_before_it_is_made(desk: Desk) -> None:
    dates = ids(book(desk, *WEEKLY))
    ask = ("booking", "edit", dates[2], "--scope", "following", "--start", "2026-12-21T14:00")
    seen = desk(*ask, "--dry-run").done()
    assert [row["outcome"] for row in seen["dates"]] == ["changed"] * 3
    assert (seen["divides"], seen["earlier"], seen["past"]) == (True, 2, 0)
    done = desk(*ask).done()
    assert [row["start"] for row in done["dates"]] == [
        "2026-12-21T14:00:00", "2026-12-28T14:00:00", "2027-01-04T14:00:00",
    ]  # fmt: skip
    assert done["booking_id"] != "b1"
    desk("booking", "edit", dates[0], "--on-clash", "push").refused("usage", code=2)
    desk("rules", "add", "length", "--name", "Short", "--from", "2026-01-01",
         "--set", "max_minutes=30").done()  # fmt: skip
    longer = ("booking", "edit", dates[0], "--end", "2026-12-07T11:00")
    assert desk(*longer).refused("policy_refused")["overridable"] is True
    assert desk(*longer, "--override", "the minister comes").done()["dates"]


def test_a_cancellation_is_looked_at_before_it_is_made(desk: Desk) -> None:
    found = book(desk, *WEEKLY)
    number, dates = str(found["booking_id"]), ids(found)
    desk("visitor", "add", "Malee", "--booking", dates[3]).done()
    ask = ("booking", "cancel", dates[2], "--scope", "following")
    seen = desk(*ask, "--dry-run").done()
    assert [row["occurrence_id"] for row in seen["dates"]] == dates[2:]
    assert {row["outcome"] for row in seen["dates"]} == {"cancelled"}
    assert [[one["name"] for one in row["visitors"]] for row in seen["dates"]] == [
        [], ["Malee"], [],
    ]  # fmt: skip
    assert (seen["earlier"], seen["past"], seen["fee"]) == (2, 0, "0.00")
    assert len(desk("booking", "cancel", number, "--from", "2026-12-14", "--to", "2026-12-21",
                    "--dry-run").done()["dates"]) == 2  # fmt: skip
    assert {row["status"] for row in desk("booking", "show", number).done()["dates"]} == {"booked"}
    assert len(desk(*ask).done()["dates"]) == 3
    desk(*ask, "--dry-run").refused("nothing_to_change")


def test_a_range_is_cancelled_and_a_series_is_copied(desk: Desk) -> None:
    found = book(desk, *WEEKLY)
    number = str(found["booking_id"])
    gone = desk("booking", "cancel", number, "--from", "2026-12-14", "--to", "2026-12-21").done()
    assert [row["status"] for row in gone["dates"]] == ["cancelled", "cancelled"]
    desk("booking", "cancel", ids(found)[0], "--from", "2026-12-14").refused("usage", code=2)
    copy = desk("booking", "copy", number, "--start", "2027-02-01T09:00").done()
    assert [row["start"][:10] for row in copy["dates"]] == [
        "2027-02-01", "2027-02-22", "2027-03-01",
    ]  # fmt: skip


def test_a_wish_waits_and_is_accepted(desk: Desk) -> None:
    held = book(desk)
    (wish,) = ids(book(desk, "--on-clash", "wait", org="BUD"))
    (line,) = desk("booking", "waiting").done()["waiting"]
    assert (line["occurrence_id"], line["state"], line["position"]) == (wish, "waiting", 1)
    desk("booking", "accept", wish).refused("not_waiting")
    desk("booking", "cancel", str(held["booking_id"])).done()
    (line,) = desk("booking", "waiting", "--org", "BUD").done()["waiting"]
    assert line["state"] == "offered"
    assert desk("booking", "accept", wish).done()["dates"][0]["status"] == "booked"
    assert desk("booking", "waiting").done()["waiting"] == []


def test_a_single_booking_repeats_and_is_confirmed(desk: Desk) -> None:
    number = str(book(desk)["booking_id"])
    more = desk("booking", "repeat", number, "--rrule", "FREQ=WEEKLY;COUNT=3").done()
    assert len(more["dates"]) == 2
    told = desk("booking", "reconfirm", number, "--every", "6").done()
    assert told == {"booking_id": number, "every_months": 6, "confirmed_until": "2027-06-07"}
    assert desk("booking", "to-confirm").done()["to_confirm"] == []


def test_a_skipped_date_is_put_back(desk: Desk) -> None:
    held = book(desk)
    dates = ids(book(desk, *WEEKLY, "--on-clash", "skip", org="BUD"))
    desk("booking", "re-add", dates[0]).refused("room_taken")
    desk("booking", "cancel", str(held["booking_id"])).done()
    assert desk("booking", "re-add", dates[0]).done()["dates"][0]["status"] == "booked"
