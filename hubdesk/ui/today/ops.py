"""What the counter does; check-in and release are those of bookings.

    walk_in(front, wish, owner=page, refused=line.restore)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from hubdesk.booking import service
from hubdesk.booking.model import Target
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.booking.naming import Thing, named, thing_of
from hubdesk.ui.front import Front
from hubdesk.ui.today.walkin import WalkIn


def walk_in(
    front: Front, wish: WalkIn, *, owner: QObject, refused: Callable[[WalkIn], None]
) -> None:
    """Book a room from now on for somebody at the counter, who is there already."""
    request = wish.place.request(wish.org.id, people=wish.people)

    def action(uow: UnitOfWork) -> Thing:
        result = service.book(uow, request)
        for date in result.dates:
            service.check_in(uow, Target(occurrence_id=date.occurrence_id))
        return thing_of(uow, result.dates[0].occurrence_id or 0)

    def done(thing: Thing, changes: Changes) -> None:
        text = front.words.t("Booked and checked in: {thing}", thing=named(front.words, thing))
        front.tell(text, change=changes.history_seq)

    def failed(error: KnownError) -> None:
        refused(wish)
        front.refuse(error)

    front.write(action, done, owner=owner, failed=failed)
