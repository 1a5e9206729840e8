"""Ceilings chained without rounding, minimums, and who bears the excess."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.costs.limits import Bound, ceiling, limited, reached
from hubdesk.costs.terms import Cap
from hubdesk.kernel.month import Month

RATE = Fraction(1, 20)
SINCE = Month(2024, 3)


def _cap(kind: str) -> Cap:
    return Cap(80_000, kind, RATE, SINCE)


def test_a_compounding_ceiling_grows_from_its_base_whatever_was_borne() -> None:
    cap, months = _cap("compounding"), [Month(year, 3) for year in range(2023, 2027)]
    found = [ceiling(cap, month, Fraction(1)) for month in months]
    assert found == [80_000, 80_000, 84_000, 88_200]


def test_years_are_whole() -> None:
    assert ceiling(_cap("simple"), Month(2025, 2), None) == 80_000
    assert ceiling(_cap("simple"), Month(2025, 3), None) == 84_000
    assert ceiling(_cap("simple"), Month(2029, 3), None) == 100_000


def test_a_resetting_ceiling_begins_from_what_was_borne_a_year_ago() -> None:
    cap = _cap("resetting")
    assert ceiling(cap, Month(2024, 3), Fraction(1)) == 80_000
    before = Fraction(70_001, 3)
    assert ceiling(cap, Month(2025, 3), before) == before * Fraction(21, 20)
    assert ceiling(cap, Month(2025, 3), None) == 84_000
    for nothing in (Fraction(0), Fraction(-500)):
        assert ceiling(cap, Month(2025, 3), nothing) == 84_000


def test_the_excess_stays_with_the_hub_or_goes_to_the_others() -> None:
    weights = {"A": Fraction(6), "B": Fraction(3), "C": Fraction(1)}
    bounds = {"A": Bound(most=Fraction(30))}
    absorbed = limited(Fraction(100), weights, Fraction(0), bounds, redistribute=False)
    assert absorbed.exact == {"A": 30, "B": 30, "C": 10}
    assert [absorbed.hub, absorbed.excess] == [30, 30]
    shared = limited(Fraction(100), weights, Fraction(0), bounds, redistribute=True)
    assert shared.exact == {"A": 30, "B": Fraction(105, 2), "C": Fraction(35, 2)}
    assert [shared.hub, shared.excess] == [0, 0]


def test_redistributing_can_bring_others_to_their_ceiling_and_the_rest_home() -> None:
    weights = {"A": Fraction(6), "B": Fraction(4)}
    bounds = {"A": Bound(most=Fraction(30)), "B": Bound(most=Fraction(50))}
    found = limited(Fraction(100), weights, Fraction(0), bounds, redistribute=True)
    assert found.exact == {"A": 30, "B": 50}
    assert [found.hub, found.excess] == [20, 20]


def test_minimums_come_out_of_what_the_others_bear() -> None:
    weights = {"A": Fraction(8), "B": Fraction(1)}
    bounds = {"A": Bound(Fraction(20)), "B": Bound(Fraction(20))}
    found = limited(Fraction(100), weights, Fraction(1), bounds, redistribute=False)
    assert found.exact == {"A": Fraction(640, 9), "B": 20}
    assert found.hub == Fraction(80, 9)
    assert found.raised == {"B": 10}


def test_minimums_that_are_more_than_there_is_are_refused() -> None:
    with pytest.raises(ValueError, match="minimums"):
        limited(Fraction(10), {"A": Fraction(1), "B": Fraction(1)}, Fraction(0),
                {"A": Bound(Fraction(7)), "B": Bound(Fraction(7))}, redistribute=False)  # fmt: skip


_amounts = st.integers(0, 10_000)
_weights = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 500), min_size=1)


@given(_amounts, _weights, st.integers(0, 300), st.data(), st.booleans())
def test_everything_adds_up_and_nobody_is_beyond_a_ceiling(
    total: int, weights: dict[str, int], vacant: int, data: st.DataObject, redistribute: bool
) -> None:
    bounds = {
        org: Bound(Fraction(0), Fraction(data.draw(st.integers(0, 5_000))))
        for org in data.draw(st.sets(st.sampled_from(sorted(weights))))
    }
    exact = {org: Fraction(weight) for org, weight in weights.items()}
    found = limited(Fraction(total), exact, Fraction(vacant), bounds, redistribute=redistribute)
    assert sum(found.exact.values()) + found.hub == total
    assert found.hub >= found.excess >= 0
    moved = bool(found.cut or found.raised)
    assert moved == reached(Fraction(total), exact, Fraction(vacant), bounds)
    for org, bound in bounds.items():
        assert bound.most is not None
        assert 0 <= found.exact[org] <= bound.most
