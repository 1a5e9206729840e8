"""The counter and the outbox by command line."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.integration.cli.conftest import Desk

_NOW = datetime.now(ZoneInfo("Asia/Bangkok")).replace(minute=0, second=0, microsecond=0)


def _in(hours: int) -> str:
    """Wall time of the house, so many hours from now; the command line has the machine's clock."""
    return (_NOW + timedelta(hours=hours)).replace(tzinfo=None).isoformat()


def test_a_visitor_comes_and_goes(file_desk: Desk) -> None:
    desk = file_desk
    added = desk("visitor", "add", "Wipa", "--org", "ACT", "--at", _in(2),
                     "--people", "2", "--from", "Press", "--to", "Malee").done()  # fmt: skip
    number = str(added["visit"])
    assert added["change"].startswith("c")
    assert desk("visitor", "arrive", number, "--badge", "7").done()["visit"] == int(number)
    (here,) = desk("visitor", "list", "--inside").done()["visitors"]
    assert (here["name"], here["status"], here["badge"], here["expected"], here["people"]) == (
        "Wipa", "arrived", "7", _in(2), 2,
    )  # fmt: skip
    desk("visitor", "leave", number).done()
    desk("visitor", "leave", number).refused("not_in_state")
    assert desk("visitor", "forget").done() == {"forgotten": 0, "change": None}
    desk("visitor", "add", "").refused("invalid_input")


def test_a_parcel_is_fetched(file_desk: Desk) -> None:
    desk = file_desk
    added = desk("parcel", "add", "Books", "--org", "BUD", "--pieces", "2").done()
    number = str(added["parcel"])
    (waiting,) = desk("parcel", "list").done()["parcels"]
    assert (waiting["what"], waiting["pieces"], waiting["org"]) == ("Books", 2, "BUD")
    desk("parcel", "fetch", number, "--by", "Chai").done()
    assert desk("parcel", "list").done()["parcels"] == []
    desk("parcel", "return", number).refused("not_in_state")
    desk("parcel", "add", "Books", "--org", "ZZZ").refused("not_found")


def test_a_key_goes_out_and_back(file_desk: Desk) -> None:
    desk = file_desk
    desk("key", "add", "K-01", "--name-en", "Room 1", "--room", "R1").done()
    desk("key", "out", "k-01", "Chai", "--org", "BUD", "--due", _in(4)).done()
    refused = desk("key", "out", "K-01", "Malee").refused("key_out")
    assert refused["by"] == "Chai"
    (key,) = desk("key", "list").done()["keys"]
    assert (key["out"], key["holder"], key["due"]) == (True, "Chai", _in(4))
    desk("key", "back", "K-01").done()
    desk("key", "back", "K-01").refused("key_here")
    (loan,) = desk("key", "loans", "k-01").done()["loans"]
    assert (loan["holder"], loan["org"], loan["due"]) == ("Chai", "BUD", _in(4))
    assert loan["back"] is not None


def test_a_ticket_closes_its_room(file_desk: Desk) -> None:
    desk = file_desk
    number = str(desk("ticket", "add", "No light", "--kind", "out_of_order", "--room", "R1",
                          "--close-until", _in(6)).done()["ticket"])  # fmt: skip
    desk("book", "R1", "--org", "ACT", "--start", _in(3), "--end", _in(4)).refused("closed")
    (ticket,) = desk("ticket", "list").done()["tickets"]
    assert ticket["closed_until"] == _in(6)
    desk("ticket", "finish", number).done()
    desk("book", "R1", "--org", "ACT", "--start", _in(3), "--end", _in(4)).done()  # fmt: skip


def test_an_extra_is_charged(file_desk: Desk) -> None:
    desk = file_desk
    booked = desk("book", "R1", "--org", "ACT", "--start", _in(30), "--end", _in(31)).done()
    date = booked["dates"][0]["occurrence_id"]
    number = desk("extra", "add", date, "Coffee", "--price", "45", "--quantity", "12").done()
    (extra,) = desk("extra", "list", date).done()["extras"]
    assert (extra["amount_minor"], extra["cancelled"]) == (54_000, False)
    assert extra["charge"] is not None
    desk("extra", "cancel", str(number["extra"])).done()
    assert desk("extra", "list", date).done()["extras"][0]["cancelled"]


def test_the_outbox_is_empty_until_mail_is_set_up(file_desk: Desk) -> None:
    desk = file_desk
    assert desk("outbox", "list").done() == {"letters": []}
    assert desk("outbox", "send").done() == {
        "reminders": 0, "sent": 0, "waiting": 0, "failed": 0,
    }  # fmt: skip
    desk("outbox", "preview", "1").refused("not_found")
    desk("outbox", "list", "--status", "lost").refused("usage", 2)


def test_both_papers_are_printed(file_desk: Desk, tmp_path: Path) -> None:
    desk = file_desk
    desk("visitor", "add", "Wipa", "--org", "ACT").done()
    for name in ("sign-in", "evacuation"):
        desk("report", name, "--out", tmp_path).done()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".pdf"]
