"""A cancellation looked at: which dates go, and which stay.

    preview_cancel(session, Target(occurrence_id=9, scope=Scope.ALL)).dates
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubdesk.access import service as access
from hubdesk.booking.cancelling import CancelPreview, GoingDate
from hubdesk.booking.editing import KeptDate, Spot
from hubdesk.booking.model import Scope, Status, Target
from hubdesk.booking.queries.targets import dates_of_booking, select_dates
from hubdesk.booking.service.states import cancellable
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session


def preview_cancel(session: Session, target: Target) -> CancelPreview:
    """What ``cancel`` would do, without writing anything.

    Raises:
        WrongStatusError, NothingToChangeError, NotFoundError: as the cancellation.
    """
    selected = select_dates(session, target)
    booking, now = selected.booking, session.clock.now()
    access.require(session, "booking.cancel", booking["org_id"])
    going = cancellable(selected)
    codes = {place.id: place.code for place in resources(session)}
    ids = {row["id"] for row in selected.dates}
    rest = [row for row in dates_of_booking(session, booking["id"]) if row["id"] not in ids]
    here = [*rest, *selected.dates]
    gone = {row["id"] for row in going}
    kept = [
        row for row in here
        if row["id"] not in gone and row["status"] == Status.CHECKED_IN and row["ends_at"] > now
    ]  # fmt: skip
    return CancelPreview(
        booking["id"], booking["org_id"], Scope.THIS if selected.single else target.scope,
        booking["timezone"], now,
        tuple(
            GoingDate(row["id"], row["resource_id"], _spot(row, codes), row["status"],
                      bool(row["moved"]))
            for row in going
        ),
        tuple(KeptDate(row["id"], _spot(row, codes), row["status"]) for row in kept),
        sum(row["starts_at"] < now for row in rest), sum(row["starts_at"] >= now for row in rest),
    )  # fmt: skip


def _spot(row: Mapping[str, Any], codes: Mapping[int, str]) -> Spot:
    return Spot(row["starts_at"], row["ends_at"], codes.get(row["resource_id"], ""))
