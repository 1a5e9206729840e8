"""A lock between processes that ends with the process holding it.

Used where the SQLite library needs it (see ``sqlite.py``): a writer holds it for its whole
transaction, automatic checkpoint included, and whoever closes the last connection holds it too.

    with WriterLock(Path("hub.hubdesk")).held(patience_s=10): ...
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hubdesk.store.errors import HubBusyError
from hubdesk.store.waiting import Wait

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

_ENDING = "-lock"


class WriterLock:
    """Attributes:
    path: the lock file beside the hub, empty and never removed.
    """

    def __init__(self, hub: Path) -> None:
        self.path = hub.with_name(hub.name + _ENDING)

    @contextmanager
    def held(self, *, patience_s: float) -> Iterator[None]:
        """Hold the lock while the block runs.

        Raises:
            HubBusyError: another process or thread kept it for ``patience_s``.
        """
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            location = str(self.path).removesuffix(_ENDING)
            wait = Wait(location, patience_s)
            while not _try_lock(descriptor):
                if not wait.goes_on():
                    raise HubBusyError(location=location)
            try:
                yield
            finally:
                _unlock(descriptor)
        finally:
            os.close(descriptor)
