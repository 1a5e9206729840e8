"""A furnished house on each engine, and the check that every test ends with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from tests.support.hub import NOW, House, furnish, set_clock


@pytest.fixture
def house(hub: Hub) -> Iterator[House]:
    """The house on Thursday 1 October 2026, 08:00; when the test is over everything must hold."""
    set_clock(hub, NOW)
    yield furnish(hub)
    assert bootstrap.verify(hub).ok
