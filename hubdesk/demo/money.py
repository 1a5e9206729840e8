"""The demo's bills, income, direct charges and payments, month by month."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from hubdesk.billing.service import add_payment
from hubdesk.costs.service.bills import add_bill
from hubdesk.costs.service.entries import add_direct_charge, add_income
from hubdesk.demo.house import Member
from hubdesk.kernel.month import Month
from hubdesk.store.session import UnitOfWork


class Supply(NamedTuple):
    """A monthly bill: ``swing`` is how far it moves around its mean, in per cent."""

    supplier: str
    prefix: str
    pool: str
    driver: str
    vat_rate: str
    mean_minor: int
    swing: int


SUPPLIES = (
    Supply("อาคารสาทร", "R", "rent", "seats", "exempt", 118_000_000, 0),
    Supply("การไฟฟ้านครหลวง", "MEA", "electricity", "headcount", "7", 24_000_000, 18),
    Supply("การประปานครหลวง", "MWA", "water", "headcount", "7", 1_900_000, 12),
    Supply("Fibre Co", "INV", "internet", "headcount", "7", 3_890_000, 0),
    Supply("สะอาดดี จำกัด", "CL", "cleaning", "area_m2", "7", 9_600_000, 2),
    Supply("Front Office Services", "FO", "reception", "equal", "7", 10_400_000, 0),
    Supply("ร้านกาแฟชั้นล่าง", "K", "coffee", "headcount", "0", 2_700_000, 25),
    Supply("เวรยาม จำกัด", "SEC", "security", "area_m2", "7", 5_200_000, 0),
    Supply("เขตบางรัก", "W", "waste", "equal", "exempt", 800_000, 0),
    Supply("ช่างดี เซอร์วิส", "MT", "maintenance", "area_m2", "7", 3_300_000, 40),
    Supply("Meeting Tech", "AV", "meeting_rooms", "booked_hours", "7", 2_450_000, 10),
    Supply("ประกันภัยตัวอย่าง", "INS", "insurance", "seats", "exempt", 1_250_000, 0),
)
#: Bills that have come in while the current month is still open.
EARLY_BILLS = 8


def bill_month(
    uow: UnitOfWork, rng: random.Random, month: Month, supplies: Sequence[Supply]
) -> None:
    """One bill of each supply, and income of the event space off the rent."""
    for supply in supplies:
        moved = rng.randint(-supply.swing, supply.swing)
        add_bill(
            uow,
            supplier=supply.supplier,
            number=f"{supply.prefix}-{month.year + 543}/{month.month:02d}",
            date=month.first_day + timedelta(days=rng.randrange(0, 25)),
            service_from=month.first_day,
            service_to=month.last_day,
            pool=supply.pool,
            driver=supply.driver,
            net_minor=supply.mean_minor * (100 + moved) // 100 + rng.randrange(0, 100),
            vat_rate=supply.vat_rate,
        )
    for number in range(2):
        add_income(
            uow,
            date=month.first_day + timedelta(days=rng.randrange(3, 27)),
            description="เช่าห้องเจ้าพระยาโดยบุคคลภายนอก" if number else "Event space, outside hire",
            pool="rent",
            amount_minor=rng.randrange(400_000, 2_400_000, 50),
            key=f"demo-income-{month}-{number}",
        )


def charge_month(
    uow: UnitOfWork, rng: random.Random, month: Month, members: Sequence[Member]
) -> None:
    """Phones and copies; the outside organisations hire something every month."""
    for member in members:
        if member.joined > month.last_day:
            continue
        if member.org_class == "outside":
            charge = ("Storage, one shelf", 45_000)
        elif rng.random() < 0.35:
            charge = ("โทรศัพท์", rng.randrange(20_000, 220_000))
        elif rng.random() < 0.3:
            pages = rng.randrange(60, 3000)
            charge = (f"copier {pages:,} pages", pages * 50)
        else:
            continue
        add_direct_charge(
            uow,
            date=month.last_day,
            org=member.code,
            description=charge[0],
            net_minor=charge[1],
            vat_rate="7",
            key=f"demo-direct-{month}-{member.code}",
        )


def pay_statements(
    uow: UnitOfWork, rng: random.Random, owed: Sequence[tuple[str, int]], first: date, last: date
) -> None:
    """Most pay in full, some a part, a few nothing; between two days."""
    for code, minor in owed:
        chance = rng.random()
        if minor <= 0 or chance < 0.06:
            continue
        part = minor if chance > 0.14 else minor // 2
        on = first + timedelta(days=rng.randrange(0, max(1, (last - first).days)))
        add_payment(uow, org=code, date=on, amount_minor=part, reference="PromptPay",
                    key=f"demo-pay-{code}-{first}")  # fmt: skip
