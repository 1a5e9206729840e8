"""When assigned desks are held, for the board and the plan; loads nothing of SQLAlchemy.

    for span in assigned_spans(reader, monday, next_monday): ...
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from hubdesk.store.written import Reader, Written


class AssignedSpan(NamedTuple):
    """A time in which an assigned desk is held; UTC seconds."""

    resource_id: int
    from_s: int
    to_s: int
    assignment_id: int
    org_id: int


# A sum and a joint hide the source from the planner: it would read the whole index of sources.
_SPANS = Written("""
SELECT assignment.resource_id, seconds(claim.starts_at), seconds(claim.ends_at), assignment.id,
    assignment.org_id
FROM assignment
JOIN resource_unit ON resource_unit.resource_id = assignment.resource_id
JOIN claim ON claim.unit_id = resource_unit.unit_id AND claim.starts_at < :to_at
    AND claim.starts_at >= coalesce((
        SELECT max(earlier.starts_at) FROM claim AS earlier
        WHERE earlier.unit_id = resource_unit.unit_id AND earlier.starts_at <= :from_at
    ), :from_at)
    AND claim.ends_at > :from_at AND claim.source_id + 0 = assignment.id
    AND claim.source_kind || '' = 'assignment'
WHERE assignment.active
""")


def assigned_spans(reader: Reader, from_at: datetime, to_at: datetime) -> list[AssignedSpan]:
    """What is held of assigned desks within ``[from_at, to_at)``; away days are not held."""
    return [AssignedSpan(*row) for row in reader.all(_SPANS, from_at=from_at, to_at=to_at)]
