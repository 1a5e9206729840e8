"""What can go wrong under the features, in words a person can act on.

Driver errors become known errors in one place.  A guard (trigger, constraint) that refuses gives
its name as the ``code``, the same on both engines; a feature that knows better words catches
:class:`GuardError`.

    try: uow.insert_many(ClaimRow, rows)
    except GuardError as error:
        if error.guard == "claim_overlap": ...
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hubdesk.kernel.errors import EnvironmentProblemError, KnownError, RefusedError
from hubdesk.store.sqlite import sqlite3


class HubNotFoundError(EnvironmentProblemError):
    """There is nothing at ``details["location"]``."""

    code = "hub_not_found"


class NotAHubError(EnvironmentProblemError):
    """``details["reason"]``: ``empty``, ``text``, ``foreign`` or ``folder``."""

    code = "not_a_hub"


class FolderMissingError(HubNotFoundError):
    """Where a file is to be made there is no folder; ``details``: ``target`` and ``reason``."""

    code = "cannot_write"

    def __init__(self, target: str) -> None:
        super().__init__(target=target, reason="no_such_folder")


class HubDamagedError(EnvironmentProblemError):
    """The file is not whole; ``details["reason"]`` is SQLite's word, ``truncated``, or
    ``unreadable_value``.
    """

    code = "hub_damaged"


class HubReadOnlyError(EnvironmentProblemError):
    """The file or its medium cannot be written to."""

    code = "hub_read_only"


class HubTooNewError(EnvironmentProblemError):
    """Written by a newer program."""

    code = "hub_too_new"


class HubTooOldError(EnvironmentProblemError):
    """Of an older revision, and this opening may not migrate."""

    code = "hub_too_old"


class HubUnreadableError(EnvironmentProblemError):
    """The system does not let this person read the file; ``details["source"]``."""

    code = "file_unreadable"


class HubBusyError(EnvironmentProblemError):
    """Another program's work did not end in time."""

    code = "hub_busy"


class HubGoneError(EnvironmentProblemError):
    """The file of an open hub was moved, removed or replaced; nothing was written."""

    code = "hub_gone"


class HubExistsError(EnvironmentProblemError):
    """There is something already; it was left as it is."""

    code = "hub_exists"


class HubPlaceError(EnvironmentProblemError):
    """A network share or a folder kept in step by a cloud service; ``details["place"]`` says it."""

    code = "hub_place"


class GuardsChangedError(EnvironmentProblemError):
    """Triggers or views are missing, altered or unknown; ``details["names"]`` lists them."""

    code = "guards_changed"


class BackupFailedError(EnvironmentProblemError):
    """A backup did not pass its checks and was not kept; ``details["reason"]``."""

    code = "backup_failed"


class ToolMissingError(EnvironmentProblemError):
    """A program of the system is needed; ``details["tool"]``."""

    code = "tool_missing"


class DiskFullError(EnvironmentProblemError):
    """Nothing was changed."""

    code = "disk_full"


class ServerGoneError(EnvironmentProblemError):
    """The server does not answer, or the line broke."""

    code = "server_gone"


class ServerAddressError(EnvironmentProblemError):
    """A ``postgresql://…`` address that cannot be read."""

    code = "server_address"


class ServerRefusedError(EnvironmentProblemError):
    """Wrong user or password, no such database, or not enough rights there."""

    code = "server_refused"


class ServerTooOldError(EnvironmentProblemError):
    """``details``: ``found`` and ``needed`` version."""

    code = "server_too_old"


class UndoNotPossibleError(RefusedError):
    """``details["reason"]`` is a code of ``words.reasons``; ``what`` may name what changed."""

    code = "undo_not_possible"


class ChangedMeanwhileError(RefusedError):
    """Somebody else wrote a row between its reading and its writing; ``kind`` and ``key``."""

    code = "changed_meanwhile"


#: The rules under ``store/guards``; each has words of its own.
GUARDS = frozenset(
    {
        "bill_paid", "blob_fixed", "claim_overlap", "claim_too_long", "dated_fact_locked",
        "history_fixed", "kept", "line_settled", "month_locked", "number_gap", "overlapping_facts",
        "pool_unbalanced", "sealed", "unbalanced", "usage_locked",
    }
)  # fmt: skip


class GuardError(RefusedError):
    """The database itself refused.

    Attributes:
        guard: the rule of ``GUARDS``, which is the code too, or the name of a table's own
            constraint (``uq_organisation_code``, ``foreign_key``), whose code is ``guard``.
    """

    code = "guard"

    def __init__(self, guard: str, **details: Any) -> None:
        super().__init__(guard=guard, **details)
        self.guard = guard
        if guard in GUARDS:
            self.code = guard  # type: ignore[misc]


#: Constraints that say the same as a guard.
_SAME_AS = {
    "pk_claim": "claim_overlap",
    "uq_occupancy_org_id_valid_from": "overlapping_facts",
    "uq_pool_rule_pool_id_valid_from": "overlapping_facts",
    "uq_lettable_driver_valid_from": "overlapping_facts",
    "uq_meter_use_pool_id_org_id_valid_from": "overlapping_facts",
    "lettable_overlapping_facts": "overlapping_facts",
    "meter_use_overlapping_facts": "overlapping_facts",
    "occupancy_overlapping_facts": "overlapping_facts",
    "pool_rule_overlapping_facts": "overlapping_facts",
    "rate_overlapping_facts": "overlapping_facts",
}

_SQLITE_KNOWN: dict[int, type[EnvironmentProblemError]] = {
    5: HubBusyError,
    6: HubBusyError,
    8: HubReadOnlyError,
    11: HubDamagedError,
    13: DiskFullError,
    14: HubNotFoundError,
    26: NotAHubError,
}
_SQLITE_CONSTRAINT = 19
_IO_FAILED = 10
#: What SQLite says of a disk without room where it does not say that: its index of pages cannot
#: grow, or a page that was to be written is not there when it is read again.
_FULL_TOO = (_IO_FAILED, 11)
#: Bytes of a page; with less room than that a disk is full.
_PAGE = 4096


def known_error(error: BaseException, location: str) -> KnownError | None:
    """What a driver's exception means, or None if it is a bug.

    Args:
        error: sqlite3's or psycopg's.
        location: of the hub, for the sentence; empty if not known here.
    """
    details = {"location": location} if location else {}
    if isinstance(error, sqlite3.Error):
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary == _SQLITE_CONSTRAINT:
            name = _sqlite_guard(error)
            column = {"column": str(error).rpartition(" ")[2]} if name == "not_null" else {}
            return GuardError(_SAME_AS.get(name, name), **column)
        if primary in _FULL_TOO and _is_full(location):
            return DiskFullError(**details)
        if primary == _IO_FAILED:
            return EnvironmentProblemError(reason=str(error), **details)
        if str(error).startswith("Could not decode to UTF-8"):
            return HubDamagedError(reason="unreadable_value", **details)
        kind = _SQLITE_KNOWN.get(primary)
        return None if kind is None else kind(**details)
    if type(error).__module__.partition(".")[0] == "psycopg":
        return _from_server(error, getattr(error, "sqlstate", None), details)
    return None


def _is_full(location: str) -> bool:
    """Whether the disk of a file has no room left for a page."""
    try:
        return shutil.disk_usage(Path(location).absolute().parent).free < _PAGE
    except (OSError, ValueError):
        return False


def _sqlite_guard(error: Exception) -> str:
    """A refusal's name, as PostgreSQL would give it."""
    text = str(error)
    kind, _, what = text.partition(" constraint failed")
    what = what.removeprefix(": ")
    if kind == "UNIQUE":
        columns = [name.strip() for name in what.split(",")]
        table = columns[0].partition(".")[0]
        if columns == [f"{table}.id"]:  # pysqlite3 does not tell a primary key by its code
            return f"pk_{table}"
        return f"uq_{table}_" + "_".join(name.partition(".")[2] for name in columns)
    if kind == "FOREIGN KEY":
        return "foreign_key"
    if kind == "NOT NULL":
        return "not_null"
    return what if kind == "CHECK" else text


def _from_server(error: Any, state: str | None, details: dict[str, Any]) -> KnownError | None:
    if state is None:
        if str(error).startswith("invalid connection option"):
            return ServerAddressError(**details)
        if "Operational" not in type(error).__name__:
            return None
        # At log-in there is no code; "FATAL" means that a server did answer, with a no.
        refused = "FATAL" in str(error)
        return ServerRefusedError(**details) if refused else ServerGoneError(**details)
    if state == "23503":
        return GuardError("foreign_key")
    if state == "23502":
        column = f"{error.diag.table_name}.{error.diag.column_name}"
        return GuardError("not_null", column=column)
    if state.startswith("23"):
        name = error.diag.constraint_name or error.diag.message_primary or state
        return GuardError(_SAME_AS.get(name, name))
    if state == "53100":
        return DiskFullError(**details)
    if state in ("55P03", "57014", "40P01", "40001"):
        return HubBusyError(**details)
    if state.startswith(("08", "57P")):
        return ServerGoneError(**details)
    if state.startswith("28") or state in ("3D000", "42501"):
        return ServerRefusedError(**details)
    return None


def unreadable(error: Exception) -> Exception:
    """What it means that a stored row could not be read: a value that no column type writes is
    damage, because every value went through its type.
    """
    if isinstance(error, (ValueError, OverflowError)):
        return HubDamagedError(reason="unreadable_value")
    return known_error(error, "") or error


def as_known(error: Exception, location: str) -> Exception:
    """The known error behind an exception, or the exception itself if it is a bug."""
    if isinstance(error, KnownError):
        return error
    origin = getattr(error, "orig", None) or error  # SQLAlchemy wraps the driver's own
    return known_error(origin, location) or error


@contextmanager
def translated(location: str) -> Iterator[None]:
    """Driver errors inside the block come out as known errors; bugs pass unchanged."""
    try:
        yield
    except Exception as error:
        known = as_known(error, location)
        if known is error:
            raise
        raise known from error
