"""Figures of the costs in words: exact numbers, traces, the matrix."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from hubdesk.costs.model import Bill, MonthCosts, Pool, PoolMoney, Share
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month.model import Review, Trace, TraceTerm
from hubdesk.ui.costs.matrix import matrix_of
from hubdesk.ui.costs.tracing import tell_trace
from hubdesk.ui.costs.wording import exact
from hubdesk.words.catalogue import Words

OCTOBER = Month(2026, 10)
RENT = Pool(1, "rent", Names("ค่าเช่า", "Rent"), "exempt", 1)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(14), "14"),
        (Fraction(193, 2), "96.5"),
        (Fraction(12345678, 100), "123,456.78"),
        (Fraction(5983, 3), "5,983/3"),
        (Fraction(0), "0"),
    ],
)
def test_numbers_are_written_without_loss(number: Fraction, text: str) -> None:
    assert exact(number) == text


def _share(org: str, amount: int, rank: int | None = None) -> Share:
    return Share(
        OCTOBER, OCTOBER, 1, "rent", 1, org, "headcount", Fraction(8), 31, Fraction(248),
        Fraction(3844), 120000000, amount, rank, "exempt",
    )  # fmt: skip


def _bill() -> Bill:
    return Bill(
        1, "อาคารสาทร", "R-2569/10", date(2026, 10, 31), date(2026, 10, 1), date(2026, 10, 31),
        OCTOBER, OCTOBER, 1, "rent", 120000000, "exempt", 0,
    )  # fmt: skip


def _trace(*terms: TraceTerm, rank: int | None = None) -> Trace:
    exact_minor = Fraction(120000000) * 248 / 3844
    return Trace(
        _share("ACT", 7741935, rank), RENT, None, (_bill(),), (), terms, exact_minor, 3, 12
    )


def test_the_formula_of_an_amount() -> None:
    term = TraceTerm(Fraction(8), 31, date(2026, 10, 1), date(2026, 10, 31), date(2025, 1, 1))
    told = tell_trace(_trace(term), Words("en"))
    (line,) = told.formula
    assert " ".join(text for text, _kind in line) == (
        "1,200,000.00 \u00d7 8 people \u00d7 31 days / 3,844 person-days = 77,419.35"
    )
    rounding = told.sources[-1]
    assert rounding.text == "exactly 77,419.354838\u2026"
    assert rounding.amount == "nothing added"


def test_a_value_that_changed_is_told_as_its_weight_and_by_its_terms() -> None:
    terms = (
        TraceTerm(Fraction(6), 10, date(2026, 10, 1), date(2026, 10, 10), date(2025, 1, 1)),
        TraceTerm(Fraction(9), 21, date(2026, 10, 11), date(2026, 10, 31), date(2026, 10, 11)),
    )
    told = tell_trace(_trace(*terms, rank=2), Words("en"))
    assert "248 person-days / 3,844 person-days" in " ".join(text for text, _ in told.formula[0])
    assert [source.amount for source in told.sources[1:3]] == ["60 person-days", "189 person-days"]
    assert told.sources[-1].amount == "+0.01 added, 2 of 3"


def test_the_matrix_keeps_apart_who_takes_no_part() -> None:
    power = Pool(2, "power", Names("ค่าไฟฟ้า", "Power"), "7", 2)
    money = (
        PoolMoney(RENT, OCTOBER, (_bill(),)),
        PoolMoney(power, OCTOBER),
    )
    shares = (_share("ACT", 70000000), _share("BUD", 50000000, 1))
    matrix = matrix_of(MonthCosts(OCTOBER, money, shares, (), ()), {}, {}, Review(OCTOBER, None))
    assert [row.cells for row in matrix.rows] == [(70000000, None), (50000000, None)]
    assert matrix.sums == (120000000, 0)
    assert matrix.adds_up
    assert matrix.rows[0].difference_minor is None
