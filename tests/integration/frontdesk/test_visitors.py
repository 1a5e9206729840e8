"""Visitors: expected, arrived, left, and really forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.frontdesk.errors import NotInStateError
from hubdesk.frontdesk.model import DeskSettings, NewVisit, Visit, VisitStatus
from hubdesk.frontdesk.queries import visits as reading
from hubdesk.frontdesk.service import settings, visits
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.store.backup import back_up
from hubdesk.store.connections import is_server
from hubdesk.store.errors import UndoNotPossibleError
from hubdesk.store.tables import History
from tests.integration.conftest import NOW
from tests.support.hub import House

TODAY = date(2026, 11, 27)
NAME, COMPANY = "คุณวิภา ไม่ลืมง่าย", "Unforgettable Press"


def _expect(hub: Hub, house: House, **more: object) -> int:
    values = {
        "name": NAME, "company": COMPANY, "org_id": house.orgs["ACT"],
        "expected_at": NOW + timedelta(hours=2), **more,
    }  # fmt: skip
    with hub.write() as uow:
        return visits.expect(uow, NewVisit(**values))  # type: ignore[arg-type]


def _visit(hub: Hub, visit_id: int) -> Visit:
    with hub.read() as session:
        return reading.visit(session, visit_id)


def test_a_visitor_comes_and_goes(hub: Hub, house: House, clock: FixedClock) -> None:
    visit_id = _expect(hub, house, people=3, host="Somchai")
    clock.at = NOW + timedelta(hours=2, minutes=5)
    with hub.write() as uow:
        visits.arrive(uow, visit_id, badge="7")
    here = _visit(hub, visit_id)
    assert (here.status, here.badge, here.people, here.host) == ("arrived", "7", 3, "Somchai")
    assert here.arrived_at == clock.at
    with hub.read() as session:
        assert [one.id for one in reading.inside_visits(session)] == [visit_id]
        assert [one.name for one in reading.visits_of(session, TODAY)] == [NAME]
    with hub.write() as uow:
        visits.leave(uow, visit_id)
    assert _visit(hub, visit_id).status is VisitStatus.LEFT
    with pytest.raises(NotInStateError), hub.write() as uow:
        visits.leave(uow, visit_id)


def test_who_comes_unannounced_is_here_at_once(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        visit_id = visits.expect(uow, NewVisit(name="Ek", note="repairs the light"))
    found = _visit(hub, visit_id)
    assert (found.status, found.org, found.day) == ("arrived", "", TODAY)


def test_who_stays_overnight_is_still_on_the_list_of_the_house(
    hub: Hub, house: House, clock: FixedClock
) -> None:
    with hub.write() as uow:
        visit_id = visits.expect(uow, NewVisit(name="Ek"))
    clock.at = NOW + timedelta(days=1)
    with hub.read() as session:
        assert [one.id for one in reading.visits_of(session, TODAY + timedelta(days=1))] == [
            visit_id
        ]


def test_a_name_is_needed_but_for_who_is_not_to_be_named(hub: Hub, house: House) -> None:
    with pytest.raises(InvalidInputError):
        _expect(hub, house, name=" ")
    assert _visit(hub, _expect(hub, house, name="", private=True)).private


def test_the_same_key_notes_a_visitor_once(hub: Hub, house: House) -> None:
    assert _expect(hub, house, idem_key="k") == _expect(hub, house, idem_key="k")


def test_an_arrival_is_taken_back_and_done_again(hub: Hub, house: House) -> None:
    visit_id = _expect(hub, house)
    with hub.write() as uow:
        visits.arrive(uow, visit_id, badge="7")
    undone = bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _visit(hub, visit_id).status is VisitStatus.EXPECTED
    bootstrap.undo(hub, undone.changes.history_seq or 0)
    assert (_visit(hub, visit_id).status, _visit(hub, visit_id).badge) == ("arrived", "7")


def test_a_visit_taken_back_is_called_off(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        visit_id = visits.expect(uow, NewVisit(name=NAME, expected_at=NOW))
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _visit(hub, visit_id).status is VisitStatus.CANCELLED
    with hub.read() as session:
        assert reading.visits_of(session, TODAY) == ()


def test_typed_words_are_corrected(hub: Hub, house: House) -> None:
    visit_id = _expect(hub, house)
    with hub.write() as uow:
        visits.change(uow, visit_id, NewVisit(name="Wipa S.", org_id=house.orgs["BUD"], people=2))
    found = _visit(hub, visit_id)
    assert (found.name, found.company, found.org, found.people) == ("Wipa S.", "", "BUD", 2)
    with pytest.raises(UndoNotPossibleError, match="type_again"):
        bootstrap.undo(hub, uow.changes.history_seq or 0)


def _payloads(hub: Hub) -> str:
    with hub.read() as session:
        return "\n".join(row[0] or "" for row in session.execute(select(History.payload)))


def test_words_about_visitors_are_never_in_the_history(hub: Hub, house: House) -> None:
    visit_id = _expect(hub, house, host="Somchai", note="allergic to nuts")
    with hub.write() as uow:
        visits.arrive(uow, visit_id, badge="7")
        visits.change(uow, visit_id, NewVisit(name="Wipa S.", host="Somchai"))
    written = _payloads(hub)
    for word in (NAME, COMPANY, "Somchai", "allergic", "Wipa"):
        assert word not in written


def test_visitors_are_forgotten_after_the_days_of_the_setting(
    hub: Hub, house: House, clock: FixedClock
) -> None:
    with hub.write() as uow:
        settings.change_desk(uow, DeskSettings(keep_visits_days=10))
    old, kept = _expect(hub, house), _expect(hub, house, expected_at=NOW + timedelta(days=1))
    clock.at = NOW + timedelta(days=11)
    with hub.write() as uow:
        assert visits.forget_old(uow) == (old,)
    gone = _visit(hub, old)
    assert (gone.forgotten, gone.name, gone.company, gone.people) == (True, "", "", 1)
    assert _visit(hub, kept).name == NAME
    with hub.write() as uow:
        assert visits.forget_old(uow) == ()
    assert uow.changes.history_seq is None
    with hub.read() as session:
        assert len(reading.visits_between(session, TODAY, TODAY)) == 1


def test_the_file_holds_no_byte_of_who_was_forgotten(
    hub: Hub, house: House, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_server(hub.location):
        return  # a server's files are its own; the rows are gone as below
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for number in range(60):
        _expect(hub, house, name=f"{NAME} {number}")
    clock.at = NOW + timedelta(days=40)
    with hub.write() as uow:
        assert len(visits.forget_old(uow)) == 60
    place = Path(hub.location)
    copy = back_up(hub.location, hub.database.clock, occasion="manual")
    hub.close()
    assert NAME.encode() not in place.read_bytes()
    assert NAME.encode() not in copy.path.read_bytes()
    object.__setattr__(hub, "database", bootstrap.open_hub(hub.location, clock=clock).database)
