"""What can be wrong with a command line."""

from __future__ import annotations

from hubdesk.kernel.errors import UsageError


class BadUsageError(UsageError):
    """``details`` has ``reason`` and what it is about."""

    code = "usage"
