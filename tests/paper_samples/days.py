"""An invented day of a house."""

from __future__ import annotations

from datetime import date, datetime

from hubdesk.booking import papers as day
from hubdesk.kernel.names import Names
from tests.paper_samples.house import BANGKOK, letterhead, organisations


def day_sheet(*, entries: int = 10, rooms: int = 9) -> day.DaySheetPaper:
    """A day with a public event, private meetings, a closure and two changes of the hall."""
    all_rooms = tuple(
        day.DayRoom(f"R{i:02d}", Names(thai, english), capacity, group)
        for i, (thai, english, capacity, group) in enumerate(_ROOMS[:rooms])
    ) + tuple(
        day.DayRoom(f"X{i:02d}", Names(f"ห้องเล็ก {i}", f"Small room {i}"), 4, "9")
        for i in range(rooms - len(_ROOMS))
    )
    lines = []
    bars = [day.DayBar("R08", 720, 1260, "closed", "ปิด ช่างแอร์")] if rooms > 8 else []
    for index in range(entries):
        room = all_rooms[index % len(all_rooms)]
        starts, ends = 480 + 30 * (index % 20), 570 + 30 * (index % 20)
        public, private = index % 4 == 0, index % 4 == 2
        code = organisations(12)[index % 12][0]
        if public and index % 8 == 0:
            bars.append(day.DayBar(room.code, starts - 60, starts, "setup"))
            text = Names("จัดโต๊ะเวที 3 ที่นั่ง เก้าอี้แถว 80 ตัว", "stage table for 3, 80 chairs in rows")
            lines.append(
                day.DayEntry(0, starts - 60, starts, room.name, kind="setup", notes=(text,))
            )
        kind = "public" if public else "internal"
        bars.append(day.DayBar(room.code, starts, ends, kind, code, index + 1, private))
        lines.append(
            day.DayEntry(
                number=index + 1,
                starts=starts,
                ends=ends,
                room=room.name,
                org=code,
                contact="พิมพ์ชนก ศรีสุข" if index % 2 else "อนุชา วงศ์ดี",
                phone=f"08x-xxx-{4417 - index}",
                people=6 + index,
                layout=Names("เก้าอี้แถว", "rows of chairs")
                if index % 3
                else Names("ตัว U", "U-shape"),
                equipment=(
                    Names("โปรเจกเตอร์", "projector"),
                    Names("ไมค์ลอย\u00a02", "2 microphones"),
                ),
                notes=(
                    Names(
                        "งานเปิดเผย: ข้อมูลเปิดท้องถิ่น · โต๊ะลงทะเบียนหน้าประตู กาแฟ 10:15",
                        "public: local open data · registration desk at the door, coffee 10:15",
                    ),
                )
                if public
                else (),
                private=private,
            )
        )
    printed = datetime(2026, 10, 14, 6, 45, tzinfo=BANGKOK)
    return day.DaySheetPaper(
        house=letterhead().name,
        day=date(2026, 10, 14),
        opens=420,
        closes=1260,
        strip_from=420,
        strip_to=1260,
        rooms=all_rooms,
        bars=tuple(bars),
        entries=tuple(lines),
        as_of=printed,
        printed_at=printed,
        printed_by="โต๊ะต้อนรับ",
        bookings=entries,
        room_changes=sum(line.kind == "setup" for line in lines),
        people=210,
        staff=(Names("เวรเช้า บุญมี", "morning: Boonmee"), Names("เวรบ่าย ละออ", "afternoon: La-or")),
        closures=(
            Names(
                "ห้องโทรศัพท์ 306 ตั้งแต่ 12:00 น. ช่างแอร์", "Phone room 306 from 12:00, air conditioning"
            ),
        ),
        tasks=(
            day.DayTask(420, Names("ไฟ แอร์ ประตูหนีไฟไม่ล็อก", "lights, air, fire exits unlocked")),
            day.DayTask(1050, Names("มอบกุญแจ K-07 ให้ KNO", "give key K-07 to KNO")),
            day.DayTask(1260, Names("ทุกห้องว่าง ปิดไฟ ล็อก", "all rooms empty, lights off, lock")),
        ),
    )


_ROOMS = (
    ("ห้องสัมมนาใหญ่", "Event hall", 120, "1"),
    ("ห้อง A (เปิดต่อ B ได้)", "Room A (opens to B)", 30, "1"),
    ("ห้อง B (เปิดต่อ A ได้)", "Room B (opens to A)", 30, "1"),
    ("ห้องประชุม 201", "Meeting room 201", 12, "2"),
    ("ห้องประชุม 202", "Meeting room 202", 12, "2"),
    ("ห้องประชุม 203", "Meeting room 203", 8, "2"),
    ("ห้องประชุม 301", "Meeting room 301", 20, "3"),
    ("ห้องเงียบ 305", "Quiet room 305", 4, "3"),
    ("ห้องโทรศัพท์ 306", "Phone room 306", 2, "3"),
)
