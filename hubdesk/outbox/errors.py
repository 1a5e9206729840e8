"""What mail refuses, and what stands in its way.

Data only; the sentences, Thai and English, are found by ``code`` in ``hubdesk.words``.
"""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.kernel.errors import EnvironmentProblemError, RefusedError


class MailNotSetUpError(RefusedError):
    """Mail is off, or it is not known how to send it."""

    code = "mail_not_set_up"


class MailStateError(RefusedError):
    """A letter is not in the state that this needs; ``details``: ``stage``."""

    code = "mail_state"


class KeyringMissingError(EnvironmentProblemError):
    """The machine has no place to keep the password; ``details``: ``message``."""

    code = "keyring_missing"


class MailServerError(EnvironmentProblemError):
    """The mail server cannot be used.

    ``details``: ``host``, ``reason`` (``unreachable``, ``no_encryption``, ``certificate``,
    ``login``, ``protocol``) and ``message``, the server's or the system's own words.
    """

    code = "mail_server"


class LetterRefusedError(RefusedError):
    """The server takes no such letter; ``details``: ``message`` and ``for_good`` (a flag)."""

    code = "letter_refused"


class UnknownFieldError(RefusedError):
    """A letter's text names a field that it does not have; ``details``: ``field``, ``name``."""

    code = "unknown_field"

    def __init__(self, field: str, name: str, known: Sequence[str]) -> None:
        super().__init__(field=field, name=name, known=", ".join(known))
