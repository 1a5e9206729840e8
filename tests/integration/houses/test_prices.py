"""The prices of the six houses of FIELD.md, entered as data; every example is worked by hand.

ANT, BEE and CAT are tenants (3, 2 and 1 seats), DOG is a guest from outside; November 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from hubdesk.booking.model import Target
from hubdesk.booking.service.waiving import waive
from hubdesk.kernel.month import Month
from hubdesk.month.queries import worksheet
from hubdesk.orgs.plans import PlanTerms
from hubdesk.orgs.service import add_agreement, give_notice, set_plan
from hubdesk.rules.vat import vat_minor
from tests.integration.houses.prices import NOVEMBER, SINCE, Shop, at
from tests.support.books import Books


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    found = Shop(Books.open(tmp_path))
    yield found
    found.books.hub.close()


class TestFoundationHouse:
    """Toronto: income off the top, the rest by staff number, phones charged direct."""

    @pytest.fixture(autouse=True)
    def house(self, shop: Shop) -> None:
        for org, staff in (("ANT", 5), ("BEE", 3), ("CAT", 2)):
            shop.books.tenant(org, seats=1, headcount=staff, since=date(2026, 11, 1))
        shop.books.bill("rent", 12_000_00, driver="headcount", of="2026-11", vat="exempt")
        shop.books.income("rent", 2_000_00, on=date(2026, 11, 12))

    def test_the_rest_is_shared_by_staff(self, shop: Shop) -> None:
        # 12,000 − 2,000 = 10,000 by 5 : 3 : 2
        assert shop.books.amounts("rent", "2026-11") == {
            "ANT": 5_000_00, "BEE": 3_000_00, "CAT": 2_000_00,
        }  # fmt: skip

    def test_a_satang_that_is_left_goes_to_the_largest_remainder(self, shop: Shop) -> None:
        shop.books.bill("rent", 1, driver="headcount", of="2026-11", vat="exempt")
        # 10,000.01: 5,000.005 · 3,000.003 · 2,000.002; the satang goes to ANT.
        assert shop.books.amounts("rent", "2026-11")["ANT"] == 5_000_01

    def test_who_grows_within_the_month_counts_by_days(self, shop: Shop) -> None:
        shop.books.tenant("CAT", seats=1, headcount=7, since=date(2026, 11, 16))
        # Person-days 5·30 : 3·30 : 2·15 + 7·15 = 150 : 90 : 135, of 375
        assert shop.books.amounts("rent", "2026-11") == {
            "ANT": 4_000_00, "BEE": 2_400_00, "CAT": 3_600_00,
        }  # fmt: skip

    def test_more_income_leaves_less_for_everybody(self, shop: Shop) -> None:
        shop.books.income("rent", 1_000_00, on=date(2026, 11, 20))
        # 12,000 − 2,000 − 1,000 = 9,000 by 5 : 3 : 2
        assert shop.books.amounts("rent", "2026-11") == {
            "ANT": 4_500_00, "BEE": 2_700_00, "CAT": 1_800_00,
        }  # fmt: skip

    def test_phones_are_charged_to_who_called(self, shop: Shop) -> None:
        shop.books.direct("BEE", 345_00, on=date(2026, 11, 20))
        with shop.books.hub.read() as session:
            totals = worksheet(session, NOVEMBER)["totals_minor"]
        assert totals["BEE"] == 3_000_00 + 345_00


class TestNonprofitCentre:
    """Tenants free; others 5 free hours, then 15/25/50/100 an hour; staff after hours."""

    @pytest.fixture(autouse=True)
    def house(self, shop: Shop) -> None:
        shop.room("BOARD")
        shop.rule("tenants", {"hour_minor": 0}, of="resident")
        shop.rule(
            "others",
            {
                "blocks": [[300, 0], [60, 15_00], [60, 25_00], [60, 50_00], [None, 100_00]],
                "staff_hour_minor": 40_00,
                "staff_there": [{"weekdays": [0, 1, 2, 3, 4], "from": 480, "to": 1080}],
            },
        )

    def test_tenants_pay_nothing(self, shop: Shop) -> None:
        found = shop.quote("ANT", "BOARD", 9, 9, 18)
        assert (found.priced, found.net_minor) == (True, 0)

    def test_five_hours_are_free(self, shop: Shop) -> None:
        assert shop.cost("DOG", "BOARD", 9, 9, 14) == 0

    def test_each_further_hour_is_dearer(self, shop: Shop) -> None:
        # 9–18 is 9 h: 5 free, then 15 + 25 + 50 + 100
        assert shop.cost("DOG", "BOARD", 9, 9, 18) == 190_00

    def test_after_hours_somebody_must_be_there(self, shop: Shop) -> None:
        # Monday 17–20: 3 h are free, but from 18 on two hours of staff at 40
        assert shop.cost("DOG", "BOARD", 9, 17, 20) == 80_00
        # On a Saturday every hour is after hours: 2 × 40
        assert shop.cost("DOG", "BOARD", 14, 10, 12) == 80_00


class TestCentreForSocialInnovation:
    """Plans with hours, six months at least, then month to month; desk exchange as credit."""

    @pytest.fixture(autouse=True)
    def house(self, shop: Shop) -> None:
        shop.room("GLASS")
        shop.rule("glass", {"hour_minor": 30_00}, room="GLASS")
        with shop.books.hub.write() as uow:
            set_plan(
                uow, "hot", name_en="Hot desk", fee_minor=125_00, vat_rate="7",
                valid_from=SINCE, terms=PlanTerms(allowance_minutes=300),
            )  # fmt: skip
            set_plan(
                uow, "exchange", name_en="Desk exchange", vat_rate="7", valid_from=SINCE,
                terms=PlanTerms(credit_minor=75_00),
            )  # fmt: skip

    def test_hours_of_the_plan_come_first(self, shop: Shop) -> None:
        with shop.books.hub.write() as uow:
            add_agreement(uow, shop.books.orgs["ANT"], plan="hot", starts_on=SINCE)
        shop.book("ANT", "GLASS", 10, 9, 13)
        shop.book("ANT", "GLASS", 17, 9, 12)
        found = shop.hours("ANT")
        assert found.allowance is not None
        # 4 h and 3 h booked, 5 h in the plan: 2 h at 30
        assert (found.allowance.used_minutes, found.overage_minor) == (300, 60_00)

    def test_half_a_month_has_half_the_hours_and_half_the_fee(self, shop: Shop) -> None:
        with shop.books.hub.write() as uow:
            add_agreement(uow, shop.books.orgs["BEE"], plan="hot", starts_on=date(2026, 11, 16))
        found = shop.hours("BEE")
        # 16–30 November, both ends: 15 of 30 days
        assert found.allowance is not None
        assert found.allowance.given_minutes == 150
        with shop.books.hub.read() as session:
            (fee,) = worksheet(session, NOVEMBER, "BEE")["direct"]
        assert fee["net_minor"] == 62_50

    def test_time_given_for_space_is_money_to_book_with(self, shop: Shop) -> None:
        with shop.books.hub.write() as uow:
            add_agreement(uow, shop.books.orgs["CAT"], plan="exchange", starts_on=SINCE)
        # 3 h cost 90; 75 are credit
        assert shop.cost("CAT", "GLASS", 10, 9, 12) == 15_00

    def test_six_months_then_month_to_month_with_sixty_days_notice(self, shop: Shop) -> None:
        with shop.books.hub.write() as uow:
            deal = add_agreement(
                uow, shop.books.orgs["ANT"], plan="hot", starts_on=SINCE, term_months=6,
                notice_days=60,
            )  # fmt: skip
            # 1 November + 6 months ends on 30 April; sixty days from 20 March reach 19 May.
            assert give_notice(uow, deal, date(2027, 3, 20)) == date(2027, 5, 31)


class TestDemocracyCenter:
    """24 hours to cancel, no-shows count."""

    @pytest.fixture(autouse=True)
    def house(self, shop: Shop) -> None:
        shop.room("NASH")
        shop.rule("nash", {"hour_minor": 20_00, "cancel": [[1440, 100]]}, room="NASH")

    def test_a_day_before_costs_nothing(self, shop: Shop) -> None:
        booking = shop.book("ANT", "NASH", 20, 9, 11)
        shop.cancel(booking, at(19, 9))
        assert shop.owed("ANT") == 0

    def test_later_costs_all_of_it(self, shop: Shop) -> None:
        booking = shop.book("ANT", "NASH", 20, 9, 11)
        shop.cancel(booking, at(19, 9) + timedelta(minutes=1))
        (line,) = shop.hours("ANT").lines
        assert (line.kind, line.net_minor) == ("cancelled", 40_00)
        assert line.description.endswith("cancelled late")

    def test_staff_may_waive_it_with_a_reason(self, shop: Shop) -> None:
        booking = shop.book("ANT", "NASH", 20, 9, 11)
        shop.cancel(booking, at(20, 8))
        with shop.books.hub.write() as uow:
            waive(uow, Target(booking_id=booking), "the heating was off")
        assert shop.owed("ANT") == 0

    def test_who_does_not_come_pays_whether_the_room_was_released_or_not(self, shop: Shop) -> None:
        held, released = shop.book("BEE", "NASH", 2, 9, 10), shop.book("BEE", "NASH", 3, 9, 10)
        shop.books.sql(f"UPDATE occurrence SET status = 'no_show' WHERE booking_id = {held}")
        shop.books.sql(
            "UPDATE occurrence SET status = 'released', reason = 'no_show'"
            f" WHERE booking_id = {released}"
        )
        assert [line.kind for line in shop.hours("BEE").lines] == ["no_show", "no_show"]
        assert shop.owed("BEE") == 40_00


class TestMontgomeryCounty:
    """CUPF: 11/15/30 an hour by class, 100 deposit on some rooms."""

    @pytest.fixture(autouse=True)
    def house(self, shop: Shop) -> None:
        shop.room("CONF", "HALL")
        for of, price in (("resident", 11_00), ("partner", 15_00), ("outside", 30_00)):
            shop.rule(f"conf-{of}", {"hour_minor": price}, room="CONF", of=of)
        shop.rule("hall", {"hour_minor": 30_00, "deposit_minor": 100_00}, room="HALL")

    def test_government_pays_eleven_an_hour(self, shop: Shop) -> None:
        assert shop.cost("ANT", "CONF", 10, 9, 11) == 22_00

    def test_others_pay_thirty_an_hour_and_tax_on_top(self, shop: Shop) -> None:
        found = shop.quote("DOG", "CONF", 10, 9, 10.5)
        assert found.net_minor == 45_00
        assert found.vat_minor == vat_minor(45_00, "7") == 3_15

    def test_the_hall_wants_a_deposit(self, shop: Shop) -> None:
        found = shop.quote("DOG", "HALL", 10, 9, 10)
        assert (found.net_minor, found.deposit_minor) == (30_00, 100_00)
        assert shop.quote("DOG", "CONF", 10, 9, 10).deposit_minor == 0

    def test_a_new_price_leaves_the_old_days(self, shop: Shop) -> None:
        shop.rule("conf-resident", {"hour_minor": 12_00}, room="CONF", of="resident",
                  since=date(2026, 11, 16))  # fmt: skip
        assert [shop.cost("ANT", "CONF", day, 9, 10) for day in (15, 16)] == [11_00, 12_00]


class TestOpenGovHub:
    """Washington: an event space of two halves, by hour, half day and day, dearer at night."""

    @pytest.fixture(autouse=True)
    def house(self, shop: Shop) -> None:
        shop.room("A", "B")
        shop.rule("half", {"hour_minor": 100_00, "half_day_minor": 300_00, "day_minor": 500_00,
                           "day_cap_minor": 600_00})  # fmt: skip
        shop.rule(
            "event",
            {
                "hour_minor": 150_00, "rooms": [shop.rooms["A"], shop.rooms["B"]],
                "peaks": [{"weekdays": [0, 1, 2, 3, 4], "from": 1080, "to": 1440, "percent": 120}],
                "minimum_minor": 200_00,
            },
        )  # fmt: skip

    def test_a_half_by_hours_half_day_and_day(self, shop: Shop) -> None:
        # 2 h × 100 · 4 h: the half day · 9 h: the day, since 2 half days and an hour are 700
        assert [shop.cost("DOG", "A", 10, 8, 8 + hours) for hours in (2, 4, 9)] == [
            200_00, 300_00, 500_00,
        ]  # fmt: skip

    def test_both_halves_are_one_room(self, shop: Shop) -> None:
        # 2 × 150, not 4 × 100
        assert shop.cost("DOG", "A+B", 10, 9, 11) == 300_00

    def test_the_evening_is_dearer_and_nobody_pays_less_than_200(self, shop: Shop) -> None:
        # 17–19: 150 + 150 × 1.2
        assert shop.cost("DOG", "A+B", 10, 17, 19) == 330_00
        # One hour is 150, but at least 200
        assert shop.cost("DOG", "A+B", 10, 9, 10) == 200_00

    def test_several_dates_of_a_day_are_capped(self, shop: Shop) -> None:
        shop.book("DOG", "A", 10, 8, 13)
        # 8–13: half day + 1 h = 400; 14–18: another half day would be 300, but 600 is the most
        assert shop.cost("DOG", "A", 10, 14, 18) == 200_00

    def test_the_month_adds_up(self, shop: Shop) -> None:
        shop.book("DOG", "A+B", 10, 9, 11)
        shop.book("DOG", "A", 11, 9, 11)
        with shop.books.hub.read() as session:
            sheet = worksheet(session, NOVEMBER)
        assert [one["net_minor"] for one in sheet["usage"]] == [300_00, 0, 200_00]
        assert sheet["totals_minor"]["DOG"] == 500_00


def test_what_a_price_says_is_exact(shop: Shop) -> None:
    """No rounding before the end: 7 minutes at 100 an hour are 11.67, not 12 or 11.66."""
    shop.room("R")
    shop.rule("r", {"hour_minor": 100_00})
    (line,) = shop.quote("DOG", "R", 10, 9, 9 + 7 / 60).lines
    assert sum((part.amount for part in line.why), Fraction(0)) == Fraction(100_00 * 7, 60)
    assert line.net_minor == 11_67
    assert Month(2026, 11) == NOVEMBER
