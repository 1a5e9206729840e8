"""Making file changes durable, and copies nobody sees half-made.

    write(part); publish(part, final)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def fsync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def fsync_folder(path: Path) -> None:
    """Wait until a folder's entries are on the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def publish(part: Path, path: Path) -> None:
    """Give a finished file its name, durably, unless the name is taken.

    Raises:
        FileExistsError: the name is taken; ``part`` stays.
    """
    fsync_file(part)
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
    else:
        part.unlink()
    fsync_folder(path.parent)


def beside(path: Path) -> tuple[Path, ...]:
    """The files SQLite and its writers keep beside a database."""
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-lock"))


def remove_database(path: Path) -> None:
    """Remove a database that is not a hub's own: an unfinished copy, with what lies beside it."""
    for name in (path, *beside(path)):
        name.unlink(missing_ok=True)
