"""The counter's shared steps for its commands: codes to ids, answers with their change.

Ids are plain numbers here; only bookings, dates, events and changes have letters before them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id

if TYPE_CHECKING:
    from hubdesk.store.session import Session, UnitOfWork


def org_id_of(session: Session, code: str | None) -> int | None:
    """The id of an organisation; None where none is named.

    Raises:
        NotFoundError: no such code.
    """
    if not code:
        return None
    from hubdesk.orgs.queries import organisation_by_code

    return organisation_by_code(session, code).id


def instant_of(context: Context, text: str | None, option: str) -> datetime | None:
    """An instant of the hub's wall time; None where none is given."""
    if text is None:
        return None
    return values.instant(text, option, context.settings().zone)


def wall(context: Context, at: datetime | None) -> str | None:
    """An instant as scripts read it."""
    return None if at is None else values.wall(at, context.settings().zone)


def done(
    context: Context, action: Callable[[UnitOfWork], Any], answer: Callable[[Any], dict[str, Any]]
) -> None:
    """Run a deed in one unit of work and say what it changed."""
    with context.hub().write() as uow:
        result = action(uow)
    seq = uow.changes.history_seq
    change = None if seq is None else format_id("history", seq)
    emit(context, {**answer(result), "change": change})
