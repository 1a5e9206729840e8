"""Amounts in figures and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.kernel.money import parse_minor
from hubdesk.words import amounts


def test_figures_for_people() -> None:
    assert amounts.amount(123456789) == "1,234,567.89"
    assert amounts.amount(-5) == "\u22120.05"
    assert amounts.amount(0) == "0.00"
    assert amounts.amount(1500, 0) == "1,500"
    assert amounts.amount(1234567, 3) == "1,234.567"
    assert amounts.amount(-100, 2, "THB", "th") == "\u22121.00 บาท"
    assert amounts.amount(100, 2, "THB", "en") == "THB 1.00"
    assert amounts.amount(100, 2, "USD", "th") == "USD 1.00"


def test_differences_carry_their_sign() -> None:
    assert [amounts.difference(minor) for minor in (105, -105, 0)] == [
        "+1.05",
        "\u22121.05",
        "0.00",
    ]


@given(st.integers(-(10**15), 10**15), st.sampled_from([0, 2, 3]))
def test_what_is_written_reads_back(minor: int, digits: int) -> None:
    assert parse_minor(amounts.amount(minor, digits), digits) == minor


@pytest.mark.parametrize(
    ("minor", "thai", "english"),
    [
        (0, "ศูนย์บาทถ้วน", "zero baht only"),
        (5, "ห้าสตางค์", "five satang"),
        (101, "หนึ่งบาทหนึ่งสตางค์", "one baht and one satang"),
        (1100, "สิบเอ็ดบาทถ้วน", "eleven baht only"),
        (10100, "หนึ่งร้อยเอ็ดบาทถ้วน", "one hundred one baht only"),
        (2_100_000_000, "ยี่สิบเอ็ดล้านบาทถ้วน", "twenty-one million baht only"),
        (
            15403418,
            "หนึ่งแสนห้าหมื่นสี่พันสามสิบสี่บาทสิบแปดสตางค์",
            "one hundred fifty-four thousand thirty-four baht and eighteen satang",
        ),
    ],
)
def test_baht_in_words(minor: int, thai: str, english: str) -> None:
    assert amounts.in_words(minor, "THB", "th") == thai
    assert amounts.in_words(minor, "THB", "en") == english


def test_other_currencies_in_words() -> None:
    assert amounts.in_words(101, "USD", "en") == "one US dollar and one cent"
    assert amounts.in_words(250, "GBP", "en") == "two pounds sterling and fifty pence"
    assert amounts.in_words(1200, "JPY", "th") == "หนึ่งพันสองร้อยเยนถ้วน"
    assert amounts.in_words(10050, "CHF", "en") == "one hundred CHF and 50/100"
    assert amounts.in_words(10000, "CHF", "th") == "หนึ่งร้อย CHF"


def test_a_negative_total_is_never_put_into_words() -> None:
    with pytest.raises(ValueError, match="negative"):
        amounts.in_words(-1, "THB", "th")
