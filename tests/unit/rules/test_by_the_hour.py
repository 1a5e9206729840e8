"""The short way of pricing by the hour gives what the long way gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.kernel.names import Names
from hubdesk.rules.entitlements import Entitlement
from hubdesk.rules.priceable import PriceRule, Use
from hubdesk.rules.pricing import price_month
from hubdesk.rules.tariff import Tariff

_FIRST = date(2026, 10, 1)
_USES = st.lists(
    st.tuples(
        st.integers(0, 27), st.integers(0, 1439), st.integers(1, 900),
        st.sampled_from(["use", "use", "no_show", "cancelled"]), st.integers(1, 2),
    ),
    max_size=12,
)  # fmt: skip


@given(
    _USES, st.integers(1, 500_00), st.integers(0, 600), st.integers(0, 600), st.integers(0, 9999)
)
def test_both_ways_agree(
    wished: list[tuple[int, int, int, str, int]], hour: int, free: int, plan: int, credit: int
) -> None:
    tariff = Tariff(hour_minor=hour, free_minutes=free)
    rule = PriceRule(1, "r", Names(), "", None, "room", None, tariff, "7", _FIRST, None)
    uses = [
        Use(at, 3, "resident", 5, "room", _FIRST + timedelta(day), minutes, start, quantity, what)
        for at, (day, start, minutes, what, quantity) in enumerate(sorted(wished))
    ]
    entitled = {3: Entitlement(3, "p", given_minutes=plan, given_minor=credit)}
    short = price_month(uses, [rule], entitled)
    with patch.object(Tariff, "only_hours", False):
        long = price_month(uses, [rule], entitled)
    assert [replace(one, parts=()) for one in short] == [replace(one, parts=()) for one in long]
    assert [sum(part.amount for part in one.why) for one in short] == [
        sum(part.amount for part in one.why) for one in long
    ]
    assert [one.parts for one in short] == [one.parts for one in long]
