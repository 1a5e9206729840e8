"""Two desks work on the same hub at once: nothing overlaps, nothing is lost, nobody waits long.

The same for a minute is the benchmark ``two_desks``.
"""

from __future__ import annotations

from hubdesk.bootstrap import open_hub, verify
from tests.integration.conftest import EngineUnderTest
from tests.support.desks import desks_at_work, missing_of
from tests.support.hub import furnish

SECONDS = 6
LONGEST_WAIT_S = 1.0


def test_two_desks_are_not_in_each_others_way(engine: EngineUnderTest) -> None:
    hub = open_hub(engine.new_hub())
    house = furnish(hub)
    reports = desks_at_work(hub.location, house, seconds=SECONDS)
    assert verify(hub).findings == ()  # no overlap, no claim too many or too few, a whole chain
    assert missing_of(hub, reports) == []
    for report in reports:
        assert report.writes > 20
        assert report.refused
        assert report.longest_wait_s < LONGEST_WAIT_S
    hub.close()
