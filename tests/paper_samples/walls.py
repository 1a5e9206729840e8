"""An invented week of a house and a room's month."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hubdesk.booking import wall
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from tests.paper_samples.house import BANGKOK, letterhead, organisations

_MONDAY = date(2026, 10, 12)
_PRINTED = datetime(2026, 10, 12, 6, 50, tzinfo=BANGKOK)


def _room(number: int) -> wall.WallRoom:
    return wall.WallRoom(
        f"R{number:02d}",
        Names(f"ห้องประชุมที่ {number}", f"Meeting room {number}"),
        Names(f"ชั้น {number // 8 + 1}", f"Floor {number // 8 + 1}"),
        4 + number,
        (Names("ห้องใหญ่", "Hall"),) if number % 5 == 0 else (),
    )


def week(*, rooms: int = 6, a_day: int = 3, closed: bool = True) -> wall.WallPaper:
    """A week with ``a_day`` dates in each room and a Sunday on which the house is closed."""
    shown = tuple(_room(number) for number in range(rooms))
    days = [_MONDAY + timedelta(days=at) for at in range(7)]
    kinds = ("internal", "private", "held", "closed")
    bars = tuple(
        wall.WallBar(
            room.code, day, 480 + 60 * at, 525 + 60 * at, kinds[at % 4],
            "ช่างแอร์" if at % 4 == 3 else organisations(12)[(at + number) % 12][0],
        )
        for day in days[:6]
        for number, room in enumerate(shown)
        for at in range(a_day)
    )  # fmt: skip
    shut = Names("วันอาทิตย์", "Sunday") if closed else Names()
    return wall.WallPaper(
        house=letterhead().name,
        days=tuple(
            wall.WallDay(day, shut if day == days[-1] else Names()) for day in days
        ),
        rooms=shown,
        bars=bars,
        opens=480,
        closes=1260,
        week_start=0,
        as_of=_PRINTED,
        printed_at=_PRINTED,
        printed_by="โต๊ะต้อนรับ",
    )  # fmt: skip


def room_month(*, dates: int = 30) -> wall.RoomMonthPaper:
    """A month of one room, some of it private."""
    uses = tuple(
        wall.RoomUse(
            date(2026, 10, 1 + at % 31), 540, 600 + at, 60 + at, organisations(12)[at % 12][0],
            "" if at % 3 == 0 else f"ประชุมครั้งที่ {at}", at % 3 == 0, at,
            "no_show" if at == 1 else "booked",
        )
        for at in range(dates)
    )  # fmt: skip
    names = dict(organisations(12))
    users = tuple(
        wall.RoomUser(
            org, names[org],
            sum(use.org == org for use in uses), sum(use.minutes for use in uses if use.org == org),
        )
        for org in sorted({use.org for use in uses})
    )  # fmt: skip
    return wall.RoomMonthPaper(
        house=letterhead().name,
        room=_room(5),
        month=Month(2026, 10),
        uses=uses,
        users=users,
        minutes=sum(use.minutes for use in uses),
        as_of=_PRINTED,
        printed_at=_PRINTED,
        printed_by="โต๊ะต้อนรับ",
    )
