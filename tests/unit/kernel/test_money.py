"""Amounts that can be, and those that cannot."""

from __future__ import annotations

import pytest

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import require_amount


@pytest.mark.parametrize("minor", [0, 2**53, -(2**53)])
def test_an_amount_that_cannot_be_is_refused(minor: int) -> None:
    with pytest.raises(InvalidInputError):
        require_amount("net", minor)


@pytest.mark.parametrize("minor", [1, -1, 2**53 - 1])
def test_an_amount_that_can_be_passes(minor: int) -> None:
    require_amount("net", minor)
