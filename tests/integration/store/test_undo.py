"""Undo puts rows back if they still stand as they were left, and undo of undo is redo."""

from __future__ import annotations

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings
from hubdesk.hub.service import update_settings
from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.tables import OccupancyRow, OrganisationRow
from hubdesk.store import undo as store_undo
from hubdesk.store.errors import UndoNotPossibleError
from hubdesk.store.history import Entry
from hubdesk.store.queries import history
from hubdesk.store.session import UnitOfWork
from tests.integration.store import house


def _change(hub: Hub, **values: object) -> int:
    with hub.write() as uow:
        update_settings(uow, **values)
    assert uow.changes.history_seq is not None
    return uow.changes.history_seq


def _phone(hub: Hub) -> str:
    with hub.read() as session:
        return settings(session).phone


def _restore(uow: UnitOfWork, entry: Entry) -> None:
    store_undo.restore_images(
        uow,
        entry,
        rows={"organisation": OrganisationRow, "occupancy": OccupancyRow},
        away={"organisation": {"active": False}},
    )


TABLE = {"trial.done": _restore}


def _undo(hub: Hub, seq: int) -> int:
    with hub.write() as uow:
        store_undo.undo(uow, seq, TABLE, {"month.closed": "reopen_month"})
    assert uow.changes.history_seq is not None
    return uow.changes.history_seq


def test_undo_redo_undo(hub: Hub) -> None:
    seq = _change(hub, phone="02 111")
    for expected in ("", "02 111", ""):
        done = bootstrap.undo(hub, seq).changes
        assert dict(done.by_kind) == {"hub": frozenset({1})}
        assert _phone(hub) == expected
        assert done.history_seq is not None
        seq = done.history_seq
    with hub.read() as session:
        actions = [(one.action, one.undoes) for one in history(session, of=("hub", 1))][:3]
    assert actions == [("undone", seq - 1), ("undone", seq - 2), ("undone", seq - 3)]
    assert bootstrap.verify(hub).ok


def test_what_changed_since_is_said(hub: Hub) -> None:
    first = _change(hub, phone="02 111")
    second = _change(hub.acting_as("mali"), phone="02 222", email="a@example.org")
    with pytest.raises(UndoNotPossibleError) as caught:
        bootstrap.undo(hub, first)
    assert caught.value.details == {
        "reason": "changed_since", "kind": "hub", "key": 1, "fields": ["email", "phone"],
        "actor": "mali", "change": second,
    }  # fmt: skip
    assert _phone(hub) == "02 222"
    bootstrap.undo(hub, second)
    bootstrap.undo(hub, first)
    assert _phone(hub) == ""


def test_what_cannot_be_undone_names_the_way(hub: Hub) -> None:
    with hub.write() as uow:
        uow.record("month.closed", "period")
    seq = uow.changes.history_seq
    assert seq is not None
    with pytest.raises(UndoNotPossibleError) as caught:
        _undo(hub, seq)
    assert caught.value.details["reason"] == "reopen_month"
    with pytest.raises(UndoNotPossibleError) as caught:
        _undo(hub, 1)
    assert caught.value.details == {"reason": "not_undoable", "action": "hub.created"}
    with pytest.raises(NotFoundError):
        _undo(hub, 999)


def test_added_rows_go_away_and_removed_ones_come_back(hub: Hub) -> None:
    from datetime import date

    with hub.write() as uow:
        org = uow.insert(OrganisationRow, code="O1", name_en="One", org_class="resident")
        fact = uow.insert(OccupancyRow, org_id=org, valid_from=date(2026, 11, 1), seats=4)
        uow.record("trial.done", "organisation", org)
    added = uow.changes.history_seq
    assert added is not None

    def state() -> tuple[bool, object]:
        with hub.read() as session:
            organisation, occupancy = (
                session.row(OrganisationRow, org),
                session.row(OccupancyRow, fact),
            )
            assert organisation is not None
            return organisation["active"], occupancy and occupancy["seats"]

    undone = _undo(hub, added)
    assert state() == (False, None)
    redone = _undo(hub, undone)
    assert state() == (True, 4)
    _undo(hub, redone)
    assert state() == (False, None)
    assert bootstrap.verify(hub).ok


def test_a_guard_may_say_no(hub: Hub) -> None:
    """The old value lies in a month that was locked meanwhile."""
    house.settle(hub)
    with hub.write() as uow:
        uow.update(OccupancyRow, 1, seats=9)
        uow.record("trial.done", "occupancy", 1)
    changed = uow.changes.history_seq
    assert changed is not None
    with hub.write() as uow:
        house.lock(uow)
        uow.record("month.closed", "period")
    with pytest.raises(UndoNotPossibleError) as caught:
        _undo(hub, changed)
    assert caught.value.details["reason"] == "dated_fact_locked"


def test_rows_written_without_a_name_are_a_bug(hub: Hub) -> None:
    with pytest.raises(RuntimeError, match="nothing recorded"), hub.write() as uow:
        uow.insert(OrganisationRow, code="O9", name_en="Nine", org_class="resident")
    with hub.read() as session:
        assert session.row(OrganisationRow, 1) is None


def test_the_history_says_before_and_after(hub: Hub) -> None:
    _change(hub.acting_as("mali", "cli"), phone="02 111", address_th="12 ถนนพระอาทิตย์")
    with hub.read() as session:
        (newest, *_) = history(session, of=("hub", 1), limit=1)
        since = history(session, since=newest.at)
        assert history(session, of=("hub", 2)) == ()
    (image,) = newest.images
    assert (newest.actor, newest.source, newest.action) == ("mali", "cli", "hub.updated")
    assert image.changed == ("address_th", "phone")
    assert image.before is not None
    assert image.after is not None
    assert ("phone" in image.before, image.after["address_th"]) == (False, "12 ถนนพระอาทิตย์")
    assert [one.seq for one in since] == sorted((one.seq for one in since), reverse=True)
