"""What a person does with bookings; one thin function per action.

Drag, button, key and test all call the same function.  Each runs one unit of work on the
database worker and says in the message bar what happened to what, with Undo.

    move(front, block, place, owner=page)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from hubdesk.booking import service
from hubdesk.booking.model import (
    Arrangement,
    BookingRequest,
    BookingResult,
    Changed,
    Move,
    OnClash,
    Scope,
    Target,
    Wanted,
)
from hubdesk.booking.queries.targets import select_dates
from hubdesk.booking.service import approving, waiving
from hubdesk.booking.service.arranging import differs
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.booking.facts import Detail
from hubdesk.ui.booking.gesture import Draft
from hubdesk.ui.booking.load import wall
from hubdesk.ui.booking.naming import Thing, moved, named, thing_of, wall_of
from hubdesk.ui.booking.popover import Wish
from hubdesk.ui.booking.scene import Block, Scene, Span
from hubdesk.ui.front import Front
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

Failed = Callable[[KnownError], None]
Done = Callable[[Any, Changes], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when: a room on a day."""

    scene: Scene
    lane: int
    span: Span

    @classmethod
    def of(cls, scene: Scene, draft: Draft) -> Place:
        return cls(scene, draft.lane, draft.span)

    @property
    def resource_id(self) -> int:
        return self.scene.lanes[self.lane].resource_id

    def request(self, org_id: int, **values: Any) -> BookingRequest:
        """A wish to book this place, and perhaps rooms and equipment with it."""
        return BookingRequest(
            org_id=org_id,
            wanted=(Wanted(self.resource_id), *values.pop("extras", ())),
            starts=wall(self.scene.day, self.span.starts),
            ends=wall(self.scene.day, self.span.ends),
            idem_key=new_key(),
            **values,
        )


def request_of(place: Place, wish: Wish) -> BookingRequest:
    """What a filled popover asks for; with a rule if it repeats."""
    starts = wall(place.scene.day, place.span.starts)
    return place.request(
        wish.org.id, title=wish.title, project=wish.project, private=wish.private,
        people=wish.people, extras=wish.extras, layout=wish.layout,
        setup_minutes=wish.setup_minutes, cleanup_minutes=wish.cleanup_minutes,
        movable=wish.movable, **wish.said.values(),
        rrule=None if wish.repeat is None else wish.repeat.rule(starts.date()),
        skips=() if wish.repeat is None else wish.repeat.skips,
    )  # fmt: skip


def request_again(detail: Detail, wish: Wish, zone: ZoneInfo) -> BookingRequest:
    """The same as a date that exists, as a series of its own that leaves this date out."""
    assert detail.starts_at is not None
    assert detail.ends_at is not None
    starts = wall_of(detail.starts_at, zone)
    return BookingRequest(
        wish.org.id, (Wanted(detail.resource_id), *wish.extras), starts,
        wall_of(detail.ends_at, zone), title=wish.title, private=wish.private,
        project=wish.project, people=wish.people,
        rrule=None if wish.repeat is None else wish.repeat.rule(starts.date()),
        exdates=(starts,), layout=wish.layout, setup_minutes=wish.setup_minutes,
        cleanup_minutes=wish.cleanup_minutes, movable=wish.movable, idem_key=new_key(),
        **wish.said.values(),
    )  # fmt: skip


def book(
    front: Front, place: Place, wish: Wish, *, owner: QObject, done: Done | None = None,
    failed: Failed | None = None,
) -> None:  # fmt: skip
    """Book a place for an organisation; ``done`` gets the :class:`BookingResult`."""
    request = request_of(place, wish)
    _book(front, lambda uow: service.book(uow, request), N_("Booked: {thing}"), owner,
          done=done, failed=failed)  # fmt: skip


def wait(
    front: Front, detail: Detail, wish: Wish, *, owner: QObject, done: Done | None = None,
    failed: Failed | None = None,
) -> None:  # fmt: skip
    """Stand in line for the room and time of a date that somebody else has."""
    assert detail.starts_at is not None
    assert detail.ends_at is not None
    request = BookingRequest(
        wish.org.id, (Wanted(detail.resource_id), *wish.extras), detail.starts_at, detail.ends_at,
        title=wish.title, private=wish.private, project=wish.project, people=wish.people,
        on_clash=OnClash.WAIT, idem_key=new_key(),
    )  # fmt: skip
    _book(front, lambda uow: service.book(uow, request), N_("On the waiting list: {thing}"), owner,
          done=done, failed=failed)  # fmt: skip


def copy(
    front: Front, block: Block, place: Place, *, owner: QObject, override: str = "",
    done: Done | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    """Book the same again at another place; a copy of a private date stays private."""
    copy_to(
        front, block.occurrence_id, wall(place.scene.day, place.span.starts),
        wall(place.scene.day, place.span.ends), place.resource_id, owner=owner,
        override=override, done=done, failed=failed,
    )  # fmt: skip


def copy_to(
    front: Front, occurrence_id: int, starts: datetime, ends: datetime, resource_id: int, *,
    owner: QObject, override: str = "", done: Done | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    """As :func:`copy`, to a wall time in a room."""

    def action(uow: UnitOfWork) -> BookingResult:
        original = select_dates(uow, Target(occurrence_id=occurrence_id)).booking
        extras = [Wanted(wish["resource"], wish["quantity"]) for wish in original["wanted"][1:]]
        return service.book(uow, BookingRequest(
            original["org_id"], (Wanted(resource_id), *extras), starts, ends,
            title=original["title"], private=original["private"], project=original["project"],
            people=original["people"], layout=original["layout"],
            setup_minutes=original["setup_minutes"],
            cleanup_minutes=original["cleanup_minutes"], movable=original["movable"],
            override=override, idem_key=new_key(),
        ))  # fmt: skip

    _book(front, action, N_("Copied: {thing}"), owner, done=done, failed=failed)


def move(
    front: Front, block: Block, place: Place, *, owner: QObject, override: str = "",
    done: Done | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    """Move or stretch one date; ``override``: why it passes what the rules refuse."""
    to = Move(
        starts=wall(place.scene.day, place.span.starts),
        ends=wall(place.scene.day, place.span.ends),
        resource_id=place.resource_id,
        override=override,
    )
    move_to(front, block.occurrence_id, to, owner=owner, done=done, failed=failed)


def move_to(
    front: Front, occurrence_id: int, to: Move, *, scope: str = "this", owner: QObject,
    done: Done | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    """As :func:`move`; with a scope the other dates of the series shift along."""
    target = Target(occurrence_id=occurrence_id, scope=Scope(scope))

    def action(uow: UnitOfWork) -> tuple[Thing, Thing, int]:
        before = thing_of(uow, occurrence_id)
        changed = service.move(uow, target, to)
        return before, thing_of(uow, occurrence_id), len(changed.changed)

    def told(words: Words, outcome: tuple[Thing, Thing, int]) -> str:
        before, after, count = outcome
        change = moved(words, before, after)
        if count > 1:
            return words.n(
                "Moved {n} date, this one {change}", "Moved {n} dates, this one {change}", count,
                change=change,
            )  # fmt: skip
        return words.t("Moved {change}", change=change)

    _do(front, action, told, owner, done=done, failed=failed)


def cancel(
    front: Front, occurrence_id: int, *, reason: str = "", scope: str = "this", owner: QObject
) -> None:
    """Cancel one date, it and the later ones, or all that lie ahead."""
    target = Target(occurrence_id=occurrence_id, scope=Scope(scope))
    _change(front, lambda uow: service.cancel(uow, target, reason), N_("Cancelled: {thing}"),
            occurrence_id, owner)  # fmt: skip


def restore(
    front: Front, occurrence_id: int, *, owner: QObject, override: str = "",
    done: Done | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    """Book a cancelled, released, missed or skipped date again; ``override`` as in a move."""
    target = Target(occurrence_id=occurrence_id)

    def action(uow: UnitOfWork) -> Changed:
        # One that was left out may be offered by now; then its room is held.
        if thing_of(uow, occurrence_id).status in ("skipped", "held"):
            return service.readd_skipped(uow, target, override)
        return service.restore(uow, target, override)

    _change(front, action, N_("Booked again: {thing}"), occurrence_id, owner, done=done,
            failed=failed)  # fmt: skip


def check_in(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Note that somebody came, be it after everybody had given them up."""
    target = Target(occurrence_id=occurrence_id)
    _change(front, lambda uow: service.let_in(uow, target), N_("Checked in: {thing}"),
            occurrence_id, owner)  # fmt: skip


def undo_check_in(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Take a check-in back that was noted by mistake."""
    target = Target(occurrence_id=occurrence_id)
    _change(front, lambda uow: service.undo_check_in(uow, target), N_("Not checked in: {thing}"),
            occurrence_id, owner)  # fmt: skip


def mark_no_show(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Note that nobody came; the room stays held."""
    target = Target(occurrence_id=occurrence_id)
    _change(front, lambda uow: service.mark_no_show(uow, target), N_("Nobody came: {thing}"),
            occurrence_id, owner)  # fmt: skip


def confirm_hold(front: Front, booking_id: int, occurrence_id: int, *, owner: QObject) -> None:
    """Book what was only held."""
    _change(front, lambda uow: approving.confirm_hold(uow, booking_id),
            N_("Booked for good: {thing}"), occurrence_id, owner)  # fmt: skip


def release(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Give a room free that nobody came to use."""
    target = Target(occurrence_id=occurrence_id)
    _change(front, lambda uow: service.release(uow, target), N_("Released: {thing}"),
            occurrence_id, owner)  # fmt: skip


def end_early(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Note that everybody has left: the room is free from now on."""
    _change(front, lambda uow: service.end_early(uow, occurrence_id),
            N_("Over, and the room is free: {thing}"), occurrence_id, owner)  # fmt: skip


def extend(
    front: Front, occurrence_id: int, minutes: int, *, owner: QObject, override: str = "",
    done: Done | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    """Let a date last longer; 0 = as long as its rooms are free; ``override`` as in a move."""
    _change(front, lambda uow: service.extend(uow, occurrence_id, minutes, override=override),
            N_("Made longer: {thing}"), occurrence_id, owner, done=done, failed=failed)  # fmt: skip


def excuse(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Say that a missed date does not count."""
    _change(front, lambda uow: service.excuse(uow, occurrence_id),
            N_("Does not count as missed: {thing}"), occurrence_id, owner)  # fmt: skip


def waive(
    front: Front, occurrence_id: int, reason: str, *, owner: QObject, done: Done | None = None,
    failed: Failed | None = None,
) -> None:  # fmt: skip
    """Do not charge what cancelling a date late, or missing it, costs."""
    target = Target(occurrence_id=occurrence_id)
    _change(front, lambda uow: waiving.waive(uow, target, reason), N_("Not charged: {thing}"),
            occurrence_id, owner, done=done, failed=failed)  # fmt: skip


def edit(
    front: Front, block: Block, wish: Wish, *, owner: QObject, done: Done | None = None,
    failed: Failed | None = None,
) -> None:  # fmt: skip
    """Change what is written on a date's booking, and how its rooms are set for it."""
    to = Arrangement(
        wish.layout, wish.setup_minutes, wish.cleanup_minutes, wish.extras, wish.movable
    )

    def action(uow: UnitOfWork) -> tuple[Thing, int]:
        service.change_booking(
            uow, block.booking_id, title=wish.title, project=wish.project, private=wish.private,
            people=wish.people or 0,
        )  # fmt: skip
        if differs(uow, block.booking_id, to):
            service.arrange(uow, block.booking_id, to)
        return thing_of(uow, block.occurrence_id), 1

    _do(front, action, _telling(N_("Saved: {thing}")), owner, done=done, failed=failed)


def _change(
    front: Front, action: Callable[[UnitOfWork], Changed], msgid: str, occurrence_id: int,
    owner: QObject, *, done: Done | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    def whole(uow: UnitOfWork) -> tuple[Thing, int]:
        changed = action(uow)
        return thing_of(uow, occurrence_id), len(changed.changed)

    _do(front, whole, _telling(msgid), owner, done=done, failed=failed)


def _book(
    front: Front, action: Callable[[UnitOfWork], BookingResult], msgid: str, owner: QObject, *,
    done: Done | None, failed: Failed | None,
) -> None:  # fmt: skip
    def whole(uow: UnitOfWork) -> tuple[Thing, int, BookingResult]:
        result = action(uow)
        booked = [date for date in result.dates if date.outcome == "booked"] or result.dates
        return thing_of(uow, booked[0].occurrence_id or 0), len(booked), result

    def handed(outcome: tuple[Thing, int, BookingResult], changes: Changes) -> None:
        if done is not None:
            done(outcome[2], changes)

    def told(words: Words, found: tuple[Thing, int, BookingResult]) -> str:
        waits = found[2].approval is not None
        return _telling(N_("Requested, somebody has to agree: {thing}") if waits else msgid)(
            words, found[:2]
        )

    _do(front, whole, told, owner, done=handed, failed=failed)


def _telling(msgid: str) -> Callable[[Words, tuple[Thing, int]], str]:
    """A sentence about one date, with how many others went the same way."""

    def told(words: Words, outcome: tuple[Thing, int]) -> str:
        thing, count = outcome
        text = words.t(msgid, thing=named(words, thing))
        if count <= 1:
            return text
        more = words.n("and {n} more date", "and {n} more dates", count - 1)
        return f"{text} {more}"

    return told


def _do(
    front: Front, action: Callable[[UnitOfWork], Any], told: Callable[[Words, Any], str],
    owner: QObject, *, done: Done | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    def finished(outcome: Any, changes: Changes) -> None:
        front.tell(told(front.words, outcome), change=changes.history_seq)
        if done is not None:
            done(outcome, changes)

    front.write(action, finished, owner=owner, failed=failed)
