"""How the demo's organisations book, invented ahead: pure, the same for the same seed.

Every room has a weekly pattern of standing dates, some single meetings between them, and some
organisations use hot desks.  About one date in ten comes to nothing, as in a real house.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hubdesk.demo.house import Member, Place

MEETINGS = (
    ("Team meeting", "ประชุมทีม"),
    ("Board meeting", "ประชุมคณะกรรมการ"),
    ("Data clinic", "คลินิกข้อมูล"),
    ("Case review", "ทบทวนคดี"),
    ("Budget briefing", "ชี้แจงงบประมาณ"),
    ("Volunteers' training", "อบรมอาสาสมัคร"),
    ("Donor call", "ประชุมกับผู้ให้ทุน"),
    ("Editorial meeting", "ประชุมกองบรรณาธิการ"),
    ("Working group", "คณะทำงาน"),
    ("Interview", "สัมภาษณ์"),
    ("Site visit planning", "เตรียมลงพื้นที่"),
    ("Research seminar", "สัมมนาวิจัย"),
)
EVENTS = (
    ("Brown bag: open contracts", "เสวนาเที่ยงวัน: สัญญาเปิด"),
    ("Panel: who owns the river?", "เวทีอภิปราย: ใครเป็นเจ้าของแม่น้ำ"),
    ("Book talk", "เปิดตัวหนังสือ"),
    ("Citizens' hackathon", "แฮกกาธอนพลเมือง"),
    ("Members' evening", "พบปะสมาชิก"),
    ("Workshop: reading a budget", "อบรมเชิงปฏิบัติการ: อ่านงบประมาณ"),
)
_LENGTHS = (30, 60, 60, 60, 90, 90, 120, 120, 180)
#: How busy a Saturday or Sunday is beside a weekday.
_WEEKEND = 0.45
_PROJECTS = ("", "", "", "CORE-69", "EU-ITG-3", "OD-14", "RIV-2")


@dataclass(frozen=True, slots=True)
class Habit:
    """One booking to be made: on ``made_on``, wall times, weekly ``weeks`` times (1 = single)."""

    made_on: date
    member: Member
    place: Place
    starts: datetime
    minutes: int
    weeks: int
    title: tuple[str, str]
    private: bool
    project: str
    equipment: tuple[str, int] | None


def plan_habits(
    rng: random.Random,
    members: Sequence[Member],
    places: Sequence[Place],
    first: date,
    last: date,
    density: float,
) -> list[Habit]:
    """Everything that is booked between two days, in the order in which it is made.

    Args:
        first, last: days that bookings may fall on, inclusive.
        density: 1 = as busy as the full house.
    """
    found: list[Habit] = []
    for place in places:
        if place.kind == "room" and not place.code.startswith("E"):
            found += _standing(rng, members, place, first, last, density * 0.95)
            found += _singles(rng, members, place, first, last, density * 0.3)
        elif place.kind == "event":
            found += _singles(rng, members, place, first, last, density * 0.22)
        elif place.kind == "desk" and int(place.code.rpartition("-")[2]) % 6 == 0:
            found += _standing(rng, members, place, first, last, density * 0.5)
    found.sort(key=lambda habit: (habit.made_on, habit.starts, habit.place.code))
    return found


def _standing(
    rng: random.Random,
    members: Sequence[Member],
    place: Place,
    first: date,
    last: date,
    load: float,
) -> Iterator[Habit]:
    """Weekly dates: for each weekday the day is filled, term by term of 8 to 26 weeks."""
    for weekday in range(5):
        minute = rng.choice((8, 9, 9)) * 60
        while minute < 17 * 60:
            minutes = 240 if place.kind == "desk" else rng.choice(_LENGTHS)
            if rng.random() < load:
                yield from _terms(rng, members, place, first, last, weekday, minute, minutes)
            minute += minutes + rng.choice((15, 30, 60))


def _terms(
    rng: random.Random, members: Sequence[Member], place: Place, first: date, last: date,
    weekday: int, minute: int, minutes: int,
) -> Iterator[Habit]:  # fmt: skip
    start = first + timedelta(days=(weekday - first.weekday()) % 7)
    while start <= last:
        weeks = min(rng.randrange(8, 27), (last - start).days // 7 + 1)
        member = _member(rng, members, start)
        if rng.random() < 0.8 and member is not None:
            yield _habit(rng, member, place, start, minute, minutes, weeks, lead=(7, 40))
        start += timedelta(weeks=weeks)


def _singles(
    rng: random.Random,
    members: Sequence[Member],
    place: Place,
    first: date,
    last: date,
    load: float,
) -> Iterator[Habit]:
    """Meetings of one date; those in the event space are longer and have titles of events."""
    day = first
    while day <= last:
        if rng.random() < (load if day.weekday() < 5 else load * _WEEKEND):
            member = _member(rng, members, day)
            minute = rng.randrange(8 * 4, 18 * 4) * 15
            minutes = rng.choice((120, 180, 240)) if place.kind == "event" else rng.choice(_LENGTHS)
            if member is not None:
                yield _habit(rng, member, place, day, minute, minutes, 1, lead=(0, 21))
        day += timedelta(days=1)


def _member(rng: random.Random, members: Sequence[Member], day: date) -> Member | None:
    there = [member for member in members if member.joined <= day]
    if not there:
        return None
    return rng.choices(there, weights=[member.busy for member in there])[0]


def _habit(
    rng: random.Random, member: Member, place: Place, day: date, minute: int, minutes: int,
    weeks: int, lead: tuple[int, int],
) -> Habit:  # fmt: skip
    titles = EVENTS if place.kind == "event" else MEETINGS
    equipment = None
    if place.kind == "room" and place.capacity >= 6 and rng.random() < 0.03:
        equipment = (rng.choice(("FLIP", "MIC", "PROJ")), 1)
    return Habit(
        made_on=day - timedelta(days=rng.randrange(*lead)),
        member=member,
        place=place,
        starts=datetime.combine(day, time(minute // 60, minute % 60)),
        minutes=minutes,
        weeks=weeks,
        title=("Hot desk", "โต๊ะหมุนเวียน") if place.kind == "desk" else rng.choice(titles),
        private=place.kind != "event" and rng.random() < 0.12,
        project=rng.choice(_PROJECTS),
        equipment=equipment,
    )
