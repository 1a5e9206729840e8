"""Who benefits, of what the whole is, mixed drivers, meters and tariffs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from hubdesk.costs.allocation import NoDriverError
from hubdesk.costs.metering import MeterUse, priced, units_in
from hubdesk.costs.model import PoolRule
from hubdesk.costs.sharing import Facts, Lettable, Occupied
from hubdesk.costs.terms import PLAIN, Cap, MixedPart, Terms, Tier, terms_from
from hubdesk.costs.weighing import Split, WholeTooSmallError, split_by
from hubdesk.kernel.month import Month

OCTOBER = Month(2026, 10)
FIRST, LAST = OCTOBER.first_day, OCTOBER.last_day
FACTS = Facts(
    OCTOBER,
    (
        Occupied("ANT", FIRST, LAST, seats=4, headcount=6, area_m2=Fraction(40)),
        Occupied("BEE", FIRST, date(2026, 10, 10), seats=2, headcount=1, area_m2=Fraction(25, 2)),
    ),
    lettable=(Lettable("seats", FIRST, LAST, Fraction(10)),),
    metered=(
        MeterUse("power", "ANT", FIRST, LAST, Fraction(300)),
        MeterUse("power", "BEE", date(2026, 9, 21), date(2026, 10, 10), Fraction(100)),
        MeterUse("water", "ANT", FIRST, LAST, Fraction(7)),
    ),
    classes={"ANT": "resident", "BEE": "affiliate"},
)


def _split(
    driver: str, terms: Terms = PLAIN, weights: Mapping[str, Fraction] | None = None,
    allocable: int = 0, facts: Facts = FACTS,
) -> Split:  # fmt: skip
    rule = PoolRule(1, driver, weights or {}, date(1900, 1, 1), None, terms=terms)
    return split_by(rule, "power", facts, allocable)


def _weights(split: Split) -> dict[str, Fraction]:
    return {one.org: one.weight for one in split.weighed}


@pytest.mark.parametrize(
    ("terms", "who"),
    [
        ({"include": ["ANT"]}, ["ANT"]),
        ({"exclude": ["ANT"]}, ["BEE"]),
        ({"classes": ["resident", "partner"]}, ["ANT"]),
        ({"classes": ["affiliate"], "exclude": ["BEE"]}, []),
        ({}, ["ANT", "BEE"]),
    ],
)
def test_a_schedule_says_who_benefits(terms: dict[str, Any], who: list[str]) -> None:
    assert [one.org for one in _split("seats", terms_from(terms)).weighed] == who


def test_what_could_be_let_and_is_not_is_left_with_the_hub() -> None:
    split = _split("seats", Terms(denominator="lettable"))
    assert _weights(split) == {"ANT": 124, "BEE": 20}
    assert [split.vacant, split.weight_sum] == [166, 310]


def test_a_fixed_whole_counts_every_day_of_the_month() -> None:
    split = _split("area_m2", Terms(denominator="fixed", total=Fraction(100)))
    assert split.weight_sum == 3100
    assert split.vacant == 3100 - 40 * 31 - 125


def test_more_than_the_whole_is_never_charged() -> None:
    with pytest.raises(WholeTooSmallError) as caught:
        _split("seats", Terms(denominator="fixed", total=Fraction(4)))
    assert [caught.value.whole, caught.value.taken] == [124, 144]
    with pytest.raises(WholeTooSmallError):
        _split("area_m2", Terms(denominator="lettable"))


def test_what_is_missing_to_a_hundred_percent_is_the_hubs() -> None:
    split = _split("fixed_pct", weights={"ANT": Fraction(60), "BEE": Fraction(40)})
    assert split.vacant == 40 * 21
    assert split.policy == "fixed"


def test_half_by_seats_half_by_people_is_exact() -> None:
    half = Fraction(1, 2)
    split = _split("mixed", Terms(parts=(MixedPart("seats", half), MixedPart("headcount", half))))
    assert _weights(split) == {
        "ANT": Fraction(124, 288) + Fraction(186, 392),
        "BEE": Fraction(20, 288) + Fraction(10, 392),
    }
    assert [split.vacant, split.weight_sum] == [0, 1]


def test_a_mixed_rule_of_which_one_driver_nobody_has_is_refused() -> None:
    parts = (MixedPart("seats", Fraction(1, 2)), MixedPart("booked_hours", Fraction(1, 2)))
    with pytest.raises(NoDriverError):
        _split("mixed", Terms(parts=parts))


def test_a_reading_over_two_months_is_spread_by_days() -> None:
    power = [use for use in FACTS.metered if use.pool == "power"]
    assert units_in(OCTOBER, power) == {"ANT": 300, "BEE": 50}
    assert units_in(OCTOBER.previous, power) == {"BEE": 50}


def test_blocks_cost_their_own_price() -> None:
    blocks = ((300, 100), (400, 200))
    tariff = (*(Tier(Fraction(price), Fraction(top)) for price, top in blocks), Tier(Fraction(500)))
    assert [priced(Fraction(units), tariff) for units in (0, 50, 100, 150, 250)] == [
        0, 15_000, 30_000, 50_000, 95_000,
    ]  # fmt: skip
    assert priced(Fraction(1, 3), tariff) == 100


def test_meters_without_a_tariff_share_all_by_units() -> None:
    assert _weights(_split("metered", allocable=1)) == {"ANT": 300, "BEE": 50}


def test_what_meters_do_not_explain_is_shared_by_the_common_driver() -> None:
    tariff = (Tier(Fraction(4)),)
    split = _split("metered", Terms(tariff=tariff, common="seats"), allocable=2000)
    assert _weights(split) == {
        "ANT": 1200 + 600 * Fraction(124, 144), "BEE": 200 + 600 * Fraction(20, 144),
    }  # fmt: skip
    assert [split.vacant, split.weight_sum] == [0, 2000]
    alone = _split("metered", Terms(tariff=tariff), allocable=2000)
    assert [alone.vacant, alone.weight_sum] == [600, 2000]


def test_a_tariff_above_the_bill_recovers_the_bill_and_no_more() -> None:
    split = _split("tiered", Terms(tariff=(Tier(Fraction(4)),), common="seats"), allocable=700)
    assert _weights(split) == {"ANT": 1200, "BEE": 200}
    assert split.vacant == 0


def test_vacant_space_bears_its_part_of_the_common_loss() -> None:
    terms = Terms(tariff=(Tier(Fraction(4)),), common="seats", denominator="lettable")
    split = _split("metered", terms, allocable=2000)
    assert split.vacant == 600 * Fraction(166, 310)
    assert split.weight_sum == 2000


def test_the_least_value_that_counts() -> None:
    assert _weights(_split("seats", Terms(floor=Fraction(3)))) == {"ANT": 124, "BEE": 30}


def test_terms_survive_json() -> None:
    terms = Terms(
        include=("ANT",), exclude=("BEE",), classes=("resident",), denominator="fixed",
        total=Fraction(1001, 3), parts=(MixedPart("seats", Fraction(1, 3)),),
        tariff=(Tier(Fraction(7, 2), Fraction(10)), Tier(Fraction(4))), common="area_m2",
        floor=Fraction(1, 2), minimum_minor=5, cap=Cap(10),
        caps={"ANT": Cap(20, "resetting", Fraction(1, 20), OCTOBER)}, excess="redistributed",
        reserve_minor=7, hands_on={"rent": Fraction(1, 4)},
    )  # fmt: skip
    assert terms_from(terms.plain()) == terms
    assert PLAIN.plain() == {}
    assert terms_from({}) is PLAIN
    assert replace(terms, cap=None, caps={}, minimum_minor=0).limits is False
