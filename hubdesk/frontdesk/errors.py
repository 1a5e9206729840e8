"""What the counter refuses.

Data only; the sentences, Thai and English, are found by ``code`` in ``hubdesk.words``.
"""

from __future__ import annotations

from hubdesk.kernel.errors import RefusedError


class AlreadyExistsError(RefusedError):
    """A code is taken; ``details``: ``kind``, ``key``."""

    code = "already_exists"


class NotInStateError(RefusedError):
    """Something is not in the state that this needs; ``details``: ``kind``, ``stage``."""

    code = "not_in_state"


class KeyOutError(RefusedError):
    """A key is in somebody's hands; ``details``: ``unit`` (its code) and ``by`` (the holder)."""

    code = "key_out"


class KeyHereError(RefusedError):
    """A key hangs on its hook already; ``details``: ``unit``."""

    code = "key_here"
