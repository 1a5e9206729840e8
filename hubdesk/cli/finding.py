"""The answer of ``find --weeks/--orgs``: ranked rooms and times, or the moves that would make room.

    find_common(context, "2026-10-22", None, ["ACT", "BUD"], 2, "09:00-17:00", wish)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, tzinfo
from typing import TYPE_CHECKING, Any

from hubdesk.cli import values
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_
from hubdesk.words.slots import said_reasons

if TYPE_CHECKING:
    from hubdesk.booking.queries.common import Slot
    from hubdesk.booking.queries.moves import SingleMove
    from hubdesk.cli.context import Context


def find_common(
    context: Context, start: str, end: str | None, orgs: Sequence[str], weeks: int, hours: str,
    wish: Mapping[str, Any],
) -> None:  # fmt: skip
    """Print the best times; with ``end`` only that one time is looked at.

    Raises:
        BadUsageError, InvalidInputError, NotFoundError
    """
    from hubdesk.booking.queries.common import Ask, common_slots
    from hubdesk.booking.queries.moves import single_moves
    from hubdesk.orgs.queries import organisation_by_code

    zone = context.settings().zone
    more: dict[str, Any] = {"first": _first(start, zone), "days": weeks * 7}
    if end is not None:
        span = values.interval(start, end, zone)
        length = int((span.ends_at - span.starts_at).total_seconds()) // 60
        more |= {"starts_at": span.starts_at, "minutes": length}
    with context.hub().read() as session:
        ids = tuple(organisation_by_code(session, code).id for code in orgs)
        ask = Ask(org_ids=ids, preferred=hours_of(hours, "--hours"), **{**wish, **more})
        found = common_slots(session, ask)
        moves = () if found.free else single_moves(session, ask)
    document = {
        "slots": [_slot(context, one, zone) for one in found.slots],
        "moves": [_move(one, zone) for one in moves],
    }
    if not found.slots and moves and context.format == "table":
        text = N_("Nothing is free. One booking elsewhere would make room; ask its people first.")
        emit(context, {**document, "note": context.words.t(text)}, rows="moves")
    else:
        emit(context, document, rows="slots")


def _first(start: str, zone: tzinfo) -> Any:
    found = values.day_or_moment(start, "--start", zone)
    return found.astimezone(zone).date() if isinstance(found, datetime) else found


def hours_of(text: str, option: str) -> tuple[int, int]:
    """``09:00-17:00`` as minutes of a day.

    Raises:
        BadUsageError: it is no such time.
    """
    opens, _, closes = text.partition("-")
    span = _minute(opens, text, option), _minute(closes, text, option)
    if span[0] >= span[1]:
        raise BadUsageError(reason="end_before_start", option=option, value=text)
    return span


def _minute(typed: str, text: str, option: str) -> int:
    if typed.strip() == "24:00":
        return 1440
    try:
        found = time.fromisoformat(typed.strip())
    except ValueError:
        raise BadUsageError(reason="not_a_time", option=option, value=text) from None
    return found.hour * 60 + found.minute


def _slot(context: Context, one: Slot, zone: tzinfo) -> dict[str, Any]:
    return {
        "resource": one.code,
        "name": one.names.get(context.words.lang),
        "capacity": one.capacity,
        "start": values.wall(one.starts_at, zone),
        "end": values.wall(one.ends_at, zone),
        "points": sum(reason.points for reason in one.reasons),
        "why": said_reasons(context.words, one.reasons),
        "busy": list(one.busy),
        "also_free": list(one.others),
    }


def _move(one: SingleMove, zone: tzinfo) -> dict[str, Any]:
    return {
        "occurrence_id": f"o{one.occurrence_id}",
        "org": one.org,
        "title": one.title,
        "resource": one.code,
        "start": values.wall(one.starts_at, zone),
        "end": values.wall(one.ends_at, zone),
        "to_resource": one.to_code,
        "to_start": values.wall(one.to_starts_at, zone),
        "frees": one.room,
        "frees_start": values.wall(one.opens_at, zone),
    }
