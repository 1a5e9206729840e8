"""The demo's plans and agreements, its price rules, deposits and rules for arrivals.

Nothing here draws from the demo's chance: the rest of the year is told the same with or without.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hubdesk.booking.model import Target
from hubdesk.booking.service.missed import set_arrival_rule
from hubdesk.booking.service.waiving import waive
from hubdesk.bootstrap import Hub
from hubdesk.costs.queries import deposits
from hubdesk.costs.queries.dues import deposits_due, late_fees
from hubdesk.costs.service.deposits import settle_deposit, take_deposit
from hubdesk.demo.house import Member, Place
from hubdesk.hub.model import Holiday
from hubdesk.hub.service.holidays import add_holidays
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.orgs.plans import PlanTerms
from hubdesk.orgs.service import add_agreement, set_plan
from hubdesk.rules.service import set_price_rule
from hubdesk.rules.tariff import tariff_from
from hubdesk.store.session import UnitOfWork

_HOUR = 60
#: Code, English, Thai, fee a month, hours a month, hours that go on.
_PLANS = (
    ("office", "Office", "สำนักงาน", 250_000, 20, 5),
    ("network", "No-space membership", "สมาชิกไม่ใช้พื้นที่", 80_000, 0, 0),
)
_PLAN_OF = {"resident": "office", "affiliate": "network", "partner": "network"}
_WEEK = {"weekdays": [0, 1, 2, 3, 4], "from": 8 * _HOUR, "to": 18 * _HOUR}
#: Price of an hour; who has no rule of its own pays by the rate card.
_HOURS = {"resident": 20_000, "outside": 50_000}
_RULES = {
    "resident": ("Rooms, residents", "ห้องประชุม องค์กรประจำ"),
    "outside": ("Rooms, guests", "ห้องประชุม บุคคลภายนอก"),
}
#: Cancelled less than a day before: half of the price.
_LATE = [[1440, 50]]
_HALL = {
    "hour_minor": 250_000, "half_day_minor": 800_000, "half_day_minutes": 4 * _HOUR,
    "day_minor": 1_400_000, "staff_hour_minor": 30_000, "staff_there": [_WEEK], "holidays": True,
    "cancel": [[2880, 100], [10_080, 50]], "deposit_minor": 500_000,
}  # fmt: skip
#: Month and day of holidays that are the same every year.
_HOLIDAYS = (
    (1, 1, "New Year's Day", "วันขึ้นปีใหม่"),
    (4, 6, "Chakri Day", "วันจักรี"),
    (4, 13, "Songkran", "วันสงกรานต์"),
    (5, 1, "Labour Day", "วันแรงงานแห่งชาติ"),
    (10, 13, "King Bhumibol Memorial Day", "วันนวมินทรมหาราช"),
    (10, 23, "Chulalongkorn Day", "วันปิยมหาราช"),
    (12, 5, "Father's Day", "วันพ่อแห่งชาติ"),
    (12, 10, "Constitution Day", "วันรัฐธรรมนูญ"),
)
_DAY = timedelta(days=1)
_DAMAGE, _LIFT = "เก้าอี้ชำรุด 1 ตัว", "ลิฟต์ขัดข้อง"


def agree(
    uow: UnitOfWork, members: Sequence[Member], places: Sequence[Place], first: Month, last: date
) -> None:
    """Plans, prices and an agreement with everybody who is no outsider."""
    since = first.first_day - 30 * _DAY
    for code, name_en, name_th, fee, hours, carried in _PLANS:
        set_plan(
            uow, code, name_en=name_en, name_th=name_th, fee_minor=fee, vat_rate="7",
            valid_from=date(since.year - 3, 1, 1),
            terms=PlanTerms(allowance_minutes=hours * _HOUR, carry_minutes=carried * _HOUR),
        )
    for member in members:
        plan = _PLAN_OF.get(member.org_class)
        if plan is not None:
            add_agreement(uow, member.id, plan=plan, starts_on=member.joined, seats=member.seats)
    for org_class, (name_en, name_th) in _RULES.items():
        set_price_rule(
            uow, f"rooms-{org_class}", name_en=name_en, name_th=name_th, org_class=org_class,
            tariff=tariff_from({"hour_minor": _HOURS[org_class], "cancel": _LATE}), vat_rate="7",
            valid_from=since,
        )  # fmt: skip
    for place in places:
        if place.code == "EVENT":
            set_price_rule(
                uow, "hall", name_en="Chao Phraya Hall", name_th="ห้องเจ้าพระยา",
                resource_id=place.id, tariff=tariff_from(_HALL), vat_rate="7", valid_from=since,
            )  # fmt: skip
    add_holidays(uow, [
        Holiday(date(year, month, day), Names(name_th, name_en))
        for year in range(first.year, last.year + 2)
        for month, day, name_en, name_th in _HOLIDAYS
    ])  # fmt: skip
    set_arrival_rule(uow, room_class="room", warn_after=10, release_after=20)


def settle(hub: Hub, desk: Hub, last: date) -> None:
    """Deposits of guests who come soon, one to give back, and a fee that is waived.

    Args:
        hub, desk: the same hub, for finance and for the counter.
        last: the day the demo ends on.
    """
    with hub.read() as session:
        due = deposits_due(session, deposits(session))
        fees = late_fees(session, Month.of(last))
    taken = []
    for number, one in enumerate(due):
        if number % 3 != 2:
            with hub.write() as uow:
                taken.append(take_deposit(
                    uow, one.org_id, on=last - (1 + number) * _DAY, amount_minor=one.amount_minor,
                    booking_id=one.booking_id, key=f"demo-deposit-{one.booking_id}",
                ))  # fmt: skip
    if len(taken) > 2:
        with hub.write() as uow:
            settle_deposit(uow, taken[0], on=last, kept_minor=80_000, reason=_DAMAGE)
    charged = [one for one in fees if one.net_minor > 0]
    if charged:
        with desk.write() as uow:
            waive(uow, Target(occurrence_id=charged[0].occurrence_id), _LIFT)
