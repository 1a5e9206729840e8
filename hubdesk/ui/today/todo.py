"""What remains to be done before the month can be closed, for the card on the page *Today*.

    todo = load_todo(session)
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.costs.model import Finding
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month import queries as month
from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class PoolDone:
    """A pool and what has been entered for it."""

    name: Names
    bills: int
    allocable_minor: int


@dataclass(frozen=True, slots=True)
class Todo:
    """The oldest month that is still open.

    Attributes:
        pools: those with money, in their order.
        findings: what stands in the way or should be looked at.
    """

    month: Month
    state: str
    pools: tuple[PoolDone, ...]
    findings: tuple[Finding, ...]
    ready: bool


def load_todo(session: Session) -> Todo | None:
    """What the first open month waits for; None in a hub without months."""
    open_months = [info for info in month.months(session) if info.state != "locked"]
    if not open_months:
        return None
    preview = month.preview(session, open_months[0].month)
    pools = tuple(
        PoolDone(money.pool.name, len(money.bills), money.allocable_minor)
        for money in preview.costs.money
    )
    return Todo(preview.month, preview.state, pools, preview.findings, preview.ready)
