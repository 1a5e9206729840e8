"""Tax withheld from suppliers: which rate holds, on what, and what a payment settles."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.billing.payables import Payable, Wish, netted, plan
from hubdesk.billing.withholding import (
    KINDS,
    ROW_OF,
    ROWS,
    USUAL,
    Rate,
    checked_rate,
    form_of,
    known_rates,
    percent_text,
    rate_for,
    withheld_minor,
)
from hubdesk.kernel.errors import InvalidInputError

DAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("kind", "payee", "percent"),
    [("service", "company", 3), ("rent", "person", 5), ("transport", "company", 1),
     ("advertising", "person", 2), ("interest", "person", 15), ("commission", "person", None)],
)  # fmt: skip
def test_the_usual_rates(kind: str, payee: str, percent: int | None) -> None:
    found = rate_for(USUAL, kind, payee, DAY)
    assert (None if found is None else found.percent) == percent


def test_the_youngest_rate_holds_and_of_one_day_the_houses_own() -> None:
    own = Rate("service", "company", Fraction(3, 2), 0, DAY, own=True)
    same = Rate("service", "company", Fraction(9), 0, DAY)
    rates = (*known_rates([own], "THB"), same)
    assert rate_for(rates, "service", "company", DAY) == own
    before = rate_for(rates, "service", "company", date(2026, 11, 3))
    assert before is not None
    assert before.percent == 3
    assert known_rates([], "EUR") == ()


def test_every_kind_has_a_row_of_the_form() -> None:
    assert {ROW_OF[kind] for kind in KINDS} <= set(ROWS)


def test_below_the_least_amount_of_one_payment_nothing_is_withheld() -> None:
    rate = rate_for(USUAL, "service", "company", DAY)
    assert withheld_minor(999_99, rate) == 0
    assert withheld_minor(999_99, rate, 1_000_00) == 30_00
    assert withheld_minor(1_000_00, None) == 0


@pytest.mark.parametrize(
    "rate",
    [Rate("", "company", Fraction(3)), Rate("gift", "company", Fraction(3)),
     Rate("rent", "nobody", Fraction(3)), Rate("rent", "person", Fraction(101)),
     Rate("rent", "person", Fraction(1), -1)],
)  # fmt: skip
def test_a_rate_that_cannot_be_is_refused(rate: Rate) -> None:
    with pytest.raises(InvalidInputError):
        checked_rate(rate)


def test_rates_as_people_write_them() -> None:
    percents = (Fraction(3), Fraction(3, 2), Fraction(5, 4), Fraction(1, 3))
    assert [percent_text(one) for one in percents] == ["3", "1.5", "1.25", "1/3"]


def _bill(bill_id: int, net: int, vat: int, **more: int) -> Payable:
    return Payable(bill_id, "S", f"N-{bill_id}", DAY, DAY, net, vat, **more)


@given(
    net=st.integers(1, 10**9), vat=st.integers(0, 10**8),
    cuts=st.lists(st.integers(1, 10**9), max_size=4),
)  # fmt: skip
def test_parts_settle_the_whole_bill_and_its_base(net: int, vat: int, cuts: list[int]) -> None:
    bill = _bill(1, net, vat)
    (bill,) = netted([bill])
    base = 0
    for amount in [*cuts, None]:
        if amount is not None and amount >= bill.open_minor:
            continue
        (part,) = plan([Wish(1, amount)], {1: bill}, USUAL, payee="company", usual="rent", on=DAY)
        assert 0 <= part.withheld_minor <= part.base_minor <= part.amount_minor
        base += part.base_minor
        paid = bill.paid_minor + part.amount_minor
        (bill,) = netted([_bill(1, net, vat, paid_minor=paid, paid_base_minor=base)])
    assert (bill.open_minor, base) == (0, net)


def _planned(*wishes: Wish, bill: Payable, usual: str = "service") -> list[tuple[int, int, str]]:
    (known,) = netted([bill])
    parts = plan(wishes, {1: known}, USUAL, payee="company", usual=usual, on=DAY)
    return [(one.base_minor, one.withheld_minor, percent_text(one.percent)) for one in parts]


def test_a_bill_paid_in_halves_is_withheld_on_as_a_whole() -> None:
    first = _planned(Wish(1, 802_50), bill=_bill(1, 1_500_00, 105_00))
    half = _bill(1, 1_500_00, 105_00, paid_minor=802_50, paid_base_minor=750_00)
    assert first == _planned(Wish(1), bill=half) == [(750_00, 22_50, "3")]


def test_what_somebody_computed_otherwise_names_its_own_percentage() -> None:
    bill = _bill(1, 2_000_00, 140_00)
    assert _planned(Wish(1, withheld_minor=100_00), bill=bill) == [(2_000_00, 100_00, "5")]
    assert _planned(Wish(1, withheld_minor=60_00), bill=bill) == [(2_000_00, 60_00, "3")]


@pytest.mark.parametrize(
    ("wish", "usual"),
    [(Wish(1, withheld_minor=60_00), ""), (Wish(1, 1_000_00, base_minor=999_00), "service")],
)
def test_tax_of_nothing_and_a_base_that_is_not_there_are_refused(wish: Wish, usual: str) -> None:
    bill = _bill(1, 2_000_00, 140_00, paid_minor=1_100_00, paid_base_minor=1_100_00)
    with pytest.raises(InvalidInputError):
        _planned(wish, bill=bill, usual=usual)


@pytest.mark.parametrize(
    ("kind", "payee", "form"),
    [("commission", "person", "pnd1"), ("royalty", "person", "pnd2"),
     ("dividend", "person", "pnd2"), ("professional", "person", "pnd3"),
     ("interest", "company", "pnd53")],
)  # fmt: skip
def test_the_list_depends_on_kind_and_payee(kind: str, payee: str, form: str) -> None:
    assert form_of(kind, payee) == form


def test_a_credit_takes_from_its_bill_first() -> None:
    bills = [_bill(1, 100, 7, paid_minor=50), _bill(2, -100, -7, credits_id=1), _bill(3, 40, 0)]
    assert [one.open_minor for one in netted(bills)] == [0, -50, 40]
