"""Two hundred overlapping requests at once, a hundred times: exactly one of them wins each time.

MRBS lets up to four of them in, LibreBooking up to eight.
"""

from __future__ import annotations

from hubdesk.booking.checks import claims_follow
from hubdesk.booking.queries.listing import bookings
from hubdesk.bootstrap import open_hub
from tests.integration.conftest import EngineUnderTest
from tests.support.hub import furnish
from tests.support.rush import rush


def rushed(engine: EngineUnderTest, *, rounds: int, workers: int, each: int) -> None:
    hub = open_hub(engine.new_hub())
    house = furnish(hub)
    found = rush(hub.location, house, rounds=rounds, processes=2, workers=workers, each=each)
    assert found.others == {}
    assert found.winners == dict.fromkeys(range(rounds), 1)
    assert found.refused == dict.fromkeys(range(rounds), 2 * workers * each - 1)
    with hub.read() as session:
        assert len(bookings(session)) == rounds
        assert claims_follow(session) == []
    hub.close()


def test_one_of_two_hundred_wins_a_hundred_times(sqlite: EngineUnderTest) -> None:
    rushed(sqlite, rounds=100, workers=4, each=25)


def test_one_of_forty_wins_on_a_server(postgresql: EngineUnderTest) -> None:
    rushed(postgresql, rounds=20, workers=4, each=5)
