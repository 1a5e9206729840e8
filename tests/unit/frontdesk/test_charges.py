"""What an extra costs, worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from hubdesk.frontdesk.charges import amount_minor, charge_line
from hubdesk.frontdesk.model import Extra, ExtraKind


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    [
        ("12", 4500, 54_000),  # twelve coffees at 45.00
        ("2.5", 60_000, 150_000),  # a technician for two and a half hours at 600.00
        ("1/3", 100, 33),
        ("1/2", 3333, 1667),  # half a satang goes up
        ("5/2", 3333, 8333),  # 8332.5
        ("7", 0, 0),
    ],
)
def test_quantity_times_price_is_rounded_once(quantity: str, price: int, amount: int) -> None:
    assert amount_minor(Fraction(quantity), price) == amount


def test_the_line_says_what_and_how_many() -> None:
    extra = Extra(
        7, 1, "ACT", 345, ExtraKind.STAFF, "Technician", Fraction(5, 2), 60_000, "7", False, None
    )
    line = charge_line(extra, date(2026, 11, 30), "EU-7")
    assert (line.key, line.description, line.net_minor, line.project) == (
        "extra:7", "Technician × 2.5", 150_000, "EU-7",
    )  # fmt: skip
