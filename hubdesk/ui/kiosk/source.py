"""Where a kiosk reads from, and the two things it may write; runs on a worker's thread.

Reading goes through a connection that cannot write.  Whatever happens to the hub (locked, moved,
replaced, its server gone) is a ``KnownError`` here, and the next look opens the hub anew.  A kiosk
never brings an older hub up to date.

    source = KioskSource("hub.hubdesk")
    day = source.look()
    source.check_in("146666", room_id)
"""

from __future__ import annotations

from contextlib import suppress

from hubdesk.booking.arrivals import Arrival
from hubdesk.booking.doors import HouseDay
from hubdesk.booking.model import BookingResult
from hubdesk.booking.queries.doors import house_day
from hubdesk.booking.service.kiosk import KIOSK, check_in_by_code, kiosk_walk_in
from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import Clock, SystemClock
from hubdesk.kernel.errors import KnownError
from hubdesk.store.opening import open_database


class KioskSource:
    """Attributes:
    location: of the hub.
    """

    def __init__(self, location: str, clock: Clock | None = None) -> None:
        self.location = location
        self._clock = clock or SystemClock()
        self._hub: Hub | None = None

    def look(self) -> HouseDay:
        """Today as it stands in the hub.

        Raises:
            KnownError: it cannot be read now.
        """
        try:
            hub = self._opened()
            # Whoever has a file open would go on reading it after it was moved away.
            hub.database.require_file()
            with hub.glance() as glance:
                return house_day(glance)
        except KnownError:
            self.close()
            raise

    def check_in(self, code: str, room_id: int) -> Arrival:
        """One of the two writes: check in by a code, at the door of a room.

        Raises:
            KnownError: refused, or the hub cannot be written to now.
        """
        with self._opened().write() as uow:
            return check_in_by_code(uow, code, room_id)

    def walk_in(self, room_id: int, org_id: int, minutes: int, key: str) -> BookingResult:
        """The other one: book the room from now on.

        Args:
            key: the same key books once, however often it is sent.

        Raises:
            KnownError: refused, or the hub cannot be written to now.
        """
        with self._opened().write() as uow:
            return kiosk_walk_in(uow, room_id, org_id, minutes, idem_key=key)

    def close(self) -> None:
        """Let go of the hub; it is opened again when it is asked for."""
        hub, self._hub = self._hub, None
        if hub is not None:
            with suppress(KnownError, OSError):
                hub.close()

    def _opened(self) -> Hub:
        if self._hub is None:
            database = open_database(self.location, self._clock, migrate=False)
            self._hub = Hub(database, KIOSK, KIOSK)
        return self._hub
