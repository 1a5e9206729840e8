"""What hangs on dates that are cancelled: extras, visitors, and what it costs.

    seen = cancelling(session, target)
    seen.fee_minor, [(one.what, one.kept_minor) for one in seen.extras]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hubdesk.booking.cancelling import CancelPreview
from hubdesk.booking.model import Target
from hubdesk.booking.service.cancelling import preview_cancel
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.costs.queries.quotes import quote_for
from hubdesk.frontdesk.model import Visit
from hubdesk.frontdesk.queries.extras import charge_of, extras_of
from hubdesk.frontdesk.queries.visits import visits_with
from hubdesk.hub.queries import settings
from hubdesk.orgs.queries import organisation
from hubdesk.rules.charging import half_up
from hubdesk.rules.priceable import PriceRule, Use, rule_for
from hubdesk.rules.queries import price_list
from hubdesk.rules.tariff import Tariff
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class ExtraFate:
    """An extra of a date that goes.

    Attributes:
        net_minor: as ordered; ``kept_minor`` of it stays charged, ``percent`` by the price rule.
    """

    extra_id: int
    occurrence_id: int
    what: str
    net_minor: int
    kept_minor: int
    percent: int


@dataclass(frozen=True, slots=True)
class Cancelling:
    """A cancellation looked at, with what hangs on its dates.

    Attributes:
        visiting: date → who is expected, or here, for it; only dates that have any.
        fees: date → what cancelling it so late costs, net; only those that cost something.
    """

    dates: CancelPreview
    extras: tuple[ExtraFate, ...]
    visiting: dict[int, tuple[Visit, ...]]
    fees: dict[int, int]

    @property
    def visitors(self) -> tuple[Visit, ...]:
        return tuple(one for found in self.visiting.values() for one in found)

    def visitors_of(self, occurrence_id: int) -> tuple[Visit, ...]:
        return self.visiting.get(occurrence_id, ())

    @property
    def fee_minor(self) -> int:
        return sum(self.fees.values())


def cancelling(session: Session, target: Target) -> Cancelling:
    """What a cancellation would do.

    Raises:
        WrongStatusError, NothingToChangeError, NotFoundError: as the cancellation.
    """
    seen = preview_cancel(session, target)
    extras: list[ExtraFate] = []
    visiting: dict[int, tuple[Visit, ...]] = {}
    fees: dict[int, int] = {}
    for date in seen.dates:
        row = session.row(OccurrenceRow, date.occurrence_id) or {}
        gone = {**row, "status": "cancelled", "cancelled_at": seen.at, "waived": None}
        percent = kept_percent(session, gone)
        extras += [
            ExtraFate(one.id, date.occurrence_id, one.what, net, kept_of(net, percent), percent)
            for one in extras_of(session, date.occurrence_id)
            if not one.cancelled
            for net in (charge_of(session, one.id).net_minor,)
        ]
        if visits := visits_with(session, date.occurrence_id):
            visiting[date.occurrence_id] = visits
        if percent:
            found = quote_for(
                session, seen.org_id, [(date.resource_id, row["quantity"])], date.spot.starts_at,
                date.spot.ends_at, without_booking=seen.booking_id,
            )  # fmt: skip
            if fee := kept_of(found.net_minor, percent):
                fees[date.occurrence_id] = fee
    return Cancelling(seen, tuple(extras), visiting, fees)


def kept_of(net_minor: int, percent: int) -> int:
    """What stays charged of an amount, rounded once."""
    if net_minor < 0:
        return -kept_of(-net_minor, percent)
    return half_up(Fraction(net_minor * percent, _WHOLE))


def kept_percent(session: Session, row: Mapping[str, Any]) -> int:
    """What stays charged of a date's extras, in percent; all of it while it takes place.

    Args:
        row: of ``occurrence``, as it is or as it would be.
    """
    status, missed = row["status"], row["reason"] == "no_show"
    if status not in ("cancelled", "released", "skipped", "no_show"):
        return _WHOLE
    if row["waived"] is not None:
        return 0
    if status == "no_show" or (status == "released" and missed):
        return _tariff(session, row).no_show_percent
    if status == "cancelled" and row["cancelled_at"] is not None:
        notice = row["starts_at"] - row["cancelled_at"]
        return _tariff(session, row).cancel_percent(int(notice.total_seconds()) // 60)
    return 0


def _tariff(session: Session, row: Mapping[str, Any]) -> Tariff:
    """What the price rule of a date's room says; where there is none, as nobody said anything."""
    room = session.row(ResourceRow, row["resource_id"]) or {}
    local = row["starts_at"].astimezone(settings(session).zone)
    use = Use(
        row["id"], row["org_id"], organisation(session, row["org_id"]).org_class,
        row["resource_id"], room.get("kind", ""), local.date(), 0,
    )  # fmt: skip
    rules = [one for one in price_list(session) if isinstance(one, PriceRule)]
    rule = rule_for(use, rules)
    return Tariff() if rule is None else rule.tariff
