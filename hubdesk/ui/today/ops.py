"""What the counter does; check-in and release are those of bookings.

    walk_in(front, wish, owner=page, refused=line.restore, failed=front.refuse)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from hubdesk.booking import service
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.booking.naming import Thing, named, thing_of
from hubdesk.ui.front import Front
from hubdesk.ui.today.walkin import WalkIn
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_


def walk_in(
    front: Front, wish: WalkIn, *, owner: QObject, refused: Callable[[WalkIn], None],
    override: str = "", done: Callable[..., None] | None = None,
    failed: Callable[[KnownError], None],
) -> None:  # fmt: skip
    """Book a room from now on for somebody at the counter, who is there already.

    Args:
        refused: gets the wish back.
        override: why it passes what the rules of the house refuse.
    """
    request = wish.place.request(wish.org.id, people=wish.people, override=override)

    def action(uow: UnitOfWork) -> Thing:
        result = service.book(uow, request)
        service.check_in_booked(uow, result)
        return thing_of(uow, result.dates[0].occurrence_id or 0)

    def finished(thing: Thing, changes: Changes) -> None:
        front.tell(told(front.words, thing), change=changes.history_seq)
        if done is not None:
            done(thing)

    def not_booked(error: KnownError) -> None:
        refused(wish)
        failed(error)

    front.write(action, finished, owner=owner, failed=not_booked)


def walk_in_now(
    front: Front, room_id: int, org_id: int, minutes: int, *, key: str, owner: QObject,
    override: str = "", done: Callable[..., None] | None = None,
    failed: Callable[[KnownError], None],
) -> None:  # fmt: skip
    """The same from any page, for so many minutes from this one on; ``key`` books once."""

    def action(uow: UnitOfWork) -> Thing:
        result = service.walk_in(uow, room_id, org_id, minutes, idem_key=key, override=override)
        return thing_of(uow, result.dates[0].occurrence_id or 0)

    def finished(thing: Thing, changes: Changes) -> None:
        if done is not None:
            done(thing)
        front.tell(told(front.words, thing), change=changes.history_seq)

    front.write(action, finished, owner=owner, failed=failed)


def told(words: Words, thing: Thing) -> str:
    """What became of a walk-in, in words."""
    msgid = N_("Booked and checked in: {thing}")
    if thing.status == "requested":
        msgid = N_("Asked for, somebody has to agree: {thing}")
    return words.t(msgid, thing=named(words, thing))
