"""Parts and what is absorbed: exact sums, less than one satang off, mirrored, in any order."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.costs.dividing import divide
from hubdesk.costs.limits import Bound
from hubdesk.costs.model import Limit
from hubdesk.costs.sharing import Weighed
from hubdesk.costs.weighing import Split

_parts = st.dictionaries(
    st.sampled_from([f"O{number:02}" for number in range(20)]),
    st.fractions(min_value=Fraction(1, 60), max_value=5_000, max_denominator=60),
    min_size=1, max_size=12,
)  # fmt: skip
_vacant = st.fractions(min_value=0, max_value=5_000, max_denominator=60)


def _split(weights: dict[str, Fraction], vacant: Fraction = Fraction(0)) -> Split:
    weighed = tuple(Weighed(org, weight, 1, weight) for org, weight in weights.items())
    return Split("weights", weighed, "fixed", vacant)


def test_the_hub_takes_part_in_the_rounding_after_everybody_else() -> None:
    divided = divide(100, _split({"B": Fraction(1), "A": Fraction(1)}, Fraction(1)))
    assert {org: part.amount_minor for org, part in divided.parts.items()} == {"A": 34, "B": 33}
    assert divided.hub is not None
    assert divided.hub.amount_minor == 33


def test_limits_say_what_they_did() -> None:
    split = _split({"A": Fraction(6), "B": Fraction(3)}, Fraction(1))
    divided = divide(1000, split, {"A": Bound(most=Fraction(401, 2))})
    assert divided.limits == {
        "A": (Limit("cap", Fraction(401, 2)),), "B": (Limit("others", Fraction(300)),),
    }  # fmt: skip
    assert divided.hub_limits == (
        Limit("vacant", Fraction(100)), Limit("cap", Fraction(799, 2)),
    )  # fmt: skip
    assert divided.hub is not None
    assert divided.parts["A"].amount_minor + divided.hub.amount_minor == 700


def test_a_hub_that_bears_nothing_says_so_where_a_minimum_took_its_part() -> None:
    divided = divide(1000, _split({"A": Fraction(1)}, Fraction(1)), {"A": Bound(Fraction(1000))})
    assert divided.parts["A"].amount_minor == 1000
    assert divided.hub_limits == (Limit("vacant", Fraction(0)),)


def test_a_credit_has_no_limits() -> None:
    split = _split({"A": Fraction(6), "B": Fraction(4)})
    divided = divide(-1000, split, {"A": Bound(most=Fraction(1))})
    assert {org: part.amount_minor for org, part in divided.parts.items()} == {"A": -600, "B": -400}


def test_where_nobody_reaches_a_limit_nothing_is_said() -> None:
    divided = divide(10, _split({"A": Fraction(1)}), {"A": Bound(most=Fraction(11))})
    assert not divided.limits
    assert divided.hub is None


@given(st.integers(-(10**9), 10**9), _parts, _vacant, st.randoms(use_true_random=False))
def test_parts_sum_are_near_exact_mirror_and_depend_on_no_order(
    total: int, weights: dict[str, Fraction], vacant: Fraction, chance: random.Random
) -> None:
    divided = divide(total, _split(weights, vacant))
    hub = divided.hub.amount_minor if divided.hub else 0
    assert sum(part.amount_minor for part in divided.parts.values()) + hub == total
    whole = sum(weights.values()) + vacant
    for org, weight in weights.items():
        assert abs(divided.parts[org].amount_minor - total * weight / whole) < 1
    shuffled = list(weights.items())
    chance.shuffle(shuffled)
    assert divide(total, _split(dict(shuffled), vacant)).parts == divided.parts
    back = divide(-total, _split(weights, vacant))
    assert {org: -part.amount_minor for org, part in back.parts.items()} == {
        org: part.amount_minor for org, part in divided.parts.items()
    }
