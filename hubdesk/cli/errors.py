"""What can be wrong with a command line, and with the files it names."""

from __future__ import annotations

import errno

from hubdesk.kernel.errors import EnvironmentProblemError, KnownError, UsageError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: errno → reason, a word of ``words.reasons``.
_REASONS = {
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.EROFS: "no_right",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "not_a_folder",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EEXIST: "exists",
    errno.ENOENT: "no_such_folder",
}


class BadUsageError(UsageError):
    """``details`` has ``reason`` and what it is about (``option``, ``value`` …)."""

    code = "usage"


class FileMissingError(EnvironmentProblemError):
    """A file to be read does not exist; ``details["source"]``."""

    code = "file_not_found"


class FileProblemError(EnvironmentProblemError):
    """A file cannot be read or written; ``details``: ``source`` and ``reason``."""

    code = "file_unreadable"


class CannotWriteError(EnvironmentProblemError):
    """``details``: ``target`` and ``reason``."""

    code = "cannot_write"


class NoSpaceError(EnvironmentProblemError):
    """The disk is full, or what this person may use of it."""

    code = "disk_full"


def read_problem(error: OSError, path: str) -> KnownError:
    """What the system's refusal to read a file means."""
    if error.errno == errno.ENOENT:
        return FileMissingError(source=path)
    return FileProblemError(source=path, reason=_reason(error))


def write_problem(error: OSError, path: str) -> KnownError:
    """What the system's refusal to write a file means."""
    if error.errno in _FULL:
        return NoSpaceError()
    return CannotWriteError(target=path, reason=_reason(error))


def system_problem(error: OSError) -> KnownError:
    """What the system's refusal means where nobody asked for a file."""
    if error.errno in _FULL:
        return NoSpaceError()
    return EnvironmentProblemError(reason=error.strerror or type(error).__name__)


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
