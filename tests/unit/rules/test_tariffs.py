"""What a date costs by a tariff: worked examples, and what must hold whatever the terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names
from hubdesk.kernel.weektime import Window
from hubdesk.rules.charging import Part, part_from, total
from hubdesk.rules.entitlements import Entitlement
from hubdesk.rules.pricing import PricedUse, PriceRule, RateLine, Use, price_month
from hubdesk.rules.quoting import quote
from hubdesk.rules.tariff import Block, Tariff, tariff_from, to_plain

MONDAY = date(2026, 10, 5)
ESCALATING = Tariff(
    blocks=(Block(300, 0), Block(60, 1500), Block(60, 2500), Block(60, 5000), Block(None, 10000))
)
EVENING = Window((0, 1, 2, 3, 4), 18 * 60, 24 * 60, 150)


def rule(tariff: Tariff, code: str = "r", **changes: Any) -> PriceRule:
    made = PriceRule(
        1, code, Names("", code), "", None, "room", None, tariff, "7", date(2026, 1, 1), None
    )
    return replace(made, **changes)


def use(minutes: int, *, number: int = 1, room: int = 1, day: date = MONDAY, start: int = 9 * 60,
        **changes: Any) -> Use:  # fmt: skip
    made = Use(number, 7, "outside", room, "room", day, minutes, start)
    return replace(made, **changes)


def price(tariff: Tariff, *uses: Use, given: Entitlement | None = None) -> list[PricedUse]:
    return price_month(uses, [rule(tariff)], {} if given is None else {7: given})


def net(tariff: Tariff, minutes: int, **changes: Any) -> int:
    return sum(one.net_minor for one in price(tariff, use(minutes, **changes)))


@pytest.mark.parametrize(
    ("hours", "cost"), [(5, 0), (6, 15_00), (7, 40_00), (8, 90_00), (9, 190_00), (10, 290_00)]
)
def test_five_free_hours_then_15_25_50_and_100_an_hour(hours: int, cost: int) -> None:
    (one,) = price(ESCALATING, use(hours * 60))
    assert one.net_minor == cost
    assert one.free_minutes == 300


def test_blocks_of_a_month_go_on_from_date_to_date() -> None:
    monthly = replace(ESCALATING, blocks_per="month")
    first, second = price(monthly, use(240), use(180, number=2, day=MONDAY + timedelta(1)))
    # 4 h are free; of the next 3 h one is the fifth, then 15 and 25.
    assert (first.net_minor, second.net_minor) == (0, 40_00)


def test_the_cheaper_of_hours_half_days_and_the_day() -> None:
    hall = Tariff(hour_minor=500_00, half_day_minor=1500_00, day_minor=2500_00)
    # 2 h × 500 · 4 h: a half day · 5 h: a half day and an hour · 7 h: the day beats 2 × 1,500
    assert [net(hall, hours * 60) for hours in (2, 4, 5, 7)] == [
        1000_00, 1500_00, 2000_00, 2500_00,
    ]  # fmt: skip


def test_a_rule_by_the_day_alone_counts_each_calendar_day() -> None:
    assert net(Tariff(day_minor=900_00), 60, start=23 * 60 + 30) == 1800_00


def test_minimum_step_and_cap() -> None:
    assert net(Tariff(hour_minor=100_00, minimum_minor=150_00), 30) == 150_00
    assert net(Tariff(hour_minor=100_00, step_minutes=60), 61) == 200_00
    capped = Tariff(hour_minor=100_00, day_cap_minor=250_00)
    first, second = price(capped, use(120), use(120, number=2, start=15 * 60))
    assert (first.net_minor, second.net_minor) == (200_00, 50_00)
    # The next day, and another room, have their own.
    assert net(capped, 180, day=MONDAY + timedelta(1)) == 250_00


def test_peak_hours_and_staff_after_hours() -> None:
    tariff = Tariff(
        hour_minor=100_00, peaks=(EVENING,), staff_hour_minor=300_00,
        staff_there=(Window((0, 1, 2, 3, 4), 8 * 60, 18 * 60),),
    )  # fmt: skip
    # 17–19: an hour at 100, one at 150, and an hour of staff.
    (one,) = price(tariff, use(120, start=17 * 60))
    assert one.net_minor == 100_00 + 150_00 + 300_00
    assert [part.what for part in one.parts] == ["hour", "hour", "staff"]


def test_rooms_used_together_are_priced_as_one() -> None:
    halves = rule(Tariff(hour_minor=100_00), "half")
    hall = rule(Tariff(hour_minor=150_00, rooms=(1, 2)), "hall")
    priced = price_month([use(60, room=1), use(60, room=2), use(60, room=3)], [halves, hall])
    assert [one.net_minor for one in priced] == [150_00, 0, 100_00]
    assert [one.rule for one in priced] == ["hall", "hall", "half"]
    # A half alone is a half.
    (alone,) = price_month([use(60, room=2)], [halves, hall])
    assert alone.net_minor == 100_00


def test_late_cancellation_pays_by_its_notice() -> None:
    tariff = tariff_from({"hour_minor": 100_00, "cancel": [[1440, 100], [10080, 50]]})
    late = use(120, what="cancelled", notice_minutes=23 * 60)
    week = use(120, what="cancelled", notice_minutes=3 * 1440)
    early = use(120, what="cancelled", notice_minutes=10080)
    assert [one.net_minor for one in price(tariff, late)] == [200_00]
    assert [one.net_minor for one in price(tariff, week)] == [100_00]
    assert price(tariff, early) == []


def test_the_rate_card_asks_nothing_for_cancelling_and_all_for_not_coming() -> None:
    line = RateLine(1, "outside", None, 100_00, 0, "7", date(2026, 1, 1), None)
    assert price_month([use(60, what="cancelled")], [line]) == []
    (missed,) = price_month([use(60, what="no_show")], [line])
    assert missed.net_minor == 100_00


def test_a_late_cancellation_takes_its_part_of_the_allowance() -> None:
    tariff = tariff_from({"hour_minor": 100_00, "cancel": [[1440, 50]]})
    late = use(120, what="cancelled", notice_minutes=60)
    (one,) = price(tariff, late, given=Entitlement(7, "p", given_minutes=60))
    assert (one.net_minor, one.plan_minutes) == (0, 60)


def test_the_rule_for_whom_comes_before_where_and_what_is_new() -> None:
    everybody = rule(Tariff(hour_minor=1), "all")
    room = rule(Tariff(hour_minor=2), "room", resource_id=1)
    class_ = rule(Tariff(hour_minor=3), "class", org_class="outside")
    own = rule(Tariff(hour_minor=4), "own", org_id=7)
    for known, expected in (
        ([everybody], "all"), ([everybody, class_], "class"), ([class_, room], "room"),
        ([room, own], "own"),
    ):  # fmt: skip
        (one,) = price_month([use(60)], known)
        assert one.rule == expected


def test_a_price_holds_on_its_days() -> None:
    old = rule(Tariff(hour_minor=100_00), valid_to=MONDAY)
    new = rule(Tariff(hour_minor=120_00), valid_from=MONDAY + timedelta(1))
    priced = price_month([use(60), use(60, number=2, day=MONDAY + timedelta(1))], [old, new])
    assert [one.net_minor for one in priced] == [100_00, 120_00]


def test_allowance_is_used_first_and_faster_in_peak_hours() -> None:
    given = Entitlement(7, "team", given_minutes=120, peaks=(EVENING,))
    morning, evening = price(
        Tariff(hour_minor=100_00), use(60), use(60, number=2, start=18 * 60), given=given
    )
    assert (morning.plan_minutes, morning.net_minor) == (60, 0)
    # 60 minutes are left; at 1.5 they last 40, so 20 minutes are paid.
    assert (evening.plan_minutes, evening.free_minutes, evening.net_minor) == (60, 40, 33_33)


def test_what_is_beyond_the_plan_has_the_plans_price_and_credit_pays_first() -> None:
    given = Entitlement(7, "team", given_minutes=60, over_hour_minor=80_00, given_minor=50_00)
    (one,) = price(Tariff(hour_minor=100_00), use(120), given=given)
    assert (one.credit_minor, one.net_minor, one.list_minor) == (50_00, 30_00, 160_00)


def test_a_quote_says_what_later_dates_lose() -> None:
    card = [RateLine(1, "outside", None, 100_00, 60, "7", date(2026, 1, 1), None)]
    later = use(60, number=5, day=MONDAY + timedelta(3))
    found = quote([use(60, number=0)], [later], card)
    assert (found.net_minor, found.later_minor) == (0, 100_00)


@pytest.mark.parametrize(
    "terms",
    [{"hour_minor": -1}, {"price": 3}, {"blocks": [[None, 1], [60, 2]]}, {"cancel": [[60, 101]]},
     {"rooms": [1]}, {"step_minutes": 0}, {"peaks": [{"from": 60, "to": 60}]},
     {"hour_minor": 1.5}],
)  # fmt: skip
def test_terms_that_cannot_be_are_refused(terms: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError):
        tariff_from(terms)


_AMOUNT = st.integers(0, 5000_00)
_WINDOW = st.builds(
    lambda days, first, length, percent: Window(
        tuple(sorted(days)), first, min(1440, first + length), percent
    ),
    st.sets(st.integers(0, 6), min_size=1), st.integers(0, 1380), st.integers(30, 720),
    st.integers(0, 300),
)  # fmt: skip
TARIFFS = st.builds(
    Tariff,
    hour_minor=st.none() | _AMOUNT,
    blocks=st.lists(st.builds(Block, st.integers(15, 300), _AMOUNT), max_size=3).map(tuple),
    half_day_minor=st.none() | _AMOUNT,
    day_minor=st.none() | _AMOUNT,
    step_minutes=st.sampled_from((1, 15, 30, 60)),
    minimum_minor=st.sampled_from((0, 0, 200_00)),
    day_cap_minor=st.none() | _AMOUNT,
    free_minutes=st.sampled_from((0, 0, 90, 300)),
    peaks=st.lists(_WINDOW, max_size=2).map(tuple),
    staff_hour_minor=st.sampled_from((0, 300_00)),
    staff_there=st.lists(_WINDOW, max_size=1).map(tuple),
)
_USES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 1439), st.integers(5, 900)), min_size=1, max_size=6
).map(
    lambda raw: [
        use(minutes, number=at, day=MONDAY + timedelta(days), start=start)
        for at, (days, start, minutes) in enumerate(sorted(raw), start=1)
    ]
)
_GIVEN = st.builds(
    Entitlement, st.just(7), st.just("p"), given_minutes=st.integers(0, 900),
    carried_minutes=st.integers(0, 120), given_minor=st.integers(0, 500_00),
    peaks=st.lists(_WINDOW, max_size=1).map(tuple),
    over_hour_minor=st.none() | _AMOUNT,
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(TARIFFS, _USES, st.none() | _GIVEN)
def test_parts_add_up_and_nothing_is_used_twice(
    tariff: Tariff, uses: list[Use], given_: Entitlement | None
) -> None:
    priced = price(tariff, *uses, given=given_)
    assert len(priced) == len(uses)
    for one in priced:
        exact = total(one.parts)
        assert abs(exact - one.net_minor) <= Fraction(1, 2)
        assert one.net_minor >= 0
        assert 0 <= one.free_minutes <= one.use.minutes
        assert tuple(part_from(part.plain()) for part in one.parts) == one.parts
    if given_ is not None:
        assert sum(one.plan_minutes for one in priced) <= given_.minutes
        assert sum(one.credit_minor for one in priced) <= given_.minor


@settings(max_examples=50, deadline=None)
@given(TARIFFS, st.integers(0, 1000), st.integers(5, 700), st.integers(1, 200))
def test_longer_never_costs_less(tariff: Tariff, start: int, minutes: int, more: int) -> None:
    shorter = net(tariff, minutes, start=start)
    assert net(tariff, minutes + more, start=start) >= shorter


@settings(max_examples=50, deadline=None)
@given(TARIFFS, _USES, st.integers(0, 2000_00))
def test_a_day_is_never_dearer_than_its_cap(tariff: Tariff, uses: list[Use], cap: int) -> None:
    capped = replace(tariff, day_cap_minor=cap, staff_hour_minor=0)
    by_day: dict[date, Fraction] = {}
    for one in price(capped, *uses):
        days = (one.use.start_minute + one.use.minutes - 1) // 1440 + 1
        by_day[one.use.day] = by_day.get(one.use.day, Fraction(0)) + one.net_minor
        assert one.net_minor <= cap * days + 1
    single = [one for one in uses if one.start_minute + one.minutes <= 1440]
    if single == uses:
        assert all(amount <= cap + len(uses) for amount in by_day.values())


@settings(max_examples=50, deadline=None)
@given(TARIFFS)
def test_terms_come_back_as_they_were_kept(tariff: Tariff) -> None:
    assert tariff_from(to_plain(tariff)) == tariff


def test_parts_of_a_simple_price_are_free_minutes_and_hours() -> None:
    line = RateLine(1, "outside", None, 100_00, 30, "7", date(2026, 1, 1), None)
    (one,) = price_month([use(90)], [line])
    assert one.parts == ()
    assert one.why == (Part("free", 30), Part("hour", 60, 100_00, amount=Fraction(100_00)))
