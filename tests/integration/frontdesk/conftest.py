"""A furnished house on each engine; after every test the hub must verify."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from tests.support.hub import House, furnish


@pytest.fixture
def house(hub: Hub) -> Iterator[House]:
    """The house; when the test is over, rows and history must still agree."""
    yield furnish(hub)
    report = bootstrap.verify(hub)
    assert report.findings == ()
