"""Dated facts as bars, and what the organisations' page writes; pure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from hubdesk.insight.model import PastChange
from hubdesk.kernel.names import Names
from hubdesk.store.queries import Image
from hubdesk.ui.organisations import wording
from hubdesk.ui.organisations.bars import Axis, Bar, BarRow, axis_of
from hubdesk.words.catalogue import Words

TODAY = date(2026, 10, 22)
EN, TH = Words("en"), Words("th")


def change(*images: Image, action: str = "occupancy.set", of: str = "") -> PastChange:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    return PastChange(1, at, "mali", "window", action, "occupancy", 1, of, images)


def test_the_axis_shows_every_bar_and_something_around_today() -> None:
    old = Bar("occupancy", 1, "12", date(2019, 5, 1), date(2024, 12, 31))
    rows = [BarRow("seats", "Seats", (old,))]
    axis = axis_of(rows, TODAY)
    assert axis.first == date(2019, 1, 1)
    assert axis.last > TODAY
    assert axis.part(axis.first) == 0.0
    assert axis.part(date(2018, 1, 1)) == 0.0
    assert 0.9 < axis.part(TODAY) < 1.0
    assert axis_of([], TODAY).first == date(2025, 1, 1)


def test_the_axis_writes_years_and_halves_as_there_is_room() -> None:
    short, long = Axis(date(2025, 1, 1), date(2027, 3, 1)), Axis(date(2005, 1, 1), TODAY)
    assert short.marks() == [
        (date(2025, 1, 1), True), (date(2025, 7, 1), False), (date(2026, 1, 1), True),
        (date(2026, 7, 1), False), (date(2027, 1, 1), True),
    ]  # fmt: skip
    assert [day.year for day, _ in long.marks()] == [2005, 2008, 2011, 2014, 2017, 2020, 2023, 2026]


def test_a_bar_holds_its_first_and_its_last_day() -> None:
    bar = Bar("occupancy", 1, "12", date(2026, 1, 1), date(2026, 10, 22))
    assert bar.holds_on(TODAY)
    assert not bar.holds_on(date(2026, 10, 23))
    assert Bar("occupancy", 1, "12", date(2026, 1, 1), None).holds_on(date(2099, 1, 1))


def test_numbers_are_written_for_a_reader() -> None:
    assert wording.area(EN, Fraction(193, 2)) == "96.50"
    assert wording.area(EN, Fraction(10, 3)) == "3.33"
    assert [wording.hours(EN, minutes) for minutes in (0, 90, 600, 61)] == ["0", "1.5", "10", "1"]
    assert wording.days(EN, date(2026, 1, 1), None) == "from 1 Jan 2026"
    assert wording.days(TH, date(2026, 1, 1), date(2026, 1, 31)) == "1–31 ม.ค. 2569"
    assert wording.other(Names("ก", "A"), "th") == "A"
    assert wording.other(Names("", "A"), "th") == ""


def test_a_change_is_told_before_and_after() -> None:
    one = change(Image(
        "occupancy", 1, {"seats": 12, "valid_from": "2026-01-01", "area_m2": "10"},
        {"seats": 14, "valid_from": "2026-01-01", "valid_to": "2026-12-31", "area_m2": "25/2"},
    ))  # fmt: skip
    assert wording.details(EN, one, 2) == (
        "Until 31 Dec 2026 · Seats 12 → 14 · Area, m² 10.00 → 12.50"
    )
    assert wording.action(EN, one) == "Seats, people and area set"
    undone = change(action="undone", of="person.added")
    assert wording.action(EN, undone) == "Taken back: Person added"
    assert wording.action(EN, change(action="new.thing")) == "new.thing"


def test_many_dates_are_counted_not_listed() -> None:
    dates = [
        Image("occurrence", number, {"status": "booked"}, {"status": "cancelled"})
        for number in range(5)
    ]
    assert wording.details(EN, change(*dates), 2) == "State booked → cancelled · 5 dates"


def test_the_title_of_a_private_booking_is_not_told() -> None:
    row = {"title": "Whistle", "project": "OD-14", "private": True}
    assert wording.details(EN, change(Image("booking", 1, None, row)), 2) == "Project OD-14"
    open_before = row | {"private": False}
    assert wording.details(EN, change(Image("booking", 1, open_before, row)), 2) == ""


def test_codes_are_said_in_words_and_what_people_wrote_stays() -> None:
    plan = change(Image("membership", 1, {"plan": "resident"}, {"plan": "Room"}))
    assert wording.details(TH, plan, 2) == "แพ็กเกจ องค์กรประจำ → Room"
    role = change(Image("person", 1, None, {"role": "admin"}))
    assert wording.details(TH, role, 2) == "บทบาท ผู้ดูแลขององค์กร"
