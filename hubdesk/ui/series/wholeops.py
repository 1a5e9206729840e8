"""What a person does with a whole series; one unit of work each, told with Undo.

    edit(front, occurrence_id, scope, wish, owner=self, done=..., failed=...)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.booking import service
from hubdesk.booking.editing import SeriesEdit
from hubdesk.booking.model import BookingResult, Changed, Scope, Target
from hubdesk.booking.service.choices import Choices
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.booking.naming import named, thing_of
from hubdesk.ui.front import Front
from hubdesk.words.marker import N_

Done = Callable[[Any], None]
Failed = Callable[[KnownError], None]


def edit(
    front: Front, occurrence_id: int, scope: str, wish: SeriesEdit, *, owner: QObject,
    done: Done | None, failed: Failed, override: str = "",
) -> None:  # fmt: skip
    """Edit dates of a series as it was shown beforehand.

    Args:
        override: why it passes what the rules of the house refuse.
    """
    wish = replace(wish, override=override)
    target = Target(occurrence_id=occurrence_id, scope=Scope(scope))

    def finished(changed: Changed, changes: Changes) -> None:
        words = front.words
        text = words.n("{n} date changed", "{n} dates changed", len(changed.changed))
        if not changed.changed:
            text = words.t("The series is saved.")
        if changed.kept:
            kept = words.n(
                "{n} exception stays as it is", "{n} exceptions stay as they are",
                len(changed.kept),
            )  # fmt: skip
            text = f"{text}; {kept}"
        front.tell(text, change=changes.history_seq)
        if done is not None:
            done(changed)

    front.write(lambda uow: service.edit_series(uow, target, wish), finished, owner=owner,
                failed=failed)  # fmt: skip


#: What can be done with one date → its service and what is said.
_DEEDS: dict[str, tuple[Callable[[UnitOfWork, int, str], Any], str]] = {
    "put_back": (
        lambda uow, one, why: service.readd_skipped(uow, Target(occurrence_id=one), why),
        N_("Booked again: {thing}"),
    ),
    "restore": (
        lambda uow, one, why: service.restore(uow, Target(occurrence_id=one), why),
        N_("Booked again: {thing}"),
    ),
    "accept": (service.accept_offer, N_("Offer accepted: {thing}")),
    "decline": (
        lambda uow, one, _: service.decline_offer(uow, one), N_("Offer given up: {thing}"),
    ),
    "wait": (lambda uow, one, _: service.wait_for(uow, one), N_("On the waiting list: {thing}")),
    "stop": (
        lambda uow, one, _: service.stop_waiting(uow, one), N_("Not waiting any more: {thing}"),
    ),
    "skip": (
        lambda uow, one, _: service.skip_dates(uow, Target(occurrence_id=one)),
        N_("Left out: {thing}"),
    ),
}  # fmt: skip


def do(
    front: Front, deed: str, occurrence_id: int, *, owner: QObject, override: str = "",
    done: Callable[..., None] | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    """Put back, restore, accept, decline, wait, stop waiting, or leave out one date."""
    function, msgid = _DEEDS[deed]

    def action(uow: UnitOfWork) -> Any:
        function(uow, occurrence_id, override)
        return thing_of(uow, occurrence_id)

    def finished(thing: Any, changes: Changes) -> None:
        words = front.words
        front.tell(words.t(msgid, thing=named(words, thing)), change=changes.history_seq)
        if done is not None:
            done(thing)

    front.write(action, finished, owner=owner, failed=failed)


def cancel_range(
    front: Front, booking_id: int, first: date, last: date, reason: str, *, owner: QObject,
    done: Done, failed: Failed,
) -> None:  # fmt: skip
    """Cancel the dates of some days."""

    def finished(changed: Changed, changes: Changes) -> None:
        text = front.words.n("{n} date cancelled", "{n} dates cancelled", len(changed.changed))
        front.tell(text, change=changes.history_seq)
        done(changed)

    front.write(lambda uow: service.cancel_range(uow, booking_id, first, last, reason), finished,
                owner=owner, failed=failed)  # fmt: skip


def confirm(front: Front, booking_id: int, *, owner: QObject) -> None:
    """Confirm a standing booking for its next months."""

    def finished(until: date, changes: Changes) -> None:
        words = front.words
        front.tell(words.t("Confirmed until {day}", day=words.date(until)),
                   change=changes.history_seq)  # fmt: skip

    front.write(lambda uow: service.reconfirm(uow, booking_id), finished, owner=owner)


def set_standing(front: Front, booking_id: int, months: int, *, owner: QObject) -> None:
    """Say how often a booking is confirmed anew."""

    def finished(_none: object, changes: Changes) -> None:
        words = front.words
        text = words.t("It need not be confirmed again.") if not months else words.n(
            "To be confirmed every month", "To be confirmed every {n} months", months
        )  # fmt: skip
        front.tell(text, change=changes.history_seq)

    front.write(lambda uow: service.set_reconfirmation(uow, booking_id, months), finished,
                owner=owner)  # fmt: skip


def repeat(
    front: Front, booking_id: int, rrule: str, choices: Choices, *, skips: Sequence[str],
    owner: QObject, override: str = "", done: Callable[[Any], None] | None, failed: Failed,
) -> None:  # fmt: skip
    """Make a series of a single booking, date by date as decided."""

    def finished(result: Any, changes: Changes) -> None:
        count = sum(date.outcome == "booked" for date in result.dates)
        text = front.words.n("{n} more date booked", "{n} more dates booked", count)
        front.tell(text, change=changes.history_seq)
        if done is not None:
            done(result)

    def action(uow: UnitOfWork) -> BookingResult:
        return service.repeat_dates(
            uow, booking_id, rrule, choices, skips=skips, override=override
        )

    front.write(action, finished, owner=owner, failed=failed)


def copy_of(booking_id: int, starts: datetime, resource_id: int | None) -> Callable[..., Any]:
    """A query for the request that books a series again from another day on."""
    return lambda session: service.copy_request(
        session, booking_id, starts, resource_id=resource_id
    )
