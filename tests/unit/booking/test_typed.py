"""A booking typed in one line."""

from __future__ import annotations

import pytest

from hubdesk.booking.typed import Misread, TypedLine, read_line
from hubdesk.kernel.names import Names
from hubdesk.spaces.spoken import spoken

ROOMS, ORGS = {"R1": 1, "201": 2, "HALL-A": 3}, {"ACT": 7, "GOV": 8}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("R1 9-10 ACT", TypedLine(1, 7, 540, 600)),
        ("r1 9-10.30 act Council meeting", TypedLine(1, 7, 540, 630, "Council meeting")),
        ("201 0930-1045 GOV", TypedLine(2, 8, 570, 645)),
        ("  hall-a  9:00 – 24:00  gov  งานเปิดตัว  ", TypedLine(3, 8, 540, 1440, "งานเปิดตัว")),
        ("201 9 10 ACT 12 people", TypedLine(2, 7, 540, 600, "12 people")),
        ("201 14h30-16h ACT", TypedLine(2, 7, 870, 960)),
    ],
)
def test_lines_as_people_write_them(text: str, line: TypedLine) -> None:
    assert read_line(text, ROOMS, ORGS) == line


@pytest.mark.parametrize(
    ("text", "reason", "part"),
    [
        ("", "shape", ""),
        ("R1 ACT", "shape", "R1 ACT"),
        ("R9 9-10 ACT", "room", "R9"),
        ("R1 9-10 NOPE", "organisation", "NOPE"),
        ("R1 10-9 ACT", "time", "10-9"),
        ("R1 9-9 ACT", "time", "9-9"),
        ("R1 9-25 ACT", "time", "9-25"),
        ("R1 9.75-10 ACT", "time", "9.75-10"),
    ],
)
def test_what_is_wrong_is_named(text: str, reason: str, part: str) -> None:
    assert read_line(text, ROOMS, ORGS) == Misread(reason, part)


@pytest.mark.parametrize(
    ("text", "room", "title"),
    [
        ("วัง 9-10.30 act ประชุม", 1, "ประชุม"),
        ("ห้องวัง 9-10.30 ACT", 1, ""),
        ("ตู้โทรศัพท์ 2 9-10.30 ACT", 2, ""),
        ("ตู้โทรศัพท์ 2 9 1030 ACT", 2, ""),
        ("Phone  Booth 2 9-10:30 ACT", 2, ""),
        ("wg 9-10.30 ACT", 1, ""),
    ],
)
def test_a_room_is_known_by_the_name_the_sheet_gives_it(
    text: str, room: int, title: str
) -> None:
    called = spoken([
        (1, "WG", Names("วัง", "Wang")), (2, "PB2", Names("ตู้โทรศัพท์ 2", "Phone booth 2")),
        (3, "A1", Names("ห้องว่าง", "Twin")), (4, "A2", Names("", "Twin")),
    ])  # fmt: skip
    assert read_line(text, called, {"ACT": 7}) == TypedLine(room, 7, 540, 630, title)
    assert read_line("Twin 9-10 ACT", called, {"ACT": 7}) == Misread("room", "Twin")
