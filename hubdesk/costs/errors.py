"""What costs refuse."""

from __future__ import annotations

from hubdesk.costs.allocation import NoDriverError
from hubdesk.kernel.errors import RefusedError
from hubdesk.kernel.month import Month

__all__ = [
    "BillDiffersError",
    "DriverMismatchError",
    "DuplicateBillError",
    "MonthBeforeServiceError",
    "NoDriverError",
    "VatMismatchError",
]


class DriverMismatchError(RefusedError):
    """The driver belongs to the pool; a bill that names another one is not taken."""

    code = "driver_mismatch"

    def __init__(self, pool: str, expected: str, found: str) -> None:
        super().__init__(pool=pool, expected_driver=expected, driver=found)


class VatMismatchError(RefusedError):
    """The VAT kind belongs to the pool; a bill that names another one is not taken."""

    code = "vat_mismatch"

    def __init__(self, pool: str, expected: str, found: str) -> None:
        super().__init__(pool=pool, expected_vat=expected, vat=found)


class BillDiffersError(RefusedError):
    """The supplier's number was entered with other values; posted bills do not change."""

    code = "bill_differs"

    def __init__(self, supplier: str, number: str) -> None:
        super().__init__(supplier=supplier, number=number)


class DuplicateBillError(RefusedError):
    """The supplier's number was entered already."""

    code = "duplicate_bill"

    def __init__(self, supplier: str, number: str) -> None:
        super().__init__(supplier=supplier, number=number)


class MonthBeforeServiceError(RefusedError):
    """A bill cannot be shared before the month it is for: its driver values are not known yet."""

    code = "month_before_service"

    def __init__(self, month: Month, service_month: Month) -> None:
        super().__init__(month=month, service_month=service_month)


class DepositSettledError(RefusedError):
    """A deposit was returned or kept already; ``details``: ``state``."""

    code = "deposit_settled"
