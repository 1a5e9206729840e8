"""Changing the state of dates: cancel, skip, release, check in, no-show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hubdesk.access import service as access
from hubdesk.booking.errors import (
    CheckInWindowError,
    NothingToChangeError,
    NotYetStartedError,
    WrongStatusError,
)
from hubdesk.booking.model import Changed, Status, Target
from hubdesk.booking.offers import WaitingState
from hubdesk.booking.queries.targets import Selected, dates_of_booking, select_dates
from hubdesk.booking.service.claims import delete_claims
from hubdesk.booking.service.turns import still
from hubdesk.booking.service.waiting import close_places, has_offer, offer_freed
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.kernel.text import clean
from hubdesk.store.session import UnitOfWork

#: How long before its start a date can be checked in.
CHECK_IN_EARLY = timedelta(minutes=15)

_OPEN = frozenset({Status.REQUESTED, Status.HELD, Status.BOOKED})


def cancel(uow: UnitOfWork, target: Target, reason: str = "") -> Changed:
    """Cancel dates; the rooms are free at once.

    Of several dates, those that somebody is checked in to stay; named alone, one goes, too.

    Raises:
        WrongStatusError: the one date that is meant is not open or checked in.
        NothingToChangeError: no date to come is.
        GuardError: ``usage_locked``, the date was charged in a locked month.
    """
    selected = _selected(uow, target, "booking.cancel")
    dates = cancellable(selected)
    return _end(uow, selected, dates, Status.CANCELLED, reason, "booking.cancelled")


def cancellable(selected: Selected) -> list[dict[str, Any]]:
    """Those of the dates that a cancellation concerns.

    Raises:
        WrongStatusError, NothingToChangeError: as :func:`cancel`.
    """
    return _in_state(selected, _OPEN | {Status.CHECKED_IN} if selected.single else _OPEN)


def skip_dates(uow: UnitOfWork, target: Target, reason: str = "") -> Changed:
    """Leave dates out of their series; they can be put back with ``readd_skipped``."""
    selected = _selected(uow, target, "booking.cancel")
    dates = _in_state(selected, _OPEN)
    return _end(uow, selected, dates, Status.SKIPPED, reason or "left_out", "booking.skipped")


def release(uow: UnitOfWork, target: Target, reason: str = "") -> Changed:
    """Give rooms free that nobody came to use, or that are left early.

    Without a reason, a date that has begun and that nobody came to counts as missed.
    """
    selected = _selected(uow, target, "booking.release")
    dates = _in_state(selected, _OPEN | {Status.CHECKED_IN, Status.NO_SHOW})
    now = uow.clock.now()
    if all(date["starts_at"] <= now and date["status"] != Status.CHECKED_IN for date in dates):
        reason = reason or Status.NO_SHOW
    return _end(uow, selected, dates, Status.RELEASED, reason, "booking.released")


def mark_no_show(uow: UnitOfWork, target: Target) -> Changed:
    """Note that nobody came; the room stays held until it is released.

    Raises:
        NotYetStartedError: the date lies ahead.
    """
    selected = _selected(uow, target, "booking.no_show")
    dates = _in_state(selected, {Status.HELD, Status.BOOKED})
    now = uow.clock.now()
    for date in dates:
        if date["starts_at"] > now:
            raise NotYetStartedError(starts=date["starts_at"])
    _set(uow, dates, status=Status.NO_SHOW)
    return _done(uow, selected, dates, "booking.no_show")


def check_in(uow: UnitOfWork, target: Target) -> Changed:
    """Note that somebody came, from 15 minutes before the start until the end.

    A booking, or a scope of a series, means its date that can be checked in now.

    Raises:
        CheckInWindowError: too early or too late.
        WrongStatusError: it is not booked.
    """
    access.require(uow, "booking.check_in")
    now = uow.clock.now()
    selected = select_dates(uow, target, whole=False)
    if not selected.single:
        selected = _current(uow, selected, target)
    _in_state(selected, {Status.HELD, Status.BOOKED})
    selected = replace(selected, dates=still(uow, selected.dates))
    dates = _in_state(selected, {Status.HELD, Status.BOOKED})
    for date in dates:
        opens, closes = date["starts_at"] - CHECK_IN_EARLY, date["ends_at"]
        if not opens <= now < closes:
            raise CheckInWindowError(opens=opens, closes=closes)
    _set(uow, dates, status=Status.CHECKED_IN, checked_in_at=now)
    return _done(uow, selected, dates, "booking.checked_in")


def undo_check_in(uow: UnitOfWork, target: Target) -> Changed:
    """Take a check-in back that was noted by mistake: the date is booked again.

    Raises:
        WrongStatusError: it is not checked in.
    """
    selected = _selected(uow, target, "booking.check_in")
    dates = _in_state(selected, {Status.CHECKED_IN})
    _set(uow, dates, status=Status.BOOKED, checked_in_at=None)
    return _done(uow, selected, dates, "booking.check_in_undone")


def _current(uow: UnitOfWork, selected: Selected, target: Target) -> Selected:
    """The date of a series that is on now; it has begun, so the scope alone would miss it."""
    now = uow.clock.now()
    found = [
        date
        for date in dates_of_booking(uow, selected.booking["id"])
        if date["starts_at"] - CHECK_IN_EARLY <= now < date["ends_at"]
    ]
    return Selected(selected.booking, found, target.occurrence_id, single=False)


def _selected(uow: UnitOfWork, target: Target, permission: str) -> Selected:
    selected = select_dates(uow, target, whole=False)
    access.require(uow, permission, selected.booking["org_id"])
    return selected


def _in_state(selected: Selected, states: Collection[Status]) -> list[dict[str, Any]]:
    dates = [date for date in selected.dates if date["status"] in states]
    if not dates and selected.single:
        raise WrongStatusError(status=selected.dates[0]["status"])
    if not dates:
        raise NothingToChangeError
    return dates


def _end(
    uow: UnitOfWork,
    selected: Selected,
    dates: list[dict[str, Any]],
    status: Status,
    reason: str,
    action: str,
) -> Changed:
    values: dict[str, Any] = {"status": status, "reason": clean(reason) or None}
    if status is Status.CANCELLED:
        values["cancelled_at"] = uow.clock.now()
    _set(uow, dates, **values)
    ids = [date["id"] for date in dates]
    delete_claims(uow, "occurrence", ids)
    close_places(uow, [date["id"] for date in dates if has_offer(date)], WaitingState.WITHDRAWN)
    offer_freed(uow, dates)
    return _done(uow, selected, dates, action)


def _set(uow: UnitOfWork, dates: list[dict[str, Any]], **values: Any) -> None:
    if "status" in values:
        values["status"] = str(values["status"])
    for date in dates:
        uow.update(OccurrenceRow, date["id"], before=date, **values)


def _done(uow: UnitOfWork, selected: Selected, dates: list[dict[str, Any]], action: str) -> Changed:
    booking = selected.booking
    uow.record(action, "booking", booking["id"], org_id=booking["org_id"])
    return Changed(booking["id"], tuple(date["id"] for date in dates))
