"""A furnished house on each engine, and the check that every test ends with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hubdesk.booking.checks import claims_follow
from hubdesk.bootstrap import Hub
from tests.support.hub import House, furnish


@pytest.fixture
def house(hub: Hub) -> Iterator[House]:
    """The house; when the test is over, claims must still follow from what blocks."""
    yield furnish(hub)
    with hub.read() as session:
        assert claims_follow(session) == []
