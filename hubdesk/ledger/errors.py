"""What the ledger refuses."""

from __future__ import annotations

from hubdesk.kernel.errors import RefusedError
from hubdesk.kernel.month import Month


class MonthLockedError(RefusedError):
    """The month is locked: nothing in it may change."""

    code = "month_locked"

    def __init__(self, month: Month) -> None:
        super().__init__(month=month)
        self.month = month


class UnbalancedError(RefusedError):
    """The postings of a transaction do not add up to zero."""

    code = "unbalanced"

    def __init__(self, difference_minor: int) -> None:
        super().__init__(difference_minor=difference_minor)
