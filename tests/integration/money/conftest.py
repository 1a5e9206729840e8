"""A small house with money."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.books import Books


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    found = Books.open(tmp_path)
    yield found
    found.hub.close()
