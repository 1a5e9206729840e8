"""Importing it loads what a unit of work needs, for the processes that are then forked.

A first unit of work imports and maps what every later one finds there.  That takes longer than all
that most of these processes do, and each of them would begin with it.
"""

from __future__ import annotations

import gc
import tempfile
from importlib import import_module
from pathlib import Path

from tests.support.hub import at, book_room, furnish, make_hub

#: Imported where a server's hub is opened, or where a test stands.
ALSO = ("psycopg", "sqlalchemy.dialects.postgresql.psycopg", "pytest")


def _load() -> None:
    """Do a unit of work on a hub that is gone again when it is done."""
    for module in ALSO:
        import_module(module)
    with tempfile.TemporaryDirectory() as folder:
        hub = make_hub(Path(folder) / "warm.hubdesk")
        book_room(hub, furnish(hub), "R1", at(day=22, hour=9))
        hub.close()
    gc.collect()
    gc.freeze()


_load()
