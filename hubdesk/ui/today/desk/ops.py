"""What the counter's card does: one thin function per deed, each told with *Undo*.

note_visit(front, visit, badge, owner=card, done=entry.empty)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from hubdesk.frontdesk.model import NewParcel, NewTicket, NewVisit
from hubdesk.frontdesk.service import keys, notes, parcels, tickets, visits
from hubdesk.kernel.changes import Changes
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.words.marker import N_

Done = Callable[[], object]


def _do(
    front: Front,
    action: Callable[[UnitOfWork], object],
    told: str,
    owner: QObject,
    done: Done | None = None,
    **values: object,
) -> None:
    """Run a deed and tell it; ``told`` is a message id."""

    def finished(_result: object, changes: Changes) -> None:
        if done is not None:
            done()
        if changes:
            front.tell(front.words.t(told, **values), change=changes.history_seq)

    front.write(action, finished, owner=owner)


def note_visit(
    front: Front, visit: NewVisit, badge: str, *, owner: QObject, done: Done | None = None
) -> None:
    """Note who is expected, or who has just come."""

    def action(uow: UnitOfWork) -> None:
        visit_id = visits.expect(uow, visit)
        if badge and visit.expected_at is None:
            visits.give_badge(uow, visit_id, badge)

    told = N_("Is here: {name}") if visit.expected_at is None else N_("Is expected: {name}")
    _do(front, action, told, owner, done, name=visit.name)


def change_visit(
    front: Front, visit_id: int, visit: NewVisit, badge: str | None, *, owner: QObject,
    done: Done | None = None,
) -> None:  # fmt: skip
    """Correct a visitor's line."""

    def action(uow: UnitOfWork) -> None:
        visits.change(uow, visit_id, visit)
        if badge is not None:
            visits.give_badge(uow, visit_id, badge)

    def finished(_result: object, _changes: Changes) -> None:
        if done is not None:
            done()
        front.tell(front.words.t("Changed: {name}", name=visit.name))

    front.write(action, finished, owner=owner)


def arrive(front: Front, visit_id: int, name: str, *, badge: str = "", owner: QObject) -> None:
    """A visitor is here."""
    _do(front, lambda uow: visits.arrive(uow, visit_id, badge=badge), N_("Is here: {name}"),
        owner, name=name)  # fmt: skip


def leave(front: Front, visit_id: int, name: str, *, owner: QObject) -> None:
    """A visitor has left."""
    _do(front, lambda uow: visits.leave(uow, visit_id), N_("Has left: {name}"), owner, name=name)


def not_coming(front: Front, visit_id: int, name: str, *, owner: QObject) -> None:
    """A visitor will not come."""
    _do(front, lambda uow: visits.not_coming(uow, visit_id), N_("Is not coming: {name}"), owner,
        name=name)  # fmt: skip


def take_in(front: Front, parcel: NewParcel, *, owner: QObject, done: Done) -> None:
    """Something came."""
    _do(front, lambda uow: parcels.take_in(uow, parcel), N_("Waits at the counter: {what}"),
        owner, done, what=parcel.what)  # fmt: skip


def hand_over(front: Front, parcel_id: int, what: str, *, owner: QObject) -> None:
    """Somebody fetched a parcel."""
    _do(front, lambda uow: parcels.hand_out(uow, parcel_id), N_("Handed over: {what}"), owner,
        what=what)  # fmt: skip


def send_back(front: Front, parcel_id: int, what: str, *, owner: QObject) -> None:
    """A parcel goes back to its sender."""
    _do(front, lambda uow: parcels.send_back(uow, parcel_id), N_("Sent back: {what}"), owner,
        what=what)  # fmt: skip


def hand_out_key(
    front: Front, key_id: int, code: str, *, holder: str, org_id: int | None,
    due_at: datetime | None, owner: QObject, done: Done,
) -> None:  # fmt: skip
    """Give a key to somebody."""

    def action(uow: UnitOfWork) -> None:
        keys.hand_out(uow, key_id, holder=holder, org_id=org_id, due_at=due_at)

    _do(front, action, N_("Handed out: {code}"), owner, done, code=code)


def take_back_key(
    front: Front, key_id: int, code: str, *, owner: QObject, done: Done | None = None
) -> None:
    """A key hangs on its hook again."""
    _do(front, lambda uow: keys.take_back(uow, key_id), N_("Is back: {code}"), owner, done,
        code=code)  # fmt: skip


def open_ticket(front: Front, ticket: NewTicket, *, owner: QObject, done: Done) -> None:
    """Give the caretaker something to do."""
    _do(front, lambda uow: tickets.open_ticket(uow, ticket), N_("For the caretaker: {what}"),
        owner, done, what=ticket.what)  # fmt: skip


def finish_ticket(front: Front, ticket_id: int, what: str, *, owner: QObject) -> None:
    """The work is done."""
    _do(front, lambda uow: tickets.finish(uow, ticket_id), N_("Done: {what}"), owner, what=what)


def cancel_ticket(front: Front, ticket_id: int, what: str, *, owner: QObject) -> None:
    """The ticket is withdrawn."""
    _do(front, lambda uow: tickets.cancel(uow, ticket_id), N_("Withdrawn: {what}"), owner,
        what=what)  # fmt: skip


def write_note(front: Front, text: str, *, owner: QObject) -> None:
    """Keep the shift note; nothing is told, it is written on all day."""
    front.write(lambda uow: notes.write(uow, text), owner=owner)


def hand_note_over(front: Front, text: str, *, owner: QObject) -> None:
    """End the shift: keep what is written, and begin anew."""

    def action(uow: UnitOfWork) -> None:
        uow.record("note.handed_over", "shift_note")
        notes.write(uow, text)
        notes.hand_over(uow)

    _do(front, action, N_("The shift note is handed over."), owner)
