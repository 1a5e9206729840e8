"""When agreements end, and what plans keep."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.weektime import Window
from hubdesk.orgs.plans import (
    Agreement,
    AgreementTerm,
    PlanTerms,
    earliest_end,
    notice_by,
    term_ends,
    terms_from,
    terms_to_plain,
)


def deal(
    renewal: str, *, months: int = 6, notice: int = 30, starts: date = date(2026, 1, 15)
) -> Agreement:
    return Agreement(1, 7, starts, None, months, notice, renewal, None)


def test_six_months_at_least_then_month_to_month() -> None:
    # The term ends on 14 July; notice on 20 June is too late for it, so 14 August it is.
    assert earliest_end(deal("monthly"), date(2026, 3, 1)) == date(2026, 7, 14)
    assert earliest_end(deal("monthly"), date(2026, 6, 20)) == date(2026, 8, 14)


def test_a_term_that_renews_itself_ends_with_a_term() -> None:
    assert earliest_end(deal("term"), date(2026, 6, 20)) == date(2027, 1, 14)
    assert term_ends(deal("term"), date(2027, 1, 15)) == date(2027, 7, 14)
    assert notice_by(deal("term"), date(2026, 5, 1)) == date(2026, 6, 14)


def test_a_term_that_ends_is_not_followed_by_another() -> None:
    assert term_ends(deal("ends"), date(2030, 1, 1)) == date(2026, 7, 14)


def test_days_of_a_fee_count_both_ends() -> None:
    term = AgreementTerm(1, 1, 7, "p", 0, 0, "7", date(2026, 10, 16), date(2026, 11, 2))
    assert term.days_in(date(2026, 10, 1), date(2026, 10, 31)) == 16
    assert term.days_in(date(2026, 11, 1), date(2026, 11, 30)) == 2
    assert term.days_in(date(2026, 12, 1), date(2026, 12, 31)) == 0


def test_what_a_plan_includes_comes_back_as_it_was_kept() -> None:
    terms = PlanTerms(600, 500_00, 120, 0, 80_00, ("room", "desk"), (Window((0,), 60, 120, 150),))
    assert terms_from(terms_to_plain(terms)) == terms
    assert terms_to_plain(PlanTerms()) == {}


@pytest.mark.parametrize(
    "plain", [{"hours": 3}, {"allowance_minutes": -1}, {"kinds": ["boat"]}, {"credit_minor": "5"}]
)
def test_plans_that_cannot_be_are_refused(plain: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError):
        terms_from(plain)
