"""Terms that a person wrote as JSON: whatever they hold, they are taken or refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.orgs.plans import terms_from
from hubdesk.rules.tariff import tariff_from

ODD: tuple[Any, ...] = (5, 1.5, True, "x", [1], [None], ["a"], [[1]], [[1, 2, 3]], [["a", "b"]],
       [{}], {"a": 1}, [{"from": "x", "to": 5}], [{"weekdays": 3, "from": 0, "to": 5}],
       [10**30])  # fmt: skip


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("name", ["blocks", "peaks", "staff_there", "cancel"])
def test_terms_of_a_price_are_refused_not_stumbled_over(name: str, value: Any) -> None:
    with pytest.raises(InvalidInputError) as caught:
        tariff_from({name: value})
    assert caught.value.details["reason"]


@pytest.mark.parametrize("value", [5, "x", [None], ["a", "b"], [1.5, 2.5], {"a": 1}], ids=repr)
def test_rooms_of_a_price_are_a_list_of_numbers(value: Any) -> None:
    with pytest.raises(InvalidInputError):
        tariff_from({"rooms": value})


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("name", ["kinds", "peaks"])
def test_terms_of_a_plan_are_refused_not_stumbled_over(name: str, value: Any) -> None:
    with pytest.raises(InvalidInputError):
        terms_from({name: value})


def test_nothing_said_is_as_usual() -> None:
    assert tariff_from({"blocks": None, "peaks": None}) == tariff_from({})
    assert terms_from({"kinds": None, "peaks": None}) == terms_from({})
