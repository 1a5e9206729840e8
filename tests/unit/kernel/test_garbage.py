"""Garbage is looked for seldom while a month is made, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from hubdesk.kernel.garbage import AFTER, seldom


def test_it_ends_with_the_outermost_and_also_after_an_error() -> None:
    before = gc.get_threshold()
    with seldom():
        with pytest.raises(ZeroDivisionError), seldom():
            _ = 1 // 0
        assert gc.get_threshold()[0] >= AFTER
    assert gc.get_threshold() == before
