"""Waiting for another program that writes to the hub: not longer than is said, and not in silence.

Whoever can speak to a person says how; it is called once, when a wait has become noticeable.

    with told(lambda location: print("waiting for", location)):
        ...
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from hubdesk.kernel.clock import monotonic

#: A wait of so many seconds is told.
NOTICED_S = 1.0
Tell = Callable[[str], object]
_tell: ContextVar[Tell | None] = ContextVar("tell", default=None)


@contextmanager
def told(tell: Tell) -> Iterator[None]:
    """Have the first noticeable wait of the block told.

    Args:
        tell: called with the location that is waited for, by the thread that waits.
    """
    token = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(token)


class Wait:
    """One wait: ``while not done(): if not wait.goes_on(): give up``."""

    def __init__(self, location: str, patience_s: float) -> None:
        self._location = location
        self._began = monotonic()
        self._patience_s = patience_s

    def goes_on(self) -> bool:
        """Sleep for a moment; False where patience is at its end."""
        waited = monotonic() - self._began
        if waited > self._patience_s:
            return False
        tell = _tell.get()
        if tell is not None and waited > NOTICED_S:
            _tell.set(None)
            tell(self._location)
        time.sleep(random.uniform(0.0005, 0.004))
        return True


def wait_when_busy(connection: Any, location: str, patience_s: float) -> None:
    """Let a connection of SQLite wait in this way; where the library cannot, in its own.

    Args:
        connection: of the driver.
    """
    handle = getattr(connection, "set_busy_handler", None)
    if handle is None:
        connection.execute(f"PRAGMA busy_timeout = {round(patience_s * 1000)}")
    else:
        handle(_Busy(location, patience_s))


class _Busy:
    """SQLite asks with how often it has asked about this wait already."""

    def __init__(self, location: str, patience_s: float) -> None:
        self._location = location
        self._patience_s = patience_s
        self._wait = Wait(location, patience_s)

    def __call__(self, times: int) -> bool:
        if not times:
            self._wait = Wait(self._location, self._patience_s)
        return self._wait.goes_on()
