"""Dates of a span of time, whosever they are; imports tables only.

select(OccurrenceRow.id).where(in_span(first, before), OccurrenceRow.starts_at >= first, ...)
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, func, select, text, union_all

from hubdesk.booking.tables import IDLE, ClaimRow, OccurrenceRow, is_one_of
from hubdesk.spaces.tables import UnitRow
from hubdesk.store.session import table_of

_Moment = BindParameter[Any] | None


def in_span(first: _Moment, before: _Moment, *, since: _Moment = None) -> ColumnElement[bool]:
    """A condition that narrows to the dates of a span, and to few others.

    To be asked wherever dates are sought by time alone, beside the exact condition.  Dates have no
    index by their start: it would cost every booking a page, and a weekly series a page for each
    date.  Dates that block are found by their claims, one seek for each unit, the others by a
    small index of their own.

    Args:
        first: dates that block and end after it; None = since ever.
        before: dates that start before it; None = for ever.
        since: dates that do not block and start at or after it; ``first`` unless given.
    """
    earlier = table_of(ClaimRow).alias("earlier")
    idle = table_of(OccurrenceRow).alias("idle")
    claims = (
        select(ClaimRow.source_id)
        .select_from(UnitRow)
        # The sum keeps the planner from reading all claims first and their units then; an equality
        # of kinds would lure it to the index of sources.
        .join(ClaimRow, ClaimRow.unit_id == UnitRow.id + 0)
        .where(ClaimRow.source_kind != "closure", ClaimRow.source_kind != "assignment")
    )
    others = select(idle.c.id).where(text(f"({is_one_of('idle.status', IDLE)})"))
    since = first if since is None else since
    if first is not None:
        # Claims of a unit are disjoint: of those that start earlier only the last can reach in.
        last = select(func.max(earlier.c.starts_at)).where(
            earlier.c.unit_id == UnitRow.id, earlier.c.starts_at <= first
        )
        claims = claims.where(
            ClaimRow.starts_at >= func.coalesce(last.scalar_subquery(), first),
            ClaimRow.ends_at > first,
        )
    if since is not None:
        others = others.where(idle.c.starts_at >= since)
    if before is not None:
        claims = claims.where(ClaimRow.starts_at < before)
        others = others.where(idle.c.starts_at < before)
    return OccurrenceRow.id.in_(union_all(claims, others))
