"""What a person does with bookings; one thin function per action.

Drag, button, key and test all call the same function.  Each runs one unit of work on the
database worker and says in the message bar what happened, with Undo.

    move(front, draft, scene, owner=page)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.booking import service
from hubdesk.booking.model import BookingRequest, Move, Scope, Target, Wanted
from hubdesk.booking.queries.targets import select_dates
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.booking.gesture import Draft
from hubdesk.ui.booking.load import wall
from hubdesk.ui.booking.popover import Wish
from hubdesk.ui.booking.scene import Block, Scene, Span
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front

Failed = Callable[[KnownError], None]


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

    def shown(self, front: Front) -> str:
        """``มูล 14:00–15:30 น.``."""
        room = self.scene.lanes[self.lane].names.get(front.words.lang)
        return f"{room} {times(front.words, self.span)}"

    def request(self, org_id: int, **values: Any) -> BookingRequest:
        """A wish to book this place."""
        return BookingRequest(
            org_id=org_id,
            wanted=(Wanted(self.resource_id),),
            starts=wall(self.scene.day, self.span.starts),
            ends=wall(self.scene.day, self.span.ends),
            idem_key=new_key(),
            **values,
        )


def book(
    front: Front, place: Place, wish: Wish, *, owner: QObject,
    done: Callable[[Any, Changes], None] | None = None, failed: Failed | None = None,
) -> None:  # fmt: skip
    """Book a place for an organisation."""
    request = place.request(
        wish.org.id, title=wish.title, project=wish.project, private=wish.private
    )
    text = front.words.t("Booked {place} for {org}.", place=place.shown(front), org=wish.org.code)

    def booked(result: Any, changes: Changes) -> None:
        front.tell(text, change=changes.history_seq)
        if done is not None:
            done(result, changes)

    front.write(lambda uow: service.book(uow, request), booked, owner=owner, failed=failed)


def copy(front: Front, block: Block, place: Place, *, owner: QObject) -> None:
    """Book the same again at another place; a copy of a private date stays private."""

    def action(uow: UnitOfWork) -> Any:
        original = select_dates(uow, Target(occurrence_id=block.occurrence_id)).booking
        return service.book(uow, place.request(
            original["org_id"], title=original["title"], project=original["project"],
            private=original["private"],
        ))  # fmt: skip

    text = front.words.t("Copied {org} to {place}.", org=block.org, place=place.shown(front))
    _do(front, action, text, owner)


def move(front: Front, block: Block, place: Place, *, owner: QObject) -> None:
    """Move or stretch one date."""
    to = Move(
        starts=wall(place.scene.day, place.span.starts),
        ends=wall(place.scene.day, place.span.ends),
        resource_id=place.resource_id,
    )
    text = (
        front.words.t("Moved {org} to {place}.", org=block.org, place=place.shown(front))
        if place.span.minutes == block.span.minutes
        else front.words.t("{org}: now {place}.", org=block.org, place=place.shown(front))
    )
    target = Target(occurrence_id=block.occurrence_id)
    _do(front, lambda uow: service.move(uow, target, to), text, owner)


def cancel(
    front: Front, occurrence_id: int, *, reason: str = "", scope: str = "this", owner: QObject
) -> None:
    """Cancel one date, it and the later ones, or all that lie ahead."""
    target = Target(occurrence_id=occurrence_id, scope=Scope(scope))
    text = front.words.t("Cancelled.")
    _do(front, lambda uow: service.cancel(uow, target, reason), text, owner)


def restore(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Book a cancelled, released or missed date again."""
    target = Target(occurrence_id=occurrence_id)
    _do(front, lambda uow: service.restore(uow, target), front.words.t("Restored."), owner)


def check_in(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Note that somebody came."""
    target = Target(occurrence_id=occurrence_id)
    _do(front, lambda uow: service.check_in(uow, target), front.words.t("Checked in."), owner)


def release(front: Front, occurrence_id: int, *, owner: QObject) -> None:
    """Give a room free that nobody came to use."""
    target = Target(occurrence_id=occurrence_id)
    _do(front, lambda uow: service.release(uow, target), front.words.t("Released."), owner)


def edit(front: Front, booking_id: int, wish: Wish, *, owner: QObject) -> None:
    """Change what is written on a booking."""
    _do(
        front,
        lambda uow: service.change_booking(
            uow, booking_id, title=wish.title, project=wish.project, private=wish.private
        ),
        front.words.t("Saved."),
        owner,
    )


def _do(front: Front, action: Callable[[UnitOfWork], Any], text: str, owner: QObject) -> None:
    def done(_result: Any, changes: Changes) -> None:
        front.tell(text, change=changes.history_seq)

    front.write(action, done, owner=owner)
