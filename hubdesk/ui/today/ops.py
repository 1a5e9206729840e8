"""What the counter does; check-in and release are those of bookings.

    walk_in(front, scene, wish, owner=page)
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from hubdesk.booking import service
from hubdesk.booking.model import Target
from hubdesk.kernel.changes import Changes
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.booking.ops import Place
from hubdesk.ui.booking.scene import Scene
from hubdesk.ui.front import Front
from hubdesk.ui.today.walkin import WalkIn


def walk_in(front: Front, scene: Scene, wish: WalkIn, *, owner: QObject) -> None:
    """Book a room from now on for somebody at the counter, who is there already."""
    place = Place(scene, wish.lane, wish.span)
    text = front.words.t("Booked {place} for {org}.", place=place.shown(front), org=wish.org.code)

    def action(uow: UnitOfWork) -> Any:
        result = service.book(uow, place.request(wish.org.id))
        for date in result.dates:
            service.check_in(uow, Target(occurrence_id=date.occurrence_id))
        return result

    def done(_result: Any, changes: Changes) -> None:
        front.tell(text, change=changes.history_seq)

    front.write(action, done, owner=owner)
