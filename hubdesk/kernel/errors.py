"""The few kinds of failure HubDesk tells apart.

A refusal carries data, never a sentence: the words, Thai and English, live in ``hubdesk.words``
and are looked up by ``code``.  ``exit_code`` is the contract of the command line.

    class RoomTakenError(RefusedError):
        code = "room_taken"
"""

from __future__ import annotations

from typing import Any, ClassVar


class KnownError(Exception):
    """A failure a person can understand; shown as one plain line, never as a traceback.

    Attributes:
        code: stable machine word, the key of its sentence in the catalogue.
        details: values for the sentence and for scripts; must be JSON-friendly or have ``str``.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, **details: Any) -> None:
        self.details: dict[str, Any] = details
        super().__init__(self.code, details)

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value}" for key, value in self.details.items())
        return f"{self.code}({facts})" if facts else self.code


class RefusedError(KnownError):
    """A rule of the house says no (exit code 1)."""

    code = "refused"
    exit_code = 1


class InvalidInputError(RefusedError):
    """A value a person typed cannot be read; ``details`` has ``field``, ``value``, ``reason``."""

    code = "invalid_input"


class NotFoundError(RefusedError):
    """What was named does not exist; ``details`` has ``kind`` and ``key``."""

    code = "not_found"


class UsageError(KnownError):
    """The command line was used wrongly (exit code 2)."""

    code = "usage"
    exit_code = 2


class EnvironmentProblemError(KnownError):
    """The machine, the file or the server is not as needed (exit code 3)."""

    code = "environment"
    exit_code = 3


class NotPermittedError(KnownError):
    """The acting person may not do this (exit code 4); ``details`` has ``permission``."""

    code = "not_permitted"
    exit_code = 4
