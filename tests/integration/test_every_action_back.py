"""Whatever was done is taken back and done again, in any order; or refused, changing nothing."""

from __future__ import annotations

import random

import pytest

from hubdesk.bootstrap import undo, verify
from hubdesk.kernel.errors import KnownError
from tests.integration.conftest import EngineUnderTest
from tests.support.deeds import World
from tests.support.hub import furnish, make_hub

DEEDS, BACK = 100, 25


@pytest.mark.parametrize("seed", range(2))
def test_in_any_order_rows_come_back_or_nothing_happens(
    engine: EngineUnderTest, seed: int
) -> None:
    hub = make_hub(engine.new_place())
    world = World(hub, furnish(hub), random.Random(seed))
    done = [seq for _ in range(DEEDS) if (seq := world.do()) is not None]
    for seq in world.chance.sample(done, min(BACK, len(done))):
        before = world.tables()
        try:
            back = undo(hub, seq)
        except KnownError:
            assert world.tables() == before
            continue
        assert back.changes.history_seq is not None
        undo(hub, back.changes.history_seq)
        assert world.tables() == before
    assert verify(hub).findings == ()
    hub.close()
