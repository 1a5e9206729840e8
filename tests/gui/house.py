"""A small, believable house for the tests of the window, built through the services.

hub = furnished(tmp_path / "hub.hubdesk")

It is Thursday, 22 October 2026, 13:42 in Bangkok.  September is locked; October is open.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hubdesk.booking import service as booking
from hubdesk.booking.model import BookingRequest, Status, Target, Wanted
from hubdesk.booking.service.closures import add_closure
from hubdesk.bootstrap import Hub, create_hub
from hubdesk.costs.service import add_bill, add_direct_charge, add_income, add_pool
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month import service as month
from hubdesk.orgs import service as orgs
from hubdesk.spaces import service as spaces
from hubdesk.store.session import UnitOfWork

NOW = datetime(2026, 10, 22, 6, 42, tzinfo=UTC)
DAY = date(2026, 10, 22)
ORGS = (
    ("ACT", "มูลนิธิต่อต้านคอร์รัปชันภาคประชาชน", "Anti-Corruption Trust", 14),
    ("BUD", "กลุ่มเฝ้าระวังงบประมาณ", "Budget Watch", 8),
    ("CIV", "ห้องปฏิบัติการข้อมูลพลเมือง", "Civic Data Lab", 20),
    ("LAW", "เครือข่ายช่วยเหลือทางกฎหมาย", "Legal Aid Network", 0),
)
ROOMS = (
    ("R1", "ชี", "Chi", 12, ["projector", "video"]),
    ("R2", "มูล", "Mun", 12, ["projector"]),
    ("R3", "ป่าสัก", "Pa Sak", 16, ["projector", "video"]),
)


def new_hub(path: Path, now: datetime = NOW) -> Hub:
    """A hub with settings and nothing else."""
    return create_hub(
        str(path), name_en="Open Gov Hub Bangkok", name_th="ศูนย์ธรรมาภิบาลเปิด กรุงเทพฯ",
        clock=FixedClock(now), source="test",
    )  # fmt: skip


def wall(hour: int, minute: int = 0, day: int = 22) -> datetime:
    """Wall time of the house."""
    return datetime(2026, 10, day, hour, minute)  # noqa: DTZ001  wall time is naive


def furnished(path: Path) -> Hub:
    """The whole house."""
    hub = new_hub(path)
    clock = hub.database.clock
    assert isinstance(clock, FixedClock)
    clock.at = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
    members = _members(hub)
    places = _places(hub)
    _september(hub)
    _october(hub)
    clock.at = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)
    _bookings(hub, members, places)
    clock.at = NOW
    return hub


def _members(hub: Hub) -> dict[str, int]:
    members: dict[str, int] = {}
    for code, name_th, name_en, seats in ORGS:
        with hub.write() as uow:
            members[code] = orgs.add_organisation(
                uow, code=code, name_en=name_en, name_th=name_th, org_class="resident"
            )
        with hub.write() as uow:
            orgs.set_occupancy(
                uow, members[code], date(2026, 1, 1), None, seats=seats, headcount=seats or 1,
                area_m2=seats * 2,
            )  # fmt: skip
    return members


def _places(hub: Hub) -> dict[str, int]:
    places: dict[str, int] = {}
    with hub.write() as uow:
        ground = spaces.add_floor(uow, code="G", name_en="Ground floor", name_th="ชั้นล่าง")
        second = spaces.add_floor(uow, code="2", name_en="Floor 2", name_th="ชั้น 2", level=2)
        uow.record("house.furnished", "floor", second)
        for code, name_th, name_en, capacity, features in ROOMS:
            places[code] = spaces.add_room(
                uow, code=code, name_th=name_th, name_en=name_en, capacity=capacity,
                features=features, floor_id=second,
            )  # fmt: skip
        halves = [
            spaces.add_room(
                uow, code=f"HALL-{side}", name_th=f"เจ้าพระยา {side}",
                name_en=f"Chao Phraya, half {side}", capacity=60, floor_id=ground,
            )
            for side in ("A", "B")
        ]  # fmt: skip
        places["HALL"] = spaces.add_room(
            uow, code="HALL", name_th="เจ้าพระยา", name_en="Chao Phraya", capacity=120,
            parts=halves, floor_id=ground, setup_minutes=30, open_minute=8 * 60,
            close_minute=22 * 60,
        )  # fmt: skip
        places["HALL-A"] = halves[0]
        for number in range(1, 5):
            places[f"D{number}"] = spaces.add_desk(
                uow, code=f"D{number}", name_th=f"โต๊ะ {number}", name_en=f"Desk {number}",
                floor_id=second,
            )  # fmt: skip
    return places


def _bill(uow: UnitOfWork, number: str, pool: str, net_minor: int, of: Month) -> None:
    add_bill(
        uow, supplier="อาคารสาทร", number=number, date=of.last_day, service_from=of.first_day,
        service_to=of.last_day, pool=pool, driver=None, net_minor=net_minor, vat_rate="exempt",
    )  # fmt: skip


def _september(hub: Hub) -> None:
    with hub.write() as uow:
        add_pool(uow, "rent", names=Names("ค่าเช่า", "Rent"), vat_rate="exempt", driver="seats")
        add_pool(
            uow, "internet", names=Names("อินเทอร์เน็ต", "Internet"), vat_rate="exempt",
            driver="headcount",
        )  # fmt: skip
    with hub.write() as uow:
        _bill(uow, "R-2569/09", "rent", 1_200_000_00, Month(2026, 9))
    with hub.write() as uow:
        _bill(uow, "N-2569/09", "internet", 12_900_00, Month(2026, 9))
    with hub.write() as uow:
        month.close(uow, Month(2026, 9))


def _october(hub: Hub) -> None:
    with hub.write() as uow:
        _bill(uow, "R-2569/10", "rent", 1_200_000_00, Month(2026, 10))
    with hub.write() as uow:
        _bill(uow, "N-2569/10", "internet", 13_450_75, Month(2026, 10))
    with hub.write() as uow:
        add_income(
            uow, date=date(2026, 10, 12), description="Event space, outside hire", pool="rent",
            amount_minor=15_500_00,
        )  # fmt: skip
    with hub.write() as uow:
        add_direct_charge(
            uow, date=date(2026, 10, 31), org="LAW", description="โทรศัพท์",
            net_minor=1_500_00, vat_rate="7", month=Month(2026, 10),
        )  # fmt: skip


def _bookings(hub: Hub, members: dict[str, int], places: dict[str, int]) -> None:
    def take(org: str, room: str, starts: datetime, ends: datetime, **values: object) -> int:
        request = BookingRequest(
            members[org], (Wanted(places[room]),), starts, ends, **values  # type: ignore[arg-type]
        )
        with hub.write() as uow:
            result = booking.book(uow, request)
        return result.dates[0].occurrence_id or 0

    clock = hub.database.clock
    assert isinstance(clock, FixedClock)
    take("BUD", "R2", wall(15), wall(17), title="สรุปงบประมาณ")
    take("CIV", "R1", wall(14), wall(15, 30), title="Data clinic", project="OD-14")
    take("LAW", "R3", wall(13), wall(14), title="ปรึกษาเบื้องต้น ฎีกา ปู่ กี่", private=True)
    take("ACT", "HALL", wall(17), wall(20), title="คุยหนังสือ <b>ตามรอยเงิน</b>")
    take("ACT", "D1", wall(9), wall(17), title="Hot desk")
    take(
        "CIV", "R3", wall(9), wall(10), title="Weekly stand-up",
        rrule="FREQ=WEEKLY;COUNT=4", status=Status.BOOKED,
    )  # fmt: skip
    take("BUD", "R1", wall(9), wall(10, 30), title="กันไว้ก่อน", status=Status.HELD)
    present = take("ACT", "R2", wall(13), wall(14, 30), title="คณะทำงาน")
    clock.at = datetime(2026, 10, 22, 5, 55, tzinfo=UTC)
    with hub.write() as uow:
        booking.check_in(uow, Target(occurrence_id=present))
    with hub.write() as uow:
        add_closure(uow, places["R1"], wall(18), wall(22), "ซ่อมไฟ")
