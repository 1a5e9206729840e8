"""Charges of extras follow their date: what does not take place is charged as far as its rule says.

Called just before a unit of work ends, whoever wrote it: window, command line, sweep or undo.
A date that takes place again charges its extras again.  An extra that was called off by itself
stays called off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubdesk.costs.queries.cancelling import kept_of, kept_percent
from hubdesk.costs.queries.entries import direct_charge_by_key
from hubdesk.costs.service.entries import add_direct_charge, void_direct_charge
from hubdesk.costs.tables import DirectChargeRow
from hubdesk.frontdesk.charges import ChargeLine
from hubdesk.frontdesk.model import Extra
from hubdesk.frontdesk.queries.extras import charge_of, extras_of
from hubdesk.frontdesk.service import extras
from hubdesk.ledger.queries import is_locked
from hubdesk.store.session import UnitOfWork

_OVER = frozenset({"cancelled", "released", "skipped", "no_show"})
_WHOLE = 100


def follow(uow: UnitOfWork) -> None:
    """Settle the extras of dates that a unit of work, about to end, called off or restored."""
    touched = [
        after
        for before, after in uow.altered("occurrence")
        if _standing(before) != _standing(after)
    ]
    for row in touched:
        for extra in extras_of(uow, row["id"]):
            if not extra.cancelled:
                _settle(uow, extra, kept_percent(uow, row), row["reason"] or "")


def _standing(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the charges of a date's extras depend on."""
    if row["status"] not in _OVER:
        return ()
    return row["status"], row["reason"] == "no_show", row["waived"] is None, row["cancelled_at"]


def _settle(uow: UnitOfWork, extra: Extra, percent: int, why: str) -> None:
    line = charge_of(uow, extra.id)
    wanted = kept_of(line.net_minor, percent)
    known = None if extra.charge_id is None else uow.row(DirectChargeRow, extra.charge_id)
    if known is not None and known["void"] and known["net_minor"] == wanted and not is_locked(
        uow, known["accounting_month"]
    ):
        uow.update(DirectChargeRow, known["id"], before=known, void=False)
        return
    if known is not None and not known["void"]:
        if known["net_minor"] == wanted:
            return
        mirrored = void_direct_charge(uow, known["id"], reason=why)
        if mirrored is not None and not wanted:
            extras.charged(uow, extra.id, None)
    if wanted:
        extras.charged(uow, extra.id, _charged(uow, line, wanted, percent))


def _charged(uow: UnitOfWork, line: ChargeLine, wanted: int, percent: int) -> int:
    """The charge of so much of an extra: the one that was taken back before, or a new one.

    What is cancelled and restored again and again has one row for each amount, and taking a
    cancellation back leaves the rows as they were.
    """
    whole = percent == _WHOLE
    said = line.description if whole else f"{line.description} · {percent} %"
    key = line.key if whole else f"{line.key}:{percent}"
    earlier = direct_charge_by_key(uow, key)
    if earlier is not None:
        row = uow.row(DirectChargeRow, earlier) or {}
        same = (
            row["void"] and row["net_minor"] == wanted and row["description"] == said
            and (row["date"], row["project"]) == (line.date, line.project)
            and row["vat_rate"] == line.vat_rate
        )  # fmt: skip
        if same and not is_locked(uow, row["accounting_month"]):
            uow.update(DirectChargeRow, earlier, before=row, void=False)
            return earlier
    return add_direct_charge(
        uow, date=line.date, org=line.org, description=said, net_minor=wanted,
        vat_rate=line.vat_rate, project=line.project, key=key if earlier is None else None,
    )  # fmt: skip
