"""What closing and reopening a month refuse."""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.costs.model import Finding
from hubdesk.kernel.errors import RefusedError
from hubdesk.kernel.month import Month


class MonthNotReadyError(RefusedError):
    """Pools with money cannot be shared; ``findings`` names each of them.

    Attributes:
        findings: what stands in the way.
    """

    code = "month_not_ready"

    def __init__(self, month: Month, findings: Sequence[Finding]) -> None:
        pools = list(dict.fromkeys(str(finding.details["pool"]) for finding in findings))
        super().__init__(
            month=month,
            reason=", ".join(pools),
            pools=pools,
            findings=[
                {"code": one.code, **{name: str(value) for name, value in one.details.items()}}
                for one in findings
            ],
        )
        self.findings = tuple(findings)


class MonthOpenError(RefusedError):
    """The month is not closed, so there is nothing to reopen or to print as final."""

    code = "month_open"

    def __init__(self, month: Month) -> None:
        super().__init__(month=month)
