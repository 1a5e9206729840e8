"""A month's money to shares: late bills by frozen weights, and what blocks a close."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hubdesk.costs.model import Bill, Pool, PoolMoney, PoolRule
from hubdesk.costs.monthly import Inputs, gathered, share_month
from hubdesk.costs.sharing import Facts, Occupied, Weighed
from hubdesk.costs.terms import Cap, Terms
from hubdesk.costs.weighing import Split
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
RENT = Pool(1, "rent", Names("", "Rent"), "exempt", 1)
WATER = Pool(2, "water", Names("", "Water"), None, 2)


def _bill(pool: Pool, net_minor: int, service_month: Month = OCTOBER) -> Bill:
    return Bill(
        0, "S", str(net_minor), service_month.last_day, service_month.first_day,
        service_month.last_day, service_month, OCTOBER, pool.id, pool.code, net_minor, "exempt", 0,
    )  # fmt: skip


def _inputs(
    rules: list[PoolRule], frozen: dict[tuple[Month, int], Split] | None = None
) -> Inputs:
    def facts(month: Month) -> Facts:
        return Facts(
            month,
            (
                Occupied("ANT", month.first_day, month.last_day, seats=2),
                Occupied("BEE", month.first_day, month.last_day, seats=1),
            ),
        )

    return Inputs(rules, facts, (frozen or {}).get, {"ANT": 11, "BEE": 12})


BY_SEATS = PoolRule(1, "seats", {}, date(1900, 1, 1), None)


def test_a_late_bill_is_shared_by_the_frozen_weights_of_its_month() -> None:
    money = gathered(OCTOBER, [RENT], [_bill(RENT, 300), _bill(RENT, 100, SEPTEMBER)], [])
    frozen = Split("seats", (Weighed("BEE", Fraction(1), 30, Fraction(30)),))
    shared = share_month(
        OCTOBER, money, _inputs([BY_SEATS], {(SEPTEMBER, RENT.id): frozen})
    )
    assert not shared.findings
    assert [(one.service_month, one.org, one.amount_minor) for one in shared.shares] == [
        (OCTOBER, "ANT", 200), (OCTOBER, "BEE", 100), (SEPTEMBER, "BEE", 100),
    ]  # fmt: skip
    assert [one.is_prior for one in shared.shares] == [False, False, True]


def test_late_money_is_bounded_by_what_is_left_below_the_ceiling_and_by_no_minimum() -> None:
    rule = PoolRule(
        1, "seats", {}, date(1900, 1, 1), None, terms=Terms(cap=Cap(250), minimum_minor=90)
    )
    frozen = Split("seats", (
        Weighed("ANT", Fraction(2), 30, Fraction(60)), Weighed("BEE", Fraction(1), 30, Fraction(30))
    ))  # fmt: skip
    inputs = _inputs([rule], {(SEPTEMBER, RENT.id): frozen})
    inputs.borne = {
        (SEPTEMBER, RENT.id, org): Fraction(minor) for org, minor in (("ANT", 200), ("BEE", 100))
    }
    money = gathered(OCTOBER, [RENT], [_bill(RENT, 120, SEPTEMBER)], [])
    shared = share_month(OCTOBER, money, inputs)
    assert not shared.findings
    assert [one.amount_minor for one in shared.shares] == [50, 40]
    assert [one.absorbed_minor for one in shared.pools] == [30]


def test_everything_that_blocks_is_found_at_once() -> None:
    shared_by_heads = PoolRule(1, "headcount", {}, date(1900, 1, 1), None)
    no_vat = PoolMoney(WATER, OCTOBER, (_bill(WATER, 10),))
    no_heads = PoolMoney(RENT, OCTOBER, (_bill(RENT, 10),))
    no_rule = PoolMoney(Pool(3, "tea", Names("", "Tea"), "7", 3), OCTOBER, (_bill(RENT, 1),))
    rules = [shared_by_heads, PoolRule(2, "seats", {}, date(1900, 1, 1), None)]
    shared = share_month(OCTOBER, [no_vat, no_heads, no_rule], _inputs(rules))
    assert not shared.shares
    assert [(one.code, one.details["pool"], one.blocks) for one in shared.findings] == [
        ("pool_without_vat", "water", True),
        ("no_driver", "rent", True),
        ("pool_without_driver", "tea", True),
    ]


def test_rules_change_with_the_month() -> None:
    rules = [
        PoolRule(1, "seats", {}, date(1900, 1, 1), date(2026, 9, 30)),
        PoolRule(1, "equal", {}, date(2026, 10, 1), None),
    ]
    money = gathered(OCTOBER, [RENT], [_bill(RENT, 300), _bill(RENT, 300, SEPTEMBER)], [])
    shared = share_month(OCTOBER, money, _inputs(rules))
    assert [(one.driver, one.org, one.amount_minor) for one in shared.shares] == [
        ("equal", "ANT", 150), ("equal", "BEE", 150), ("seats", "ANT", 200), ("seats", "BEE", 100),
    ]  # fmt: skip
