"""Which hub was opened last on this machine, and how its location may be shown and kept.

Knows nothing of databases, so that the window can be painted before any of that is loaded.

    >>> without_password("postgresql://mali:secret@server/hub")
    'postgresql://mali@server/hub'
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

_SERVERS = ("postgresql://", "postgres://")


def is_server(location: str) -> bool:
    """Whether a location names a PostgreSQL hub rather than a file."""
    return location.startswith(_SERVERS)


def last_location() -> str | None:
    """The hub that was opened last; None if there was none, or its file has gone."""
    last = ""
    with suppress(OSError, ValueError):
        last = _memory().read_text(encoding="utf-8").strip()
    return last if last and (is_server(last) or Path(last).exists()) else None


def default_location() -> str:
    """Which hub is meant when none is named: the last one opened, else the person's own file."""
    from platformdirs import user_data_path

    return last_location() or str(user_data_path("hubdesk", appauthor=False) / "hub.hubdesk")


def remember(location: str) -> None:
    """Keep a location as the last one opened; a password in it is not kept.

    A folder that cannot be written to is no reason to refuse a hub, so it is passed over.
    """
    kept = without_password(location) if is_server(location) else str(Path(location).resolve())
    memory = _memory()
    with suppress(OSError, ValueError):
        if memory.exists() and memory.read_text(encoding="utf-8") == kept:
            return
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(kept, encoding="utf-8")


def without_password(location: str) -> str:
    """A location as it may be shown and written down: a server's, however odd it is."""
    if not is_server(location):
        return location
    location = re.sub(r"^(\w+://[^:@/]*):.*@", r"\1@", location)
    return re.sub(r"([?&])password=[^&]*&?", r"\1", location).rstrip("?&")


def _memory() -> Path:
    from platformdirs import user_state_path

    return user_state_path("hubdesk", appauthor=False) / "last-hub"
