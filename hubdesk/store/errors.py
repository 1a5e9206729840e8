"""What can go wrong under the features, in words a person can act on.

Driver errors become known errors in one place.  A guard (trigger, constraint) that refuses gives
its name as the ``code``; a feature that knows better words catches :class:`GuardError`.

    try: uow.insert_many(ClaimRow, rows)
    except GuardError as error:
        if error.guard == "claim_overlap": ...
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError

from hubdesk.kernel.errors import EnvironmentProblemError, KnownError, RefusedError

try:
    from pysqlite3 import dbapi2 as bundled_sqlite
except ImportError:  # no wheel for this platform
    bundled_sqlite = sqlite3


class HubNotFoundError(EnvironmentProblemError):
    code = "hub_not_found"


class NotAHubError(EnvironmentProblemError):
    code = "not_a_hub"


class HubDamagedError(EnvironmentProblemError):
    code = "hub_damaged"


class HubReadOnlyError(EnvironmentProblemError):
    code = "hub_read_only"


class HubTooNewError(EnvironmentProblemError):
    code = "hub_too_new"


class HubTooOldError(EnvironmentProblemError):
    code = "hub_too_old"


class HubBusyError(EnvironmentProblemError):
    code = "hub_busy"


class HubExistsError(EnvironmentProblemError):
    code = "hub_exists"


class DiskFullError(EnvironmentProblemError):
    code = "disk_full"


class ServerGoneError(EnvironmentProblemError):
    code = "server_gone"


class GuardError(RefusedError):
    """The database itself refused; ``guard`` names the rule and is the code."""

    code = "guard"

    def __init__(self, guard: str, **details: Any) -> None:
        super().__init__(**details)
        self.guard = guard
        self.code = guard  # type: ignore[misc]


def _driver_errors() -> tuple[type[Exception], ...]:
    found: list[type[Exception]] = [sqlite3.Error]
    if bundled_sqlite is not sqlite3:
        found.append(bundled_sqlite.Error)
    return tuple(found)


#: SQLite's exceptions; psycopg is imported only where a server is used.
SQLITE_ERRORS = _driver_errors()

_SQLITE_KNOWN: dict[int, type[EnvironmentProblemError]] = {
    5: HubBusyError,
    6: HubBusyError,
    8: HubReadOnlyError,
    11: HubDamagedError,
    13: DiskFullError,
    14: HubNotFoundError,
    26: NotAHubError,
}


def known_error(error: BaseException, location: str) -> KnownError | None:
    """What a driver's exception means, or None if it is a bug."""
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return _from_server(error, state, location)
    if isinstance(error, SQLITE_ERRORS):
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary == 19:
            return GuardError(str(error).partition(":")[0], location=location)
        if primary in _SQLITE_KNOWN:
            return _SQLITE_KNOWN[primary](location=location)
        if primary == 10:
            return DiskFullError(location=location)
    elif type(error).__module__.startswith("psycopg") and "Operational" in type(error).__name__:
        return ServerGoneError(location=location)
    return None


def _from_server(error: Any, state: str, location: str) -> KnownError | None:
    if state.startswith("23"):
        return GuardError(error.diag.constraint_name or error.diag.message_primary or state)
    if state == "53100":
        return DiskFullError(location=location)
    if state in ("55P03", "57014"):
        return HubBusyError(location=location)
    if state.startswith(("08", "57P")):
        return ServerGoneError(location=location)
    return None


@contextmanager
def translated(location: str) -> Iterator[None]:
    """Driver errors inside the block come out as known errors; bugs pass unchanged."""
    try:
        yield
    except DBAPIError as error:
        known = known_error(error.orig or error, location)
        if known is None:
            raise
        raise known from error
    except Exception as error:
        known = known_error(error, location) if not isinstance(error, KnownError) else None
        if known is None:
            raise
        raise known from error
