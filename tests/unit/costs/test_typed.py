"""The terms of a rule as they are typed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hubdesk.costs.terms import Cap, MixedPart, Terms, Tier
from hubdesk.costs.typed import FIELDS, read_terms, write_terms
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month

TERMS = Terms(
    include=("ANT", "BEE"), exclude=("CAT",), classes=("resident",), denominator="fixed",
    total=Fraction(1001, 2), parts=(MixedPart("seats", Fraction(1, 3)),
                                    MixedPart("equal", Fraction(2, 3))),
    tariff=(Tier(Fraction(425), Fraction(100)), Tier(Fraction(1, 3))), common="area_m2",
    floor=Fraction(3, 2), minimum_minor=5_00, cap=Cap(300_00),
    caps={"ANT": Cap(200_50, "compounding", Fraction(1, 20), Month(2025, 1))},
    excess="redistributed", reserve_minor=7_01, hands_on={"rent": Fraction(1, 10)},
)  # fmt: skip


@pytest.mark.parametrize("digits", [0, 2, 3])
def test_what_is_written_is_read_again(digits: int) -> None:
    texts = write_terms(TERMS, digits)
    assert set(texts) == set(FIELDS)
    assert read_terms(texts, digits) == TERMS
    assert read_terms(write_terms(Terms(), digits), digits) == Terms()


def test_people_write_as_they_like() -> None:
    found = read_terms(
        {"exclude": "ANT BEE;CAT", "hands_on": "rent 25% ; water 1/4", "tariff": "1,000 4.00;5",
         "cap": " 1,200 "}, 2,
    )  # fmt: skip
    assert found.exclude == ("ANT", "BEE", "CAT")
    assert found.hands_on == {"rent": Fraction(1, 4), "water": Fraction(1, 4)}
    assert found.tariff == (Tier(Fraction(400), Fraction(1000)), Tier(Fraction(500)))
    assert found.cap == Cap(120_000)


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("cap", "ten", "not_a_number"), ("cap", "1.005", "not_an_amount"),
        ("cap", "1 +5%", "not_a_cap"), ("parts", "seats", "not_a_number"),
        ("tariff", "1 2 3", "not_a_number"), ("total", "1/0", "not_a_number"),
        ("total", "1e999999999", "not_a_number"), ("reserve", "1" + "0" * 20, "too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(field: str, text: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_terms({field: text}, 2)
    assert (caught.value.details["field"], caught.value.details["reason"]) == (field, reason)
