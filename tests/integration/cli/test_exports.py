"""export ics, vcf, open-data: what comes out, and above all what does not."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.integration.cli.conftest import Desk

Write = Callable[[str, str], Path]

HOSTILE = "Plan; A, B\\n END:VEVENT"
SECRETS = ("Hearing", "Alibi", "Anti-Corruption", "Budget Watch", "Anna", "example.org")


def events(desk: Desk, *words: str) -> dict[str, Any]:
    """Events of a calendar by the number of their date (``o1``)."""
    answer = desk("export", "ics", "--out", "-", *words)
    assert answer.code == 0, answer.out
    found = Calendar.from_ical(answer.out).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in found}


def booked(desk: Desk, room: str, org: str, day: str, *words: str) -> str:
    """Book from nine to ten; the id of the first date."""
    when = ("--start", f"{day}T09:00", "--end", f"{day}T10:00")
    done = desk("book", room, "--org", org, *when, *words).done()
    return str(done["dates"][0]["occurrence_id"])


def test_a_private_booking_is_only_a_time_and_a_room(desk: Desk) -> None:
    (event,) = events(desk).values()
    assert (event["SUMMARY"], event["LOCATION"]) == ("Booked", "Room 1")
    assert event.decoded("DTSTART") == datetime(2026, 12, 22, 2, tzinfo=UTC)
    assert "CATEGORIES" not in event
    thai = desk.shown("export", "ics", "--out", "-", lang="th").out
    assert "SUMMARY:จองแล้ว" in thai
    for lang in ("en", "th"):
        text = desk.shown("export", "ics", "--out", "-", lang=lang).out
        assert "Hearing" not in text
        assert "ACT" not in text


def test_a_calendar_of_one_organisation_has_no_private_dates(desk: Desk) -> None:
    open_one = booked(desk, "R2", "ACT", "2026-12-01", "--title", "Open day")
    assert events(desk, "--org", "ACT").keys() == {open_one}
    assert len(events(desk)) == 2


def test_cancelled_dates_say_so(desk: Desk) -> None:
    rule = ("--rrule", "FREQ=DAILY;COUNT=3", "--title", HOSTILE)
    first = booked(desk, "R2", "BUD", "2026-12-01", *rule)
    before = events(desk, "--room", "R2")
    assert len(before) == 3
    assert {str(event["SUMMARY"]) for event in before.values()} == {HOSTILE}
    desk("booking", "cancel", first).done()
    after = events(desk, "--room", "R2")
    assert after.keys() == before.keys()
    assert [event["STATUS"] for event in after.values()] == ["CANCELLED", "CONFIRMED", "CONFIRMED"]
    assert after[first]["CATEGORIES"].cats == ["BUD"]
    assert after[first].decoded("LAST-MODIFIED") >= after[first].decoded("CREATED")


def test_dates_that_were_never_had_do_not_come(desk: Desk) -> None:
    taken = booked(desk, "R2", "ACT", "2026-12-02", "--title", "First")
    rule = ("--rrule", "FREQ=DAILY;COUNT=3", "--on-clash", "skip", "--title", "Second")
    booked(desk, "R2", "BUD", "2026-12-01", *rule)
    listed = desk("bookings", "--room", "R2").done()["bookings"]
    assert sorted(one["status"] for one in listed) == ["booked", "booked", "booked", "skipped"]
    found = events(desk, "--room", "R2")
    assert len(found) == 3
    assert taken in found
    (skipped,) = (one["occurrence_id"] for one in listed if one["status"] == "skipped")
    assert skipped not in found


def test_a_calendar_is_narrowed_and_named_and_the_same_twice(desk: Desk, tmp_path: Path) -> None:
    booked(desk, "R2", "BUD", "2026-12-01", "--title", "Early")
    booked(desk, "R1", "BUD", "2026-12-05", "--title", "Late")
    late = events(desk, "--from", "2026-12-02", "--to", "2026-12-10")
    assert [event["SUMMARY"] for event in late.values()] == ["Late"]
    assert events(desk, "--to", "2020-01-01") == {}
    for name in ("one.ics", "two.ics"):
        desk("export", "ics", "--org", "BUD", "--room", "R1", "--out", tmp_path / name).done()
    data = (tmp_path / "one.ics").read_bytes()
    assert data == (tmp_path / "two.ics").read_bytes()
    assert str(Calendar.from_ical(data)["X-WR-CALNAME"]).endswith(" – BUD – R1")
    desk("export", "ics", "--org", "NONE", "--out", "-").refused("not_found")
    desk("export", "ics", "--room", "NONE", "--out", "-").refused("not_found")


PEOPLE = (
    "email,name_en,name_th,org,phone,role\n"
    'anna@example.org,"Anna; B, C",แอนนา,ACT,02 123,Chair\n'
    "ben@example.org,Ben,,BUD,,\n"
)


def test_people_become_cards(desk: Desk, write_csv: Write) -> None:
    desk("import", "people", write_csv("people.csv", PEOPLE)).done()
    everybody = desk("export", "vcf", "--out", "-").out
    assert everybody.count("BEGIN:VCARD") == 2
    assert "FN:Anna\\; B\\, C" in everybody
    assert "ORG:Anti-Corruption Trust" in everybody
    assert "FN:แอนนา" in desk.shown("export", "vcf", "--out", "-", lang="th").out
    only = desk("export", "vcf", "--org", "BUD", "--out", "-").out
    assert "FN:Ben" in only
    assert "Anna" not in only
    desk("export", "vcf", "--org", "NONE", "--out", "-").refused("not_found")


ORGS = "code,name_en,class\nCIV,Civic Lab,resident\nDEM,Demo Fund,resident\n"
OCCUPANCY = "org,valid_from,seats,headcount,area_m2\n" + "".join(
    f"{org},2025-01-01,4,5,20.5\n" for org in ("ACT", "BUD", "CIV", "DEM")
)
BILLS = (
    "supplier,number,date,service_from,service_to,pool,driver,net,vat_rate\n"
    "Water Co,1,2025-10-03,2025-10-01,2025-10-31,water,seats,1000.01,7\n"
    "Fibre Co,2,2025-11-03,2025-11-01,2025-11-30,internet,seats,77,7\n"
)
BOOKINGS = "resource,org,start,end,title,private\n" + "".join(
    f"{room},{org},2025-10-{day} 09:00,2025-10-{day} 10:30,Alibi {org},{private}\n"
    for room, org, day, private in (
        ("R1", "ACT", "06", "yes"), ("R1", "BUD", "07", "no"), ("R1", "CIV", "08", "no"),
        ("R2", "ACT", "06", "no"), ("R2", "BUD", "07", "no"), ("R2", "ACT", "08", "no"),
    )
)  # fmt: skip


@pytest.fixture
def house(desk: Desk, write_csv: Write) -> Desk:
    """October 2025 is locked, November is open."""
    for kind, text in (
        ("organisations", ORGS), ("people", PEOPLE), ("occupancy", OCCUPANCY), ("bills", BILLS),
        ("bookings", BOOKINGS),
    ):  # fmt: skip
        desk("import", kind, write_csv(f"{kind}.csv", text)).done()
    desk("costs", "close", "2025-10").done()
    return desk


def opened(path: Path) -> dict[str, list[list[str]]]:
    """Rows of each CSV file of a package, and nothing unread in it."""
    with zipfile.ZipFile(path) as archive:
        package = json.loads(archive.read("datapackage.json"))
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {one["path"] for one in package["resources"]} == files.keys() - {"datapackage.json"}
    for text in files.values():
        assert not [secret for secret in SECRETS if secret in text]
    return {
        name: list(csv.reader(io.StringIO(text, newline="")))[1:]
        for name, text in files.items()
        if name.endswith(".csv")
    }


def test_open_data_has_figures_and_nobody(house: Desk, tmp_path: Path) -> None:
    path = tmp_path / "open.zip"
    house("export", "open-data", "--out", path).done()
    found = opened(path)
    assert found["costs.csv"] == [
        ["2025-10", "2025-10", "water", "seats", "1000.01", "THB", "4"],
    ]
    assert found["bookings.csv"] == [["2025-10", "R1", "3", "4.50"]]
    assert [row[0] for row in found["rooms.csv"]] == ["HALL", "HALL-A", "HALL-B", "R1", "R2"]
    again = tmp_path / "again.zip"
    house("export", "open-data", "--out", again).done()
    assert again.read_bytes() == path.read_bytes()


def test_open_data_is_narrowed_to_whole_months(house: Desk, tmp_path: Path) -> None:
    path = tmp_path / "open.zip"
    for words in (("--from", "2025-10-02"), ("--to", "2025-10-01")):
        house("export", "open-data", *words, "--out", path).done()
        found = opened(path)
        assert found["costs.csv"] == found["bookings.csv"] == []
    house("export", "open-data", "--from", "2025-10-01", "--to", "2025-11-01", "--out", path).done()
    assert opened(path)["costs.csv"]
