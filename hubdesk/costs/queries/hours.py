"""What an organisation's dates of one month cost and took of its allowance: the usage ledger."""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.costs.model import UsageCharge
from hubdesk.costs.queries import dated, frozen, late
from hubdesk.costs.queries.holidays import holidays_in
from hubdesk.costs.queries.used import entitlements
from hubdesk.costs.usage import allowance_uses, usage_charges
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import is_locked
from hubdesk.rules.entitlements import AllowanceUse
from hubdesk.rules.queries import price_list
from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Hours:
    """One organisation's usage of a month.

    Attributes:
        allowance: None where no plan gives anything.
        lines: the ledger line of every date, in order of time.
        fixed: the month is locked and nothing changes any more.
    """

    month: Month
    allowance: AllowanceUse | None
    lines: tuple[UsageCharge, ...]
    fixed: bool

    @property
    def overage_minor(self) -> int:
        """What is to be paid beside what the plan includes."""
        return sum(line.net_minor for line in self.lines)

    @property
    def charged_minutes(self) -> int:
        return sum(line.minutes - line.free_minutes for line in self.lines)

    @property
    def projects(self) -> tuple[tuple[str, int, int], ...]:
        """(project, minutes, amount), the largest amount first; empty text = no project."""
        found: dict[str, tuple[int, int]] = {}
        for line in self.lines:
            minutes, net = found.get(line.project, (0, 0))
            found[line.project] = (minutes + line.minutes, net + line.net_minor)
        ordered = sorted(found.items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
        return tuple((name, minutes, net) for name, (minutes, net) in ordered)


def hours_of(session: Session, org_id: int, month: Month) -> Hours:
    """The usage of a month: as it was closed, or as it would be charged now."""
    if is_locked(session, month):
        lines = [one for one in frozen.usage(session, month) if one.org_id == org_id]
        stored = [one for one in frozen.allowances(session, month) if one.org_id == org_id]
        return Hours(month, stored[0] if stored else None, tuple(lines), True)
    rules = price_list(session)
    given = entitlements(session, month, org_id=org_id, rules=rules)
    came_late = [one for one in late.late_in(session, month) if one.org_id == org_id]
    if not rules and not given:
        return Hours(month, None, tuple(came_late), False)
    lines = usage_charges(
        month, dated.priced_dates(session, month, org_id), rules, settings(session).zone, given,
        holidays_in(session, month, rules),
    )  # fmt: skip
    found = allowance_uses(given, lines)
    return Hours(month, found[0] if found else None, (*came_late, *lines), False)
