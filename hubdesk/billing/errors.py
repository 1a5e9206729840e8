"""What billing refuses.

raise NotCancellableError("IV-2569/10-0001")
"""

from __future__ import annotations

from hubdesk.kernel.errors import RefusedError


class NotCancellableError(RefusedError):
    """A document of this kind is corrected in another way."""

    code = "document_not_cancellable"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class DocumentCancelledError(RefusedError):
    """It was cancelled, or taken back as a whole, before."""

    code = "document_cancelled"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class CreditStandsError(RefusedError):
    """A credit note has taken back what a debit note charged."""

    code = "credit_stands"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class ReceiptExistsError(RefusedError):
    """A receipt has shown tax of it already; a tax invoice would show it twice."""

    code = "receipt_exists"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class ReceiptStandsError(RefusedError):
    """A payment that was receipted is taken back only after its receipt was cancelled."""

    code = "receipt_stands"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class PaidAgainError(RefusedError):
    """A bill was paid again since its payment came back; taking that back would pay it twice."""

    code = "paid_again"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class NotRegisteredError(RefusedError):
    """The house is not registered for VAT, so it has no return to file."""

    code = "not_registered"
