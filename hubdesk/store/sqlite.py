"""Which SQLite library this program uses, and whether it has the WAL-reset bug.

pysqlite3 brings a current SQLite where it has a wheel; elsewhere the interpreter's own serves.
Before 3.51.3 (and outside the fixed branches 3.50.7 and 3.44.6) two connections that write and
checkpoint at the same time can damage a WAL file; then writers also hold a lock file.

    >>> isinstance(needs_writer_lock((3, 40, 1)), bool)
    True
"""

from __future__ import annotations

try:
    from pysqlite3 import dbapi2 as sqlite3
except ImportError:  # no wheel for this platform: the interpreter's own library
    import sqlite3

__all__ = ["VERSION", "needs_writer_lock", "sqlite3"]

# The driver searches for a way to adapt whatever is no number or text, and finds none for None
# every time: 3.2 us a value without this line, 0.2 with it, and every row has some.
sqlite3.register_adapter(type(None), lambda none: none)

#: Of the library that is loaded.
VERSION: tuple[int, int, int] = sqlite3.sqlite_version_info


def needs_writer_lock(version: tuple[int, int, int] = VERSION) -> bool:
    """Whether writers must exclude each other by a lock file too.

    **Source**: sqlite.org/wal.html, "The WAL-reset bug".
    """
    if version >= (3, 51, 3):
        return False
    fixed = {(3, 50): 7, (3, 44): 6}
    return not version[2] >= fixed.get(version[:2], 1_000)
