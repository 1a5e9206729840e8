"""What a person typed is never run by a spreadsheet, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.exchange.formulas import guard_cell, is_formula, unguard_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20A",
        "  =1",
        "\ufeff=1",
        "\u200b=1",
        "'=1",
        "- item",
        "--5",
        "-1,23",
    ],
)
def test_what_might_be_run_gets_an_apostrophe(text: str) -> None:
    assert guard_cell(text) == f"'{text}"
    assert unguard_cell(guard_cell(text)) == text


@pytest.mark.parametrize(
    "text", ["-5", "+5", "-1,250.00", "-7%", "0.5", "O'Neil", "'quoted'", "a=b", "ก", "", "'"]
)
def test_plain_texts_and_numbers_stay(text: str) -> None:
    assert guard_cell(text) == text
    assert unguard_cell(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r \ufeff\u200b1a,.%\uff1d"), max_size=8))
def test_guarding_is_exact_for_every_text(text: str) -> None:
    written = guard_cell(text)
    assert unguard_cell(written) == text
    assert written.startswith("'") or not is_formula(written)
