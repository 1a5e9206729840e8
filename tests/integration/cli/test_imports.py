"""import: all or nothing, partial, dry runs, hints, every kind; and what is no table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.bootstrap import open_hub
from hubdesk.spaces.glances import layouts
from hubdesk.spaces.queries import resource_id_of
from tests.integration.cli.conftest import Desk

Write = Callable[[str, str], Path]

GOOD_AND_BAD = (
    "code,name_en,class\nNEW,New one,resident\nODD,Odd one,tenant\n,Without code,resident\n"
)
KINDS = {
    "organisations": "รหัส,ชื่อ (อังกฤษ),ประเภท\nNEW,New one,ประจำ\n",
    "people": "email,name_en,org\na@example.org,Anna,ACT\n",
    "resources": "code,kind,name_en,count\nCAM,equipment,Camera,2\n",
    "occupancy": "org,valid_from,seats,headcount,area_m2\nACT,1/1/2569,4,5,20.5\n",
    "bills": "supplier,number,date,service_from,service_to,pool,driver,net,vat_rate\n"
    "S,1,2026-11-03,2026-11-01,2026-11-30,water,equal,10,7\n",
    "income": "date,description,pool,amount\n2026-11-03,Hire,water,5\n",
    "direct-charges": "date,org,description,net,vat_rate\n2026-11-03,ACT,Phone,9,7\n",
    "bookings": "resource,org,start,end,title\nR2,ACT,2026-12-01 09:00,2026-12-01 10:00,Talk\n",
    "payments": "date,org,amount,reference\n2026-11-03,ACT,5,T\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_once(file_desk: Desk, write_csv: Write, kind: str) -> None:
    desk = file_desk
    path = write_csv(f"{kind}.csv", KINDS[kind])
    if kind == "income":
        desk("import", "bills", write_csv("b.csv", KINDS["bills"])).done()
    planned = desk("import", kind, path, "--dry-run").done()
    first = desk("import", kind, path).done()
    again = desk("import", kind, path).done()
    assert planned == first
    assert (first["read"], first["created"]) == (1, 1)
    assert (again["created"], again["updated"], again["skipped"]) == (0, 0, 1)


def test_a_rejected_row_keeps_the_file_out(file_desk: Desk, write_csv: Write) -> None:
    path = write_csv("orgs.csv", GOOD_AND_BAD)
    before = file_desk("history").done()
    for more in ((), ("--dry-run",)):
        answer = file_desk("import", "organisations", path, *more)
        assert answer.code == 1
        found = answer.json
        assert set(found) == {"read", "created", "updated", "skipped", "rejected"}
        assert (found["read"], found["created"], found["updated"]) == (3, 0, 0)
        assert [(row["source"], row["line"], row["reason"]) for row in found["rejected"]] == [
            ("orgs.csv", 3, "not_one_of"),
            ("orgs.csv", 4, "empty"),
        ]
    assert file_desk("history").done() == before


def test_the_good_rows_are_taken_when_asked_for(file_desk: Desk, write_csv: Write) -> None:
    answer = file_desk("import", "organisations", write_csv("o.csv", GOOD_AND_BAD), "--partial")
    assert answer.code == 1
    assert (answer.json["created"], len(answer.json["rejected"])) == (1, 2)
    assert "NEW" in file_desk("export", "organisations", "--out", "-").out


def test_each_file_stands_alone(file_desk: Desk, write_csv: Write) -> None:
    good = write_csv("good.csv", KINDS["organisations"])
    bad = write_csv("bad.csv", GOOD_AND_BAD.replace("NEW", "NIX"))
    answer = file_desk("import", "organisations", good, bad)
    assert answer.code == 1
    assert (answer.json["read"], answer.json["created"]) == (4, 1)
    codes = file_desk("export", "organisations", "--out", "-").out
    assert "NEW" in codes
    assert "NIX" not in codes


def test_a_file_that_is_no_table_stops_everything(
    file_desk: Desk, write_csv: Write, tmp_path: Path
) -> None:
    good = write_csv("good.csv", KINDS["organisations"])
    rubbish = tmp_path / "rubbish.xlsx"
    rubbish.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 8)
    before = file_desk("history").done()
    details = file_desk("import", "organisations", good, rubbish).refused("file_unreadable")
    assert details["source"] == "rubbish.xlsx"
    lacking = write_csv("lacking.csv", "code\nX\n")
    details = file_desk("import", "organisations", lacking).refused("columns_missing")
    assert details["columns"] == ["name_en", "class"]
    file_desk("import", "organisations", tmp_path / "none.csv").refused("file_not_found", 3)
    file_desk("import", "organisations", tmp_path).refused("file_unreadable", 3)
    assert file_desk("history").done() == before


def test_hints_say_how_dates_are_meant(file_desk: Desk, write_csv: Write) -> None:
    path = write_csv("p.csv", "date,org,amount,reference\n11/03/2026,ACT,5,T\n")
    as_months_first = ("import", "payments", path, "--dates", "mdy", "--era", "ce")
    assert file_desk(*as_months_first).done()["created"] == 1
    (line,) = file_desk("ledger", "register", "1000").done()["lines"]
    assert line["date"] == "2026-11-03"


def test_wrong_usage_of_import(file_desk: Desk, write_csv: Write) -> None:
    path = write_csv("o.csv", KINDS["organisations"])
    for words in (
        ("import", "elephants", path),
        ("import", "organisations"),
        ("import", "organisations", path, "--month", "2026-10"),
        ("import", "bills", path, "--month", "2026-13"),
        ("import", "organisations", path, "--dates", "ymd"),
        ("import", "organisations", path, "--era", "ad"),
    ):
        file_desk(*words).refused("usage", 2)


def test_people_are_told_in_their_language(file_desk: Desk, write_csv: Write) -> None:
    path = write_csv("orgs.csv", GOOD_AND_BAD)
    thai = file_desk.shown("import", "organisations", path, lang="th")
    assert "สาเหตุ" in thai.out
    assert "ไม่รับ 2 แถว" in thai.err
    good = write_csv("good.csv", KINDS["organisations"])
    english = file_desk.shown("import", "organisations", good)
    assert english.out == "1 rows read: 1 new, 0 changed, 0 known already.\n"


def test_layouts_come_with_their_capacities(file_desk: Desk, write_csv: Write) -> None:
    desk = file_desk
    head = "code,kind,name_en,capacity,การจัดห้อง\n"
    path = write_csv("rooms.csv", head + "BIG,room,Big room,80,board table 20; theatre: 80/30\n")
    assert desk("import", "resources", path).done()["created"] == 1
    assert desk("import", "resources", path).done()["skipped"] == 1
    ways = [(way, seats, minutes) for way, seats, minutes in _layouts(desk, "BIG")]
    assert ways == [("board", 20, 0), ("theatre", 80, 30)]
    other = write_csv("rooms.csv", head + "BIG,room,Big room,80,\"โต๊ะประชุม 24, arena 60\"\n")
    assert desk("import", "resources", other).done()["updated"] == 1
    assert _layouts(desk, "BIG") == [("board", 24, 0), ("theatre", 80, 30), ("arena", 60, 0)]
    for cell in ("board", "board 0", "board 5; board 6"):
        odd = write_csv("odd.csv", head + f"BIG,room,Big room,80,{cell}\n")
        (row,) = desk("import", "resources", odd).json["rejected"]
        assert row["reason"] in ("not_layouts", "same_key_twice")
    seat = write_csv("desk.csv", head + "D77,desk,Desk,,board 5\n")
    assert desk("import", "resources", seat).json["rejected"][0]["reason"] == "not_one_of"


def _layouts(desk: Desk, room: str) -> list[tuple[str, int, int]]:
    hub = open_hub(desk.location)
    with hub.read() as session:
        found = layouts(session)[resource_id_of(session, room)]
    hub.close()
    return [(one.kind, one.capacity, one.setup_minutes) for one in found]
