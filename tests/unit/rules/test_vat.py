"""VAT kinds and their one rounding."""

from __future__ import annotations

import pytest

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.rules.vat import known_kind, vat_minor


def test_tax_is_rounded_half_up_away_from_zero() -> None:
    assert vat_minor(3691356, "7") == 258395
    assert vat_minor(50, "7") == 4
    assert vat_minor(-50, "7") == -4


@pytest.mark.parametrize("kind", ["exempt", "0"])
def test_exempt_and_zero_bear_no_tax(kind: str) -> None:
    assert vat_minor(1_000_000, kind) == 0


def test_ways_to_write_a_kind() -> None:
    assert [known_kind(text) for text in ("7", " 7 %", "7.00", "0.0", "EXEMPT")] == [
        "7", "7", "7", "0", "exempt",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "8", "seven", "-7", "70"])
def test_a_rate_nobody_has_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        known_kind(text)
