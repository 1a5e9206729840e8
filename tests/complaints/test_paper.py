"""Paper: what people miss on the prints of other systems."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hubdesk.booking.model import Target, Wanted
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.booking.queries.wall import month_of_room, week_of_rooms
from hubdesk.booking.service import mark_no_show
from hubdesk.booking.service.keying import book_lines, judge_lines
from hubdesk.booking.typed import TypedLine
from hubdesk.bootstrap import Hub
from hubdesk.kernel.month import Month
from hubdesk.reports import PaperOptions, render
from hubdesk.reports.speech import ALL_DAY_COLUMNS
from hubdesk.spaces.service import add_room
from tests import need
from tests.paper_samples import day_sheet as sample_day
from tests.paper_samples import floor_plans, week
from tests.support.hub import House, at, book_room, set_clock


def text_of(pdf: bytes, folder: Path) -> str:
    need.program("pdftotext")
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def test_the_caretakers_morning_list(hub: Hub, house: House, tmp_path: Path) -> None:
    """MRBS #1891: a day's bookings in order of time, with room, who comes and what is needed."""
    book_room(hub, house, "R2", at(30, 13, month=11), title="Council", people=6)
    wanted = (Wanted(house.rooms["R1"]), Wanted(house.rooms["PROJ"], 2))
    book_room(hub, house, "R1", at(30, 9, month=11), wanted=wanted, setup_minutes=30)
    with hub.read() as session:
        paper = day_sheet(session, date(2026, 11, 30))
    found = text_of(render("day-sheet", paper, PaperOptions("en")), tmp_path)
    lines = [line for line in found.splitlines() if ":" in line and "–" in line]
    wanted_order = ["08:30–09:00", "09:00–10:00", "13:00–14:00"]
    places = [next(i for i, line in enumerate(lines) if times in line) for times in wanted_order]
    assert places == sorted(places)
    assert "Projector × 2" in found
    assert "Council" in found


def test_a_month_of_a_room_names_the_organisations(
    hub: Hub, house: House, tmp_path: Path
) -> None:
    """seantis #137: a month report for each room, with the organisation of every booking."""
    book_room(hub, house, "R1", at(2, 9, month=11), hours=2.5, title="Audit")
    more = {"org": "BUD", "title": "Secret", "private": True}
    result = book_room(hub, house, "R1", at(3, 9, month=11), **more)
    book_room(hub, house, "R2", at(3, 9, month=11))
    book_room(hub, house, "R1", at(1, 9, month=12))
    set_clock(hub, datetime(2026, 11, 4, tzinfo=UTC))
    with hub.write() as uow:
        mark_no_show(uow, Target(occurrence_id=result.dates[0].occurrence_id))
    with hub.read() as session:
        paper = month_of_room(session, Month(2026, 11), "R1")
    assert [(user.org, user.dates, user.minutes, user.no_shows) for user in paper.users] == [
        ("ACT", 1, 150, 0), ("BUD", 1, 60, 1),
    ]  # fmt: skip
    found = text_of(render("room-month", paper, PaperOptions("en")), tmp_path)
    assert "Anti-Corruption Trust" in found
    assert "3.5" in found
    assert "Audit" in found
    assert "Secret" not in found + repr(paper)


def test_all_rooms_of_a_week_on_one_sheet(hub: Hub, house: House, tmp_path: Path) -> None:
    """MRBS #784: every room and every day of a week on one sheet for the wall."""
    with hub.write() as uow:
        for number in range(3, 12):
            add_room(uow, code=f"R{number}", name_en=f"Room {number}", capacity=4)
    book_room(hub, house, "HALL", at(30, 9, month=11), title="Never on the wall")
    book_room(hub, house, "R2", at(30, 10, month=11), org="BUD", private=True)
    with hub.read() as session:
        paper = week_of_rooms(session, date(2026, 12, 3))
    assert [day.day.day for day in paper.days] == [30, 1, 2, 3, 4, 5, 6]
    pdf = render("week-rooms", paper, PaperOptions("en"))
    found = text_of(pdf, tmp_path)
    assert found.count("\f") == 1
    assert all(f"Room {number}" in found for number in range(1, 12))
    # The hall and each half are taken, and each row says so.
    assert found.count("09:00–10:00") == 3
    assert "Never on the wall" not in found + repr(paper)


@pytest.mark.parametrize("paper", ["a4", "a3", "letter"])
def test_no_date_of_a_full_week_is_lost(tmp_path: Path, paper: str) -> None:
    """MRBS #3109: a crowded print lost columns; what a cell cannot hold is a note in full."""
    crowded = week(rooms=30, a_day=12, closed=False)
    found = text_of(render("week-rooms", crowded, PaperOptions("en", paper=paper)), tmp_path)
    for bar in crowded.bars:
        assert f"{bar.starts // 60:02d}:{bar.starts % 60:02d}" in found
    times = sum(found.count(f"{8 + hour:02d}:00–{8 + hour:02d}:45") for hour in range(12))
    assert times == len(crowded.bars)


def test_the_week_on_paper_is_a_fallback_that_can_be_keyed_in(
    hub: Hub, house: House, tmp_path: Path
) -> None:
    """MRBS #768: a weekly paper backup; what was written on it goes back in, clashes named."""
    book_room(hub, house, "R1", at(30, 9, month=11))
    with hub.read() as session:
        paper = week_of_rooms(session, date(2026, 11, 30))
    found = text_of(render("fallback", paper, PaperOptions("en")), tmp_path)
    assert found.count("\f") == 7
    assert "ACT" in found
    assert "keyed in" in found
    lines = [
        TypedLine(house.rooms["R1"], house.orgs["BUD"], 570, 630),
        TypedLine(house.rooms["R2"], house.orgs["BUD"], 540, 600, "Walk-in"),
        TypedLine(house.rooms["R1"], house.orgs["ACT"], 540, 600),
        TypedLine(house.rooms["HALL"], house.orgs["ACT"], 540, 600),
        TypedLine(house.rooms["HALL-A"], house.orgs["BUD"], 540, 600),
    ]
    with hub.read() as session:
        judged = judge_lines(session, date(2026, 11, 30), lines)
    assert [one.outcome for one in judged] == ["refused", "free", "known", "free", "free"]
    with hub.write() as uow:
        booked = book_lines(uow, date(2026, 11, 30), lines)
    assert [one.outcome for one in booked] == ["refused", "booked", "known", "booked", "refused"]
    assert booked[0].error is not None
    assert booked[0].error.details["by"] == "ACT"


def test_no_column_of_the_day_sheet_is_lost_on_any_paper(tmp_path: Path) -> None:
    """MRBS #3109: the last columns of the list fell off the sheet."""
    for paper in ("a4", "letter"):
        pdf = render("day-sheet", sample_day(entries=30, rooms=9), PaperOptions("en", paper=paper))
        found = text_of(pdf, tmp_path)
        pages = found.removesuffix("\f").split("\f")
        for page in pages[:1]:
            head = next(line for line in page.splitlines() if "Time" in line and "Room" in line)
            assert all(word in head for word in ("Organisation", "People", "set", "came", "left"))


@pytest.mark.parametrize("columns", [(), ("blank",), ("people", "set"), ALL_DAY_COLUMNS])
def test_the_columns_that_were_chosen_are_printed(
    tmp_path: Path, columns: tuple[str, ...]
) -> None:
    """MRBS #3109: nobody could say which columns a print has."""
    options = replace(PaperOptions("en"), columns=columns)
    found = text_of(render("day-sheet", sample_day(entries=12), options), tmp_path)
    head = next(line for line in found.splitlines() if "Time" in line and "Room" in line)
    words = {"people": "People", "wishes": "Layout", "set": "set", "came": "came", "left": "left"}
    for name, word in words.items():
        assert (word in head.split()) is (name in columns), (name, head)
    # The lock's words stand whatever the columns are.
    assert "private: do" in found


def test_kinds_can_be_told_apart_without_colour(tmp_path: Path) -> None:
    """MRBS #3290: the print had no colours, and with them went what was free and what was not."""
    need.program("pdftoppm")
    paper = week(rooms=1, a_day=1)
    pictures = set()
    for kind in ("internal", "private", "held", "closed"):
        bars = tuple(replace(bar, kind=kind, label="") for bar in paper.bars)
        pdf = render("week-rooms", replace(paper, bars=bars), PaperOptions("en"))
        pictures.add(_in_grey(pdf, tmp_path))
    assert len(pictures) == 4


def _in_grey(pdf: bytes, folder: Path) -> bytes:
    """The strip of the first days as a black and white printer has it."""
    path = folder / "one.pdf"
    path.write_bytes(pdf)
    area = ["-x", "270", "-y", "185", "-W", "600", "-H", "16"]
    command = ["pdftoppm", "-r", "150", "-mono", "-f", "1", "-l", "1", *area, str(path)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_the_plan_of_a_floor_names_rooms_and_whose_the_desks_are(tmp_path: Path) -> None:
    paper = floor_plans()
    found = text_of(render("floor-plan", paper, PaperOptions("en")), tmp_path)
    assert found.count("\f") == len(paper.floors)
    for shape in paper.floors[0].shapes:
        assert shape.name.en.split()[-1] in found
    for shape in paper.floors[1].shapes:
        assert shape.code in found
    for code, name, _count in paper.floors[1].seats:
        assert found.count(code) >= 2, name
