"""The demo's house: its organisations with dated facts, its floors, rooms, desks and equipment."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hubdesk.hub.service import update_settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.resources import resource
from hubdesk.orgs.service import (
    add_organisation,
    add_person,
    set_membership,
    set_occupancy,
)
from hubdesk.rules.service import set_rate
from hubdesk.spaces.service import add_desk, add_equipment, add_floor, add_room, set_layout
from hubdesk.store.session import UnitOfWork

DESKS = 138

FLOORS = (
    ("G", "Ground floor", "ชั้นล่าง", 0),
    ("2", "Floor 2", "ชั้น 2", 2),
    ("3", "Floor 3", "ชั้น 3", 3),
    ("4", "Floor 4", "ชั้น 4", 4),
    ("5", "Floor 5", "ชั้น 5", 5),
)
EQUIPMENT = (
    ("PROJ", "Projector", "เครื่องฉายภาพ", 5),
    ("MIC", "Wireless microphone", "ไมโครโฟนไร้สาย", 8),
    ("CAM", "Video camera", "กล้องวิดีโอ", 2),
    ("FLIP", "Flip chart", "กระดานพลิก", 6),
    ("INTERP", "Interpretation set", "ชุดหูฟังแปลภาษา", 1),
)
#: How the event space can be set: the share of its seats in per cent, minutes to set up.
LAYOUTS = (("theatre", 100, 30), ("classroom", 50, 45), ("cabaret", 60, 45), ("standing", 125, 15))
#: The event space of four units: the whole, its halves, and the units themselves.
EVENT_UNITS = tuple((f"E{n}", f"Chao Phraya {n}", f"เจ้าพระยา {n}", 30) for n in range(1, 5))

_NICKNAMES = (
    ("Mali", "มะลิ"), ("Nok", "นก"), ("Ploy", "พลอย"), ("Tan", "ตาล"), ("Fah", "ฟ้า"),
    ("Bua", "บัว"), ("Som", "ส้ม"), ("Dao", "ดาว"), ("Nam", "น้ำ"), ("Pim", "พิม"),
)  # fmt: skip
#: Seats an organisation may have; the most hold none.
_SEATS_OF = {"resident": (1, 1, 2, 2, 3, 4, 6)}


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of the demo; ``busy`` weighs how often it books."""

    id: int
    code: str
    org_class: str
    joined: date
    seats: int
    busy: float


@dataclass(frozen=True, slots=True)
class Place:
    """A room or desk that habits book."""

    id: int
    code: str
    kind: str
    capacity: int


def furnish(uow: UnitOfWork) -> None:
    """Letterhead and bank of the invented hub."""
    update_settings(
        uow,
        legal_name_en="Open Governance House Co., Ltd. (Social Enterprise)",
        legal_name_th="บริษัท ศูนย์ธรรมาภิบาลเปิด (วิสาหกิจเพื่อสังคม) จำกัด",
        tax_id="0105569002471",
        branch="00000",
        address_en="88 North Sathorn Road, Silom, Bang Rak, Bangkok 10500",
        address_th="88 ถนนสาทรเหนือ แขวงสีลม เขตบางรัก กรุงเทพมหานคร 10500",
        phone="02 000 0088",
        email="desk@hub.example",
        bank_name="ธนาคารตัวอย่าง สาขาสาทร",
        bank_account_name="บจก. ศูนย์ธรรมาภิบาลเปิด",
        bank_account_number="000-0-88000-8",
    )


def add_members(
    uow: UnitOfWork, rng: random.Random, count: int, first: Month, *, newcomers: bool
) -> list[Member]:
    """Organisations with people, plan and dated seats, heads and area.

    Args:
        newcomers: whether some join in the first two months instead of before.
    """
    members = []
    for index, (code, name_en, name_th, org_class) in enumerate(_organisations(count)):
        org_id = add_organisation(
            uow,
            code=code,
            name_en=name_en,
            name_th=name_th,
            org_class=org_class,
            branch="00000",
            address_en="88 North Sathorn Road, Bangkok 10500",
            address_th="88 ถนนสาทรเหนือ กรุงเทพมหานคร 10500",
            email=f"office@{code.lower()}.example",
        )
        joined = first.first_day - timedelta(days=rng.randrange(30, 900))
        if newcomers and index % 15 == 14:
            joined = first.first_day + timedelta(days=rng.randrange(20, 60))
        seats = rng.choice(_SEATS_OF.get(org_class, (0, 0, 0, 1)))
        if org_class != "outside":
            _settle(uow, rng, org_id, joined, seats)
            set_membership(uow, org_id, org_class, joined)
        for number in range(2 if seats > 2 else 1):
            nickname = _NICKNAMES[(index * 3 + number) % len(_NICKNAMES)]
            add_person(
                uow,
                org_id=org_id,
                name_en=nickname[0],
                name_th=nickname[1],
                email=f"{nickname[0].lower()}@{code.lower()}.example",
                role="admin" if number == 0 else "member",
            )
        busy = {"resident": 1.0, "affiliate": 0.6, "partner": 0.5}.get(org_class, 0.4)
        members.append(Member(org_id, code, org_class, joined, seats, busy * rng.uniform(0.5, 1.6)))
    return members


def add_spaces(uow: UnitOfWork) -> list[Place]:
    """Floors, the event space of four units, 24 rooms, 138 desks, equipment."""
    floor_ids = {
        code: add_floor(uow, code=code, name_en=name_en, name_th=name_th, level=level)
        for code, name_en, name_th, level in FLOORS
    }
    places = _event_space(uow, floor_ids["G"])
    with resource("demo/rooms.csv").open(encoding="utf-8", newline="") as file:
        for position, row in enumerate(csv.DictReader(file), start=10):
            room_id = add_room(
                uow,
                code=row["code"],
                name_en=row["name_en"],
                name_th=row["name_th"],
                floor_id=floor_ids[row["floor"]],
                capacity=int(row["capacity"]),
                area_m2=Fraction(row["area_m2"]),
                features=[word for word in row["features"].split(";") if word],
                setup_minutes=int(row["setup"]),
                cleanup_minutes=int(row["cleanup"]),
                open_minute=7 * 60,
                close_minute=22 * 60,
                position=position,
            )
            places.append(Place(room_id, row["code"], "room", int(row["capacity"])))
    for number in range(1, DESKS + 1):
        floor = "4" if number <= 60 else "5"
        code = f"D{floor}-{number if number <= 60 else number - 60:02d}"
        desk_id = add_desk(
            uow,
            code=code,
            name_en=f"Desk {code[1:]}",
            name_th=f"โต๊ะ {code[1:]}",
            floor_id=floor_ids[floor],
            capacity=1,
            position=100 + number,
        )
        places.append(Place(desk_id, code, "desk", 1))
    for code, name_en, name_th, count in EQUIPMENT:
        equipment = add_equipment(uow, code=code, name_en=name_en, name_th=name_th, count=count)
        places.append(Place(equipment, code, "equipment", 0))
    return places


def set_rates(uow: UnitOfWork, since: date) -> None:
    """The rate card by class: free minutes a month, then by the hour."""
    for org_class, hour_minor, free_minutes in (
        ("resident", 20_000, 1200),
        ("affiliate", 25_000, 600),
        ("partner", 30_000, 300),
        ("outside", 50_000, 0),
    ):
        set_rate(
            uow,
            org_class,
            hour_minor=hour_minor,
            free_minutes=free_minutes,
            vat_rate="7",
            valid_from=since,
        )


def _event_space(uow: UnitOfWork, floor_id: int) -> list[Place]:
    units: list[int] = []
    places: list[Place] = []
    common: dict[str, Any] = {"floor_id": floor_id, "open_minute": 7 * 60, "close_minute": 23 * 60}
    for position, (code, name_en, name_th, capacity) in enumerate(EVENT_UNITS, start=4):
        units.append(
            add_room(uow, code=code, name_en=name_en, name_th=name_th, capacity=capacity,
                     area_m2=Fraction(45), position=position, features=["microphone"], **common)
        )  # fmt: skip
        places.append(Place(units[-1], code, "room", capacity))
    for position, (code, name_en, name_th, capacity, parts) in enumerate(
        (
            ("EVENT", "Chao Phraya Hall", "ห้องเจ้าพระยา", 120, units),
            ("EVENT-A", "Chao Phraya, river half", "เจ้าพระยา ฝั่งแม่น้ำ", 60, units[:2]),
            ("EVENT-B", "Chao Phraya, garden half", "เจ้าพระยา ฝั่งสวน", 60, units[2:]),
        ),
        start=1,
    ):
        room_id = add_room(
            uow, parts=parts, code=code, name_en=name_en, name_th=name_th, capacity=capacity,
            area_m2=Fraction(45 * len(parts)), setup_minutes=30, cleanup_minutes=30,
            features=["projector", "microphone"], position=position, **common,
        )  # fmt: skip
        places.append(Place(room_id, code, "event", capacity))
        for position_of, (kind, share, minutes) in enumerate(LAYOUTS):
            set_layout(uow, room_id, kind, capacity=capacity * share // 100,
                       setup_minutes=minutes, position=position_of)  # fmt: skip
    return places


def _organisations(count: int) -> Iterator[tuple[str, str, str, str]]:
    with resource("demo/organisations.csv").open(encoding="utf-8", newline="") as file:
        rows = [(r["code"], r["name_en"], r["name_th"], r["class"]) for r in csv.DictReader(file)]
    yield from rows[:count]
    for number in range(len(rows) + 1, count + 1):
        yield f"G{number:03d}", f"Community Group {number}", f"กลุ่มชุมชน {number}", "affiliate"


def _settle(uow: UnitOfWork, rng: random.Random, org_id: int, joined: date, seats: int) -> None:
    """Facts from the day of joining; one in eight changes its seats later."""
    heads = max(1, seats + rng.randrange(0, 4))
    area = Fraction(seats * rng.randrange(500, 800), 100)
    if rng.random() < 0.125 and seats:
        change = joined + timedelta(days=rng.randrange(200, 320))
        set_occupancy(uow, org_id, joined, change - timedelta(days=1), seats=seats,
                      headcount=heads, area_m2=area)  # fmt: skip
        set_occupancy(uow, org_id, change, None, seats=seats + 1, headcount=heads + 1,
                      area_m2=area + 6)  # fmt: skip
    else:
        set_occupancy(uow, org_id, joined, None, seats=seats, headcount=heads, area_m2=area)
