"""Visitors: expected, arrived, left; and forgotten after some days.

The words about a visitor are written to ``visit_words`` alone, which has no image in the history.
``forget_old`` erases them, so that no byte stays behind in the file either.  The bare line stays,
so that a year's visitors can be counted.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from hubdesk.access import service as access
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.frontdesk.model import MOST_PEOPLE, NewVisit, VisitStatus
from hubdesk.frontdesk.queries.settings import desk_settings
from hubdesk.frontdesk.service.rows import before, in_state, key_of, known, known_org, number, words
from hubdesk.frontdesk.tables import VisitRow, VisitWordsRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.orgs.tables import PersonRow
from hubdesk.store.erasing import erase
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id, Text

_SAME_KEY = Prepared(
    select(VisitRow.id).where(VisitRow.idem_key == bindparam("idem_key", type_=Text))
)
_WORDS = ("name", "company", "host", "note")
_ADD_WORDS = Prepared(
    insert(VisitWordsRow).values(
        visit_id=bindparam("visit_id", type_=Id),
        **{name: bindparam(name, type_=Text) for name in _WORDS},
    )
)
_SET_WORDS = Prepared(
    update(VisitWordsRow)
    .where(VisitWordsRow.visit_id == bindparam("_visit", type_=Id))
    .values({name: bindparam(f"_{name}", type_=Text) for name in _WORDS})
)
_OLD = Prepared(
    select(VisitRow.id)
    .join(VisitWordsRow, VisitWordsRow.visit_id == VisitRow.id)
    .where(VisitRow.day < bindparam("first_kept", type_=Day))
    .order_by(VisitRow.id)
)


def expect(uow: UnitOfWork, visit: NewVisit) -> int:
    """Note who is expected, or, without a time, who has just come in unannounced.

    Returns:
        The visit's id; a repeated ``idem_key`` gives the first one's.

    Raises:
        InvalidInputError: no name although the visit is not private, or an impossible number.
        NotFoundError: no such organisation, person or date.
    """
    access.require(uow, "frontdesk.visits", visit.org_id)
    earlier = before(uow, _SAME_KEY, visit.idem_key)
    if earlier is not None:
        return earlier
    said = _words_of(visit)
    known_org(uow, visit.org_id)
    if visit.person_id is not None:
        known(uow, PersonRow, "person", visit.person_id)
    if visit.occurrence_id is not None:
        known(uow, OccurrenceRow, "occurrence", visit.occurrence_id)
    now = uow.clock.now()
    here = visit.expected_at is None
    moment = visit.expected_at or now
    visit_id = uow.insert(
        VisitRow,
        org_id=visit.org_id,
        idem_key=key_of(visit.idem_key),
        day=moment.astimezone(settings(uow).zone).date(),
        expected_at=visit.expected_at,
        people=number("people", visit.people, 1, MOST_PEOPLE),
        person_id=visit.person_id,
        occurrence_id=visit.occurrence_id,
        private=visit.private,
        status=VisitStatus.ARRIVED.value if here else VisitStatus.EXPECTED.value,
        arrived_at=now if here else None,
        left_at=None,
        created_at=now,
        created_by=uow.actor,
    )
    uow.run(_ADD_WORDS, visit_id=visit_id, **said)
    action = "visit.arrived" if here else "visit.expected"
    uow.record(action, "visit", visit_id, org_id=visit.org_id)
    return visit_id


def _words_of(visit: NewVisit) -> dict[str, str]:
    said = {name: words(name, getattr(visit, name)) for name in _WORDS}
    if not said["name"] and not visit.private:
        raise InvalidInputError(field="name", value="", reason="empty")
    return said


def change(uow: UnitOfWork, visit_id: int, visit: NewVisit) -> None:
    """Correct what was typed: words, people, time, organisation.

    What the words were before is not kept anywhere, so this cannot be taken back.

    Raises:
        NotFoundError: no such visit.
        NotInStateError: it has left or was called off.
    """
    row = known(uow, VisitRow, "visit", visit_id)
    access.require(uow, "frontdesk.visits", row["org_id"])
    in_state(row, "visit", VisitStatus.EXPECTED, VisitStatus.ARRIVED)
    said = _words_of(visit)
    known_org(uow, visit.org_id)
    values: dict[str, Any] = {
        "org_id": visit.org_id,
        "people": number("people", visit.people, 1, MOST_PEOPLE),
        "person_id": visit.person_id,
        "private": visit.private,
    }
    if visit.expected_at is not None:
        values["expected_at"] = visit.expected_at
        values["day"] = visit.expected_at.astimezone(settings(uow).zone).date()
    uow.update(VisitRow, visit_id, before=row, **values)
    uow.run(_SET_WORDS, _visit=visit_id, **{f"_{name}": text for name, text in said.items()})
    uow.record("visit.changed", "visit", visit_id, org_id=visit.org_id)


def arrive(uow: UnitOfWork, visit_id: int, *, badge: str = "") -> None:
    """Note that a visitor is here, and which badge they were given.

    Raises:
        NotFoundError: no such visit.
        NotInStateError: they are here already, have left, or the visit was called off.
    """
    row = _visit(uow, visit_id, VisitStatus.EXPECTED)
    uow.update(
        VisitRow, visit_id, before=row, status=VisitStatus.ARRIVED.value,
        arrived_at=uow.clock.now(), badge=words("badge", badge),
    )  # fmt: skip
    uow.record("visit.arrived", "visit", visit_id, org_id=row["org_id"])


def give_badge(uow: UnitOfWork, visit_id: int, badge: str) -> None:
    """Note the badge of somebody who is here; an empty one was given back.

    Raises:
        NotFoundError, NotInStateError
    """
    row = _visit(uow, visit_id, VisitStatus.ARRIVED)
    uow.update(VisitRow, visit_id, before=row, badge=words("badge", badge))
    uow.record("visit.badge_given", "visit", visit_id, org_id=row["org_id"])


def leave(uow: UnitOfWork, visit_id: int) -> None:
    """Note that a visitor has left; the badge is back.

    Raises:
        NotFoundError, NotInStateError
    """
    row = _visit(uow, visit_id, VisitStatus.ARRIVED)
    uow.update(
        VisitRow, visit_id, before=row, status=VisitStatus.LEFT.value, left_at=uow.clock.now()
    )
    uow.record("visit.left", "visit", visit_id, org_id=row["org_id"])


def not_coming(uow: UnitOfWork, visit_id: int) -> None:
    """Call a visit off that has not begun.

    Raises:
        NotFoundError, NotInStateError
    """
    row = _visit(uow, visit_id, VisitStatus.EXPECTED)
    uow.update(VisitRow, visit_id, before=row, status=VisitStatus.CANCELLED.value)
    uow.record("visit.cancelled", "visit", visit_id, org_id=row["org_id"])


def forget_old(uow: UnitOfWork) -> tuple[int, ...]:
    """Delete the words about visitors whose day is longer ago than the setting keeps them.

    Returns:
        The visits; nothing is recorded where there are none.
    """
    access.require(uow, "frontdesk.visits")
    today = uow.clock.now().astimezone(settings(uow).zone).date()
    first_kept = today - timedelta(days=desk_settings(uow).keep_visits_days)
    found = tuple(int(row[0]) for row in uow.all(_OLD, first_kept=first_kept))
    if not found:
        return ()
    erase(uow, VisitWordsRow, frozenset(found))
    for visit_id in found:
        uow.update(VisitRow, visit_id, forgotten=True, badge="")
    uow.record("visits.forgotten", "visit", count=len(found))
    return found


def _visit(uow: UnitOfWork, visit_id: int, *states: VisitStatus) -> dict[str, Any]:
    row = known(uow, VisitRow, "visit", visit_id)
    access.require(uow, "frontdesk.visits", row["org_id"])
    in_state(row, "visit", *states)
    return row
