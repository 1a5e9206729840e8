"""Use cases around the rules of pools: approval, evidence, what could be let, meters.

    approve_rule(uow, rule_id)
    read_meter(uow, pool="power", org="ACT", first=date(2026, 10, 1), last=date(2026, 10, 31),
               opening=Fraction(1200), closing=Fraction(1325))
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.access.errors import SamePersonError
from hubdesk.access.queries import two_may_approve
from hubdesk.costs import queries
from hubdesk.costs.sound import LETTABLE
from hubdesk.costs.tables import LettableRow, MeterUseRow, PoolRuleRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.kernel.text import clean
from hubdesk.store import blobs
from hubdesk.store.queries import history
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared

#: What approving speaks of; when a rule ends, the next one says.
_SAID = frozenset({"driver", "weights", "terms", "name", "reason", "valid_from"})
_STANDING = Prepared(
    select(LettableRow.id, LettableRow.valid_from, LettableRow.valid_to)
    .where(LettableRow.driver == bindparam("driver"))
    .order_by(LettableRow.valid_from)
)


def approve_rule(uow: UnitOfWork, rule_id: int) -> None:
    """Say that a rule is right, by whom and when.

    Where the house has let a second person in who may, nobody approves a rule he wrote himself.

    Raises:
        NotFoundError: no such rule.
        SamePersonError: who wrote it as it stands cannot approve it.
    """
    access.require(uow, "month.close")
    if uow.row(PoolRuleRow, rule_id) is None:
        raise NotFoundError(kind="pool_rule", key=str(rule_id))
    if two_may_approve(uow) and _writer(uow, rule_id) == uow.actor:
        raise SamePersonError(uow.actor)
    uow.update(PoolRuleRow, rule_id, approved_by=uow.actor, approved_at=uow.clock.now())
    uow.record("pool_rule.approved", "pool_rule", rule_id)


def _writer(uow: UnitOfWork, rule_id: int) -> str:
    """Who said last what a rule says, or what it is called and why."""
    for change in history(uow, of=("pool_rule", rule_id)):
        for image in change.images:
            same = (image.kind, image.id) == ("pool_rule", rule_id)
            if same and not _SAID.isdisjoint(image.changed):
                return change.actor
    return ""


def attach_evidence(uow: UnitOfWork, rule_id: int, name: str, data: bytes) -> int:
    """Keep what a rule rests on with it: the minutes, the lease, the measured plan.

    Args:
        name: of the file.
        data: a PDF, a picture or plain text, at most 20 MB.

    Returns:
        The attachment's id.

    Raises:
        NotFoundError: no such rule.
        FileTooLargeError, FileTypeRefusedError
    """
    access.require(uow, "costs.edit")
    if uow.row(PoolRuleRow, rule_id) is None:
        raise NotFoundError(kind="pool_rule", key=str(rule_id))
    sha256 = blobs.put_file(uow, name, data)
    attachment_id = blobs.attach(uow, "pool_rule", rule_id, sha256, name=name, org_id=None)
    uow.record("pool_rule.evidence_attached", "pool_rule", rule_id)
    return attachment_id


def set_lettable(
    uow: UnitOfWork, driver: str, total: Fraction, *, since: Month, reason: str = ""
) -> int:
    """Say how much the house could let from a month on; what stood before ends with the month.

    Args:
        driver: in whose unit: seats, people, m², parts, weights.
        reason: where the number comes from.

    Returns:
        The id of the fact.

    Raises:
        InvalidInputError: unknown driver, nothing to let, or a month before the current one's.
        GuardError: ``dated_fact_locked``, the days reach into a locked month.
    """
    access.require(uow, "costs.edit")
    if driver not in LETTABLE:
        raise InvalidInputError(field="driver", value=driver, reason="not_one_of")
    if total <= 0:
        raise InvalidInputError(field="total", value=str(total), reason="zero")
    first = since.first_day
    values: dict[str, Any] = {"total": total, "reason": clean(reason)}
    for row_id, valid_from, valid_to in uow.all(_STANDING, driver=driver):
        if valid_from > first:
            raise InvalidInputError(field="since", value=str(since), reason="end_before_start")
        if valid_from == first:
            uow.update(LettableRow, row_id, **values)
            uow.record("lettable.set", "lettable", row_id)
            return int(row_id)
        if valid_to is None:
            uow.update(LettableRow, row_id, valid_to=first - timedelta(days=1))
    row_id = uow.insert(LettableRow, driver=driver, valid_from=first, **values)
    uow.record("lettable.set", "lettable", row_id)
    return row_id


def read_meter(
    uow: UnitOfWork,
    *,
    pool: str,
    org: str,
    first: date,
    last: date,
    opening: Fraction,
    closing: Fraction,
    meter: str = "",
) -> int:
    """Enter what a meter showed at the beginning of one day and at the end of another.

    A new meter begins with its own reading, so that it is never counted backwards.

    Args:
        pool, org: codes.
        first, last: inclusive; what was used is spread over them evenly.
        opening, closing: what it showed.
        meter: its number.

    Returns:
        The id of the entry.

    Raises:
        NotFoundError: no such pool or organisation.
        InvalidInputError: last day before first, or the meter ran backwards.
        GuardError: ``overlapping_facts``; ``dated_fact_locked``, a locked month was shared by it.
    """
    access.require(uow, "costs.edit")
    pool_id = queries.pool_by_code(uow, pool).id
    known = queries.organisations(uow)
    if org not in known:
        raise NotFoundError(kind="organisation", key=org)
    if last < first:
        raise InvalidInputError(field="last", value=last.isoformat(), reason="last_before_first")
    if opening < 0 or closing < opening:
        raise InvalidInputError(field="closing", value=str(closing), reason="meter_backwards")
    row_id = uow.insert(
        MeterUseRow, pool_id=pool_id, org_id=known[org][0], valid_from=first, valid_to=last,
        opening=opening, closing=closing, meter=clean(meter),
    )  # fmt: skip
    uow.record("meter.read", "meter_use", row_id)
    return row_id


def forget_reading(uow: UnitOfWork, row_id: int) -> None:
    """Take a reading away; the history keeps it.

    Raises:
        NotFoundError: no such reading.
        GuardError: ``dated_fact_locked``, a locked month was shared by it.
    """
    access.require(uow, "costs.edit")
    if uow.row(MeterUseRow, row_id) is None:
        raise NotFoundError(kind="meter_use", key=str(row_id))
    uow.delete(MeterUseRow, row_id)
    uow.record("meter.forgotten", "meter_use", row_id)
