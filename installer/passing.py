"""A folder for what lives no longer than a run of the tests: in memory, where there is room.

The tests make thousands of hubs and throw them away.  A hub waits for the disk after every write,
as it must, and waiting would take a good part of the run.

    with passing_folder() as folder:
        run(command, env={"TMPDIR": str(folder), ...})
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  a new folder is made there, with a name of chance
#: Twice what a run of all tests leaves there.
ROOM_BYTES = 8 << 30


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Make the folder, and remove it when the block ends.

    Yields:
        The folder; others may pass through it, for a server of another user may lie in it.
    """
    place = _IN_MEMORY if has_room(_IN_MEMORY) else None
    with tempfile.TemporaryDirectory(
        prefix="hubdesk-", dir=place, ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


def has_room(place: Path, *, memory: Path = Path("/proc/meminfo")) -> bool:
    """Whether a place in memory can take what a run leaves, programs included.

    Args:
        place: the folder.
        memory: where Linux tells how much memory is free.
    """
    if not os.access(place, os.W_OK | os.X_OK):
        return False
    facts = os.statvfs(place)
    if facts.f_flag & os.ST_NOEXEC:  # libraries of an environment are run from there
        return False
    return min(facts.f_bavail * facts.f_frsize, _available(memory)) >= ROOM_BYTES


def _available(memory: Path) -> int:
    """Bytes that programs can still have; 0 if nobody tells."""
    try:
        lines = memory.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    found = [int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")]
    return found[0] if found else 0
