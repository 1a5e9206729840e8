"""What the commands that change dates share: whom they mean, and what they tell afterwards.

    change(context, "o345", scope, lambda uow, target: service.cancel(uow, target))
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id

if TYPE_CHECKING:
    from hubdesk.booking.model import Changed, Target
    from hubdesk.booking.queries.listing import DateLine
    from hubdesk.store.session import Session, UnitOfWork


def change(
    context: Context,
    text: str,
    scope: str | None,
    do: Callable[[UnitOfWork, Target], Changed],
) -> None:
    """Do something with the dates that are meant, and tell what they are now."""
    target, zone = target_of(text, scope), context.settings().zone
    with context.hub().write() as uow:
        changed = do(uow, target)
    with context.hub().read() as session:
        rows = [date_fields(line, zone) for line in _lines(session, changed)]
    document: dict[str, Any] = {
        "booking_id": format_id("booking", changed.booking_id),
        "change": None,
        "dates": rows,
        "kept": [format_id("occurrence", number) for number in changed.kept],
    }
    if uow.changes.history_seq is not None:
        document["change"] = format_id("history", uow.changes.history_seq)
    emit(context, document, rows="dates")


def target_of(text: str, scope: str | None) -> Target:
    """The dates that an id and ``--scope`` mean.

    Raises:
        BadUsageError: a scope for a whole booking, or none that is known.
    """
    from hubdesk.booking.model import Scope, Target

    kind, _ = values.identifier(text, "booking", "occurrence")
    if scope is not None:
        values.choice(scope, "--scope", tuple(str(one) for one in Scope))
        if kind == "booking":
            raise BadUsageError(reason="scope_needs_date", option="--scope", value=text)
    return Target.of(text, scope or Scope.THIS)


def _lines(session: Session, changed: Changed) -> list[DateLine]:
    from hubdesk.booking.queries import listing

    ids = set(changed.changed)
    details = listing.booking_details(session, changed.booking_id)
    return [line for line in details.dates if line.occurrence_id in ids]


def date_fields(line: DateLine, zone: tzinfo) -> dict[str, Any]:
    found: dict[str, Any] = {
        "occurrence_id": format_id("occurrence", line.occurrence_id),
        "start": values.wall(line.starts_at, zone),
        "end": values.wall(line.ends_at, zone),
        "resource": line.resource,
        "status": line.status,
    }
    if line.reason:
        found["reason"] = line.reason
    return found
