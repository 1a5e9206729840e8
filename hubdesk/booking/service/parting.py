"""What goes along when a part of a series becomes a booking of its own.

    go_along(uow, booking_id, part_id, going=rows_of_the_part, staying=other_rows)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hubdesk.booking.model import Status
from hubdesk.booking.queries.approvals import approval_of
from hubdesk.booking.queries.reconfirming import reconfirmation_row
from hubdesk.booking.tables import ApprovalRow, ReconfirmationRow
from hubdesk.store.session import UnitOfWork

Rows = Iterable[Mapping[str, Any]]


def go_along(
    uow: UnitOfWork, booking_id: int, part_id: int, *, going: Rows, staying: Rows, standing: bool
) -> None:  # fmt: skip
    """Let the part be confirmed anew like the whole, and let its requests be answered.

    The question whether somebody agrees follows the dates that wait: where both parts have such,
    each has a question of its own, asked and to be answered when the first one was.

    Args:
        going, staying: dates of the part, and those that are not of it.
        standing: the part is confirmed anew as the whole was.
    """
    known = reconfirmation_row(uow, booking_id) if standing else None
    if known is not None:
        uow.insert(ReconfirmationRow, **_but_id(known) | {"booking_id": part_id})
    question = approval_of(uow, booking_id)
    if question is None or not _waits(going):
        return
    if _waits(staying):
        uow.insert(ApprovalRow, **_but_id(question) | {"booking_id": part_id})
    else:
        uow.update(ApprovalRow, question["id"], before=question, booking_id=part_id)


def _waits(rows: Rows) -> bool:
    return any(row["status"] == Status.REQUESTED for row in rows)


def _but_id(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}
