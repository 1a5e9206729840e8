"""Work on a whole month or house makes objects that all last to its end.

Python looks for circles of garbage after every 700 new objects, and walks all those there are
every few times: with ten thousand organisations that took more than half of the time.  Standard
library only.

    with seldom():
        compute(month)
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

#: New objects after which garbage is looked for meanwhile.
AFTER = 200_000
_lock = Lock()
_before: list[tuple[int, int, int]] = []


@contextmanager
def seldom() -> Iterator[None]:
    """Within it garbage is looked for less often; the last of several threads ends that."""
    with _lock:
        _before.append(gc.get_threshold())
        gc.set_threshold(max(AFTER, _before[0][0]), *_before[0][1:])
    try:
        yield
    finally:
        with _lock:
            usual = _before[0]
            _before.pop()
            if not _before:
                gc.set_threshold(*usual)
