"""The demo's counter: visitors, parcels, keys, tickets and shift notes of the last weeks.

Has a chance of its own, so that the rest of the year stays the same whatever happens here.

    tell_counter(hub, clock, members, places, last=date(2026, 11, 27), seed=1)
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hubdesk.bootstrap import Hub
from hubdesk.demo.house import Member, Place
from hubdesk.frontdesk.model import KeyKind, NewParcel, NewTicket, NewVisit, TicketKind
from hubdesk.frontdesk.service import keys, notes, parcels, tickets, visits
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.names import Names
from hubdesk.store.session import UnitOfWork

#: So many days are told, the last one included; the words of older visitors are gone by then.
DAYS = 28
_NAMES = (
    "วิภา ศรีสุข", "ธีระ พงษ์ไพร", "สุดา แก้วมณี", "เอกชัย บุญมา", "มาลี ใจดี", "ประเสริฐ ทองคำ",
    "อรุณี วงศ์สวัสดิ์", "สมชาย รักไทย", "กมลชนก พรหมมา", "ณัฐพล สายทอง", "Anna Lindqvist",
    "James Okafor", "ปิยะดา ชูศรี", "Marta Kowalska", "วรรณา อินทร์แก้ว", "ศิริพร จันทร์เพ็ญ",
)  # fmt: skip
_FROM = (
    "สำนักข่าวท้องถิ่น", "อบต. บางน้ำใส", "มหาวิทยาลัยริมน้ำ", "", "", "Open Data Institute",
    "สมาคมนักข่าว", "มูลนิธิเพื่อนน้ำ", "ช่างไฟ", "",
)  # fmt: skip
_HOSTS = ("", "", "คุณนก", "คุณสุดา", "ทีมข้อมูล", "ทีมข่าว")
_PARCELS = (
    ("กล่อง", "กล่องกระดาษ"), ("ซองลงทะเบียน", "ไปรษณีย์ไทย"), ("หนังสือ", "โรงพิมพ์"),
    ("ซองคำอุทธรณ์", "ศาลปกครอง"), ("กล้องวิดีโอ", "ร้านเช่าอุปกรณ์"), ("เอกสารประชุม", "Messenger"),
)  # fmt: skip
_SHELVES = ("ชั้น ก-1", "ชั้น ก-2", "ชั้น ก-3", "")
_WORKS = (
    ("เปลี่ยนหลอดไฟ", TicketKind.OUT_OF_ORDER), ("แอร์น้ำหยด", TicketKind.OUT_OF_ORDER),
    ("จัดโต๊ะตัวยู 12 ที่", TicketKind.SET_UP), ("เก้าอี้เพิ่ม 20 ตัว", TicketKind.SET_UP),
    ("ติดตั้งไมค์ลอย 2 ตัว", TicketKind.SET_UP), ("ลูกบิดประตูหลวม", TicketKind.OUT_OF_ORDER),
)  # fmt: skip
_NOTES = (
    "ลิฟต์ช้า แจ้งช่างแล้ว\nกล่องของ CIV รอผู้รับตั้งแต่เมื่อวาน",
    "ช่างแอร์มา 15:00 น. ให้ยืมกุญแจห้องวัง\nน้ำดื่มใกล้หมด",
    "แขกของทีมข่าวมาถึงก่อนเวลา ให้นั่งรอที่ล็อบบี้",
    "Wi-Fi ชั้น 2 หลุดตอนเช้า กลับมาปกติ 10:20 น.",
)
_BADGES = 30


def tell_counter(
    hub: Hub,
    clock: FixedClock,
    members: Sequence[Member],
    places: Sequence[Place],
    *,
    last: date,
    zone: ZoneInfo,
    seed: int,
) -> None:
    """Lead the counter through its last weeks; on the last day it is noon.

    Args:
        hub: acting as who stands at the counter.
        clock: of the hub; it is moved.
    """
    rng = random.Random(seed * 7919 + 4)
    rooms = [place for place in places if place.kind == "room"]
    noon = datetime.combine(last, time(12), zone)
    clock.at = noon - timedelta(days=DAYS)
    with hub.write() as uow:
        uow.record("counter.furnished", "hub", 1)
        key_ids = _hang_keys(uow, rooms)
    for before in range(DAYS - 1, -1, -1):
        day = last - timedelta(days=before)
        if day.weekday() >= 5 and before:
            continue
        with hub.write() as uow:
            uow.record("counter.attended", "hub", 1, day=day)
            _visitors(uow, clock, rng, members, datetime.combine(day, time(), zone), noon)
            _mail(uow, clock, rng, members, datetime.combine(day, time(), zone), noon)
    clock.at = noon - timedelta(hours=3)
    with hub.write() as uow:
        uow.record("counter.begun", "hub", 1)
        _lend(uow, rng, members, key_ids, noon)
        _ask(uow, rng, rooms, noon)
    for text in _NOTES[:3]:
        clock.at += timedelta(minutes=30)
        with hub.write() as uow:
            uow.record("note.handed_over", "shift_note")
            notes.write(uow, text)
            notes.hand_over(uow)
    with hub.write() as uow:
        notes.write(uow, _NOTES[3])
    clock.at = noon


def _hang_keys(uow: UnitOfWork, rooms: Sequence[Place]) -> list[int]:
    made = []
    for number, room in enumerate(rooms[:8], start=1):
        names = Names("กุญแจห้อง", "Room key")
        made.append(
            keys.add_key(uow, f"K-{number:02}", kind=KeyKind.KEY, names=names, resource_id=room.id)
        )
    for number in range(1, 7):
        names = Names("ล็อกเกอร์", "Locker")
        made.append(keys.add_key(uow, f"L-{number:02}", kind=KeyKind.LOCKER, names=names))
    for number in range(1, 4):
        names = Names("บัตรเข้าออก", "Access card")
        made.append(keys.add_key(uow, f"C-{number:02}", kind=KeyKind.CARD, names=names))
    return made


def _visitors(
    uow: UnitOfWork, clock: FixedClock, rng: random.Random, members: Sequence[Member],
    midnight: datetime, noon: datetime,
) -> None:  # fmt: skip
    """Ten or so a day; those whose time has come are here or have left."""
    minutes = sorted(rng.randrange(8 * 60 + 30, 17 * 60, 15) for _ in range(rng.randint(9, 14)))
    for number, minute in enumerate(minutes):
        expected = midnight + timedelta(minutes=minute)
        clock.at = midnight + timedelta(hours=8)
        private = rng.random() < 0.08
        visit = visits.expect(
            uow,
            NewVisit(
                name="" if private else rng.choice(_NAMES), org_id=rng.choice(members).id,
                expected_at=expected, people=rng.choice((1, 1, 1, 1, 2, 2, 3, 5)),
                company="" if private else rng.choice(_FROM), host=rng.choice(_HOSTS),
                private=private,
            ),
        )  # fmt: skip
        came = expected + timedelta(minutes=rng.randint(-8, 14))
        if came > noon or rng.random() < 0.06:
            continue
        clock.at = came
        visits.arrive(uow, visit, badge=str(number % _BADGES + 1))
        gone = came + timedelta(minutes=rng.randint(25, 150))
        if gone <= noon:
            clock.at = gone
            visits.leave(uow, visit)


def _mail(
    uow: UnitOfWork, clock: FixedClock, rng: random.Random, members: Sequence[Member],
    midnight: datetime, noon: datetime,
) -> None:  # fmt: skip
    """Two or three things a day; most are fetched the same day or the next."""
    for _ in range(rng.randint(1, 3)):
        clock.at = min(midnight + timedelta(minutes=rng.randint(9 * 60, 16 * 60)), noon)
        what, sender = rng.choice(_PARCELS)
        parcel = parcels.take_in(
            uow,
            NewParcel(
                rng.choice(members).id, what, pieces=rng.choice((1, 1, 1, 2, 3)), sender=sender,
                place=rng.choice(_SHELVES),
            ),
        )  # fmt: skip
        fetched = clock.at + timedelta(hours=rng.choice((1, 2, 4, 20, 26)))
        old = midnight < noon - timedelta(days=5)
        if fetched < noon and (old or rng.random() < 0.7):
            clock.at = fetched
            parcels.hand_out(uow, parcel, to=rng.choice(_NAMES))


def _lend(
    uow: UnitOfWork, rng: random.Random, members: Sequence[Member], key_ids: Sequence[int],
    noon: datetime,
) -> None:  # fmt: skip
    """Three keys are out, one of them too long."""
    for number, due in zip(
        (0, 3, 9), (noon + timedelta(hours=2), noon - timedelta(minutes=45), None), strict=True
    ):
        member = rng.choice(members)
        keys.hand_out(
            uow, key_ids[number], holder=rng.choice(_NAMES), org_id=member.id, due_at=due
        )


def _ask(uow: UnitOfWork, rng: random.Random, rooms: Sequence[Place], noon: datetime) -> None:
    for number, (what, kind) in enumerate(rng.sample(_WORKS, 4)):
        due = noon + timedelta(hours=number * 2 - 1)
        ticket = tickets.open_ticket(
            uow, NewTicket(kind, what, resource_id=rng.choice(rooms).id, due_at=due)
        )
        if number == 3:
            tickets.finish(uow, ticket, by="ลุงพร")
