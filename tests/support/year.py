"""A house over a year in which everything happens: joiners, leavers, vacancy, caps, credits.

    hub = year_house(path, organisations=90, pools=15)
    for month in YEAR:
        enter_bills(hub, month, pools=15)
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from hubdesk.bootstrap import Hub, create_hub
from hubdesk.costs import service
from hubdesk.costs.terms import Cap, MixedPart, Terms, Tier
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.orgs.service import add_organisation, set_occupancy
from hubdesk.store.session import UnitOfWork

YEAR = tuple(Month(2026, number) for number in range(1, 13))
_HALF = Fraction(1, 2)
#: Shared by each pool in turn.
RULES: tuple[tuple[str, Terms], ...] = (
    ("seats", Terms(denominator="lettable")),
    ("headcount", Terms(cap=Cap(30_000))),
    ("area_m2", Terms(caps={"ORG03": Cap(9_000)}, excess="redistributed")),
    ("equal", Terms(exclude=("ORG01", "ORG02"), minimum_minor=100)),
    ("mixed", Terms(parts=(MixedPart("seats", _HALF), MixedPart("equal", _HALF)))),
    ("tiered", Terms(tariff=(Tier(Fraction(400), Fraction(50)), Tier(Fraction(550))),
                     common="headcount")),
    ("fixed_pct", Terms()),
    ("seats", Terms(floor=Fraction(1, 2), hands_on={"pool08": Fraction(1, 3)})),
    ("headcount", Terms(reserve_minor=5_000)),
)  # fmt: skip


def year_house(place: Path, *, organisations: int, pools: int) -> Hub:
    """The house before its first month."""
    hub = create_hub(
        str(place), name_en="Year", clock=FixedClock(datetime(2027, 2, 1, tzinfo=UTC))
    )
    with hub.write() as uow:
        for number in range(organisations):
            org_id = add_organisation(uow, code=f"ORG{number:02}", name_en=f"Organisation {number}")
            joined = date(2026, 1 + number % 9, 1 + number % 28) if number % 5 == 0 else None
            leaves = number % 7 == 3 and not joined
            left = date(2026, 4 + number % 8, 10 + number % 18) if leaves else None
            set_occupancy(
                uow, org_id, joined or date(2025, 1, 1), left, seats=1 + number % 6,
                headcount=1 + number % 11, area_m2=Fraction(1000 + 37 * number, 100),
            )  # fmt: skip
    with hub.write() as uow:
        service.set_lettable(uow, "seats", Fraction(5 * organisations), since=YEAR[0])
        for number in range(pools):
            service.add_pool(uow, f"pool{number:02}", vat_rate="7" if number % 2 else "exempt")
    with hub.write() as uow:
        for number in range(pools):
            driver, terms = RULES[number % len(RULES)]
            if number >= len(RULES):
                terms = Terms() if terms.hands_on or terms.reserve_minor else terms
            weights = {"ORG03": Fraction(30), "ORG04": Fraction(45)}
            service.set_pool_rule(
                uow, f"pool{number:02}", driver, since=YEAR[0], terms=terms,
                weights=weights if driver == "fixed_pct" else None,
            )  # fmt: skip
            if driver == "tiered":
                for reader in range(organisations // 2):
                    service.read_meter(
                        uow, pool=f"pool{number:02}", org=f"ORG{reader:02}",
                        first=date(2026, 1, 1), last=date(2026, 12, 31), opening=Fraction(7),
                        closing=Fraction(107 + 13 * reader),
                    )  # fmt: skip
    return hub


def enter_bills(hub: Hub, month: Month, *, pools: int) -> None:
    """A bill for every pool, now and then a credit note or one that came late."""
    with hub.write() as uow:
        for number in range(pools):
            net = 1_000_001 + 7919 * number + 101 * month.month
            _bill(uow, number, month, month, f"{month}", net)
            if (number + month.month) % 4 == 0:
                _bill(uow, number, month, month, f"{month} credit", -12_345)
            if (number + month.month) % 5 == 0 and month != YEAR[0]:
                _bill(uow, number, month.previous, month, f"{month} late", 7_777)


def _bill(
    uow: UnitOfWork, pool: int, service_month: Month, month: Month, number: str, net: int
) -> None:
    service.add_bill(
        uow, supplier=f"Supplier {pool}", number=number, date=month.last_day,
        service_from=service_month.first_day, service_to=service_month.last_day,
        pool=f"pool{pool:02}", driver=None, net_minor=net,
        vat_rate="7" if pool % 2 else "exempt", month=month,
    )  # fmt: skip
