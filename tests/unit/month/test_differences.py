"""Price, share and days: what they mean, and that they always add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.costs.allocation import allocate
from hubdesk.costs.model import MonthCosts, Share
from hubdesk.costs.sharing import Facts, Occupied, weigh
from hubdesk.kernel.month import Month
from hubdesk.month.differences import Side, explain
from hubdesk.month.model import OrgReview

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def _side(month: Month, allocable: int, facts: Facts, vat: dict[str, int] | None = None) -> Side:
    weighed = weigh("seats", facts)
    parts = allocate(allocable, {one.org: one.weight for one in weighed})
    total = sum((one.weight for one in weighed), Fraction(0))
    shares = tuple(
        Share(
            month, month, 1, "rent", 0, one.org, "seats", one.value, one.days, one.weight, total,
            allocable, parts[one.org], None, "exempt",
        )
        for one in weighed
    )  # fmt: skip
    return Side(MonthCosts(month, (), shares, (), ()), vat or {})


def _all_month(month: Month, **seats: int) -> Facts:
    return Facts(
        month,
        tuple(
            Occupied(org, month.first_day, month.last_day, seats=number)
            for org, number in seats.items()
        ),
    )


def _parts(reviews: tuple[OrgReview, ...], org: str) -> dict[str, int]:
    (review,) = [one for one in reviews if one.org == org]
    return {kind: amount for kind, amount in review.parts() if amount}


def test_a_dearer_bill_is_price() -> None:
    facts = _all_month(OCTOBER, ANT=1, BEE=3)
    reviews = explain(
        _side(SEPTEMBER, 400, _all_month(SEPTEMBER, ANT=1, BEE=3)),
        _side(OCTOBER, 480, facts),
        facts,
    )
    assert _parts(reviews, "ANT") == {"price": 20}


def test_more_seats_are_share() -> None:
    facts = _all_month(OCTOBER, ANT=2, BEE=2)
    reviews = explain(
        _side(SEPTEMBER, 400, _all_month(SEPTEMBER, ANT=1, BEE=3)),
        _side(OCTOBER, 400, facts),
        facts,
    )
    assert _parts(reviews, "ANT") == {"share": 100}
    assert _parts(reviews, "BEE") == {"share": -100}


def test_somebody_here_for_half_a_month_is_days() -> None:
    facts = replace(
        _all_month(OCTOBER, ANT=1),
        occupied=(
            Occupied("ANT", date(2026, 10, 1), date(2026, 10, 31), seats=1),
            Occupied("NEW", date(2026, 10, 17), date(2026, 10, 31), seats=1),
        ),
    )
    reviews = explain(
        _side(SEPTEMBER, 4600, _all_month(SEPTEMBER, ANT=1)), _side(OCTOBER, 4600, facts), facts
    )
    assert _parts(reviews, "ANT") == {"share": -2300, "days": 800}
    assert _parts(reviews, "NEW") == {"share": 2300, "days": -800}


def test_tax_is_its_own_part() -> None:
    facts = _all_month(OCTOBER, ANT=1)
    reviews = explain(
        _side(SEPTEMBER, 100, _all_month(SEPTEMBER, ANT=1), {"ANT": 7}),
        _side(OCTOBER, 100, facts, {"ANT": 9}),
        facts,
    )
    assert _parts(reviews, "ANT") == {"vat": 2}


_seats = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 9), min_size=1)


@given(st.integers(1, 10**8), st.integers(1, 10**8), _seats, _seats, st.integers(1, 31))
def test_the_parts_always_add_up(
    before: int, now: int, seats: dict[str, int], seats_now: dict[str, int], since: int
) -> None:
    facts = Facts(
        OCTOBER,
        tuple(
            Occupied(org, date(2026, 10, since if org == "A" else 1), date(2026, 10, 31), seats=n)
            for org, n in sorted(seats_now.items())
        ),
    )
    previous = _side(SEPTEMBER, before, _all_month(SEPTEMBER, **dict(sorted(seats.items()))))
    for review in explain(previous, _side(OCTOBER, now, facts), facts):
        assert sum(amount for _, amount in review.parts()) == review.difference_minor
        for pool in review.pools:
            parts = pool.price_minor + pool.share_minor + pool.days_minor
            assert parts == pool.difference_minor
