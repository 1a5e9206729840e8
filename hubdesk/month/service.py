"""Use cases of the month: close, soft close, reopen.

Closing freezes shares and usage charges, issues one numbered statement per organisation, posts
and seals them, and locks the month under a fingerprint; all in one unit of work, or not at all.

    with hub.write() as uow:
        close(uow, Month(2026, 10))
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from hubdesk.access import service as access
from hubdesk.billing import queries as billing
from hubdesk.billing import service as billing_service
from hubdesk.costs import queries as costs
from hubdesk.costs import service as costs_service
from hubdesk.costs.model import Finding, MonthCosts
from hubdesk.hub.paying import PAYING
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.garbage import seldom
from hubdesk.kernel.month import Month
from hubdesk.ledger import queries as ledger
from hubdesk.ledger import service as ledger_service
from hubdesk.month import queries
from hubdesk.month.drafting import drafts, lines_by_org, same_lines
from hubdesk.month.errors import MonthNotReadyError, MonthOpenError
from hubdesk.month.keptrules import kept_rules
from hubdesk.month.model import CloseResult, MonthPreview
from hubdesk.orgs.queries import organisations
from hubdesk.store.session import UnitOfWork

#: Actions that are not undone, and what to do instead.
INSTEAD = {
    "month.closed": "reopen_month", "month.reopened": "close_month",
    "month.soft_closed": "reopen_month",
}  # fmt: skip


#: Told between the parts of a close: how many are done, of how many; may raise to end it.
Step = Callable[[int, int], object]
_PARTS = 5


def _quiet(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


@seldom()
def close(
    uow: UnitOfWork, month: Month, *, soft: bool = False, step: Step = _quiet
) -> CloseResult:
    """Close a month.

    Args:
        step: called between the parts; what it raises ends the close with nothing written.
        soft: only mark it as finished; everything can still be entered, nothing is issued.  A
            reopened month stays so: its time limit must not be lost.

    Returns:
        What was done.  A month that is locked already is computed again and compared; nothing is
        written and differences are findings.

    Raises:
        MonthNotReadyError: pools with money cannot be shared; each is named.
    """
    access.require(uow, "month.close")
    uow.lock_month(month)
    if ledger.period_state(uow, month) == "locked":
        return _compared(uow, month)
    step(0, _PARTS)
    preview = queries.preview(uow, month)
    if preview.blockers:
        raise MonthNotReadyError(month, preview.blockers)
    if soft:
        return _soft(uow, preview)
    return _lock(uow, preview, step)


def _compared(uow: UnitOfWork, month: Month) -> CloseResult:
    period = ledger.period(uow, month)
    found = queries.differences(costs.frozen_costs(uow, month), costs.computed_costs(uow, month))
    if queries.fingerprint(uow, month) != period.fingerprint:
        found.append(Finding("fingerprint_differs", False, {"month": month}))
    return CloseResult(
        month, "locked", changed=False, fingerprint=period.fingerprint, findings=tuple(found)
    )


def _soft(uow: UnitOfWork, preview: MonthPreview) -> CloseResult:
    if preview.state in ("soft", "reopened"):
        return CloseResult(preview.month, preview.state, changed=False, findings=preview.findings)
    ledger_service.set_period(uow, preview.month, "soft")
    uow.touch("period")
    uow.record("month.soft_closed", "period", month=preview.month)
    return CloseResult(preview.month, "soft", changed=True, findings=preview.findings)


def _lock(uow: UnitOfWork, preview: MonthPreview, step: Step) -> CloseResult:
    month = preview.month
    step(1, _PARTS)
    uow.record("month.closed", "period", month=month)
    if preview.state == "reopened":
        # An expired reopening takes no entries, but closing it again must be able to post.
        ledger_service.set_period(uow, month, "soft")
    frozen = costs_service.freeze(uow, preview.costs)
    names = {pool.code: pool.name.get("en") for pool in costs.pools(uow)}
    lines = lines_by_org(frozen.with_fees(preview.costs), names, frozen.share_id, frozen.usage_id)
    step(2, _PARTS)
    credited, kept = _credit_changed(uow, month, lines)
    present = {row.org for row in costs.occupied(uow, month)}
    wanted = drafts(organisations(uow), lines, billing.brought_forward(uow), present)
    step(3, _PARTS)
    issued = billing_service.issue_statements(
        uow, month, [draft for draft in wanted if draft.org_id not in kept]
    )
    step(4, _PARTS)
    fingerprint = queries.fingerprint(uow, month)
    ledger_service.set_period(
        uow,
        month,
        "locked",
        fingerprint=fingerprint,
        closed_at=uow.clock.now(),
        closed_by=uow.actor,
        facts=_facts(uow, preview.costs),
    )
    uow.touch("period")
    uow.record("month.closed", "period", fingerprint=fingerprint)
    step(_PARTS, _PARTS)
    return CloseResult(
        month, "locked", True, tuple(issued), tuple(credited), fingerprint, preview.findings
    )


def _credit_changed(
    uow: UnitOfWork, month: Month, lines: dict[int, list[Any]]
) -> tuple[list[int], set[int]]:
    """Take back the statements of an earlier close that no longer say the same.

    Returns:
        The ids of what was taken back, and the organisations whose statement still stands.
    """
    standing = billing.statements(uow, month)
    if not standing:
        return [], set()
    said = billing.lines(uow, month)
    pools = {share.id: share.pool for share in costs.shares(uow, month)}
    credited, kept = [], set()
    for document in standing:
        if same_lines(said.get(document.id, ()), lines.get(document.org_id, ())):
            kept.add(document.org_id)
        else:
            anew = lines.get(document.org_id, ())
            billing_service.credit_document(uow, document, said.get(document.id, ()), pools, anew)
            credited.append(document.id)
    return credited, kept


def _facts(uow: UnitOfWork, charged: MonthCosts) -> dict[str, Any]:
    """What the month's papers show beside amounts, as it is now."""
    hub = settings(uow)
    return {
        "letterhead": {
            "name_th": hub.names.th,
            "name_en": hub.names.en,
            "legal_name_th": hub.legal_names.th,
            "legal_name_en": hub.legal_names.en,
            "address_th": hub.address.th,
            "address_en": hub.address.en,
            "tax_id": hub.tax_id,
            "branch": hub.branch,
            "phone": hub.phone,
            "email": hub.email,
            "bank": hub.bank.bank,
            "bank_account_name": hub.bank.name,
            "bank_account_number": hub.bank.number,
            **{name: getattr(hub.bank, name) for name in PAYING if getattr(hub.bank, name)},
            "logo_sha256": hub.logo_sha256,
            "vat_registered": hub.vat_registered,
        },
        "organisations": {one.code: [one.names.th, one.names.en] for one in organisations(uow)},
        "pools": {pool.code: [pool.name.th, pool.name.en] for pool in costs.pools(uow)},
        "rooms": {
            str(one.resource_id): [one.resource.th, one.resource.en] for one in charged.usage
        },
        "allowances": queries.allowances(uow, charged.month),
        **({"booked": _plain_hours(charged)} if charged.booked else {}),
        **_classes(uow, charged),
        "rules": kept_rules(charged.money, costs.pool_rules(uow)),
        "holidays": sorted(str(day) for day in costs.holidays_of(uow, charged.month)),
    }


def _classes(uow: UnitOfWork, charged: MonthCosts) -> dict[str, Any]:
    """Everybody's class, where a rule of the month asks for it."""
    rules = costs.pool_rules(uow)
    asked = any(rule.terms.classes and rule.holds_on(charged.month.last_day) for rule in rules)
    return {"classes": dict(costs.classes(uow, charged.month))} if asked else {}


def _plain_hours(charged: MonthCosts) -> list[list[Any]]:
    """Booked hours as they shared a pool: dates may still be added, the shares stay."""
    return [[org, day.isoformat(), minutes] for org, day, minutes in charged.booked]


def reopen(uow: UnitOfWork, month: Month, *, reason: str, until: date | datetime) -> None:
    """Open a locked month again for corrections; who, why and until when is kept.

    Args:
        until: the last instant it takes entries; of a day, its end in the hub's zone.

    Raises:
        MonthOpenError: it is not locked.
        InvalidInputError: no reason, or a time that has passed.
    """
    access.require(uow, "month.reopen")
    if not reason.strip():
        raise InvalidInputError(field="reason", value="", reason="empty")
    if ledger.period_state(uow, month) != "locked":
        raise MonthOpenError(month)
    if not isinstance(until, datetime):
        until = datetime.combine(until + timedelta(days=1), time(), settings(uow).zone)
    if until <= uow.clock.now():
        raise InvalidInputError(field="until", value=until.isoformat(), reason="in_the_past")
    ledger_service.set_period(uow, month, "reopened", reason=reason.strip(), reopened_until=until)
    costs_service.forget_late(uow, month)
    uow.touch("period")
    uow.record("month.reopened", "period", month=month, reason=reason.strip(), until=until)
