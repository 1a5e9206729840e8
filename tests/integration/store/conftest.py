"""One settled house for each engine and module; its tests leave no trace in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hubdesk import bootstrap
from hubdesk.kernel.clock import FixedClock
from tests.integration.conftest import NOW, EngineUnderTest
from tests.integration.store import house


@pytest.fixture(scope="module")
def settled(engine: EngineUnderTest) -> Iterator[bootstrap.Hub]:
    """The house of ``house.settle``; try things in it with ``house.verdict`` only."""
    hub = bootstrap.open_hub(engine.new_hub(), clock=FixedClock(NOW))
    house.settle(hub)
    yield hub
    hub.close()
