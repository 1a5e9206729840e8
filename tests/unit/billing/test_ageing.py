"""How long a debt has been due; payments settle the oldest statements first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.billing.ageing import due_since

OCT, NOV, DEC = date(2026, 10, 20), date(2026, 11, 20), date(2026, 12, 20)
THREE = [(OCT, 100), (NOV, 100), (DEC, 100)]


@pytest.mark.parametrize(("owed", "since"), [
    (0, None), (-5, None), (1, DEC), (100, DEC), (101, NOV), (200, NOV), (201, OCT), (300, OCT),
    (999, OCT),
])  # fmt: skip
def test_the_newest_statements_are_the_unpaid_ones(owed: int, since: date | None) -> None:
    assert due_since(owed, THREE) == since


def test_a_statement_of_nothing_or_a_credit_is_no_debt() -> None:
    assert due_since(50, [(OCT, 100), (NOV, 0), (DEC, -20)]) == OCT
    assert due_since(50, []) is None


@given(st.integers(1, 10**6), st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
def test_what_is_newer_than_the_day_does_not_cover_the_debt(owed: int, amounts: list[int]) -> None:
    statements = [(date(2026, 1, 1 + at), amount) for at, amount in enumerate(amounts)]
    since = due_since(owed, statements)
    assert since is not None
    assert sum(amount for due, amount in statements if due > since) < owed
