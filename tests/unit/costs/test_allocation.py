"""Sharing an amount: exact sums, fair rounding, mirrored credits, refusals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.costs.allocation import NoDriverError, allocate, allocate_ranked

_weights = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=3),
    st.fractions(min_value=0, max_value=10_000, max_denominator=60),
    min_size=1,
    max_size=20,
).filter(lambda weights: any(weights.values()))
_totals = st.integers(-(10**12), 10**12)


def test_the_largest_remainders_get_what_is_left_over() -> None:
    assert allocate(100, {"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert allocate(5, {"a": 3, "b": 7}) == {"a": 2, "b": 3}
    assert allocate(26, {"a": 1500, "b": 1500, "c": 900, "d": 500, "e": 500, "f": 200}) == {
        "a": 8, "b": 8, "c": 5, "d": 2, "e": 2, "f": 1,
    }  # fmt: skip


def test_ties_go_to_the_earlier_key_whatever_it_is_called() -> None:
    assert allocate(1, {"z": 1, "a": 1}) == {"z": 1, "a": 0}


def test_weights_of_all_exact_kinds_mean_the_same() -> None:
    as_fractions = allocate(1000, {"a": Fraction(101, 2), "b": Fraction(99, 2)})
    assert as_fractions == {"a": 505, "b": 495}
    assert allocate(1000, {"a": Decimal("50.5"), "b": Decimal("49.5")}) == as_fractions
    assert allocate(1000, {"a": 101, "b": 99}) == as_fractions


def test_ranks_say_who_got_which_left_over_unit() -> None:
    parts = allocate_ranked(101, {"a": 1, "b": 1, "c": 2, "d": 0})
    assert {key: part.rank for key, part in parts.items()} == {
        "a": None, "b": None, "c": 1, "d": None,
    }  # fmt: skip


@pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": 0, "b": Fraction(0)}])
def test_nobody_to_share_is_refused_and_loses_nothing(weights: dict[str, int]) -> None:
    with pytest.raises(NoDriverError):
        allocate(10, weights)


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        allocate(100, {"a": 2, "b": -1})


@given(_totals, _weights)
def test_parts_add_up_and_are_within_one_unit_of_exact(
    total: int, weights: dict[str, Fraction]
) -> None:
    parts = allocate(total, weights)
    weight_sum = sum(weights.values())
    assert sum(parts.values()) == total
    assert list(parts) == list(weights)
    for key, weight in weights.items():
        assert abs(parts[key] - total * weight / weight_sum) < 1
        if not weight:
            assert parts[key] == 0


@given(_totals, _weights)
def test_a_credit_is_the_exact_negative(total: int, weights: dict[str, Fraction]) -> None:
    there = allocate(total, weights)
    assert allocate(-total, weights) == {key: -part for key, part in there.items()}


@given(_totals, _weights, st.fractions(min_value=Fraction(1, 1000), max_value=1000))
def test_only_the_ratio_of_weights_counts(
    total: int, weights: dict[str, Fraction], scale: Fraction
) -> None:
    scaled = {key: weight * scale for key, weight in weights.items()}
    assert allocate(total, scaled) == allocate(total, weights)


@given(st.integers(0, 10**9), _weights)
def test_a_larger_weight_never_gets_less(total: int, weights: dict[str, Fraction]) -> None:
    parts = list(allocate(total, weights).values())
    by_weight = sorted(zip(weights.values(), parts, strict=True))
    largest: dict[Fraction, int] = {}
    for weight, part in by_weight:
        largest[weight] = max(part, largest.get(weight, 0))
    for (weight, part), before in zip(by_weight[1:], by_weight, strict=False):
        if weight > before[0]:
            assert part >= largest[before[0]]
