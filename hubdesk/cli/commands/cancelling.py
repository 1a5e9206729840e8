"""What ``booking cancel --dry-run`` tells: dates that go and stay, and what hangs on them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hubdesk.cli import values
from hubdesk.cli.changing import target_of
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id

if TYPE_CHECKING:
    from hubdesk.booking.editing import Spot
    from hubdesk.costs.queries.cancelling import Cancelling


def tell(context: Context, text: str, scope: str | None, days: tuple[date, date] | None) -> None:
    """Say what a cancellation would do; nothing is written."""
    from hubdesk.booking import service
    from hubdesk.costs.queries.cancelling import cancelling

    target = target_of(text, scope)
    with context.hub().read() as session:
        if days is not None:
            target = service.range_of(session, target.booking_id or 0, *days)
        seen = cancelling(session, target)
    digits, dates = context.settings().digits, seen.dates
    document = {
        "booking_id": format_id("booking", dates.booking_id),
        "dates": [_date(context, seen, one.occurrence_id, one.spot, one.exception, digits)
                  for one in dates.dates],
        "kept": [{"occurrence_id": format_id("occurrence", one.occurrence_id), "reason": one.why}
                 for one in dates.kept],
        "past": dates.past,
        "earlier": dates.earlier,
        **values.money("fee", seen.fee_minor, digits),
    }  # fmt: skip
    emit(context, document, rows="dates")


def _date(
    context: Context, seen: Cancelling, number: int, spot: Spot, exception: bool, digits: int
) -> dict[str, Any]:
    zone = context.settings().zone
    return {
        "occurrence_id": format_id("occurrence", number),
        "start": values.wall(spot.starts_at, zone), "end": values.wall(spot.ends_at, zone),
        "resource": spot.resource, "outcome": "cancelled", "exception": exception,
        **values.money("fee", seen.fees.get(number, 0), digits),
        "extras": [
            {"what": one.what, "percent": one.percent, **values.money("net", one.net_minor, digits),
             **values.money("kept", one.kept_minor, digits)}
            for one in seen.extras if one.occurrence_id == number
        ],
        "visitors": [
            {"name": "" if one.private else one.name, "people": one.people}
            for one in seen.visitors_of(number)
        ],
    }  # fmt: skip
