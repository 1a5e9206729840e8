"""A month's charges to one statement per organisation; pure.

Imports only floors below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hubdesk.billing.model import Brought, Line, StatementDraft
from hubdesk.costs.model import MonthCosts, Share, UsageCharge
from hubdesk.orgs.model import Organisation


def lines_by_org(
    costs: MonthCosts,
    pool_names: Mapping[str, str],
    share_id: Callable[[Share], int],
    usage_id: Callable[[UsageCharge], int],
) -> dict[int, list[Line]]:
    """Organisation id → its lines: shares, prior periods, direct charges, usage.

    Args:
        pool_names: pool code → what a line is called.
        share_id, usage_id: the stored row of a share or a usage charge.
    """
    lines: dict[int, list[Line]] = {}
    for share in costs.shares:
        kind = "prior" if share.is_prior else "share"
        name = pool_names[share.pool]
        text = f"{name} ({share.service_month})" if share.is_prior else name
        line = Line(
            kind, share_id(share), text, share.amount_minor, share.vat_rate, pool=share.pool
        )
        lines.setdefault(share.org_id, []).append(line)
    for direct in costs.direct:
        line = Line(
            "direct", direct.id, direct.description, direct.net_minor, direct.vat_rate,
            direct.project,
        )  # fmt: skip
        lines.setdefault(direct.org_id, []).append(line)
    for usage in costs.usage:
        line = Line(
            "usage", usage_id(usage), usage.description, usage.net_minor, usage.vat_rate,
            usage.project,
        )  # fmt: skip
        lines.setdefault(usage.org_id, []).append(line)
    return lines


def drafts(
    organisations: Iterable[Organisation],
    lines: Mapping[int, list[Line]],
    brought: Mapping[int, Brought],
    present: set[str],
) -> list[StatementDraft]:
    """One draft for everybody who has a line, owes or is owed something, or was there.

    Args:
        organisations: all of them; their codes give the order of the numbers.
        present: codes of those that occupied something on a day of the month.
    """
    return [
        StatementDraft(
            one.id,
            one.code,
            tuple(lines.get(one.id, ())),
            brought.get(one.id, Brought()),
            party(one),
        )
        for one in sorted(organisations, key=lambda one: one.code)
        if one.id in lines or one.code in present or brought.get(one.id, Brought()).amount_minor
    ]


def party(one: Organisation) -> dict[str, Any]:
    """An organisation as a document keeps it."""
    return {
        "code": one.code,
        "name_th": one.names.th,
        "name_en": one.names.en,
        "address_th": one.address.th,
        "address_en": one.address.en,
        "tax_id": one.tax_id,
        "branch": one.branch,
    }


def same_lines(one: Iterable[Line], other: Iterable[Line]) -> bool:
    """Whether two documents say the same, whatever rows they point at."""
    return [_said(line) for line in one] == [_said(line) for line in other]


def _said(line: Line) -> tuple[Any, ...]:
    return line.kind, line.description, line.project, line.net_minor, line.vat_rate
