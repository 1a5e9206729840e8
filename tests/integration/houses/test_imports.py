"""Imports of organisations, people, occupancy, resources and bookings: twice adds nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from hubdesk.booking.checks import claims_follow
from hubdesk.booking.imports import import_bookings
from hubdesk.booking.queries.listing import bookings
from hubdesk.bootstrap import Hub
from hubdesk.exchange.columns import Parsed, parse
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.exchange.tables import read_table
from hubdesk.orgs.imports import import_occupancy, import_organisations, import_people
from hubdesk.orgs.queries import occupancies, organisation_by_code, people
from hubdesk.orgs.tax_ids import finding
from hubdesk.spaces.imports import import_resources
from hubdesk.spaces.queries import resource_by_code
from hubdesk.store.queries import history
from hubdesk.store.session import UnitOfWork

Import = Callable[[UnitOfWork, Parsed], ImportOutcome]

ORGS = """code,name_en,ชื่อ (ไทย),class,tax_id
ACT,Anti-Corruption Trust,ทรัสต์,resident,0994000165501
BUD,Budget Watch,,outside,
"""
ROOMS = """code,kind,name_en,floor,capacity,parts,count,open,close
HALL,room,Hall,2,60,A+B,,08:00,24:00
A,room,Half A,2,30,A1+A2,,,
A1,room,Quarter 1,2,15,,,,
A2,room,Quarter 2,2,15,,,,
B,room,Half B,2,30,,,,20:00
PROJ,equipment,Projector,,,,5,,
D1,desk,Desk,1,,,,,
"""


def take(hub: Hub, run: Import, kind: str, text: str) -> ImportOutcome:
    with hub.write() as uow:
        return run(uow, parse(kind, read_table(text.encode(), f"{kind}.csv")))


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int]:
    return outcome.created, outcome.updated, outcome.skipped, len(outcome.rejected)


def rows_of_history(hub: Hub) -> int:
    with hub.read() as session:
        return history(session, limit=1)[0].seq


def test_organisations_are_created_updated_and_skipped(hub: Hub) -> None:
    assert counts(take(hub, import_organisations, "organisations", ORGS)) == (2, 0, 0, 0)
    before = rows_of_history(hub)
    assert counts(take(hub, import_organisations, "organisations", ORGS)) == (0, 0, 2, 0)
    assert rows_of_history(hub) == before
    changed = "code,name_en,class\nACT,Anti-Corruption Trust,partner\n"
    assert counts(take(hub, import_organisations, "organisations", changed)) == (0, 1, 0, 0)
    with hub.read() as session:
        act = organisation_by_code(session, "ACT")
    assert (act.org_class, act.names.th, act.tax_id) == ("partner", "ทรัสต์", "0994000165501")


def test_an_odd_tax_number_is_warned_about_not_refused(hub: Hub) -> None:
    assert finding("0994000165501") == ""
    assert finding("1234567890123") == "tax_id_check"
    odd = ORGS.replace("0994000165501", "1234567890123")
    assert counts(take(hub, import_organisations, "organisations", odd)) == (2, 0, 0, 0)


def test_people_are_known_by_mail_or_by_name_within_their_organisation(hub: Hub) -> None:
    take(hub, import_organisations, "organisations", ORGS)
    text = "email,name_en,org,role\nA@b.example,Anna,ACT,x\n,Bo,ACT,y\n,Bo,BUD,z\n,Cy,NONE,\n"
    first = take(hub, import_people, "people", text)
    assert counts(first) == (3, 0, 0, 1)
    assert (first.rejected[0].line, first.rejected[0].reason) == (5, "not_found")
    again = text.replace("a@B.example", "A@b.example").replace(",y", ",boss")
    assert counts(take(hub, import_people, "people", again)) == (0, 1, 2, 1)
    with hub.read() as session:
        assert {person.org for person in people(session)} == {"ACT", "BUD"}


@pytest.mark.parametrize("backwards", [False, True])
def test_an_open_fact_lasts_until_the_next_one(hub: Hub, backwards: bool) -> None:
    take(hub, import_organisations, "organisations", ORGS)
    lines = ["ACT,1/1/2568,,14,16,96.50", "ACT,1/7/2569,,10,12,"]
    head = "org,valid_from,valid_to,seats,headcount,area_m2"
    text = "\n".join([head, *(reversed(lines) if backwards else lines)])
    for expected in ((2, 0, 0, 0), (0, 0, 2, 0)):
        assert counts(take(hub, import_occupancy, "occupancy", text)) == expected
    with hub.read() as session:
        first, second = occupancies(session, date(2025, 1, 1), date(2026, 12, 31))
    assert (first.valid_to, first.area_m2) == (date(2026, 6, 30), Fraction("96.5"))
    assert (second.valid_from, second.valid_to) == (date(2026, 7, 1), None)
    inside = f"{head}\nACT,1/1/2569,31/7/2569,1,1,"
    refused = take(hub, import_occupancy, "occupancy", inside)
    assert [found.reason for found in refused.rejected] == ["overlapping_facts"]


def test_rooms_are_made_of_parts_that_may_come_later(hub: Hub) -> None:
    assert counts(take(hub, import_resources, "resources", ROOMS)) == (7, 0, 0, 0)
    before = rows_of_history(hub)
    assert counts(take(hub, import_resources, "resources", ROOMS)) == (0, 0, 7, 0)
    assert rows_of_history(hub) == before
    with hub.read() as session:
        hall, half = resource_by_code(session, "HALL"), resource_by_code(session, "A")
        projectors = resource_by_code(session, "PROJ")
    assert len(hall.unit_ids) == 3
    assert set(half.unit_ids) < set(hall.unit_ids)
    assert (hall.open_minute, hall.close_minute) == (480, 1440)
    assert (projectors.count, len(projectors.unit_ids)) == (5, 5)


def test_impossible_parts_are_named_by_line(hub: Hub) -> None:
    text = (
        "code,kind,name_en,parts\nX,room,X,Y\nY,room,Y,Z\nZ,room,Z,X\nS,room,S,S\n"
        "N,room,N,NONE\nM,room,M,N\nOK,room,OK,\n"
    )
    outcome = take(hub, import_resources, "resources", text)
    assert [(found.line, found.reason) for found in outcome.rejected] == [
        (2, "parts_cycle"), (3, "parts_cycle"), (4, "parts_cycle"), (5, "parts_cycle"),
        (6, "not_found"), (7, "not_found"),
    ]  # fmt: skip
    assert outcome.created == 1


def test_what_is_booked_keeps_its_make_up(hub: Hub) -> None:
    take(hub, import_organisations, "organisations", ORGS)
    take(hub, import_resources, "resources", ROOMS)
    book = "resource,org,start,end\nB,ACT,2026-12-01 09:00,2026-12-01 10:00\n"
    take(hub, import_bookings, "bookings", book)
    head = "code,kind,name_en,parts,count\n"
    for row in ("B,room,Half B,D1+A1,", "HALL,room,Hall,A1,", "D1,room,Desk,,"):
        outcome = take(hub, import_resources, "resources", head + row)
        assert [found.reason for found in outcome.rejected] == ["resource_in_use"]
    fewer = take(hub, import_resources, "resources", f"{head}PROJ,equipment,Projector,,3")
    assert counts(fewer) == (0, 1, 0, 0)
    with hub.read() as session:
        assert len(resource_by_code(session, "PROJ").unit_ids) == 3
        assert claims_follow(session) == []


def test_bookings_are_booked_once_and_clashes_are_rejected_by_line(hub: Hub) -> None:
    take(hub, import_organisations, "organisations", ORGS)
    take(hub, import_resources, "resources", ROOMS)
    text = (
        "resource,org,start,end,title,rrule,status,private\n"
        "A,ACT,2026-12-07 09:00,2026-12-07 10:00,Weekly,FREQ=WEEKLY;COUNT=3,,no\n"
        "HALL,BUD,2026-12-14 09:30,2026-12-14 10:00,Clash,,,\n"
        "HALL,BUD,2026-12-14 09:30,2026-12-14 10:00,Gone,,cancelled,yes\n"
        "B,BUD,2026-12-14 21:00,2026-12-14 22:00,Late,,,\n"
        "B,NONE,2026-12-14 12:00,2026-12-14 13:00,Who,,,\n"
        "B,BUD,2026-12-14 12:00,2026-12-14 13:00,Rule,FREQ=NEVER,,\n"
    )
    first = take(hub, import_bookings, "bookings", text)
    assert counts(first)[:3] == (2, 0, 0)
    assert [(found.line, found.reason) for found in first.rejected][:3] == [
        (3, "room_taken"), (5, "outside_opening_hours"), (6, "not_found"),
    ]  # fmt: skip
    assert first.read == 6
    assert counts(take(hub, import_bookings, "bookings", text))[:3] == (0, 0, 2)
    with hub.read() as session:
        assert [line.status for line in bookings(session)] == [
            "booked", "booked", "cancelled", "booked",
        ]  # fmt: skip
        assert history(session, limit=1)[0].action == "booking.imported"
        assert claims_follow(session) == []
